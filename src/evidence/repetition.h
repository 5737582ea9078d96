// One report in several papers: documents that are near-duplicates, found so that repetition is not taken for evidence.
//
// A text is the set of its shingles, runs of five words, case and punctuation folded (Broder 1997). Two documents carry
// one report where four fifths of the shorter one's shingles stand in the longer one, which is at most three times as
// long: papers change the headline, cut the end, swap a word. Comparing all pairs would be quadratic, so candidates
// come from winnowing (Schleimer, Wilkerson and Aiken 2003): of each four shingles in a row the one of the lowest hash
// is a fingerprint, so that a run of eight words that two texts share gives both one fingerprint. Of the documents with
// a fingerprint, in order, each is compared with the first and with the one before it: in linear many comparisons all
// copies of one report are joined, whatever their number. Each candidate is then verified on all shingles; hashes have
// 64 bits, and a chance meeting of a few changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "text/document.h"

namespace parley {

/// What is compared of a text.
struct Shingles {
  std::vector<std::uint64_t> all;           ///< ascending, each once
  std::vector<std::uint64_t> fingerprints;  ///< of them, those that winnowing chooses; ascending, each once
};

/// The shingles of a text.
Shingles shingles_of(std::u32string_view text);
/// Of a document's prose, headings and lists; what is not prose is left out.
Shingles shingles_of(const Document& document);

/// Two texts that carry one report.
struct Repetition {
  std::size_t first = 0, second = 0;  ///< indices, first < second
  double share = 0;                   ///< of the shorter one's shingles, those that the longer one has
};

/// The shingles of many texts, wherever they are kept: not all are held at once.
struct ShingleStore {
  using Visit = std::function<void(std::size_t text, std::span<const std::uint64_t> fingerprints)>;
  std::size_t count = 0;
  std::function<void(const Visit&)> each;  ///< visits every text; is called more than once
  std::function<std::vector<std::uint64_t>(std::size_t text)> all;
};

/// The pairs that were compared and carry one report, in order. Texts of fewer than thirty shingles are left alone.
std::vector<Repetition> find_repetitions(const ShingleStore& texts);
std::vector<Repetition> find_repetitions(std::span<const Shingles> texts);

/// For each of `count` texts the first of those joined with it.
std::vector<std::size_t> first_of_each(std::size_t count, std::span<const Repetition> repetitions);

/// Sets `same_as` of the documents whose texts are given (by index in the casebook) and whose `repeats` is empty: of
/// those that carry one report, the earliest by date and then by id stands for all. Adds a warning for each other one.
void note_repetitions(Casebook& casebook, std::span<const int> documents, const ShingleStore& texts,
                      std::vector<Problem>& problems);
void note_repetitions(Casebook& casebook, std::span<const int> documents, std::span<const Shingles> texts,
                      std::vector<Problem>& problems);

}  // namespace parley
