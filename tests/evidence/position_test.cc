// What position is read from a sentence: whether it is turned round, left open or another's, and which option it names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/proposed.h"

namespace parley {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr std::string_view lake_yaml = R"(title: A lake
parties:
  - {id: norland, name: Norland, aliases: [the Norland government]}
  - {id: sudria, name: Sudria, aliases: [Velm]}
  - {id: union, name: Lake Union, kind: voice, aliases: [the Union]}
people:
  - {id: berg, name: Anna Berg, party: norland}
  - {id: solano, name: Luis Solano, party: sudria}
issues:
  - id: dam
    name: The dam
    options: [{id: large, name: a large dam}, {id: small, name: a small dam}, {id: none, name: No dam}]
  - id: fee
    name: Water fee
    options: [{id: five, name: 5% fee, aliases: [5 per cent]}, {id: nine, name: 9% fee, aliases: [9 per cent]}]
  - id: monitors
    name: Lake monitors
    options: [{id: union, name: Union monitors}, {id: joint, name: joint patrols}, {id: none, name: No monitors}]
  - id: fleet
    name: Fishing fleet
    options: [{id: out, name: fleet phased out}, {id: kept, name: fleet kept}]
  - {id: grant, name: The grant, kind: numeric, unit: million crowns, min: 0, max: 60, step: 2.5}
)";

class Positions : public testing::Test {
 protected:
  Positions() { folder_.write("case.yaml", lake_yaml); }

  // "speaker: issue=option stance" of each row, and "if CONDITION" where there is one.
  [[nodiscard]] std::vector<std::string> read(std::string_view text) const {
    std::vector<std::string> list;
    for (const auto& proposal : proposed(folder_, text, "text", "2026-03-13")) {
      const auto of = [&](Column column) { return std::string(proposal.row.text(column)); };
      auto line = of(Column::speaker) + ": " + of(Column::issue) + "=" + of(Column::option) + " " + of(Column::stance);
      if (!of(Column::condition).empty()) line += " if " + of(Column::condition);
      list.push_back(std::move(line));
    }
    return list;
  }

 private:
  CaseFolder folder_;
};

TEST_F(Positions, WhatIsDeniedIsNotAccepted) {
  EXPECT_THAT(read("Solano denied that Sudria would accept a small dam.\n"), ElementsAre("solano: dam=small oppose"));
}

TEST_F(Positions, WhoRefusesToRuleOutLeavesItOpen) {
  EXPECT_THAT(read("Berg refused to rule out a large dam.\n"), ElementsAre("berg: dam=large "));
}

TEST_F(Positions, WhoRefusesToSupportDoesNotSupport) {
  EXPECT_THAT(read("Norland declined to support a small dam.\n"), ElementsAre("norland: dam=small oppose"));
}

TEST_F(Positions, WhoIsNotOpposedToleratesIt) {
  EXPECT_THAT(read("Berg said Norland was not opposed to a small dam.\n"), ElementsAre("berg: dam=small tolerate"));
}

TEST_F(Positions, NothingLessIsADemand) {
  EXPECT_THAT(read("Berg said Norland would accept nothing less than a small dam.\n"),
              ElementsAre("berg: dam=small demand"));
}

TEST_F(Positions, NoDealWithoutItIsADemand) {
  EXPECT_THAT(read("Solano said there could be no agreement without a large dam.\n"),
              ElementsAre("solano: dam=large demand"));
}

TEST_F(Positions, WhatEndsWithoutAnAgreementIsNotOpposed) {
  EXPECT_THAT(read("Norland said that talks had ended without an agreement on a large dam.\n"),
              ElementsAre("norland: dam=large "));
}

TEST_F(Positions, WhoNoLongerInsistsDoesNotOppose) {
  EXPECT_THAT(read("Berg said that Norland no longer insisted on joint patrols.\n"),
              ElementsAre("berg: monitors=joint "));
}

TEST_F(Positions, WhatMustNotBeIsRejected) {
  EXPECT_THAT(read("Berg said Norland must not allow a large dam.\n"), ElementsAre("berg: dam=large reject"));
}

