// The rules for what the calendar names: days, months, seasons, years, and the clock.
#include <fmt/format.h>

#include "casebook/date.h"
#include "evidence/time_words.h"
#include "evidence/timex_rules.h"

namespace parley {

// 2013-03-22, 3/22/2013
std::size_t TimexRules::written(std::size_t i) {
  const auto& token = tokens_[i];
  if (token.kind != TokenKind::number) return i;
  if (token.lower.size() == 10 && token.lower[4] == '-')
    if (const auto date = parse_date(token.lower)) return put(i, i + 1, TimexType::date, token.lower, date->first);
  const auto month = whole_number(word(i)), day = whole_number(word(i + 2)), year = whole_number(word(i + 4));
  if (month && day && year && is(i + 1, "/") && is(i + 3, "/") && *month >= 1 && *month <= 12 && *day <= 31) {
    const int full = *year < 100 ? 2000 + *year : *year;
    if (full > 1000 && full < 2100)
      return put(i, i + 5, TimexType::date, fmt::format("{:04}-{:02}-{:02}", full, *month, *day),
                 day_number(full, *month, *day));
  }
  return i;
}

// "Feb. 12, 2025", "12 February", "February 2025", "February"
std::size_t TimexRules::month(std::size_t i) {
  std::size_t at = i;
  std::optional<int> day;
  if (const auto leading = day_at(at); leading && month_at(at + 1) > 0) {
    day = leading;
    ++at;
  } else if (ordinal_number(word(at)) && is(at + 1, "of") && month_at(at + 2) > 0) {
    day = ordinal_number(word(at));
    at += 2;
  }
  const int month = month_at(at);
  if (month == 0) return i;
  ++at;
  if (!day && day_at(at) && !is(at + 1, "%") && !is(at + 1, ":")) {
    day = day_at(at);
    ++at;
  }
  std::optional<int> year = year_at(at);
  if (year) ++at;
  if (!year && any(at, ",", "of") && year_at(at + 1)) {
    year = year_at(at + 1);
    at += 2;
  }
  if (!year && (i > begin_) && any(i - 1, "last", "next")) {
    const bool last = is(i - 1, "last");
    const auto now = civil_of(today_);
    year = last ? (month >= now.month ? now.year - 1 : now.year) : (month <= now.month ? now.year + 1 : now.year);
    --i;
  }
  if (!year && !anchored())
    return put(i, at, TimexType::date, fmt::format("XXXX-{:02}{}", month, day ? fmt::format("-{:02}", *day) : ""));
  const int full = year ? *year : year_for(month, day.value_or(1));
  if (!day) return put(i, at, TimexType::date, fmt::format("{:04}-{:02}", full, month), day_number(full, month, 1));
  const auto value = fmt::format("{:04}-{:02}-{:02}", full, month, *day);
  if (!parse_date(value))
    return put(i, at, TimexType::date, fmt::format("{:04}-{:02}", full, month), day_number(full, month, 1));
  return put(i, at, TimexType::date, value, day_number(full, month, *day));
}

// "The port will close, Smith warned on Thursday": that is past, whatever the sentence speaks of.
bool TimexRules::is_day_of_saying(std::size_t i) const {
  constexpr std::size_t furthest_verb = 4;
  for (std::size_t k = i; k > begin_ && i - k < furthest_verb; --k) {
    const auto& token = tokens_[k - 1];
    if (token.kind == TokenKind::mark || token.lower == "will" || token.lower == "that") return false;
    if (token.group == WordClass::say)
      return token.lower.ends_with("ed") || token.lower == "said" || token.lower == "told" || token.lower == "wrote";
  }
  return false;
}

// "Wednesday", "last Friday", "Tuesday morning", "Wednesday, Feb. 12"
std::size_t TimexRules::weekday(std::size_t i) {
  std::size_t at = i;
  std::string_view which;
  if (any(at, "last", "next", "this", "every", "each")) which = word(at++);
  const int day = at < end_ && tokens_[at].capital() ? weekday_named(word(at)) : 0;
  if (day == 0) return i;
  const bool many = word(at).ends_with('s');
  ++at;
  if (which.empty()) {
    const std::size_t on = is(at, ",") ? at + 1 : at;
    if (month_at(on) > 0 && day_at(on + 1)) {
      const std::size_t stop = month(on);
      found_.back().span.begin = tokens_[i].span.begin;
      return stop;
    }
  }
  if (which == "every" || which == "each" || many) return put(i, at, TimexType::set, fmt::format("XXXX-WXX-{}", day));
  if (!known_) return put(i, at, TimexType::date, fmt::format("XXXX-WXX-{}", day));
  const int back = (weekday_of(today_) - day + 7) % 7;
  int when = today_ - back;
  if (which == "last" && back == 0) when -= 7;
  if (which == "next" || (which.empty() && future_ && back != 0 && !is_day_of_saying(i)) ||
      (which == "this" && back != 0))
    when += 7;
  const auto part = part_of_day(word(at));
  if (!part.empty()) return put(i, at + 1, TimexType::time, format_day(when) + "T" + std::string(part), when);
  return put(i, at, TimexType::date, format_day(when), when);
}

// "8 a.m.", "3:30 p.m. ET", "10:35 GMT", "noon"
std::size_t TimexRules::clock(std::size_t i) {
  const auto day = [&] { return known_ ? format_day(here()) : "XXXX-XX-XX"; };
  if (is(i, "noon") || is(i, "midnight"))
    return put(i, i + 1, TimexType::time, day() + (is(i, "noon") ? "T12:00" : "T24:00"));
  const auto hour = whole_number(word(i));
  if (!hour || *hour > 24 || word(i).size() > 2) return i;
  std::size_t at = i + 1;
  int minute = 0;
  bool told = false;
  if (is(at, ":") && whole_number(word(at + 1)) && word(at + 1).size() == 2) {
    minute = *whole_number(word(at + 1));
    at += 2;
    told = true;
  }
  int h = *hour;
  if (any(at, "a.m.", "p.m.", "am", "pm", "a.m", "p.m")) {
    if (word(at)[0] == 'p' && h < 12) h += 12;
    ++at;
    told = true;
  } else if (any(at, "o'clock")) {
    ++at;
    told = true;
  }
  if (!told || minute > 59) return i;
  if (any(at, "gmt", "et", "est", "edt", "utc", "pt", "bst", "cet", "local"))
    at += is(at, "local") && is(at + 1, "time") ? 2 : 1;
  return put(i, at, TimexType::time, fmt::format("{}T{:02}:{:02}", day(), h, minute));
}

// "the first quarter of 2024", "the 19th century", where `at` is the rank
std::size_t TimexRules::quarter_or_century(std::size_t i, std::size_t at, int rank) {
  if (is(at + 1, "quarter") && rank <= 4) {
    at += 2;
    std::optional<int> year;
    if (is(at, "of") && year_at(at + 1)) year = year_at(at + 1), at += 2;
    if (!year && !known_) return put(i, at, TimexType::date, fmt::format("XXXX-Q{}", rank));
    return put(i, at, TimexType::date, fmt::format("{:04}-Q{}", year ? *year : civil_of(today_).year, rank));
  }
  if (!is(at + 1, "century")) return i;
  at += 2;
  if (any(at, "bc", "b.c.", "bce")) return put(i, at + 1, TimexType::date, fmt::format("BC{:02}", rank - 1));
  return put(i, at, TimexType::date, fmt::format("{:02}", rank - 1));
}

// "the spring of 1918", "summer 2010"
std::size_t TimexRules::season(std::size_t i) {
  std::size_t at = i;
  if (is(at, "the")) ++at;
  if (any(at, "early", "late", "mid")) ++at;
  if (const auto rank = ordinal_number(word(at)); rank && *rank <= 30) return quarter_or_century(i, at, *rank);
  const auto season = season_of(word(at));
  if (season.empty()) return i;
  if (is(at, "fall") || is(at, "spring")) {
    const bool told = year_at(at + 1) || (is(at + 1, "of") && year_at(at + 2)) ||
                      (at > begin_ && any(at - 1, "the", "in", "this", "last"));
    if (!told || (is(at, "fall") && is(at + 1, "of") && !year_at(at + 2))) return i;
  }
  ++at;
  std::optional<int> year = year_at(at);
  if (year)
    ++at;
  else if (any(at, "of", ",") && year_at(at + 1))
    year = year_at(at + 1), at += 2;
  if (year) reference_ = day_number(*year, 1, 1);
  if (!year && !anchored()) return put(i, at, TimexType::date, fmt::format("XXXX-{}", season));
  return put(i, at, TimexType::date, fmt::format("{:04}-{}", year ? *year : civil_of(here()).year, season));
}

// "1957-58", "1957-1958"
std::size_t TimexRules::two_years(std::size_t i) {
  const auto w = word(i);
  if (w.find('-') != 4 || (w.size() != 7 && w.size() != 9)) return i;
  const auto from = whole_number(w.substr(0, 4)), to = whole_number(w.substr(5));
  if (!from || !to || *from < 1000 || *from > 2100) return i;
  const auto span = tokens_[i].span;
  const int full = w.size() == 9 ? *to : *from / 100 * 100 + *to;
  found_.push_back({{span.begin, span.begin + 4}, TimexType::date, std::string(w.substr(0, 4))});
  found_.push_back({{span.begin + 5, span.end}, TimexType::date, fmt::format("{:04}", full)});
  reference_ = day_number(full, 1, 1);
  return i + 1;
}

// "1953", "the 1930s", "264 BC"
std::size_t TimexRules::year(std::size_t i) {
  std::size_t at = is(i, "the") ? i + 1 : i;
  const auto w = word(at);
  if (const std::size_t stop = two_years(i); stop > i) return stop;
  if (w.size() == 5 && w.ends_with("0s") && whole_number(w.substr(0, 4))) {
    return put(i, at + 1, TimexType::date, std::string(w.substr(0, 3)),
               day_number(*whole_number(w.substr(0, 4)), 1, 1));
  }
  if (at != i) return i;
  if (const auto number = whole_number(w); number && any(i + 1, "bc", "b.c.", "bce"))
    return put(i, i + 2, TimexType::date, fmt::format("BC{:04}", *number));
  const auto year = year_at(i);
  if (!year || w.find(',') != w.npos) return i;
  const auto lead = before(i);
  const bool told = lead == "in" || lead == "since" || lead == "of" || lead == "by" || lead == "until" ||
                    lead == "from" || lead == "to" || lead == "during" || lead == "between" || lead == "and" ||
                    lead == "through" || lead == "late" || lead == "early" || lead == "before" || lead == "after" ||
                    lead == "for" || lead == "the" || lead == "mid" || lead == "(" || lead == "-";
  const bool money = lead == "$" || is(i + 1, "%") ||
                     any(i + 1, "people", "men", "troops", "soldiers", "percent", "feet", "miles", "dollars");
  if (money || (!told && (*year < 1900 || *year > 2030))) return i;
  return put(i, i + 1, TimexType::date, fmt::format("{:04}", *year), day_number(*year, 1, 1));
}

}  // namespace parley
