#include "evidence/attribution.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "evidence/quotation_marks.h"
#include "evidence/source_phrase.h"
#include "text/characters.h"

namespace parley {
namespace {

// The sources of the quotations in one paragraph.
class Paragraph : public SourcePhrase {
 public:
  using SourcePhrase::SourcePhrase;

  // Fills in the attribution of each quotation in the paragraph.
  void attribute(std::vector<Attribution>& result) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != QuotedToken::Kind::quotation) continue;
      auto& attribution = result[tokens_[i].quotation];
      attribution.whole = is_whole(i);
      if (is_title(i)) continue;
      if (signed_after(i, attribution) || labelled(i, attribution)) continue;
      const bool led_in = i > 0 && (is_mark(i - 1, U',') || is_mark(i - 1, U':'));
      if (led_in || !runs_out(i))
        before(i, attribution) || after(i, attribution) || led_in_by_colon(i, attribution);
      else
        after(i, attribution) || before(i, attribution);
    }
    share(result);
  }

  // "The paper reports:" with its quotation in the next paragraph.
  [[nodiscard]] Attribution lead() const {
    Attribution attribution;
    if (!tokens_.empty() && is_mark(tokens_.size() - 1, U':')) led_in_by_colon(tokens_.size(), attribution);
    return attribution;
  }

  // "― Jane Doe" in a paragraph of its own.
  [[nodiscard]] std::optional<Span> signature() const { return signature_at(0); }

  [[nodiscard]] bool begins_with_quotation() const {
    return !tokens_.empty() && tokens_.front().kind == QuotedToken::Kind::quotation;
  }

  [[nodiscard]] bool only_quotations() const {
    return std::none_of(tokens_.begin(), tokens_.end(),
                        [](const QuotedToken& t) { return t.kind == QuotedToken::Kind::word; });
  }

 private:
  // The nearest cue to the left in the sentence.
  bool before(std::size_t i, Attribution& attribution) const {
    const std::size_t begin = sentence_begin(i);
    for (std::size_t cue = i; cue-- > begin;) {
      if (!is_cue_at(cue)) continue;
      if (cue + 1 == i && names_things(cue) && !is_one_of(cue - 1, saying::before_verb)) return false;
      if (is_passive(cue)) return false;
      const auto source = tokens_[cue].word == U"according" ? source_after(cue + 2) : source_of_cue(begin, cue);
      if (!source) continue;
      attribution.source = *source;
      attribution.cue = tokens_[cue].span;
      return true;
    }
    return false;
  }

  // The first cue to the right, before the sentence ends or another quotation begins.
  bool after(std::size_t i, Attribution& attribution) const {
    if (tokens_[i].ends_sentence) return false;
    for (std::size_t cue = i + 1; cue < std::min(i + 40, tokens_.size()); ++cue) {
      if (tokens_[cue].ends_sentence || tokens_[cue].kind == QuotedToken::Kind::quotation) break;
      if (!is_cue_at(cue)) continue;
      std::optional<Span> source;
      if (tokens_[cue].word == U"according")
        source = source_after(cue + 2);
      else if (cue == i + 1 || (cue == i + 2 && !is_word(i + 1)))
        source = source_after(cue + 1);
      else
        source = source_before(i + 1, cue);
      if (!source) continue;
      attribution.source = *source;
      attribution.cue = tokens_[cue].span;
      return true;
    }
    return attribution.whole && runs_out(i) && said_so_after(i, attribution);
  }

  // Words that end in a comma, or a question, and are followed by somebody and a verb are said by him, whatever the
  // verb: "…,” she surmised", "…,” mused the host".
  bool said_so_after(std::size_t i, Attribution& attribution) const {
    const std::size_t first = is_mark(i + 1, U',') ? i + 2 : i + 1;
    std::size_t cue = first;
    const bool named_first = is_one_of(first, saying::pronouns) || is_one_of(first, saying::determiners) ||
                             (is_word(first) && tokens_[first].capital);
    if (named_first)
      for (++cue; cue < first + 10 && is_word(cue) && !(is_past(cue) || is_one_of(cue, saying::nouns));) ++cue;
    if (!is_word(cue) || tokens_[cue].capital || !(is_past(cue) || (named_first && is_one_of(cue, saying::nouns))))
      return false;
    const auto source = named_first ? source_before(first, cue) : source_after(cue + 1);
    if (!source) return false;
    attribution.source = *source;
    attribution.cue = tokens_[cue].span;
    return true;
  }

  // A colon leads a quotation in: "…, as the paper notes:", "More from Smith:", or "The ruling put it in one line:", of
  // which the source is what the sentence is about.
  bool led_in_by_colon(std::size_t i, Attribution& attribution) const {
    if (i < 2 || !is_mark(i - 1, U':') || !is_word(i - 2)) return false;
    const std::size_t begin = sentence_begin(i);
    auto source = is_cue(tokens_[i - 2].word) ? source_of_cue(begin, i - 2) : std::nullopt;
    attribution.cue = tokens_[source ? i - 2 : i - 1].span;
    if (!source && before(i, attribution)) return true;
    if (!source) source = named_last(begin, i - 1);
    if (!source) source = first_name(begin, i - 1);
    if (!source || lower_words(text_.substr(source->begin, source->size())) == U"it") return false;
    attribution.source = *source;
    return true;
  }

  // "Smith: “We want peace.”": a name or title alone before a colon.
  bool labelled(std::size_t i, Attribution& attribution) const {
    if (i < 2 || !is_mark(i - 1, U':')) return false;
    const std::size_t begin = sentence_begin(i);
    std::size_t capitals = 0;
    for (std::size_t k = begin; k + 1 < i; ++k) {
      if (!is_word(k) || k - begin > 5) return false;
      const bool small = is_one_of(k, saying::determiners) || is_one_of(k, saying::joins) || tokens_[k].word == U"of";
      if (!tokens_[k].capital && !small) return false;
      capitals += tokens_[k].capital && !small;
    }
    if (capitals == 0) return false;
    attribution.source = {tokens_[begin].span.begin, tokens_[i - 2].span.end};
    attribution.cue = tokens_[i - 1].span;
    return true;
  }

  // "― Jane Doe" after a quotation, to the paragraph's end.
  bool signed_after(std::size_t i, Attribution& attribution) const {
    const auto name = signature_at(i + 1);
    if (name) attribution.source = *name;
    return name.has_value();
  }

  // The name after a dash, or two hyphens, at `i`.
  [[nodiscard]] std::optional<Span> signature_at(std::size_t i) const {
    std::size_t begin = i;
    while (begin < i + 2 && is_dash(begin)) ++begin;
    if (begin == i || !is_word(begin) || !tokens_[begin].capital) return std::nullopt;
    std::size_t end = begin;
    while (is_word(end) && tokens_[end].capital) ++end;
    const bool other_mark = end < tokens_.size() && tokens_[end].kind == QuotedToken::Kind::mark &&
                            !is_mark(end, U',') && !is_mark(end, U'.');
    if (is_word(end) || other_mark) return std::nullopt;
    return Span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
  }

  [[nodiscard]] bool is_dash(std::size_t i) const {
    return is_mark(i, 0x2015) || is_mark(i, 0x2014) || is_mark(i, 0x2013) || is_mark(i, U'-');
  }

  // A quotation without a cue has the source of the one before it in the paragraph, else of the one after it.
  void share(std::vector<Attribution>& result) const {
    const auto pass = [&](const auto& first, const auto& last) {
      const Attribution* neighbour = nullptr;
      for (auto it = first; it != last; ++it) {
        if (it->kind != QuotedToken::Kind::quotation) continue;
        auto& attribution = result[it->quotation];
        if (attribution.source.size() == 0 && neighbour != nullptr && attribution.whole)
          attribution.source = neighbour->source;
        if (attribution.source.size() > 0) neighbour = &attribution;
      }
    };
    pass(tokens_.begin(), tokens_.end());
    pass(tokens_.rbegin(), tokens_.rend());
  }
};

