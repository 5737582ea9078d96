#include "evidence/repetition.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace parley {
namespace {

constexpr std::size_t words_a_shingle = 5;
constexpr std::size_t window = 4;
constexpr std::size_t fewest = 30;
constexpr double enough = 0.8;
constexpr std::size_t longest = 3;  // times the shorter one

constexpr std::uint64_t fnv_offset = 14695981039346656037ULL, fnv_prime = 1099511628211ULL;

// The finisher of SplitMix64: neighbouring hashes become far ones.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

// Adds the hashes of the words of `text`: runs of letters and digits, case folded; an apostrophe within is left out.
void add_words(std::u32string_view text, std::vector<std::uint64_t>& words) {
  std::uint64_t hash = fnv_offset;
  bool inside = false;
  for (const char32_t c : text) {
    if (u_isalnum(static_cast<UChar32>(c)) != 0) {
      hash = (hash ^ static_cast<std::uint64_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT))) * fnv_prime;
      inside = true;
    } else if (inside && c != U'\'' && c != 0x2019) {
      words.push_back(std::exchange(hash, fnv_offset));
      inside = false;
    }
  }
  if (inside) words.push_back(hash);
}

void make_set(std::vector<std::uint64_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// The lowest of each window, by a queue of those that may still be the lowest.
std::vector<std::uint64_t> winnow(const std::vector<std::uint64_t>& row) {
  std::vector<std::uint64_t> chosen;
  std::deque<std::size_t> low;
  for (std::size_t i = 0; i < row.size(); ++i) {
    while (!low.empty() && row[low.back()] >= row[i]) low.pop_back();
    low.push_back(i);
    if (low.front() + window <= i) low.pop_front();
    if (i + 1 >= window) chosen.push_back(row[low.front()]);
  }
  make_set(chosen);
  return chosen;
}

Shingles shingles_of_words(const std::vector<std::uint64_t>& words) {
  std::vector<std::uint64_t> row;
  for (std::size_t i = 0; i + words_a_shingle <= words.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < words_a_shingle; ++k) hash = mixed(hash + words[i + k]);
    row.push_back(hash);
  }
  Shingles shingles{.all = {}, .fingerprints = winnow(row)};
  shingles.all = std::move(row);
  make_set(shingles.all);
  return shingles;
}

// The share of the shorter one's shingles that the longer one has; 0 where the two are not of a kind.
double shared(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  const auto [less, more] = std::minmax({a.size(), b.size()});
  if (less < fewest || more > longest * less) return 0;
  std::size_t both = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++both;
    const bool step_i = *i <= *j, step_j = *j <= *i;
    if (step_i) ++i;
    if (step_j) ++j;
  }
  return static_cast<double>(both) / static_cast<double>(less);
}

}  // namespace

Shingles shingles_of(std::u32string_view text) {
  std::vector<std::uint64_t> words;
  add_words(text, words);
  return shingles_of_words(words);
}

Shingles shingles_of(const Document& document) {
  std::vector<std::uint64_t> words;
  for (const Line& line : document.lines)
    if (line.kind == LineKind::prose || line.kind == LineKind::heading || line.kind == LineKind::list_item)
      add_words(std::u32string_view(document.text).substr(line.span.begin, line.span.size()), words);
  return shingles_of_words(words);
}

