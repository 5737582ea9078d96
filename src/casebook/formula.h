// Formulas over the options of a package and the options of levers: rules and conditions.
//
//     formula := iff ;  iff := implies ("<->" implies)* ;  implies := or ("->" implies)?
//     or := and (("or" | "|" | "||") and)* ;  and := not (("and" | "&" | "&&") not)* ;  not := ("not" | "!") not | atom
//     atom := "(" formula ")" | "true" | "false" | name relation set
//     relation := "=" | "!=" | "<" | "<=" | ">" | ">=" | "in"
//     set := part ("|" part)* | "(" part ("|" part)* ")" ;  part := option | option ".." option
//
// After an order relation stands one option. "|" goes on with the set unless a relation follows the next word.
// A name is an issue's or a lever's id. Order relations need an ordered or numeric issue. Parsed to a flat array of
// nodes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace parley {

struct Casebook;

/// Three-valued: what is not yet decided leaves a formula open.
enum class Truth { no, yes, open };

struct Formula {
  enum class Op { constant, issue_in, lever_in, negation, conjunction, disjunction };
  struct Node {
    Op op = Op::constant;
    bool value = true;          ///< of a constant
    int variable = -1;          ///< index of the issue or lever
    std::vector<bool> options;  ///< over all options of the issue or lever: those that make the atom true
    std::vector<int> children;  ///< indices into `nodes`, all smaller than this node's own
  };
  std::string text;         ///< as written
  std::vector<Node> nodes;  ///< the last one is the root; empty means always true
  Place place;

  /// Issues (by index) that the formula names, sorted, each once; likewise levers.
  [[nodiscard]] std::vector<int> issues() const;
  [[nodiscard]] std::vector<int> levers() const;
};

/// Value of a formula; `options[i]` is the option of issue i, or -1 where it is open; likewise `lever_options`.
Truth evaluate(const Formula& formula, std::span<const int> options, std::span<const int> lever_options);

/// Reads a formula. `origin` is the place of its first character; problems (unknown names with "did you mean", a
/// missing parenthesis, an order relation on a choice) are added to `problems`, and the formula is then the constant
/// true.
Formula parse_formula(std::string_view text, const Casebook& casebook, const Place& origin,
                      std::string_view source_line, std::vector<Problem>& problems);

/// A set of options as a statement names it: a, a|b, !a, !(a|b), <=a, <a, >=a, >a, *, ?(a|b); on numeric issues the
/// options are numbers on the issue's grid.
struct OptionSet {
  std::vector<int> options;  ///< sorted indices into the issue's options, at least one
  bool one_of = false;       ///< written ?(…): exactly one of these is meant, the source does not say which
  std::string text;          ///< as written
};

/// Reads a set of options of issue `issue`. Sets range over the options that can be agreed; one that exists only
/// without a deal is meant only when named. Problems as for formulas; then the set is empty.
OptionSet parse_option_set(std::string_view text, const Casebook& casebook, int issue, const Place& origin,
                           std::string_view source_line, std::vector<Problem>& problems);

}  // namespace parley
