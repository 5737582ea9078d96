#include "report/rests_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Case one_issue() {
  Case c;
  c.casebook.issues.resize(1);
  c.casebook.issues[0].id = c.casebook.issues[0].name = "Water";
  return c;
}

Conclusions concluded(std::size_t cautious, std::size_t open, IssueStatus status) {
  Conclusions found;
  found.best_share = {make_share(cautious, 100), make_share(open, 100)};
  found.issues = {status};
  found.best = Package{0};
  return found;
}

TEST(FallenWords, SayWhatIsConcludedInstead) {
  const Case c = one_issue();
  const Conclusions before = concluded(2, 4, IssueStatus::disputed);
  const Conclusions after = concluded(14, 35, IssueStatus::unclear);
  const Fallen fell = fallen(before, after);
  EXPECT_THAT(fallen_words(c, fell, before, after),
              ElementsAre("the verdict is another, 14 to 35 of 100 readings instead of 2 to 4 of 100",
                          "Water is unclear instead of disputed"));
  EXPECT_EQ(fallen_short(c, fell), "the verdict and Water");
}

TEST(FallenWords, AreEmptyWhereNothingFalls) {
  const Case c = one_issue();
  const Conclusions same = concluded(2, 4, IssueStatus::agreed);
  EXPECT_THAT(fallen_words(c, fallen(same, same), same, same), IsEmpty());
}

TEST(FallenWords, SayWhereNoPackageAndNoConflictIsLeft) {
  const Case c = one_issue();
  Conclusions before = concluded(2, 4, IssueStatus::agreed), after = before;
  before.conflict = Conflict{};
  after.best = std::nullopt;
  EXPECT_THAT(fallen_words(c, fallen(before, after), before, after),
              ElementsAre("no package is left", "no conflict is left in the reference world"));
}

TEST(FallenWords, SayWhyNothingCouldBeConcluded) {
  const Case c = one_issue();
  const Conclusions before = concluded(2, 4, IssueStatus::agreed);
  Conclusions after = concluded(0, 0, IssueStatus::agreed);
  after.problem = "claims contradict each other";
  EXPECT_THAT(fallen_words(c, fallen(before, after), before, after),
              ElementsAre("nothing can be concluded: claims contradict each other"));
}

TEST(SourceWords, NameTheSpeakerTheDocumentOrTheAnalyst) {
  Case c = one_issue();
  c.casebook.people.resize(1);
  c.casebook.people[0].id = "ann";
  c.casebook.people[0].name = "Ann";
  c.casebook.documents.resize(2);
  c.casebook.documents[0].id = "brief";
  c.casebook.documents[0].title = "A brief";
  c.casebook.documents[1].id = "untitled";
  LeftOut source;
  source.source = "brief";
  EXPECT_EQ(source_words(c, source), "“A brief”");
  source.source = "untitled";
  EXPECT_EQ(source_words(c, source), "untitled");
  source.kind = SourceKind::speaker;
  source.source = "ann";
  EXPECT_EQ(source_words(c, source), "Ann");
  source.kind = SourceKind::judgements;
  EXPECT_EQ(source_words(c, source), "the analyst’s judgements");
}

}  // namespace
}  // namespace parley
