#include "report/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parley {
namespace {

std::vector<bool> all_of(const Case& c) { return std::vector<bool>(c.statements.size(), true); }

using testing::HasSubstr;

Share of(std::size_t count, std::size_t worlds = 10000) {
  Share share;
  share.count = count;
  share.worlds = worlds;
  share.value = static_cast<double>(count) / static_cast<double>(worlds);
  return share;
}

struct Boundary {
  std::size_t count;
  Band band;
};

class BandBoundary : public testing::TestWithParam<Boundary> {};

TEST_P(BandBoundary, IsInTheBandNearerToEven) { EXPECT_EQ(band(GetParam().count, 10000), GetParam().band); }

INSTANTIATE_TEST_SUITE_P(Icd203, BandBoundary,
                         testing::Values(Boundary{0, Band::almost_no_chance}, Boundary{99, Band::almost_no_chance},
                                         Boundary{100, Band::almost_no_chance}, Boundary{499, Band::almost_no_chance},
                                         Boundary{500, Band::very_unlikely}, Boundary{1999, Band::very_unlikely},
                                         Boundary{2000, Band::unlikely}, Boundary{4499, Band::unlikely},
                                         Boundary{4500, Band::roughly_even}, Boundary{5000, Band::roughly_even},
                                         Boundary{5500, Band::roughly_even}, Boundary{5501, Band::likely},
                                         Boundary{8000, Band::likely}, Boundary{8001, Band::very_likely},
                                         Boundary{9500, Band::very_likely}, Boundary{9501, Band::almost_certain},
                                         Boundary{9900, Band::almost_certain}, Boundary{9901, Band::almost_certain},
                                         Boundary{10000, Band::almost_certain}));

TEST(Band, OfAShareAndOfItsComplementAreMirrored) {
  for (std::size_t count = 0; count <= 2000; ++count)
    EXPECT_EQ(static_cast<int>(band(count, 2000)) + static_cast<int>(band(2000 - count, 2000)), 6) << count;
}

TEST(Band, IsComparedAsAFractionSoThatNoRoundingMovesABoundary) {
  EXPECT_EQ(band(1, 20), Band::very_unlikely);  // exactly 5 of 100
  EXPECT_EQ(band(9, 20), Band::roughly_even);   // exactly 45
  EXPECT_EQ(band(11, 20), Band::roughly_even);  // exactly 55
  EXPECT_EQ(band(19, 20), Band::very_likely);   // exactly 95
}

TEST(Band, OfNoWorldsIsTheLowest) { EXPECT_EQ(band(0, 0), Band::almost_no_chance); }

TEST(VerdictSentence, IsTheOneThatTheDesignGives) {
  EXPECT_THAT(verdict_sentence({of(2000), of(4499)}, false),
              HasSubstr("In 20 to 45 of 100 readings of the evidence, all who must consent would rather have this than "
                        "no deal: unlikely, whichever way silence is read."));
}

TEST(VerdictSentence, IsOpenWhereTheReadingsFallIntoDifferentBands) {
  const std::string text = verdict_sentence({of(1200), of(6300)}, false);
  EXPECT_THAT(text, HasSubstr("In 12 to 63 of 100 readings"));
  EXPECT_THAT(text, HasSubstr("very unlikely where silence is read cautiously, likely where it is read openly, so the "
                              "verdict is open."));
}

TEST(VerdictSentence, IsOpenWhereOneClassStepWouldChangeIt) {
  const std::string text = verdict_sentence({of(200), of(300)}, true);
  EXPECT_THAT(text, HasSubstr("almost no chance, whichever way silence is read; but"));
  EXPECT_THAT(text, testing::EndsWith("so the verdict is open."));
  EXPECT_TRUE(verdict_is_open({of(200), of(300)}, true));
  EXPECT_FALSE(verdict_is_open({of(200), of(300)}, false));
}

TEST(ClauseWords, GiveANumberItsUnit) {
  Issue issue;
  issue.kind = IssueKind::numeric;
  issue.unit = "months";
  for (const char* number : {"1", "2.5"}) issue.options.emplace_back().name = number;
  EXPECT_EQ(clause_words(issue, 0), "1 month");
  EXPECT_EQ(clause_words(issue, 1), "2.5 months");
  issue.unit = "thousand tonnes";
  EXPECT_EQ(clause_words(issue, 0), "1 thousand tonnes");
  issue.unit = "";
  EXPECT_EQ(clause_words(issue, 0), "1");
  issue.kind = IssueKind::choice;
  issue.unit = "months";
  EXPECT_EQ(clause_words(issue, 0), "1");
}

TEST(VerdictSentence, NeverSaysThatTheyWillAgree) {
  for (std::size_t a = 0; a <= 10000; a += 500)
    for (std::size_t b = a; b <= 10000; b += 500) {
      const std::string text = verdict_sentence({of(a), of(b)}, false);
      EXPECT_EQ(text.find("will"), text.npos);
      EXPECT_EQ(text.find("agree"), text.npos);
    }
}

TEST(ShareRange, DoesNotRoundToNoneOrAll) {
  EXPECT_EQ(share_range(of(0), of(0)), "none of 10,000");
  EXPECT_EQ(share_range(of(10000), of(10000)), "all 10,000");
  EXPECT_EQ(share_range(of(3), of(40)), "fewer than 1 of 100");
  EXPECT_EQ(share_range(of(9999), of(9960)), "more than 99 of 100");
  EXPECT_EQ(share_range(of(0), of(3)), "none to fewer than 1 of 100");
  EXPECT_EQ(share_range(of(0), of(4449)), "none to 44 of 100");
  EXPECT_EQ(share_range(of(9000), of(10000)), "90 to all of 100");
}

TEST(ShareRange, CountsASingleWorld) {
  EXPECT_EQ(share_range(make_share(1, 1), make_share(1, 1)), "1 of 1");
  EXPECT_EQ(share_range(make_share(0, 1), make_share(0, 1)), "0 of 1");
  EXPECT_EQ(share_range(make_share(0, 1), make_share(1, 1)), "0 to 1 of 1");
}

TEST(ShareRange, PutsTheLowerShareFirst) { EXPECT_EQ(share_range(of(4500), of(2000)), "20 to 45 of 100"); }

TEST(ShareRange, SaysOneNumberWhereBothAreSaidAlike) { EXPECT_EQ(share_range(of(2000), of(2010)), "20 of 100"); }

TEST(SharePair, IsCautiousFirst) {
  EXPECT_EQ(share_pair({of(2000), of(4500)}), "20–45");
  EXPECT_EQ(share_pair({of(0), of(5)}), "0–<1");
  EXPECT_EQ(share_pair({of(7000), of(7000)}), "70");
}

TEST(ZoneSentence, SaysThatThePackageNeedNotBeTheSame) {
  EXPECT_THAT(zone_sentence({of(3100), of(6000)}), HasSubstr("not always the same"));
}

Grounds sure() {
  Grounds g;
  g.cells = 20;
  g.documents = 3;
  return g;
}

TEST(Confidence, IsHighOnlyWhereNothingMuchIsMissing) {
  EXPECT_EQ(confidence_level(sure()), "high");
  Grounds g = sure();
  g.documents = 2;
  EXPECT_EQ(confidence_level(g), "moderate");
  g = sure();
  g.silent = 3;
  EXPECT_EQ(confidence_level(g), "moderate");
  g = sure();
  g.no_reservation = 1;
  EXPECT_EQ(confidence_level(g), "moderate");
}

TEST(Confidence, IsLowWhereTheVerdictIsOpenOrMoreThanHalfIsSilentOrSoft) {
  Grounds g = sure();
  g.open = true;
  EXPECT_EQ(confidence_level(g), "low");
  g = sure();
  g.silent = 10;
  EXPECT_EQ(confidence_level(g), "moderate");
  g.silent = 11;
  EXPECT_EQ(confidence_level(g), "low");
  g = sure();
  g.soft = 11;
  EXPECT_EQ(confidence_level(g), "low");
  g = sure();
  g.moved_by = {"without judgements"};
  EXPECT_EQ(confidence_level(g), "low");
}

TEST(Confidence, SaysHowMuchIsUnknown) {
  Grounds g = sure();
  g.silent = 11;
  g.judgements = 1;
  g.hearsay = 2;
  g.documents = 1;
  EXPECT_EQ(
      confidence_sentence(g),
      "Confidence is low: of the 20 stances that packages hang on, 11 are unknown, 1 rests on a judgement and 2 rest "
      "on hearsay. There is 1 document.");
}

TEST(Confidence, SaysWhereNothingIsUnknown) {
  EXPECT_EQ(confidence_sentence(sure()),
            "Confidence is high: of the 20 stances that packages hang on, none is unknown. There are 3 documents.");
}

TEST(Confidence, IsLowWherePackagesHangOnNothing) {
  Grounds g = sure();
  g.cells = 0;
  g.documents = 0;
  EXPECT_EQ(confidence_sentence(g), "Confidence is low: packages hang on no stance. There is no document.");
}

TEST(ListWords, JoinsWithCommasAndAWord) {
  const std::string items[] = {"a", "b", "c"};
  EXPECT_EQ(list_words(items), "a, b and c");
  EXPECT_EQ(list_words(std::span(items, 2), "or"), "a or b");
  EXPECT_EQ(list_words(std::span(items, 1)), "a");
  EXPECT_EQ(list_words(std::span(items, 0)), "");
}

TEST(Grouped, PutsACommaBeforeEachThreeDigits) {
  EXPECT_EQ(grouped("1"), "1");
  EXPECT_EQ(grouped("123"), "123");
  EXPECT_EQ(grouped("1234"), "1,234");
  EXPECT_EQ(grouped("1234567890123456789012"), "1,234,567,890,123,456,789,012");
}

/// Two parties, an issue of three options, a rule.
Case small_case() {
  Case c;
  c.casebook.parties.resize(2);
  c.casebook.parties[0].id = c.casebook.parties[0].name = "Hill";
  c.casebook.parties[1].id = c.casebook.parties[1].name = "Wales";
  c.casebook.issues.resize(1);
  c.casebook.issues[0].id = c.casebook.issues[0].name = "Water";
  for (const char* name : {"most", "half", "none"}) {
    Option option;
    option.id = option.name = name;
    c.casebook.issues[0].options.push_back(option);
  }
  c.casebook.rules.resize(1);
  c.casebook.rules[0].id = "r1";
  c.casebook.rules[0].formula.text = "water != none";
  return c;
}

TEST(FlipSentence, SaysWhichStanceHowManyStepsAndWhatThen) {
  Case c = small_case();
  Statement row;
  row.id = "s1";
  row.party = 1;
  row.issue = 0;
  c.statements.push_back(row);
  Flips flips;
  EXPECT_EQ(flip_sentence(c, flips), "");  // not looked for
  flips.looked = true;
  EXPECT_EQ(flip_sentence(c, flips), "No move of a single stance, however far, would change the verdict.");
  EXPECT_FALSE(flips_by_a_step(flips));
  flips.steps = 2;
  flips.list = {{0, false, StanceClass::reject, StanceClass::tolerate, {of(1200), of(4000)}}};
  EXPECT_FALSE(flips_by_a_step(flips));
  EXPECT_EQ(
      flip_sentence(c, flips),
      "The fewest steps that change it are 2 class steps: with Wales’ “reject” on Water (s1), read as “tolerate”, "
      "it would be 12 to 40 of 100 readings.");
  flips.steps = 1;
  flips.list.push_back(flips.list.front());
  EXPECT_TRUE(flips_by_a_step(flips));
  EXPECT_THAT(flip_sentence(c, flips), testing::EndsWith("1 other move of as few steps would change it too."));
}

TEST(ElementWords, NameThePartyTheOptionsAndTheIssue) {
  const Case c = small_case();
  ConflictElement red_line{ConflictElement::Kind::red_line, 0, -1, 0, {2}, {}};
  EXPECT_EQ(element_words(c, red_line), "Hill rejects “none” on Water");
  red_line.options = {1, 2};
  EXPECT_EQ(element_words(c, red_line), "Hill rejects all but “most” on Water");
  red_line.options = {0, 1, 2};
  EXPECT_EQ(element_words(c, red_line), "Hill rejects every option on Water");
  EXPECT_EQ(element_words(c, {ConflictElement::Kind::rule, -1, 0, -1, {}, {}}), "the rule “water != none” holds");
}

TEST(ElementWords, GiveNumbersAsRunsWithTheirUnit) {
  Case c = small_case();
  Issue& wage = c.casebook.issues[0];
  wage.kind = IssueKind::numeric;
  wage.unit = "months";
  wage.options.clear();
  for (int n = 0; n <= 9; ++n) {
    Option option;
    option.id = option.name = std::to_string(n);
    wage.options.push_back(option);
  }
  const auto words = [&](std::vector<int> options) {
    return element_words(c, {ConflictElement::Kind::red_line, 0, -1, 0, std::move(options), {}});
  };
  EXPECT_EQ(words({0, 1, 2, 3, 4, 5, 6}), "Hill rejects 0 to 6 months on Water");
  EXPECT_EQ(words({0, 1, 2, 3, 4, 6, 7, 8, 9}), "Hill rejects all but 5 months on Water");
  EXPECT_EQ(words({0, 1, 2, 5, 6}), "Hill rejects 0 to 2, 5 or 6 months on Water");
  EXPECT_EQ(words({1}), "Hill rejects 1 month on Water");
}

TEST(GaveWayWords, UseTheRightPossessive) {
  const Case c = small_case();
  EXPECT_EQ(gave_way_words(c, {ConflictElement::Kind::red_line, 0, -1, 0, {2}, {}}),
            "If Hill’s red line on Water gave way");
  EXPECT_EQ(gave_way_words(c, {ConflictElement::Kind::red_line, 1, -1, 0, {2}, {}}),
            "If Wales’ red line on Water gave way");
}

TEST(InSentence, APartyWhoseFirstAliasIsItsNameWithTheHasItsArticle) {
  Case c = small_case();
  c.casebook.parties[1].name = "United States";
  c.casebook.parties[1].aliases = {"the United States", "US"};
  const ConflictElement red_line{ConflictElement::Kind::red_line, 1, -1, 0, {2}, {}};
  EXPECT_EQ(element_words(c, red_line), "the United States rejects “none” on Water");
  EXPECT_EQ(gave_way_words(c, red_line), "If the United States’ red line on Water gave way");
  EXPECT_EQ(concession_words(c, Concession{.party = 1}), "no concession of the United States alone would be enough");
  EXPECT_EQ(silence_words(c, Silence{.party = 1, .issue = 0, .option = 2}),
            "The United States has said nothing on “none” (Water)");
}

TEST(InSentence, AnAliasFurtherBackThatATextMayUseDoesNotMakeAnArticle) {
  Case c = small_case();
  c.casebook.parties[1].aliases = {"Cymru", "the Wales"};
  EXPECT_EQ(in_sentence(c.casebook.parties[1]), "Wales");
}

TEST(InSentence, APartyWhoseNameIsAPluralTakesVerbsInThePlural) {
  Case c = small_case();
  c.casebook.parties[0].name = "European allies";
  c.casebook.parties[0].plural = true;
  const ConflictElement red_line{ConflictElement::Kind::red_line, 0, -1, 0, {2}, {}};
  const ConflictElement no_deal{ConflictElement::Kind::reservation, 0, -1, -1, {}, {}};
  const ConflictElement vote{ConflictElement::Kind::vote, 0, -1, 0, {2}, {}};
  EXPECT_EQ(element_words(c, red_line), "European allies reject “none” on Water");
  EXPECT_EQ(element_words(c, no_deal), "European allies ask for no less than their no-deal");
  EXPECT_EQ(element_words(c, vote), "European allies do not consent to “none” on Water");
  EXPECT_EQ(gave_way_words(c, vote), "If European allies gave their consent");
  EXPECT_EQ(silence_words(c, Silence{.party = 0, .issue = 0, .option = 2}),
            "European allies have said nothing on “none” (Water)");
}

TEST(Headline, OfACertainConflictSaysWhatBlocks) {
  Case c = small_case();
  Statement row;
  row.party = 0;
  row.issue = 0;
  row.stance = StanceClass::reject;
  c.statements.push_back(row);
  Conflict conflict;
  conflict.elements = {{ConflictElement::Kind::red_line, 0, -1, 0, {1, 2}, {}},
                       {ConflictElement::Kind::red_line, 1, -1, 0, {0}, {}}};
  EXPECT_EQ(headline(c, all_of(c), nullptr, &conflict),
            "Nothing passes on Water while Hill rejects all but “most” and Wales rejects “most”");
  EXPECT_EQ(headline(c, {false}, nullptr, &conflict), "No principal has taken a position yet");  // all is left out
}

RatedPackage refused(std::array<int, 2> parties, std::array<std::size_t, 2> alone,
                     std::array<std::size_t, 2> consents) {
  RatedPackage package;
  for (auto& reading : package.parties)
    for (int p = 0; p < 2; ++p) {
      PartyVerdict verdict;
      verdict.party = parties[p];
      verdict.consents = of(consents[p]);
      verdict.blocks_alone = of(alone[p]);
      reading.push_back(verdict);
    }
  return package;
}

/// The same with a statement.
Case spoken_case() {
  Case c = small_case();
  Statement row;
  row.party = 0;
  row.issue = 0;
  row.stance = StanceClass::favour;
  c.statements.push_back(row);
  return c;
}

TEST(Headline, OfACaseInWhichNoPrincipalHasSpokenSaysSoAndClaimsNothing) {
  Case c = spoken_case();
  EXPECT_EQ(headline(c, all_of(c), nullptr, nullptr),
            "No package is one that all who must consent would rather have than no deal");
  EXPECT_EQ(answer_sentence(c, all_of(c), {of(0), of(0)}, false), verdict_sentence({of(0), of(0)}, false));
  c.casebook.parties[0].kind = PartyKind::voice;
  EXPECT_EQ(headline(c, all_of(c), nullptr, nullptr), "No principal has taken a position yet");
  EXPECT_THAT(answer_sentence(c, all_of(c), {of(0), of(0)}, false), HasSubstr("no evidence"));
}

TEST(Headline, NamesThePartyThatMostOftenStandsAloneInTheWay) {
  const Case c = spoken_case();
  const RatedPackage package = refused({0, 1}, {10, 20}, {5000, 9000});
  EXPECT_THAT(headline(c, all_of(c), &package, nullptr), HasSubstr("Wales"));
}

TEST(Headline, DoesNotHangOnTheOrderOfParties) {
  const Case c = spoken_case();
  const RatedPackage one = refused({0, 1}, {10, 10}, {5000, 5000}), other = refused({1, 0}, {10, 10}, {5000, 5000});
  EXPECT_EQ(headline(c, all_of(c), &one, nullptr), headline(c, all_of(c), &other, nullptr));
}

TEST(Words, ANumberBelowZeroHasAMinusSignAndNoHyphen) {
  EXPECT_EQ(minus_words("-0.2"), "−0.2");
  EXPECT_EQ(minus_words("1e-05"), "1e-05");
}

}  // namespace
}  // namespace parley
