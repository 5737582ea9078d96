#include "evidence/words.h"

#include <algorithm>
#include <charconv>

#include "text/characters.h"
#include "text/document.h"

namespace parley {
namespace {

template <typename Value>
std::optional<Value> parse_word(std::string_view word, const std::vector<std::string>& words) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Value>(found - words.begin());
}

}  // namespace

const std::vector<std::string>& stance_words() {
  static const std::vector<std::string> words{"reject", "oppose", "tolerate", "accept", "favour", "demand"};
  return words;
}

const std::vector<std::string>& importance_words() {
  static const std::vector<std::string> words{"low", "medium", "high", "critical"};
  return words;
}

const std::vector<std::string>& form_words() {
  static const std::vector<std::string> words{"direct", "indirect", "mixed",   "deed",     "rule",
                                              "fact",   "forecast", "unknown", "judgement"};
  return words;
}

const std::vector<std::string>& act_words() {
  static const std::vector<std::string> words{"agree",    "consult",  "support", "concede", "cooperate", "aid",
                                              "retreat",  "request",  "accuse",  "reject",  "threaten",  "protest",
                                              "sanction", "mobilize", "coerce",  "assault", "reason"};
  return words;
}

std::string_view stance_name(StanceClass stance) { return stance_words()[static_cast<std::size_t>(stance)]; }
std::string_view importance_name(ImportanceClass importance) {
  return importance_words()[static_cast<std::size_t>(importance)];
}
std::string_view form_name(Form form) { return form_words()[static_cast<std::size_t>(form)]; }
std::string_view standing_name(Standing standing) {
  constexpr std::string_view names[] = {"judgement", "hearsay", "speaks"};
  return names[static_cast<std::size_t>(standing)];
}

std::optional<StanceClass> parse_stance_class(std::string_view word) {
  return parse_word<StanceClass>(word, stance_words());
}
std::optional<ImportanceClass> parse_importance_class(std::string_view word) {
  return parse_word<ImportanceClass>(word, importance_words());
}
std::optional<Form> parse_form(std::string_view word) { return parse_word<Form>(word, form_words()); }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n\f\v";
  const auto begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

std::string excerpt(std::u32string_view text, std::size_t most) {
  std::u32string words;
  for (const char32_t c : text.substr(0, most))
    if (!is_unicode_space(c))
      words += c;
    else if (words.empty() || words.back() != U' ')
      words += U' ';
  return utf8(words) + (text.size() > most ? "…" : "");
}

std::optional<std::size_t> plain_number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> split_at(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates) {
  const auto nearest = did_you_mean(word, candidates);
  return nearest ? "did you mean '" + *nearest + "'?" : std::string();
}

namespace {

// "1,000" or "12,345.6": commas between groups of three digits.
bool has_thousands(std::string_view text) {
  const auto whole = split_at(text.substr(0, text.find('.')), ',');
  const auto digits = [](std::string_view part) { return part.find_first_not_of("0123456789") == part.npos; };
  return whole.size() > 1 && !whole[0].empty() && whole[0].size() <= 3 && std::ranges::all_of(whole, digits) &&
         std::all_of(whole.begin() + 1, whole.end(), [](std::string_view part) { return part.size() == 3; });
}

}  // namespace

std::string value_suggestion(std::string_view text, std::span<const std::string> words) {
  if (has_thousands(text)) {
    std::string plain(text);
    std::erase(plain, ',');
    return "a thousand has no separator: " + plain + "; and a decimal has a point";
  }
  std::string with_point(text);
  if (std::count(text.begin(), text.end(), ',') == 1) with_point[text.find(',')] = '.';
  if (with_point != text && parse_number(with_point)) return "a decimal has a point: " + with_point;
  return suggestion(text, words);
}

}  // namespace parley
