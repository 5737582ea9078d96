// Any bytes are read as CSV or refused; what was read is written so that it reads the same again.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "evidence/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<Problem> problems;
  const auto table = parse_csv_table(bytes, "fuzz.csv", problems);
  for (const auto& problem : problems) format_problem(problem);
  if (has_error(problems)) return 0;
  std::vector<std::vector<std::string>> records;
  for (const auto& record : table.records) {
    auto& texts = records.emplace_back();
    for (const auto& field : record) texts.push_back(field.text);
  }
  std::vector<Problem> none;
  const auto again = parse_csv(format_csv(records), "again.csv", none);
  if (!none.empty() || again.records.size() != records.size()) std::abort();
  for (std::size_t r = 0; r < records.size(); ++r) {
    if (again.records[r].size() != records[r].size()) std::abort();
    for (std::size_t f = 0; f < records[r].size(); ++f)
      if (again.records[r][f].text != records[r][f]) std::abort();
  }
  return 0;
}
