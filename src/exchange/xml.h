// XML as a tree whose every element knows where it stands.
//
// The files come from other people, so the reader takes little: no entities but XML's own five, no declared types of
// documents that would bring more, a limit to the depth, the number of elements and the size.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace parley {

/// Limits of an XML file: elements within elements, elements in all, bytes.
inline constexpr int xml_depth_limit = 64;
inline constexpr std::size_t xml_element_limit = 1'000'000;
inline constexpr std::size_t xml_byte_limit = 16u << 20;

/// An element without its text, which no format read here uses.
struct XmlElement {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< in the order written, each name once
  std::vector<XmlElement> children;
  std::size_t offset = 0;  ///< byte of its name in the file

  /// The value of an attribute; nullptr if there is none.
  [[nodiscard]] const std::string* find(std::string_view attribute) const;
};

/// `bytes` as UTF-8, by its mark or what its XML declaration says. Throws Error where they are no text.
SourceText xml_source(std::string file, std::string_view bytes);

/// A problem at a byte of the file, without the line it stands on where that is too long to show.
Problem xml_problem(const SourceText& source, Severity severity, std::size_t offset, std::string message,
                    std::string expected, std::string hint, std::size_t width);

/// The root element. Problems: no well-formed XML (the first place alone), more than one root, declared entities,
/// attributes that stand twice, more than the limits above; where there is one, nothing is returned.
std::optional<XmlElement> read_xml(const SourceText& source, std::vector<Problem>& problems);

}  // namespace parley
