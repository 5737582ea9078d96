#include "evidence/attribution.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <unordered_set>

#include "evidence/quotation_marks.h"
#include "evidence/transcript.h"
#include "text/characters.h"

namespace parley {
namespace {

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }

std::u32string lower(std::u32string_view word) {
  std::u32string result;
  for (const char32_t c : word)
    result += c == 0x2019 ? U'\'' : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return result;
}

using Words = std::unordered_set<std::u32string>;

// How many words back a cue is looked for, where a sentence has no end.
constexpr std::size_t furthest = 120;

Words cue_forms() {
  Words forms{U"said",    U"says",  U"saying", U"told",    U"tells",  U"telling", U"wrote", U"writes",
              U"writing", U"spoke", U"thinks", U"thought", U"put",    U"read",    U"reads", U"quipped",
              U"tweeted", U"began", U"went",   U"swore",   U"vowing", U"sang",    U"joked", U"according"};
  for (std::u32string verb :
       {U"add",      U"announce", U"ask",      U"answer",    U"argue",     U"assert",   U"accuse",    U"acknowledge",
        U"admit",    U"advise",   U"agree",    U"allege",    U"assure",    U"believe",  U"blast",     U"boast",
        U"call",     U"caution",  U"charge",   U"claim",     U"comment",   U"complain", U"concede",   U"conclude",
        U"confirm",  U"continue", U"contend",  U"criticize", U"criticise", U"cite",     U"cry",       U"declare",
        U"decry",    U"demand",   U"denounce", U"deny",      U"describe",  U"dismiss",  U"emphasize", U"emphasise",
        U"exclaim",  U"explain",  U"express",  U"hint",      U"insist",    U"joke",     U"label",     U"lament",
        U"mention",  U"mock",     U"note",     U"observe",   U"offer",     U"point",    U"praise",    U"predict",
        U"pledge",   U"proclaim", U"promise",  U"promis",    U"propose",   U"quip",     U"quote",     U"reiterate",
        U"recall",   U"refer",    U"reject",   U"remark",    U"remind",    U"repeat",   U"reply",     U"report",
        U"respond",  U"retort",   U"shout",    U"slam",      U"state",     U"stress",   U"suggest",   U"testify",
        U"threaten", U"tout",     U"tweet",    U"urge",      U"vow",       U"voice",    U"warn",      U"wonder",
        U"yell",     U"post",     U"recount",  U"counter",   U"defend",    U"condemn",  U"rip",       U"deem",
        U"dub"}) {
    const char32_t last = verb.back();
    const bool doubles =
        verb == U"admit" || verb == U"quip" || verb == U"refer" || verb == U"slam" || verb == U"rip" || verb == U"dub";
    const auto stem = last == U'e' ? verb.substr(0, verb.size() - 1) : doubles ? verb + last : verb;
    const bool turns =
        last == U'y' && std::u32string_view(U"aeiou").find(verb[verb.size() - 2]) == std::u32string_view::npos;
    forms.insert(turns ? verb.substr(0, verb.size() - 1) + U"ied" : stem + U"ed");
    forms.insert(turns ? verb.substr(0, verb.size() - 1) + U"ies" : verb + U"s");
    forms.insert(stem + U"ing");
  }
  return forms;
}

// Forms that are nouns as often as verbs: cues only where something that can be a subject stands before them.
const Words nouns{U"calls",   U"charges",  U"claims",  U"comments", U"demands", U"notes",  U"offers",
                  U"points",  U"promises", U"quotes",  U"reports",  U"states",  U"tweets", U"answers",
                  U"pledges", U"posts",    U"read",    U"reads",    U"writing", U"put",    U"voices",
                  U"charged", U"thought",  U"meeting", U"counters", U"remarks"};
const Words pronouns{U"he", U"she", U"they", U"i", U"we", U"it"};
const Words who{U"who"};
const Words before_verb{U"has",     U"have",    U"had",   U"is",    U"was",  U"are",   U"were",  U"been",  U"also",
                        U"later",   U"then",    U"once",  U"again", U"even", U"just",  U"still", U"never", U"often",
                        U"not",     U"did",     U"would", U"will",  U"to",   U"could", U"may",   U"might", U"first",
                        U"further", U"earlier", U"soon",  U"now",   U"have", U"being", U"went",  U"on"};
const Words bounds{U"that",  U"but",    U"when",  U"as",      U"while",  U"because",  U"if",
                   U"after", U"before", U"where", U"since",   U"though", U"although", U"what",
                   U"how",   U"which",  U"so",    U"whether", U"than"};
const Words ends_source{U"in",     U"on",       U"at",      U"to",        U"during",  U"after",     U"about",
                        U"last",   U"earlier",  U"when",    U"as",        U"while",   U"this",      U"before",
                        U"by",     U"that",     U"with",    U"from",      U"later",   U"who",       U"and",
                        U"but",    U"recently", U"today",   U"yesterday", U"via",     U"if",        U"referring",
                        U"adding", U"speaking", U"because", U"monday",    U"tuesday", U"wednesday", U"thursday",
                        U"friday", U"saturday", U"sunday"};
const Words articles{U"a", U"an", U"the"};
const Words determiners{U"a",   U"an",      U"the",  U"his",  U"her",     U"their", U"its", U"one",
                        U"two", U"another", U"some", U"many", U"several", U"our",   U"my"};

const Words openers{U"meanwhile", U"however", U"still", U"then",  U"instead", U"moreover", U"and", U"yet",
                    U"now",       U"here",    U"there", U"these", U"those",   U"also",     U"for", U"of"};
const Words joins{U"and", U"but", U"or"};
const Words days{U"monday",   U"tuesday", U"wednesday", U"thursday",  U"friday",
                 U"saturday", U"sunday",  U"today",     U"yesterday", U"tonight"};
const Words be{U"is", U"are", U"was", U"were", U"been", U"being", U"be"};
const Words later{U"later", U"earlier", U"ago", U"before", U"after"};

struct QuotedToken {
  enum class Kind { word, mark, quotation };
  Kind kind = Kind::word;
  Span span;
  std::u32string word;  // lower case
  bool capital = false;
  bool ends_sentence = false;
  std::size_t quotation = 0;  // of kind quotation: its index
};

// One paragraph as a row of tokens, and the sources of the quotations in it.
class Paragraph {
 public:
  Paragraph(const Document& document, Span span, const std::vector<MarkedQuotation>& quotations, std::size_t first,
            std::size_t last, const std::unordered_set<std::size_t>& sentence_ends)
      : text_(document.text), quotations_(quotations) {
    std::size_t at = span.begin;
    for (std::size_t q = first; q <= last; ++q) {
      const std::size_t stop = q < last ? quotations[q].outer.begin : span.end;
      add_words(at, stop, sentence_ends);
      if (q == last) break;
      QuotedToken token{.kind = QuotedToken::Kind::quotation, .span = quotations[q].outer, .word = {}, .quotation = q};
      token.ends_sentence = ends_in_stop(q);
      tokens_.push_back(token);
      at = quotations[q].outer.end;
    }
    mark_quotation_ends();
  }

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
  [[nodiscard]] bool begins_with_quotation() const {
    return !tokens_.empty() && tokens_.front().kind == QuotedToken::Kind::quotation;
  }

