// Markdown to a draft, line by line: what a block is goes to the line's kind, the markup within it is taken off.
//
// The text keeps the lines of the source, so that a line's number in an editor is its number in the document. Front
// matter stays, marked as boilerplate, and gives the metadata. Inline markup is found paragraph by paragraph in one
// pass with a stack of open delimiters, so the time is linear whatever the nesting.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/ascii.h"
#include "text/draft.h"
#include "text/line_text.h"
#include "text/markdown_inline.h"
#include "text/written_date.h"

namespace parley {
namespace {

bool is_markdown_space(char32_t c) { return c == ' ' || c == '\t'; }

std::u32string_view trimmed(std::u32string_view line) {
  while (!line.empty() && is_markdown_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_markdown_space(line.back())) line.remove_suffix(1);
  return line;
}

bool is_all(std::u32string_view line, char32_t c) {
  return !line.empty() && line.find_first_not_of(c) == std::u32string_view::npos;
}

/// Three or more of the same mark, with or without spaces: a rule between parts.
bool is_rule(std::u32string_view line) {
  line = trimmed(line);
  if (line.empty() || std::u32string_view(U"-*_").find(line.front()) == std::u32string_view::npos) return false;
  std::size_t marks = 0;
  for (const char32_t c : line) {
    if (c != line.front() && !is_markdown_space(c)) return false;
    marks += c == line.front();
  }
  return marks >= 3;
}

/// "|---|:--:|", which parts a table's head from its rows.
bool is_table_rule(std::u32string_view line) {
  line = trimmed(line);
  return line.find(U'|') != std::u32string_view::npos && line.find(U'-') != std::u32string_view::npos &&
         line.find_first_not_of(U"|-: \t") == std::u32string_view::npos;
}

struct SourceLine {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< without the line's end
};

std::vector<SourceLine> lines_of(std::u32string_view text) {
  std::vector<SourceLine> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_line_end(text[i])) continue;
    lines.push_back({begin, i});
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    begin = i + 1;
  }
  if (begin < text.size()) lines.push_back({begin, text.size()});
  return lines;
}

/// A line once its block's marks are off: what is left of it, and what it is.
struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<LineKind> kind;
  bool new_paragraph = false;
  bool verbatim = false;  ///< holds no inline markup
};

class Markdown {
 public:
  explicit Markdown(const Decoded& source) : source_(source), text_(source.text), lines_(lines_of(text_)) {}

  TextDraft run() {
    std::size_t line = front_matter();
    for (; line < lines_.size(); ++line) blocks_.push_back(block_of(line));
    mark_titles();
    MarkdownInline inline_markup(text_);
    for (std::size_t begin = 0; begin < blocks_.size();) {
      std::size_t end = begin + 1;
      while (end < blocks_.size() && !blocks_[end].new_paragraph && blocks_[end].kind == blocks_[begin].kind) ++end;
      write(begin, end, inline_markup);
      begin = end;
    }
    TextDraft draft = writer_.finish(source_.origin.back(), last_.kind, last_.new_paragraph);
    draft.metadata = std::move(metadata_);
    draft.wrapping = Wrapping::marked;
    return draft;
  }

 private:
  [[nodiscard]] std::u32string_view line(std::size_t i) const {
    return text_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
  }

  Block plain_block(std::size_t i, std::optional<LineKind> kind, bool verbatim) const {
    return {lines_[i].begin, lines_[i].end, kind, true, verbatim};
  }

  /// Reads "---" … "---" at the beginning; returns the first line behind it.
  std::size_t front_matter() {
    if (lines_.empty() || trimmed(line(0)) != U"---") return 0;
    std::size_t end = 1;
    while (end < lines_.size() && trimmed(line(end)) != U"---" && trimmed(line(end)) != U"...") ++end;
    if (end == lines_.size()) return 0;
    std::string list;
    for (std::size_t i = 0; i <= end; ++i) {
      blocks_.push_back(plain_block(i, LineKind::boilerplate, true));
      if (i > 0 && i < end) front_matter_line(utf8(line(i)), list);
    }
    return end + 1;
  }

