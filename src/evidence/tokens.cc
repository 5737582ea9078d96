#include "evidence/tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "evidence/quotation_marks.h"
#include "text/characters.h"
#include "text/files.h"
#include "text/sentences.h"

namespace parley {
namespace {

bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == 0x2BC; }
bool is_combining(char32_t c) {
  const int type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

char32_t plain_mark(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x2BC:
      return U'\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
      return U'"';
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return U'-';
    default:
      return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  }
}

std::uint8_t shape_of(std::u32string_view word) {
  std::size_t upper = 0, letters = 0;
  bool digit = false;
  for (const char32_t c : word) {
    upper += u_isupper(static_cast<UChar32>(c)) != 0;
    letters += is_unicode_letter(c);
    digit = digit || is_digit(c);
  }
  if (digit) return 4;
  if (letters == 0) return 5;
  if (upper == 0) return 0;
  if (upper == letters) return letters == 1 ? 1 : 2;
  return upper == 1 && u_isupper(static_cast<UChar32>(word[0])) != 0 ? 1 : 3;
}

class Tokenizer {
 public:
  Tokenizer(std::u32string_view text, std::vector<TextToken>& tokens) : text_(text), tokens_(tokens) {}

  void add(Span sentence) {
    std::size_t at = sentence.begin;
    while (at < sentence.end) {
      const char32_t c = text_[at];
      if (is_unicode_space(c)) {
        ++at;
      } else if (is_unicode_letter(c) || is_digit(c)) {
        const std::size_t end = word_end(at, sentence.end);
        add_word({at, end});
        at = end;
      } else {
        std::size_t end = at + 1;
        while (end < sentence.end && (c == U'.' || c == U'-') && text_[end] == c) ++end;
        if (c == U'\'' && end < sentence.end && is_doubled_apostrophe(text_, at)) ++end;
        push({at, end}, TokenKind::mark);
        at = end;
      }
    }
  }

 private:
  std::size_t word_end(std::size_t at, std::size_t stop) const {
    std::size_t end = at;
    const auto inner = [&](std::size_t i) {  // a mark that belongs to the word around it
      if (i + 1 >= stop || !(is_unicode_letter(text_[i + 1]) || is_digit(text_[i + 1]))) return false;
      const char32_t c = text_[i];
      if (is_apostrophe(c) || c == U'-' || c == 0x2010 || c == 0x2011) return true;
      if (c == U'.') return is_digit(text_[i + 1]) == is_digit(text_[i - 1]);
      return c == U',' && is_digit(text_[i - 1]) && is_digit(text_[i + 1]);
    };
    while (end < stop &&
           (is_unicode_letter(text_[end]) || is_digit(text_[end]) || is_combining(text_[end]) || inner(end)))
      ++end;
    if (end < stop && text_[end] == U'.') {
      const auto word = text_.substr(at, end - at);
      const bool initials = word.find(U'.') != word.npos && is_unicode_letter(word.back());
      const bool inside = end + 1 < stop && is_unicode_space(text_[end + 1]) && is_unicode_letter(word[0]);
      if (initials || (inside && !is_digit(word.back()))) ++end;
    }
    return end;
  }

  void add_word(Span span) {
    const auto word = text_.substr(span.begin, span.size());
    std::size_t cut = word.size();
    if (word.size() > 2) {
      const char32_t last = plain_mark(word.back());
      if (is_apostrophe(word[word.size() - 2]) && (last == U's' || last == U'd' || last == U'm')) {
        cut = word.size() - 2;
      } else if (word.size() > 3 && is_apostrophe(word[word.size() - 2]) && last == U't' &&
                 plain_mark(word[word.size() - 3]) == U'n') {
        cut = word.size() - 3;
      } else if (word.size() > 3 && is_apostrophe(word[word.size() - 3])) {
        const auto two = utf8(word.substr(word.size() - 2));
        if (two == "ll" || two == "re" || two == "ve") cut = word.size() - 3;
      }
    }
    push({span.begin, span.begin + cut}, TokenKind::word);
    if (cut < word.size()) push({span.begin + cut, span.end}, TokenKind::word);
  }

