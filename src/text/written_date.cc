#include "text/written_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <vector>

#include "core/ascii.h"

namespace parley {
namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

bool is_date_letter(char c) { return is_ascii_letter(c) || static_cast<signed char>(c) < 0; }

/// A run of digits, a run of letters, or one other character; spaces are left out.
struct Token {
  std::string text;
  int number = -1;
};

std::vector<Token> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at + 1;
    if (is_ascii_digit(line[at])) {
      while (end < line.size() && is_ascii_digit(line[end])) ++end;
      int number = 0;
      if (end - at <= 8) std::from_chars(line.data() + at, line.data() + end, number);
      tokens.push_back({std::string(line.substr(at, end - at)), end - at <= 8 ? number : 0});
    } else if (is_date_letter(line[at])) {
      while (end < line.size() && is_date_letter(line[end])) ++end;
      tokens.push_back({ascii_lower(line.substr(at, end - at)), -1});
    } else if (line[at] != ' ') {
      tokens.push_back({std::string(1, line[at]), -1});
    }
    at = end;
  }
  return tokens;
}

std::optional<std::string> iso(int year, int month, int day) {
  if (year < 1000 || year > 2999 || month < 1 || month > 12) return std::nullopt;
  char text[16];
  if (day == 0) {
    std::snprintf(text, sizeof text, "%04d-%02d", year, month);
    return text;
  }
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return text;
}

/// Reads tokens one after the other; each step says whether it fitted.
class DateReader {
 public:
  explicit DateReader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  /// The date that begins at token `at`; `end` is the token after it.
  std::optional<std::string> read(std::size_t at, std::size_t& end) {
    at_ = at;
    std::optional<std::string> date = tokens_[at].number >= 0 ? from_number() : from_month();
    end = at_;
    return date;
  }

 private:
  [[nodiscard]] int number(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead].number : -1;
  }
  [[nodiscard]] std::string_view word(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? std::string_view(tokens_[at_ + ahead].text) : std::string_view();
  }
  void skip(std::initializer_list<std::string_view> words) {
    while (std::find(words.begin(), words.end(), word()) != words.end()) ++at_;
  }
  [[nodiscard]] bool is_year(std::size_t ahead = 0) const { return word(ahead).size() == 4 && number(ahead) >= 1000; }

  std::optional<std::string> from_month() {
    const int month = month_of(word());
    if (month == 0) return std::nullopt;
    ++at_;
    skip({"."});
    if (is_year()) return iso(tokens_[at_++].number, month, 0);
    const int day = number();
    if (day < 1 || day > 31) {
      if (word() == "," && is_year(1)) return iso(tokens_[(at_ += 2) - 1].number, month, 0);
      return std::nullopt;
    }
    ++at_;
    skip({"st", "nd", "rd", "th", ",", ".", "of"});
    if (!is_year()) return std::nullopt;
    return iso(tokens_[at_++].number, month, day);
  }

  std::optional<std::string> from_number() {
    const int first = number();
    const std::string_view mark = word(1);
    const bool same_marks = (mark == "-" || mark == "/" || mark == ".") && word(3) == mark && number(2) >= 0;
    if (is_year() && same_marks && number(4) >= 0) {
      const auto date = iso(first, number(2), number(4));
      at_ += 5;
      return date;
    }
    if (is_year() && mark == "-" && word(2).size() == 2 && number(2) >= 0) {
      const auto date = iso(first, number(2), 0);
      at_ += 3;
      return date;
    }
    if (same_marks && is_year(4)) return from_numbers_with_year_last(first, number(2), number(4), mark);
    if (first < 1 || first > 31) return std::nullopt;
    ++at_;
    skip({"st", "nd", "rd", "th", "of", ".", "-"});
    const int month = month_of(word());
    if (month == 0) return std::nullopt;
    ++at_;
    skip({".", ",", "-", "of"});
    if (!is_year()) return std::nullopt;
    return iso(tokens_[at_++].number, month, first);
  }

  std::optional<std::string> from_numbers_with_year_last(int first, int second, int year, std::string_view mark) {
    at_ += 5;
    if (mark == "." || first > 12 || first == second) return iso(year, second, first);
    if (second > 12) return iso(year, first, second);
    return std::nullopt;
  }

  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
};

constexpr std::array<std::string_view, 12> stamp_words = {"updated",  "published", "posted",  "modified",
                                                          "revised",  "issued",    "created", "filed",
                                                          "released", "corrected", "date",    "dated"};
constexpr std::array<std::string_view, 47> other_words = {
    "first",  "last",    "on",        "at",       "of",     "the",      "in",     "a",   "p",       "m",
    "am",     "pm",      "et",        "est",      "edt",    "ct",       "cst",    "cdt", "pt",      "pst",
    "pdt",    "mt",      "gmt",       "utc",      "bst",    "cet",      "cest",   "eet", "eastern", "time",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",     "wed",
    "thu",    "fri",     "sat",       "sun",      "st",     "th",       "z"};

template <std::size_t N>
bool is_listed(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "9:05 p.m." or "9 p.m." beginning at token `at`.
bool is_clock_time(const std::vector<Token>& tokens, std::size_t at) {
  const auto text = [&](std::size_t ahead) {
    return at + ahead < tokens.size() ? std::string_view(tokens[at + ahead].text) : std::string_view();
  };
  const auto half = [&](std::size_t ahead) {
    return text(ahead) == "am" || text(ahead) == "pm" ||
           ((text(ahead) == "a" || text(ahead) == "p") && text(ahead + 1) == "." && text(ahead + 2) == "m");
  };
  if (tokens[at].number < 0 || tokens[at].number > 24) return false;
  return half(1) || (text(1) == ":" && at + 2 < tokens.size() && tokens[at + 2].number >= 0);
}

}  // namespace

int month_of(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  const std::string name = ascii_lower(word);
  if (name.size() < 3) return 0;
  for (std::size_t i = 0; i < months.size(); ++i)
    if (name == months[i] || (name.size() == 3 && months[i].starts_with(name))) return static_cast<int>(i) + 1;
  return name == "sept" ? 9 : 0;
}

std::optional<std::string> find_date(std::string_view line) {
  const std::vector<Token> tokens = tokens_of(line.substr(0, 2000));
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    std::size_t end = at;
    if (auto date = DateReader(tokens).read(at, end)) return date;
  }
  return std::nullopt;
}

bool is_only_date(std::string_view folded) {
  if (folded.size() > 120) return false;
  const std::vector<Token> tokens = tokens_of(folded);
  bool stamped = false;
  bool dated = false;
  for (std::size_t at = 0; at < tokens.size();) {
    std::size_t end = at;
    const std::string& text = tokens[at].text;
    const bool without_year = month_of(text) != 0 && at + 1 < tokens.size();  // "Feb. 14"
    const bool clock_time = is_clock_time(tokens, at);
    if (!clock_time && DateReader(tokens).read(at, end)) {
      dated = true;
      at = end;
    } else if (clock_time || without_year) {
      dated = true;
      ++at;
    } else if (is_listed(stamp_words, text)) {
      stamped = true;
      ++at;
    } else if (tokens[at].number >= 0 || is_listed(other_words, text) ||
               (text.size() == 1 && !is_date_letter(text[0]))) {
      ++at;
    } else {
      return false;
    }
  }
  if (tokens.empty() || tokens.front().text == "\"" || tokens.front().text == "$") return false;
  return dated || (stamped && (tokens.back().text == ":" || tokens.size() == 1));
}

}  // namespace parley
