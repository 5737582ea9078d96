#include "casebook/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "core/ascii.h"
#include "text/encoding.h"

namespace parley {

namespace {

using TreeKind = YamlNode::Kind;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && !is_ascii_blank(c)) || byte == 0x7F;
}

// Bytes of the well-formed UTF-8 sequence that opens `text`, 0 if it is malformed (RFC 3629).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0u) != 0x80u) return 0;
  const unsigned second = byte(1);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0)) return 0;
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) return 0;
  return length;
}

// Whether the file is text at all; what is not would confuse the parser (it takes byte 4 for the end, for one).
bool is_text(const SourceText& source, std::vector<Problem>& problems) {
  const std::string_view text = source.text();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0 || is_control(text[at])) {
      const std::string encoding = length == 0 ? probable_encoding(text) : std::string();
      problems.push_back(source.problem(Severity::error, source.place(at),
                                        length != 0        ? "there is a control character here"
                                        : encoding.empty() ? "this is not UTF-8"
                                                           : "this is not UTF-8; it is probably " + encoding,
                                        "a text file in UTF-8",
                                        "it may be a binary file, or saved in another encoding"));
      if (encoding == "UTF-16") problems.back().source_line.clear();  // half of it would be NUL
      return false;
    }
    at += length;
  }
  return true;
}

// Of a scalar, the width of what shows it on its first line.
std::size_t shown_width(std::string_view from_begin, const std::string& text) {
  const std::string_view line = from_begin.substr(0, from_begin.find('\n'));
  const char quote = line.empty() ? ' ' : line[0];
  if (quote == '"' || quote == '\'') {
    const std::size_t close = line.find(quote, 1);
    return code_points(line.substr(0, close == std::string_view::npos ? close : close + 1));
  }
  if (line.starts_with(text)) return std::max<std::size_t>(code_points(text), 1);
  std::string_view rest = line;
  while (!rest.empty() && is_ascii_blank(rest.back())) rest.remove_suffix(1);
  return std::max<std::size_t>(code_points(rest), 1);
}

// Builds the tree from the parser's events, with a stack of what is open.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, std::vector<Problem>& problems) : source_(source), problems_(problems) {
    if (source.text().starts_with(byte_order_mark)) shift_ = byte_order_mark.size();
  }

  std::optional<YamlNode> root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    YamlNode node = at(mark, TreeKind::null);
    if (!open_.empty() && open_.back().node.kind == TreeKind::list) node.begin = dash_before(node.begin);
    attach(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    YamlNode node = at(mark, TreeKind::broken);
    const std::string_view rest = std::string_view(source_.text()).substr(node.begin);
    node.width = code_points(rest.substr(0, rest.find_first_of(" \t\r\n,]}")));
    report(node, "aliases are not read", "the value itself", "write out here what the alias stands for");
    attach(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    YamlNode node = at(mark, TreeKind::scalar);
    node.text = value;
    node.width = shown_width(std::string_view(source_.text()).substr(node.begin), value);
    if (std::ranges::any_of(value, is_control)) {
      report(node, "this holds a control character");
      node.kind = TreeKind::broken;
    }
    refuse_tag(node, tag);
    attach(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, TreeKind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    open(mark, tag, TreeKind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    bool broken = false;
    std::optional<YamlNode> key;  // read, its value not yet
    std::set<std::string, std::less<>> keys;
  };

  YamlNode at(const YAML::Mark& mark, TreeKind kind) const {
    YamlNode node;
    node.kind = kind;
    node.begin = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)) + shift_, source_.text().size());
    return node;
  }

  // An item that is not there is told at its dash, before what comes next.
  std::size_t dash_before(std::size_t offset) const {
    const std::string& text = source_.text();
    if (text.compare(offset, 1, "~") == 0 || text.compare(offset, 1, "n") == 0 || text.compare(offset, 1, "N") == 0)
      return offset;
    std::size_t i = offset;
    while (i > 0 && is_ascii_blank(text[i - 1])) --i;
    return i > 0 && text[i - 1] == '-' ? i - 1 : offset;
  }

  void report(const YamlNode& node, std::string message, std::string expected = {}, std::string hint = {}) {
    problems_.push_back(source_.problem(Severity::error, source_.place(node.begin), std::move(message),
                                        std::move(expected), std::move(hint), node.width));
  }

  bool refuse_tag(YamlNode& node, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return false;
    report(node, "this begins with a tag, and tags are not read", {}, "put quotes around a text that begins with `!`");
    node.kind = TreeKind::broken;
    return true;
  }

  void open(const YAML::Mark& mark, const std::string& tag, TreeKind kind) {
    YamlNode node = at(mark, kind);
    const bool broken = refuse_tag(node, tag);
    node.kind = kind;
    open_.push_back({std::move(node), broken, std::nullopt, {}});
  }

  void close() {
    YamlNode node = std::move(open_.back().node);
    if (open_.back().broken) node.kind = TreeKind::broken;
    open_.pop_back();
    attach(std::move(node));
  }

  void attach(YamlNode node) {
    if (open_.empty()) {
      root = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == TreeKind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key = std::move(node);
    } else {
      add_entry(parent, std::move(*std::exchange(parent.key, std::nullopt)), std::move(node));
    }
  }

  void add_entry(Open& map, YamlNode key, YamlNode value) {
    if (key.kind == TreeKind::broken) return;
    if (key.kind != TreeKind::scalar) return report(key, "this key is not a text", "a text, then `:`");
    if (key.text == "<<") return report(key, "merge keys are not read", {}, "write the keys out here");
    if (!map.keys.insert(key.text).second) return report(key, "the key `" + key.text + "` is already given above");
    if (value.kind == TreeKind::null) value.begin = key.begin, value.width = key.width;
    map.node.entries.push_back({std::move(key), std::move(value)});
  }

  const SourceText& source_;
  std::vector<Problem>& problems_;
  std::size_t shift_ = 0;
  std::vector<Open> open_;
};

