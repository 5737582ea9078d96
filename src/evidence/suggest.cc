#include "evidence/suggest.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "evidence/saying_words.h"
#include "evidence/term_table.h"
#include "evidence/word_row.h"

namespace parley {
namespace {

constexpr std::size_t passages_kept = 3;
constexpr std::size_t options_kept = 6;
constexpr std::size_t aliases_kept = 3;
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

struct Sentence {
  std::size_t document = 0;
  Span span;
  std::vector<RowWord> words;
  bool takes_position = false;  ///< somebody says or wants something in it
};

using ViewedWords = std::unordered_set<std::u32string_view>;

bool is_before_noun(std::u32string_view word) {
  static const ViewedWords words{U"the",   U"a",       U"an",   U"its",  U"their", U"his",   U"her",
                                 U"our",   U"any",     U"of",   U"on",   U"over",  U"about", U"for",
                                 U"with",  U"without", U"no",   U"this", U"that",  U"under", U"between",
                                 U"joint", U"against", U"into", U"from", U"in",    U"by"};
  return words.contains(word);
}

bool is_title(std::u32string_view word) {
  static const ViewedWords words{U"president", U"prime",     U"minister",    U"secretary", U"general",      U"senator",
                                 U"mr",        U"mrs",       U"ms",          U"dr",        U"chancellor",   U"king",
                                 U"queen",     U"mayor",     U"ambassador",  U"foreign",   U"defense",      U"defence",
                                 U"treasury",  U"state",     U"vice",        U"chairman",  U"chief",        U"director",
                                 U"envoy",     U"spokesman", U"spokeswoman", U"gen",       U"spokesperson", U"leader",
                                 U"judge",     U"governor",  U"premier",     U"special",   U"col"};
  return words.contains(word);
}

void keep(std::vector<SuggestedPassage>& passages, const Sentence& sentence, Span span) {
  const bool again =
      !passages.empty() && passages.back().document == sentence.document && passages.back().sentence == sentence.span;
  if (passages.size() < passages_kept && !again)
    passages.push_back(
        {.document = sentence.document, .span = span, .sentence = sentence.span, .words = {}, .around = {}});
}

Span span_of(const Sentence& sentence, const TermPlace& place) {
  return {sentence.words[place.first].span.begin, sentence.words[place.last - 1].span.end};
}

// One after the other, the sentences of all documents.
template <typename Visit>
void each_sentence(std::size_t documents, const DocumentAt& document_at, Visit visit) {
  for (std::size_t d = 0; d < documents; ++d) {
    const Document document = document_at(d);
    for (const Span& span : document.sentences) {
      Sentence s{.document = d, .span = span, .words = word_row(document.text, span)};
      s.takes_position =
          std::ranges::any_of(s.words, [](const RowWord& w) { return is_cue(w.word) || is_stance_verb(w.word); });
      if (!s.words.empty()) visit(s, std::u32string_view(document.text));
    }
  }
}

// Names: runs of words with a capital. At a sentence's beginning a capital says nothing, so a word that stands small
// elsewhere is none.
class Names {
 public:
  // First pass: which words stand small.
  void see(const Sentence& s) {
    for (const RowWord& w : s.words)
      if (!w.capital) small_.insert(w.word);
  }

  // Second pass.
  void read(const Sentence& s) {
    const auto& words = s.words;
    for (std::size_t i = 0; i < words.size();) {
      std::size_t end = i;
      while (end < words.size() && is_name(words[end]) && (end == i || !words[end].after_break) &&
             (end == i || !words[end - 1].possessive))
        ++end;
      if (end == i) {
        ++i;
        continue;
      }
      add(s, i, end);
      i = end;
    }
  }

  [[nodiscard]] bool is_name(const RowWord& w) const {
    return w.capital && !is_function_word(w.word) && (!small_.contains(w.word) || !w.after_break);
  }

  std::vector<SuggestedName> best(std::size_t limit) {
    merge_surnames();
    std::vector<SuggestedName> list;
    for (auto& [key, name] : names_)
      if (name.says > 0) list.push_back(std::move(name));
    std::ranges::sort(list, [](const SuggestedName& a, const SuggestedName& b) {
      return std::tuple(-static_cast<double>(a.says), -static_cast<double>(a.mentions), a.name) <
             std::tuple(-static_cast<double>(b.says), -static_cast<double>(b.mentions), b.name);
    });
    if (list.size() > limit) list.resize(limit);
    return list;
  }

