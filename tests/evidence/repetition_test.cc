#include "evidence/repetition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "case_folder.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::u32string report(std::uint32_t seed, std::size_t words) {
  std::mt19937 random(seed);
  std::u32string text;
  for (std::size_t i = 0; i < words; ++i) {
    for (int k = 0; k < 5; ++k) text += static_cast<char32_t>(U'a' + random() % 26);
    text += i % 12 == 11 ? U". " : U" ";
  }
  return text;
}

// What the definition says, by comparing all pairs of sets.
double share_by_definition(const std::u32string& a, const std::u32string& b) {
  const auto set_of = [](const std::u32string& text) {
    std::vector<std::u32string> words(1);
    for (const char32_t c : text)
      if (c >= U'a' && c <= U'z')
        words.back() += c;
      else if (!words.back().empty())
        words.emplace_back();
    if (words.back().empty()) words.pop_back();
    std::set<std::u32string> set;
    for (std::size_t i = 0; i + 5 <= words.size(); ++i)
      set.insert(words[i] + U' ' + words[i + 1] + U' ' + words[i + 2] + U' ' + words[i + 3] + U' ' + words[i + 4]);
    return set;
  };
  const auto x = set_of(a), y = set_of(b);
  std::size_t both = 0;
  for (const auto& shingle : x) both += y.count(shingle);
  const auto [less, more] = std::minmax({x.size(), y.size()});
  return less < 30 || more > 3 * less ? 0 : static_cast<double>(both) / static_cast<double>(less);
}

TEST(Repetition, AReportCutShortAndGivenAnotherHeadlineIsFound) {
  const auto whole = report(1, 400);
  const std::vector<Shingles> texts = {shingles_of(report(2, 30) + whole), shingles_of(report(3, 400)),
                                       shingles_of(report(4, 8) + whole.substr(0, whole.size() / 2))};
  const auto found = find_repetitions(texts);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first, 0u);
  EXPECT_EQ(found[0].second, 2u);
}

TEST(Repetition, OneParagraphInCommonIsNone) {
  const auto shared = report(1, 60);
  EXPECT_THAT(find_repetitions(std::vector{shingles_of(report(2, 200) + shared), shingles_of(report(3, 200) + shared)}),
              IsEmpty());
}

TEST(Repetition, CaseAndPunctuationMakeNoDifference) {
  auto a = report(1, 100), b = a;
  for (char32_t& c : b)
    if (c == U'.') c = U';';
  b[0] = U'A' + (b[0] - U'a');
  EXPECT_EQ(shingles_of(a).all, shingles_of(b).all);
}

TEST(Repetition, FindsWhatComparingAllPairsFinds) {
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) {
    std::vector<std::u32string> texts;
    for (std::uint32_t i = 0; i < 12; ++i) {
      auto text = report(100 + random() % 4, 120 + random() % 60);
      for (char32_t& c : text)  // a few words changed
        if (random() % 400 == 0) c = U'x';
      texts.push_back(report(static_cast<std::uint32_t>(random()), random() % 20) + text);
    }
    std::vector<Shingles> shingles;
    for (const auto& text : texts) shingles.push_back(shingles_of(text));
    const auto joined = first_of_each(texts.size(), find_repetitions(shingles));
    std::vector<Repetition> all;
    for (std::size_t a = 0; a < texts.size(); ++a)
      for (std::size_t b = a + 1; b < texts.size(); ++b)
        if (share_by_definition(texts[a], texts[b]) >= 0.8) all.push_back({a, b, 1});
    EXPECT_EQ(joined, first_of_each(texts.size(), all));
  }
}

TEST(Repetition, TheCopiesOfAReportAreJoinedHoweverMany) {
  std::vector<Shingles> texts;
  for (std::uint32_t i = 0; i < 300; ++i) texts.push_back(shingles_of(report(1000 + i, 10) + report(1, 200)));
  EXPECT_EQ(first_of_each(texts.size(), find_repetitions(texts)), std::vector<std::size_t>(300, 0));
  EXPECT_LE(find_repetitions(texts).size(), 3000u);  // of 44,850 pairs
}

class RepeatedReport : public testing::Test {
 protected:
  RepeatedReport() {
    folder.write("case.yaml", "title: A test\nparties: [usa]\nissues:\n  - id: land\n    options: [line, all]\n");
    folder.write("statements.csv",
                 "id,document,quote,speaker,party,form,issue,option,stance\n"
                 "1,late,we want the line,usa,usa,direct,land,line,demand\n"
                 "2,early,we want the line,usa,usa,direct,land,line,demand\n");
    const auto text = "On Monday we want the line. " + utf8(report(1, 80)) + "\n";
    folder.write("documents/late.txt", "Another headline\n\n" + text);
    folder.write("documents/early.txt", text);
  }
  void list(const std::string& more) const {
    folder.write("documents.yaml", "- id: late\n  file: documents/late.txt\n  date: 2025-02-14\n" + more +
                                       "- id: early\n  file: documents/early.txt\n  date: 2025-02-13\n");
  }
  CaseFolder folder;
};

TEST_F(RepeatedReport, CountsAsOneSourceTheEarliest) {
  list("");
  const auto evidence = read_evidence(folder);
  EXPECT_THAT(evidence.messages(Severity::warning),
              ElementsAre(HasSubstr("'late' carries the same report as 'early'")));
  EXPECT_EQ(evidence.casebook.source_of(0), 1);
  EXPECT_EQ(evidence.casebook.source_of(1), 1);
  EXPECT_EQ(evidence.casebook.source_of(-1), -1);
}

TEST_F(RepeatedReport, CountsAsToldWhereDocumentsYamlSaysSo) {
  list("  repeats: none\n");
  auto evidence = read_evidence(folder);
  EXPECT_THAT(evidence.messages(Severity::warning), IsEmpty());
  EXPECT_EQ(evidence.casebook.source_of(0), 0);
  list("  repeats: early\n");
  evidence = read_evidence(folder);
  EXPECT_THAT(evidence.messages(Severity::warning), IsEmpty());
  EXPECT_EQ(evidence.casebook.source_of(0), 1);
}

TEST_F(RepeatedReport, AnUnknownNameIsAnErrorWithItsPlace) {
  list("  repeats: erly\n");
  std::vector<Problem> problems;
  read_casebook(folder.path(), problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].place.line, 4u);
  EXPECT_THAT(problems[0].hint, HasSubstr("early"));
}

}  // namespace
}  // namespace parley
