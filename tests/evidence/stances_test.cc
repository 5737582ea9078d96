// Two sets of 120 paragraphs, written without sight of the rules, with the stances that a careful coder could give.
//
// stances/NAME.csv holds them, of the case stances/NAME.yaml: the speaker, the party whose position is shown, the
// option that the paragraph is about, and the acceptable answers, "-" for none. Right is a stance among them, of that
// party and on that option; wrong is any other. How many are right and wrong is in docs/reading.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "evidence/csv.h"
#include "evidence/proposed.h"
#include "evidence/words.h"

namespace parley {
namespace {

struct Score {
  int right = 0, wrong = 0, missed = 0, left_open = 0;
};

Score score(const std::string& name, std::string_view date) {
  const auto folder = std::filesystem::path(PARLEY_SOURCE_DIR) / "tests/evidence/stances";
  CaseFolder of_case;
  of_case.write("case.yaml", read_file(folder / (name + ".yaml")));
  std::vector<Problem> problems;
  const CsvFile gold = parse_csv_table(read_file(folder / (name + ".csv")), name + ".csv", problems);
  EXPECT_TRUE(problems.empty());
  Score found;
  for (std::size_t r = 1; r < gold.records.size(); ++r) {
    const auto field = [&](std::size_t k) { return gold.records[r][k].text; };
    const std::string party = field(2), issue = field(3), option = field(4);
    const auto answers = split_at(gold.records[r][5].text, '/');
    const auto accepts = [&](std::string_view stance) { return std::ranges::find(answers, stance) != answers.end(); };
    bool taken = false, right = false;
    for (const auto& proposal : proposed(of_case, "Notes\n\n" + field(0) + "\n", "text", date)) {
      const auto of = [&](Column column) { return proposal.row.text(column); };
      if (of(Column::stance).empty() || of(Column::issue) != issue || of(Column::option) != option) continue;
      if (!taken) right = accepts(of(Column::stance)) && of(Column::party) == party;
      taken = true;
    }
    ++(taken ? right ? found.right : found.wrong : accepts("-") ? found.left_open : found.missed);
  }
  return found;
}

TEST(Stances, OfARiverAreMostlyRightAndSeldomWrong) {
  const Score found = score("river", "2024-05-05");
  EXPECT_GE(found.right, 68) << found.missed << " missed";
  EXPECT_LE(found.wrong, 3);
  EXPECT_GE(found.left_open, 33);
}

TEST(Stances, OfATramDisputeAreMostlyRightAndSeldomWrong) {
  const Score found = score("tram", "2025-03-05");
  EXPECT_GE(found.right, 67) << found.missed << " missed";
  EXPECT_LE(found.wrong, 3);
  EXPECT_GE(found.left_open, 37);
}

}  // namespace
}  // namespace parley
