#include "evidence/actors.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "evidence/author.h"
#include "evidence/phrase_list.h"
#include "evidence/quoted_row.h"
#include "evidence/saying_words.h"
#include "evidence/spokespeople.h"

namespace parley {

namespace {

// "Joint Statement of …", "Communiqué": what the two sides give out together says so at its head.
bool is_joint(std::u32string_view text) {
  constexpr std::size_t head = 300;
  static constexpr std::u32string_view titles[] = {
      U"joint statement", U"joint communiqu", U"joint declaration",          U"joint press statement",
      U"communiqu",       U"agreed minutes",  U"memorandum of understanding"};
  const auto words = lower_words(text.substr(0, head));
  return std::ranges::any_of(titles, [&](auto title) { return words.find(title) != words.npos; });
}

}  // namespace

Actors::Actors(const Document& document, const TokenText& text, const Casebook& casebook, const NameIndex& names,
               const Mentions& mentions, const TagClasses& classes)
    : document_(document),
      text_(text),
      casebook_(casebook),
      names_(names),
      mentions_(mentions),
      classes_(classes),
      author_(author_of(document, names)),
      joint_(is_joint(document.text)) {}

// "Smith and Jones", "both sides": two of the case who say the same each have a row. The model may have seen the
// second alone.
std::vector<Actor> Actors::of_source(Span source) const {
  if (is_own(source)) return {{source, author_}};
  if (auto sides = two_sides(source); !sides.empty()) return sides;
  auto words = words_of(source);
  if (constexpr std::u32string_view both = U" both"; words.ends_with(both)) {  // "Smith and Jones both said"
    words.remove_suffix(both.size());
    source.end -= both.size();
  }
  Span first = joined_before(source), second = source;
  for (const std::u32string_view join : {U" and ", U" nor "})
    if (const auto at = words.find(join); at != words.npos) {
      first = {source.begin, source.begin + at};
      second.begin = first.end + join.size();
    }
  if (first.size() > 0) {
    const auto a = mentions_.resolve(first), b = mentions_.resolve(second);
    if (a.speaker.known() && b.speaker.known() && a.speaker != b.speaker) return {{first, a}, {second, b}};
  }
  return {{source, mentions_.resolve(source)}};
}

// "A" of an interview is the one person named above it.
Mention Actors::of_label(Span label, const Speaker& interviewed) const {
  auto mention = mentions_.resolve(label);
  const auto words = words_of(label);
  if ((words == U"A" || words == U"Answer" || words == U"ANSWER") && interviewed.known()) mention.speaker = interviewed;
  return mention;
}

// All of them: "Smith and Jones agreed", "neither side accepted".
std::vector<Actor> Actors::before(const TokenSentence& sentence, std::size_t act) const {
  static const std::unordered_set<std::string_view> leads{"in", "of", "with",    "to", "for", "from",
                                                          "on", "by", "against", "at", "than"};
  for (std::size_t i = sentence.begin; i < act;) {
    const auto& token = text_.tokens[i];
    if (token.lower == "he" || token.lower == "she") return {{token.span, mentions_.resolve(token.span)}};
    if (author_.speaker.known() && is_own(sentence, i)) return {{token.span, author_}};
    const bool article = token.lower == "both" || token.lower == "the" || token.lower == "neither";
    for (std::size_t words = 2; article && words <= 3 && i + words <= act; ++words)
      if (auto sides = two_sides(span_of(text_, {i, i + words})); !sides.empty()) return sides;
    const bool follows_lead = i > sentence.begin && leads.count(text_.tokens[i - 1].lower) > 0;
    if (!follows_lead)
      if (auto named = after_article(i, act)) return {*std::move(named)};
    if (!token.capital() || token.kind != TokenKind::word || token.lower == "the") {
      ++i;
      continue;
    }
    const std::size_t end = name_end(i, act);
    const auto lead = [&](std::size_t back) {
      return i >= sentence.begin + back && leads.count(text_.tokens[i - back].lower) > 0;
    };
    const bool led = lead(1) || (i > sentence.begin && text_.tokens[i - 1].lower == "the" && lead(2));
    const bool possessor = end < sentence.end && text_.tokens[end].lower == "'s";
    if (const std::size_t last = possessor && !led ? spokesperson_end(end + 1, act) : 0; last > 0)
      if (auto named = named_at(i, last, act); !named.empty()) return named;
    if (!led && !possessor)
      if (auto named = named_at(i, end, act); !named.empty()) return named;
    i = end;
  }
  return {};
}

std::vector<Actor> Actors::of_act(const TokenSentence& sentence, TokenRange act) const {
  constexpr std::size_t longest_name = 5;
  const bool passive = act.begin > sentence.begin && act.end < sentence.end && text_.tokens[act.end].lower == "by" &&
                       saying::be.contains(utf32(text_.tokens[act.begin - 1].lower));
  if (!passive) return before(sentence, act.begin);
  if (auto named = after_article(act.end + 1, sentence.end)) return {*std::move(named)};
  return named_in({act.end + 1, std::min(act.end + 1 + longest_name, sentence.end)});
}

std::optional<Actor> Actors::said_by_another(Span source, Span cue) const {
  static const PhraseList passive(
      "said|reported|believed|thought|understood|alleged|rumored|rumoured|claimed|told|informed|assured");
  if (cue.size() == 0 || source.size() == 0 || source.begin > cue.begin) return std::nullopt;
  if (auto last = after_comma(source)) return last;
  const auto told = tokens_of(text_, cue);
  std::size_t verb = told.end - 1;
  if (text_.tokens[verb].lower == "that" && verb > told.begin) --verb;
  const auto word = [&](std::size_t at) {
    return at < text_.tokens.size() ? std::string_view(text_.tokens[at].lower) : "";
  };
  if (word(verb) == "quoted" && verb + 1 < text_.tokens.size() && text_.tokens[verb + 1].capital())
    return named_from(verb + 1, source);
  const bool led = verb > 0 && saying::be.contains(utf32(word(verb - 1)));
  if (!led || passive.match(text_, verb, text_.tokens.size()) == 0) return std::nullopt;
  return named_from(word(verb + 1) == "by" ? verb + 2 : verb + 1, source);
}

// "The Bank, Smith" of "The Bank, Smith said, opposed …": Smith, where the bank is another's.
std::optional<Actor> Actors::after_comma(Span source) const {
  const auto within = tokens_of(text_, source);
  std::size_t begin = within.end;
  while (begin > within.begin && text_.tokens[begin - 1].lower != ",") --begin;
  if (begin <= within.begin + 1 || begin == within.end) return std::nullopt;
  const Span last = span_of(text_, {begin, within.end}), first = span_of(text_, {within.begin, begin - 1});
  const auto mention = mentions_.resolve(last);
  const int party = party_of(casebook_, mentions_.resolve(first).speaker, std::nullopt);
  const bool another = party >= 0 && party != party_of(casebook_, mention.speaker, std::nullopt);
  return mention.speaker.person >= 0 && another ? std::optional(Actor{last, mention}) : std::nullopt;
}

// Whom the name at a token means; where there is none, `otherwise` is nobody whom the case knows.
Actor Actors::named_from(std::size_t at, Span otherwise) const {
  const std::size_t end = name_end(at, text_.tokens.size());
  if (end == at) return {otherwise, {{}, utf8(words_of(otherwise))}};
  const Span span = span_of(text_, {at, end});
  return {span, mentions_.resolve(span)};
}

std::vector<Actor> Actors::named_in(TokenRange words) const {
  std::vector<Actor> named;
  for (std::size_t i = words.begin; i < words.end; ++i) {
    const std::size_t end = name_end(i, words.end);
    if (end == i) continue;
    const Span span = span_of(text_, {i, end});
    const auto mention = mentions_.resolve(span);
    const bool seen =
        std::ranges::any_of(named, [&](const Actor& other) { return other.mention.speaker == mention.speaker; });
    if (mention.speaker.known() && !seen) named.push_back({span, mention});
    i = end;
  }
  return named;
}

std::optional<Actor> Actors::after_article(std::size_t article, std::size_t stop) const {
  constexpr std::size_t most_words = 4;
  if (text_.tokens[article].lower != "the") return std::nullopt;
  for (std::size_t end = std::min(stop, article + most_words); end > article + 1; --end) {
    const bool small = std::any_of(text_.tokens.begin() + static_cast<std::ptrdiff_t>(article) + 1,
                                   text_.tokens.begin() + static_cast<std::ptrdiff_t>(end),
                                   [](const TextToken& token) { return !token.capital(); });
    if (!small || (end < text_.tokens.size() && text_.tokens[end].lower == "'s")) continue;
    const Span span = span_of(text_, {article, end});
    if (const auto speaker = names_.speaker(words_of(span)); speaker.party >= 0)
      return Actor{span, {speaker, utf8(words_of(span))}};
  }
  return std::nullopt;
}

bool Actors::is_author(Span source) const { return author_.speaker.known() && is_own(source); }

// "both sides", "the two governments": the two principals of the case, or the two parties named last.
std::vector<Actor> Actors::two_sides(Span source) const {
  const auto words = lower_words(words_of(source));
  const auto space = words.rfind(U' ');
  static const Words leads{U"both", U"the two", U"neither", U"both the"};
  static const Words sides{U"sides",       U"side",    U"parties", U"party",     U"countries",
                           U"governments", U"leaders", U"nations", U"states",    U"delegations",
                           U"teams",       U"neither", U"country", U"government"};
  static const Words together{U"sides",       U"parties",     U"ministers",    U"leaders",  U"presidents",
                              U"governments", U"delegations", U"participants", U"countries"};
  if (space == words.npos) return {};
  const bool both = leads.contains(words.substr(0, space)) && sides.contains(words.substr(space + 1));
  const bool all = joint_ && words.substr(0, space) == U"the" && together.contains(words.substr(space + 1));
  if (!both && !all) return {};
  std::vector<Speaker> two;
  for (std::size_t p = 0; p < casebook_.parties.size(); ++p)
    if (casebook_.parties[p].kind == PartyKind::principal) two.push_back({.party = static_cast<int>(p)});
  if (two.size() != 2) two = names_.last_parties(document_.text, source.begin);
  std::vector<Actor> named;
  for (const auto& speaker : two) named.push_back({source, {speaker, utf8(words_of(source))}});
  return two.size() == 2 ? named : std::vector<Actor>{};
}

// The name that opens its clause and is joined to `source` by "and".
Span Actors::joined_before(Span source) const {
  const auto token = tokens_of(text_, source).begin;
  if (token < 2 || text_.tokens[token - 1].lower != "and") return {};
  std::size_t begin = token - 1;
  const auto is_name = [&](const TextToken& t) { return t.kind == TokenKind::word && t.capital(); };
  while (begin > 0 && is_name(text_.tokens[begin - 1])) --begin;
  const bool opens = begin == 0 || text_.tokens[begin - 1].kind == TokenKind::mark;
  return opens && begin < token - 1 ? span_of(text_, {begin, token - 1}) : Span{};
}

// The end of "foreign ministry", which "Norland's" stands before; 0 where those who follow do not speak for it.
std::size_t Actors::spokesperson_end(std::size_t begin, std::size_t stop) const {
  constexpr std::size_t most_words = 3;
  for (std::size_t i = begin; i < std::min(stop, begin + most_words); ++i)
    if (is_spokesperson(utf32(text_.tokens[i].lower))) return i + 1;
  return 0;
}

// The end of a run of words with a capital.
std::size_t Actors::name_end(std::size_t begin, std::size_t stop) const {
  std::size_t end = begin;
  while (end < stop && text_.tokens[end].capital() && text_.tokens[end].kind == TokenKind::word) ++end;
  return end;
}

// Who is named at [begin, end): "Smith", "Smith and Jones", "union leader Jane Smith".
std::vector<Actor> Actors::named_at(std::size_t begin, std::size_t end, std::size_t stop) const {
  const auto of = [this](std::size_t from, std::size_t to) {
    return Actor{span_of(text_, {from, to}), mentions_.resolve(span_of(text_, {from, to}))};
  };
  const Actor named = of(begin, end);
  if (!named.mention.speaker.known()) return {};
  if (named.mention.speaker.party >= 0) {
    std::size_t title = end;
    while (title < stop && title - end < 3 && classes_.noun[text_.tokens[title].tag] && !text_.tokens[title].capital())
      ++title;
    if (const std::size_t last = name_end(title, stop); title > end && last > title)
      if (const auto person = of(title, last); person.mention.speaker.person >= 0) return {person};
  }
  std::size_t other = end;
  if (end + 1 < stop && (text_.tokens[end].lower == "and" || text_.tokens[end].lower == "nor"))
    other += text_.tokens[end + 1].lower == "the" ? 2 : 1;
  if (const std::size_t last = name_end(other, stop); other > end && last > other)
    if (const auto second = of(other, last);
        second.mention.speaker.known() && named.mention.speaker != second.mention.speaker)
      return {named, second};
  return {named};
}

bool Actors::is_own(Span span) const {
  const auto words = lower_words(words_of(span));
  return words == U"i" || words == U"we";
}

// "I", "we", "my government": the author of a letter or an article.
bool Actors::is_own(const TokenSentence& sentence, std::size_t at) const {
  const auto& word = text_.tokens[at].lower;
  if (word == "i" || word == "we") return true;
  static const std::unordered_set<std::string_view> own{"government", "country", "delegation", "nation", "union"};
  return (word == "my" || word == "our") && at + 1 < sentence.end && own.contains(text_.tokens[at + 1].lower);
}

std::u32string_view Actors::words_of(Span span) const {
  return std::u32string_view(document_.text).substr(span.begin, span.size());
}

}  // namespace parley
