#include "text/html_source.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "core/ascii.h"
#include "text/document.h"

namespace parley {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t deepest = 200;
constexpr std::size_t most_attributes = 64;

constexpr std::array look_tags = {"b"sv,   "i"sv,     "u"sv,  "s"sv,      "em"sv,   "strong"sv, "font"sv,
                                  "big"sv, "small"sv, "tt"sv, "strike"sv, "nobr"sv, "code"sv};
// Void elements, and those that a next one like them closes: they add nothing to the depth.
constexpr std::array flat_tags = {"p"sv,     "li"sv,    "dt"sv,       "dd"sv,     "tr"sv,       "td"sv,     "th"sv,
                                  "thead"sv, "tbody"sv, "tfoot"sv,    "option"sv, "optgroup"sv, "rt"sv,     "rp"sv,
                                  "br"sv,    "hr"sv,    "img"sv,      "input"sv,  "meta"sv,     "link"sv,   "area"sv,
                                  "base"sv,  "col"sv,   "colgroup"sv, "embed"sv,  "param"sv,    "source"sv, "track"sv,
                                  "wbr"sv,   "html"sv,  "head"sv,     "body"sv,   "a"sv,        "keygen"sv, "image"sv};
constexpr std::array raw_tags = {"script"sv, "style"sv,  "textarea"sv, "title"sv,
                                 "xmp"sv,    "iframe"sv, "noembed"sv,  "noframes"sv};

bool is_tag_of(const auto& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Tag {
  std::string name;  ///< in small letters
  bool closing = false;
  bool self_closing = false;
  std::size_t end = 0;  ///< behind the '>'
  std::size_t name_end = 0;
  std::size_t attributes = 0;  ///< an upper bound
};

/// The tag whose '<' stands at `at`; its end is npos if it never ends.
Tag tag_at(std::string_view html, std::size_t at) {
  Tag tag;
  std::size_t i = at + 1;
  if (i < html.size() && html[i] == '/') {
    tag.closing = true;
    ++i;
  }
  const std::size_t name = i;
  while (i < html.size() && html[i] != '>' && html[i] != '/' && static_cast<unsigned char>(html[i]) > ' ') ++i;
  tag.name = ascii_lower(html.substr(name, std::min<std::size_t>(i - name, 40)));
  tag.name_end = i;
  char quote = 0;
  bool in_word = false;
  for (; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '>') break;
    if ((c == '"' || c == '\'') && html[i - 1] == '=') quote = c;
    const bool parts = static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '"' || c == '\'';
    if (!parts && !in_word) ++tag.attributes;
    in_word = !parts;
  }
  tag.self_closing = i < html.size() && html[i - 1] == '/';
  tag.end = i < html.size() ? i + 1 : std::string_view::npos;
  return tag;
}

/// Copies a source tag by tag, leaving out what would make the tree deep or large.
class Filter {
 public:
  Filter(std::string_view html, const std::vector<std::uint32_t>& code_point) : html_(html), code_point_(code_point) {}

  HtmlSource run() {
    std::size_t at = 0;
    while (at < html_.size()) {
      const std::size_t open = std::min(html_.find('<', at), html_.size());
      keep(at, open);
      at = open < html_.size() ? markup(open) : open;
    }
    out_.code_point.push_back(code_point_.back());
    return std::move(out_);
  }

