#include "report/page.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace parley