  /// "key: value", "key: [a, b]", or "- item" of the key `list` before it.
  void front_matter_line(std::string_view text, std::string& list) {
    const std::string_view whole = trim(text);
    if (whole.starts_with("- ")) {
      if (list == "author" || list == "authors") add_author(whole.substr(2));
      return;
    }
    const std::size_t colon = whole.find(':');
    if (colon == std::string_view::npos || text.starts_with(' ')) return;
    const std::string key = ascii_lower(whole.substr(0, colon));
    const std::string_view value = unquoted(whole.substr(colon + 1));
    list = value.empty() ? key : "";
    if (key == "title" && metadata_.title.empty()) metadata_.title = value;
    if (key == "date" || key == "published") metadata_.date = date_of(value);
    if (key == "publisher" || key == "publication" || key == "source" || key == "site") metadata_.publisher = value;
    if (key != "author" && key != "authors" && key != "by") return;
    std::string_view names = value.starts_with('[') && value.ends_with(']') ? value.substr(1, value.size() - 2) : value;
    while (!names.empty()) {
      const std::size_t comma = std::min(names.find(','), names.size());
      add_author(names.substr(0, comma));
      names.remove_prefix(std::min(names.size(), comma + 1));
    }
  }

  static std::string_view unquoted(std::string_view value) {
    value = trim(value);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
      value = value.substr(1, value.size() - 2);
    return value;
  }

  static std::string date_of(std::string_view value) {
    if (auto date = find_date(plain_line(utf32(value)))) return *date;
    const bool year = value.size() == 4 && value.find_first_not_of("0123456789") == std::string_view::npos;
    return year ? std::string(value) : std::string();
  }

  void add_author(std::string_view name) {
    name = unquoted(name);
    if (!name.empty()) metadata_.authors.emplace_back(name);
  }

  Block block_of(std::size_t i) {
    const std::u32string_view whole = line(i);
    const std::u32string_view rest = trimmed(whole);
    if (in_fence_) {
      if (rest.starts_with(fence_) && is_all(rest, fence_.front())) in_fence_ = false;
      return plain_block(i, LineKind::boilerplate, true);
    }
    if (rest.starts_with(U"```") || rest.starts_with(U"~~~")) {
      in_fence_ = true;
      fence_ = rest.substr(0, rest.find_first_not_of(rest.front()));
      after_text_ = false;
      return plain_block(i, LineKind::boilerplate, true);
    }
    if (rest.empty()) {
      after_text_ = false;
      return plain_block(i, std::nullopt, true);
    }
    const bool underlines = after_text_ && (is_all(rest, U'=') || (is_all(rest, U'-') && rest.size() > 1));
    if (underlines) return underline(i, rest.front() == U'=');
    if (is_rule(whole) || is_table_rule(whole)) {
      after_text_ = false;
      return plain_block(i, LineKind::boilerplate, true);
    }
    return text_block(i);
  }

  /// A line of '=' or '-' makes the paragraph above it a heading.
  Block underline(std::size_t i, bool first_level) {
    after_text_ = false;
    for (std::size_t above = blocks_.size(); above-- > 0;) {
      blocks_[above].kind = LineKind::heading;
      if (first_level) first_level_.push_back(above);
      if (blocks_[above].new_paragraph) break;
    }
    return plain_block(i, LineKind::boilerplate, true);
  }

  Block text_block(std::size_t i) {
    Block block{lines_[i].begin, lines_[i].end, std::nullopt, !after_text_, false};
    const auto rest = [&] { return text_.substr(block.begin, block.end - block.begin); };
    const auto skip_spaces = [&] {
      while (block.begin < block.end && is_markdown_space(text_[block.begin])) ++block.begin;
    };
    skip_spaces();
    const bool indented = block.begin - lines_[i].begin >= 4;
    bool quoted = false;
    while (rest().starts_with(U'>')) {
      ++block.begin;
      skip_spaces();
      quoted = true;
    }
    after_text_ = true;
    if (rest().empty()) {  // an empty line of a quotation
      after_text_ = false;
      block.new_paragraph = true;
      return block;
    }
    if (quoted != in_quotation_) block.new_paragraph = true;
    in_quotation_ = quoted;
    const std::size_t marks = std::min(rest().find_first_not_of(U'#'), rest().size());
    if (marks >= 1 && marks <= 6 && (marks == rest().size() || is_markdown_space(rest()[marks])))
      return heading(block, marks);
    if (is_list_mark(rest()) || rest().starts_with(U'|')) {
      block.kind = LineKind::list_item;
      block.new_paragraph = true;
    } else if (rest().starts_with(U"![") && rest().ends_with(U')') && rest().find(U"](") == rest().rfind(U"](")) {
      block.kind = LineKind::image;
      block.new_paragraph = true;
      after_text_ = false;
    } else if (!block.new_paragraph && !blocks_.empty()) {
      block.kind = blocks_.back().kind;
    } else if (indented && block.new_paragraph && !in_list_) {
      block.verbatim = true;
    }
    in_list_ = block.kind == LineKind::list_item || (in_list_ && indented);
    return block;
  }

