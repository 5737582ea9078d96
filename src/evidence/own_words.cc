#include "evidence/own_words.h"

#include <algorithm>

#include "evidence/phrase_list.h"
#include "evidence/quoted_row.h"
#include "evidence/saying_words.h"
#include "evidence/spokespeople.h"

namespace parley {

// "Norland wants a dam", said by another: the nearest name before the word of stance, if no "we" is nearer. What
// must be done may well be told of another.
bool OwnWords::tell_of_another(const Proposal& proposal, const ReadPosition& position) const {
  static const PhraseList own("i|we|our|us|my|he|she|they|it|his|her|their|its"), duties("must|should|ought|ha*|need*");
  static const PhraseList leads("to|with|for|from|by|of|on|against|about|at|in|told");
  const std::size_t stance = position.words.stance_at.begin;
  const Span at = text_.tokens[stance].span;
  if (proposal.row.text(Column::form) == "deed" || at.begin < proposal.content.front().begin ||
      at.end > proposal.content.back().end)
    return false;
  if (position.words.about.size() > 0 || duties.match(text_, stance, text_.tokens.size()) > 0) return false;
  const std::size_t first = tokens_of(text_, proposal.content.front()).begin;
  if (is_reported(proposal, std::max(first, position.sentence.begin), stance)) return true;
  for (std::size_t k = stance; k > std::max(first, position.sentence.begin); --k) {
    const auto& token = text_.tokens[k - 1];
    if (token.kind == TokenKind::mark) return false;
    if (own.match(text_, k - 1, k) > 0) return is_another(proposal, k - 1);
    if (const auto named = actors_.after_article(k - 1, stance)) {
      const bool led = k - 1 > position.sentence.begin && leads.match(text_, k - 2, k - 1) > 0;
      if (!led) return casebook_.parties[named->mention.speaker.party].id != proposal.row.text(Column::party);
    }
    if (!token.capital() || token.kind != TokenKind::word) continue;
    std::size_t begin = k - 1;
    while (begin > position.sentence.begin && text_.tokens[begin - 1].capital()) --begin;
    const auto& next = text_.tokens[k];
    const bool possessor = next.lower == "'s";
    const bool of_its_own = possessor && k + 1 == stance;  // "Norland's refusal"
    const bool part_of_name = classes_.noun[next.tag] && !next.capital() && !is_spokesperson(utf32(next.lower));
    const bool led = begin > position.sentence.begin && leads.match(text_, begin - 1, begin) > 0;
    const auto speaker = mentions_.resolve(span_of(text_, {begin, k})).speaker;
    const int party = party_of(casebook_, speaker, date_);
    k = begin + 1;
    if (party < 0 || (possessor && !of_its_own) || led || part_of_name) continue;
    return casebook_.parties[party].id != proposal.row.text(Column::party);
  }
  return false;
}

// Whether "he" is not the speaker: "she said that he …".
bool OwnWords::is_another(const Proposal& proposal, std::size_t pronoun) const {
  const auto& word = text_.tokens[pronoun].lower;
  const auto source =
      lower_words(std::u32string_view(document_.text).substr(proposal.source.begin, proposal.source.size()));
  return (source == U"she" && word == "he") || (source == U"he" && word == "she");
}

// "Smith told her that …", "it is Norland that …": what stands at `stance` is told of another whom the words name.
bool OwnWords::is_reported(const Proposal& proposal, std::size_t first, std::size_t stance) const {
  constexpr std::size_t furthest = 3;  // words from a name to "told"
  const auto is_other = [&](std::size_t at) {
    const int party = party_named_at(at);
    return party >= 0 && casebook_.parties[party].id != proposal.row.text(Column::party);
  };
  const auto word = [&](std::size_t at) { return std::string_view(text_.tokens[at].lower); };
  if (first + 2 < stance && word(first) == "it" && (word(first + 1) == "is" || word(first + 1) == "was") &&
      is_other(first + 2))
    return true;
  for (std::size_t cue = stance; cue-- > first + 1;) {
    if (text_.tokens[cue].kind == TokenKind::mark || word(cue) == "but" || word(cue) == "while") return false;
    if (!is_cue(utf32(word(cue)))) continue;
    for (std::size_t k = cue; k > first && cue - k < furthest; --k)
      if (is_other(k - 1)) return true;
  }
  return false;
}

// The party of whom the word with a capital at a token is the name; -1 for none.
int OwnWords::party_named_at(std::size_t at) const {
  if (!text_.tokens[at].capital() || text_.tokens[at].kind != TokenKind::word) return -1;
  return party_of(casebook_, mentions_.resolve(span_of(text_, {at, at + 1})).speaker, date_);
}

}  // namespace parley
