// What formulas and sets of options have in common: their tokens, the names of options in them, and how a fault is
// told.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"

namespace parley {

struct Token {
  enum class Kind { word, number, symbol, stray, end };
  Kind kind = Kind::end;
  std::string_view text;
  std::size_t begin = 0;  ///< byte offset in the text

  [[nodiscard]] bool is(std::string_view symbol) const { return kind == Kind::symbol && text == symbol; }
  [[nodiscard]] bool is_word(std::string_view word) const { return kind == Kind::word && text == word; }
};

/// The words that no issue, lever or option may have as its id: not, and, or, in, true, false.
bool is_reserved_word(std::string_view word);

/// The tokens of a text, one after the other, and the problems found in it.
class TokenReader {
 public:
  TokenReader(std::string_view text, const Place& origin, std::string_view source_line, std::vector<Problem>& problems);

  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  /// Takes the next token if it is this symbol or word.
  bool accept(std::string_view symbol_or_word);

  /// A problem at a token; of what follows one that ends the reading, nothing more is said.
  void error(const Token& at, std::string message, std::string expected = {}, std::string hint = {});
  /// A token that does not fit: the reading ends here.
  void unexpected(const std::string& expected);
  /// What was read has no meaning, as is told elsewhere.
  void fail() { failed_ = true; }
  /// Ends the reading.
  void stop();
  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  Place origin_;
  std::string text_;
  std::string source_line_;
  std::vector<Problem>& problems_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  int told_ = 0;
  bool stopped_ = false;
  bool failed_ = false;
};

/// The options that a formula may name: of an issue, of a lever, or of something unknown, whose options all pass.
struct OptionNames {
  const Issue* issue = nullptr;
  const Lever* lever = nullptr;

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool unknown() const { return issue == nullptr && lever == nullptr; }
};

/// Reads one option: its index, or -1 after a problem or where the names are unknown.
int read_option(TokenReader& reader, const OptionNames& names);

/// Reads a|b|3..7: which of the options are named. A `|` that opens something else is left.
std::vector<bool> read_options(TokenReader& reader, const OptionNames& names);

/// The options that stand in `relation` (<, <=, >, >=) to option `bound` and can be agreed. A problem at `at` where the
/// issue has no order or the bound no place in it.
std::vector<bool> options_in_order(TokenReader& reader, const Token& at, std::string_view relation,
                                   const OptionNames& names, int bound);

/// The text between backticks, as messages show what was written.
std::string ticked(std::string_view text);

/// "did you mean `x`?", else the candidates where they are few: "there are `a` and `b`"; else nothing.
std::string suggest(std::string_view word, std::span<const std::string> candidates);

/// The same for the options of an issue; a word that is an option's name or alias gives its id, a number the nearest
/// one.
std::string suggest_option(std::string_view word, const Issue& issue);

}  // namespace parley
