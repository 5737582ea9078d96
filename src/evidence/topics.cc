#include "evidence/topics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace parley {
namespace {

constexpr std::size_t most_values = 2000;  // of an issue in numbers that are told apart

// What says nothing of a topic.
bool is_common(std::string_view word) {
  static const std::set<std::string_view> words{
      "the",     "of",   "a",    "an",   "and",   "or",   "to",    "in",   "on",     "for",    "with",
      "by",      "is",   "are",  "be",   "does",  "do",   "how",   "what", "who",    "whose",  "which",
      "it",      "its",  "at",   "from", "under", "no",   "not",   "any",  "all",    "some",   "there",
      "between", "that", "this", "into", "get",   "gets", "has",   "have", "become", "member", "as",
      "keep",    "end",  "much", "far",  "new",   "one",  "other", "sit",  "down",   "party",  "parties",
      "s",       "deal", "day",  "time", "'s",    "out",  "up",    "off",  "over"};
  const bool letter = word.size() == 1 && (word[0] < '0' || word[0] > '9');
  return word.empty() || letter || words.count(word) > 0;
}

// "three" as "3".
std::string_view digits_of(std::string_view word) {
  static const std::map<std::string_view, std::string_view> words{
      {"two", "2"},   {"three", "3"}, {"four", "4"}, {"five", "5"},    {"six", "6"},     {"seven", "7"},
      {"eight", "8"}, {"nine", "9"},  {"ten", "10"}, {"eleven", "11"}, {"twelve", "12"}, {"twenty", "20"}};
  const auto found = words.find(word);
  return found == words.end() ? std::string_view() : found->second;
}

// Singular and plural, verb and noun alike: enough for names.
std::uint64_t stem(std::string_view word) {
  if (const auto digits = digits_of(word); !digits.empty()) word = digits;
  for (const std::string_view ending :
       {"isation", "ization", "ations", "ation", "ements", "ement", "ing", "ies", "ed", "es", "s", "e", "y"})
    if (word.size() > ending.size() + 3 && word.ends_with(ending))
      return hash_of(word.substr(0, word.size() - ending.size()));
  return hash_of(word);
}

bool is_number(const TextToken& token) { return token.kind == TokenKind::number || !digits_of(token.lower).empty(); }

bool is_none(std::string_view word) { return word == "no" || word == "without" || word == "none"; }

// "no wall", "without a wall", "no new wall".
bool is_said_to_be_none(const TokenText& text, std::size_t begin, std::size_t at) {
  for (std::size_t k = at; k > begin && at - k < 2; --k) {
    if (text.tokens[k - 1].kind != TokenKind::word) return false;
    if (is_none(text.tokens[k - 1].lower)) return true;
  }
  return false;
}

TokenText words_of_name(std::string_view words) {
  Document document;
  document.text = utf32(words);
  document.lines = {{{0, document.text.size()}, LineKind::heading}};
  document.sentences = {{0, document.text.size()}};
  return tokenize(document);
}

bool is_name_of_none(std::string_view name) {
  return std::ranges::any_of(words_of_name(name).tokens, [](const TextToken& token) { return is_none(token.lower); });
}

}  // namespace

TopicIndex::TopicIndex(const Casebook& casebook) : things_(casebook.issues.size()), issues_(casebook.issues.size()) {
  for (const auto& party : casebook.parties) {
    add_actor(party.name);
    for (const auto& alias : party.aliases) add_actor(alias);
  }
  for (std::size_t i = 0; i < casebook.issues.size(); ++i) {
    const auto& issue = casebook.issues[i];
    const int index = static_cast<int>(i);
    add(issue.name, index, -1, 1);
    add(issue.question, index, -1, 0.3);
    for (const auto& alias : issue.aliases) add(alias, index, -1, 1);
    if (issue.kind == IssueKind::numeric) {
      numeric_.insert(index);
      if (issue.options.size() <= most_values)
        for (std::size_t o = 0; o < issue.options.size(); ++o)
          add(issue.options[o].id + " " + issue.unit, index, static_cast<int>(o), 1);
      continue;
    }
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      const int option = static_cast<int>(o);
      things_[i] += !is_name_of_none(issue.options[o].name);
      add(issue.options[o].name, index, option, 1);
      for (const auto& alias : issue.options[o].aliases) add(alias, index, option, 1);
    }
  }
  for (auto& text : texts_)
    for (const auto key : text.stems) text.rare += rarity(entries_.at(key));
}

