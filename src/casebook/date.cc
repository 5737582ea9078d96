#include "casebook/date.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace parley {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

// The number that `digits` spells, if they are digits and nothing else.
std::optional<int> whole(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

int count_of(sys_days day) { return static_cast<int>(day.time_since_epoch().count()); }

// A year, month or day: "2025", "2025-02", "2025-02-14".
std::optional<DateSpan> parse_single(std::string_view text) {
  const bool has_month = text.size() == 7 || text.size() == 10, has_day = text.size() == 10;
  if (!has_month && text.size() != 4) return std::nullopt;
  if ((has_month && text[4] != '-') || (has_day && text[7] != '-')) return std::nullopt;
  const auto y = whole(text.substr(0, 4));
  const auto m = has_month ? whole(text.substr(5, 2)) : 1;
  const auto d = has_day ? whole(text.substr(8, 2)) : 1;
  if (!y || !m || !d || *y == 0) return std::nullopt;
  const std::chrono::year year(*y);
  const year_month_day begin{year, std::chrono::month(static_cast<unsigned>(*m)),
                             std::chrono::day(static_cast<unsigned>(*d))};
  if (!begin.ok()) return std::nullopt;
  sys_days end = begin;
  if (!has_month) end = year / std::chrono::December / 31;
  if (has_month && !has_day) end = year / begin.month() / std::chrono::last;
  return DateSpan{std::string(text), count_of(begin), count_of(end)};
}

}  // namespace

std::optional<DateSpan> parse_date(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return parse_single(text);
  const auto from = parse_single(text.substr(0, slash)), to = parse_single(text.substr(slash + 1));
  if (!from || !to || from->first > to->first || from->last > to->last) return std::nullopt;
  return DateSpan{std::string(text), from->first, to->last};
}

std::string format_day(int day) {
  const year_month_day date{sys_days(std::chrono::days(day))};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

}  // namespace parley
