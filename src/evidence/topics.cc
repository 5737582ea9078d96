#include "evidence/topics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace parley {
namespace {

// What says nothing of a topic.
bool is_common(std::string_view word) {
  static const std::set<std::string_view> words{
      "the",  "of",   "a",     "an",   "and",  "or",     "to",      "in",   "on",    "for",     "with", "by",
      "is",   "are",  "be",    "does", "do",   "how",    "what",    "who",  "whose", "which",   "it",   "its",
      "at",   "from", "under", "no",   "not",  "any",    "all",     "some", "there", "between", "that", "this",
      "into", "get",  "gets",  "has",  "have", "become", "member",  "as",   "keep",  "end",     "much", "far",
      "new",  "one",  "other", "sit",  "down", "party",  "parties", "s",    "deal",  "day",     "time", "'s"};
  return word.size() < 2 || words.count(word) > 0;
}

// Singular and plural, verb and noun alike: enough for names.
std::uint64_t stem(std::string_view word) {
  for (const std::string_view ending :
       {"isation", "ization", "ations", "ation", "ements", "ement", "ing", "ies", "ed", "es", "s", "e", "y"})
    if (word.size() > ending.size() + 3 && word.ends_with(ending))
      return hash_of(word.substr(0, word.size() - ending.size()));
  return hash_of(word);
}

bool is_number(const TextToken& token) {
  static const std::set<std::string_view> words{"two",   "three", "four", "five",   "six",    "seven",
                                                "eight", "nine",  "ten",  "eleven", "twelve", "twenty"};
  return token.kind == TokenKind::number || words.contains(token.lower);
}

bool is_none(std::string_view word) { return word == "no" || word == "without" || word == "none"; }

// "no wall", "without a wall", "no new wall".
bool is_said_to_be_none(const TokenText& text, std::size_t begin, std::size_t at) {
  for (std::size_t k = at; k > begin && at - k < 2; --k) {
    if (text.tokens[k - 1].kind != TokenKind::word) return false;
    if (is_none(text.tokens[k - 1].lower)) return true;
  }
  return false;
}

}  // namespace

TopicIndex::TopicIndex(const Casebook& casebook) : issues_(casebook.issues.size()) {
  for (std::size_t i = 0; i < casebook.issues.size(); ++i) {
    const auto& issue = casebook.issues[i];
    const int index = static_cast<int>(i);
    add(issue.name, index, -1, 1);
    add(issue.question, index, -1, 0.3);
    for (const auto& alias : issue.aliases) add(alias, index, -1, 1);
    if (issue.kind == IssueKind::numeric) continue;
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      const int option = static_cast<int>(o);
      add(issue.options[o].name, index, option, 1);
      for (const auto& alias : issue.options[o].aliases) add(alias, index, option, 1);
    }
  }
}

void TopicIndex::add(std::string_view words, int issue, int option, double weight) {
  Document document;
  document.text = utf32(words);
  document.lines = {{{0, document.text.size()}, LineKind::heading}};
  document.sentences = {{0, document.text.size()}};
  std::size_t count = 0;
  const auto text = tokenize(document);
  for (const auto& token : text.tokens) count += !is_common(token.lower);
  const bool none = std::ranges::any_of(text.tokens, [](const TextToken& token) { return is_none(token.lower); });
  for (const auto& token : text.tokens) {
    if (is_common(token.lower) || token.kind == TokenKind::mark) continue;
    auto& list = entries_[stem(token.lower)];
    // BM25's part that a short text's length plays, with k = 1.2 and b = .75 about a name of two words.
    const double frequency = 2.2 / (1 + 1.2 * (0.25 + 0.75 * static_cast<double>(count) / 2));
    const auto same = std::find_if(list.begin(), list.end(), [&](const Entry& e) {
      return e.issue == issue && e.option == option && e.none == none;
    });
    if (same == list.end())
      list.push_back({issue, option, weight * frequency, none});
    else
      same->weight = std::max(same->weight, weight * frequency);
  }
}

// "three percent", where a name has "percent" too; "three times" is of no topic.
bool TopicIndex::is_counted(const TokenText& text, std::size_t end, std::size_t number) const {
  return number + 1 >= end || text.tokens[number + 1].kind == TokenKind::mark ||
         entries_.contains(stem(text.tokens[number + 1].lower));
}

Topic TopicIndex::find(const TokenText& text, std::size_t begin, std::size_t end) const {
  std::map<int, double> of_issue;
  std::map<std::pair<int, int>, double> of_option;
  std::map<int, std::vector<std::size_t>> tokens;
  std::set<std::pair<std::uint64_t, bool>> seen;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_common(text.tokens[i].lower)) continue;
    const auto key = stem(text.tokens[i].lower);
    const auto found = entries_.find(key);
    const bool none = is_said_to_be_none(text, begin, i);
    if (found == entries_.end() || (is_number(text.tokens[i]) && !is_counted(text, end, i)) ||
        !seen.insert({key, none}).second)
      continue;
    std::map<int, double> best;  // an issue counts a word once, by its best text
    for (const auto& entry : found->second) best[entry.issue] = std::max(best[entry.issue], entry.weight);
    const double rare = std::log(1 + (static_cast<double>(issues_) - static_cast<double>(best.size()) + 0.5) /
                                         (static_cast<double>(best.size()) + 0.5));
    const bool counted = seen.contains({key, !none});
    for (const auto& [issue, weight] : best) {
      if (counted) break;
      of_issue[issue] += rare * weight;
      tokens[issue].push_back(i);
    }
    for (const auto& entry : found->second)
      if (entry.option >= 0 && entry.none == none) of_option[{entry.issue, entry.option}] += rare * entry.weight;
  }
  Topic topic;
  for (const auto& [issue, score] : of_issue)
    if (score > topic.score + 1e-9) topic.issue = issue, topic.score = score;
  if (topic.issue < 0 || topic.score < 0.25) return {};
  topic.tokens = tokens[topic.issue];
  double top = 0, second = 0;
  for (const auto& [key, score] : of_option) {
    if (key.first != topic.issue) continue;
    if (score > top)
      second = top, top = score, topic.option = key.second;
    else
      second = std::max(second, score);
  }
  if (top <= second * 1.05 || top < 0.25) topic.option = -1;
  return topic;
}

}  // namespace parley
