// A recursive-descent reader whose depth is bounded. Nodes are laid down children first, so that evaluation is one pass
// over a flat array; a <-> b becomes (a and b) or (not a and not b), whose parts are shared, not copied.
#include "casebook/formula.h"

#include <algorithm>
#include <utility>

#include "casebook/casebook.h"
#include "casebook/formula_tokens.h"

namespace parley {

namespace {

using Node = Formula::Node;
using Op = Formula::Op;

constexpr int deepest = 200;

class Parser {
 public:
  Parser(TokenReader& reader, const Casebook& casebook) : reader_(reader), casebook_(casebook) {}

  std::vector<Node> parse() {
    const int root = iff();
    if (!reader_.stopped() && reader_.peek().kind != Token::Kind::end)
      reader_.unexpected("the end, or `and`, `or`, `->`, `<->`");
    if (reader_.failed()) return {};
    if (static_cast<std::size_t>(root) + 1 != nodes_.size()) add(Op::conjunction, {root});
    return std::move(nodes_);
  }

 private:
  int add(Node node) {
    nodes_.push_back(std::move(node));
    return static_cast<int>(nodes_.size()) - 1;
  }
  int add(Op op, std::vector<int> children) { return add(Node{op, true, -1, {}, std::move(children)}); }
  int negated(int node) { return add(Op::negation, {node}); }

  int iff() {
    int left = implies();
    while (reader_.accept("<->")) {
      const int right = implies();
      const int both = add(Op::conjunction, {left, right});
      const int not_left = negated(left), not_right = negated(right);
      left = add(Op::disjunction, {both, add(Op::conjunction, {not_left, not_right})});
    }
    return left;
  }

  int implies() {
    std::vector<int> chain{any_of()};
    while (reader_.accept("->")) chain.push_back(any_of());
    int value = chain.back();
    for (std::size_t i = chain.size() - 1; i-- > 0;) value = add(Op::disjunction, {negated(chain[i]), value});
    return value;
  }

  int any_of() {
    std::vector<int> parts{all_of()};
    while (reader_.accept("or") || reader_.accept("|") || reader_.accept("||")) parts.push_back(all_of());
    return parts.size() == 1 ? parts[0] : add(Op::disjunction, std::move(parts));
  }

  int all_of() {
    std::vector<int> parts{negation()};
    while (reader_.accept("and") || reader_.accept("&") || reader_.accept("&&")) parts.push_back(negation());
    return parts.size() == 1 ? parts[0] : add(Op::conjunction, std::move(parts));
  }

  int negation() {
    bool flip = false;
    while (reader_.accept("not") || reader_.accept("!")) flip = !flip;
    const int value = atom();
    return flip ? negated(value) : value;
  }

  int atom() {
    if (reader_.accept("true")) return constant(true);
    if (reader_.accept("false")) return constant(false);
    if (reader_.peek().is("(")) return parenthesis();
    const Token name = reader_.peek();
    if (name.kind != Token::Kind::word || is_reserved_word(name.text)) {
      reader_.unexpected("an issue or a lever");
      return constant(true);
    }
    reader_.take();
    return comparison(name);
  }

  int constant(bool value) { return add(Node{Op::constant, value, -1, {}, {}}); }

  int parenthesis() {
    const Token open = reader_.take();
    if (++depth_ > deepest) {
      reader_.error(open, "parentheses are nested deeper than " + std::to_string(deepest));
      reader_.stop();
      return constant(true);
    }
    const int value = iff();
    --depth_;
    close(open);
    return value;
  }

  void close(const Token& open) {
    if (reader_.stopped() || reader_.accept(")")) return;
    if (reader_.peek().kind != Token::Kind::end) return reader_.unexpected("`)`, or `and`, `or`, `->`, `<->`");
    reader_.error(open, "this parenthesis is not closed", "`)`");
    reader_.stop();
  }

