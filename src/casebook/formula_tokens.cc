#include "casebook/formula_tokens.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/ascii.h"

namespace parley {

namespace {

constexpr std::size_t longest_text = 10'000;
constexpr std::size_t few = 8;
constexpr int most_faults = 20;  // told of one text

constexpr std::array reserved_words = {"not", "and", "or", "in", "true", "false"};
constexpr std::array<std::string_view, 18> symbols = {"<->", "->", "<=", ">=", "!=", "&&", "||", "..", "=",
                                                      "<",   ">",  "!",  "&",  "|",  "(",  ")",  "?",  "*"};

struct Slip {
  std::string_view written, meant;
};
constexpr std::array slips = {Slip{"≠", "!="},
                              Slip{"≤", "<="},
                              Slip{"≥", ">="},
                              Slip{"¬", "not"},
                              Slip{"∧", "and"},
                              Slip{"∨", "or"},
                              Slip{"→", "->"},
                              Slip{"⇒", "->"},
                              Slip{"↔", "<->"},
                              Slip{"⇔", "<->"},
                              Slip{"–", "-"},
                              Slip{"−", "-"},
                              Slip{"\xC2\xA0", "a plain space"}};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

std::size_t word_length(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && (is_ascii_letter(text[n]) || is_ascii_digit(text[n]) || text[n] == '_' || text[n] == '-') &&
         !text.substr(n).starts_with("->"))
    ++n;
  return n;
}

std::size_t digits_length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_ascii_digit) - text.begin());
}

// Of a number such as -5, .5, 2.50, 1e3 or 2/3; 0 if none begins here.
std::size_t number_length(std::string_view text) {
  std::size_t n = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_length(text.substr(n));
  n += whole;
  std::size_t fraction = 0;
  if (n < text.size() && text[n] == '.') fraction = digits_length(text.substr(n + 1));
  if (whole == 0 && fraction == 0) return 0;
  if (fraction > 0) n += fraction + 1;
  const std::string_view rest = text.substr(n);
  if (rest.starts_with('/')) return n + (digits_length(rest.substr(1)) > 0 ? 1 + digits_length(rest.substr(1)) : 0);
  if (rest.starts_with('e') || rest.starts_with('E')) {
    const std::size_t sign = rest.size() > 1 && (rest[1] == '-' || rest[1] == '+') ? 1 : 0;
    const std::size_t digits = digits_length(rest.substr(1 + sign));
    if (digits > 0) n += 1 + sign + digits;
  }
  return n;
}

Token next_token(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.empty()) return {Token::Kind::end, rest, at};
  if (is_ascii_letter(rest[0])) return {Token::Kind::word, rest.substr(0, word_length(rest)), at};
  if (const std::size_t n = number_length(rest)) return {Token::Kind::number, rest.substr(0, n), at};
  for (const std::string_view symbol : symbols)
    if (rest.starts_with(symbol)) return {Token::Kind::symbol, rest.substr(0, symbol.size()), at};
  std::size_t n = 1;
  while (n < rest.size() && is_continuation(rest[n])) ++n;
  return {Token::Kind::stray, rest.substr(0, n), at};
}

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0;;) {
    while (at < text.size() && is_ascii_blank(text[at])) ++at;
    tokens.push_back(next_token(text, at));
    if (tokens.back().kind == Token::Kind::end) break;
    at += tokens.back().text.size();
  }
  return tokens;
}

std::string listed(std::span<const std::string> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += ticked(words[i]);
  }
  return out;
}

// The option of the grid that is nearest to a number.
const Option* nearest(const Issue& issue, double value) {
  const auto distance = [value](const Option& option) { return std::abs(option.position.value - value); };
  const auto found = std::ranges::min_element(issue.options, {}, distance);
  return found == issue.options.end() ? nullptr : &*found;
}

std::vector<std::string> lever_option_ids(const Lever& lever) {
  std::vector<std::string> ids;
  for (const LeverOption& option : lever.options) ids.push_back(option.id);
  return ids;
}

