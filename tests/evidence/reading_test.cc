#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>

#include "evidence/act.h"
#include "evidence/annotated.h"
#include "evidence/attribution_reader.h"
#include "evidence/propose.h"
#include "evidence/span_picker.h"
#include "evidence/stance_words.h"
#include "evidence/timex.h"
#include "evidence/train.h"
#include "text/read.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Document plain(std::string_view text) { return parse_document(text, "plain", "t.txt"); }

// Value and words of each date in the text, published on Friday 14 February 2025.
std::vector<std::string> dates(std::string_view text, std::string_view published = "2025-02-14") {
  const auto document = plain(text);
  std::vector<std::string> result;
  for (const auto& timex : find_timexes(tokenize(document), published))
    result.push_back(timex.value + " " +
                     utf8(std::u32string_view(document.text).substr(timex.span.begin, timex.span.size())));
  return result;
}

TEST(Timex, DatesWrittenWholeStandForThemselves) {
  EXPECT_THAT(dates("They met on Feb. 12, 2024, and on 3 March 2023.\n"),
              ElementsAre("2024-02-12 Feb. 12, 2024", "2023-03-03 3 March 2023"));
  EXPECT_THAT(dates("He said so in November 2024.\n"), ElementsAre("2024-11 November 2024"));
  EXPECT_THAT(dates("It began in 2014.\n"), ElementsAre("2014 2014"));
}

TEST(Timex, RelativeDatesAreReckonedFromThePublication) {
  EXPECT_THAT(dates("They met yesterday.\n"), ElementsAre("2025-02-13 yesterday"));
  EXPECT_THAT(dates("They met on Wednesday.\n"), ElementsAre("2025-02-12 Wednesday"));
  EXPECT_THAT(dates("It was agreed last year.\n"), ElementsAre("2024 last year"));
  EXPECT_THAT(dates("He spoke earlier this week.\n"), ElementsAre("2025-W07 earlier this week"));
  EXPECT_THAT(dates("It fell three years ago.\n"), ElementsAre("2022 three years ago"));
  EXPECT_THAT(dates("They met on Feb. 12.\n"), ElementsAre("2025-02-12 Feb. 12"));
}

TEST(Timex, WithoutAPublicationARelativeDateHasNoValue) {
  EXPECT_THAT(dates("They met yesterday.\n", ""), ElementsAre("XXXX-XX-XX yesterday"));
}

TEST(Timex, DurationsAndSetsAreNoDates) {
  EXPECT_THAT(dates("It lasted three days.\n"), ElementsAre("P3D three days"));
  EXPECT_THAT(dates("They talk every week.\n"), ElementsAre("P1W every week"));
}

TEST(Timex, TheWeekOfAValueIsItsSevenDays) {
  // Week 7 of 2025 began on Monday 10 February.
  const auto days = days_of("2025-W07");
  ASSERT_TRUE(days);
  EXPECT_EQ(format_day(days->first), "2025-02-10");
  EXPECT_EQ(format_day(days->last), "2025-02-16");
}

std::string act(std::string_view text) {
  const auto tokens = tokenize(plain(text));
  const auto found = find_act(tokens, 0, tokens.tokens.size());
  return found ? found->act : "";
}

TEST(Act, ThePhraseDecides) {
  EXPECT_EQ(act("Ruritania agreed to open its ports.\n"), "agree");
  EXPECT_EQ(act("Ruritania demanded that the ports be opened.\n"), "request");
  EXPECT_EQ(act("Ruritania rejected the offer.\n"), "reject");
  EXPECT_EQ(act("Ruritania threatened to close its ports unless it is paid.\n"), "threaten");
  EXPECT_EQ(act("Ruritania lifted the curfew.\n"), "concede");
  EXPECT_EQ(act("The sun shone.\n"), "");
}

TEST(Act, ANegatedAgreementIsARejection) { EXPECT_EQ(act("Ruritania has not agreed to it.\n"), "reject"); }

TEST(Act, WhatIsAnnouncedIsAThreatIfItTakesSomethingAway) {
  EXPECT_EQ(act("Ruritania said it would boycott the talks.\n"), "threaten");
}

