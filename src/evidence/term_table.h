// The terms of a collection, counted and ranked by C-value (Frantzi, Ananiadou and Mima 2000).
//
// A term is a run of up to four words that are no function words ("of" may stand within). Most runs stand once in all
// documents, and what stands once is no term: a first pass marks what it sees in a filter of fixed size, and the second
// counts only what the filter has seen twice. So the table holds little more than what it is to rank.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "evidence/word_row.h"

namespace parley {

constexpr std::size_t longest_term = 4;  // words

/// The numbers of a term's words, plural and singular alike; 0 past its end.
using TermKey = std::array<std::uint32_t, longest_term>;

/// Where a term stands in a sentence: words [first, last).
struct TermPlace {
  TermKey key{};
  std::size_t first = 0, last = 0;
};

/// Of one place where a term stands.
struct TermSeen {
  std::size_t document = 0;
  bool before_noun = false;     ///< what stands before it stands before a noun phrase
  bool takes_position = false;  ///< somebody says or wants something in the sentence
  bool capitals = false;        ///< more than half of its words are names
};

class TermTable {
 public:
  TermTable() : once_(filter_size), twice_(filter_size) {}

  /// The terms of a sentence.
  std::vector<TermPlace> places(const std::vector<RowWord>& sentence);

  /// First pass, over all documents.
  void see(const TermKey& term);
  /// Second pass, in the same order.
  void count(const TermKey& term, const TermSeen& seen);

  struct Ranked {
    TermKey key{};
    double score = 0;
    std::size_t places = 0, documents = 0;
  };
  /// The terms that stand twice or more and look like noun phrases, the likeliest issue first.
  [[nodiscard]] std::vector<Ranked> ranked();

 private:
  struct Count {
    std::uint32_t places = 0, before_noun = 0, positions = 0, capitals = 0, documents = 0, last_document = 0;
    std::uint32_t within = 0, longer = 0;  ///< times within longer terms, and how many of these there are
  };
  struct HashKey {
    std::size_t operator()(const TermKey& key) const;
  };
  static constexpr std::size_t filter_size = std::size_t{1} << 25;

  std::uint32_t number(const std::u32string& word);
  void count_within();

  std::unordered_map<std::u32string, std::uint32_t> numbers_;
  std::vector<const std::u32string*> words_;  // by number, from 1
  std::vector<bool> once_, twice_;
  std::unordered_map<TermKey, Count, HashKey> counts_;
};

/// Whether the words of one are all among the other's.
bool covers(const TermKey& more, const TermKey& less);

}  // namespace parley