  [[nodiscard]] bool only_quotations() const {
    return std::none_of(tokens_.begin(), tokens_.end(),
                        [](const QuotedToken& t) { return t.kind == QuotedToken::Kind::word; });
  }

 private:
  void add_words(std::size_t at, std::size_t stop, const std::unordered_set<std::size_t>& sentence_ends) {
    while (at < stop) {
      const char32_t c = text_[at];
      if (is_unicode_letter(c) || (c >= U'0' && c <= U'9')) {
        std::size_t end = at;
        while (end < stop && (is_unicode_letter(text_[end]) || u_isdigit(static_cast<UChar32>(text_[end])) != 0 ||
                              ((text_[end] == U'\'' || text_[end] == 0x2019 || text_[end] == U'-') && end + 1 < stop &&
                               is_unicode_letter(text_[end + 1]))))
          ++end;
        // "Mr." and "J." keep their stop.
        if (end < stop && text_[end] == U'.' && sentence_ends.count(end + 1) == 0 && is_upper(c)) ++end;
        tokens_.push_back({.kind = QuotedToken::Kind::word,
                           .span = {at, end},
                           .word = lower(text_.substr(at, end - at)),
                           .capital = is_upper(c)});
        at = end;
        continue;
      }
      if (u_isUWhiteSpace(static_cast<UChar32>(c)) == 0) {
        QuotedToken mark{.kind = QuotedToken::Kind::mark, .span = {at, at + 1}, .word = std::u32string(1, c)};
        mark.ends_sentence = (c == U'.' || c == U'!' || c == U'?') && sentence_ends.count(at + 1) > 0;
        tokens_.push_back(mark);
      }
      ++at;
    }
  }