TEST(StanceWords, ANegationTurnsAStanceRound) {
  const auto of = [](std::string_view text) {
    const auto tokens = tokenize(plain(text));
    return read_stance(tokens, 0, tokens.tokens.size()).stance;
  };
  EXPECT_EQ(of("They want peace.\n"), StanceClass::favour);
  EXPECT_EQ(of("They do not want peace.\n"), StanceClass::oppose);
  EXPECT_EQ(of("They will never sign.\n"), StanceClass::reject);
  EXPECT_EQ(of("Ports must open.\n"), StanceClass::demand);
}

TEST(StanceWords, AConditionIsThePhraseAndTheClauseAfterIt) {
  const auto tokens = tokenize(plain("They would open the ports in exchange for grain, he said.\n"));
  const auto found = find_condition(tokens, 0, tokens.tokens.size());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->exchange);
  EXPECT_EQ(tokens.tokens[found->clause.begin].lower, "grain");
  EXPECT_EQ(found->clause.end, found->clause.begin + 1);
}

// A tongue in which "zorped that" says who said what.
std::vector<AnnotatedText> lessons() {
  std::vector<AnnotatedText> texts;
  for (const char* name : {"Smith", "Jones", "Brown", "Miller", "Davis", "Wilson"}) {
    AnnotatedText text;
    const std::string source = name;
    const std::string content = "that " + source + " left the port";
    text.document = plain(source + " zorped " + content + ".\n\nThe ships left the port.\n");
    const std::size_t cue = source.size() + 1, begin = cue + 7;
    text.attributions.push_back({{{0, source.size()}}, {{cue, cue + 6}}, {{begin, begin + content.size()}}});
    texts.push_back(std::move(text));
  }
  return texts;
}

TEST(Train, WhatIsMarkedInTheTextsIsFoundInAnother) {
  const auto model = train_model(lessons(), shipped_model(), {.cue_rounds = 20, .span_rounds = 20, .bits = 16});
  const auto document = plain("Taylor zorped that Taylor left the port.\n");
  const auto found = read_attributions(document, model);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].source, (Span{0, 6}));
  EXPECT_EQ(found[0].cue, (Span{7, 13}));
  EXPECT_THAT(found[0].content, ElementsAre(Span{14, 39}));
}

TEST(Train, TheSameTextsGiveTheSameModel) {
  const TrainOptions options{.cue_rounds = 2, .span_rounds = 2, .bits = 14};
  EXPECT_EQ(pack_model(train_model(lessons(), shipped_model(), options)),
            pack_model(train_model(lessons(), shipped_model(), options)));
}

TEST(Model, WhatIsPackedReadsTheSame) {
  const auto document = plain("Smith said that the talks had failed. According to Jones, they went on.\n");
  const auto again = unpack_model(pack_model(shipped_model()));
  const auto a = read_attributions(document, shipped_model()), b = read_attributions(document, again);
  ASSERT_EQ(a.size(), b.size());
  ASSERT_FALSE(a.empty());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].cue, b[i].cue);
    EXPECT_EQ(a[i].content, b[i].content);
  }
}

TEST(Model, BytesThatAreNoModelAreAnError) {
  EXPECT_THROW(unpack_model("no model"), Error);
  const auto bytes = pack_model(train_model(lessons(), {}, {.cue_rounds = 1, .span_rounds = 1, .bits = 10}));
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 97)
    EXPECT_THROW(unpack_model(std::string_view(bytes).substr(0, size)), Error) << size;
  EXPECT_THROW(unpack_model(bytes + "x"), Error);
}

TEST(Tokens, TwoApostrophesAreOneMark) {
  const auto text = tokenize(plain("He was ''pleased'' that Smith's men left.\n"));
  const auto is_mark = [](const TextToken& t) { return t.kind == TokenKind::opens || t.kind == TokenKind::closes; };
  EXPECT_EQ(std::count_if(text.tokens.begin(), text.tokens.end(), is_mark), 2);
  EXPECT_EQ(text.tokens[2].lower, "\"");
  EXPECT_TRUE(text.tokens[3].quoted);
  EXPECT_FALSE(text.tokens[5].quoted);
}

TEST(Weights, TheMeanOfThoseNotedIsWhatStays) {
  Weights weights(4);
  weights.step(3, 1, 1);
  const float first = weights(3);
  weights.note();
  weights.step(3, 1, 1);
  weights.note();
  const float second = weights(3);
  weights.settle();
  EXPECT_FLOAT_EQ(weights(3), (first + second) / 2);
}