void TopicIndex::add_actor(std::string_view name) {
  for (const auto& token : words_of_name(name).tokens)
    if (!is_common(token.lower)) actors_.insert(stem(token.lower));
}

void TopicIndex::add(std::string_view words, int issue, int option, double weight) {
  const auto text = words_of_name(words);
  std::size_t count = 0;
  for (const auto& token : text.tokens) count += !is_common(token.lower);
  const bool none = std::ranges::any_of(text.tokens, [](const TextToken& token) { return is_none(token.lower); });
  // BM25's part that a short text's length plays, with k = 1.2 and b = .75 about a name of two words.
  const double frequency = 2.2 / (1 + 1.2 * (0.25 + 0.75 * static_cast<double>(count) / 2));
  Name name{option, weight >= 1, {}, 0};
  for (const auto& token : text.tokens) {
    if (is_common(token.lower) || token.kind == TokenKind::mark) continue;
    auto& list = entries_[stem(token.lower)];
    if (!list.empty() && list.back().text == texts_.size()) continue;
    list.push_back({issue, option, texts_.size(), weight * frequency, none});
    name.stems.push_back(stem(token.lower));
  }
  texts_.push_back(std::move(name));
}

// BM25's part that it plays in how many issues a word stands.
double TopicIndex::rarity(const std::vector<Entry>& list) const {
  std::set<int> issues;
  for (const auto& entry : list) issues.insert(entry.issue);
  const double in = static_cast<double>(issues.size());
  return std::log(1 + (static_cast<double>(issues_) - in + 0.5) / (in + 0.5));
}

// "three percent", where a name has "percent" too; "three times" is of no topic.
bool TopicIndex::is_counted(const TokenText& text, std::size_t end, std::size_t number) const {
  return number + 1 >= end || text.tokens[number + 1].kind == TokenKind::mark ||
         entries_.contains(stem(text.tokens[number + 1].lower));
}

// The words of [begin, end) that the case's names have, each once; apart where it is said that there is none of it.
std::vector<TopicIndex::Hit> TopicIndex::hits(const TokenText& text, std::size_t begin, std::size_t end) const {
  std::vector<Hit> found;
  std::set<std::pair<std::uint64_t, bool>> seen;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_common(text.tokens[i].lower)) continue;
    const auto key = stem(text.tokens[i].lower);
    const auto entries = entries_.find(key);
    const bool none = is_said_to_be_none(text, begin, i);
    if (entries == entries_.end() || (is_number(text.tokens[i]) && !is_counted(text, end, i)) ||
        !seen.insert({key, none}).second)
      continue;
    found.push_back(
        {i, &entries->second, rarity(entries->second), none, seen.contains({key, !none}), actors_.contains(key)});
  }
  return found;
}

// Whether a word is of the issue's own name, and so of all of its options: "monitors", of border monitors, is no more
// "Union monitors" than "joint patrols". Where the others say that there is none of it, it is the one's.
bool TopicIndex::is_shared(const std::vector<Entry>& entries, int issue) const {
  const bool named = std::ranges::any_of(entries, [&](const Entry& entry) {
    return entry.issue == issue && entry.option < 0 && texts_[entry.text].is_name;
  });
  return named && things_[issue] > 1;
}

