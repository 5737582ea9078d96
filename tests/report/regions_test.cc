#include "report/regions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "../evidence/case_folder.h"
#include "cli/starter.h"
#include "model/case.h"

namespace parley {
namespace {

using testing::HasSubstr;

/// A starter's case with a map.
class MapFolder {
 public:
  explicit MapFolder(std::string_view map) {
    for (const StarterFile& file : starter_files()) folder_.write(std::string(file.path), file.text);
    if (!map.empty()) folder_.write("regions.geojson", map);
  }

  [[nodiscard]] Json read(std::vector<Problem>& problems) const {
    return read_regions(folder_.path(), load_case(folder_.path()).casebook, problems);
  }

 private:
  CaseFolder folder_;
};

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)" + properties + R"(,"geometry":)" +
         geometry + "}]}";
}

constexpr const char* square = R"({"type":"Polygon","coordinates":[[[1.23456,2],[3,2],[3,4],[1.23456,2]]]})";

std::vector<std::string> messages(const std::vector<Problem>& problems) {
  std::vector<std::string> list;
  for (const Problem& p : problems) list.push_back(p.message);
  return list;
}

TEST(Regions, OfACaseWithoutAMapAreNone) {
  std::vector<Problem> problems;
  EXPECT_TRUE(MapFolder("").read(problems).is_null());
  EXPECT_TRUE(problems.empty());
}

TEST(Regions, KeepWhatIsKnownOfEachAreaAndNothingElse) {
  const MapFolder folder(
      feature(R"({"name":"The bank","issue":"works","options":{"joint":"shared"},"secret":1})", square));
  std::vector<Problem> problems;
  const Json map = folder.read(problems);
  ASSERT_TRUE(problems.empty()) << messages(problems)[0];
  const Json& area = map["features"][0];
  EXPECT_EQ(area["properties"],
            (Json{{"name", "The bank"}, {"note", ""}, {"issue", "works"}, {"options", {{"joint", "shared"}}}}));
  EXPECT_EQ(area["geometry"]["coordinates"][0][0], Json({1.2346, 2.0}));
}

TEST(Regions, AreRefusedWithEveryProblemAndItsPlace) {
  const MapFolder folder(
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      R"({"type":"Feature","properties":{"name":"A","issue":"work","options":{}},"geometry":null},)"
      "\n"
      R"({"type":"Feature","properties":{"name":"B","issue":"works","options":{"joined":"x"}},"geometry":{"type":"Point","coordinates":[1,2]}})"
      "]}");
  std::vector<Problem> problems;
  EXPECT_TRUE(folder.read(problems).is_null());
  EXPECT_THAT(messages(problems), testing::IsSupersetOf({HasSubstr("no option 'joined'"), HasSubstr("'B' has no shape"),
                                                         HasSubstr("area 1 has no name")}));
  for (const Problem& p : problems)
    if (p.message.find("joined") != std::string::npos) {
      EXPECT_EQ(p.place.line, 3u);
    }
}

TEST(Regions, ThatAreNoJsonSayWhere) {
  for (const char* bad : {"{\"type\":\n oops}", "{\"type\":\n 1e999}"}) {
    std::vector<Problem> problems;
    EXPECT_TRUE(MapFolder(bad).read(problems).is_null());
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].place.line, 2u);
  }
}

TEST(Regions, WithCoordinatesOffTheEarthHaveNoShape) {
  for (const char* bad :
       {R"({"type":"Polygon","coordinates":[[[1,2],[300,2],[3,4],[1,2]]]})",
        R"({"type":"Polygon","coordinates":[[[1,2],[3,4]]]})", R"({"type":"Polygon","coordinates":7})",
        R"({"type":"Polygon","coordinates":[[["1",2],[3,2],[3,4],[1,2]]]})"}) {
    std::vector<Problem> problems;
    EXPECT_TRUE(
        MapFolder(feature(R"({"name":"C","issue":"works","options":{"joint":"x"}})", bad)).read(problems).is_null());
    EXPECT_THAT(messages(problems), testing::ElementsAre(HasSubstr("no shape that can be drawn"))) << bad;
  }
}

}  // namespace
}  // namespace parley
