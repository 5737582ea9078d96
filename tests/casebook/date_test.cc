#include "casebook/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdio>

namespace parley {
namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Counted year by year and month by month.
int count_days(int year, int month, int day) {
  int days = 0;
  for (int y = 1970; y < year; ++y) days += is_leap(y) ? 366 : 365;
  for (int y = year; y < 1970; ++y) days -= is_leap(y) ? 366 : 365;
  for (int m = 1; m < month; ++m) days += days_in(year, m);
  return days + day - 1;
}

std::string iso(int year, int month, int day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return text;
}

RC_GTEST_PROP(Date, ADayIsCountedAsTheCalendarCounts, ()) {
  const int year = *rc::gen::inRange(1, 10000), month = *rc::gen::inRange(1, 13);
  const int day = *rc::gen::inRange(1, days_in(year, month) + 1);
  const auto span = parse_date(iso(year, month, day));
  RC_ASSERT(span.has_value());
  RC_ASSERT(span->first == count_days(year, month, day));
  RC_ASSERT(span->first == span->last);
  RC_ASSERT(format_day(span->first) == iso(year, month, day));
}

TEST(Date, AMonthAndAYearReachToTheirLastDay) {
  for (int month = 1; month <= 12; ++month) {
    const auto span = parse_date(iso(2024, month, 1).substr(0, 7));
    ASSERT_TRUE(span);
    EXPECT_EQ(span->first, count_days(2024, month, 1));
    EXPECT_EQ(span->last, count_days(2024, month, days_in(2024, month)));
  }
  const auto year = parse_date("2025");
  ASSERT_TRUE(year);
  EXPECT_EQ(year->first, count_days(2025, 1, 1));
  EXPECT_EQ(year->last, count_days(2025, 12, 31));
}

TEST(Date, AnIntervalRunsFromItsFirstDayToItsLast) {
  const auto span = parse_date("2025-02-10/2025-02-14");
  ASSERT_TRUE(span);
  EXPECT_EQ(format_day(span->first), "2025-02-10");
  EXPECT_EQ(format_day(span->last), "2025-02-14");
  EXPECT_EQ(span->text, "2025-02-10/2025-02-14");
  EXPECT_EQ(format_day(parse_date("2024/2025-02")->last), "2025-02-28");
}

TEST(Date, DaysThatDoNotExistAndOtherFormsAreRefused) {
  for (const char* const text : {"2025-02-29", "2025-13", "2025-00-01", "2025-1-1", "2025-02-1", "0000", "14.02.2025",
                                 "", "2025-02-14T10:00", "-2025", "20250214", "2025-02-14/", "/2025", "2025/2024",
                                 "2025-02/2025-02-10", "2025/2025/2025", " 2025", "２０２５", "2025-02-32"})
    EXPECT_FALSE(parse_date(text)) << text;
}

}  // namespace
}  // namespace parley
