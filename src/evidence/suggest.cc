#include "evidence/suggest.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>

#include "evidence/attribution.h"
#include "evidence/word_row.h"

namespace parley {
namespace {

constexpr std::size_t longest_term = 4;
constexpr std::size_t passages_kept = 3;
constexpr std::size_t options_kept = 6;

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

// A singular that stands for a word and its plural.
std::u32string folded(std::u32string_view word) {
  const bool plural = word.size() > 3 && word.ends_with(U's') && !word.ends_with(U"ss") && !word.ends_with(U"us") &&
                      !word.ends_with(U"is");
  return std::u32string(word.substr(0, word.size() - (plural ? 1 : 0)));
}

bool is_number(std::u32string_view word) { return word.front() >= U'0' && word.front() <= U'9'; }

// Whether a word may stand at an end of a term.
bool is_term_end(const RowWord& word) {
  const auto& w = word.word;
  return w.size() > 2 && !is_number(w) && !is_function_word(w) && !is_cue(w) && !is_stance_verb(w) &&
         !w.ends_with(U"ly") && !w.ends_with(U"ing") && !w.ends_with(U"ed");
}

void keep(std::vector<SuggestedPassage>& passages, const Sentence& sentence, Span span) {
  if (passages.size() < passages_kept && (passages.empty() || passages.back().sentence != sentence.span))
    passages.push_back({sentence.document, span, sentence.span});
}

std::vector<Sentence> sentences_of(std::span<const Document> documents) {
  std::vector<Sentence> all;
  for (std::size_t d = 0; d < documents.size(); ++d)
    for (const Span& span : documents[d].sentences) {
      Sentence s{.document = d, .span = span, .words = word_row(documents[d].text, span)};
      s.takes_position =
          std::ranges::any_of(s.words, [](const RowWord& w) { return is_cue(w.word) || is_stance_verb(w.word); });
      if (!s.words.empty()) all.push_back(std::move(s));
    }
  return all;
}

// Names: runs of words with a capital. At a sentence's beginning a capital says nothing, so a word that stands small
// elsewhere is none.
class Names {
 public:
  explicit Names(const std::vector<Sentence>& sentences) : sentences_(sentences) {
    for (const Sentence& s : sentences)
      for (const RowWord& w : s.words)
        if (!w.capital) small_.insert(w.word);
    for (const Sentence& s : sentences) read(s);
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

  const std::vector<Sentence>& sentences_;
  std::unordered_set<std::u32string> small_;
  std::map<std::string, SuggestedName> names_;
};

struct Occurrence {
  std::size_t sentence, first, last;  // words [first, last)
};

struct Term {
  std::vector<std::u32string> words;
  std::vector<Occurrence> places;
  std::size_t before_noun = 0, positions = 0, capitals = 0;
  std::set<std::size_t> documents;
  std::map<std::string, std::size_t> forms;  // as written, how often
  std::size_t within = 0, longer = 0;        // times within longer terms, and how many of these there are
  double score = 0;

  [[nodiscard]] std::string name() const {
    return std::ranges::max_element(forms, {}, [](const auto& form) { return form.second; })->first;
  }
};

using TermKey = std::vector<std::u32string>;

class Terms {
 public:
  Terms(const std::vector<Sentence>& sentences, const Names& names, std::span<const Document> documents)
      : sentences_(sentences), names_(names), documents_(documents) {
    for (std::size_t s = 0; s < sentences.size(); ++s) collect(s);
    std::erase_if(terms_, [](const auto& entry) {
      const Term& t = entry.second;
      return t.places.size() < 2 || t.capitals == t.places.size() || 3 * t.before_noun < t.places.size();
    });
    rank();
  }

  std::vector<const Term*> best() const {
    std::vector<const Term*> list;
    for (const auto& [key, term] : terms_)
      if (term.score > 0) list.push_back(&term);
    std::ranges::sort(list, [](const Term* a, const Term* b) {
      return std::tuple(-a->score, a->words) < std::tuple(-b->score, b->words);
    });
    return list;
  }

 private:
  void collect(std::size_t index) {
    const auto& words = sentences_[index].words;
    for (std::size_t first = 0; first < words.size(); ++first) {
      if (!is_term_end(words[first])) continue;
      TermKey key;
      for (std::size_t last = first; last < std::min(words.size(), first + longest_term); ++last) {
        if (last > first && words[last].after_break) break;
        const bool end = is_term_end(words[last]);
        if (!end &&
            (words[last].word != U"of" && !words[last].word.ends_with(U"ing") && !words[last].word.ends_with(U"ed")))
          break;
        key.push_back(folded(words[last].word));
        if (end) add(key, {index, first, last + 1});
        if (words[last].possessive) break;
      }
    }
  }

