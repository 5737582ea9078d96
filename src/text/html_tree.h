// gumbo's tree as a flat list in document order, and what each element is for.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace parley {

/// A node of the tree; its subtree is the nodes from its own index to `end`.
struct HtmlNode {
  const GumboNode* node = nullptr;
  std::size_t parent = 0;
  std::size_t end = 0;
  std::size_t text = 0;       ///< bytes of text in the subtree, without spaces, scripts and styles
  std::size_t link_text = 0;  ///< of them, those in links
  std::size_t items = 0;      ///< list items in the subtree
  bool has_article = false;   ///< the subtree holds <article>, <main> or the first <h1>

  [[nodiscard]] bool is_element() const {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
  }
  [[nodiscard]] bool is_text() const {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
  }
  [[nodiscard]] GumboTag tag() const { return is_element() ? node->v.element.tag : GUMBO_TAG_LAST; }
  /// The value of an attribute, or an empty view.
  [[nodiscard]] std::string_view attribute(const char* name) const;
};

/// Memory for one tree, given back at once: gumbo's own clean-up would recurse as deep as the tree.
class HtmlArena;

class HtmlTree {
 public:
  /// Parses `html`, which must outlive the tree.
  explicit HtmlTree(const std::string& html);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  [[nodiscard]] const std::vector<HtmlNode>& nodes() const { return nodes_; }
  /// The text of a node's subtree, spaces run together, at most `limit` bytes of it.
  [[nodiscard]] std::string text_of(std::size_t node, std::size_t limit = 1000) const;
  /// The index of the first h1 that holds text; npos if there is none.
  [[nodiscard]] std::size_t first_heading() const { return first_heading_; }

 private:
  void flatten(const GumboNode* root);
  void count();

  std::unique_ptr<HtmlArena> arena_;
  std::vector<HtmlNode> nodes_;
  std::size_t first_heading_ = static_cast<std::size_t>(-1);
};

/// What an element does with the text in it.
struct HtmlRole {
  bool dropped = false;          ///< scripts, styles and what shows no text
  bool block = false;            ///< begins and ends lines
  bool overrides = false;        ///< `kind` holds for all that is inside, whatever it is
  std::optional<LineKind> kind;  ///< of the lines in it
};

HtmlRole role_of(const HtmlTree& tree, std::size_t node);

/// Title, authors, date and publisher from the page's meta tags, JSON-LD and marked-up bylines.
Metadata html_metadata(const HtmlTree& tree);

}  // namespace parley
