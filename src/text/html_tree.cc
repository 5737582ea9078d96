#include "text/html_tree.h"

#include <cstdlib>

namespace parley {

class HtmlArena {
 public:
  HtmlArena() = default;
  HtmlArena(const HtmlArena&) = delete;
  HtmlArena& operator=(const HtmlArena&) = delete;
  ~HtmlArena() {
    for (void* block : blocks_) std::free(block);
  }

  void* allocate(std::size_t size) {
    size = (size + alignment - 1) / alignment * alignment;
    if (size > block_size / 4) return keep(std::malloc(size));
    if (size > room_) {
      next_ = static_cast<char*>(keep(std::malloc(block_size)));
      if (next_ == nullptr) return nullptr;
      room_ = block_size;
    }
    void* place = next_;
    next_ += size;
    room_ -= size;
    return place;
  }

 private:
  static constexpr std::size_t alignment = alignof(std::max_align_t);
  static constexpr std::size_t block_size = std::size_t{1} << 20;

  void* keep(void* block) {
    if (block != nullptr) blocks_.push_back(block);
    return block;
  }

  std::vector<void*> blocks_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

namespace {

void* allocate_in_arena(void* arena, std::size_t size) { return static_cast<HtmlArena*>(arena)->allocate(size); }
void leave_to_arena(void*, void*) {}

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) return &node->v.element.children;
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

bool is_hidden_tag(GumboTag tag) {
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEMPLATE || tag == GUMBO_TAG_HEAD;
}

}  // namespace

std::string_view HtmlNode::attribute(const char* name) const {
  if (!is_element()) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

HtmlTree::HtmlTree(const std::string& html) : arena_(std::make_unique<HtmlArena>()) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate_in_arena;
  options.deallocator = leave_to_arena;
  options.userdata = arena_.get();
  options.max_errors = 0;
  const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  flatten(output->document);
  count();
}

HtmlTree::~HtmlTree() = default;

void HtmlTree::flatten(const GumboNode* root) {
  struct Visit {
    std::size_t index;
    unsigned child;
  };
  nodes_.push_back({root, 0});
  std::vector<Visit> path = {{0, 0}};
  while (!path.empty()) {
    Visit& top = path.back();
    const GumboVector* children = children_of(nodes_[top.index].node);
    if (children == nullptr || top.child == children->length) {
      nodes_[top.index].end = nodes_.size();
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children->data[top.child++]);
    nodes_.push_back({child, top.index});
    path.push_back({nodes_.size() - 1, 0});
  }
}

void HtmlTree::count() {
  for (std::size_t i = nodes_.size(); i-- > 1;) {
    HtmlNode& node = nodes_[i];
    if (node.node->type == GUMBO_NODE_TEXT || node.node->type == GUMBO_NODE_CDATA)
      for (const char* c = node.node->v.text.text; *c != '\0'; ++c) node.text += !is_space(*c);
    if (is_hidden_tag(node.tag())) node.text = node.link_text = 0;
    if (node.tag() == GUMBO_TAG_A) node.link_text = node.text;
    if (node.tag() == GUMBO_TAG_LI) ++node.items;
    if (node.tag() == GUMBO_TAG_H1 && node.text > 0) first_heading_ = i;
    if (node.tag() == GUMBO_TAG_ARTICLE || node.tag() == GUMBO_TAG_MAIN) node.has_article = true;
    HtmlNode& parent = nodes_[node.parent];
    parent.text += node.text;
    parent.link_text += node.link_text;
    parent.items += node.items;
    parent.has_article = parent.has_article || node.has_article;
  }
  for (std::size_t i = first_heading_; i != static_cast<std::size_t>(-1) && i != 0; i = nodes_[i].parent)
    nodes_[i].has_article = true;
}

std::string HtmlTree::text_of(std::size_t node, std::size_t limit) const {
  std::string text;
  for (std::size_t i = node; i < nodes_[node].end && text.size() < limit; ++i) {
    if (is_hidden_tag(nodes_[i].tag()) && i != node) {
      i = nodes_[i].end - 1;
      continue;
    }
    if (!nodes_[i].is_text()) continue;
    for (const char* c = nodes_[i].node->v.text.text; *c != '\0' && text.size() < limit; ++c) {
      if (!is_space(*c))
        text += *c;
      else if (!text.empty() && text.back() != ' ')
        text += ' ';
    }
  }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace parley
