#include "core/error.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace parley {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char32_t replacement = 0xFFFD;
constexpr std::size_t longest_shown_line = 160;     // code points; longer ones are cut around the place
constexpr std::size_t longest_compared_word = 200;  // the edit distance is quadratic

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

// The bytes that the UTF-8 sequence opened by `lead` has, 0 if nothing can be opened by it.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool is_malformed(char32_t c, std::size_t length) {
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return c < least[length] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
}

// Code points of UTF-8; malformed bytes and what would disturb a terminal become U+FFFD.
std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = sequence_length(lead);
    char32_t c = length <= 1 ? lead : lead & (0x7Fu >> length);
    std::size_t used = 1;
    while (used < length && i + used < text.size() && is_continuation(text[i + used]))
      c = (c << 6) | (static_cast<unsigned char>(text[i + used++]) & 0x3Fu);
    const bool control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069);
    const bool bad = length == 0 || used < length || is_malformed(c, length);
    out += bad || control ? replacement : c;
    i += used;
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

std::string utf8_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::string printable(std::string_view text) { return utf8_of(code_points(text)); }

std::string_view severity_name(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

// The source line under its number, with carets under the fragment; a long line is cut to what surrounds the fragment.
std::string excerpt(const Problem& problem) {
  std::u32string line = code_points(problem.source_line);
  std::size_t column = std::min(problem.place.column - 1, line.size());
  std::size_t width = std::max<std::size_t>(problem.width, 1);
  if (line.size() > longest_shown_line) {
    const std::size_t before = longest_shown_line / 2;
    if (const std::size_t start = column > before ? column - before : 0; start > 0) {
      line = U"…" + line.substr(start);
      column = column - start + 1;
    }
    if (line.size() > longest_shown_line) line = line.substr(0, longest_shown_line) + U"…";
  }
  width = std::min(width, std::max<std::size_t>(line.size() - column, 1));
  const std::string number = std::to_string(problem.place.line);
  std::u32string blank = line.substr(0, column);
  for (char32_t& c : blank)
    if (c != '\t') c = ' ';
  return "  " + number + " | " + utf8_of(line) + "\n  " + std::string(number.size(), ' ') + " | " + utf8_of(blank) +
         std::string(width, '^') + "\n";
}

std::string format_problems(std::span<const Problem> problems) {
  std::string out;
  for (const Problem& problem : problems) out += format_problem(problem);
  if (!out.empty()) out.pop_back();
  return out;
}

// Optimal string alignment: insertions, deletions, changes and swaps of neighbours, each costing 1.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> older(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    std::swap(older, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::u32string folded(std::string_view word) {
  std::u32string out = code_points(word);
  for (char32_t& c : out)
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  return out;
}

}  // namespace

Error::Error(std::vector<Problem> problems)
    : std::runtime_error(format_problems(problems)), problems_(std::move(problems)) {}

Error::Error(Problem problem) : Error(std::vector<Problem>{std::move(problem)}) {}

Error::Error(std::string message, std::string file, std::string expected)
    : Error(Problem{Severity::error, {std::move(file), 0, 0}, std::move(message), std::move(expected), {}, {}, 1}) {}

std::string format_problem(const Problem& problem) {
  std::string out;
  if (!problem.place.file.empty()) {
    out += printable(problem.place.file) + ":";
    if (problem.place.line > 0) out += std::to_string(problem.place.line) + ":";
    if (problem.place.line > 0 && problem.place.column > 0) out += std::to_string(problem.place.column) + ":";
    out += " ";
  }
  out += std::string(severity_name(problem.severity)) + ": " + printable(problem.message);
  if (!problem.expected.empty()) out += "; expected " + printable(problem.expected);
  out += "\n";
  if (problem.place.line > 0 && problem.place.column > 0 && !problem.source_line.empty()) out += excerpt(problem);
  if (!problem.hint.empty()) out += "  hint: " + printable(problem.hint) + "\n";
  return out;
}

Problem warning(std::string message, std::string file) {
  Problem problem;
  problem.severity = Severity::warning;
  problem.place.file = std::move(file);
  problem.message = std::move(message);
  return problem;
}

bool has_error(std::span<const Problem> problems) {
  return std::ranges::any_of(problems, [](const Problem& p) { return p.severity == Severity::error; });
}

void throw_if_errors(std::span<const Problem> problems) {
  if (has_error(problems)) throw Error(std::vector<Problem>(problems.begin(), problems.end()));
}

std::optional<std::string> did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  if (word.size() > longest_compared_word) return std::nullopt;
  const std::u32string wanted = folded(word);
  const std::string* best = nullptr;
  std::size_t best_distance = 0;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_compared_word) continue;
    const std::u32string other = folded(candidate);
    const std::size_t longer = std::max(wanted.size(), other.size());
    const std::size_t shorter = std::min(wanted.size(), other.size());
    const std::size_t allowed = best == nullptr ? longer / 3 : std::min(longer / 3, best_distance - 1);
    if (longer - shorter > allowed) continue;
    const std::size_t distance = edit_distance(wanted, other);
    if (distance > allowed) continue;
    best = &candidate;
    best_distance = distance;
    if (best_distance == 0) break;
  }
  return best == nullptr ? std::nullopt : std::optional<std::string>(*best);
}

SourceText::SourceText(std::string file, std::string text) : file_(std::move(file)), text_(std::move(text)) {
  line_starts_.push_back(text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
}

Place SourceText::place(std::size_t byte_offset) const {
  byte_offset = std::clamp(byte_offset, line_starts_.front(), text_.size());
  const auto next = std::ranges::upper_bound(line_starts_, byte_offset);
  const std::size_t start = *(next - 1);
  const auto before = std::string_view(text_).substr(start, byte_offset - start);
  const auto code_points_before = std::ranges::count_if(before, [](char c) { return !is_continuation(c); });
  return {file_, static_cast<std::size_t>(next - line_starts_.begin()),
          static_cast<std::size_t>(code_points_before) + 1};
}

std::size_t SourceText::line_number(std::size_t byte_offset) const {
  byte_offset = std::clamp(byte_offset, line_starts_.front(), text_.size());
  return static_cast<std::size_t>(std::ranges::upper_bound(line_starts_, byte_offset) - line_starts_.begin());
}

std::string SourceText::line(std::size_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t start = line_starts_[number - 1];
  std::size_t end = number < line_starts_.size() ? line_starts_[number] - 1 : text_.size();
  if (end > start && text_[end - 1] == '\r') --end;
  return text_.substr(start, end - start);
}

Problem SourceText::problem(Severity severity, Place place, std::string message, std::string expected, std::string hint,
                            std::size_t width) const {
  std::string source_line = line(place.line);
  return {severity,
          std::move(place),
          std::move(message),
          std::move(expected),
          std::move(hint),
          std::move(source_line),
          std::max<std::size_t>(width, 1)};
}

}  // namespace parley
