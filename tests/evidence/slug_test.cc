#include "evidence/slug.h"

#include <gtest/gtest.h>

namespace parley {
namespace {

TEST(Slug, AnIdIsMadeOfLettersDigitsAndHyphens) {
  EXPECT_EQ(slug("Security guarantees"), "security-guarantees");
  EXPECT_EQ(slug("  The line (of control)! "), "the-line-of-control");
  EXPECT_EQ(slug("Ukraine’s aim"), "ukraines-aim");
}

TEST(Slug, ItBeginsWithALetter) {
  EXPECT_EQ(slug("2014"), "id-2014");
  EXPECT_EQ(slug("!"), "id");
}

TEST(Slug, OtherScriptsAreTransliterated) {
  EXPECT_EQ(slug("Україна"), "ukraina");
  EXPECT_EQ(slug("Orbán"), "orban");
}

TEST(Slug, ATakenIdGetsTheNextFreeNumber) {
  EXPECT_EQ(unused("a", [](const std::string& id) { return id == "a" || id == "a-2"; }), "a-3");
}

}  // namespace
}  // namespace parley