 private:
  void keep(std::size_t begin, std::size_t end) {
    out_.html.append(html_.substr(begin, end - begin));
    out_.code_point.insert(out_.code_point.end(), code_point_.begin() + static_cast<std::ptrdiff_t>(begin),
                           code_point_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  /// Handles the markup at `at`; returns where to go on.
  std::size_t markup(std::size_t at) {
    if (html_.substr(at).starts_with("<!--")) {
      const std::size_t end = html_.find("-->", at + 4);
      return end == std::string_view::npos ? html_.size() : end + 3;
    }
    const bool closing = at + 1 < html_.size() && html_[at + 1] == '/';
    const std::size_t name = at + 1 + closing;
    if (name >= html_.size() || !is_ascii_letter(html_[name])) {
      keep(at, at + 1);
      return at + 1;
    }
    const Tag tag = tag_at(html_, at);
    if (tag.end == std::string_view::npos) return html_.size();  // a tag that never ends is no text
    if (is_tag_of(look_tags, tag.name) || !(tag.closing ? closes(tag) : opens(tag))) return tag.end;
    if (tag.attributes > most_attributes) {
      keep(at, tag.name_end);
      keep(tag.end - 1, tag.end);
    } else {
      keep(at, tag.end);
    }
    if (!tag.closing && tag.name == "plaintext") return finish_raw(tag.end, html_.size());
    return !tag.closing && is_tag_of(raw_tags, tag.name) ? raw_text(tag) : tag.end;
  }

  std::size_t finish_raw(std::size_t begin, std::size_t end) {
    keep(begin, end);
    return end;
  }

  /// Copies the text of an element that holds no tags, to its end tag.
  std::size_t raw_text(const Tag& tag) {
    std::size_t at = tag.end;
    for (;; ++at) {
      at = html_.find("</", at);
      if (at == std::string_view::npos) return finish_raw(tag.end, html_.size());
      const std::string_view name = html_.substr(at + 2, tag.name.size());
      if (ascii_lower(name) != tag.name) continue;
      const std::size_t after = at + 2 + tag.name.size();
      if (after >= html_.size() || html_[after] == '>' || html_[after] == '/' ||
          static_cast<unsigned char>(html_[after]) <= ' ')
        return finish_raw(tag.end, at);
    }
  }

  /// True if the start tag may stay.
  bool opens(const Tag& tag) {
    if (is_tag_of(flat_tags, tag.name) || is_tag_of(raw_tags, tag.name)) return true;
    Count& count = counts_[tag.name];
    if (stack_.size() >= deepest) {
      ++count.dropped;
      return false;
    }
    ++count.open;
    stack_.push_back(tag.name);
    return true;
  }

  /// True if the end tag may stay.
  bool closes(const Tag& tag) {
    if (is_tag_of(flat_tags, tag.name) || is_tag_of(raw_tags, tag.name)) return true;
    const auto found = counts_.find(tag.name);
    if (found == counts_.end()) return false;
    Count& count = found->second;
    if (count.dropped > 0) {
      --count.dropped;
      return false;
    }
    if (count.open == 0) return false;
    for (bool closed = false; !closed; stack_.pop_back()) {
      closed = stack_.back() == tag.name;
      --counts_[stack_.back()].open;
    }
    return true;
  }

  struct Count {
    std::size_t open = 0;
    std::size_t dropped = 0;
  };

  std::string_view html_;
  const std::vector<std::uint32_t>& code_point_;
  HtmlSource out_;
  std::vector<std::string> stack_;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace

HtmlSource make_html_source(const Decoded& source) {
  const std::string html = utf8(source.text);
  std::vector<std::uint32_t> code_point;
  code_point.reserve(html.size() + 1);
  std::uint32_t index = 0;
  for (const char c : html) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80)
      code_point.push_back(index - 1);
    else
      code_point.push_back(index++);
  }
  code_point.push_back(index);
  return Filter(html, code_point).run();
}

std::string declared_encoding(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, 4096));
  std::size_t at = head.find("charset=");
  std::size_t skip = 8;
  if (at == std::string::npos && head.starts_with("<?xml")) {
    at = head.find("encoding=");
    skip = 9;
  }
  if (at == std::string::npos) return {};
  at += skip;
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  const std::size_t end = head.find_first_of("\"' />;\n\t?", at);
  return head.substr(at, std::min(end == std::string::npos ? head.size() : end, at + 40) - at);
}

}  // namespace parley
