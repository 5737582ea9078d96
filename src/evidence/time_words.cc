#include "evidence/time_words.h"

#include <charconv>
#include <map>
#include <string>

namespace parley {

std::optional<int> whole_number(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != ',') digits += c;
  int value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<int> ordinal_number(std::string_view word) {
  static const std::map<std::string_view, int> words{{"first", 1}, {"second", 2}, {"third", 3},   {"fourth", 4},
                                                     {"fifth", 5}, {"sixth", 6},  {"seventh", 7}, {"eighth", 8},
                                                     {"ninth", 9}, {"tenth", 10}};
  if (const auto found = words.find(word); found != words.end()) return found->second;
  if (word.size() > 2 && (word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th")))
    return whole_number(word.substr(0, word.size() - 2));
  return std::nullopt;
}

std::optional<int> number_said(std::string_view word) {
  static const std::map<std::string_view, int> words{
      {"a", 1},         {"an", 1},       {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},
      {"five", 5},      {"six", 6},      {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},
      {"eleven", 11},   {"twelve", 12},  {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
      {"eighteen", 18}, {"twenty", 20},  {"thirty", 30},   {"forty", 40},    {"fifty", 50},   {"sixty", 60},
      {"hundred", 100}, {"several", -1}, {"few", -1},      {"many", -1},     {"some", -1},    {"recent", -1},
      {"couple", 2}};
  if (const auto found = words.find(word); found != words.end()) return found->second;
  return whole_number(word);
}

TimeUnit time_unit(std::string_view word) {
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

}  // namespace parley
