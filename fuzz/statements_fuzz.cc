// Any bytes are read as statements of a small case, and any words are looked for in them as a quotation.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "evidence/quotation.h"
#include "evidence/statement_reader.h"

namespace {

parley::Casebook small_case() {
  using namespace parley;
  Casebook casebook;
  casebook.parties.resize(2);
  casebook.parties[0].id = "a";
  casebook.parties[1].id = "b";
  Issue issue;
  issue.id = "x";
  issue.kind = IssueKind::ordered;
  issue.options.resize(3);
  for (int i = 0; i < 3; ++i) {
    issue.options[i].id = std::string(1, static_cast<char>('p' + i));
    issue.options[i].position = {std::to_string(i), static_cast<double>(i)};
  }
  casebook.issues.push_back(issue);
  Draft draft;
  draft.id = "d";
  draft.clauses = {{0, 1}};
  casebook.drafts = {draft};
  Source source;
  source.id = "t";
  source.date = parse_date("2025-02-14");
  casebook.documents.push_back(source);
  return casebook;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley;
  static const Casebook casebook = small_case();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<Problem> problems;
  const auto file = parse_csv_table(bytes, "fuzz.csv", problems);
  const auto rows = parse_statements(casebook, file, problems);
  for (const auto& problem : problems) format_problem(problem);

  const auto text = utf32(bytes);
  const auto half = text.size() / 2;
  QuotationFinder finder(std::u32string_view(text).substr(0, half));
  const auto anchor = finder.find(std::u32string_view(text).substr(half), Span{half / 3, half / 2});
  if (anchor.span.begin > anchor.span.end || anchor.span.end > half) std::abort();
  for (const auto& row : rows) finder.find(utf32(row.statement.quote), row.statement.span);
  return 0;
}