 private:
  void add(const Sentence& s, std::size_t begin, std::size_t end) {
    const auto& words = s.words;
    const std::size_t all = begin;
    while (begin + 1 < end && is_title(words[begin].word)) ++begin;
    const bool titled = begin > all || (all > 0 && !words[all].after_break && is_title(words[all - 1].word));
    if (end - begin > 5 || is_title(words[begin].word)) return;
    std::string name;
    for (std::size_t k = begin; k < end; ++k) name += (name.empty() ? "" : " ") + words[k].text;
    SuggestedName& entry = names_[name];
    entry.name = name;
    entry.person = entry.person || (titled && end - begin <= 3);
    ++entry.mentions;
    const Span span{words[begin].span.begin, words[end - 1].span.end};
    if (!is_subject(words, all, end)) return;
    ++entry.says;
    keep(entry.passages, s, span);
  }

  // A verb of saying or of taking a position just after the name (an adverb, an auxiliary, "has not" may stand
  // between), a cue just before it, or "according to".
  static bool is_subject(const std::vector<RowWord>& words, std::size_t begin, std::size_t end) {
    if (words[end - 1].possessive) return false;
    static const ViewedWords between{U"has",   U"have", U"had",  U"also",  U"will",
                                     U"would", U"not",  U"then", U"later", U"and"};
    for (std::size_t k = end; k < std::min(end + 3, words.size()); ++k) {
      if (is_cue(words[k].word) || is_stance_verb(words[k].word)) return true;
      if (!between.contains(words[k].word) && !words[k].word.ends_with(U"ly")) break;
    }
    if (begin > 1 && words[begin - 1].word == U"to" && words[begin - 2].word == U"according") return true;
    if (begin > 2 && words[begin - 1].word == U"the" && words[begin - 2].word == U"to" &&
        words[begin - 3].word == U"according")
      return true;
    return begin > 0 && words[begin - 1].after_break && is_cue(words[begin - 1].word) && !words[begin].after_break;
  }

  // "Bessent" is Scott Bessent, where one longer name ends so.
  void merge_surnames() {
    std::vector<std::string> gone;
    for (auto& [key, name] : names_) {
      if (key.find(' ') != key.npos) continue;
      SuggestedName* longer = nullptr;
      for (auto& [other, candidate] : names_)
        if (other.size() > key.size() + 1 && other.ends_with(" " + key))
          if (longer == nullptr || candidate.mentions > longer->mentions) longer = &candidate;
      if (longer == nullptr) continue;
      longer->says += name.says;
      longer->mentions += name.mentions;
      longer->person = true;
      for (const SuggestedPassage& p : name.passages)
        if (longer->passages.size() < passages_kept) longer->passages.push_back(p);
      gone.push_back(key);
    }
    for (const std::string& key : gone) names_.erase(key);
  }

  std::unordered_set<std::u32string> small_;
  std::map<std::string, SuggestedName> names_;
};

TermSeen seen_at(const Sentence& s, const TermPlace& place, const Names& names) {
  std::size_t capitals = 0;
  for (std::size_t k = place.first; k < place.last; ++k) capitals += names.is_name(s.words[k]) ? 1 : 0;
  return {.document = s.document,
          .before_noun =
              place.first > 0 && !s.words[place.first].after_break && is_before_noun(s.words[place.first - 1].word),
          .takes_position = s.takes_position,
          .capitals = 2 * capitals > place.last - place.first};
}

// What somebody may want: the words after a verb of position, or on either side of "or".
struct Choice {
  std::string name;
  Span span;
};

class Choices {
 public:
  Choices(const Sentence& sentence, std::u32string_view text) : sentence_(sentence), text_(text) {}

