// Dates as sources give them: a day, a month, a year, or an interval.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley {

/// An interval of days, each a count from 1970-01-01; a day has first == last. Ordered by its end.
struct DateSpan {
  std::string text;  ///< as written: "2025-02-12", "2024-11", "2024", "2025-02-10/2025-02-14"
  int first = 0;
  int last = 0;
};

/// The interval that `text` names (ISO 8601, proleptic Gregorian calendar), or nothing if it names none.
std::optional<DateSpan> parse_date(std::string_view text);

/// "2025-02-14" of a count of days.
std::string format_day(int day);

}  // namespace parley
