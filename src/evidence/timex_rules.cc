#include "evidence/timex_rules.h"

#include <algorithm>

#include "evidence/time_words.h"
#include "text/written_date.h"

namespace parley {
namespace {

// A text most of whose years lie well before this one tells history: dates lean on each other there.
bool tells_history(const std::vector<TextToken>& tokens, int now) {
  std::size_t years = 0, past = 0;
  for (const auto& token : tokens) {
    const auto year = token.lower.size() == 4 ? whole_number(token.lower) : std::nullopt;
    if (!year || *year < 1000 || *year > 2100) continue;
    ++years;
    past += *year < now - 3;
  }
  return years >= 8 && 4 * past >= 3 * years;
}

}  // namespace

TimexRules::TimexRules(const std::vector<TextToken>& tokens, std::string_view published) : tokens_(tokens) {
  if (const auto date = parse_date(published.substr(0, std::min<std::size_t>(10, published.size())))) {
    known_ = true;
    today_ = reference_ = date->first;
  }
  history_ = tells_history(tokens, known_ ? civil_of(today_).year : 2100);
}

std::vector<Timex> TimexRules::scan(const std::vector<TokenSentence>& sentences) {
  found_.clear();
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
  return std::move(found_);
}

std::size_t TimexRules::match(std::size_t i) {
  using Rules = TimexRules;
  for (const auto rule : {&Rules::written, &Rules::weekday, &Rules::month, &Rules::clock, &Rules::today,
                          &Rules::stretch, &Rules::relative, &Rules::reckoned, &Rules::repeated, &Rules::lasting,
                          &Rules::season, &Rules::year, &Rules::vague})
    if (const std::size_t stop = (this->*rule)(i); stop > i) return stop;
  return i;
}

std::size_t TimexRules::put(std::size_t begin, std::size_t end, TimexType type, std::string value,
                            std::optional<int> refers) {
  if (begin > begin_ && any(begin - 1, "early", "late", "mid", "earlier", "later")) --begin;
  if (begin > begin_ && is(begin - 1, "the") && type == TimexType::date && begin + 1 <= end &&
      any(begin, "early", "late"))
    --begin;
  found_.push_back({{tokens_[begin].span.begin, tokens_[end - 1].span.end}, type, std::move(value)});
  if (refers) {
    reference_ = *refers;
    told_year_alone_ = found_.back().value.size() < 6;
  }
  return end;
}

std::size_t TimexRules::put_day(std::size_t begin, std::size_t end, int shift, std::string_view part) {
  if (!known_) return put(begin, end, TimexType::date, "XXXX-XX-XX");
  auto value = format_day(today_ + shift);
  if (!part.empty()) value += "T" + std::string(part);
  return put(begin, end, part.empty() ? TimexType::date : TimexType::time, value, today_ + shift);
}

std::optional<int> TimexRules::year_at(std::size_t i) const {
  if (i >= end_ || tokens_[i].lower.size() != 4) return std::nullopt;
  const auto year = whole_number(tokens_[i].lower);
  if (!year || *year < 1000 || *year > 2100) return std::nullopt;
  return year;
}

std::optional<int> TimexRules::day_at(std::size_t i) const {
  auto day = whole_number(word(i));
  if (!day && i < end_ && !word(i).empty() && word(i)[0] >= '0' && word(i)[0] <= '9') day = ordinal_number(word(i));
  if (!day || *day < 1 || *day > 31 || word(i).size() > 4) return std::nullopt;
  return day;
}

int TimexRules::month_at(std::size_t i) const {
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

int TimexRules::year_for(int month, int day) const {
  if (history_) {  // a tale goes on: January after a December is the next year's
    const auto last = civil_of(reference_);
    return last.month - month > 5 && !told_year_alone_ ? last.year + 1 : last.year;
  }
  const auto now = civil_of(today_);
  const bool later = month > now.month || (month == now.month && day > now.day);
  if (later && !future_ && month - now.month > 5) return now.year - 1;
  if (!later && future_ && now.month - month > 4) return now.year + 1;
  return now.year;
}

}  // namespace parley
