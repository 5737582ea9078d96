#include "evidence/timex.h"

#include <algorithm>

#include "evidence/calendar.h"
#include "evidence/time_words.h"
#include "evidence/timex_rules.h"

namespace parley {

std::vector<Timex> find_timexes(const TokenText& text, std::string_view published) {
  auto found = TimexRules(text.tokens, published).scan(text.sentences);
  std::sort(found.begin(), found.end(), [](const Timex& a, const Timex& b) { return a.span < b.span; });
  return found;
}

std::optional<DateSpan> days_of(std::string_view value) {
  auto date = value.substr(0, value.find('T'));
  if (date.size() == 8 && date.substr(4, 2) == "-W") {
    const auto year = whole_number(date.substr(0, 4)), week = whole_number(date.substr(6, 2));
    if (!year || !week) return std::nullopt;
    const int fourth = day_number(*year, 1, 4);
    const int monday = fourth - weekday_of(fourth) + 1 + 7 * (*week - 1);
    return parse_date(format_day(monday) + "/" + format_day(monday + 6));
  }
  return parse_date(date);
}

}  // namespace parley
