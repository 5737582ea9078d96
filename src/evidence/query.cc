#include "evidence/query.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

#include "core/error.h"
#include "evidence/quoted_row.h"
#include "text/characters.h"
#include "text/document.h"

namespace parley {
namespace {

bool is_query_letter(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }
/// What FTS5 takes in a word without quotation marks.
bool is_bare(char32_t c) { return c >= 128 || is_query_letter(c) || c == U'_'; }
bool is_mark(char32_t c) { return c == U'"' || c == 0x201C || c == 0x201D || c == 0x201E; }

bool is_operator(std::u32string_view word) { return word == U"AND" || word == U"OR" || word == U"NOT"; }

std::string as_phrase(std::u32string_view words) {
  std::string text = "\"";
  for (const char32_t c : words) text += c == U'"' || c == 0 ? std::string(" ") : utf8(std::u32string(1, c));
  return text + "\"";
}

class QueryReader {
 public:
  QueryReader(std::string_view typed, const WordsThatBegin& words)
      : typed_(typed), text_(utf32(typed)), words_(words) {}

  std::string read() {
    expression(0);
    skip_space();
    if (at_ < text_.size()) fail("this parenthesis closes nothing", "a parenthesis that opens before it");
    if (out_.empty()) fail("there is no word in the query", "one word or more");
    return std::move(out_);
  }

 private:
  [[noreturn]] void fail(const std::string& message, const std::string& expected) const {
    Problem problem;
    problem.place = {"query", 1, at_ + 1};
    problem.message = message;
    problem.expected = expected;
    problem.source_line = typed_;
    throw Error(problem);
  }

  void skip_space() {
    while (at_ < text_.size() && is_unicode_space(text_[at_])) ++at_;
  }

  [[nodiscard]] std::u32string_view word_here() const {
    std::size_t end = at_;
    while (end < text_.size() && !is_unicode_space(text_[end]) && !is_mark(text_[end]) && text_[end] != U'(' &&
           text_[end] != U')')
      ++end;
    return std::u32string_view(text_).substr(at_, end - at_);
  }

  void put(const std::string& part) { out_ += (out_.empty() || out_.back() == '(' ? "" : " ") + part; }

  // Operands with operators between them, up to a closing parenthesis or the end.
  void expression(int depth) {
    if (depth > 50) fail("parentheses within parentheses more than 50 deep", "a shorter query");
    bool after_operand = false;
    std::u32string_view pending;  // an operator that waits for what follows
    for (skip_space(); at_ < text_.size() && text_[at_] != U')'; skip_space()) {
      const auto word = word_here();
      if (is_operator(word)) {
        if (!after_operand) fail(fmt::format("nothing stands before {}", utf8(word)), "a word on each side of it");
        pending = word;
        after_operand = false;
        at_ += word.size();
        continue;
      }
      const std::string before = out_;
      if (after_operand) put("AND");
      if (!pending.empty()) put(utf8(pending));
      if (!operand(word, depth)) {
        out_ = before;  // a word without letters says nothing
        continue;
      }
      after_operand = true;
      pending = {};
    }
    if (!pending.empty()) fail(fmt::format("nothing stands after {}", utf8(pending)), "a word on each side of it");
    if (depth > 0 && !after_operand) fail("nothing stands in the parentheses", "one word or more");
  }

  bool operand(std::u32string_view word, int depth) {
    if (text_[at_] == U'(') return group(depth);
    if (is_mark(text_[at_])) return phrase();
    if (word == U"NEAR" && at_ + 4 < text_.size() && text_[at_ + 4] == U'(') return near();
    at_ += word.size();
    const bool prefix = word.ends_with(U'*');
    while (word.ends_with(U'*')) word.remove_suffix(1);
    if (std::none_of(word.begin(), word.end(), is_query_letter)) return false;
    const bool bare = std::all_of(word.begin(), word.end(), is_bare) && word != U"NEAR" && !is_operator(word);
    const std::string plain = (bare ? utf8(word) : as_phrase(word)) + (prefix ? "*" : "");
    put(prefix && bare ? with_all_that_begin(plain, word) : plain);
    return true;
  }

  // "arbitrat*" as "(arbitrat* OR "arbitration" OR "arbitrator")".
  [[nodiscard]] std::string with_all_that_begin(const std::string& plain, std::u32string_view beginning) const {
    const auto words = words_ ? words_(utf8(lower_words(beginning))) : std::vector<std::string>();
    if (words.empty()) return plain;
    std::string all = "(" + plain;
    for (const std::string& word : words) all += " OR " + as_phrase(utf32(word));
    return all + ")";
  }

  bool group(int depth) {
    const std::size_t open = at_++;
    put("(");
    expression(depth + 1);
    if (at_ == text_.size()) {
      at_ = open;
      fail("this parenthesis is never closed", "a closing parenthesis");
    }
    ++at_;
    out_ += ")";
    return true;
  }

  bool phrase() {
    const std::size_t open = at_++;
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_mark(text_[at_])) ++at_;
    if (at_ == text_.size()) {
      at_ = open;
      fail("this quotation mark is never closed", "a closing quotation mark");
    }
    const auto words = std::u32string_view(text_).substr(begin, at_ - begin);
    ++at_;
    if (std::none_of(words.begin(), words.end(), is_query_letter)) return false;
    put(as_phrase(words));
    return true;
  }

  // NEAR(word word, 10): words and one number.
  bool near() {
    const std::size_t open = at_;
    at_ += 5;
    const std::size_t close = text_.find(U')', at_);
    if (close == text_.npos) fail("NEAR( is never closed", "a closing parenthesis");
    const auto inside = std::u32string_view(text_).substr(at_, close - at_);
    const auto comma = inside.find(U',');
    std::vector<std::string> words;
    std::u32string word;
    for (const char32_t c : std::u32string(inside.substr(0, comma)) + U" ") {
      if (is_query_letter(c)) {
        word += c;
      } else if (!word.empty()) {
        words.push_back(as_phrase(word));
        word.clear();
      }
    }
    std::string distance;
    for (const char32_t c : comma == inside.npos ? std::u32string_view(U"10") : inside.substr(comma + 1))
      if (!is_unicode_space(c)) distance += c >= U'0' && c <= U'9' ? static_cast<char>(c) : '?';
    if (words.size() < 2 || distance.empty() || distance.size() > 4 || distance.find('?') != distance.npos) {
      at_ = open;
      fail("this NEAR has no meaning", "NEAR(word word, 10): two words or more, and how many may stand between them");
    }
    at_ = close + 1;
    std::string text = "NEAR(";
    for (const std::string& each : words) text += each + " ";
    text.back() = ',';
    put(text + " " + distance + ")");
    return true;
  }

  std::string typed_;
  std::u32string text_;
  const WordsThatBegin& words_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string fts_query(std::string_view typed, const WordsThatBegin& words) { return QueryReader(typed, words).read(); }

}  // namespace parley
