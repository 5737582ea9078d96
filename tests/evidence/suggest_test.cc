#include "evidence/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "text/read.h"

namespace parley {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Two invented reports on one quarrel.
constexpr std::string_view texts[] = {
    "The Lakeside Council rejected the water fee on Monday. “We will not pay the water fee,” said Mayor Anna Weber. "
    "The "
    "council demanded a joint commission for the reservoir. Upper Valley wants a full reservoir or a smaller "
    "dam.\n\nThe "
    "reservoir could be closed or half full in summer, Weber said. Lakeside Council insisted on equal shares of the "
    "reservoir.\n",
    "Upper Valley accepted the joint commission. Upper Valley said that the reservoir needs the water fee. Weber told "
    "reporters that the water fee must be lower or be paid in kind. A spokesman for the joint commission declined to "
    "comment on the reservoir.\n"};

Suggestions suggestions(std::size_t limit = 12) {
  const auto document_at = [](std::size_t i) { return parse_document(texts[i], "plain", "t.txt"); };
  return suggest(std::size(texts), document_at, limit);
}

std::vector<std::string> names_of(const auto& list) {
  std::vector<std::string> names;
  for (const auto& item : list) names.push_back(item.name);
  return names;
}

TEST(Suggest, IssuesAreTheTermsThatPositionsAreTakenOn) {
  const auto issues = names_of(suggestions().issues);
  EXPECT_THAT(issues, Contains("reservoir"));
  EXPECT_THAT(issues, Contains("water fee"));
  EXPECT_THAT(issues, Contains("joint commission"));
  EXPECT_THAT(issues, Not(Contains("fee")));
  EXPECT_THAT(issues, Not(Contains("Upper Valley")));
  EXPECT_THAT(issues, Not(Contains("summer")));
}

TEST(Suggest, PartiesAreNamesThatSayOrWantSomethingPeopleByTheirFullName) {
  const auto names = suggestions().names;
  EXPECT_THAT(names_of(names), Contains("Upper Valley"));
  EXPECT_THAT(names_of(names), Contains("Lakeside Council"));
  EXPECT_THAT(names_of(names), Contains("Anna Weber"));
  EXPECT_THAT(names_of(names), Not(Contains("Weber")));
  EXPECT_THAT(names_of(names), Not(Contains("Monday")));
  for (const auto& name : names) EXPECT_EQ(name.person, name.name == "Anna Weber") << name.name;
}

TEST(Suggest, OptionsAreWhatIsWantedOrStandsBesideOr) {
  for (const auto& issue : suggestions().issues) {
    if (issue.name != "reservoir") continue;
    const auto options = names_of(issue.options);
    EXPECT_THAT(options, Contains("smaller dam"));
    EXPECT_THAT(options, Contains("half full in summer"));
    EXPECT_THAT(options, Contains("equal shares of the reservoir"));
  }
}

TEST(Suggest, EachCandidateHasPassagesThatHoldIt) {
  for (const auto& issue : suggestions().issues) {
    EXPECT_THAT(issue.passages, Not(IsEmpty())) << issue.name;
    for (const auto& p : issue.passages) {
      const auto text = utf32(texts[p.document]);
      EXPECT_EQ(utf8(text.substr(p.span.begin, p.span.size())), p.words);
      EXPECT_EQ(utf8(text.substr(p.sentence.begin, p.sentence.size())), p.around);
      EXPECT_THAT(p.around, HasSubstr(p.words));
    }
    for (const auto& option : issue.options)
      for (const auto& p : option.passages) EXPECT_THAT(p.around, HasSubstr(p.words)) << option.name;
  }
}

TEST(Suggest, GivesNoMoreThanAsked) {
  EXPECT_LE(suggestions(2).issues.size(), 2u);
  EXPECT_LE(suggestions(2).names.size(), 2u);
  EXPECT_THAT(suggest(0, {}).issues, IsEmpty());
}

}  // namespace
}  // namespace parley
