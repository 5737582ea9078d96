#include "report/pack.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace parley {
namespace {

using Json = nlohmann::ordered_json;

/// The way back, as the page has it.
Json unpacked(const Json& row, const Json& shapes) {
  if (!row.is_array()) return row;
  if (row[0] == -1) {
    Json list = Json::array();
    for (std::size_t i = 1; i < row.size(); ++i) list.push_back(unpacked(row[i], shapes));
    return list;
  }
  Json object = Json::object();
  for (std::size_t i = 1; i < row.size(); ++i)
    object[shapes[row[0].get<std::size_t>()][i - 1].get<std::string>()] = unpacked(row[i], shapes);
  return object;
}

TEST(Pack, CanBeUndone) {
  for (const char* text :
       {R"({})", R"([])", R"({"a":[1,2.5,-3,true,null,"x"],"b":{"a":[],"c":{}},"d":[{"a":1},{"a":2}]})",
        R"([[],[[]],[-1],{"":"é"}])"}) {
    const Json small = Json::parse(packed(text));
    EXPECT_EQ(unpacked(small["packed"], small["shapes"]).dump(), Json::parse(text).dump()) << text;
  }
}

TEST(Pack, WritesTheKeysOfAShapeOnce) {
  const std::string small = packed(R"([{"name":1,"note":2},{"name":3,"note":4},{"note":5,"name":6}])");
  EXPECT_EQ(small, R"({"shapes":[["name","note"],["note","name"]],"packed":[-1,[0,1,2],[0,3,4],[1,5,6]]})"
                   "\n");
}

}  // namespace
}  // namespace parley
