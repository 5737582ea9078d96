#include "evidence/quotation.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "text/characters.h"

namespace parley {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

bool has_no_width(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

char32_t plain(char32_t c) {
  if (c < 0x80) return c == U'`' ? U'\'' : c;
  if ((c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0xB4 || c == 0x2039 || c == 0x203A) return U'\'';
  if ((c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0xAB || c == 0xBB) return U'"';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return U'-';
  return c;
}

bool is_word(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }

// Folds `text`, giving each folded code point and its index to `emit`, and each paragraph's end to `end_paragraph`.
template <typename Emit, typename EndParagraph>
void fold(std::u32string_view text, Emit emit, EndParagraph end_paragraph) {
  bool begun = false;
  std::size_t space = none, line_ends = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (is_unicode_space(c)) {
      if (space == none) space = i;
      line_ends += c == U'\n' || c == 0x2029;
      continue;
    }
    if (has_no_width(c)) continue;
    if (begun && line_ends > 1) end_paragraph();
    if (begun && space != none) emit(U' ', space);
    space = none;
    line_ends = 0;
    begun = true;
    for (int k = 0; k < (c == 0x2026 ? 3 : 1); ++k) emit(c == 0x2026 ? U'.' : plain(c), i);
  }
}

// Calls found(begin) for the occurrences of `pattern` from left to right, not overlapping, until it returns false.
template <typename Text, typename Pattern, typename Found>
void search(const Text& text, std::size_t from, std::size_t to, const Pattern& pattern, Found found) {
  const std::size_t length = pattern.size();
  if (length == 0) return;
  std::vector<std::size_t> border(length, 0);
  for (std::size_t i = 1, k = 0; i < length; ++i) {
    while (k > 0 && pattern[i] != pattern[k]) k = border[k - 1];
    if (pattern[i] == pattern[k]) ++k;
    border[i] = k;
  }
  for (std::size_t i = from, k = 0; i < to; ++i) {
    while (k > 0 && text[i] != pattern[k]) k = border[k - 1];
    if (text[i] == pattern[k]) ++k;
    if (k < length) continue;
    if (!found(i + 1 - length)) return;
    k = 0;
  }
}

std::size_t distance(std::size_t a, std::size_t b) { return a < b ? b - a : a - b; }

// Letters and digits of a word: lower case, without accents.
std::u32string letters(std::u32string_view word) {
  static const UNormalizer2* normalizer = [] {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFDInstance(&status);
  }();
  std::u32string result;
  for (const char32_t c : word) {
    UChar parts[8];
    UErrorCode status = U_ZERO_ERROR;
    const auto count = c < 0x80 ? -1 : unorm2_getDecomposition(normalizer, static_cast<UChar32>(c), parts, 8, &status);
    const bool simple = count < 0 || U_FAILURE(status) || U16_IS_SURROGATE(parts[0]);
    const char32_t base = simple ? c : parts[0];
    if (is_word(base)) result += static_cast<char32_t>(u_foldCase(static_cast<UChar32>(base), U_FOLD_CASE_DEFAULT));
  }
  return result;
}

// Whether two words are the same but for one letter: both long, beginning alike, without digits.
bool is_slip(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < 5 || b.size() - a.size() > 1 || a[0] != b[0]) return false;
  const auto has_digit = [](std::u32string_view w) {
    return std::any_of(w.begin(), w.end(), [](char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; });
  };
  if (has_digit(a) || has_digit(b)) return false;
  const std::size_t head = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  if (a.size() < b.size()) return a.substr(head) == b.substr(head + 1);
  if (head == a.size() || a.substr(head + 1) == b.substr(head + 1)) return true;
  return head + 1 < a.size() && a[head] == b[head + 1] && a[head + 1] == b[head] &&
         a.substr(head + 2) == b.substr(head + 2);
}

// The parts of a folded quotation between its ellipses, bare of brackets around them.
std::vector<std::u32string_view> parts_of(std::u32string_view folded) {
  std::vector<std::u32string_view> parts;
  const auto add = [&](std::u32string_view part) {
    const auto begin = part.find_first_not_of(U" []()");
    if (begin == std::u32string_view::npos) return;
    parts.push_back(part.substr(begin, part.find_last_not_of(U" []()") - begin + 1));
  };
  while (true) {
    const auto dots = folded.find(U"...");
    add(folded.substr(0, dots));
    if (dots == std::u32string_view::npos) return parts;
    folded.remove_prefix(std::min(folded.find_first_not_of(U'.', dots), folded.size()));
  }
}

// Whether a folded quotation with ellipses is `whole` with words left out between its parts, but none at the ends.
bool is_abridged(std::u32string_view whole, std::u32string_view quote) {
  const auto parts = parts_of(quote);
  if (parts.empty() || quote.find(U"...") == std::u32string_view::npos) return false;
  std::size_t at = 0;
  for (const auto part : parts) {
    at = whole.find(part, at);
    if (at == std::u32string_view::npos) return false;
    at += part.size();
  }
  return whole.starts_with(parts.front()) && whole.ends_with(parts.back());
}

}  // namespace

std::u32string fold_quotation(std::u32string_view text) {
  std::u32string result;
  const auto keep = [&](char32_t c, std::size_t) { result += c; };
  fold(text, keep, [] {});
  return result;
}

Anchor QuotationFinder::find(std::u32string_view quote, std::optional<Span> expected) {
  const auto folded_quote = fold_quotation(quote);
  if (folded_quote.empty()) return {};
  const bool inside = expected && expected->begin < expected->end && expected->end <= text_.size();
  if (inside) {
    const auto there = text_.substr(expected->begin, expected->size());
    if (there == quote) return {AnchorKind::in_place, *expected, 1};
    const auto folded_there = fold_quotation(there);
    if (folded_there == folded_quote || is_abridged(folded_there, folded_quote))
      return {AnchorKind::in_place, *expected, 1};
  }
  prepare_folded();
  if (auto anchor = find_whole(folded_quote, expected)) return *anchor;
  if (auto anchor = find_parts(folded_quote, expected)) return *anchor;
  prepare_words();
  if (auto anchor = find_words(quote, expected)) return *anchor;
  return {AnchorKind::missing, nearest_passage(quote).value_or(Span{}), 0};
}

void QuotationFinder::prepare_folded() {
  if (!folded_.empty()) return;
  folded_.reserve(text_.size());
  origin_.reserve(text_.size());
  const auto emit = [&](char32_t c, std::size_t i) {
    folded_ += c;
    origin_.push_back(static_cast<std::uint32_t>(i));
  };
  fold(text_, emit, [&] { paragraph_ends_.push_back(folded_.size()); });
  paragraph_ends_.push_back(folded_.size());
}

void QuotationFinder::prepare_words() {
  if (words_.empty()) words_ = words_of(text_);
}

Span QuotationFinder::original(std::size_t begin, std::size_t end) const {
  return {origin_[begin], static_cast<std::size_t>(origin_[end - 1]) + 1};
}

bool QuotationFinder::is_whole_words(std::size_t begin, std::size_t end) const {
  const bool cut_before = begin > 0 && is_word(folded_[begin - 1]) && is_word(folded_[begin]);
  const bool cut_after = end < folded_.size() && is_word(folded_[end - 1]) && is_word(folded_[end]);
  return !cut_before && !cut_after;
}

std::optional<Anchor> QuotationFinder::find_whole(std::u32string_view folded_quote, std::optional<Span> expected) {
  Anchor whole{AnchorKind::found, {}, 0}, cut{AnchorKind::found, {}, 0};
  search(folded_, 0, folded_.size(), folded_quote, [&](std::size_t begin) {
    const Span span = original(begin, begin + folded_quote.size());
    auto& best = is_whole_words(begin, begin + folded_quote.size()) ? whole : cut;
    const bool nearer = expected && distance(span.begin, expected->begin) < distance(best.span.begin, expected->begin);
    if (best.occurrences++ == 0 || nearer) best.span = span;
    return true;
  });
  if (whole.occurrences == 0) whole = cut;
  if (whole.occurrences == 0) return std::nullopt;
  if (expected && whole.span == *expected) whole.kind = AnchorKind::in_place;
  return whole;
}

std::optional<Anchor> QuotationFinder::find_parts(std::u32string_view folded_quote, std::optional<Span> expected) {
  const auto parts = parts_of(folded_quote);
  if (folded_quote.find(U"...") == std::u32string_view::npos || parts.empty()) return std::nullopt;
  Anchor best{AnchorKind::found, {}, 0};
  std::size_t begin = 0;
  for (const std::size_t end : paragraph_ends_) {
    std::size_t first = none, at = begin;
    bool all = true;
    for (const auto part : parts) {
      std::size_t where = none;
      search(folded_, at, end, part, [&](std::size_t k) {
        if (is_whole_words(k, k + part.size())) where = k;
        return where == none;
      });
      if (where == none) {
        all = false;
        break;
      }
      if (first == none) first = where;
      at = where + part.size();
    }
    begin = end;
    if (!all) continue;
    const Span span = original(first, at);
    const bool nearer = expected && distance(span.begin, expected->begin) < distance(best.span.begin, expected->begin);
    if (best.occurrences++ == 0 || nearer) best.span = span;
    if (expected && span == *expected) best.kind = AnchorKind::in_place;
  }
  if (best.occurrences == 0) return std::nullopt;
  return best;
}

std::vector<QuotationFinder::Word> QuotationFinder::words_of(std::u32string_view text) {
  std::vector<Word> words;
  const auto breaks = [](char32_t c) {
    return is_unicode_space(c) || c == 0x2014 || c == 0x2015 || c == 0x2026 || c == U'/';
  };
  for (std::size_t i = 0; i < text.size();) {
    if (breaks(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && !breaks(text[i])) ++i;
    std::size_t from = begin, to = i;
    while (from < to && !is_word(text[from])) ++from;
    while (from < to && !is_word(text[to - 1])) --to;
    if (from == to) continue;
    std::uint64_t key = 14695981039346656037ULL;  // FNV-1a
    for (const char32_t c : letters(text.substr(from, to - from))) key = (key ^ c) * 1099511628211ULL;
    words.push_back({{from, to}, key});
  }
  return words;
}

std::optional<Anchor> QuotationFinder::find_words(std::u32string_view quote, std::optional<Span> expected) {
  const auto wanted = words_of(quote);
  const std::size_t count = wanted.size();
  if (count == 0 || count > words_.size()) return std::nullopt;
  const std::size_t slips = count < 3 ? 0 : std::min<std::size_t>(1 + count / 10, 8);
  const auto stands_at = [&](std::size_t at) {
    std::size_t differing = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (words_[at + i].key == wanted[i].key) continue;
      const auto& there = words_[at + i].span;
      if (++differing > slips || !is_slip(letters(text_.substr(there.begin, there.size())),
                                          letters(quote.substr(wanted[i].span.begin, wanted[i].span.size()))))
        return false;
    }
    return true;
  };
  std::vector<std::uint64_t> keys(words_.size());
  std::transform(words_.begin(), words_.end(), keys.begin(), [](const Word& w) { return w.key; });
  std::optional<Anchor> best;
  for (std::size_t piece = 0; piece <= slips; ++piece) {
    const std::size_t from = piece * count / (slips + 1), to = (piece + 1) * count / (slips + 1);
    std::vector<std::uint64_t> seed;
    for (std::size_t i = from; i < to; ++i) seed.push_back(wanted[i].key);
    search(keys, 0, keys.size(), seed, [&](std::size_t k) {
      if (k < from || k - from + count > words_.size() || !stands_at(k - from)) return true;
      const Span span{words_[k - from].span.begin, words_[k - from + count - 1].span.end};
      if (!best || (expected && distance(span.begin, expected->begin) < distance(best->span.begin, expected->begin)))
        best = Anchor{AnchorKind::slips, span, 1};
      return true;
    });
  }
  return best;
}

// The stretch of as many words as the quotation has that shares most with it, rare words counting more.
std::optional<Span> QuotationFinder::nearest_passage(std::u32string_view quote) {
  const auto wanted = words_of(quote);
  if (wanted.empty() || words_.empty()) return std::nullopt;
  struct Need {
    std::size_t open = 0;       // occurrences in the quotation that the window has not met
    std::size_t frequency = 0;  // in the text
    [[nodiscard]] double weight() const { return 1.0 / static_cast<double>(frequency); }
  };
  std::unordered_map<std::uint64_t, Need> needs;
  for (const auto& word : wanted) ++needs[word.key].open;
  std::vector<std::pair<std::size_t, Need*>> shared;  // the text's words that the quotation has too
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto need = needs.find(words_[i].key);
    if (need == needs.end()) continue;
    ++need->second.frequency;
    shared.emplace_back(i, &need->second);
  }
  // A window holds each shared word as often as it stands there; what it has too often counts nothing.
  std::unordered_map<const Need*, std::size_t> inside;
  double score = 0, best_score = 0;
  std::optional<Span> best;
  std::size_t met = 0, best_met = 0;
  for (std::size_t left = 0, right = 0; right < shared.size(); ++right) {
    auto* entering = shared[right].second;
    if (inside[entering]++ < entering->open) {
      score += entering->weight();
      ++met;
    }
    while (shared[right].first - shared[left].first >= wanted.size()) {
      auto* leaving = shared[left++].second;
      if (--inside[leaving] < leaving->open) {
        score -= leaving->weight();
        --met;
      }
    }
    if (score > best_score + 1e-12) {
      best_score = score;
      best_met = met;
      best = Span{words_[shared[left].first].span.begin, words_[shared[right].first].span.end};
    }
  }
  if (3 * best_met < wanted.size()) return std::nullopt;
  return best;
}

}  // namespace parley
