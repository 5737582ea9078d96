#include "casebook/yaml_reader.h"

#include <algorithm>
#include <charconv>

#include "casebook/formula_tokens.h"
#include "core/ascii.h"

namespace parley {

namespace {

using NodeKind = YamlNode::Kind;

constexpr std::size_t longest_id = 100;
constexpr int largest_rank = 1'000'000;

std::string kind_name(NodeKind kind) {
  switch (kind) {
    case NodeKind::null:
      return "no value";
    case NodeKind::scalar:
      return "a text";
    case NodeKind::list:
      return "a list";
    case NodeKind::map:
      return "a mapping";
    case NodeKind::broken:
      break;
  }
  return "something unreadable";
}

std::string with_article(std::string_view noun) {
  const bool vowel = std::string_view("aeiou").find(noun[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

template <class Words>
std::string joined(const Words& words, std::string_view last_joint) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? last_joint : ", ";
    out += ticked(words[i]);
  }
  return out;
}

std::string shortened(std::string_view text) {
  if (text.size() <= longest_id) return ticked(text);
  std::size_t end = longest_id;
  while ((static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return ticked(std::string(text.substr(0, end)) + "…");
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= longest_id && is_ascii_letter(text[0]) &&
         std::ranges::all_of(text,
                             [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_'; });
}

void YamlReader::error(const YamlNode& at, std::string message, std::string expected, std::string hint) {
  add(Severity::error, at, std::move(message), std::move(expected), std::move(hint));
}

void YamlReader::warn(const YamlNode& at, std::string message, std::string expected, std::string hint) {
  add(Severity::warning, at, std::move(message), std::move(expected), std::move(hint));
}

void YamlReader::add(Severity severity, const YamlNode& at, std::string message, std::string expected,
                     std::string hint) {
  if (at.kind == NodeKind::broken || is_full()) return;
  ++told_;
  if (is_full())
    problems_.push_back({Severity::error,
                         {source_.file(), 0, 0},
                         "there are more problems than the " + std::to_string(most_problems) + " above",
                         {},
                         "mend these first",
                         {},
                         1});
  else
    problems_.push_back(
        source_.problem(severity, place(at), std::move(message), std::move(expected), std::move(hint), at.width));
}

bool YamlReader::read_map(const YamlNode& node, const KeyTable& keys) {
  if (node.kind != NodeKind::map) {
    error(node, with_article(keys.object) + " is " + kind_name(node.kind) + " here",
          "a mapping with " + joined(keys.required.empty() ? keys.allowed : keys.required, " and "));
    return false;
  }
  check_keys(node, keys);
  return true;
}

void YamlReader::check_keys(const YamlNode& map, const KeyTable& keys) {
  std::vector<std::string> slips;  // the keys that unknown ones were meant to be
  for (const auto& [key, value] : map.entries) {
    const bool required = std::ranges::find(keys.required, key.text) != keys.required.end();
    if (std::ranges::find(keys.allowed, key.text) == keys.allowed.end()) {
      const std::vector<std::string> known(keys.allowed.begin(), keys.allowed.end());
      const auto near = did_you_mean(key.text, known);
      if (near) slips.push_back(*near);
      error(key, with_article(keys.object) + " has no key " + shortened(key.text),
            "one of " + joined(keys.allowed, " and "), near ? "did you mean " + ticked(*near) + "?" : "");
    } else if (required && value.kind == NodeKind::null) {
      error(key, ticked(key.text) + " has no value");
    }
  }
  const auto given = [&](std::string_view key) {
    return std::ranges::find(slips, key) != slips.end() ||
           std::ranges::any_of(map.entries, [key](const YamlEntry& entry) { return entry.key.text == key; });
  };
  for (const std::string_view key : keys.required)
    if (!given(key)) error(map, with_article(keys.object) + " without " + ticked(key), "the key " + ticked(key));
}

std::vector<const YamlNode*> YamlReader::items(const YamlNode& map, std::string_view key, bool single) {
  std::vector<const YamlNode*> found;
  const YamlNode* const node = map.find(key);
  if (node == nullptr) return found;
  if (node->kind == NodeKind::scalar && single) return {node};
  if (node->kind != NodeKind::list) {
    error(*node, ticked(key) + " is " + kind_name(node->kind), "a list",
          node->kind == NodeKind::map ? "each item begins with `- `" : "");
    return found;
  }
  for (const YamlNode& item : node->items) {
    if (item.kind == NodeKind::null) error(item, "this item of " + ticked(key) + " has no value");
    if (item.kind != NodeKind::null && item.kind != NodeKind::broken) found.push_back(&item);
  }
  return found;
}

std::optional<std::string> YamlReader::scalar(const YamlNode& node, std::string_view what) {
  if (node.kind == NodeKind::scalar && !node.text.empty()) return node.text;
  error(node, node.kind == NodeKind::scalar ? "this is empty" : "this is " + kind_name(node.kind), std::string(what));
  return std::nullopt;
}

std::string YamlReader::text(const YamlNode& map, std::string_view key) {
  const YamlNode* const node = map.find(key);
  return node == nullptr ? std::string() : scalar(*node, "a text").value_or("");
}

std::vector<std::string> YamlReader::texts(const YamlNode& map, std::string_view key) {
  std::vector<std::string> found;
  for (const YamlNode* const item : items(map, key, true))
    if (auto text = scalar(*item, "a text")) found.push_back(std::move(*text));
  return found;
}

std::string YamlReader::id(const YamlNode& node) {
  const YamlNode* const at = node.kind == NodeKind::map ? node.find("id") : &node;
  if (at == nullptr) return {};
  const auto found = scalar(*at, "an id");
  if (!found || is_id(*found)) return found.value_or("");
  error(*at, shortened(*found) + " is not an id",
        "letters a to z, digits, `-` and `_`, a letter first, at most " + std::to_string(longest_id));
  return {};
}

int YamlReader::rank(const YamlNode& map) {
  const YamlNode* const node = map.find("rank");
  if (node == nullptr) return 0;
  int value = 0;
  const std::string& text = node->text;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (node->kind == NodeKind::scalar && fault == std::errc() && end == text.data() + text.size() &&
      std::abs(value) <= largest_rank)
    return value;
  error(*node, "this is not a rank", "a whole number between -1000000 and 1000000");
  return 0;
}

bool YamlReader::flag(const YamlNode& map, std::string_view key) {
  constexpr std::string_view words[] = {"false", "true"};
  return word(map, key, words, 0) == 1;
}

std::size_t YamlReader::word(const YamlNode& map, std::string_view key, std::span<const std::string_view> words,
                             std::size_t otherwise) {
  const YamlNode* const node = map.find(key);
  if (node == nullptr) return otherwise;
  const std::string expected = joined(words, " or ");
  const auto text = scalar(*node, expected);
  if (!text) return otherwise;
  const auto found = std::ranges::find(words, *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const auto near = did_you_mean(*text, std::vector<std::string>(words.begin(), words.end()));
  error(*node, ticked(key) + " cannot be " + shortened(*text), expected,
        near ? "did you mean " + ticked(*near) + "?" : "");
  return otherwise;
}

std::optional<Number> YamlReader::number(const YamlNode& map, std::string_view key) {
  const YamlNode* const node = map.find(key);
  return node == nullptr ? std::nullopt : number(*node);
}

std::optional<Number> YamlReader::number(const YamlNode& node) {
  const auto text = scalar(node, "a number");
  if (!text) return std::nullopt;
  std::string why;
  const auto quantity = parse_quantity(*text, why);
  if (quantity && quantity->is_number()) return quantity->parameters[0];
  error(node, quantity ? "this is not a single number" : why, "a number");
  return std::nullopt;
}

std::optional<Quantity> YamlReader::quantity(const YamlNode& node) {
  constexpr std::string_view expected = "a number, an interval such as 0.2..0.6, or a distribution";
  std::string text;
  if (node.kind == NodeKind::list && node.items.size() == 2) {
    const auto low = number(node.items[0]), high = number(node.items[1]);
    if (!low || !high) return std::nullopt;
    text = "[" + low->text + ", " + high->text + "]";
  } else if (const auto written = scalar(node, expected)) {
    text = *written;
  } else {
    return std::nullopt;
  }
  std::string why;
  auto found = parse_quantity(text, why);
  if (!found) error(node, why, std::string(expected));
  return found;
}

std::optional<Quantity> YamlReader::share(const YamlNode& node) {
  auto found = quantity(node);
  if (!found || (found->low() >= 0 && found->high() <= 1)) return found;
  error(node, "this reaches beyond 0 and 1", "a share, or an interval of shares");
  return std::nullopt;
}

std::optional<DateSpan> YamlReader::date(const YamlNode& map, std::string_view key) {
  constexpr std::string_view expected =
      "a day (2025-02-14), month (2025-02), year (2025), or interval of these with `/`";
  const YamlNode* const node = map.find(key);
  const auto text = node == nullptr ? std::nullopt : scalar(*node, expected);
  if (!text) return std::nullopt;
  auto found = parse_date(*text);
  if (!found) error(*node, shortened(*text) + " is not a date", std::string(expected));
  return found;
}

Formula YamlReader::formula(const YamlNode& node, const Casebook& casebook) {
  const auto text = scalar(node, "a formula");
  if (!text || is_full()) return {};
  // Read as if the text were a file of one line, then put each problem where that part of the text stands.
  std::vector<Problem> found;
  Formula formula = parse_formula(*text, casebook, {source_.file(), 1, 1}, {}, found);
  formula.place = place(node);
  for (Problem& problem : found) {
    std::size_t index = 0;
    for (std::size_t column = 1; index < text->size(); ++index)
      if ((static_cast<unsigned char>((*text)[index]) & 0xC0u) != 0x80u && column++ == problem.place.column) break;
    YamlNode part;
    part.kind = NodeKind::scalar;
    part.begin = locate(source_, node, index);
    part.width = problem.width;
    add(problem.severity, part, std::move(problem.message), std::move(problem.expected), std::move(problem.hint));
  }
  return formula;
}

}  // namespace parley
