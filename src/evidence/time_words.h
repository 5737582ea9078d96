// What the words of time say: numbers, ranks, units, weekdays, seasons, parts of the day.
#pragma once

#include <optional>
#include <string_view>

#include "evidence/calendar.h"

namespace parley {

/// "1,200".
std::optional<int> whole_number(std::string_view text);
/// "third", "3rd".
std::optional<int> ordinal_number(std::string_view word);
/// The number a word says; -1 for "several", "few": some number, nobody knows which.
std::optional<int> number_said(std::string_view word);
/// "days", "decade", else none.
TimeUnit time_unit(std::string_view word);
/// "Tuesday", "Tue.", "Tuesdays": 1 (Monday) to 7, else 0.
int weekday_named(std::string_view word);
/// TIMEX3's letters, "SP" and "MO"; empty for any other word.
std::string_view season_of(std::string_view word);
std::string_view part_of_day(std::string_view word);

}  // namespace parley