  void add(const TermKey& key, const Occurrence& at) {
    const Sentence& s = sentences_[at.sentence];
    Term& term = terms_[key];
    term.words = key;
    term.places.push_back(at);
    term.documents.insert(s.document);
    const bool noun = at.first > 0 && !s.words[at.first].after_break && is_before_noun(s.words[at.first - 1].word);
    term.before_noun += noun ? 1 : 0;
    term.positions += s.takes_position ? 1 : 0;
    std::size_t capitals = 0;
    for (std::size_t k = at.first; k < at.last; ++k) capitals += names_.is_name(s.words[k]) ? 1 : 0;
    term.capitals += 2 * capitals > at.last - at.first ? 1 : 0;
    const Span span{s.words[at.first].span.begin, s.words[at.last - 1].span.end};
    ++term.forms[utf8(std::u32string_view(documents_[s.document].text).substr(span.begin, span.size()))];
  }

  void rank() {
    for (const auto& [key, term] : terms_)
      for (std::size_t size = 1; size < key.size(); ++size)
        for (std::size_t from = 0; from + size <= key.size(); ++from) {
          const auto part = terms_.find(TermKey(key.begin() + static_cast<std::ptrdiff_t>(from),
                                                key.begin() + static_cast<std::ptrdiff_t>(from + size)));
          if (part == terms_.end()) continue;
          part->second.within += term.places.size();
          ++part->second.longer;
        }
    for (auto& [key, term] : terms_) {
      const auto n = static_cast<double>(term.places.size());
      const double alone =
          term.longer == 0 ? n : n - static_cast<double>(term.within) / static_cast<double>(term.longer);
      const double position = static_cast<double>(term.positions) / n;
      const double noun = static_cast<double>(term.before_noun) / n;
      term.score = std::log2(static_cast<double>(key.size()) + 1) * alone * (0.5 + position) * (0.5 + noun) *
                   (1 + std::log(static_cast<double>(term.documents.size())));
    }
  }

  const std::vector<Sentence>& sentences_;
  const Names& names_;
  std::span<const Document> documents_;
  std::map<TermKey, Term> terms_;
};

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
    if (!is_function_word(w.word)) key += folded(w.word) + U" ";
  return key;
}

std::vector<SuggestedOption> options_of(const Term& term, const std::vector<Sentence>& sentences,
                                        std::span<const Document> documents) {
  std::map<std::u32string, SuggestedOption> found;
  std::set<std::size_t> seen;
  const auto own = choice_key(term.name());
  for (const Occurrence& at : term.places) {
    if (!seen.insert(at.sentence).second) continue;
    const Sentence& s = sentences[at.sentence];
    for (const Choice& choice : Choices(s, documents[s.document].text).read()) {
      const auto key = choice_key(choice.name);
      if (key.empty() || key == own) continue;
      SuggestedOption& option = found[key];
      if (option.mentions++ == 0) option.name = choice.name;
      keep(option.passages, s, choice.span);
    }
  }
  std::vector<SuggestedOption> list;
  for (auto& [key, option] : found) list.push_back(std::move(option));
  std::ranges::stable_sort(list, [](const SuggestedOption& a, const SuggestedOption& b) {
    const auto key = [](const SuggestedOption& o) {
      return std::tuple(-static_cast<double>(o.mentions), o.passages.front().document, o.passages.front().span);
    };
    return key(a) < key(b);
  });
  if (list.size() > options_kept) list.resize(options_kept);
  return list;
}

// Whether the words of one are all among the other's.
bool covers(const Term& more, const Term& less) {
  return std::ranges::all_of(less.words,
                             [&](const auto& w) { return std::ranges::find(more.words, w) != more.words.end(); });
}

}  // namespace

Suggestions suggest(std::span<const Document> documents, std::size_t limit) {
  const auto sentences = sentences_of(documents);
  Names names(sentences);
  const Terms terms(sentences, names, documents);
  Suggestions result;
  std::vector<const Term*> chosen;
  for (const Term* term : terms.best()) {
    const auto like =
        std::ranges::find_if(chosen, [&](const Term* c) { return covers(*c, *term) || covers(*term, *c); });
    if (like != chosen.end()) {
      auto& also = result.issues[static_cast<std::size_t>(like - chosen.begin())].also;
      if (also.size() < 3) also.push_back(term->name());
      continue;
    }
    if (chosen.size() == limit) break;
    chosen.push_back(term);
    SuggestedIssue issue{.name = term->name(),
                         .score = term->score,
                         .mentions = term->places.size(),
                         .documents = term->documents.size(),
                         .also = {},
                         .options = options_of(*term, sentences, documents),
                         .passages = {}};
    for (const Occurrence& at : term->places) {
      const Sentence& s = sentences[at.sentence];
      if (s.takes_position) keep(issue.passages, s, {s.words[at.first].span.begin, s.words[at.last - 1].span.end});
    }
    for (const Occurrence& at : term->places)
      if (issue.passages.empty())
        keep(issue.passages, sentences[at.sentence],
             {sentences[at.sentence].words[at.first].span.begin, sentences[at.sentence].words[at.last - 1].span.end});
    result.issues.push_back(std::move(issue));
  }
  result.names = names.best(limit);
  return result;
}

}  // namespace parley