  int comparison(const Token& name) {
    const int issue = casebook_.find_issue(name.text);
    const int lever = issue >= 0 ? -1 : casebook_.find_lever(name.text);
    OptionNames names;
    if (issue >= 0) names.issue = &casebook_.issues[static_cast<std::size_t>(issue)];
    if (lever >= 0) names.lever = &casebook_.levers[static_cast<std::size_t>(lever)];
    const Token relation = reader_.peek();
    const bool equal = reader_.accept("=") || reader_.accept("in"), differs = !equal && reader_.accept("!=");
    const bool order = !equal && !differs && is_order(relation);
    if (!equal && !differs && !order) {
      reader_.unexpected("`=`, `!=`, `in`, `<`, `<=`, `>` or `>=` after " + std::string(name.text));
      return constant(true);
    }
    if (names.unknown()) report_unknown(name);
    std::vector<bool> options = order ? in_order(relation, names) : set(names);
    if (differs) options.flip();
    return add(
        Node{issue >= 0 ? Op::issue_in : Op::lever_in, true, issue >= 0 ? issue : lever, std::move(options), {}});
  }

  static bool is_order(const Token& token) {
    return token.is("<") || token.is("<=") || token.is(">") || token.is(">=");
  }

  std::vector<bool> in_order(const Token& relation, const OptionNames& names) {
    reader_.take();
    const int bound = read_option(reader_, names);
    return options_in_order(reader_, relation, relation.text, names, bound);
  }

  std::vector<bool> set(const OptionNames& names) {
    const Token open = reader_.peek();
    if (!reader_.accept("(")) return read_options(reader_, names);
    std::vector<bool> options = read_options(reader_, names);
    close(open);
    return options;
  }

  void report_unknown(const Token& name) {
    std::vector<std::string> known;
    for (const Issue& issue : casebook_.issues) known.push_back(issue.id);
    for (const Lever& lever : casebook_.levers) known.push_back(lever.id);
    reader_.error(name, "there is no issue or lever `" + std::string(name.text) + "`", {}, suggest(name.text, known));
  }

  TokenReader& reader_;
  const Casebook& casebook_;
  std::vector<Node> nodes_;
  int depth_ = 0;
};

Truth inverse(Truth value) {
  if (value == Truth::open) return value;
  return value == Truth::yes ? Truth::no : Truth::yes;
}

Truth value_of_atom(const Node& node, std::span<const int> chosen) {
  const auto variable = static_cast<std::size_t>(node.variable);
  if (variable >= chosen.size() || chosen[variable] < 0) return Truth::open;
  const auto option = static_cast<std::size_t>(chosen[variable]);
  return option < node.options.size() && node.options[option] ? Truth::yes : Truth::no;
}

// Of a conjunction `decisive` is no, of a disjunction yes: one part with it decides the whole.
Truth value_of_parts(const Node& node, const std::vector<Truth>& values, Truth decisive) {
  Truth value = inverse(decisive);
  for (const int child : node.children) {
    const Truth part = values[static_cast<std::size_t>(child)];
    if (part == decisive) return decisive;
    if (part == Truth::open) value = Truth::open;
  }
  return value;
}

std::vector<int> variables(const Formula& formula, Op op) {
  std::vector<int> found;
  for (const Node& node : formula.nodes)
    if (node.op == op) found.push_back(node.variable);
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

}  // namespace

std::vector<int> Formula::issues() const { return variables(*this, Op::issue_in); }

std::vector<int> Formula::levers() const { return variables(*this, Op::lever_in); }

Truth evaluate(const Formula& formula, std::span<const int> options, std::span<const int> lever_options) {
  std::vector<Truth> values;
  values.reserve(formula.nodes.size());
  for (const Node& node : formula.nodes) {
    switch (node.op) {
      case Op::constant:
        values.push_back(node.value ? Truth::yes : Truth::no);
        break;
      case Op::issue_in:
        values.push_back(value_of_atom(node, options));
        break;
      case Op::lever_in:
        values.push_back(value_of_atom(node, lever_options));
        break;
      case Op::negation:
        values.push_back(inverse(values[static_cast<std::size_t>(node.children[0])]));
        break;
      case Op::conjunction:
        values.push_back(value_of_parts(node, values, Truth::no));
        break;
      case Op::disjunction:
        values.push_back(value_of_parts(node, values, Truth::yes));
        break;
    }
  }
  return values.empty() ? Truth::yes : values.back();
}

Formula parse_formula(std::string_view text, const Casebook& casebook, const Place& origin,
                      std::string_view source_line, std::vector<Problem>& problems) {
  TokenReader reader(text, origin, source_line, problems);
  return {std::string(text), Parser(reader, casebook).parse(), origin};
}

}  // namespace parley
