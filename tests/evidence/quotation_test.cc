#include "evidence/quotation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace parley {
namespace {

struct Found {
  AnchorKind kind;
  std::string words;
  Span span;
};

Found look_for(std::u32string_view text, std::u32string_view quote, std::optional<Span> expected = {}) {
  QuotationFinder finder(text);
  const auto anchor = finder.find(quote, expected);
  return {anchor.kind, utf8(text.substr(anchor.span.begin, anchor.span.size())), anchor.span};
}

constexpr std::u32string_view speech =
    U"He spoke first.\n\n“Any security guarantee must be backed by capable European and non-European troops … as part "
    U"of a non-NATO mission,\nand they should not be covered under Article Five,” he added.\n\nWe will settle it.";

TEST(Quotation, StandsWhereItsPositionSays) {
  const auto found = look_for(U"one two one two", U"one", Span{8, 11});
  EXPECT_EQ(found.kind, AnchorKind::in_place);
  EXPECT_EQ(found.span, (Span{8, 11}));
}

TEST(Quotation, IsFoundAgainNearestToWhereItStood) {
  const auto found = look_for(U"one two one two one two", U"two", Span{11, 14});
  EXPECT_EQ(found.kind, AnchorKind::found);
  EXPECT_EQ(found.span, (Span{12, 15}));
}

TEST(Quotation, APositionPastTheEndOfTheTextIsOnlyAHint) {
  EXPECT_EQ(look_for(U"one two", U"two", Span{1000, 1003}).span, (Span{4, 7}));
}

TEST(Quotation, OccurrencesAreCountedWhereNoPositionIsGiven) {
  QuotationFinder finder(U"one two one");
  EXPECT_EQ(finder.find(U"one", std::nullopt).occurrences, 2u);
}

TEST(Quotation, WhiteSpaceMarksAndDashesCompareAlike) {
  EXPECT_EQ(look_for(U"“It’s a\nnon–NATO  mission”", U"\"It's a non-NATO mission\"").span, (Span{0, 26}));
  EXPECT_EQ(look_for(U"a\u00A0free\u00ADdom of", U"freedom").words, "free\u00ADdom");
}

TEST(Quotation, SpaceAroundItIsNotPartOfIt) { EXPECT_EQ(look_for(U"one two three", U"  two\n").span, (Span{4, 7})); }

TEST(Quotation, WholeWordsComeBeforePartsOfWords) {
  EXPECT_EQ(look_for(U"a warning of war", U"war").span, (Span{13, 16}));
  EXPECT_EQ(look_for(U"a warning", U"war").span, (Span{2, 5}));
}

TEST(Quotation, AnEllipsisOfTheDocumentItselfIsMatched) {
  EXPECT_EQ(look_for(speech, U"troops ... as part of a non-NATO mission, and they").kind, AnchorKind::found);
}

TEST(Quotation, AnEllipsisMaySkipWordsInsideAParagraph) {
  const auto found = look_for(speech, U"Any security guarantee … should not be covered");
  EXPECT_EQ(found.kind, AnchorKind::found);
  EXPECT_TRUE(found.words.starts_with("Any security"));
  EXPECT_TRUE(found.words.ends_with("be covered"));
  EXPECT_EQ(look_for(speech, U"Any security guarantee [...] Article Five").kind, AnchorKind::found);
}

TEST(Quotation, AnEllipsisDoesNotReachIntoAnotherParagraph) {
  EXPECT_EQ(look_for(speech, U"Article Five … settle it").kind, AnchorKind::missing);
}

TEST(Quotation, AnAbridgedQuotationStandsInPlaceAtItsPosition) {
  const auto span = look_for(speech, U"Any … mission").span;
  EXPECT_EQ(look_for(speech, U"Any … mission", span).kind, AnchorKind::in_place);
}

TEST(Quotation, CaseAccentsAndPunctuationMayDiffer) {
  const auto found =
      look_for(U"The cease-fire, Zelenskyi said, \"holds\" in Orbán’s view.", U"the ceasefire Zelenskyi said holds");
  EXPECT_EQ(found.kind, AnchorKind::slips);
  EXPECT_EQ(found.words, "The cease-fire, Zelenskyi said, \"holds");
  EXPECT_EQ(look_for(U"in Orbán's view of it", U"in Orban's view").kind, AnchorKind::slips);
}

TEST(Quotation, AFewWordsMayHaveASlipOfOneLetter) {
  EXPECT_EQ(look_for(speech, U"must be backed by capble European and non-European").kind, AnchorKind::slips);
  EXPECT_EQ(look_for(speech, U"must be bakced by capable European").kind, AnchorKind::slips);
}

TEST(Quotation, AWordMoreOrLessOrOtherIsAnotherQuotation) {
  EXPECT_EQ(look_for(speech, U"and they should be covered under Article Five").kind, AnchorKind::missing);
  EXPECT_EQ(look_for(speech, U"and they should really not be covered under Article").kind, AnchorKind::missing);
  EXPECT_EQ(look_for(speech, U"and they should not be covered under Article Four").kind, AnchorKind::missing);
}

TEST(Quotation, DigitsMayNotDiffer) {
  EXPECT_EQ(look_for(U"the borders of 2014 are gone", U"the borders of 2024 are gone").kind, AnchorKind::missing);
  EXPECT_EQ(look_for(U"some 500000 shells were sent", U"some 600000 shells were sent").kind, AnchorKind::missing);
}

TEST(Quotation, OfAMissingOneTheNearestPassageIsShown) {
  const auto found = look_for(speech, U"they should be covered under Article Four");
  EXPECT_EQ(found.kind, AnchorKind::missing);
  EXPECT_NE(found.words.find("covered under Article"), std::string::npos);
}

TEST(Quotation, OfOneThatSharesNothingNoPassageIsShown) {
  EXPECT_EQ(look_for(speech, U"bananas ripen slowly").span.size(), 0u);
}

TEST(Quotation, AnEmptyOneIsMissing) { EXPECT_EQ(look_for(U"text", U" ").kind, AnchorKind::missing); }

TEST(Quotation, AnEmptyTextHoldsNothing) { EXPECT_EQ(look_for(U"", U"words").kind, AnchorKind::missing); }

TEST(Quotation, LargeTextsAreSearchedInLinearTime) {
  std::u32string text;
  while (text.size() < 8'000'000) text += U"aaaa bbbb the parties agree to the draft aaaa bbbb. ";
  std::u32string quote;
  while (quote.size() < 2'000) quote += U"aaaa bbbb the parties agree to no draft aaaa bbbb. ";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(look_for(text, quote, Span{7'000'000, 7'002'000}).kind, AnchorKind::missing);
  EXPECT_EQ(look_for(text, U"aaaa … bbbb … no such … part").kind, AnchorKind::missing);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

// Oracle: any stretch of a text, however folded, is found where its folded words stand first, or nearer.
RC_GTEST_PROP(Quotation, EveryStretchOfATextIsFoundAtItsPlace, ()) {
  const auto piece = rc::gen::elementOf(
      std::vector<std::u32string>{U"war", U"peace", U" ", U"\n\n", U"“", U"”", U"—", U"…", U"é", U"'", U"2014", U"."});
  const auto pieces = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::u32string>>(piece));
  std::u32string text;
  for (const auto& part : pieces) text += part;
  const auto begin = *rc::gen::inRange<std::size_t>(0, text.size());
  const auto end = *rc::gen::inRange<std::size_t>(begin + 1, text.size() + 1);
  const auto quote = text.substr(begin, end - begin);
  RC_PRE(!fold_quotation(quote).empty());
  QuotationFinder finder(text);
  const auto there = finder.find(quote, Span{begin, end});
  RC_ASSERT(there.kind == AnchorKind::in_place);
  RC_ASSERT(there.span == (Span{begin, end}));
  const auto anywhere = finder.find(quote, std::nullopt);
  RC_ASSERT(anywhere.kind == AnchorKind::found);
  const auto words = fold_quotation(text.substr(anywhere.span.begin, anywhere.span.size()));
  RC_ASSERT(words.find(fold_quotation(quote)) != std::u32string::npos);
}

}  // namespace
}  // namespace parley
