#include "evidence/proposals.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "evidence/quotation.h"
#include "evidence/words.h"
#include "text/files.h"

namespace parley {
namespace {

const std::vector<std::string>& more_columns() {
  static const std::vector<std::string> names{"confidence", "evidence", "decision", "decided"};
  return names;
}

const std::vector<std::string>& decision_words() {
  static const std::vector<std::string> words{"skipped", "accepted", "edited", "rejected"};
  return words;
}

std::optional<Span> span_of(const StatementRow& row) {
  const auto begin = plain_number(trimmed(row.text(Column::start))), end = plain_number(trimmed(row.text(Column::end)));
  if (!begin || !end || *begin >= *end) return std::nullopt;
  return Span{*begin, *end};
}

Proposed read_row(const CsvFile& file, StatementRow row, std::vector<Problem>& problems) {
  Proposed proposed;
  const CsvField decision = row.more[2], decided = row.more[3];
  proposed.confidence = trimmed(row.more[0].text);
  proposed.evidence = row.more[1].text;
  if (const auto word = trimmed(decision.text); !word.empty()) {
    const auto& words = decision_words();
    const auto known = std::find(words.begin(), words.end(), word);
    if (known == words.end())
      problems.push_back(file.problem(Severity::error, decision, fmt::format("unknown decision '{}'", word),
                                      fmt::format("one of {}, or nothing", fmt::join(words, ", ")),
                                      suggestion(word, words)));
    else
      proposed.decision = static_cast<Decision>(known - words.begin() + 1);
  }
  if (const auto text = trimmed(decided.text); !text.empty()) {
    if (const auto number = plain_number(text))
      proposed.decided = *number;
    else
      problems.push_back(file.problem(Severity::error, decided, fmt::format("'{}' is no number of a decision", text),
                                      "a whole number"));
  }
  row.more.clear();
  proposed.row = std::move(row);
  return proposed;
}

// Cuts a CSV file, given part by part, between its records; each piece has the header before it.
class PieceCutter {
 public:
  using Take = std::function<void(std::string_view piece, std::size_t header)>;
  explicit PieceCutter(Take take) : take_(std::move(take)) {}

  void take(std::string_view part) {
    for (const char c : part) {
      text_ += c;
      quoted_ = quoted_ != (c == '"');
      if (c == '\n' && !quoted_) end_record();
    }
  }

  void end() {
    if (text_.size() > header_ || !given_) give();
  }

 private:
  void end_record() {
    constexpr std::size_t piece_size = std::size_t{1} << 20;
    if (++records_ == 1 && text_.starts_with("sep=")) return;
    if (header_ == 0)
      header_ = text_.size();
    else if (text_.size() - header_ >= piece_size)
      give();
  }

  void give() {
    take_(text_, header_);
    text_.resize(header_);
    given_ = true;
  }