  std::vector<Choice> read() {
    const auto& words = sentence_.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].word == U"or" && i > 0 && i + 1 < words.size()) {
        add(left_of(i), i);
        add(i + 1, right_of(i + 1));
      } else if (is_stance_verb(words[i].word) && i + 1 < words.size() && !words[i + 1].after_break) {
        add(i + 1, right_of(i + 1));
      }
    }
    return std::move(choices_);
  }

 private:
  static bool bounds(const RowWord& w) {
    static const ViewedWords words{U"and",    U"or",      U"but", U"which",  U"who",  U"because", U"while", U"whether",
                                   U"either", U"between", U"if",  U"unless", U"when", U"that",    U"than",  U"as"};
    return words.contains(w.word) || is_cue(w.word) || is_stance_verb(w.word);
  }

  [[nodiscard]] std::size_t left_of(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && end - begin < 6 && !bounds(sentence_.words[begin - 1])) {
      --begin;
      if (sentence_.words[begin].after_break) break;
    }
    return begin;
  }

  [[nodiscard]] std::size_t right_of(std::size_t begin) const {
    std::size_t end = begin;
    // "that", "to", "for" may open what is wanted.
    while (end < sentence_.words.size() && end - begin < 8 &&
           (end == begin || (!sentence_.words[end].after_break && !bounds(sentence_.words[end]))))
      ++end;
    return end;
  }

  void add(std::size_t begin, std::size_t end) {
    const auto& words = sentence_.words;
    static const ViewedWords openers{U"that", U"to",  U"for", U"on",   U"out", U"the",   U"a",
                                     U"an",   U"any", U"it",  U"with", U"its", U"their", U"his",
                                     U"her",  U"our", U"be",  U"in",   U"of",  U"is",    U"are"};
    while (begin < end && openers.contains(words[begin].word)) ++begin;
    while (begin < end && is_function_word(words[end - 1].word)) --end;
    std::size_t content = 0;
    for (std::size_t k = begin; k < end; ++k) content += is_function_word(words[k].word) ? 0 : 1;
    if (content == 0 || begin == end || words[begin].word.size() < 2) return;
    const Span span{words[begin].span.begin, words[end - 1].span.end};
    choices_.push_back({utf8(text_.substr(span.begin, span.size())), span});
  }

  const Sentence& sentence_;
  std::u32string_view text_;
  std::vector<Choice> choices_;
};

std::u32string choice_key(const std::string& name) {
  const auto text = utf32(name);
  std::u32string key;
  for (const RowWord& w : word_row(text, {0, text.size()}))
    if (!is_function_word(w.word)) key += singular(w.word) + U" ";
  return key;
}

// A term that is to be shown, and what a third pass finds of it.
struct Shown {
  TermTable::Ranked rank;
  std::vector<TermKey> alike;                // terms with the same words, the likeliest first
  std::map<std::string, std::size_t> forms;  // as written, how often
  std::map<std::u32string, SuggestedOption> options;
  std::vector<SuggestedPassage> passages, first;   // where positions are taken; the first of all
  std::pair<std::size_t, Span> seen{nowhere, {}};  // the last sentence whose options were taken

  [[nodiscard]] std::string name() const { return commonest(forms); }

  static std::string commonest(const std::map<std::string, std::size_t>& forms) {
    const auto most = std::ranges::max_element(forms, {}, [](const auto& form) { return form.second; });
    return most == forms.end() ? std::string() : most->first;
  }
};

// The best terms of which none has all the words of another; those that have go with the better one.
std::vector<Shown> chosen_of(const std::vector<TermTable::Ranked>& ranked, std::size_t limit) {
  std::vector<Shown> chosen;
  for (const auto& term : ranked) {
    const auto like = std::ranges::find_if(
        chosen, [&](const Shown& c) { return covers(c.rank.key, term.key) || covers(term.key, c.rank.key); });
    if (like != chosen.end()) {
      if (like->alike.size() < aliases_kept) like->alike.push_back(term.key);
      continue;
    }
    if (chosen.size() == limit) break;
    chosen.emplace_back().rank = term;
  }
  return chosen;
}

void add_options(Shown& shown, const Sentence& s, std::u32string_view text) {
  for (const Choice& choice : Choices(s, text).read()) {
    const auto key = choice_key(choice.name);
    if (key.empty()) continue;
    SuggestedOption& option = shown.options[key];
    if (option.mentions++ == 0) option.name = choice.name;
    keep(option.passages, s, choice.span);
  }
}