int find_lever_option(const Lever& lever, std::string_view id) {
  const auto found = std::ranges::find(lever.options, id, &LeverOption::id);
  return found == lever.options.end() ? -1 : static_cast<int>(found - lever.options.begin());
}

void report_unknown_option(TokenReader& reader, const Token& token, const OptionNames& names) {
  if (names.size() == 0) return reader.fail();
  if (names.lever != nullptr) {
    reader.error(token, "lever " + ticked(names.lever->id) + " has no option " + ticked(token.text), {},
                 suggest(token.text, lever_option_ids(*names.lever)));
    return;
  }
  const Issue& issue = *names.issue;
  if (issue.kind == IssueKind::numeric && parse_number(token.text))
    reader.error(token, ticked(token.text) + " is not on the grid of issue " + ticked(issue.id), {},
                 suggest_option(token.text, issue));
  else
    reader.error(token, "issue " + ticked(issue.id) + " has no option " + ticked(token.text),
                 issue.kind == IssueKind::numeric ? "a number" : "", suggest_option(token.text, issue));
}

bool is_option(const Token& token) {
  return token.kind == Token::Kind::number || (token.kind == Token::Kind::word && !is_reserved_word(token.text));
}

bool is_relation(const Token& token) {
  return token.is("=") || token.is("!=") || token.is("<") || token.is("<=") || token.is(">") || token.is(">=") ||
         token.is_word("in");
}

// Whether `|` goes on with another option, not with another atom.
bool goes_on(const TokenReader& reader) {
  return reader.peek().is("|") && is_option(reader.peek(1)) && !is_relation(reader.peek(2));
}

}  // namespace

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

bool is_reserved_word(std::string_view word) { return std::ranges::find(reserved_words, word) != reserved_words.end(); }

TokenReader::TokenReader(std::string_view text, const Place& origin, std::string_view source_line,
                         std::vector<Problem>& problems)
    : origin_(origin), text_(text.substr(0, longest_text)), source_line_(source_line), problems_(problems) {
  tokens_ = tokenize(text_);
  if (text.size() <= longest_text) return;
  error(tokens_.front(), "this is longer than the 10000 characters that are read here");
  stop();
}

const Token& TokenReader::peek(std::size_t ahead) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }

const Token& TokenReader::take() {
  const Token& token = peek();
  if (next_ + 1 < tokens_.size()) ++next_;
  return token;
}

bool TokenReader::accept(std::string_view symbol_or_word) {
  if (!peek().is(symbol_or_word) && !peek().is_word(symbol_or_word)) return false;
  take();
  return true;
}

void TokenReader::error(const Token& at, std::string message, std::string expected, std::string hint) {
  failed_ = true;
  if (stopped_) return;
  Place place = origin_;
  place.column += code_points(std::string_view(text_).substr(0, at.begin));
  problems_.push_back({Severity::error, std::move(place), std::move(message), std::move(expected), std::move(hint),
                       source_line_, std::max<std::size_t>(code_points(at.text), 1)});
  if (++told_ == most_faults) stop();
}

void TokenReader::unexpected(const std::string& expected) {
  const Token& token = peek();
  std::string hint;
  for (const Slip& slip : slips)
    if (token.text == slip.written) hint = "write " + ticked(slip.meant);
  if (token.is("=") && next_ > 0 && tokens_[next_ - 1].is("=")) hint = "write `=` once";
  if (token.kind == Token::Kind::end)
    error(token, "this ends too early", expected);
  else if (token.is(")"))
    error(token, "this parenthesis was not opened or closes too early", expected);
  else
    error(token, "unexpected " + ticked(token.text), expected, hint);
  stop();
}

void TokenReader::stop() {
  stopped_ = failed_ = true;
  next_ = tokens_.size() - 1;
}