// How much of an option's name the words have: the best of its names, by the rarity of their words. The name of a
// party alone names none ("the Union", where an option is "Union monitors"), and no more does the issue's.
std::map<int, double> TopicIndex::coverage(const std::vector<Hit>& hits, int issue) const {
  struct Part {
    double rare = 0;
    bool own = false;       // a word that is no party's, nor the issue's
    bool of_issue = false;  // a word of the issue's own name
  };
  std::map<std::size_t, Part> of_text;
  for (const auto& hit : hits)
    for (const auto& entry : *hit.entries)
      if (entry.issue == issue && entry.option >= 0 && entry.none == hit.none) {
        auto& part = of_text[entry.text];
        part.rare += hit.rare;
        const bool shared = is_shared(*hit.entries, issue);
        part.own = part.own || !(hit.actor || shared);
        part.of_issue = part.of_issue || shared;
      }
  std::map<int, double> of_option;
  for (const auto& [text, part] : of_text) {
    const double share = part.rare / std::max(texts_[text].rare, 1e-9);
    auto& best = of_option[texts_[text].option];
    const bool whole = share > 0.999 && texts_[text].stems.size() > 1;
    if (part.own || whole || (share > 0.999 && !part.of_issue)) best = std::max(best, share);
  }
  return of_option;
}

// Whether the words name an issue by more than the name of a party in one of its options or in its question.
bool TopicIndex::is_named(const std::vector<Hit>& hits, int issue) const {
  for (const auto& hit : hits)
    for (const auto& entry : *hit.entries)
      if (entry.issue == issue && (!hit.actor || (entry.option < 0 && texts_[entry.text].is_name))) return true;
  return false;
}

Topic TopicIndex::find(const TokenText& text, std::size_t begin, std::size_t end) const {
  const auto found = hits(text, begin, end);
  std::map<int, double> of_issue;
  std::map<std::pair<int, int>, double> of_option;
  std::map<int, std::vector<std::size_t>> tokens;
  for (const auto& hit : found) {
    std::map<int, double> issues;  // an issue counts a word once, by its best text; so does an option
    std::map<std::pair<int, int>, double> options;
    for (const auto& entry : *hit.entries) {
      issues[entry.issue] = std::max(issues[entry.issue], entry.weight);
      auto& best = options[{entry.issue, entry.option}];
      if (entry.option >= 0 && entry.none == hit.none) best = std::max(best, entry.weight);
    }
    for (const auto& [issue, weight] : issues) {
      if (hit.counted) break;
      of_issue[issue] += hit.rare * weight;
      tokens[issue].push_back(hit.token);
    }
    for (const auto& [option, weight] : options)
      if (weight > 0) of_option[option] += hit.rare * weight;
  }
  Topic topic;
  for (const auto& [issue, score] : of_issue)
    if (score > topic.score + 1e-9) topic.issue = issue, topic.score = score;
  if (topic.issue < 0 || topic.score < 0.25) return {};
  topic.tokens = tokens[topic.issue];
  const auto is_word = [&](std::size_t at) { return !is_number(text.tokens[at]); };
  if (numeric_.contains(topic.issue) && std::ranges::none_of(topic.tokens, is_word)) return {};
  topic.option = best_option(found, topic.issue, of_option);
  return topic.option >= 0 || is_named(found, topic.issue) ? topic : Topic{};
}

// The option that the words name best; -1 where two are as near, or what they have is a small part of its name.
int TopicIndex::best_option(const std::vector<Hit>& hits, int issue,
                            const std::map<std::pair<int, int>, double>& scores) const {
  constexpr double least_part = 0.33, least_score = 0.25, lead = 1.05;
  const auto parts = coverage(hits, issue);
  double top = 0, second = 0;
  int option = -1;
  for (const auto& [key, score] : scores) {
    if (key.first != issue) continue;
    if (score > top)
      second = top, top = score, option = key.second;
    else
      second = std::max(second, score);
  }
  const bool clear = top > second * lead && top >= least_score;
  const auto part = parts.find(option);
  return clear && part != parts.end() && part->second >= least_part ? option : -1;
}

}  // namespace parley
