// Dates, durations and times in a text, in the terms of TIMEX3 (TimeML 1.2.1), resolved to when they are.
//
// What is written whole ("Feb. 12, 2025") stands for itself; what is relative is reckoned from the day of publication
// ("earlier this week", "last year") or, in a text that tells history, from the date named last ("the following year",
// "on September 17"). Rules alone: words of number, unit, month and weekday, and the few patterns they stand in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/date.h"
#include "evidence/tokens.h"
#include "text/document.h"

namespace parley {

enum class TimexType : std::uint8_t { date, time, duration, set };

struct Timex {
  Span span;
  TimexType type = TimexType::date;
  std::string value;  ///< TIMEX3's: "2025-02-12", "2025-W07", "2024-11", "P3D", "PAST_REF"
};

/// In the order of the text. `published` is the day of publication as ISO 8601, or empty: then relative dates stay
/// without a value ("XXXX-XX-XX").
std::vector<Timex> find_timexes(const TokenText& text, std::string_view published);

/// The days that a value names, where it names any: a day, week, month, quarter, season, year or decade.
std::optional<DateSpan> days_of(std::string_view value);

}  // namespace parley