// What somebody quotes in a turn of a transcript is the turn's.
void drop_quoted_in_turns(const std::vector<Turn>& turns, std::vector<Attribution>& result) {
  auto attribution = result.begin();
  for (const auto& turn : turns)
    for (const auto part : turn.content) {
      while (attribution != result.end() && attribution->quote.end <= part.begin) ++attribution;
      for (; attribution != result.end() && attribution->quote.begin < part.end; ++attribution)
        attribution->source = attribution->cue = {};
    }
}

// Whether a paragraph without quotations may lead in the next one, "The paper reports:", or sign the one before.
bool bears_on_neighbours(std::u32string_view text, Span paragraph) {
  constexpr std::u32string_view dashes = U"-\u2013\u2014\u2015";
  while (paragraph.size() > 0 && is_unicode_space(text[paragraph.end - 1])) --paragraph.end;
  return paragraph.size() > 0 &&
         (text[paragraph.end - 1] == U':' || dashes.find(text[paragraph.begin]) != std::u32string_view::npos);
}

}  // namespace

std::vector<Attribution> attributions(const Document& document, const IsSpeaker& is_speaker) {
  const auto paragraphs = prose_paragraphs(document);
  const auto quotations = marked_quotations(document, paragraphs);
  std::unordered_set<std::size_t> sentence_ends;
  for (const auto& sentence : document.sentences) sentence_ends.insert(sentence.end);
  std::vector<Attribution> result;
  for (const auto& quotation : quotations) result.push_back({.quote = quotation.inner, .source = {}, .cue = {}});
  std::size_t first = 0;
  std::optional<std::size_t> previous;  // the last quotation of the paragraph before
  Attribution lead;                     // who leads in what the next paragraph quotes
  for (std::size_t p = 0; p < paragraphs.size(); ++p) {
    std::size_t last = first;
    while (last < quotations.size() && quotations[last].paragraph == p) ++last;
    if (first == last && !bears_on_neighbours(document.text, paragraphs[p])) {  // most are so, and some are long
      previous.reset();
      lead = {};
      continue;
    }
    const Paragraph paragraph(document, paragraphs[p], quotations, first, last, sentence_ends);
    if (first < last) {
      paragraph.attribute(result);
      auto& opening = result[first];
      const bool runs_on = first > 0 && quotations[first].continues;
      if (opening.source.size() == 0 && lead.source.size() > 0 && paragraph.begins_with_quotation()) {
        opening.source = lead.source;
        opening.cue = lead.cue;
      }
      if (previous && opening.source.size() == 0 && (runs_on || paragraph.only_quotations()))
        opening.source = result[*previous].source;
      if (paragraph.only_quotations())
        for (std::size_t q = first + 1; q < last; ++q)
          if (result[q].source.size() == 0) result[q].source = opening.source;
      previous = last - 1;
    } else {
      const auto name = previous ? paragraph.signature() : std::nullopt;
      for (std::size_t q = first; name && q > 0 && quotations[q - 1].paragraph + 1 == p; --q)
        if (auto& above = result[q - 1]; above.cue.size() == 0 && above.whole) above.source = *name;
      previous.reset();
    }
    lead = paragraph.lead();
    first = last;
  }
  drop_quoted_in_turns(transcript_turns(document, paragraphs, is_speaker), result);
  return result;
}

}  // namespace parley