  [[nodiscard]] char32_t last_of(std::size_t q) const {
    const auto& inner = quotations_[q].marked;
    return inner.size() == 0 ? U' ' : text_[inner.end - 1];
  }
  [[nodiscard]] bool ends_in_stop(std::size_t q) const {
    const char32_t c = last_of(q);
    return c == U'.' || c == U'!' || c == U'?' || c == 0x2026;
  }
  // A quotation that ends in a stop ends the sentence unless what follows takes it up.
  void mark_quotation_ends() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      auto& token = tokens_[i];
      if (token.kind != QuotedToken::Kind::quotation || !token.ends_sentence || i + 1 == tokens_.size()) continue;
      const auto& next = tokens_[i + 1];
      const bool taken_up = next.kind == QuotedToken::Kind::word && !next.capital;
      const bool asked = last_of(token.quotation) != U'.' && cue_within(i + 1, 6);
      if (taken_up || asked || is_mark(i + 1, U',')) token.ends_sentence = false;
    }
  }
  [[nodiscard]] bool cue_within(std::size_t from, std::size_t count) const {
    for (std::size_t i = from; i < std::min(from + count, tokens_.size()) && !tokens_[i].ends_sentence; ++i)
      if (is_cue_at(i)) return true;
    return false;
  }

  [[nodiscard]] bool is_mark(std::size_t i, char32_t c) const {
    return i < tokens_.size() && tokens_[i].kind == QuotedToken::Kind::mark && tokens_[i].word[0] == c;
  }
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == QuotedToken::Kind::word;
  }
  [[nodiscard]] bool is_one_of(std::size_t i, const Words& words) const {
    return is_word(i) && words.count(tokens_[i].word) > 0;
  }

  [[nodiscard]] bool is_cue_at(std::size_t i) const {
    if (!is_word(i)) return false;
    const auto& token = tokens_[i];
    if (token.word == U"according") return is_word(i + 1) && tokens_[i + 1].word == U"to";
    if (token.capital) return false;
    const bool subject_before = i > 0 && ((is_word(i - 1) && tokens_[i - 1].capital) || is_one_of(i - 1, pronouns));
    if (nouns.count(token.word) > 0) return subject_before && !tokens_[i - 1].word.ends_with(U"'s");
    if (is_cue(token.word)) return !(i > 0 && is_one_of(i - 1, determiners));
    // The bare form after "to", "would", "did not" and plural pronouns.
    return i > 0 && is_one_of(i - 1, before_verb) && tokens_[i - 1].word != U"on" && is_cue(token.word + U"s");
  }

  // A clause of its own: it begins like a sentence and is set off, or it fills its sentence.
  [[nodiscard]] bool is_whole(std::size_t i) const {
    const auto& inner = quotations_[tokens_[i].quotation].inner;
    const bool begins = inner.size() > 0 && !u_islower(static_cast<UChar32>(text_[inner.begin]));
    const bool set_off = i == 0 || tokens_[i - 1].kind != QuotedToken::Kind::word || tokens_[i - 1].ends_sentence;
    const bool resumes = i >= 2 && set_off && sentence_has_quotation_before(i);
    const auto words = std::count(text_.begin() + static_cast<std::ptrdiff_t>(inner.begin),
                                  text_.begin() + static_cast<std::ptrdiff_t>(inner.end), U' ');
    return resumes || (begins && words >= 1 && (set_off || is_cue_at(i - 1)));
  }
  // The name of a book, a programme or a law, in the writer's sentence: every word but the small ones has a capital,
  // and no mark or cue leads it in.
  [[nodiscard]] bool is_title(std::size_t i) const {
    if (i == 0 || tokens_[i - 1].kind != QuotedToken::Kind::word || tokens_[i - 1].ends_sentence) return false;
    if (is_cue_at(i - 1) && !names_things(i - 1)) return false;
    const auto& inner = quotations_[tokens_[i].quotation].inner;
    std::size_t capitals = 0;
    for (std::size_t at = inner.begin; at < inner.end;) {
      std::size_t end = at;
      while (end < inner.end && text_[end] != U' ') ++end;
      const bool small = end - at < 5;
      if (is_upper(text_[at]))
        ++capitals;
      else if (!small && is_unicode_letter(text_[at]))
        return false;
      at = end + 1;
    }
    return capitals >= 2;
  }
  // "Smith was asked": he is not the one who says it.
  [[nodiscard]] bool is_passive(std::size_t cue) const {
    const auto& word = tokens_[cue].word;
    return cue > 0 && is_one_of(cue - 1, be) && (word.ends_with(U"ed") || word == U"told");
  }
  // "a play called “…”", "the bill known as “…”": the words name the thing before them.
  [[nodiscard]] bool names_things(std::size_t i) const {
    static const Words naming{U"called", U"titled", U"entitled", U"named", U"dubbed"};
    return is_one_of(i, naming) && i > 0 && is_word(i - 1) && !tokens_[i - 1].capital && !is_one_of(i - 1, pronouns) &&
           !is_one_of(i - 1, who);
  }
  [[nodiscard]] bool sentence_has_quotation_before(std::size_t i) const {
    for (std::size_t k = i; k > 0 && i - k < furthest && !tokens_[k - 1].ends_sentence; --k)
      if (tokens_[k - 1].kind == QuotedToken::Kind::quotation) return true;
    return false;
  }

  [[nodiscard]] std::size_t sentence_begin(std::size_t i) const {
    for (std::size_t steps = 0; i > 0 && !tokens_[i - 1].ends_sentence && steps < furthest; ++steps) --i;
    return i;
  }

  // The nearest cue to the left in the sentence.
  bool before(std::size_t i, Attribution& attribution) const {
    const std::size_t begin = sentence_begin(i);
    for (std::size_t cue = i; cue-- > begin;) {
      if (!is_cue_at(cue)) continue;
      if (cue + 1 == i && names_things(cue) && !is_one_of(cue - 1, before_verb)) return false;
      if (is_passive(cue)) return false;
      const auto source = tokens_[cue].word == U"according" ? source_after(cue + 2) : source_of_cue(begin, cue);
      if (!source) continue;
      attribution.source = *source;
      attribution.cue = tokens_[cue].span;
      return true;
    }
    return false;
  }

  // "― Jane Doe" after a quotation, to the paragraph's end.
  bool signed_after(std::size_t i, Attribution& attribution) const {
    const bool dash = is_mark(i + 1, 0x2015) || is_mark(i + 1, 0x2014) || is_mark(i + 1, 0x2013);
    if (!dash || !is_word(i + 2) || !tokens_[i + 2].capital) return false;
    std::size_t end = i + 2;
    while (is_word(end) && tokens_[end].capital) ++end;
    if (is_word(end) || (tokens_.size() > end && tokens_[end].kind == QuotedToken::Kind::mark && !is_mark(end, U',') &&
                         !is_mark(end, U'.')))
      return false;
    attribution.source = {tokens_[i + 2].span.begin, tokens_[end - 1].span.end};
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
    if (!source || tokens_at(*source) == U"it") return false;
    attribution.source = *source;
    return true;
  }
  // The name that ends before `end`, after a dash or "from".
  [[nodiscard]] std::optional<Span> named_last(std::size_t begin, std::size_t end) const {
    std::size_t from = end;
    while (from > begin && is_word(from - 1) && (tokens_[from - 1].capital || is_one_of(from - 1, joins))) --from;
    const bool led =
        from > begin && (is_mark(from - 1, U'-') || is_mark(from - 1, 0x2013) || is_mark(from - 1, 0x2014) ||
                         tokens_[from - 1].word == U"from" || tokens_[from - 1].word == U"by");
    if (from == end || !led) return std::nullopt;
    return Span{tokens_[from].span.begin, tokens_[end - 1].span.end};
  }
  [[nodiscard]] std::u32string tokens_at(Span span) const { return lower(text_.substr(span.begin, span.size())); }

  // "Smith: “We want peace.”": a name or title alone before a colon.
  bool labelled(std::size_t i, Attribution& attribution) const {
    if (i < 2 || !is_mark(i - 1, U':')) return false;
    const std::size_t begin = sentence_begin(i);
    std::size_t capitals = 0;
    for (std::size_t k = begin; k + 1 < i; ++k) {
      if (!is_word(k) || k - begin > 5) return false;
      const bool small = is_one_of(k, determiners) || is_one_of(k, joins) || tokens_[k].word == U"of";
      if (!tokens_[k].capital && !small) return false;
      capitals += tokens_[k].capital && !small;
    }
    if (capitals == 0) return false;
    attribution.source = {tokens_[begin].span.begin, tokens_[i - 2].span.end};
    attribution.cue = tokens_[i - 1].span;
    return true;
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
    const bool named_first =
        is_one_of(first, pronouns) || is_one_of(first, determiners) || (is_word(first) && tokens_[first].capital);
    if (named_first)
      for (++cue; cue < first + 10 && is_word(cue) && !(is_past(cue) || is_one_of(cue, nouns));) ++cue;
    if (!is_word(cue) || tokens_[cue].capital || !(is_past(cue) || (named_first && is_one_of(cue, nouns))))
      return false;
    const auto source = named_first ? source_before(first, cue) : source_after(cue + 1);
    if (!source) return false;
    attribution.source = *source;
    attribution.cue = tokens_[cue].span;
    return true;
  }
  [[nodiscard]] bool is_past(std::size_t i) const {
    return is_word(i) && !tokens_[i].capital && tokens_[i].word.size() > 3 && tokens_[i].word.ends_with(U"ed");
  }
  // Whether a quotation ends as one does whose sentence goes on.
  [[nodiscard]] bool runs_out(std::size_t i) const {
    const char32_t end = last_of(tokens_[i].quotation);
    return end == U',' || end == U'?' || end == U'!' || end == 0x2014 || is_mark(i + 1, U',');
  }

  // The subject of a cue at the left of a quotation; of "…, saying" the subject of the sentence.
  [[nodiscard]] std::optional<Span> source_of_cue(std::size_t begin, std::size_t cue) const {
    std::size_t from = begin;
    for (std::size_t k = cue; k-- > begin;)
      if (tokens_[k].kind == QuotedToken::Kind::quotation) {
        from = k + 1;
        break;
      }
    if (from > begin && cue == from + (is_word(from) ? 0 : 1))
      if (auto source = source_after(cue + 1)) return source;
    const bool participle = tokens_[cue].word.size() > 3 && tokens_[cue].word.ends_with(U"ing");
    if (!participle || (cue > begin && is_one_of(cue - 1, before_verb))) return source_before(from, cue);
    const std::size_t main = after_opening(from, cue);
    for (std::size_t earlier = cue; earlier-- > main;)
      if (is_cue_at(earlier) && !tokens_[earlier].word.ends_with(U"ing")) return source_before(main, earlier);
    return first_name(main, cue);
  }

  // Where a sentence that opens with a phrase of place or time, or a clause, goes on: after its comma.
  [[nodiscard]] std::size_t after_opening(std::size_t from, std::size_t to) const {
    const bool opens = is_one_of(from, bounds) || is_one_of(from, ends_source) || is_one_of(from, openers) ||
                       is_one_of(from + 1, later) ||
                       (is_word(from) && (tokens_[from].word.ends_with(U"ly") || tokens_[from].word.ends_with(U"ing") ||
                                          tokens_[from].word.ends_with(U"ed")));
    if (!opens) return from;
    for (std::size_t k = from; k < to; ++k)
      if (is_mark(k, U',')) return k + 1;
    return from;
  }

  // The first name, pronoun or "the …" in [from, to): the subject of most sentences.
  [[nodiscard]] std::optional<Span> first_name(std::size_t from, std::size_t to) const {
    from = after_opening(from, to);
    for (std::size_t k = from; k < to; ++k) {
      if (is_one_of(k, pronouns)) return tokens_[k].span;
      const bool article = is_one_of(k, determiners) && k + 1 < to && is_word(k + 1);
      if (!is_word(k) || !(article || tokens_[k].capital)) continue;
      if (is_one_of(k, bounds) || is_one_of(k, ends_source) || is_one_of(k, openers)) continue;
      std::size_t end = article ? k + 2 : k + 1;
      while (end < to && is_word(end) && tokens_[end].capital) ++end;
      return Span{tokens_[k].span.begin, tokens_[end - 1].span.end};
    }
    return std::nullopt;
  }

  // "Smith on Saturday said".
  [[nodiscard]] std::size_t before_day(std::size_t from, std::size_t end) const {
    if (end <= from + 1 || !is_one_of(end - 1, days)) return end;
    return end > from + 2 && tokens_[end - 2].word == U"on" ? end - 2 : end - 1;
  }

  // "Smith (R-Utah) said", "Smith, who is ill, said": where what stands between a name and its verb begins.
  [[nodiscard]] std::size_t before_parenthesis(std::size_t from, std::size_t end) const {
    if (end <= from || !is_mark(end - 1, U')')) return end;
    std::size_t open = end - 1;
    while (open > from && !is_mark(open, U'(')) --open;
    return open > from ? open : end;
  }

  // The noun phrase that ends before the cue.
  [[nodiscard]] std::optional<Span> source_before(std::size_t from, std::size_t cue) const {
    std::size_t end = cue;
    while (end > from && is_word(end - 1) &&
           (is_one_of(end - 1, before_verb) || tokens_[end - 1].word.ends_with(U"n't") ||
            (tokens_[end - 1].word.ends_with(U"ly") && !tokens_[end - 1].capital)))
      --end;
    end = before_parenthesis(from, before_day(from, end));
    if (end > from && is_one_of(end - 1, joins)) return first_name(from, end - 1);
    if (end > from && is_one_of(end - 1, who)) return tokens_[end - 1].span;  // "Smith, who said"
    if (end > from && is_mark(end - 1, U',')) {                               // "Zelenskyy, meanwhile, said"
      std::size_t open = end - 1;
      while (open > from && !is_mark(open - 1, U',')) --open;
      if (open > from + 1)
        end = open - 1;
      else if (open <= from)
        return std::nullopt;
    }
    std::size_t begin = end;
    while (begin > from && end - begin < 14 && is_word(begin - 1) && !is_one_of(begin - 1, bounds) &&
           !is_cue_at(begin - 1))
      --begin;
    if (begin == end) return std::nullopt;
    return narrowed(begin, end);
  }

  // Of the words [begin, end), those that name somebody: the name at the end with its title, or from the determiner on.
  [[nodiscard]] Span narrowed(std::size_t begin, std::size_t end) const {
    if (is_one_of(end - 1, pronouns)) return tokens_[end - 1].span;
    std::size_t from = end;
    while (from > begin && tokens_[from - 1].capital && !(from < end && is_one_of(from - 1, ends_source))) --from;
    if (from < end && from > begin && is_one_of(from - 1, articles)) --from;
    if (from == end) {
      std::size_t k = end;
      while (k > begin && !is_one_of(k - 1, determiners) && !is_one_of(k - 1, pronouns)) --k;
      from = k > begin ? k - 1 : begin;
      if (is_one_of(from, pronouns)) return tokens_[from].span;
    }
    return {tokens_[from].span.begin, tokens_[end - 1].span.end};
  }

  // The noun phrase that begins at `begin`.
  [[nodiscard]] std::optional<Span> source_after(std::size_t begin) const {
    if (!is_word(begin)) return std::nullopt;
    if (is_one_of(begin, pronouns)) return tokens_[begin].span;
    if (!tokens_[begin].capital && is_one_of(begin, ends_source)) return std::nullopt;
    std::size_t end = begin;
    while (is_word(end) && end - begin < 12 && !is_cue_at(end) &&
           !(is_one_of(end, ends_source) && (end > begin || !tokens_[end].capital)))
      ++end;
    if (end == begin) return std::nullopt;
    return Span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
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

  std::u32string_view text_;
  const std::vector<MarkedQuotation>& quotations_;
  std::vector<QuotedToken> tokens_;
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

}  // namespace

bool is_cue(std::u32string_view word) {
  static const Words forms = cue_forms();
  return forms.count(std::u32string(word)) > 0;
}

std::vector<Attribution> attributions(const Document& document) {
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
      previous.reset();
    }
    lead = paragraph.lead();
    first = last;
  }
  drop_quoted_in_turns(transcript_turns(document, paragraphs), result);
  return result;
}

}  // namespace parley
