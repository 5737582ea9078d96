// The rules by which dates, durations and times are found, and what they know of the text so far.
//
// A rule looks at the words from one on, and puts down what it recognises: it answers where that ends, or where it
// began if it is none of its kind. The rules for what the calendar names stand in timex_dates.cc, those for what is
// reckoned from another day, comes again or lasts in timex_relative.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/timex.h"

namespace parley {

class TimexRules {
 public:
  TimexRules(const std::vector<TextToken>& tokens, std::string_view published);

  /// What the sentences hold, in the order in which it was found.
  std::vector<Timex> scan(const std::vector<TokenSentence>& sentences);

 private:
  /// Where the first rule that fits at `i` ends; `i` where none does.
  std::size_t match(std::size_t i);

  std::size_t written(std::size_t i);
  std::size_t weekday(std::size_t i);
  [[nodiscard]] bool is_day_of_saying(std::size_t i) const;
  std::size_t month(std::size_t i);
  std::size_t clock(std::size_t i);
  std::size_t season(std::size_t i);
  std::size_t quarter_or_century(std::size_t i, std::size_t at, int rank);
  std::size_t year(std::size_t i);
  std::size_t two_years(std::size_t i);

  std::size_t today(std::size_t i);
  std::size_t stretch(std::size_t i);
  std::size_t relative(std::size_t i);
  std::size_t reckoned(std::size_t i);
  std::size_t repeated(std::size_t i);
  std::size_t lasting(std::size_t i);
  std::size_t counted_units(std::size_t i, std::size_t at, int count);
  std::size_t vague(std::size_t i);

  /// "this", "the past", "the following", "that same": which of the units that it stands before is meant.
  struct Pointer {
    std::string_view word;
    std::size_t end = 0;   ///< where what it points to begins
    int count = 0;         ///< units from here
    bool article = false;  ///< "the", "its"
    bool that = false;
    bool spoken = false;  ///< reckoned from the date named last
  };
  [[nodiscard]] std::optional<Pointer> pointer_at(std::size_t i) const;

  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < end_ ? std::string_view(tokens_[i].lower) : std::string_view();
  }
  [[nodiscard]] std::string_view before(std::size_t i) const {
    return i > begin_ ? std::string_view(tokens_[i - 1].lower) : std::string_view();
  }
  [[nodiscard]] bool is(std::size_t i, std::string_view text) const { return word(i) == text; }
  template <typename... Words>
  [[nodiscard]] bool any(std::size_t i, Words... words) const {
    return (is(i, words) || ...);
  }
  [[nodiscard]] std::optional<int> year_at(std::size_t i) const;
  [[nodiscard]] std::optional<int> day_at(std::size_t i) const;
  [[nodiscard]] int month_at(std::size_t i) const;

  /// The year of a month or day that stands without one.
  [[nodiscard]] int year_for(int month, int day) const;
  [[nodiscard]] bool anchored() const { return known_ || history_; }
  [[nodiscard]] int here() const { return history_ ? reference_ : today_; }

  /// Puts down the words [begin, end), with "early" or "late" before them; `refers` is the day that later dates lean
  /// on.
  std::size_t put(std::size_t begin, std::size_t end, TimexType type, std::string value,
                  std::optional<int> refers = {});
  /// The day `shift` days after the publication, or a part of it.
  std::size_t put_day(std::size_t begin, std::size_t end, int shift, std::string_view part);

  const std::vector<TextToken>& tokens_;
  std::vector<Timex> found_;
  bool known_ = false;            // the day of publication
  bool history_ = false;          // dates lean on the one named last
  bool future_ = false;           // the sentence speaks of what will be
  bool told_year_alone_ = false;  // the date named last was a year: its month says nothing
  int today_ = 0, reference_ = 0;
  std::size_t begin_ = 0, end_ = 0;  // the sentence
};

}  // namespace parley