namespace {

using TextPair = std::pair<std::uint32_t, std::uint32_t>;

void keep_each_once(std::vector<TextPair>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

// Pairs of texts to compare: of those that share a fingerprint, in their order, each with the first and with the one
// before it. The fingerprints are gone through in parts, so that few are held at once.
std::vector<TextPair> candidates_among(const ShingleStore& texts) {
  constexpr std::uint64_t parts = 8;
  std::vector<TextPair> candidates;
  for (std::uint64_t part = 0; part < parts; ++part) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> seen;
    texts.each([&](std::size_t text, std::span<const std::uint64_t> fingerprints) {
      for (const std::uint64_t print : fingerprints)
        if (print % parts == part) seen.emplace_back(print, static_cast<std::uint32_t>(text));
    });
    std::sort(seen.begin(), seen.end());
    for (std::size_t first = 0, k = 1; k < seen.size(); ++k) {
      if (seen[k].first != seen[first].first) {
        first = k;
        continue;
      }
      candidates.emplace_back(seen[first].second, seen[k].second);
      candidates.emplace_back(seen[k - 1].second, seen[k].second);
    }
    keep_each_once(candidates);
  }
  return candidates;
}

// Texts that are held, as a store.
ShingleStore held(std::span<const Shingles> texts) {
  return {texts.size(),
          [texts](const ShingleStore::Visit& visit) {
            for (std::size_t i = 0; i < texts.size(); ++i) visit(i, texts[i].fingerprints);
          },
          [texts](std::size_t text) { return texts[text].all; }};
}

}  // namespace

std::vector<Repetition> find_repetitions(const ShingleStore& texts) {
  std::vector<Repetition> found;
  std::vector<std::uint64_t> shingles;
  std::optional<std::size_t> whose;
  for (const auto& [first, second] : candidates_among(texts)) {
    if (first == second) continue;  // a store that began anew has shown it twice
    if (whose != first) shingles = texts.all(first);
    whose = first;
    if (const double share = shared(shingles, texts.all(second)); share >= enough)
      found.push_back({first, second, share});
  }
  return found;
}

std::vector<Repetition> find_repetitions(std::span<const Shingles> texts) { return find_repetitions(held(texts)); }

std::vector<std::size_t> first_of_each(std::size_t count, std::span<const Repetition> repetitions) {
  std::vector<std::size_t> parent(count);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const Repetition& r : repetitions) {
    const auto [low, high] = std::minmax({root(r.first), root(r.second)});
    parent[high] = low;
  }
  for (std::size_t i = 0; i < count; ++i) parent[i] = root(i);
  return parent;
}

void note_repetitions(Casebook& casebook, std::span<const int> documents, std::span<const Shingles> texts,
                      std::vector<Problem>& problems) {
  note_repetitions(casebook, documents, held(texts), problems);
}

void note_repetitions(Casebook& casebook, std::span<const int> documents, const ShingleStore& texts,
                      std::vector<Problem>& problems) {
  // The one that stands for all must not hang on the order of a file: the earliest, then the first by id.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < documents.size(); ++i)
    if (casebook.documents[documents[i]].repeats.empty()) order.push_back(i);
  const auto key = [&](std::size_t i) {
    const Source& source = casebook.documents[documents[i]];
    return std::tuple(source.date ? source.date->last : std::numeric_limits<int>::max(), std::string_view(source.id));
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> place(documents.size(), none);
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  const ShingleStore sorted{order.size(),
                            [&](const ShingleStore::Visit& visit) {
                              texts.each([&](std::size_t text, std::span<const std::uint64_t> fingerprints) {
                                if (place[text] != none) visit(place[text], fingerprints);
                              });
                            },
                            [&](std::size_t text) { return texts.all(order[text]); }};
  const auto repetitions = find_repetitions(sorted);
  const auto first = first_of_each(order.size(), repetitions);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (first[i] == i) continue;
    double share = 0;
    for (const Repetition& r : repetitions)
      if (r.first == i || r.second == i) share = std::max(share, r.share);
    Source& source = casebook.documents[documents[order[i]]];
    source.same_as = documents[order[first[i]]];
    const std::string& original = casebook.documents[source.same_as].id;
    problems.push_back(
        {.severity = Severity::warning,
         .place = source.place,
         .message = fmt::format("document '{}' carries the same report as '{}' ({:.0f} % of its text), so "
                                "the two count as one source",
                                source.id, original, 100 * share),
         .expected = {},
         .hint = fmt::format("write `repeats: {}` under it, or `repeats: none` where it is no copy", original),
         .source_line = {}});
  }
}

}  // namespace parley