TEST_F(Positions, WhatHasNotBeenAgreedYetIsOpen) {
  EXPECT_THAT(read("Berg said that Norland had not agreed to joint patrols.\n"), ElementsAre("berg: monitors=joint "));
}

TEST_F(Positions, WhatOneWouldRatherNotIsOpposed) {
  EXPECT_THAT(read("Solano said Sudria would rather walk away than accept a small dam.\n"),
              ElementsAre("solano: dam=small oppose"));
}

TEST_F(Positions, WhatIsAgreedNotToBeDoneIsOpposed) {
  EXPECT_THAT(read("Norland agreed not to build a large dam.\n"), ElementsAre("norland: dam=large oppose"));
}

TEST_F(Positions, DoubtIsNoAcceptance) {
  EXPECT_THAT(read("Berg said it was hard to see how Norland could accept a large dam.\n"),
              ElementsAre("berg: dam=large "));
}

TEST_F(Positions, WhatAnotherWantsIsNotTheSpeakersPosition) {
  EXPECT_THAT(read("Berg said Sudria wants a large dam.\n"), ElementsAre("berg: dam=large "));
  EXPECT_THAT(read("“I know that Sudria wants a large dam, and we support a large dam,” Berg said.\n"),
              ElementsAre("berg: dam=large favour"));
}

TEST_F(Positions, ThePartyOfAnAgreementOfTwoIsNotAnother) {
  EXPECT_THAT(read("Norland and Sudria agreed to build a small dam.\n"),
              UnorderedElementsAre("norland: dam=small accept", "sudria: dam=small accept"));
}

TEST_F(Positions, AQuestionIsNoPosition) {
  EXPECT_THAT(read("BERG: Why should we accept a large dam?\n\nSOLANO: It is time.\n"), Contains("berg: dam=large "));
}

TEST_F(Positions, EachSentenceOfATurnMayTakeAPosition) {
  EXPECT_THAT(read("BERG: We want a small dam. We cannot accept joint patrols.\n\nSOLANO: It is time.\n"),
              testing::IsSupersetOf({"berg: dam=small favour", "berg: monitors=joint reject"}));
}

TEST_F(Positions, AConditionOfTheSentenceBeforeIsNotTheNextOnes) {
  EXPECT_THAT(read("BERG: Only if the fleet is phased out. I would accept a small dam.\n\nSOLANO: It is time.\n"),
              Contains("berg: dam=small accept"));
}

TEST_F(Positions, TheSentenceAfterMaySayHowItStandsWithIt) {
  EXPECT_THAT(read("BERG: A large dam does nobody any good. I do not support it.\n\nSOLANO: It is time.\n"),
              Contains("berg: dam=large oppose"));
}

TEST_F(Positions, AFigureOfOneDigitNamesItsOption) {
  EXPECT_THAT(read("Solano said that Sudria would accept 5 per cent.\n"), ElementsAre("solano: fee=five accept"));
}

TEST_F(Positions, APartysNameAloneNamesNoOption) {
  EXPECT_THAT(read("Solano said that he would welcome the Union.\n"), ElementsAre("solano: = "));
}

TEST_F(Positions, AWordOfTheIssueNamesNoneOfItsOptions) {
  EXPECT_THAT(read("Solano said that Sudria supports talks on the monitors.\n"), ElementsAre("solano: monitors= "));
}

TEST_F(Positions, ASmallWordNamesNoOption) {
  EXPECT_THAT(read("Solano said that this was out of the question.\n"), ElementsAre("solano: = "));
}

TEST_F(Positions, WhatComesAfterAsIsBesideThePoint) {
  EXPECT_THAT(read("Norland said it would reject a large dam, as talks on joint patrols went on.\n"),
              ElementsAre("norland: dam=large reject"));
}

TEST_F(Positions, HowItIsSaidMayBeTheStance) {
  EXPECT_THAT(read("Norland dismissed joint patrols as “an insult”.\n"), Contains("norland: monitors=joint reject"));
}

TEST_F(Positions, WhatAnotherMadeOfItIsNotTheStance) {
  EXPECT_THAT(read("Sudria has called for joint patrols, a demand that Norland has dismissed as “an insult”.\n"),
              Contains("sudria: monitors=joint favour"));
}