std::size_t OptionNames::size() const {
  if (issue != nullptr) return issue->options.size();
  return lever != nullptr ? lever->options.size() : 0;
}

int read_option(TokenReader& reader, const OptionNames& names) {
  if (!is_option(reader.peek())) {
    const bool numeric = names.issue != nullptr && names.issue->kind == IssueKind::numeric;
    reader.unexpected(numeric ? "a number" : "an option");
    return -1;
  }
  const Token& token = reader.take();
  if (names.unknown()) return -1;
  const int found =
      names.issue != nullptr ? names.issue->find_option(token.text) : find_lever_option(*names.lever, token.text);
  if (found < 0) report_unknown_option(reader, token, names);
  return found;
}

std::vector<bool> read_options(TokenReader& reader, const OptionNames& names) {
  std::vector<bool> named(names.size(), false);
  do {
    const int first = read_option(reader, names);
    const Token dots = reader.peek();
    if (reader.accept("..")) {
      const int last = read_option(reader, names);
      if (names.unknown() || first < 0 || last < 0) continue;
      const std::vector<bool> up = options_in_order(reader, dots, ">=", names, first);
      const std::vector<bool> down = options_in_order(reader, dots, "<=", names, last);
      if (first > last && !reader.failed()) reader.error(dots, "the low end of this range is above its high end");
      for (std::size_t i = 0; i < named.size(); ++i) named[i] = named[i] || (up[i] && down[i]);
    } else if (first >= 0) {
      named[static_cast<std::size_t>(first)] = true;
    }
  } while (goes_on(reader) && reader.accept("|"));
  return named;
}

std::vector<bool> options_in_order(TokenReader& reader, const Token& at, std::string_view relation,
                                   const OptionNames& names, int bound) {
  std::vector<bool> in(names.size(), false);
  if (names.lever != nullptr) {
    reader.error(at, "the options of lever " + ticked(names.lever->id) + " have no order", "`=`, `!=` or `in`");
    return in;
  }
  if (names.issue != nullptr && names.issue->kind == IssueKind::choice) {
    reader.error(at, "the options of issue " + ticked(names.issue->id) + " have no order", "`=`, `!=` or `in`",
                 "an issue of `kind: ordered` has one");
    return in;
  }
  if (names.issue == nullptr || bound < 0) return in;
  const auto limit = static_cast<std::size_t>(bound);
  if (names.issue->options[limit].only_without_deal) {
    reader.error(at,
                 ticked(names.issue->options[limit].id) + " exists only without a deal and has no place in the order");
    return in;
  }
  for (std::size_t i = 0; i < in.size(); ++i) {
    const bool holds = relation == "<"    ? i < limit
                       : relation == "<=" ? i <= limit
                       : relation == ">"  ? i > limit
                                          : i >= limit;
    in[i] = holds && !names.issue->options[i].only_without_deal;
  }
  return in;
}

std::string suggest(std::string_view word, std::span<const std::string> candidates) {
  if (const auto near = did_you_mean(word, candidates)) return "did you mean " + ticked(*near) + "?";
  if (candidates.empty() || candidates.size() > few) return {};
  return (candidates.size() == 1 ? "there is only " : "there are ") + listed(candidates);
}

std::string suggest_option(std::string_view word, const Issue& issue) {
  if (issue.kind == IssueKind::numeric) {
    const auto number = parse_number(word);
    const Option* const near = number ? nearest(issue, number->value) : nullptr;
    if (near != nullptr) return "the nearest is `" + near->id + "`";
    if (issue.options.empty()) return {};
    return "the options are numbers from `" + issue.options.front().id + "` to `" + issue.options.back().id + "`";
  }
  std::vector<std::string> ids;
  for (const Option& option : issue.options) {
    if (option.name == word || std::ranges::find(option.aliases, word) != option.aliases.end())
      return "did you mean " + ticked(option.id) + "?";
    ids.push_back(option.id);
  }
  return suggest(word, ids);
}

}  // namespace parley
