// A YAML file as a tree whose every node knows where it stands.
//
// Built from the parser's events, since yaml-cpp's own tree takes duplicate keys silently and expands aliases. Parley's
// files are one document of mappings, lists and scalars: aliases, tags and merge keys are refused, so that a small file
// cannot stand for a huge one and each value stands where it is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace parley {

struct YamlEntry;

struct YamlNode {
  enum class Kind { null, scalar, list, map, broken };  ///< broken: a problem has been told already
  Kind kind = Kind::null;
  std::string text;                ///< of a scalar
  std::size_t begin = 0;           ///< byte offset in the file
  std::size_t width = 1;           ///< code points to underline
  std::vector<YamlNode> items;     ///< of a list
  std::vector<YamlEntry> entries;  ///< of a mapping, in the order written, each key once

  /// The value of a key; nullptr if the key is absent, has no value, or has one that is broken.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

/// Reads a file that holds one YAML document. Problems (no UTF-8, no YAML, duplicate keys, aliases, tags) are added;
/// nothing is returned where no tree could be built or the file is empty.
std::optional<YamlNode> parse_yaml(const SourceText& source, std::vector<Problem>& problems);

/// The byte of the file that stands for byte `index` of a scalar's text; the scalar's first where that cannot be told.
std::size_t locate(const SourceText& source, const YamlNode& scalar, std::size_t index);

}  // namespace parley