TEST(Spans, AnAnswerStandsWithinTheBoundsOfItsQuestion) {
  const auto document = plain("The minister said that the talks had failed.\n");
  auto text = tokenize(document);
  tag_parts_of_speech(shipped_model().tags, text);
  const TagClasses classes(shipped_model().tags);
  Question question{.role = Role::after, .cue = {2, 3}, .sentence = 0, .source = TokenRange{0, 2}};
  ASSERT_GT(pick_span(shipped_model().spans, text, classes, question).tokens->end, 5u);
  question.within = {0, 5};
  const auto bounded = pick_span(shipped_model().spans, text, classes, question).tokens;
  EXPECT_LE(bounded.value_or(TokenRange{}).end, 5u);
}

TEST(Reading, IndirectSpeechIsFound) {
  const auto document = plain("The minister said that the talks had failed.\n");
  const auto found = merged_attributions(document, shipped_model());
  ASSERT_EQ(found.size(), 1u);
  const auto words = [&](Span span) {
    return utf8(std::u32string_view(document.text).substr(span.begin, span.size()));
  };
  EXPECT_EQ(words(found[0].source), "The minister");
  EXPECT_EQ(words(found[0].cue), "said");
  EXPECT_THAT(words(found[0].content.front()), testing::HasSubstr("the talks had failed"));
}

// "SOURCE: content | content" of each; nested ones begin with "> ".
std::vector<std::string> read_in(std::string_view bytes) {
  const auto document = plain(bytes);
  const auto words = [&](Span span) {
    return utf8(std::u32string_view(document.text).substr(span.begin, span.size()));
  };
  std::vector<std::string> result;
  for (const auto& attribution : merged_attributions(document, shipped_model())) {
    std::string line = (attribution.nested ? "> " : "") + words(attribution.source) + ": ";
    for (const auto part : attribution.content)
      line += (part == attribution.content.front() ? "" : " | ") + words(part);
    result.push_back(std::move(line));
  }
  return result;
}

TEST(Reading, WhatIsToldInAQuotationIsNested) {
  EXPECT_THAT(read_in("“I think that the talks have failed,” Smith said on Monday.\n"),
              testing::Contains("Smith: “I think that the talks have failed,”"));
  for (const auto& line : read_in("“The minister said that the talks had failed,” Smith said on Monday.\n"))
    EXPECT_TRUE(line.starts_with("Smith: ") || line.starts_with("> ")) << line;
}

TEST(Reading, HowSomebodySpokeIsNotWhatWasSaid) {
  EXPECT_THAT(read_in("“Norland will not accept a dam,” said a senior official, who spoke on condition of anonymity "
                      "because the talks are private.\n"),
              testing::ElementsAre(testing::HasSubstr(": “Norland will not accept a dam")));
  EXPECT_THAT(read_in("Two diplomats, who spoke on the condition of anonymity, said that Sudria would agree.\n"),
              testing::ElementsAre(testing::EndsWith("that Sudria would agree")));
}

TEST(Reading, WhenAndWhereSomebodySpokeIsNotWhatWasSaid) {
  EXPECT_THAT(read_in("He spoke after two days of talks at the border town.\n"), testing::IsEmpty());
}

TEST(Reading, WhatIsReportedEndsBeforeWhoReportsIt) {
  EXPECT_THAT(
      read_in("Sudria insists on a large dam, its foreign ministry said in a statement.\n"),
      testing::UnorderedElementsAre("its foreign ministry: Sudria insists on a large dam", "Sudria: on a large dam"));
}

TEST(Reading, ADatelineSaysNothing) {
  EXPECT_THAT(
      read_in("VARN, Sept. 3 (Agency) - Water Minister Peter Holm said on Wednesday that Norland would accept a "
              "smaller dam.\n"),
      testing::ElementsAre(testing::StartsWith("Water Minister Peter Holm: that Norland")));
}

TEST(Reading, WhoSaysAQuotationIsNotWhatIsSaidToo) {
  EXPECT_THAT(read_in("VARN, Sept. 3 (Agency) - “Norland will not accept a dam on the upper river,” said a senior "
                      "Norland official, who spoke on condition of anonymity because the talks are private.\n"),
              testing::ElementsAre(testing::AllOf(testing::StartsWith("a senior Norland official"),
                                                  testing::HasSubstr(": “Norland will not"))));
}