TEST_F(Positions, AQuotationThatGoesOnIsOneStatement) {
  EXPECT_THAT(read("“A large dam,” Berg said, “is out of the question.”\n"), ElementsAre("berg: dam=large reject"));
}

TEST_F(Positions, WhatTheSpeakerIsToldOfIsNotSaidTwice) {
  EXPECT_THAT(read("Sudria insists on a large dam, its foreign ministry said.\n"),
              ElementsAre("sudria: dam=large demand"));
}

TEST_F(Positions, WhatIsToldByNobodyOfTheCaseIsKeptBesideIt) {
  EXPECT_THAT(read("Talks collapsed after Norland refused to accept joint patrols, two officials said.\n"),
              Contains("norland: monitors=joint reject"));
}

TEST_F(Positions, TheMinistryIsThatOfTheSentenceBefore) {
  EXPECT_THAT(read("Norland’s foreign ministry rejected joint patrols. The ministry said it demanded a small dam.\n"),
              ElementsAre("norland: monitors=joint reject", "norland: dam=small demand"));
}

TEST_F(Positions, AnOfficialMayBeCalledByWhatIsFormedFromThePartysName) {
  EXPECT_THAT(read("A senior Sudrian official said Velm was ready to accept a small dam.\n"),
              ElementsAre("sudria: dam=small accept"));
  EXPECT_THAT(read("A Sudrian opposition official said Velm was ready to accept a small dam.\n"),
              Each(Not(testing::StartsWith("sudria"))));
}

TEST_F(Positions, TheMinistersOfAJointStatementAreBothSides) {
  EXPECT_THAT(read("Joint Statement, Velm, 12 March 2026\n\nThey met in Velm.\n\nThe Ministers agreed to accept a "
                   "small dam.\n"),
              testing::IsSupersetOf({"norland: dam=small accept", "sudria: dam=small accept"}));
}

TEST_F(Positions, AJointTextMayBeginInTheFirstLine) {
  EXPECT_THAT(read("The Governments of Norland and Sudria, meeting in Velm,\n\n1. Agree to accept a small dam;\n\n2. "
                   "Reject joint patrols for the time being.\n"),
              testing::IsSupersetOf({"norland: dam=small accept", "sudria: dam=small accept"}));
}

TEST_F(Positions, NothingButMarksIsNoStatement) {
  std::string text = "Solano said: ";
  for (int i = 0; i < 200; ++i) text += "“‘";
  EXPECT_THAT(read(text + "\n"), IsEmpty());
}

TEST_F(Positions, WhatStandsBetweenTheWordOfStanceAndTheOptionTurnsItAwayOrRound) {
  EXPECT_THAT(read("Norland would accept anything but a small dam.\n"), ElementsAre("norland: dam=small "));
  EXPECT_THAT(read("Berg said that she could not accept anything but a small dam.\n"),
              ElementsAre("berg: dam=small demand"));
  EXPECT_THAT(
      read("Solano supports neither the fleet kept nor joint patrols.\n"),
      AllOf(Not(IsEmpty()), Each(testing::AnyOf("solano: fleet=kept oppose", "solano: monitors=joint oppose"))));
  EXPECT_THAT(read("Solano agreed to joint patrols, but not to a small dam.\n"),
              Not(Contains("solano: dam=small accept")));
  EXPECT_THAT(read("Solano called for an end to joint patrols.\n"), ElementsAre("solano: monitors=joint "));
  EXPECT_THAT(read("Solano proposed to scrap joint patrols.\n"), ElementsAre("solano: monitors=joint "));
  EXPECT_THAT(read("Berg insisted that there was no need for joint patrols.\n"), ElementsAre("berg: monitors=joint "));
}

TEST_F(Positions, WhoGivesUpAnObjectionHasNotObjected) {
  EXPECT_THAT(read("Berg said that Norland had dropped its opposition to joint patrols.\n"),
              ElementsAre("berg: monitors=joint "));
  EXPECT_THAT(read("Sudria lifted its veto on joint patrols.\n"),
              AllOf(Not(IsEmpty()), Each("sudria: monitors=joint ")));
}

