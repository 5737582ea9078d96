// Typed values out of a YAML tree. What does not fit becomes a problem at its place, and reading goes on.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "casebook/keys.h"
#include "casebook/yaml_tree.h"

namespace parley {

/// Of one file, at most this many problems are told.
inline constexpr std::size_t most_problems = 200;

class YamlReader {
 public:
  YamlReader(const SourceText& source, std::vector<Problem>& problems) : source_(source), problems_(problems) {}

  void error(const YamlNode& at, std::string message, std::string expected = {}, std::string hint = {});
  void warn(const YamlNode& at, std::string message, std::string expected = {}, std::string hint = {});
  /// Whether so many problems are told that no more will be.
  [[nodiscard]] bool is_full() const { return told_ > most_problems; }
  [[nodiscard]] Place place(const YamlNode& node) const { return source_.place(node.begin); }

  /// Whether the node is a mapping; its keys are then checked against the table.
  bool read_map(const YamlNode& node, const KeyTable& keys);
  /// The items under a key, none if it is absent. Where `single`, a scalar is a list of one.
  std::vector<const YamlNode*> items(const YamlNode& map, std::string_view key, bool single = false);
  /// The text of a scalar that is not empty; `what` it should be is said where it is something else.
  std::optional<std::string> scalar(const YamlNode& node, std::string_view what);

  std::string text(const YamlNode& map, std::string_view key);
  std::vector<std::string> texts(const YamlNode& map, std::string_view key);
  /// A well-formed id: of the node itself, or under its key `id`. Empty after a problem.
  std::string id(const YamlNode& node);
  int rank(const YamlNode& map);
  bool flag(const YamlNode& map, std::string_view key);
  /// Which of the words stands under a key; `otherwise` if it is absent or none of them.
  std::size_t word(const YamlNode& map, std::string_view key, std::span<const std::string_view> words,
                   std::size_t otherwise);
  std::optional<Number> number(const YamlNode& map, std::string_view key);
  std::optional<Number> number(const YamlNode& node);
  /// A number, interval or distribution; an interval may also be a list of two.
  std::optional<Quantity> quantity(const YamlNode& node);
  /// A quantity between 0 and 1.
  std::optional<Quantity> share(const YamlNode& node);
  std::optional<DateSpan> date(const YamlNode& map, std::string_view key);
  Formula formula(const YamlNode& node, const Casebook& casebook);

 private:
  void add(Severity severity, const YamlNode& at, std::string message, std::string expected, std::string hint);
  void check_keys(const YamlNode& map, const KeyTable& keys);

  const SourceText& source_;
  std::vector<Problem>& problems_;
  std::size_t told_ = 0;
};

/// Whether `text` is an id: letters a to z and A to Z, digits, `-` and `_`, a letter first.
bool is_id(std::string_view text);

}  // namespace parley