  Block heading(Block block, std::size_t marks) {
    after_text_ = in_list_ = false;
    block.begin += marks;
    while (block.begin < block.end && is_markdown_space(text_[block.begin])) ++block.begin;
    while (block.end > block.begin && is_markdown_space(text_[block.end - 1])) --block.end;
    std::size_t closing = block.end;
    while (closing > block.begin && text_[closing - 1] == '#') --closing;
    if (closing == block.begin || is_markdown_space(text_[closing - 1])) block.end = closing;
    while (block.end > block.begin && is_markdown_space(text_[block.end - 1])) --block.end;
    block.kind = LineKind::heading;
    block.new_paragraph = true;
    if (marks == 1) first_level_.push_back(blocks_.size());
    return block;
  }

  static bool is_list_mark(std::u32string_view rest) {
    std::size_t at = 0;
    if (std::u32string_view(U"-*+").find(rest[0]) != std::u32string_view::npos) {
      at = 1;
    } else {
      while (at < rest.size() && at < 9 && rest[at] >= '0' && rest[at] <= '9') ++at;
      if (at == 0 || at == rest.size() || (rest[at] != '.' && rest[at] != ')')) return false;
      ++at;
    }
    return at < rest.size() && is_markdown_space(rest[at]);
  }

  /// The first heading of the first level is the title; without one, the document's first heading if it opens it.
  void mark_titles() {
    std::size_t title =
        first_level_.empty() ? blocks_.size() : *std::min_element(first_level_.begin(), first_level_.end());
    for (std::size_t i = 0; first_level_.empty() && i < blocks_.size(); ++i) {
      if (blocks_[i].kind == LineKind::boilerplate || blocks_[i].begin == blocks_[i].end) continue;
      if (blocks_[i].kind == LineKind::heading) title = i;
      break;
    }
    if (title < blocks_.size()) blocks_[title].kind = LineKind::title;
  }

  /// Writes the lines [begin, end) of one paragraph without their inline markup.
  void write(std::size_t begin, std::size_t end, MarkdownInline& inline_markup) {
    const bool verbatim = blocks_[begin].verbatim;
    if (!verbatim) inline_markup.read(blocks_[begin].begin, blocks_[end - 1].end);
    for (std::size_t i = begin; i < end; ++i) {
      const Block& block = blocks_[i];
      for (std::size_t at = block.begin; at < block.end; ++at) {
        if (verbatim) {
          if (!is_invisible(text_[at])) writer_.put(text_[at], source_.origin[at]);
          continue;
        }
        const MarkdownInline::Piece piece = inline_markup.at(at);
        for (const char32_t c : piece.text)
          if (!is_invisible(c) && !is_line_end(c)) writer_.put(c, source_.origin[at]);
        at += piece.size - 1;
      }
      const std::size_t line_end = lines_[i].end;
      if (line_end < text_.size() || i + 1 < blocks_.size())
        writer_.end_line(source_.origin[line_end], block.kind, block.new_paragraph);
      else
        last_ = block;
    }
  }

  const Decoded& source_;
  std::u32string_view text_;
  std::vector<SourceLine> lines_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> first_level_;  ///< blocks that are headings of the first level
  Metadata metadata_;
  DraftWriter writer_;
  Block last_;
  std::u32string fence_;
  bool in_fence_ = false;
  bool after_text_ = false;
  bool in_list_ = false;
  bool in_quotation_ = false;
};

}  // namespace

TextDraft draft_markdown(const Decoded& source) { return Markdown(source).run(); }

}  // namespace parley
