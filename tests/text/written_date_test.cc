#include "text/written_date.h"

#include <gtest/gtest.h>

#include <utility>

namespace parley {
namespace {

TEST(WrittenDate, ADayIsReadInItsCommonForms) {
  for (const std::string_view line :
       {"February 14, 2025", "Feb. 14, 2025", "FEB 14 2025", "14 February 2025", "14 Feb. 2025",
        "Friday, February 14th, 2025", "the 14th of February, 2025", "2025-02-14", "2025-02-14T09:30:00Z", "2025/02/14",
        "14.02.2025", "2/14/2025", "14/2/2025", "Updated: Feb. 14, 2025 at 3:45 PM EST", "14-Feb-2025"})
    EXPECT_EQ(find_date(line), "2025-02-14") << line;
}

TEST(WrittenDate, AMonthWithoutADayIsAMonth) {
  EXPECT_EQ(find_date("February 2025"), "2025-02");
  EXPECT_EQ(find_date("Sept. 2024"), "2024-09");
  EXPECT_EQ(find_date("2025-02"), "2025-02");
}

TEST(WrittenDate, WhatHasTwoReadingsOrNoneIsNoDate) {
  for (const std::string_view line :
       {"3/4/2025", "Feb. 14", "February 30, 2025", "2025", "May he come", "1,234,567", "", "13/13/2025"})
    EXPECT_EQ(find_date(line), std::nullopt) << line;
}

TEST(WrittenDate, ALineMayBeOnlyADate) {
  for (const std::string_view line :
       {"updated:", "updated: feb. 14, 2025", "february 14, 2025", "9:05 p.m.", "friday, 14 february 2025, 10:30 gmt",
        "published on feb. 14, 2025 at 3 p.m. et | updated feb. 15, 2025", "2025-02-14"})
    EXPECT_TRUE(is_only_date(line)) << line;
  for (const std::string_view line :
       {"on feb. 14 he left", "1.", "2014", "march", "no. 5", "the date", "$5", "may", ""})
    EXPECT_FALSE(is_only_date(line)) << line;
}

}  // namespace
}  // namespace parley