std::string hint_for_syntax(const std::string& line, const std::string& message) {
  if (line.find('\t') != std::string::npos) return "YAML is indented with spaces, not tabs";
  if (message.find("illegal map value") != std::string::npos)
    return "a text that holds `: ` needs quotes; a key stands on a line of its own";
  if (message.find("anchor is not defined") != std::string::npos) return "a text that begins with `*` needs quotes";
  if (message.find("end of map") != std::string::npos || message.find("end of sequence") != std::string::npos)
    return "what belongs together is indented alike";
  return {};
}

void report_syntax(const SourceText& source, const YAML::Exception& exception, std::vector<Problem>& problems) {
  const bool placed = !exception.mark.is_null();
  const std::size_t shift = source.text().starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  const Place place = placed ? source.place(static_cast<std::size_t>(std::max(exception.mark.pos, 0)) + shift)
                             : Place{source.file(), 0, 0};
  // "bad file" is how yaml-cpp puts the end of its depth.
  const std::string message = exception.msg == "bad file" ? "nested too deeply" : exception.msg;
  problems.push_back(source.problem(Severity::error, place, "this is not YAML: " + message, {},
                                    hint_for_syntax(source.line(place.line), message)));
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  const auto found =
      std::ranges::find(entries, key, [](const YamlEntry& entry) -> std::string_view { return entry.key.text; });
  if (found == entries.end() || found->value.kind == TreeKind::null || found->value.kind == TreeKind::broken)
    return nullptr;
  return &found->value;
}

std::optional<YamlNode> parse_yaml(const SourceText& source, std::vector<Problem>& problems) {
  if (!is_text(source, problems)) return std::nullopt;
  TreeBuilder builder(source, problems);
  try {
    std::istringstream stream(source.text());
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return std::nullopt;
    TreeBuilder more(source, problems);
    if (parser.HandleNextDocument(more) && more.root)
      problems.push_back(source.problem(Severity::error, source.place(more.root->begin),
                                        "a second document begins here", "one document in the file",
                                        "remove the line `---` before it"));
  } catch (const YAML::Exception& exception) {
    report_syntax(source, exception, problems);
    return std::nullopt;
  }
  if (builder.root && builder.root->kind == TreeKind::null) return std::nullopt;
  return std::move(builder.root);
}

std::size_t locate(const SourceText& source, const YamlNode& scalar, std::size_t index) {
  const std::string_view text = source.text();
  std::size_t at = scalar.begin;
  const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at] : '\0';
  if (quote != '\0') ++at;
  const bool block = at < text.size() && (text[at] == '|' || text[at] == '>');
  if (block) at = std::min(text.find('\n', at), text.size());
  for (std::size_t k = 0; k <= index; ++k) {
    if (k >= scalar.text.size()) return at;
    const char wanted = scalar.text[k];
    if (!is_ascii_blank(wanted))
      while (at < text.size() && is_ascii_blank(text[at])) ++at;
    if (at >= text.size() || (!is_ascii_blank(wanted) && text[at] != wanted)) return scalar.begin;
    if (k == index) return at;
    if (is_ascii_blank(wanted) && !is_ascii_blank(text[at])) continue;
    at += quote == '\'' && wanted == '\'' ? 2 : 1;
  }
  return at;
}

}  // namespace parley
