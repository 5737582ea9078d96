// Texts of other kinds than news reports: interviews, debates, letters, communiqués, voices signed by a dash. The case
// is invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/proposed.h"

namespace parley {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view river_yaml = R"(title: A river
parties:
  - {id: norland, name: Norland, aliases: [the Norland government]}
  - {id: sudria, name: Sudria, aliases: [Velm]}
  - {id: commission, name: River Commission, kind: voice}
people:
  - {id: berg, name: Anna Berg, party: norland}
  - {id: solano, name: Luis Solano, party: sudria}
issues:
  - id: dam
    name: The dam
    options: [{id: built, name: The dam is built}, {id: none, name: No dam}]
  - id: flow
    name: Water release
    options: [{id: guaranteed, name: A guaranteed flow}, {id: free, name: Nothing is promised}]
  - id: monitoring
    name: Monitoring
    options: [{id: joint, name: Joint inspections}, {id: own, name: Each by itself}]
  - id: wall
    name: Border wall
    options: [{id: wall, name: A wall}, {id: fence, name: A fence}]
)";

class Genres : public testing::Test {
 protected:
  struct Row {
    std::string speaker, quote, form, issue, option, stance, condition, act, note;
  };

  Genres() { folder_.write("case.yaml", river_yaml); }

  [[nodiscard]] std::vector<Row> read(std::string_view text) const {
    std::vector<Row> rows;
    for (const auto& proposal : proposed(folder_, text, "text", "2026-03-13")) {
      const auto of = [&](Column column) { return std::string(proposal.row.text(column)); };
      rows.push_back({of(Column::speaker), of(Column::quote), of(Column::form), of(Column::issue), of(Column::option),
                      of(Column::stance), of(Column::condition), of(Column::act), of(Column::note)});
    }
    return rows;
  }

  // "speaker: words" of each row.
  [[nodiscard]] std::vector<std::string> said(std::string_view text) const {
    std::vector<std::string> list;
    for (const auto& row : read(text)) list.push_back(row.speaker + ": " + row.quote);
    return list;
  }

 private:
  CaseFolder folder_;
};

TEST_F(Genres, TheAnswersOfAnInterviewAreThoseOfTheOnePersonNamedAboveIt) {
  EXPECT_THAT(said("Interview with Anna Berg\n\nQ: Will there be a dam?\n\nA: We want the dam.\n\nQ: And the flow?\n\n"
                   "A: We would guarantee the flow.\n"),
              ElementsAre("berg: We want the dam.", "berg: We would guarantee the flow."));
}

TEST_F(Genres, AnAsideInParenthesesMayFollowALabel) {
  EXPECT_THAT(said("Anna Berg (Prime Minister): The dam will be built.\n\nTom Riis (Vale) (Lab): Will she give way?\n\n"
                   "Anna Berg: I will, and gladly.\n\nTom Riis: I thank her.\n"),
              IsSupersetOf({"berg: The dam will be built.", "berg: I will, and gladly.", ": I thank her."}));
}

TEST_F(Genres, LabelsThatStandOnceAreTurnsWhereTheCaseKnowsThem) {
  EXPECT_THAT(said("BERG: We want the dam.\n\nSOLANO: We reject the dam.\n"),
              ElementsAre("berg: We want the dam.", "solano: We reject the dam."));
}

TEST_F(Genres, TheEntriesOfAFormAreNoTurns) {
  EXPECT_THAT(said("Place: The town hall of Velm\n\nTime: Monday at ten\n\nBerg: press office\n"), IsEmpty());
}

TEST_F(Genres, ANoteThatComesBackIsNoTranscript) {
  EXPECT_THAT(said("Update: Talks go on in Velm.\n\n“We want the dam,” said Berg.\n\nThe hall was full.\n\n"
                   "Correction: The hall was not full.\n\nUpdate: Talks are over.\n"),
              Contains("berg: We want the dam"));
}

TEST_F(Genres, OneLabelThatComesBackAndOneThatAnswersAreATranscript) {
  EXPECT_THAT(said("HOST: What of the dam?\n\nSOLANO: We reject it.\n\nHOST: Thank you.\n"),
              Contains("solano: We reject it."));
}

TEST_F(Genres, ANameAfterADashSignsTheQuotationAboveIt) {
  EXPECT_THAT(said("“We cannot live without the dam.”\n— Anna Berg, prime minister\n\n"
                   "\"The river is ours.\" -- Luis Solano\n"),
              ElementsAre("berg: We cannot live without the dam.", "solano: The river is ours."));
}

TEST_F(Genres, SingleMarksQuoteAsDoubleOnesDo) {
  EXPECT_THAT(said("‘It’s an insult,’ said Anna Berg. ‘Velm’s offer does not cover the villages’ costs.’\n"),
              ElementsAre("berg: It’s an insult", "berg: Velm’s offer does not cover the villages’ costs."));
  EXPECT_THAT(said("'We're not going anywhere,' Solano told the farmers' union.\n"),
              ElementsAre("solano: We're not going anywhere"));
}

TEST_F(Genres, ALetterIsItsSignatorys) {
  const auto rows = read(
      "Excellency,\n\nMy government cannot accept the joint inspections that your letter of last month proposed.\n\n"
      "Please accept the assurances of my highest consideration.\n\nAnna Berg\nPrime Minister of Norland\n");
  EXPECT_THAT(rows, Contains(AllOf(Field(&Row::speaker, "berg"), Field(&Row::issue, "monitoring"),
                                   Field(&Row::stance, "reject"))));
}

TEST_F(Genres, BothSidesAreTheTwoPrincipals) {
  const auto rows = read("The two sides agreed to establish joint inspections of the river.\n");
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].speaker, "norland");
  EXPECT_EQ(rows[1].speaker, "sudria");
  EXPECT_THAT(rows, Each(Field(&Row::option, "joint")));
}

