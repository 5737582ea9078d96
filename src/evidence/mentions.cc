#include "evidence/mentions.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/ascii.h"
#include "evidence/spokespeople.h"
#include "evidence/word_row.h"
#include "text/characters.h"

namespace parley {
namespace {

constexpr std::array<std::string_view, 44> title_words{
    "president", "vice",    "prime",   "minister", "secretary",  "treasury", "defense",        "defence",  "state",
    "foreign",   "general", "gen.",    "senator",  "sen.",       "rep.",     "representative", "gov.",     "governor",
    "mr.",       "mrs.",    "ms.",     "dr.",      "chancellor", "king",     "queen",          "prince",   "sir",
    "lord",      "judge",   "justice", "colonel",  "col.",       "lt.",      "captain",        "chairman", "ambassador",
    "envoy",     "premier", "chief",   "deputy",   "director",   "speaker",  "commissioner",   "mayor"};

bool is_title(std::string_view word) {
  return std::find(title_words.begin(), title_words.end(), word) != title_words.end();
}

bool is_pronoun(std::u32string_view phrase) {
  static constexpr std::u32string_view pronouns[] = {U"he",  U"He",  U"she", U"She",    U"who",
                                                     U"his", U"her", U"him", U"himself"};
  return std::find(std::begin(pronouns), std::end(pronouns), phrase) != std::end(pronouns);
}

// "some, including Hungary, have stated": who is included, whether the words of `span` say so or what follows them.
std::optional<Span> included(std::u32string_view text, Span span) {
  static constexpr std::u32string_view leads[] = {U"some", U"others", U"many", U"several"};
  constexpr std::u32string_view marker = U", including ";
  constexpr std::size_t longest = 80;
  const auto here = text.substr(span.begin);
  for (const auto lead : leads) {
    if (!here.starts_with(lead) || !here.substr(lead.size()).starts_with(marker)) continue;
    const std::size_t begin = span.begin + lead.size() + marker.size();
    const std::size_t most = std::max(span.end, begin + longest);
    const std::size_t end = std::min({text.find_first_of(U",.;\n", begin), most, text.size()});
    if (span.end == span.begin + lead.size() || span.end >= begin) return Span{begin, end};
  }
  return std::nullopt;
}

}  // namespace

Mentions::Mentions(const Document& document, const TokenText& text, const NameIndex& index)
    : document_(document), index_(index) {
  learn(text);
}

void Mentions::learn(const TokenText& text) {
  const auto words = [&](std::size_t begin, std::size_t end) {
    const Span span{text.tokens[begin].span.begin, text.tokens[end - 1].span.end};
    return utf8(std::u32string_view(document_.text).substr(span.begin, span.size()));
  };
  for (const auto& sentence : text.sentences) {
    if (sentence.kind != LineKind::prose && sentence.kind != LineKind::list_item) continue;
    for (std::size_t i = sentence.begin; i < sentence.end;) {
      std::size_t end = i;
      while (end < sentence.end && end - i < 12 && text.tokens[end].kind == TokenKind::word &&
             text.tokens[end].capital())
        ++end;
      if (end == i) {
        ++i;
        continue;
      }
      std::size_t name = i;
      for (std::size_t k = i; k < end; ++k)
        if (is_title(text.tokens[k].lower)) name = k + 1;
      // "Secretary of State Marco Rubio": the title goes on over a small word.
      if (name == end && end + 1 < sentence.end && text.tokens[end].lower == "of") {
        i = end + 1;
        continue;
      }
      if (name == i && i >= sentence.begin + 2 && text.tokens[i - 1].lower == "of" && is_title(text.tokens[i].lower))
        ++name;
      if (name == sentence.begin && is_function_word(utf32(text.tokens[name].lower))) ++name;  // "Neither Smith"
      if (end - name >= 2 && end - name <= 4) {
        Introduced introduced{{text.tokens[i].span.begin, text.tokens[end - 1].span.end}, words(name, end), {}};
        if (name > i) introduced.title = words(i, name);
        surnames_[text.tokens[end - 1].lower].push_back(introduced_.size());
        introduced_.push_back(std::move(introduced));
      }
      i = end;
    }
  }
}

const Mentions::Introduced* Mentions::by_surname(std::string_view word, std::size_t at) const {
  const auto found = surnames_.find(word);
  if (found == surnames_.end()) return nullptr;
  // The last one introduced before, else the first that comes: a headline may name people first.
  const auto& list = found->second;
  const auto after = std::upper_bound(list.begin(), list.end(), at, [this](std::size_t place, std::size_t i) {
    return place < introduced_[i].span.begin;
  });
  return &introduced_[after == list.begin() ? *after : *(after - 1)];
}

// "a judge, Jane Smith, who …": the noun phrase that ends before `end`, a name or what an article begins.
Span Mentions::antecedent(std::size_t end) const {
  const std::u32string_view text = document_.text;
  const auto is_inner = [&](std::size_t i) { return is_unicode_letter(text[i]) || text[i] == U'.' || text[i] == U'-'; };
  while (end > 0 && (text[end - 1] == U' ' || text[end - 1] == U',')) --end;
  constexpr std::size_t most_words = 6;
  std::size_t begin = end;
  bool name = false;
  for (std::size_t words = 0, at = end; words < most_words && at > 0 && is_inner(at - 1); ++words) {
    std::size_t from = at;
    while (from > 0 && is_inner(from - 1)) --from;
    const bool capital = u_isupper(static_cast<UChar32>(text[from])) != 0;
    if (words == 0) name = capital;
    if (name && !capital) break;
    begin = from;
    const auto word = ascii_lower(utf8(text.substr(from, at - from)));
    if (!name && (word == "a" || word == "an" || word == "the")) break;
    at = from > 0 && text[from - 1] == U' ' ? from - 1 : 0;
  }
  return {begin, end};
}

// Whom a pronoun means: whom the last sentence that names a person, or a party, is about.
Speaker Mentions::subject_before(std::size_t at, NameKind named) const {
  constexpr std::size_t reach = 2000;
  const auto& sentences = document_.sentences;
  auto sentence = std::ranges::lower_bound(sentences, at, {}, [](Span s) { return s.begin; });
  while (sentence != sentences.begin() && at - (sentence - 1)->begin <= reach) {
    --sentence;
    const std::size_t end = std::min(sentence->end, at);
    const auto subject =
        index_.subject(std::u32string_view(document_.text).substr(sentence->begin, end - sentence->begin), named);
    if (subject.known()) return subject;
  }
  return {};
}

namespace {

std::u32string_view final_word(std::u32string_view phrase) { return phrase.substr(phrase.rfind(U' ') + 1); }

// "its foreign ministry", "its chief negotiator".
bool is_of_party_before(std::u32string_view phrase) {
  if (!phrase.starts_with(U"its ") && !phrase.starts_with(U"Its ")) return false;
  return is_spokesperson(final_word(phrase)) || phrase.ends_with(U"president") || phrase.ends_with(U"leaders");
}

}  // namespace

namespace {

// "two officials close to Norland", "an aide to Smith": somebody else than whom the words name.
bool is_of_another(std::u32string_view phrase, std::u32string_view before) {
  static constexpr std::u32string_view relations[] = {
      U" close to ",     U" critic of ",  U" critics of ",    U" rival of ",     U" opponent of ",
      U" opponents of ", U" aide to ",    U" aides to ",      U" adviser to ",   U" advisor to ",
      U" advisers to ",  U" friend of ",  U" familiar with ", U" briefed ",      U" ally of ",
      U" allies of ",    U" lawyer for ", U" brother of ",    U" biographer of "};
  return std::ranges::any_of(relations,
                             [&](auto words) { return phrase.find(words) != phrase.npos || before.ends_with(words); });
}

}  // namespace

// "the ministry": the party of the ministry named last before, "Norland's foreign ministry".
Speaker Mentions::spokesperson_before(std::u32string_view noun, std::size_t at) const {
  constexpr std::size_t reach = 1500, most_words = 5;
  const std::u32string_view text = document_.text;
  for (std::size_t end = at; end > 0 && at - end < reach;) {
    const auto found = text.substr(0, end).rfind(noun);
    if (found == text.npos) break;
    end = found;
    const std::size_t stop = found + noun.size();
    const bool whole = found > 0 && text[found - 1] == U' ' && (stop >= text.size() || !is_unicode_letter(text[stop]));
    if (!whole) continue;
    std::size_t begin = found;
    for (std::size_t words = 0; words < most_words && begin > 1; ++words) {
      const auto space = text.substr(0, begin - 1).find_last_of(U" \n");
      begin = space == text.npos ? 0 : space + 1;
      const auto speaker = index_.speaker(text.substr(begin, stop - begin));
      if (speaker.known()) return speaker;
    }
  }
  return {};
}

Mention Mentions::resolve(Span span) const {
  auto phrase = std::u32string_view(document_.text).substr(span.begin, span.size());
  for (const std::u32string_view lead :
       {U"including ", U"then-", U"both ", U"Both ", U"neither ", U"Neither ", U"even "})
    if (phrase.starts_with(lead)) phrase.remove_prefix(lead.size());
  if (phrase.empty()) return {};
  if (const auto named = included(document_.text, span)) return resolve(*named);
  if (is_of_another(phrase, std::u32string_view(document_.text).substr(0, span.begin))) return {{}, utf8(phrase)};
  if (phrase == U"who" || phrase.starts_with(U"who "))  // "who initially"
    if (const auto before = antecedent(span.begin); before.size() > 0) return resolve(before);
  if (is_pronoun(phrase)) {
    Mention mention{subject_before(span.begin, NameKind::person), utf8(phrase)};
    const auto after = std::upper_bound(introduced_.begin(), introduced_.end(), span.begin,
                                        [](std::size_t at, const Introduced& one) { return at < one.span.begin; });
    if (!mention.speaker.known() && after != introduced_.begin() && span.begin - (after - 1)->span.begin < 2000)
      mention.name = (after - 1)->name;
    return mention;
  }
  if (phrase == U"it" || phrase == U"It" || is_of_party_before(phrase))
    return {subject_before(span.begin, NameKind::party), utf8(phrase)};
  Mention mention{index_.speaker(phrase), utf8(phrase)};
  if (const auto noun = phrase.substr(std::min<std::size_t>(4, phrase.size()));
      (phrase.starts_with(U"the ") || phrase.starts_with(U"The ")) && is_spokesperson(noun) && !mention.speaker.known())
    return {spokesperson_before(noun, span.begin), utf8(phrase)};
  // The last capitalised word may be a surname that the text introduces in full.
  std::size_t end = phrase.size();
  while (end > 0 && phrase[end - 1] == U' ') --end;
  std::size_t begin = end;
  while (begin > 0 && phrase[begin - 1] != U' ') --begin;
  const auto last = ascii_lower(utf8(phrase.substr(begin, end - begin)));
  if (const auto* introduced = by_surname(last, span.begin)) {
    if (mention.name.size() < introduced->name.size()) mention.name = introduced->name;
    if (!mention.speaker.known()) mention.speaker = index_.speaker(utf32(introduced->name));
    if (!mention.speaker.known() && !introduced->title.empty())
      mention.speaker = index_.speaker(utf32(introduced->title));
  }
  return mention;
}

}  // namespace parley