  void push(Span span, TokenKind kind) {
    const auto word = text_.substr(span.begin, span.size());
    TextToken token;
    token.span = span;
    token.kind = kind;
    std::u32string folded;
    for (const char32_t c : word.substr(0, 60)) folded += plain_mark(c);
    if (folded == U"''") folded = U"\"";
    token.lower = utf8(folded);
    token.hash = hash_of(token.lower);
    token.group = word_class(token.hash);
    token.suffix = hash_of(utf8(std::u32string_view(folded).substr(folded.size() > 3 ? folded.size() - 3 : 0)));
    token.shape = shape_of(word);
    if (kind == TokenKind::word && is_digit(word[0])) token.kind = TokenKind::number;
    tokens_.push_back(std::move(token));
  }

  std::u32string_view text_;
  std::vector<TextToken>& tokens_;
};

// Which marks open and which close a quotation, in one paragraph.
void mark_quotations(std::u32string_view text, std::vector<TextToken>& tokens, std::size_t begin) {
  bool open = false;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    auto& token = tokens[i];
    const char32_t c = text[token.span.begin];
    const bool straight = c == U'"' || (c == U'\'' && token.span.size() == 2);
    const bool opens = c == 0x201C || c == 0x201E || c == 0xAB;
    const bool closes = c == 0x201D || c == 0xBB;
    if (token.kind == TokenKind::mark && (straight || opens || closes)) {
      const bool closing = closes || (straight && open);
      token.kind = closing ? TokenKind::closes : TokenKind::opens;
      token.quoted = true;
      open = !closing;
    } else {
      token.quoted = open;
    }
  }
}

// What has no stop for longer than this is cut, so that all work stays linear in the text.
constexpr std::size_t longest_sentence = 400;

}  // namespace

TokenRange tokens_of(const TokenText& text, Span span) {
  const auto begin = std::lower_bound(text.tokens.begin(), text.tokens.end(), span.begin,
                                      [](const TextToken& t, std::size_t at) { return t.span.end <= at; });
  const auto end = std::lower_bound(begin, text.tokens.end(), span.end,
                                    [](const TextToken& t, std::size_t at) { return t.span.begin < at; });
  return {static_cast<std::size_t>(begin - text.tokens.begin()), static_cast<std::size_t>(end - text.tokens.begin())};
}

std::uint64_t hash_of(std::string_view text) {
  const std::uint64_t hash = fingerprint(text);
  return hash ^ (hash >> 29);
}

TokenText tokenize(const Document& document) {
  const std::u32string_view text = document.text;
  const auto has_sentences = [](LineKind kind) {
    return kind == LineKind::prose || kind == LineKind::heading || kind == LineKind::list_item;
  };
  std::vector<Span> rest;
  for (const auto& line : document.lines)
    if (!has_sentences(line.kind) && line.span.size() > 0) rest.push_back(line.span);
  std::vector<Span> sentences = document.sentences;
  const auto others = find_sentences(text, rest);
  sentences.insert(sentences.end(), others.begin(), others.end());
  std::sort(sentences.begin(), sentences.end());

  TokenText result;
  result.tokens.reserve(text.size() / 5);
  Tokenizer tokenizer(text, result.tokens);
  std::size_t line = 0, paragraph = 0, paragraph_begin = 0, last_line = 0;
  for (const auto& sentence : sentences) {
    while (line + 1 < document.lines.size() && document.lines[line].span.end <= sentence.begin) ++line;
    const bool same = !result.sentences.empty() && line == last_line;
    const bool runs_on = !result.sentences.empty() && line == last_line + 1 &&
                         document.lines[line].kind == document.lines[last_line].kind &&
                         document.lines[line].span.begin < sentence.begin;
    if (!same && !runs_on && !result.sentences.empty()) {
      mark_quotations(text, result.tokens, paragraph_begin);
      paragraph_begin = result.tokens.size();
      ++paragraph;
    }
    const std::size_t begin = result.tokens.size();
    tokenizer.add(sentence);
    for (std::size_t from = begin; from < result.tokens.size(); from += longest_sentence) {
      const std::size_t end = std::min(from + longest_sentence, result.tokens.size());
      result.sentences.push_back({from, end, paragraph, document.lines[line].kind});
    }
    while (line + 1 < document.lines.size() && document.lines[line].span.end < sentence.end) ++line;
    last_line = line;
  }
  mark_quotations(text, result.tokens, paragraph_begin);
  return result;
}

}  // namespace parley