TEST(Reading, ANameBetweenAQuotationAndItsCueIsTheSpeakers) {
  EXPECT_THAT(read_in("“We will never sign,” Petra Novak, the union’s president, warned on Tuesday.\n"),
              testing::ElementsAre("Petra Novak, the union’s president: “We will never sign,”"));
}

TEST(Reading, ATranscriptsTurnsAreSaidByTheirLabels) {
  const auto lines = read_in(
      "They met on Monday.\n\nMR. SMITH: We want peace. I think the port must open.\n\nWe have waited for long.\n\n"
      "(Laughter.)\n\nJONES: You said that they would never sign.\n\nMR. SMITH: I did.\n\nJONES: So they will not.\n");
  std::vector<std::string> outermost;
  for (const auto& line : lines)
    if (!line.starts_with("> ")) outermost.push_back(line);
  EXPECT_THAT(outermost, ElementsAre("MR. SMITH: We want peace. I think the port must open. | We have waited for long.",
                                     "JONES: You said that they would never sign.", "MR. SMITH: I did.",
                                     "JONES: So they will not."));
}

TEST(Reading, ALabelThatDoesNotComeBackIsNoSpeaker) {
  for (const auto& line : read_in("UPDATE: The port has opened.\n\nRELATED: Ten ports to see.\n"))
    ADD_FAILURE() << line;
}

void expect_sound(std::string_view bytes) {
  const auto document = plain(bytes);
  const auto text = tokenize(document);
  std::size_t last = 0;
  for (const auto& token : text.tokens) {
    RC_ASSERT(token.span.begin >= last);
    RC_ASSERT(token.span.end > token.span.begin);
    last = token.span.end;
  }
  RC_ASSERT(last <= document.text.size());
  Casebook casebook;
  Source source;
  source.id = "t";
  for (const auto& proposal : propose_statements(document, source, casebook)) {
    const auto begin = std::stoul(std::string(proposal.row.text(Column::start)));
    const auto end = std::stoul(std::string(proposal.row.text(Column::end)));
    RC_ASSERT(begin < end);
    RC_ASSERT(end <= document.text.size());
    RC_ASSERT(utf8(std::u32string_view(document.text).substr(begin, end - begin)) == proposal.row.text(Column::quote));
    for (const auto& clue : proposal.evidence) RC_ASSERT(clue.span.end <= document.text.size());
    RC_ASSERT(proposal.confidence >= 0 && proposal.confidence <= 1);
  }
  for (const auto& timex : find_timexes(text, "2025-02-14")) {
    RC_ASSERT(timex.span.begin < timex.span.end);
    RC_ASSERT(timex.span.end <= document.text.size());
  }
}

RC_GTEST_PROP(Reading, EverySpansTextIsWhatItSays, ()) {
  static const std::vector<std::string> pieces{
      "Smith",    "said", "that",      "“",    "”",       "\"",   ",",    ".",    "\n\n", "the talks", "according to",
      "Feb. 12",  "2024", "last week", "he",   "מים",     "קרים", "شلوم", "\xC3", "\x01", "—",         "…",
      "SPEAKER:", "|",    "a\tb",      "mid-", "1957-58", "3:",   "0",    "’s"};
  std::string text = "A ";
  for (const auto at : *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size())))
    text += pieces[at] + (at % 3 == 0 ? "" : " ");
  try {
    plain(text);
  } catch (const Error&) {
    return;  // so many control characters that it is no text
  }
  expect_sound(text);
}

TEST(Reading, OneSentenceOfManyWordsIsReadInTime) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "he said “that” and ";
  EXPECT_NO_THROW(expect_sound(text));
}

TEST(Reading, NothingIsProposedFromCaptionsAndBylines) {
  Casebook casebook;
  Source source;
  const auto document = plain(
      "A title\n\nBy Jane Smith\n\nimage-123456\n(L–R) Smith said that it was over. Alex Kent/Getty Images\n\nThe sun "
      "shone.\n");
  EXPECT_THAT(propose_statements(document, source, casebook), IsEmpty());
}

}  // namespace
}  // namespace parley
