#include "evidence/calendar.h"

#include <fmt/format.h>

#include <charconv>

#include "casebook/date.h"

namespace parley {

int day_number(int year, int month, int day) {
  const auto date = parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
  return date ? date->first : 0;
}

Civil civil_of(int day) {
  const auto text = format_day(day);
  if (text.size() != 10) return {2000, 1, 1};
  const auto part = [&](std::size_t at, std::size_t n) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + n, value);
    return value;
  };
  return {part(0, 4), part(5, 2), part(8, 2)};
}

int weekday_of(int day) {
  return ((day + 3) % 7 + 7) % 7 + 1;  // 1970-01-01 was a Thursday
}

std::string week_value(int day) {
  const int thursday = day - weekday_of(day) + 4;
  const int year = civil_of(thursday).year;
  return fmt::format("{:04}-W{:02}", year, (thursday - day_number(year, 1, 1)) / 7 + 1);
}

std::string duration_value(int count, TimeUnit unit) {
  const auto number = count < 0 ? std::string("X") : std::to_string(count);
  switch (unit) {
    case TimeUnit::second:
      return "PT" + number + "S";
    case TimeUnit::minute:
      return "PT" + number + "M";
    case TimeUnit::hour:
      return "PT" + number + "H";
    case TimeUnit::day:
      return "P" + number + "D";
    case TimeUnit::week:
      return "P" + number + "W";
    case TimeUnit::month:
      return "P" + number + "M";
    case TimeUnit::quarter:
      return count < 0 ? "PXM" : fmt::format("P{}M", 3 * count);
    case TimeUnit::year:
      return "P" + number + "Y";
    case TimeUnit::decade:
      return count < 0 ? "PXDE" : fmt::format("P{}Y", 10 * count);
    case TimeUnit::century:
      return count < 0 ? "PXC" : fmt::format("P{}Y", 100 * count);
    case TimeUnit::none:
      break;
  }
  return "";
}

ShiftedDate shifted(int day, int count, TimeUnit unit) {
  const auto now = civil_of(day);
  switch (unit) {
    case TimeUnit::day:
      return {format_day(day + count), day + count};
    case TimeUnit::week:
      return {week_value(day + 7 * count), day + 7 * count};
    case TimeUnit::month: {
      const int months = now.year * 12 + now.month - 1 + count;
      return {fmt::format("{:04}-{:02}", months / 12, months % 12 + 1), day_number(months / 12, months % 12 + 1, 1)};
    }
    case TimeUnit::quarter: {
      const int quarters = now.year * 4 + (now.month - 1) / 3 + count;
      return {fmt::format("{:04}-Q{}", quarters / 4, quarters % 4 + 1),
              day_number(quarters / 4, quarters % 4 * 3 + 1, 1)};
    }
    case TimeUnit::year:
      return {fmt::format("{:04}", now.year + count), day_number(now.year + count, 1, 1)};
    case TimeUnit::decade:
      return {fmt::format("{:03}", now.year / 10 + count), day_number((now.year / 10 + count) * 10, 1, 1)};
    case TimeUnit::century:
      return {fmt::format("{:02}", now.year / 100 + count), day};
    default:
      return {format_day(day), day};
  }
}

}  // namespace parley