  Take take_;
  std::string text_;
  std::size_t header_ = 0, records_ = 0;
  bool quoted_ = false, given_ = false;
};

// Of what two spans cover together, the share that both cover.
double overlap_share(Span a, Span b) {
  const std::size_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  if (begin >= end) return 0;
  return static_cast<double>(end - begin) / static_cast<double>(std::max(a.end, b.end) - std::min(a.begin, b.begin));
}

int alike(const Proposed& a, const Proposed& b) {
  int same = 0;
  for (const Column column : {Column::speaker, Column::party, Column::issue, Column::option, Column::act, Column::form})
    same += trimmed(a.row.text(column)) == trimmed(b.row.text(column)) ? 1 : 0;
  return same;
}

// Puts the row where its words stand now.
void move_row(StatementRow& row, std::u32string_view text, Span span) {
  row.text(Column::start) = std::to_string(span.begin);
  row.text(Column::end) = std::to_string(span.end);
  row.text(Column::quote) = utf8(text.substr(span.begin, span.size()));
}

}  // namespace

std::string_view decision_name(Decision decision) {
  return decision == Decision::open ? std::string_view()
                                    : std::string_view(decision_words()[static_cast<std::size_t>(decision) - 1]);
}

void ProposalCounts::add(Decision decision, int times) {
  std::size_t* const slots[] = {&open, &skipped, &accepted, &edited, &rejected};
  *slots[static_cast<std::size_t>(decision)] += static_cast<std::size_t>(times);
}

ProposalCounts count_proposals(const ProposalTable& table) {
  ProposalCounts counts;
  for (const Proposed& p : table.rows) counts.add(p.decision);
  return counts;
}

ProposalTable parse_proposals(std::string_view bytes, std::string file) {
  if (bytes.empty()) return {};
  std::vector<Problem> problems;
  const auto csv = parse_csv_table(bytes, std::move(file), problems);
  auto table = statement_table(csv, problems, more_columns());
  ProposalTable result{.separator = table.separator, .byte_order_mark = table.byte_order_mark, .rows = {}};
  for (StatementRow& row : table.rows) result.rows.push_back(read_row(csv, std::move(row), problems));
  throw_if_errors(problems);
  return result;
}

namespace {

// Visits the pieces of the file, each with the length of the header in it.
void each_piece(const std::filesystem::path& path, PieceCutter::Take take) {
  if (!std::filesystem::exists(path)) return;
  PieceCutter cutter(std::move(take));
  read_parts(path, [&](std::string_view part) { cutter.take(part); });
  cutter.end();
}

ProposalTable rows_of(std::string_view piece, const std::filesystem::path& path) {
  try {
    return parse_proposals(piece, path.string());
  } catch (const Error&) {
    constexpr std::size_t limit = std::size_t{1} << 30;
    parse_proposals(read_file(path, limit), path.string());  // the whole names the line that is wrong
    throw;
  }
}

auto with_id(ProposalTable& table, std::string_view id) {
  return std::ranges::find(table.rows, id, [](const Proposed& p) { return trimmed(p.id()); });
}

bool is_our_header(std::string_view header, const std::filesystem::path& path) {
  auto none = parse_proposals(header, path.string());
  none.rows.clear();
  return format_proposals(none) == header;
}

}  // namespace

ProposalTable read_proposals(const std::filesystem::path& folder) {
  ProposalTable all;
  visit_proposals(folder, [&](ProposalTable& piece) {
    all.separator = piece.separator;
    all.byte_order_mark = piece.byte_order_mark;
    std::move(piece.rows.begin(), piece.rows.end(), std::back_inserter(all.rows));
  });
  return all;
}

void visit_proposals(const std::filesystem::path& folder, const TakeProposals& take) {
  const auto path = folder / "proposals.csv";
  each_piece(path, [&](std::string_view piece, std::size_t) {
    auto table = rows_of(piece, path);
    take(table);
  });
}

std::optional<Proposed> find_proposal(const std::filesystem::path& folder, std::string_view id) {
  const auto path = folder / "proposals.csv";
  std::optional<Proposed> found;
  each_piece(path, [&](std::string_view piece, std::size_t) {
    if (found || piece.find(id) == piece.npos) return;
    auto table = rows_of(piece, path);
    if (const auto row = with_id(table, id); row != table.rows.end()) found = std::move(*row);
  });
  return found;
}

void replace_proposal(const std::filesystem::path& folder, const Proposed& row) {
  const auto path = folder / "proposals.csv";
  write_file(path, [&](const TakeBytes& write) {
    bool begun = false, done = false;
    each_piece(path, [&](std::string_view piece, std::size_t header) {
      const bool other = done || piece.find(trimmed(row.id())) == piece.npos;
      const bool first = !std::exchange(begun, true);
      if (other && piece.ends_with('\n') && is_our_header(piece.substr(0, header), path))
        return write(piece.substr(first ? 0 : header));
      auto table = rows_of(piece, path);
      const auto found = done ? table.rows.end() : with_id(table, trimmed(row.id()));
      if (found != table.rows.end()) {
        *found = row;
        done = true;
      }
      write(first ? format_proposals(table) : proposal_rows(table));
    });
  });
}

void rewrite_proposals(const std::filesystem::path& folder, const TakeProposals& change) {
  write_file(folder / "proposals.csv", [&](const TakeBytes& write) {
    bool begun = false;
    visit_proposals(folder, [&](ProposalTable& piece) {
      change(piece);
      write(std::exchange(begun, true) ? proposal_rows(piece) : format_proposals(piece));
    });
  });
}

std::string format_proposals(const ProposalTable& table) {
  StatementTable file{.separator = table.separator,
                      .byte_order_mark = table.byte_order_mark,
                      .more_columns = more_columns(),
                      .rows = {}};
  for (const Proposed& p : table.rows) {
    StatementRow& row = file.rows.emplace_back(p.row);
    row.more = {{p.confidence},
                {p.evidence},
                {std::string(decision_name(p.decision))},
                {p.decided > 0 ? std::to_string(p.decided) : std::string()}};
  }
  return format_statements(file);
}

std::string proposal_rows(const ProposalTable& table) {
  ProposalTable none{.separator = table.separator, .byte_order_mark = table.byte_order_mark, .rows = {}};
  return format_proposals(table).substr(format_proposals(none).size());
}

void write_proposals(const std::filesystem::path& folder, const ProposalTable& table) {
  write_file(folder / "proposals.csv", format_proposals(table));
}

Proposed as_proposed(const Document& document, const Proposal& proposal) {
  Proposed proposed;
  proposed.row = proposal.row;
  if (proposal.confidence > 0) proposed.confidence = fmt::format("{:.2f}", proposal.confidence);
  std::vector<std::string> clues;
  for (const Clue& clue : proposal.evidence) {
    const auto words = std::u32string_view(document.text).substr(clue.span.begin, clue.span.size());
    clues.push_back(fmt::format("{} “{}”{}{}", clue_kind_name(clue.kind), utf8(words), clue.means.empty() ? "" : " = ",
                                clue.means));
  }
  if (!proposal.spoken_of.empty()) clues.push_back("spoken of: " + proposal.spoken_of);
  proposed.evidence = fmt::format("{}", fmt::join(clues, "; "));
  return proposed;
}

std::vector<Proposed> renew_proposals(std::u32string_view text, std::vector<Proposed> earlier,
                                      std::vector<Proposed> fresh) {
  QuotationFinder finder(text);
  std::vector<std::optional<Span>> was(earlier.size()), is(fresh.size());
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    const auto anchor = finder.find(utf32(earlier[i].row.text(Column::quote)), span_of(earlier[i].row));
    if (anchor.kind != AnchorKind::missing) was[i] = anchor.span;
  }
  for (std::size_t k = 0; k < fresh.size(); ++k) is[k] = span_of(fresh[k].row);

