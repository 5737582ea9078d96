#include "evidence/timex.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "text/written_date.h"

namespace parley {
namespace {

enum class TimeUnit : std::uint8_t { none, second, minute, hour, day, week, month, quarter, year, decade, century };

struct Civil {
  int year = 0, month = 0, day = 0;
};

int day_number(int year, int month, int day) {
  const auto date = parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
  return date ? date->first : 0;
}

Civil civil(int day) {
  const auto text = format_day(day);
  if (text.size() != 10) return {2000, 1, 1};
  const auto part = [&](std::size_t at, std::size_t n) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + n, value);
    return value;
  };
  return {part(0, 4), part(5, 2), part(8, 2)};
}

/// 1 (Monday) to 7; 1970-01-01 was a Thursday.
int weekday_of(int day) { return ((day + 3) % 7 + 7) % 7 + 1; }

/// ISO 8601: the week of a day belongs to the year of its Thursday.
std::string week_value(int day) {
  const int thursday = day - weekday_of(day) + 4;
  const int year = civil(thursday).year;
  return fmt::format("{:04}-W{:02}", year, (thursday - day_number(year, 1, 1)) / 7 + 1);
}

std::optional<int> whole(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != ',') digits += c;
  int value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<int> ordinal(std::string_view word) {
  static const std::map<std::string_view, int> words{{"first", 1}, {"second", 2}, {"third", 3},   {"fourth", 4},
                                                     {"fifth", 5}, {"sixth", 6},  {"seventh", 7}, {"eighth", 8},
                                                     {"ninth", 9}, {"tenth", 10}};
  if (const auto found = words.find(word); found != words.end()) return found->second;
  if (word.size() > 2 && (word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th")))
    return whole(word.substr(0, word.size() - 2));
  return std::nullopt;
}

/// The number a word says; -1 for "several", "few": some number, nobody knows which.
std::optional<int> counted(std::string_view word) {
  static const std::map<std::string_view, int> words{
      {"a", 1},         {"an", 1},       {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},
      {"five", 5},      {"six", 6},      {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},
      {"eleven", 11},   {"twelve", 12},  {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
      {"eighteen", 18}, {"twenty", 20},  {"thirty", 30},   {"forty", 40},    {"fifty", 50},   {"sixty", 60},
      {"hundred", 100}, {"several", -1}, {"few", -1},      {"many", -1},     {"some", -1},    {"recent", -1},
      {"couple", 2}};
  if (const auto found = words.find(word); found != words.end()) return found->second;
  return whole(word);
}

TimeUnit unit_of(std::string_view word) {
  static const std::map<std::string_view, TimeUnit> words{
      {"second", TimeUnit::second},   {"minute", TimeUnit::minute},     {"hour", TimeUnit::hour},
      {"day", TimeUnit::day},         {"week", TimeUnit::week},         {"month", TimeUnit::month},
      {"quarter", TimeUnit::quarter}, {"year", TimeUnit::year},         {"decade", TimeUnit::decade},
      {"century", TimeUnit::century}, {"centuries", TimeUnit::century}, {"night", TimeUnit::day}};
  auto found = words.find(word);
  if (found == words.end() && word.ends_with('s')) found = words.find(word.substr(0, word.size() - 1));
  return found == words.end() ? TimeUnit::none : found->second;
}

int weekday_named(std::string_view word) {
  static constexpr std::string_view names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
  for (int i = 0; i < 7; ++i) {
    const auto name = names[i];
    if (word == name || (word.size() == name.size() + 1 && word.starts_with(name) && word.back() == 's')) return i + 1;
    if (word.size() >= 3 && word.size() <= 6 && word.ends_with('.') &&
        name.starts_with(word.substr(0, word.size() - 1)))
      return i + 1;
  }
  return 0;
}

std::string_view season_of(std::string_view word) {
  if (word == "spring") return "SP";
  if (word == "summer") return "SU";
  if (word == "autumn" || word == "fall") return "FA";
  return word == "winter" ? "WI" : "";
}

std::string_view part_of_day(std::string_view word) {
  if (word == "morning" || word == "mornings") return "MO";
  if (word == "afternoon" || word == "afternoons") return "AF";
  if (word == "evening" || word == "evenings") return "EV";
  return word == "night" || word == "nights" || word == "overnight" ? "NI" : "";
}

std::string duration(int count, TimeUnit unit) {
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

class Finder {
 public:
  Finder(const std::vector<TextToken>& tokens, std::string_view published) : tokens_(tokens) {
    if (const auto date = parse_date(published.substr(0, std::min<std::size_t>(10, published.size())))) {
      known_ = true;
      today_ = reference_ = date->first;
    }
  }

  void scan(const std::vector<TokenSentence>& sentences) {
    set_mode();
    for (const auto& sentence : sentences) {
      end_ = sentence.end;
      begin_ = sentence.begin;
      future_ = false;
      for (std::size_t i = begin_; i < end_; ++i) future_ = future_ || is(i, "will") || is(i, "'ll");
      for (std::size_t i = begin_; i < end_;) {
        const std::size_t stop = match(i);
        i = stop > i ? stop : i + 1;
      }
    }
  }
  std::vector<Timex> found;

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < end_ ? std::string_view(tokens_[i].lower) : std::string_view();
  }
  [[nodiscard]] bool is(std::size_t i, std::string_view text) const { return word(i) == text; }
  template <typename... Words>
  [[nodiscard]] bool any(std::size_t i, Words... words) const {
    return (is(i, words) || ...);
  }
  [[nodiscard]] std::string_view before(std::size_t i) const {
    return i > begin_ ? std::string_view(tokens_[i - 1].lower) : std::string_view();
  }

  // A text most of whose years lie well before its publication tells history: dates lean on each other there.
  void set_mode() {
    std::size_t years = 0, past = 0;
    const int now = known_ ? civil(today_).year : 2100;
    for (const auto& token : tokens_) {
      const auto year = token.lower.size() == 4 ? whole(token.lower) : std::nullopt;
      if (!year || *year < 1000 || *year > 2100) continue;
      ++years;
      past += *year < now - 3;
    }
    history_ = years >= 8 && 4 * past >= 3 * years;
  }

  std::size_t put(std::size_t begin, std::size_t end, TimexType type, std::string value,
                  std::optional<int> refers = {}) {
    if (begin > begin_ && any(begin - 1, "early", "late", "mid", "earlier", "later")) --begin;
    if (begin > begin_ && is(begin - 1, "the") && type == TimexType::date && begin + 1 <= end &&
        any(begin, "early", "late"))
      --begin;
    found.push_back({{tokens_[begin].span.begin, tokens_[end - 1].span.end}, type, std::move(value)});
    if (refers) {
      reference_ = *refers;
      told_year_alone_ = found.back().value.size() < 6;
    }
    return end;
  }

  [[nodiscard]] std::string unknown() const { return "XXXX-XX-XX"; }
  [[nodiscard]] bool anchored() const { return known_ || history_; }
  [[nodiscard]] int here() const { return history_ ? reference_ : today_; }

  std::optional<int> year_at(std::size_t i) const {
    if (i >= end_ || tokens_[i].lower.size() != 4) return std::nullopt;
    const auto year = whole(tokens_[i].lower);
    if (!year || *year < 1000 || *year > 2100) return std::nullopt;
    return year;
  }
  std::optional<int> day_at(std::size_t i) const {
    auto day = whole(word(i));
    if (!day && i < end_ && !word(i).empty() && word(i)[0] >= '0' && word(i)[0] <= '9') day = ordinal(word(i));
    if (!day || *day < 1 || *day > 31 || word(i).size() > 4) return std::nullopt;
    return day;
  }
  int month_at(std::size_t i) const {
    if (i >= end_ || !(tokens_[i].capital() || tokens_[i].lower.starts_with("mid-"))) return 0;
    const std::string_view name = tokens_[i].lower;
    if (name.starts_with("mid-")) return month_of(name.substr(4));
    const int month = month_of(name);
    if (month == 0) return 0;
    if ((month == 5 && tokens_[i].lower == "may") || (month == 3 && tokens_[i].lower == "march")) {
      const bool first = i == begin_;
      const bool told = day_at(i + 1) || year_at(i + 1) || day_at(i - (i > begin_ ? 1 : 0)) ||
                        any(i - (first ? 0 : 1), "in", "since", "of", "until", "by", "late", "early", "last", "next",
                            "this", "from", "and", "to", "through");
      if (!told) return 0;
    }
    return month;
  }

  // The year of a month or day that stands without one.
  int year_for(int month, int day) const {
    if (history_) {  // a tale goes on: January after a December is the next year's
      const auto last = civil(reference_);
      return last.month - month > 5 && !told_year_alone_ ? last.year + 1 : last.year;
    }
    const auto now = civil(today_);
    const bool later = month > now.month || (month == now.month && day > now.day);
    if (later && !future_ && month - now.month > 5) return now.year - 1;
    if (!later && future_ && now.month - month > 4) return now.year + 1;
    return now.year;
  }

  std::size_t match(std::size_t i) {
    for (const auto rule :
         {&Finder::written, &Finder::weekday, &Finder::month, &Finder::clock, &Finder::relative, &Finder::reckoned,
          &Finder::repeated, &Finder::lasting, &Finder::season, &Finder::year, &Finder::vague})
      if (const std::size_t stop = (this->*rule)(i); stop > i) return stop;
    return i;
  }

  // 2013-03-22, 3/22/2013
  std::size_t written(std::size_t i) {
    const auto& token = tokens_[i];
    if (token.kind != TokenKind::number) return i;
    if (token.lower.size() == 10 && token.lower[4] == '-')
      if (const auto date = parse_date(token.lower)) return put(i, i + 1, TimexType::date, token.lower, date->first);
    const auto month = whole(word(i)), day = whole(word(i + 2)), year = whole(word(i + 4));
    if (month && day && year && is(i + 1, "/") && is(i + 3, "/") && *month >= 1 && *month <= 12 && *day <= 31) {
      const int full = *year < 100 ? 2000 + *year : *year;
      if (full > 1000 && full < 2100)
        return put(i, i + 5, TimexType::date, fmt::format("{:04}-{:02}-{:02}", full, *month, *day),
                   day_number(full, *month, *day));
    }
    return i;
  }

  // "Feb. 12, 2025", "12 February", "February 2025", "February"
  std::size_t month(std::size_t i) {
    std::size_t at = i;
    std::optional<int> day;
    if (const auto leading = day_at(at); leading && month_at(at + 1) > 0) {
      day = leading;
      ++at;
    } else if (ordinal(word(at)) && is(at + 1, "of") && month_at(at + 2) > 0) {
      day = ordinal(word(at));
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
      const auto now = civil(today_);
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

  // "Wednesday", "last Friday", "Tuesday morning", "Wednesday, Feb. 12"
  std::size_t weekday(std::size_t i) {
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
        found.back().span.begin = tokens_[i].span.begin;
        return stop;
      }
    }
    if (which == "every" || which == "each" || many) return put(i, at, TimexType::set, fmt::format("XXXX-WXX-{}", day));
    if (!known_) return put(i, at, TimexType::date, fmt::format("XXXX-WXX-{}", day));
    const int back = (weekday_of(today_) - day + 7) % 7;
    int when = today_ - back;
    if (which == "last" && back == 0) when -= 7;
    if (which == "next" || (which.empty() && future_ && back != 0) || (which == "this" && back != 0)) when += 7;
    const auto part = part_of_day(word(at));
    if (!part.empty()) return put(i, at + 1, TimexType::time, format_day(when) + "T" + std::string(part), when);
    return put(i, at, TimexType::date, format_day(when), when);
  }

  // "8 a.m.", "3:30 p.m. ET", "10:35 GMT", "noon"
  std::size_t clock(std::size_t i) {
    const auto day = [&] { return known_ ? format_day(here()) : unknown(); };
    if (is(i, "noon") || is(i, "midnight"))
      return put(i, i + 1, TimexType::time, day() + (is(i, "noon") ? "T12:00" : "T24:00"));
    const auto hour = whole(word(i));
    if (!hour || *hour > 24 || word(i).size() > 2) return i;
    std::size_t at = i + 1;
    int minute = 0;
    bool told = false;
    if (is(at, ":") && whole(word(at + 1)) && word(at + 1).size() == 2) {
      minute = *whole(word(at + 1));
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

  std::string shifted(int from, int count, TimeUnit unit, int& day) const {
    const auto now = civil(from);
    switch (unit) {
      case TimeUnit::day:
        day = from + count;
        return format_day(day);
      case TimeUnit::week:
        day = from + 7 * count;
        return week_value(day);
      case TimeUnit::month: {
        const int months = now.year * 12 + now.month - 1 + count;
        day = day_number(months / 12, months % 12 + 1, 1);
        return fmt::format("{:04}-{:02}", months / 12, months % 12 + 1);
      }
      case TimeUnit::quarter: {
        const int quarters = now.year * 4 + (now.month - 1) / 3 + count;
        day = day_number(quarters / 4, quarters % 4 * 3 + 1, 1);
        return fmt::format("{:04}-Q{}", quarters / 4, quarters % 4 + 1);
      }
      case TimeUnit::year:
        day = day_number(now.year + count, 1, 1);
        return fmt::format("{:04}", now.year + count);
      case TimeUnit::decade:
        day = day_number((now.year / 10 + count) * 10, 1, 1);
        return fmt::format("{:03}", now.year / 10 + count);
      case TimeUnit::century:
        day = from;
        return fmt::format("{:02}", now.year / 100 + count);
      default:
        day = from;
        return format_day(from);
    }
  }

  // "today", "this week", "last year", "the following day", "the past three years"
  std::size_t relative(std::size_t i) {
    const auto w = word(i);
    const auto on = [&](int shift, std::string_view part, std::size_t stop) {
      if (!known_) return put(i, stop, TimexType::date, unknown());
      auto value = format_day(today_ + shift);
      if (!part.empty()) value += "T" + std::string(part);
      return put(i, stop, part.empty() ? TimexType::date : TimexType::time, value, today_ + shift);
    };
    if (w == "today" || w == "yesterday" || w == "tomorrow") {
      const auto part = part_of_day(word(i + 1));
      return on(w == "today" ? 0 : w == "yesterday" ? -1 : 1, part, i + (part.empty() ? 1 : 2));
    }
    if (w == "tonight") return on(0, "NI", i + 1);
    if (w == "overnight") return on(0, "NI", i + 1);
    std::size_t at = i;
    const bool article = any(at, "the", "that", "its", "his", "their", "her");
    const bool that = is(at, "that");
    if (article && !that) ++at;
    int count = 0;
    bool spoken = false;  // reckoned from the date named last
    if (any(at, "this", "current"))
      count = 0;
    else if (any(at, "last", "past", "previous", "preceding"))
      count = -1, spoken = article && any(at, "previous", "preceding");
    else if (any(at, "next", "coming", "upcoming", "following"))
      count = 1, spoken = article;
    else if (that || (article && any(at, "same")))
      spoken = true;
    else
      return i;
    const auto which = word(at);
    ++at;
    // "the past three years": a stretch of time that ends now
    std::size_t number_at = at;
    if (const auto number = counted(word(number_at)); number && which != "this" && !that) {
      std::size_t unit_at = number_at + 1;
      if (is(number_at, "few") || is(number_at, "couple")) unit_at += is(unit_at, "of") ? 1 : 0;
      if (const TimeUnit unit = unit_of(word(unit_at)); unit != TimeUnit::none)
        return put(i, unit_at + 1, TimexType::duration, duration(*number, unit));
    }
    const TimeUnit unit = unit_of(word(at));
    if (unit != TimeUnit::none && word(at).ends_with('s') && (which == "past" || which == "last"))
      return put(i, at + 1, TimexType::duration, duration(-1, unit));
    if (unit != TimeUnit::none && which == "past" && article)
      return put(i, at + 1, TimexType::duration, duration(1, unit));
    const auto part = part_of_day(word(at));
    if (!part.empty() && (which == "this" || which == "last") && !article)
      return on(which == "last" ? -1 : 0, part, at + 1);
    if (is(at, "weekend")) {
      if (!known_) return put(i, at + 1, TimexType::date, unknown());
      return put(i, at + 1, TimexType::date, week_value(today_ + 7 * count) + "-WE");
    }
    if (const auto season = season_of(word(at)); !season.empty() && known_) {
      const int from = history_ ? reference_ : today_;
      return put(i, at + 1, TimexType::date,
                 fmt::format("{:04}-{}", civil(from).year + (which == "this" ? 0 : count), season));
    }
    if (unit == TimeUnit::none || unit == TimeUnit::second || unit == TimeUnit::minute || unit == TimeUnit::hour)
      return i;
    if (is(at, "night") || (word(at).ends_with('s') && word(at) != "years")) return i;
    const int from = spoken ? reference_ : here();
    if (!anchored()) return put(i, at + 1, TimexType::date, unknown());
    int day = from;
    auto value = shifted(from, count, unit, day);
    return put(i, at + 1, TimexType::date, value, day);
  }

  // "three years ago", "two days later", "a week earlier"
  std::size_t reckoned(std::size_t i) {
    std::size_t at = i;
    if (any(at, "about", "some", "nearly", "almost", "around")) ++at;
    const auto number = counted(word(at));
    if (!number) return i;
    ++at;
    if ((is(at - 1, "a") || is(at - 1, "an")) && any(at, "few", "couple", "half", "hundred")) ++at;
    if (any(at, "of", "dozen", "more")) ++at;
    const TimeUnit unit = unit_of(word(at));
    if (unit == TimeUnit::none) return i;
    ++at;
    const bool ago = any(at, "ago"), earlier = any(at, "earlier", "before", "previously"),
               later = any(at, "later", "after");
    const bool from_now = is(at, "from") && is(at + 1, "now");
    if (!ago && !earlier && !later && !from_now) return i;
    const bool some = *number < 0 || (is(at - 2, "few"));
    const int from = ago || from_now ? today_ : reference_;
    at += from_now ? 2 : 1;
    if (!anchored() || some) return put(i, at, TimexType::date, ago || earlier ? "PAST_REF" : "FUTURE_REF");
    int day = from;
    if (unit <= TimeUnit::hour) return put(i, at, TimexType::time, format_day(from));
    if (earlier || (later && is(at - 1, "after"))) return put(i, at, TimexType::duration, duration(*number, unit));
    auto value = shifted(from, (later || from_now ? 1 : -1) * *number, unit, day);
    return put(i, at, TimexType::date, value, day);
  }

  // "every day", "daily", "annual", "twice a week"
  std::size_t repeated(std::size_t i) {
    static const std::map<std::string_view, std::string_view> words{
        {"daily", "P1D"},     {"nightly", "P1D"}, {"weekly", "P1W"},   {"monthly", "P1M"},
        {"quarterly", "P3M"}, {"annual", "P1Y"},  {"annually", "P1Y"}, {"yearly", "P1Y"}};
    if (const auto found_word = words.find(word(i)); found_word != words.end())
      return put(i, i + 1, TimexType::set, std::string(found_word->second));
    std::size_t at = i;
    if (any(at, "every", "each")) {
      ++at;
      int number = 1;
      if (const auto n = counted(word(at)); n && *n > 0 && unit_of(word(at + 1)) != TimeUnit::none) number = *n, ++at;
      if (is(at, "other")) number = 2, ++at;
      const TimeUnit unit = unit_of(word(at));
      if (unit != TimeUnit::none && unit > TimeUnit::second)
        return put(i, at + 1, TimexType::set, duration(number, unit));
      return i;
    }
    if (any(i, "a", "per", "an") && i > begin_ && any(i - 1, "once", "twice", "times") &&
        unit_of(word(i + 1)) != TimeUnit::none)
      return put(i - 1, i + 2, TimexType::set, duration(1, unit_of(word(i + 1))));
    return i;
  }

  // "three days", "a decade", "100 days", "two-year", "for years", "decades"
  std::size_t lasting(std::size_t i) {
    const auto w = word(i);
    if (const auto dash = w.find('-'); dash != w.npos && dash > 0) {
      auto rest = w.substr(dash + 1);
      const bool old = rest.ends_with("-old");
      rest = rest.substr(0, rest.find('-'));
      const auto number = counted(w.substr(0, dash));
      if (number && unit_of(rest) != TimeUnit::none && *number > 0 && !old)
        return put(i, i + 1, TimexType::duration, duration(*number, unit_of(rest)));
      return i;
    }
    std::size_t at = i;
    if (any(at, "about", "nearly", "almost", "around", "over") && counted(word(at + 1)) && is(at, "nearly")) ++at;
    if (is(at, "more") && is(at + 1, "than") && counted(word(at + 2))) at += 2;
    if (is(at, "at") && is(at + 1, "least") && counted(word(at + 2))) at += 2;
    if (const auto number = counted(word(at)); number && !is(at, "recent")) {
      int n = *number;
      std::size_t next = at + 1;
      if (any(at, "a", "an") && any(next, "few", "couple", "half", "full", "whole")) {
        if (any(next, "few")) n = -1;
        if (is(next, "couple")) n = 2;
        ++next;
      }
      if (is(next, "of") || is(next, "more") || is(next, "full") || is(next, "consecutive") || is(next, "straight"))
        ++next;
      const TimeUnit unit = unit_of(word(next));
      const bool rank = unit == TimeUnit::second && !word(next).ends_with('s');
      const bool night = word(next).starts_with("night") && any(at, "a", "one");
      const bool one_quarter = unit == TimeUnit::quarter && !word(next).ends_with('s');
      const bool of_something =
          any(at, "a", "an") && unit == TimeUnit::day && (before(at) == "such" || is(next + 1, "of"));
      if (unit != TimeUnit::none && !rank && !night && !one_quarter && !of_something)
        return put(i, next + 1, TimexType::duration, duration(n, unit));
      return i;
    }
    const TimeUnit unit = unit_of(w);
    if (unit != TimeUnit::none && unit >= TimeUnit::minute && w.ends_with('s') &&
        !(i > begin_ && any(i - 1, "'s", "these", "those", "early", "of")))
      return put(i, i + 1, TimexType::duration, duration(-1, unit));
    return i;
  }

  // "the spring of 1918", "summer 2010", "the first quarter", "the 19th century"
  std::size_t season(std::size_t i) {
    std::size_t at = i;
    if (is(at, "the")) ++at;
    if (any(at, "early", "late", "mid")) ++at;
    if (const auto rank = ordinal(word(at)); rank && *rank <= 30) {
      if (is(at + 1, "quarter") && *rank <= 4) {
        at += 2;
        std::optional<int> year;
        if (is(at, "of") && year_at(at + 1)) year = year_at(at + 1), at += 2;
        if (!year && !known_) return put(i, at, TimexType::date, fmt::format("XXXX-Q{}", *rank));
        return put(i, at, TimexType::date, fmt::format("{:04}-Q{}", year ? *year : civil(today_).year, *rank));
      }
      if (is(at + 1, "century")) {
        at += 2;
        const bool bc = any(at, "bc", "b.c.", "bce");
        return put(i, at + (bc ? 1 : 0), TimexType::date,
                   bc ? fmt::format("BC{:02}", *rank - 1) : fmt::format("{:02}", *rank - 1));
      }
      return i;
    }
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
    return put(i, at, TimexType::date, fmt::format("{:04}-{}", year ? *year : civil(here()).year, season));
  }

  // "1953", "the 1930s", "264 BC"
  std::size_t year(std::size_t i) {
    std::size_t at = is(i, "the") ? i + 1 : i;
    const auto w = word(at);
    if (const auto dash = w.find('-'); at == i && dash == 4 && w.size() <= 9) {  // "1957-58": two years
      const auto from = whole(w.substr(0, 4)), to = whole(w.substr(5));
      if (from && to && *from >= 1000 && *from <= 2100 && (w.size() == 7 || w.size() == 9)) {
        const auto span = tokens_[i].span;
        found.push_back({{span.begin, span.begin + 4}, TimexType::date, std::string(w.substr(0, 4))});
        const int full = w.size() == 9 ? *to : *from / 100 * 100 + *to;
        found.push_back({{span.begin + 5, span.end}, TimexType::date, fmt::format("{:04}", full)});
        reference_ = day_number(full, 1, 1);
        return i + 1;
      }
    }
    if (w.size() == 5 && w.ends_with("0s") && whole(w.substr(0, 4))) {
      return put(i, at + 1, TimexType::date, std::string(w.substr(0, 3)), day_number(*whole(w.substr(0, 4)), 1, 1));
    }
    if (at != i) return i;
    if (const auto number = whole(w); number && any(i + 1, "bc", "b.c.", "bce"))
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

  // "now", "recently", "the future"
  std::size_t vague(std::size_t i) {
    if (any(i, "end", "beginning", "start") && is(i + 1, "of")) {
      const std::size_t at = is(i + 2, "the") ? i + 3 : i + 2;
      const TimeUnit unit = unit_of(word(at));
      if (anchored() &&
          (unit == TimeUnit::month || unit == TimeUnit::year || unit == TimeUnit::week || unit == TimeUnit::decade)) {
        int day = here();
        const auto value = shifted(day, 0, unit, day);
        return put(i > begin_ && is(i - 1, "the") ? i - 1 : i, at + 1, TimexType::date, value);
      }
    }
    if (any(i, "now", "currently", "nowadays") && !(is(i, "now") && before(i) == "from"))
      return put(i, i + 1, TimexType::date, "PRESENT_REF");
    if (is(i, "recently") || is(i, "formerly")) return put(i, i + 1, TimexType::date, "PAST_REF");
    if (is(i, "at") && is(i + 1, "the") && is(i + 2, "time") && !is(i + 3, "of"))
      return put(i, i + 3, TimexType::date, "PAST_REF");
    if (is(i, "the") && is(i + 1, "future")) return put(i, i + 2, TimexType::date, "FUTURE_REF");
    if (is(i, "the") && is(i + 1, "past") && !counted(word(i + 2))) return put(i, i + 2, TimexType::date, "PAST_REF");
    if (is(i, "at") && is(i + 1, "the") && is(i + 2, "moment"))
      return put(i + 1, i + 3, TimexType::date, "PRESENT_REF");
    return i;
  }

  const std::vector<TextToken>& tokens_;
  bool known_ = false, history_ = false, future_ = false;
  bool told_year_alone_ = false;  // the date named last was a year: its month says nothing
  int today_ = 0, reference_ = 0;
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace

std::vector<Timex> find_timexes(const Document& document, const TokenText& text, std::string_view published) {
  (void)document;
  Finder finder(text.tokens, published);
  finder.scan(text.sentences);
  std::sort(finder.found.begin(), finder.found.end(), [](const Timex& a, const Timex& b) { return a.span < b.span; });
  return std::move(finder.found);
}

std::optional<DateSpan> days_of(std::string_view value) {
  auto date = value.substr(0, value.find('T'));
  if (date.size() == 8 && date.substr(4, 2) == "-W") {
    const auto year = whole(date.substr(0, 4)), week = whole(date.substr(6, 2));
    if (!year || !week) return std::nullopt;
    const int fourth = day_number(*year, 1, 4);
    const int monday = fourth - weekday_of(fourth) + 1 + 7 * (*week - 1);
    return parse_date(format_day(monday) + "/" + format_day(monday + 6));
  }
  return parse_date(date);
}

}  // namespace parley
