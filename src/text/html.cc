// HTML to a draft: a walk over the tree that makes a line of every block, and of each part of it between line breaks.
#include <unicode/uchar.h>

#include <string>

#include "text/draft.h"
#include "text/html_source.h"
#include "text/html_tree.h"

namespace parley {
namespace {

bool is_space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// Writes text with its spaces run together, line by line.
class HtmlWriter {
 public:
  void put(char32_t c, std::uint32_t origin, std::optional<LineKind> kind) {
    if (is_invisible(c)) return;
    if (c == 0x2028 || c == 0x2029 || c == 0x85) c = ' ';
    if (is_space(c)) {
      if (!writer_.at_line_start() && !space_) {
        space_ = true;
        space_origin_ = origin;
        space_character_ = c == '\t' ? U'\t' : U' ';
      }
      return;
    }
    if (writer_.at_line_start()) begin_line(c, kind);
    if (space_) writer_.put(space_character_, space_origin_);
    space_ = false;
    writer_.put(c, origin);
    last_ = c;
  }

  /// Ends the line if something stands on it; the next begins a paragraph unless it is the same block's.
  void end_line(std::uint32_t origin, bool same_block) {
    space_ = false;
    if (writer_.at_line_start()) {
      same_block_ = same_block_ && same_block;
      return;
    }
    writer_.end_line(origin, kind_, new_paragraph_);
    same_block_ = same_block;
  }

  [[nodiscard]] bool at_line_start() const { return writer_.at_line_start(); }

  TextDraft finish(std::uint32_t end) { return writer_.finish(end, kind_, new_paragraph_); }

 private:
  /// After a line break inside a block, a small letter goes on with the sentence.
  void begin_line(char32_t c, std::optional<LineKind> kind) {
    new_paragraph_ = !(same_block_ && u_islower(static_cast<UChar32>(c)) && last_ != '.');
    kind_ = kind;
    same_block_ = false;
  }

  DraftWriter writer_;
  std::optional<LineKind> kind_;
  bool new_paragraph_ = true;
  bool same_block_ = false;
  bool space_ = false;
  std::uint32_t space_origin_ = 0;
  char32_t space_character_ = ' ';
  char32_t last_ = 0;
};

/// Walks the tree without recursion: its nodes lie in document order, and each knows where its subtree ends.
class HtmlWalk {
 public:
  HtmlWalk(const HtmlTree& tree, const HtmlSource& html, const Decoded& source)
      : tree_(tree), html_(html), source_(source) {}

  TextDraft run() {
    for (std::size_t i = 0; i < tree_.nodes().size(); ++i) {
      while (!open_.empty() && open_.back().end <= i) leave();
      const HtmlNode& node = tree_.nodes()[i];
      if (node.is_text())
        text(node);
      else if (node.is_element() && !enter(i))
        i = node.end - 1;
    }
    while (!open_.empty()) leave();
    return writer_.finish(source_.origin.back());
  }

 private:
  struct Open {
    std::size_t end = 0;
    HtmlRole role;
    bool preformatted = false;
  };

  [[nodiscard]] std::uint32_t origin_at(std::size_t html_offset) const {
    return source_.origin[html_.code_point[std::min(html_offset, html_.html.size())]];
  }

  /// False if the element and all in it are left out.
  bool enter(std::size_t i) {
    const HtmlNode& node = tree_.nodes()[i];
    HtmlRole role = role_of(tree_, i);
    if (role.dropped) return false;
    here_ = std::max<std::size_t>(here_, node.node->v.element.start_pos.offset);
    if (node.tag() == GUMBO_TAG_BR) {
      writer_.end_line(origin_at(here_), true);
      return true;
    }
    if (node.tag() == GUMBO_TAG_IMG) {
      picture(node);
      return true;
    }
    if (node.tag() == GUMBO_TAG_TD || node.tag() == GUMBO_TAG_TH) writer_.put('\t', origin_at(here_), kind());
    if (role.block) writer_.end_line(origin_at(here_), false);
    const bool held = !open_.empty() && open_.back().role.overrides;
    if (held || !role.kind) {
      const bool block = role.block;
      role = open_.empty() ? HtmlRole() : open_.back().role;
      role.block = block;
    }
    const bool preformatted = node.tag() == GUMBO_TAG_PRE || (!open_.empty() && open_.back().preformatted);
    open_.push_back({node.end, role, preformatted});
    return true;
  }

