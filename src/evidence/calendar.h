// The calendar as TIMEX3 writes it: days counted from 1970-01-01, and the values of weeks, durations and shifted dates.
#pragma once

#include <cstdint>
#include <string>

namespace parley {

enum class TimeUnit : std::uint8_t { none, second, minute, hour, day, week, month, quarter, year, decade, century };

struct Civil {
  int year = 0, month = 0, day = 0;
};

/// The day's number, and back; 0 where there is no such day.
int day_number(int year, int month, int day);
Civil civil_of(int day);

/// 1 (Monday) to 7.
int weekday_of(int day);

/// "2025-W07". ISO 8601: the week of a day belongs to the year of its Thursday.
std::string week_value(int day);

/// "P3D"; a count below nought is one that nobody knows: "PXD".
std::string duration_value(int count, TimeUnit unit);

struct ShiftedDate {
  std::string value;  ///< as precise as the unit: "2025-W07", "2025-02", "202"
  int day = 0;        ///< the day from which it is reckoned on
};

/// The day, week, month … that lies `count` units after the one of `day`.
ShiftedDate shifted(int day, int count, TimeUnit unit);

}  // namespace parley