TEST_F(Genres, NeitherOfTwoIsBothAndNo) {
  const auto rows = read("Neither Norland nor Sudria accepted joint inspections.\n");
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_NE(rows[0].speaker, rows[1].speaker);
  EXPECT_THAT(rows, Each(AllOf(Field(&Row::act, "reject"), Field(&Row::stance, "oppose"))));
}

TEST_F(Genres, WhatIsNotRuledOutIsNotRejected) {
  EXPECT_THAT(read("Solano said Sudria would not rule out a dam.\n"),
              Each(AllOf(Field(&Row::act, Not("reject")), Field(&Row::stance, ""))));
}

TEST_F(Genres, WhatIsSaidToBeNoneIsTheOptionThatSaysSo) {
  EXPECT_THAT(read("Solano said that there would be no dam.\n"), Contains(Field(&Row::option, "none")));
  EXPECT_THAT(read("Solano said that Sudria would accept a dam.\n"), Contains(Field(&Row::option, "built")));
}

TEST_F(Genres, WhatIsSaidToBeNoneIsNotTheThing) {
  EXPECT_THAT(read("Berg said that there would be no wall.\n"),
              ElementsAre(AllOf(Field(&Row::issue, "wall"), Field(&Row::option, ""))));
}

TEST_F(Genres, AnIfIsACondition) {
  EXPECT_THAT(read("Berg said that Norland would accept joint inspections if Sudria promised a guaranteed flow.\n"),
              ElementsAre(AllOf(Field(&Row::option, "joint"), Field(&Row::stance, "accept"),
                                Field(&Row::condition, "flow = guaranteed"))));
  EXPECT_THAT(read("Berg said that if Sudria gave a guaranteed flow, Norland would accept joint inspections.\n"),
              ElementsAre(AllOf(Field(&Row::option, "joint"), Field(&Row::condition, "flow = guaranteed"))));
  EXPECT_THAT(
      read("BERG: No. If Velm drops its claim, we would accept joint inspections.\n\nSOLANO: We reject that.\n"),
      Contains(AllOf(Field(&Row::option, "joint"), Field(&Row::stance, ""))));  // no formula says when
}

TEST_F(Genres, WhatSomebodyIsAskedIsNotWhatTheyWant) {
  EXPECT_THAT(read("Asked whether Sudria would accept a dam, Solano replied: “We have been clear on that.”\n"),
              Contains(AllOf(Field(&Row::speaker, "solano"), Field(&Row::stance, ""))));
}

TEST_F(Genres, TwoJoinedByAndHaveARowEachOfADeed) {
  const auto rows = read("Norland and the River Commission accepted joint inspections.\n");
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].speaker, "norland");
  EXPECT_EQ(rows[1].speaker, "commission");
}

TEST_F(Genres, WhatIsGivenUpIsNoCondition) {
  EXPECT_THAT(read("Solano said that Sudria would accept joint inspections provided that Norland drops the dam.\n"),
              ElementsAre(AllOf(Field(&Row::option, "joint"), Field(&Row::condition, ""))));
}

TEST_F(Genres, ANoOfTheSentenceBeforeTurnsNothingRound) {
  EXPECT_THAT(read("BERG: I do not. We oppose joint inspections.\n\nSOLANO: We do.\n"),
              Contains(AllOf(Field(&Row::speaker, "berg"), Field(&Row::stance, "oppose"))));
}

TEST_F(Genres, WhatSomebodyMightDoIsNoDeed) {
  EXPECT_THAT(read("Norland might accept a dam.\n"),
              ElementsAre(AllOf(Field(&Row::form, "forecast"), Field(&Row::stance, ""))));
}

TEST_F(Genres, ItIsThePartyThatTheSentenceBeforeIsAbout) {
  EXPECT_THAT(said("The River Commission met in Velm. “There is no draft,” it said.\n"),
              Contains("commission: There is no draft"));
}

TEST_F(Genres, TwoCuesForTheSameWordsAreOneStatement) {
  EXPECT_THAT(read("A Norland official, speaking on condition of anonymity, said Velm would drop the dam.\n"),
              SizeIs(1));
}

TEST_F(Genres, AnUnnamedOfficialSpeaksForTheParty) {
  EXPECT_THAT(said("“We want the dam,” a Norland official said.\n"), ElementsAre("norland: We want the dam"));
}

TEST_F(Genres, APronounMeansWhomTheSentenceBeforeIsAbout) {
  EXPECT_THAT(said("Solano met Berg in Velm. “We reject the dam,” he said.\n"), Contains("solano: We reject the dam"));
}

TEST_F(Genres, TheDayOfSayingIsNotWhatIsSaid) {
  EXPECT_THAT(said("Berg said on Monday that the dam would be built.\n"),
              ElementsAre("berg: that the dam would be built"));
}

TEST_F(Genres, ThreePartiesMayGiveOutATextTogether) {
  const auto rows = read(
      "The Governments of Norland, Sudria and the River Commission, meeting in Velm,\n\n"
      "1. Agree to joint inspections;\n\n2. Note that there is no word of a wall;\n\n"
      "3. Reject a fence of any kind.\n");
  for (const std::string speaker : {"norland", "sudria", "commission"}) {
    EXPECT_THAT(rows, Contains(AllOf(Field(&Row::speaker, speaker), Field(&Row::option, "joint"),
                                     Field(&Row::stance, "accept"))));
    EXPECT_THAT(rows, Contains(AllOf(Field(&Row::speaker, speaker), Field(&Row::option, "fence"),
                                     Field(&Row::stance, "reject"))));
  }
}

}  // namespace
}  // namespace parley