std::vector<SuggestedOption> best_options(Shown& shown) {
  shown.options.erase(choice_key(shown.name()));
  std::vector<SuggestedOption> list;
  for (auto& [key, option] : shown.options) list.push_back(std::move(option));
  std::ranges::stable_sort(list, [](const SuggestedOption& a, const SuggestedOption& b) {
    const auto key = [](const SuggestedOption& o) {
      return std::tuple(-static_cast<double>(o.mentions), o.passages.front().document, o.passages.front().span);
    };
    return key(a) < key(b);
  });
  if (list.size() > options_kept) list.resize(options_kept);
  return list;
}

// The third pass: how the terms to be shown are written, where they stand, and what is wanted there.
class Details {
 public:
  explicit Details(std::vector<Shown>& shown) : shown_(shown) {
    for (std::size_t i = 0; i < shown.size(); ++i) {
      by_key_[shown[i].rank.key] = i;
      for (const auto& key : shown[i].alike) alike_[key];
    }
  }

  void read(TermTable& terms, const Sentence& s, std::u32string_view text) {
    for (const auto& place : terms.places(s.words)) {
      const Span span = span_of(s, place);
      const auto written = [&] { return utf8(text.substr(span.begin, span.size())); };
      if (const auto like = alike_.find(place.key); like != alike_.end()) ++like->second[written()];
      const auto found = by_key_.find(place.key);
      if (found == by_key_.end()) continue;
      Shown& shown = shown_[found->second];
      ++shown.forms[written()];
      if (shown.first.empty()) keep(shown.first, s, span);
      if (s.takes_position) keep(shown.passages, s, span);
      if (shown.seen != std::pair(s.document, s.span)) add_options(shown, s, text);
      shown.seen = {s.document, s.span};
    }
  }

  [[nodiscard]] std::string name_of(const TermKey& alike) const { return Shown::commonest(alike_.at(alike)); }

 private:
  std::vector<Shown>& shown_;
  std::map<TermKey, std::size_t> by_key_;
  std::map<TermKey, std::map<std::string, std::size_t>> alike_;
};

// The words of the passages that are to be shown, document by document.
void fill_in(Suggestions& result, const DocumentAt& document_at) {
  std::map<std::size_t, std::vector<SuggestedPassage*>> of_document;
  const auto note = [&](std::vector<SuggestedPassage>& passages) {
    for (auto& passage : passages) of_document[passage.document].push_back(&passage);
  };
  for (auto& name : result.names) note(name.passages);
  for (auto& issue : result.issues) {
    note(issue.passages);
    for (auto& option : issue.options) note(option.passages);
  }
  for (auto& [index, passages] : of_document) {
    const Document document = document_at(index);
    const auto written = [&](Span span) {
      return span.end <= document.text.size() ? utf8(std::u32string_view(document.text).substr(span.begin, span.size()))
                                              : std::string();
    };
    for (auto* passage : passages) {
      passage->words = written(passage->span);
      passage->around = written(passage->sentence);
    }
  }
}

}  // namespace

Suggestions suggest(std::size_t documents, const DocumentAt& document_at, std::size_t limit) {
  Names names;
  TermTable terms;
  each_sentence(documents, document_at, [&](const Sentence& s, std::u32string_view) {
    names.see(s);
    for (const auto& place : terms.places(s.words)) terms.see(place.key);
  });
  each_sentence(documents, document_at, [&](const Sentence& s, std::u32string_view) {
    names.read(s);
    for (const auto& place : terms.places(s.words)) terms.count(place.key, seen_at(s, place, names));
  });
  auto shown = chosen_of(terms.ranked(), limit);
  Details details(shown);
  each_sentence(documents, document_at,
                [&](const Sentence& s, std::u32string_view text) { details.read(terms, s, text); });
  Suggestions result;
  for (auto& term : shown) {
    SuggestedIssue issue{.name = term.name(),
                         .score = term.rank.score,
                         .mentions = term.rank.places,
                         .documents = term.rank.documents,
                         .also = {},
                         .options = best_options(term),
                         .passages = term.passages.empty() ? term.first : term.passages};
    for (const auto& key : term.alike) issue.also.push_back(details.name_of(key));
    result.issues.push_back(std::move(issue));
  }
  result.names = names.best(limit);
  fill_in(result, document_at);
  return result;
}

}  // namespace parley
