#include "evidence/parting.h"

#include <algorithm>
#include <span>

namespace parley {
namespace {

constexpr std::size_t next_to = 3;  // attributions looked at on either side

bool have_words_in_common(Span a, Span b) { return std::max(a.begin, b.begin) < std::min(a.end, b.end); }

// The attributions around the i-th.
std::span<const ReadAttribution> around(const std::vector<ReadAttribution>& read, std::size_t i) {
  const std::size_t first = i > next_to ? i - next_to : 0;
  return std::span(read).subspan(first, std::min(i + next_to + 1, read.size()) - first);
}

}  // namespace

void part_at_semicolons(const TokenText& text, std::vector<ReadAttribution>& read) {
  for (std::size_t i = 0; i < read.size(); ++i)
    for (auto& part : read[i].content) {
      const auto tokens = tokens_of(text, part);
      std::size_t stop = tokens.begin;
      while (stop < tokens.end && (text.tokens[stop].lower != ";" || text.tokens[stop].quoted)) ++stop;
      if (read[i].ruled || stop <= tokens.begin || stop + 1 >= tokens.end) continue;
      const bool after_cue = read[i].cue.begin < part.begin;
      const Span far = span_of(text, after_cue ? TokenRange{stop, tokens.end} : TokenRange{tokens.begin, stop});
      if (std::ranges::any_of(around(read, i),
                              [&](const ReadAttribution& other) { return have_words_in_common(other.cue, far); }))
        part = span_of(text, after_cue ? TokenRange{tokens.begin, stop} : TokenRange{stop + 1, tokens.end});
    }
}

void part_from_next(const TokenText& text, std::vector<ReadAttribution>& read) {
  constexpr std::size_t fewest_words = 5;
  for (std::size_t i = 0; i < read.size(); ++i)
    for (const auto& other : around(read, i)) {
      if (read[i].ruled || &other == &read[i] || other.nested || !have_words_in_common(read[i].source, other.source) ||
          read[i].content.empty())
        continue;
      auto& part = read[i].content.back();
      if (other.cue.begin < part.begin || other.cue.end >= part.end || other.cue.size() == 0) continue;
      const auto tokens = tokens_of(text, {part.begin, other.cue.begin});
      std::size_t end = tokens.end;
      while (end > tokens.begin && (text.tokens[end - 1].kind == TokenKind::mark ||
                                    text.tokens[end - 1].lower == "and" || text.tokens[end - 1].lower == "but"))
        --end;
      if (end < tokens.begin + fewest_words)
        read[i].content.pop_back();
      else
        part = span_of(text, {tokens.begin, end});
    }
}

void part_from_report(const TokenText& text, std::vector<ReadAttribution>& read) {
  const auto is_plain = [&](Span part) {
    const auto tokens = tokens_of(text, part);
    return std::none_of(text.tokens.begin() + static_cast<std::ptrdiff_t>(tokens.begin),
                        text.tokens.begin() + static_cast<std::ptrdiff_t>(tokens.end),
                        [](const TextToken& token) { return token.quoted || token.kind == TokenKind::opens; });
  };
  for (std::size_t i = 0; i + 1 < read.size(); ++i) {
    const ReadAttribution& report = read[i + 1];
    if (report.content.size() != 1 || !is_plain(report.content.front()) || report.source.size() == 0) continue;
    const Span told = report.content.front();
    if (read[i].cue.begin < told.begin || told.end < read[i].cue.end) continue;
    for (Span& part : read[i].content)
      if (is_plain(part) && part.begin < told.end && have_words_in_common(part, report.cue)) part.end = told.end;
  }
}

}  // namespace parley
