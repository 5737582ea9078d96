// Dates as people write them: "Feb. 14, 2025", "14 February 2025", "2025-02-14T09:30Z", "14.02.2025", "February 2025".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley {

/// The first date in `line` (as plain_line makes it) as ISO 8601: a day, or a month where no day stands, or nothing.
/// Of "3/4/2025" nobody knows which is the month: no date; "3/14/2025" has only one reading.
std::optional<std::string> find_date(std::string_view line);

/// True if the line, folded as by fold_line, is only a date or time: "Updated: Feb. 14, 2025 at 3 p.m. ET", "9:05
/// p.m.".
bool is_only_date(std::string_view folded);

/// The month (1 to 12) of a name or abbreviation in English, in any case, with or without its stop; else 0.
int month_of(std::string_view word);

}  // namespace parley
