#include "text/metadata.h"

#include <algorithm>

#include "text/line_patterns.h"
#include "text/line_text.h"
#include "text/sentences.h"
#include "text/written_date.h"

namespace parley {
namespace {

constexpr std::size_t longest_title_kept = 200;

std::u32string_view text_of(const TextDraft& draft, const Line& line) {
  return std::u32string_view(draft.text).substr(line.span.begin, line.span.size());
}

/// The title's line; else a first paragraph that is one short sentence with text to follow.
std::string find_title(const TextDraft& draft, const std::vector<Line>& lines) {
  for (const Line& line : lines)
    if (line.kind == LineKind::title) return std::string(trim(utf8(text_of(draft, line))));
  const auto first = std::find_if(lines.begin(), lines.end(), [](const Line& line) {
    return line.kind == LineKind::prose || line.kind == LineKind::heading;
  });
  if (first == lines.end() || first->span.size() > longest_title_kept) return {};
  const bool alone = std::next(first) != lines.end() && std::next(first)->kind == LineKind::blank &&
                     std::any_of(first + 1, lines.end(), [](const Line& line) { return line.kind == LineKind::prose; });
  const bool heads = first->kind == LineKind::heading;
  if (!heads && (!alone || split_sentences(text_of(draft, *first)).size() > 1)) return {};
  return std::string(trim(utf8(text_of(draft, *first))));
}

std::vector<std::string> find_authors(const TextDraft& draft, const std::vector<Line>& lines) {
  std::vector<std::string> authors;
  for (const Line& line : lines) {
    if (line.kind != LineKind::byline) continue;
    const std::string plain = plain_line(text_of(draft, line));
    std::vector<std::string> names = byline_authors(plain);
    if (names.empty()) names = byline_authors("By " + plain);  // the markup said that it is one
    for (std::string& name : names)
      if (std::find(authors.begin(), authors.end(), name) == authors.end()) authors.push_back(std::move(name));
  }
  return authors;
}

/// The date of a "Published" line before that of an "Updated" one, before a bare one.
std::string find_date_line(const TextDraft& draft, const std::vector<Line>& lines) {
  std::string best;
  int best_rank = 0;
  for (const Line& line : lines) {
    if (line.kind != LineKind::dateline && line.kind != LineKind::byline) continue;
    const auto date = find_date(plain_line(text_of(draft, line)));
    if (!date) continue;
    const std::string folded = fold_line(text_of(draft, line));
    const bool updated = folded.find("updated") != std::string::npos || folded.find("modified") != std::string::npos;
    const bool published = folded.find("publish") != std::string::npos || folded.find("posted") != std::string::npos;
    const int rank = published && !updated ? 3 : updated ? 1 : 2;
    if (rank > best_rank) {
      best = *date;
      best_rank = rank;
    }
  }
  return best;
}

/// The date after a place that opens a report or a letter: "VELM, March 12, 2026 (Agency) - Talks …", "House of
/// Commons, 3 March 2026". The line ends with it, or a parenthesis or a dash follows.
std::string find_opening_date(const TextDraft& draft, const std::vector<Line>& lines) {
  constexpr std::size_t first_lines = 6, longest = 100;  // characters before the dash
  std::size_t filled = 0;
  for (const Line& line : lines) {
    if (line.kind == LineKind::blank) continue;
    if (++filled > first_lines) break;
    const std::string plain = plain_line(text_of(draft, line));
    const std::string opening = plain.substr(0, std::min(plain.find(" ("), plain.find(" -")));
    if (opening.size() > longest || opening.empty() || opening.front() < 'A' || opening.front() > 'Z') continue;
    for (auto comma = opening.find(','); comma != opening.npos; comma = opening.find(',', comma + 1)) {
      const std::string rest(trim(opening.substr(comma + 1)));
      const bool led_in = rest.empty() || (rest.front() >= 'a' && rest.front() <= 'z');  // "on 3 March"
      const auto date = !led_in && is_only_date(fold_line(utf32(rest))) ? find_date(rest) : std::nullopt;
      if (date && date->size() == std::string_view("2026-03-12").size()) return *date;
    }
  }
  return {};
}

}  // namespace

Metadata find_metadata(const TextDraft& draft, const std::vector<Line>& lines) {
  Metadata metadata = draft.metadata;
  if (metadata.title.empty()) metadata.title = find_title(draft, lines);
  if (metadata.authors.empty()) metadata.authors = find_authors(draft, lines);
  if (metadata.date.empty()) metadata.date = find_date_line(draft, lines);
  if (metadata.date.empty()) metadata.date = find_opening_date(draft, lines);
  return metadata;
}

}  // namespace parley