  void leave() {
    if (open_.back().role.block) writer_.end_line(origin_at(here_), false);
    open_.pop_back();
  }

  [[nodiscard]] std::optional<LineKind> kind() const { return open_.empty() ? std::nullopt : open_.back().role.kind; }

  /// A picture between blocks shows its description on a line of its own; one within text shows nothing.
  void picture(const HtmlNode& node) {
    const std::string_view description = node.attribute("alt").substr(0, 1000);
    if (!writer_.at_line_start() || description.empty()) return;
    const bool held = !open_.empty() && open_.back().role.overrides;
    for (const char32_t c : utf32(description)) writer_.put(c, origin_at(here_), held ? kind() : LineKind::image);
    writer_.end_line(origin_at(here_), false);
  }

  /// Puts the decoded text of a node, finding each code point again in the source it was decoded from.
  void text(const HtmlNode& node) {
    const GumboText& piece = node.node->v.text;
    const std::u32string decoded = utf32(piece.text);
    std::size_t at = std::min<std::size_t>(piece.start_pos.offset, html_.html.size());
    const std::size_t end = std::min(html_.html.size(), at + piece.original_text.length);
    const bool preformatted = !open_.empty() && open_.back().preformatted;
    std::size_t line_ends = 0;
    for (std::size_t i = 0; i < decoded.size(); ++i) {
      const char32_t c = decoded[i];
      const std::size_t from = std::min(at, end);
      at = std::min(end, after_character(decoded, i, at, end));
      line_ends = c == '\n' ? line_ends + 1 : is_space(c) ? line_ends : 0;
      if (preformatted && c == '\n')
        writer_.end_line(origin_at(from), line_ends == 1);
      else
        writer_.put(c, origin_at(from), kind());
    }
    here_ = std::max(here_, end);
  }

  /// The offset behind the source of code point `i`, which begins at `at`: itself, an entity, or a line end of two
  /// bytes.
  [[nodiscard]] std::size_t after_character(const std::u32string& decoded, std::size_t i, std::size_t at,
                                            std::size_t end) const {
    const std::string_view rest = std::string_view(html_.html).substr(at, end - at);
    const char32_t c = decoded[i];
    if (rest.empty()) return end;
    if (rest[0] == '\r' && c == '\n') return at + (rest.size() > 1 && rest[1] == '\n' ? 2 : 1);
    const bool ampersand =
        c == '&' && !rest.starts_with("&amp") && !rest.starts_with("&AMP") && !rest.starts_with("&#");
    if (rest[0] == '&' && !ampersand) return at + entity_size(rest, i + 1 < decoded.size() ? decoded[i + 1] : 0);
    const std::string bytes = utf8(std::u32string_view(&c, 1));
    return rest.starts_with(bytes) ? at + bytes.size() : rest[0] == '\0' ? at + 1 : at;
  }

  /// Bytes of the entity at the beginning of `rest`; one without ';' ends before the character that follows it.
  [[nodiscard]] static std::size_t entity_size(std::string_view rest, char32_t next) {
    std::size_t size = 1;
    const bool number = rest.size() > 1 && rest[1] == '#';
    if (number) ++size;
    while (size < rest.size() && size < 40 && u_isalnum(static_cast<unsigned char>(rest[size])) &&
           static_cast<unsigned char>(rest[size]) < 0x80) {
      const bool hexadecimal = rest.size() > 2 && (rest[2] == 'x' || rest[2] == 'X');
      if (number && !hexadecimal && (rest[size] < '0' || rest[size] > '9')) break;
      ++size;
    }
    if (size < rest.size() && rest[size] == ';') return size + 1;
    for (std::size_t shorter = 3; !number && shorter < size; ++shorter)
      if (next == static_cast<unsigned char>(rest[shorter])) return shorter;
    return size;
  }

  const HtmlTree& tree_;
  const HtmlSource& html_;
  const Decoded& source_;
  HtmlWriter writer_;
  std::vector<Open> open_;
  std::size_t here_ = 0;  ///< the offset of the source that was reached
};

}  // namespace

TextDraft draft_html(const Decoded& source) {
  const HtmlSource html = make_html_source(source);
  const HtmlTree tree(html.html);
  TextDraft draft = HtmlWalk(tree, html, source).run();
  draft.metadata = html_metadata(tree);
  draft.wrapping = Wrapping::marked;
  return draft;
}

}  // namespace parley