  struct Pair {
    double shared;
    int same;
    std::size_t fresh, earlier;
  };
  std::vector<Pair> pairs;
  for (std::size_t k = 0; k < fresh.size(); ++k)
    for (std::size_t i = 0; is[k] && i < earlier.size(); ++i)
      if (const double shared = was[i] ? overlap_share(*was[i], *is[k]) : 0; shared > 0.5)
        pairs.push_back({shared, alike(fresh[k], earlier[i]), k, i});
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tuple(-a.shared, -a.same, a.fresh, a.earlier) < std::tuple(-b.shared, -b.same, b.fresh, b.earlier);
  });

  std::vector<bool> met(earlier.size(), false), taken(fresh.size(), false);
  for (const Pair& pair : pairs) {
    Proposed &before = earlier[pair.earlier], &now = fresh[pair.fresh];
    if (met[pair.earlier] || taken[pair.fresh]) continue;
    met[pair.earlier] = taken[pair.fresh] = true;
    if (before.waits()) {
      now.row.text(Column::id) = before.id();
      now.decision = before.decision;
      now.decided = before.decided;
    } else {
      move_row(before.row, text, *was[pair.earlier]);
      now = std::move(before);
    }
  }
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    if (met[i] || (earlier[i].waits() && !earlier[i].is_of_reader())) continue;
    if (was[i]) move_row(earlier[i].row, text, *was[i]);
    fresh.push_back(std::move(earlier[i]));
  }
  std::stable_sort(fresh.begin(), fresh.end(), [](const Proposed& a, const Proposed& b) {
    return span_of(a.row).value_or(Span{}) < span_of(b.row).value_or(Span{});
  });
  return fresh;
}

}  // namespace parley
