#include "evidence/term_table.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "evidence/saying_words.h"
#include "evidence/tokens.h"

namespace parley {
namespace {

bool is_number(std::u32string_view word) { return word.front() >= U'0' && word.front() <= U'9'; }

// Whether a word may stand at an end of a term.
bool is_term_end(const RowWord& word) {
  const auto& w = word.word;
  return w.size() > 2 && !is_number(w) && !is_function_word(w) && !is_cue(w) && !is_stance_verb(w) &&
         !w.ends_with(U"ly") && !w.ends_with(U"ing") && !w.ends_with(U"ed");
}

bool may_stand_within(std::u32string_view word) {
  return word == U"of" || word.ends_with(U"ing") || word.ends_with(U"ed");
}

std::size_t size_of(const TermKey& key) {
  return static_cast<std::size_t>(std::ranges::find(key, std::uint32_t{0}) - key.begin());
}

}  // namespace

std::size_t TermTable::HashKey::operator()(const TermKey& key) const {
  std::uint64_t hash = 0;
  for (const auto word : key) hash = mix(hash, word);
  return hash;
}

std::uint32_t TermTable::number(const std::u32string& word) {
  const auto [found, added] = numbers_.emplace(word, static_cast<std::uint32_t>(words_.size() + 1));
  if (added) words_.push_back(&found->first);
  return found->second;
}

std::vector<TermPlace> TermTable::places(const std::vector<RowWord>& sentence) {
  std::vector<TermPlace> found;
  for (std::size_t first = 0; first < sentence.size(); ++first) {
    if (!is_term_end(sentence[first])) continue;
    TermPlace place{.first = first};
    for (std::size_t k = first; k < std::min(sentence.size(), first + longest_term); ++k) {
      const auto& word = sentence[k];
      const bool end = is_term_end(word);
      if ((k > first && word.after_break) || !(end || may_stand_within(word.word))) break;
      place.key[k - first] = number(singular(word.word));
      place.last = k + 1;
      if (end) found.push_back(place);
      if (word.possessive) break;
    }
  }
  return found;
}

void TermTable::see(const TermKey& term) {
  const std::size_t at = HashKey()(term) % filter_size;
  if (once_[at]) twice_[at] = true;
  once_[at] = true;
}

void TermTable::count(const TermKey& term, const TermSeen& seen) {
  if (!twice_[HashKey()(term) % filter_size]) return;
  auto& count = counts_[term];
  const auto document = static_cast<std::uint32_t>(seen.document);
  if (count.places++ == 0 || count.last_document != document) ++count.documents;
  count.last_document = document;
  count.before_noun += seen.before_noun;
  count.positions += seen.takes_position;
  count.capitals += seen.capitals;
}

void TermTable::count_within() {
  for (const auto& [key, term] : counts_) {
    const std::size_t words = size_of(key);
    for (std::size_t size = 1; size < words; ++size)
      for (std::size_t from = 0; from + size <= words; ++from) {
        TermKey part{};
        std::copy_n(key.begin() + from, size, part.begin());
        const auto found = counts_.find(part);
        if (found == counts_.end()) continue;
        found->second.within += term.places;
        ++found->second.longer;
      }
  }
}

std::vector<TermTable::Ranked> TermTable::ranked() {
  std::erase_if(counts_, [](const auto& entry) {
    const Count& c = entry.second;
    return c.places < 2 || c.capitals == c.places || 3 * c.before_noun < c.places;
  });
  count_within();
  std::vector<Ranked> list;
  for (const auto& [key, c] : counts_) {
    const double n = c.places;
    const double alone = c.longer == 0 ? n : n - static_cast<double>(c.within) / c.longer;
    const double score = std::log2(static_cast<double>(size_of(key)) + 1) * alone * (0.5 + c.positions / n) *
                         (0.5 + c.before_noun / n) * (1 + std::log(static_cast<double>(c.documents)));
    if (score > 0) list.push_back({key, score, c.places, c.documents});
  }
  const auto word = [this](std::uint32_t number) {
    return number == 0 ? std::u32string_view() : std::u32string_view(*words_[number - 1]);
  };
  std::ranges::sort(list, [&](const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    return std::ranges::lexicographical_compare(a.key, b.key, {}, word, word);
  });
  return list;
}

bool covers(const TermKey& more, const TermKey& less) {
  return std::ranges::all_of(
      less, [&](std::uint32_t word) { return word == 0 || std::ranges::find(more, word) != more.end(); });
}

}  // namespace parley
