#include "report/pack.h"

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "report/json.h"

namespace parley {
namespace {

struct Shapes {
  std::map<std::vector<std::string>, int> numbers;
  Json list = Json::array();

  int number(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, ignored] : object.items()) keys.push_back(key);
    const auto [found, added] = numbers.try_emplace(keys, static_cast<int>(list.size()));
    if (added) list.push_back(std::move(keys));
    return found->second;
  }
};

/// As deep as the document is, which a schema bounds.
Json pack(const Json& json, Shapes& shapes) {
  if (!json.is_structured()) return json;
  Json row = Json::array({json.is_object() ? shapes.number(json) : -1});
  for (const Json& each : json) row.push_back(pack(each, shapes));
  return row;
}

}  // namespace

std::string packed(std::string_view json) {
  Shapes shapes;
  Json row = pack(Json::parse(json), shapes);
  return dump({{"shapes", std::move(shapes.list)}, {"packed", std::move(row)}}, Indent::none);
}

}  // namespace parley
