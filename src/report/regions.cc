#include "report/regions.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "text/files.h"

namespace parley {
namespace {

constexpr std::size_t largest_file = std::size_t{8} << 20;

/// Collects what is wrong, each with the place of the word that is.
class Reader {
 public:
  Reader(SourceText source, const Casebook& book, std::vector<Problem>& problems)
      : source_(std::move(source)), book_(book), problems_(problems) {}

  Json read() {
    const Json json = read_json(source_, "GeoJSON");
    if (!json.is_object() || json.value("type", Json()) != "FeatureCollection" || !json.contains("features") ||
        !json["features"].is_array()) {
      add({source_.file()}, "is not a collection of areas", "a FeatureCollection with features");
      return nullptr;
    }
    Json features = Json::array();
    for (const Json& feature : json["features"]) features.push_back(area(feature, features.size() + 1));
    return {{"type", "FeatureCollection"}, {"features", std::move(features)}};
  }

 private:
  void add(Place place, std::string message, std::string expected, std::string hint = {}, std::size_t width = 1) {
    problems_.push_back(source_.problem(Severity::error, std::move(place), std::move(message), std::move(expected),
                                        std::move(hint), width));
  }

  /// Where the file first has `word` as a string.
  [[nodiscard]] Place place_of(const std::string& word) const {
    const std::size_t at = source_.text().find('"' + word + '"');
    return at == std::string::npos ? Place{source_.file()} : source_.place(at + 1);
  }

  void unknown(const std::string& what, const std::string& word, const std::vector<std::string>& known) {
    const auto meant = did_you_mean(word, known);
    add(place_of(word), fmt::format("there is no {} '{}'", what, word), fmt::format("{} of the case", what),
        meant ? fmt::format("did you mean '{}'?", *meant) : "", word.size());
  }

  static std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  }

  /// What becomes of the area under each option, checked.
  Json fates(const Json& properties, const std::string& name) {
    Json result = Json::object();
    const std::string id = text_of(properties, "issue");
    const int index = book_.find_issue(id);
    if (index < 0) {
      std::vector<std::string> known;
      for (const Issue& issue : book_.issues) known.push_back(issue.id);
      unknown("issue", id, known);
      return result;
    }
    const Issue& issue = book_.issues[index];
    const auto options = properties.find("options");
    if (options == properties.end() || !options->is_object() || options->empty()) {
      add(place_of(name), fmt::format("'{}' says nothing of its options", name),
          "options, each with what becomes of it");
      return result;
    }
    for (const auto& [option, fate] : options->items()) {
      if (issue.find_option(option) < 0) {
        std::vector<std::string> known;
        for (const Option& o : issue.options) known.push_back(o.id);
        unknown("option", option, known);
      } else if (!fate.is_string() || fate.get<std::string>().empty()) {
        add(place_of(option), fmt::format("what becomes of '{}' is no text", name), "a party, or words");
      } else {
        result[option] = fate;
      }
    }
    return result;
  }

  static bool is_position(const Json& json) {
    return json.is_array() && json.size() >= 2 && json[0].is_number() && json[1].is_number() &&
           std::abs(json[0].get<double>()) <= 180 && std::abs(json[1].get<double>()) <= 90;
  }

  /// A ring, a polygon or several, by `depth`; null where it is none.
  static Json shape(const Json& json, int depth) {
    if (!json.is_array() || json.empty() || (depth == 0 && json.size() < 4)) return nullptr;
    Json result = Json::array();
    for (const Json& each : json) {
      if (depth == 0 && !is_position(each)) return nullptr;
      Json part = depth == 0 ? Json::array({rounded(each[0]), rounded(each[1])}) : shape(each, depth - 1);
      if (part.is_null()) return nullptr;
      result.push_back(std::move(part));
    }
    return result;
  }

  static double rounded(const Json& degrees) { return std::round(degrees.get<double>() * 1e4) / 1e4; }

  Json area(const Json& feature, std::size_t number) {
    const Json none = Json::object();
    const bool whole = feature.is_object() && feature.contains("properties") && feature["properties"].is_object() &&
                       feature.contains("geometry") && feature["geometry"].is_object();
    const Json& properties = whole ? feature["properties"] : none;
    const Json& geometry = whole ? feature["geometry"] : none;
    std::string name = text_of(properties, "name");
    if (name.empty()) {
      add({source_.file()}, fmt::format("area {} has no name", number), "properties with name, issue and options");
      name = fmt::format("area {}", number);
    }
    const std::string type = text_of(geometry, "type");
    Json coordinates;
    if ((type == "Polygon" || type == "MultiPolygon") && geometry.contains("coordinates"))
      coordinates = shape(geometry["coordinates"], type == "Polygon" ? 1 : 2);
    if (coordinates.is_null())
      add(place_of(name), fmt::format("'{}' has no shape that can be drawn", name),
          "a Polygon or MultiPolygon in degrees, rings of four points or more");
    return {{"type", "Feature"},
            {"properties",
             {{"name", name},
              {"note", text_of(properties, "note")},
              {"issue", text_of(properties, "issue")},
              {"options", whole ? fates(properties, name) : none}}},
            {"geometry", {{"type", type}, {"coordinates", std::move(coordinates)}}}};
  }

  SourceText source_;
  const Casebook& book_;
  std::vector<Problem>& problems_;
};

}  // namespace

Json read_regions(const std::filesystem::path& folder, const Casebook& book, std::vector<Problem>& problems) {
  const std::filesystem::path file = folder / "regions.geojson";
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return nullptr;
  const std::size_t before = problems.size();
  Json regions;
  try {
    regions = Reader(SourceText(file.string(), read_file(file, largest_file)), book, problems).read();
  } catch (const Error& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
  return problems.size() > before ? Json(nullptr) : regions;
}

}  // namespace parley
