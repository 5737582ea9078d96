#include "report/page.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/error.h"

namespace parley {
namespace {

constexpr std::string_view tiny =
    R"(<script>"__PARLEY_RESULT__"</script><script type="application/json" id="result">__PARLEY_RESULT__</script><p>)";

TEST(Page, HoldsTheResultInItsElementAndNowhereElse) {
  EXPECT_EQ(page_with(tiny, "{}"),
            R"(<script>"__PARLEY_RESULT__"</script><script type="application/json" id="result">{}</script><p>)");
}

TEST(Page, CannotBeEndedByWhatAStatementSays) {
  const std::string page = page_with(tiny, R"({"quote": "</script><script>alert(1)</script><!--"})");
  EXPECT_NE(page.find(R"(\u003c/script>\u003cscript>alert(1)\u003c/script>\u003c!--)"), page.npos);
}

TEST(Page, WithoutAPlaceForTheResultIsRefused) { EXPECT_THROW(page_with("<html>", "{}"), Error); }

TEST(Page, IsEmbeddedWithAPlaceForTheResult) {
  const std::string page = page_with(page_template(), R"({"the":"result"})");
  EXPECT_NE(page.find(R"(id="result">{"the":"result"}</script>)"), page.npos);
}

constexpr std::string_view mapped =
    R"(<script type="application/json" id="result">__PARLEY_RESULT__</script><script type="application/json" id="atlas">[
{"b":[0,0,5,5],"c":[]},
{"b":[100,0,105,5],"c":[]}
]</script>)";

TEST(Page, KeepsOfTheAtlasTheLandsAroundTheMap) {
  const Json regions = {
      {"features", {{{"geometry", {{"type", "Polygon"}, {"coordinates", {{{4, 4}, {6, 4}, {6, 6}, {4, 4}}}}}}}}}};
  const std::string page = page_with(mapped, "{}", regions);
  EXPECT_NE(page.find("[0,0,5,5]"), page.npos);
  EXPECT_EQ(page.find("[100,0,105,5]"), page.npos);
}

TEST(Page, WithoutAMapHoldsNoAtlas) {
  const std::string page = page_with(mapped, "{}");
  EXPECT_NE(page.find(R"(id="atlas">[]</script>)"), page.npos) << page;
}

}  // namespace
}  // namespace parley
