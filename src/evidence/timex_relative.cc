// The rules for what is reckoned from some other day, what comes again, and what lasts.
#include <fmt/format.h>

#include <map>

#include "casebook/date.h"
#include "evidence/time_words.h"
#include "evidence/timex_rules.h"

namespace parley {

// "today", "tomorrow morning", "tonight"
std::size_t TimexRules::today(std::size_t i) {
  if (any(i, "tonight", "overnight")) return put_day(i, i + 1, 0, "NI");
  if (!any(i, "today", "yesterday", "tomorrow")) return i;
  const int shift = is(i, "today") ? 0 : is(i, "yesterday") ? -1 : 1;
  const auto part = part_of_day(word(i + 1));
  return put_day(i, i + (part.empty() ? 1 : 2), shift, part);
}

std::optional<TimexRules::Pointer> TimexRules::pointer_at(std::size_t i) const {
  Pointer pointer;
  pointer.article = any(i, "the", "that", "its", "his", "their", "her");
  pointer.that = is(i, "that");
  const std::size_t at = pointer.article && !pointer.that ? i + 1 : i;
  if (any(at, "this", "current")) {
    pointer.count = 0;
  } else if (any(at, "last", "past", "previous", "preceding")) {
    pointer.count = -1;
    pointer.spoken = pointer.article && any(at, "previous", "preceding");
  } else if (any(at, "next", "coming", "upcoming", "following")) {
    pointer.count = 1;
    pointer.spoken = pointer.article;
  } else if (pointer.that || (pointer.article && is(at, "same"))) {
    pointer.spoken = true;
  } else {
    return std::nullopt;
  }
  pointer.word = word(at);
  pointer.end = at + 1;
  return pointer;
}

// "the past three years", "the last days", "the past week": a stretch of time that ends now
std::size_t TimexRules::stretch(std::size_t i) {
  const auto pointer = pointer_at(i);
  if (!pointer) return i;
  const std::size_t at = pointer->end;
  if (const auto number = number_said(word(at)); number && pointer->word != "this" && !pointer->that) {
    std::size_t unit_at = at + 1;
    if (any(at, "few", "couple") && is(unit_at, "of")) ++unit_at;
    if (const TimeUnit unit = time_unit(word(unit_at)); unit != TimeUnit::none)
      return put(i, unit_at + 1, TimexType::duration, duration_value(*number, unit));
  }
  const TimeUnit unit = time_unit(word(at));
  if (unit == TimeUnit::none) return i;
  const bool past = pointer->word == "past";
  if (word(at).ends_with('s') && (past || pointer->word == "last"))
    return put(i, at + 1, TimexType::duration, duration_value(-1, unit));
  if (past && pointer->article) return put(i, at + 1, TimexType::duration, duration_value(1, unit));
  return i;
}

// "this week", "last year", "the following day", "this morning", "last winter", "next weekend"
std::size_t TimexRules::relative(std::size_t i) {
  const auto pointer = pointer_at(i);
  if (!pointer) return i;
  const std::size_t at = pointer->end;
  const bool now = pointer->word == "this";
  const auto part = part_of_day(word(at));
  if (!part.empty() && (now || pointer->word == "last") && !pointer->article)
    return put_day(i, at + 1, now ? 0 : -1, part);
  if (is(at, "weekend")) {
    if (!known_) return put(i, at + 1, TimexType::date, "XXXX-XX-XX");
    return put(i, at + 1, TimexType::date, week_value(today_ + 7 * pointer->count) + "-WE");
  }
  if (const auto season = season_of(word(at)); !season.empty() && known_)
    return put(i, at + 1, TimexType::date,
               fmt::format("{:04}-{}", civil_of(here()).year + (now ? 0 : pointer->count), season));
  const TimeUnit unit = time_unit(word(at));
  if (unit < TimeUnit::day || is(at, "night") || (word(at).ends_with('s') && !is(at, "years"))) return i;
  if (!anchored()) return put(i, at + 1, TimexType::date, "XXXX-XX-XX");
  const auto date = shifted(pointer->spoken ? reference_ : here(), pointer->count, unit);
  return put(i, at + 1, TimexType::date, date.value, date.day);
}

// "three years ago", "two days later", "a week earlier"
std::size_t TimexRules::reckoned(std::size_t i) {
  std::size_t at = i;
  if (any(at, "about", "some", "nearly", "almost", "around")) ++at;
  const auto number = number_said(word(at));
  if (!number) return i;
  ++at;
  if ((is(at - 1, "a") || is(at - 1, "an")) && any(at, "few", "couple", "half", "hundred")) ++at;
  if (any(at, "of", "dozen", "more")) ++at;
  const TimeUnit unit = time_unit(word(at));
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
  if (unit <= TimeUnit::hour) return put(i, at, TimexType::time, format_day(from));
  if (earlier || (later && is(at - 1, "after"))) return put(i, at, TimexType::duration, duration_value(*number, unit));
  const auto date = shifted(from, (later || from_now ? 1 : -1) * *number, unit);
  return put(i, at, TimexType::date, date.value, date.day);
}

// "every day", "daily", "annual", "twice a week"
std::size_t TimexRules::repeated(std::size_t i) {
  static const std::map<std::string_view, std::string_view> words{
      {"daily", "P1D"},     {"nightly", "P1D"}, {"weekly", "P1W"},   {"monthly", "P1M"},
      {"quarterly", "P3M"}, {"annual", "P1Y"},  {"annually", "P1Y"}, {"yearly", "P1Y"}};
  if (const auto found_word = words.find(word(i)); found_word != words.end())
    return put(i, i + 1, TimexType::set, std::string(found_word->second));
  std::size_t at = i;
  if (any(at, "every", "each")) {
    ++at;
    int number = 1;
    if (const auto n = number_said(word(at)); n && *n > 0 && time_unit(word(at + 1)) != TimeUnit::none)
      number = *n, ++at;
    if (is(at, "other")) number = 2, ++at;
    const TimeUnit unit = time_unit(word(at));
    if (unit != TimeUnit::none && unit > TimeUnit::second)
      return put(i, at + 1, TimexType::set, duration_value(number, unit));
    return i;
  }
  if (any(i, "a", "per", "an") && i > begin_ && any(i - 1, "once", "twice", "times") &&
      time_unit(word(i + 1)) != TimeUnit::none)
    return put(i - 1, i + 2, TimexType::set, duration_value(1, time_unit(word(i + 1))));
  return i;
}

// "three days", "a few full years", where `at` is the number
std::size_t TimexRules::counted_units(std::size_t i, std::size_t at, int count) {
  std::size_t next = at + 1;
  if (any(at, "a", "an") && any(next, "few", "couple", "half", "full", "whole")) {
    if (is(next, "few")) count = -1;
    if (is(next, "couple")) count = 2;
    ++next;
  }
  if (any(next, "of", "more", "full", "consecutive", "straight")) ++next;
  const TimeUnit unit = time_unit(word(next));
  const bool rank = unit == TimeUnit::second && !word(next).ends_with('s');
  const bool night = word(next).starts_with("night") && any(at, "a", "one");
  const bool one_quarter = unit == TimeUnit::quarter && !word(next).ends_with('s');
  const bool of_something = any(at, "a", "an") && unit == TimeUnit::day && (before(at) == "such" || is(next + 1, "of"));
  if (unit == TimeUnit::none || rank || night || one_quarter || of_something) return i;
  return put(i, next + 1, TimexType::duration, duration_value(count, unit));
}

// "nearly three days", "two-year", "for years", "decades"
std::size_t TimexRules::lasting(std::size_t i) {
  const auto w = word(i);
  if (const auto dash = w.find('-'); dash != w.npos && dash > 0) {
    auto rest = w.substr(dash + 1);
    const bool old = rest.ends_with("-old");
    rest = rest.substr(0, rest.find('-'));
    const auto number = number_said(w.substr(0, dash));
    if (number && time_unit(rest) != TimeUnit::none && *number > 0 && !old)
      return put(i, i + 1, TimexType::duration, duration_value(*number, time_unit(rest)));
    return i;
  }
  std::size_t at = i;
  if (any(at, "about", "nearly", "almost", "around", "over") && number_said(word(at + 1)) && is(at, "nearly")) ++at;
  if (is(at, "more") && is(at + 1, "than") && number_said(word(at + 2))) at += 2;
  if (is(at, "at") && is(at + 1, "least") && number_said(word(at + 2))) at += 2;
  if (const auto number = number_said(word(at)); number && !is(at, "recent")) return counted_units(i, at, *number);
  const TimeUnit unit = time_unit(w);
  if (unit != TimeUnit::none && unit >= TimeUnit::minute && w.ends_with('s') &&
      !(i > begin_ && any(i - 1, "'s", "these", "those", "early", "of")))
    return put(i, i + 1, TimexType::duration, duration_value(-1, unit));
  return i;
}

// "now", "recently", "the future"
std::size_t TimexRules::vague(std::size_t i) {
  if (any(i, "end", "beginning", "start") && is(i + 1, "of")) {
    const std::size_t at = is(i + 2, "the") ? i + 3 : i + 2;
    const TimeUnit unit = time_unit(word(at));
    if (anchored() &&
        (unit == TimeUnit::month || unit == TimeUnit::year || unit == TimeUnit::week || unit == TimeUnit::decade)) {
      return put(i > begin_ && is(i - 1, "the") ? i - 1 : i, at + 1, TimexType::date, shifted(here(), 0, unit).value);
    }
  }
  if (any(i, "now", "currently", "nowadays") && !(is(i, "now") && before(i) == "from"))
    return put(i, i + 1, TimexType::date, "PRESENT_REF");
  if (is(i, "recently") || is(i, "formerly")) return put(i, i + 1, TimexType::date, "PAST_REF");
  if (is(i, "at") && is(i + 1, "the") && is(i + 2, "time") && !is(i + 3, "of"))
    return put(i, i + 3, TimexType::date, "PAST_REF");
  if (is(i, "the") && is(i + 1, "future")) return put(i, i + 2, TimexType::date, "FUTURE_REF");
  if (is(i, "the") && is(i + 1, "past") && !number_said(word(i + 2))) return put(i, i + 2, TimexType::date, "PAST_REF");
  if (is(i, "at") && is(i + 1, "the") && is(i + 2, "moment")) return put(i + 1, i + 3, TimexType::date, "PRESENT_REF");
  return i;
}

}  // namespace parley