TEST_F(Positions, WhatIsGrantedSupposedOrSaidToBeWrongIsNoStance) {
  EXPECT_THAT(read("Berg accepted that joint patrols would never come.\n"), ElementsAre("berg: monitors=joint "));
  EXPECT_THAT(read("Had Sudria agreed to joint patrols, Norland would have accepted a small dam, Berg said.\n"),
              AllOf(Not(IsEmpty()), Each("berg: dam=small ")));
  EXPECT_THAT(read("“It would be wrong to say that we accept a small dam,” said Berg.\n"),
              ElementsAre("berg: dam=small "));
  EXPECT_THAT(read("Few in Norland would accept a small dam, Berg said.\n"), ElementsAre("berg: dam=small "));
}

TEST_F(Positions, WhatASpeakerSaysThatAnotherWantsIsNotItsOwn) {
  EXPECT_THAT(read("Berg said that Solano had told her that he favoured joint patrols.\n"),
              ElementsAre("berg: monitors=joint "));
  EXPECT_THAT(read("It is Sudria, not Norland, that rejects joint patrols, Berg said.\n"),
              ElementsAre("berg: monitors=joint "));
  EXPECT_THAT(read("“Mr Solano says that Norland accepts a small dam,” said Berg.\n"), ElementsAre("berg: dam=small "));
  EXPECT_THAT(read("“Mr Solano said no, but we accept a small dam,” said Berg.\n"),
              ElementsAre("berg: dam=small accept"));
  EXPECT_THAT(read("“Mr Solano said so on Monday. We accept a small dam,” said Berg.\n"),
              ElementsAre("berg: dam=small accept"));
  EXPECT_THAT(read("Berg regretted Sudria's refusal of joint patrols.\n"), ElementsAre("berg: monitors=joint "));
}

TEST_F(Positions, AConditionThatNoFormulaHasLeavesNoStance) {
  EXPECT_THAT(read("“We could live with a small dam, but only if Sudria apologises,” said Berg.\n"),
              ElementsAre("berg: dam=small "));
  EXPECT_THAT(read("Norland will accept a small dam on one condition: joint patrols, Berg said.\n"),
              ElementsAre("berg: dam=small accept if monitors = joint"));
}

TEST_F(Positions, AnOptionInNumbersIsNamedByItsNumberBesideItsUnitOrIssue) {
  EXPECT_THAT(read("Berg demanded a grant of 40 million crowns.\n"), ElementsAre("berg: grant=40 demand"));
  EXPECT_THAT(read("Berg said she would accept a grant of ten.\n"), ElementsAre("berg: grant=10 accept"));
  EXPECT_THAT(read("Berg demanded a grant of 41 million crowns.\n"), ElementsAre("berg: grant= "));
  EXPECT_THAT(read("“We would accept a small dam, if the grant is 40 million crowns,” said Berg.\n"),
              ElementsAre("berg: dam=small accept if grant = 40"));
  EXPECT_THAT(read("Berg said that she would agree to meet at 40.\n"), AllOf(Not(IsEmpty()), Each("berg: = ")));
}

TEST_F(Positions, TheIssuesOwnWordsNameNoOption) {
  EXPECT_THAT(read("“We will not sign anything that moves the fishing fleet,” said Berg.\n"),
              AllOf(Not(IsEmpty()), Each("berg: fleet= ")));
}

TEST_F(Positions, WhoIsCloseToAPartyOrSaidToWantIsNotItsVoice) {
  EXPECT_THAT(read("Two officials close to Norland said that it would accept a small dam.\n"),
              ElementsAre(": dam=small "));
  EXPECT_THAT(read("An aide to Solano said that he would accept a small dam.\n"), ElementsAre(": dam=small "));
  EXPECT_THAT(read("It was claimed that Sudria had accepted a small dam.\n"),
              AllOf(Not(IsEmpty()), Each(": dam=small ")));
  EXPECT_THAT(read("Solano is said to favour a small dam.\n"),
              AllOf(Not(IsEmpty()), Each(testing::AnyOf(": dam=small ", "solano: dam=small "))));
}

}  // namespace
}  // namespace parley
