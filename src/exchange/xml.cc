#include "exchange/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "casebook/yaml_reader.h"
#include "text/document.h"
#include "text/encoding.h"

namespace parley {
namespace {

// The encoding that <?xml version="1.0" encoding="…"?> names; empty where it names none.
std::string declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const auto head = bytes.substr(0, std::min(bytes.find("?>"), bytes.size()));
  auto at = head.find("encoding");
  if (at == head.npos) return {};
  at = head.find_first_of("\"'", at);
  if (at == head.npos) return {};
  const auto end = head.find(head[at], at + 1);
  return end == head.npos ? std::string() : std::string(head.substr(at + 1, end - at - 1));
}

// Copies pugixml's tree into one of values, watching the limits.
class Copier {
 public:
  Copier(const SourceText& source, std::vector<Problem>& problems) : source_(source), problems_(problems) {}

  XmlElement copy(const pugi::xml_node& node, int depth) {
    XmlElement element;
    element.name = node.name();
    element.offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, node.offset_debug()));
    if (++count_ > xml_element_limit) return full(element, fmt::format("more than {} elements", xml_element_limit));
    if (depth > xml_depth_limit)
      return full(element, fmt::format("elements within elements more than {} deep", xml_depth_limit));
    for (const auto& attribute : node.attributes()) {
      if (element.find(attribute.name()) != nullptr)
        error(element.offset, fmt::format("attribute '{}' stands twice", attribute.name()), "each attribute once");
      else
        element.attributes.emplace_back(attribute.name(), attribute.value());
    }
    for (const auto& child : node.children())
      if (child.type() == pugi::node_element && !full_) element.children.push_back(copy(child, depth + 1));
    return element;
  }

  void error(std::size_t offset, std::string message, std::string expected = {}) {
    if (++told_ > most_problems) return;
    problems_.push_back(xml_problem(source_, Severity::error, offset, std::move(message), std::move(expected), {}, 1));
  }

 private:
  XmlElement full(const XmlElement& element, std::string message) {
    error(element.offset, std::move(message));
    full_ = true;
    return {};
  }

  const SourceText& source_;
  std::vector<Problem>& problems_;
  std::size_t count_ = 0, told_ = 0;
  bool full_ = false;
};

}  // namespace

const std::string* XmlElement::find(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &std::pair<std::string, std::string>::first);
  return found == attributes.end() ? nullptr : &found->second;
}

SourceText xml_source(std::string file, std::string_view bytes) {
  auto text = utf8(decode(bytes, file, declared_encoding(bytes)).text);
  return {std::move(file), std::move(text)};
}

Problem xml_problem(const SourceText& source, Severity severity, std::size_t offset, std::string message,
                    std::string expected, std::string hint, std::size_t width) {
  constexpr std::size_t longest_line = 1000;
  auto problem =
      source.problem(severity, source.place(offset), std::move(message), std::move(expected), std::move(hint), width);
  if (problem.source_line.size() > longest_line) problem.source_line.clear();
  return problem;
}

std::optional<XmlElement> read_xml(const SourceText& source, std::vector<Problem>& problems) {
  Copier copier(source, problems);
  const std::size_t before = problems.size();
  if (source.text().size() > xml_byte_limit) {
    copier.error(0, fmt::format("larger than {} MiB", xml_byte_limit >> 20));
    return std::nullopt;
  }
  pugi::xml_document document;
  const auto parsed = document.load_buffer(source.text().data(), source.text().size(),
                                           pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed) {
    const auto at =
        std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed.offset)), source.text().size());
    copier.error(at, fmt::format("this is no well-formed XML: {}", parsed.description()));
    return std::nullopt;
  }
  std::optional<XmlElement> root;
  for (const auto& node : document.children()) {
    if (node.type() == pugi::node_doctype && std::string_view(node.value()).find("<!ENTITY") != std::string_view::npos)
      copier.error(std::min(source.text().find("<!DOCTYPE"), source.text().size()),
                   "this file declares entities, which are not read", "a file without <!ENTITY …>");
    if (node.type() != pugi::node_element) continue;
    auto element = copier.copy(node, 1);
    if (root)
      copier.error(element.offset, fmt::format("a second root element '{}'", element.name), "one element around all");
    else
      root = std::move(element);
  }
  if (problems.size() > before) return std::nullopt;
  return root;
}

}  // namespace parley
