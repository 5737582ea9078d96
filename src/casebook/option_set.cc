// A set ranges over the options that can be agreed; an option that exists only without a deal is in it when named.
#include <algorithm>

#include "casebook/casebook.h"
#include "casebook/formula.h"
#include "casebook/formula_tokens.h"

namespace parley {

namespace {

std::vector<bool> can_be_agreed(const Issue& issue) {
  std::vector<bool> in;
  for (const Option& option : issue.options) in.push_back(!option.only_without_deal);
  return in;
}

// a|b, perhaps in parentheses.
std::vector<bool> named_options(TokenReader& reader, const OptionNames& names) {
  const Token open = reader.peek();
  const bool enclosed = reader.accept("(");
  std::vector<bool> named = read_options(reader, names);
  if (!enclosed || reader.stopped() || reader.accept(")")) return named;
  if (reader.peek().kind != Token::Kind::end) {
    reader.unexpected("`)` or `|`");
  } else {
    reader.error(open, "this parenthesis is not closed", "`)`");
    reader.stop();
  }
  return named;
}

// !a or !(a|b). Without parentheses !a|b could mean either of two sets.
std::vector<bool> all_but(TokenReader& reader, const Issue& issue) {
  const bool enclosed = reader.peek().is("(");
  const Token first = reader.peek();
  std::vector<bool> in = can_be_agreed(issue);
  const std::vector<bool> out = named_options(reader, {&issue, nullptr});
  if (!enclosed && std::ranges::count(out, true) > 1)
    reader.error(first, "`!` before several options needs parentheses", "`!(a|b)`");
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = in[i] && !out[i];
  return in;
}

std::vector<bool> read_set(TokenReader& reader, const Issue& issue, bool& one_of) {
  const Token first = reader.peek();
  if (reader.accept("*")) return can_be_agreed(issue);
  if (reader.accept("!")) return all_but(reader, issue);
  for (const std::string_view relation : {"<=", "<", ">=", ">"}) {
    if (!reader.accept(relation)) continue;
    const OptionNames names{&issue, nullptr};
    const int bound = read_option(reader, names);
    return options_in_order(reader, first, relation, names, bound);
  }
  one_of = reader.accept("?");
  return named_options(reader, {&issue, nullptr});
}

}  // namespace

OptionSet parse_option_set(std::string_view text, const Casebook& casebook, int issue, const Place& origin,
                           std::string_view source_line, std::vector<Problem>& problems) {
  TokenReader reader(text, origin, source_line, problems);
  OptionSet set;
  set.text = text;
  const Issue& of = casebook.issues[static_cast<std::size_t>(issue)];
  const Token first = reader.peek();
  const std::vector<bool> in = read_set(reader, of, set.one_of);
  if (!reader.stopped() && reader.peek().kind != Token::Kind::end) reader.unexpected("the end or `|`");
  for (std::size_t i = 0; i < in.size(); ++i)
    if (in[i]) set.options.push_back(static_cast<int>(i));
  if (set.options.empty() && !reader.failed())
    reader.error(first, "this names no option of issue `" + of.id + "` that can be agreed");
  if (reader.failed()) set.options.clear();
  return set;
}

}  // namespace parley
