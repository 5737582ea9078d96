#include "evidence/expected_span.h"

#include <gtest/gtest.h>

#include "evidence/reading_model.h"
#include "text/read.h"

namespace parley {
namespace {

// What grammar expects of the cue `word` in a text: its source, and the content before and after it.
struct Expected {
  std::string source, before, after;
  bool operator==(const Expected&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Expected& e) {
  return out << "[" << e.source << "] [" << e.before << "] [" << e.after << "]";
}

Expected expected(std::string_view bytes, std::string_view word) {
  const auto document = parse_document(bytes, "plain", "t.txt");
  auto text = tokenize(document);
  tag_parts_of_speech(shipped_model().tags, text);
  const TagClasses classes(shipped_model().tags);
  std::size_t cue = 0;
  while (text.tokens[cue].lower != word) ++cue;
  std::size_t sentence = 0;
  while (text.sentences[sentence].end <= cue) ++sentence;
  Question question{.role = Role::source, .cue = {cue, cue + 1}, .sentence = sentence, .source = {}};
  const auto words = [&](const ExpectedSpan& span) {
    if (!span.tokens) return std::string();
    const Span at = span_of(text, *span.tokens);
    return utf8(std::u32string_view(document.text).substr(at.begin, at.size()));
  };
  Expected result;
  const auto source = expected_span(text, classes, question);
  question.source = source.tokens;
  result.source = words(source);
  question.role = Role::before;
  result.before = words(expected_span(text, classes, question));
  question.role = Role::after;
  result.after = words(expected_span(text, classes, question));
  return result;
}

TEST(ExpectedSpan, ThatLeadsTheContentIn) {
  EXPECT_EQ(expected("Smith told a crowd in Lindport that the talks had failed.\n", "told"),
            (Expected{"Smith", "", "that the talks had failed"}));
}

TEST(ExpectedSpan, TheThatOfAnObjectLeadsNothingIn) {
  EXPECT_EQ(expected("Smith agreed to a plan that would open the port.\n", "agreed").after,
            "to a plan that would open the port");
}

TEST(ExpectedSpan, WhatFollowsTheSpeakerTellsOfTheSaying) {
  EXPECT_EQ(expected("The port will stay closed, Minister Eva Smith said on Monday, hours after the talks.\n", "said"),
            (Expected{"Minister Eva Smith", "The port will stay closed", ""}));
}

TEST(ExpectedSpan, ASourceHasItsRelativeClause) {
  EXPECT_EQ(expected("The port will stay closed, an official who asked not to be named said.\n", "said"),
            (Expected{"an official who asked not to be named", "The port will stay closed", ""}));
}

TEST(ExpectedSpan, AnAppositionBelongsToTheSource) {
  EXPECT_EQ(expected("Its chair, Peter Holm, said the members would vote.\n", "said"),
            (Expected{"Its chair, Peter Holm,", "", "the members would vote"}));
}

TEST(ExpectedSpan, TheContentEndsWhereTheSpeakerGoesOnToDoSomethingElse) {
  EXPECT_EQ(expected("Smith said that the port was closed, but warned of a strike.\n", "said").after,
            "that the port was closed");
  EXPECT_EQ(expected("Smith said that the port was closed; the ships went on.\n", "said").after,
            "that the port was closed");
}

TEST(ExpectedSpan, TheClauseOfAnOpeningWordEndsBeforeTheMainOne) {
  EXPECT_EQ(expected("While Smith said the port was closed, the ships went on.\n", "said").after,
            "the port was closed");
}

TEST(ExpectedSpan, ThePlaceThatOpensAReportIsNotSaid) {
  EXPECT_EQ(expected("LINDPORT (Agency) — The port will stay closed, Smith said.\n", "said").before,
            "The port will stay closed");
}

}  // namespace
}  // namespace parley
