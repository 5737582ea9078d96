#include "evidence/gum.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "core/error.h"
#include "evidence/words.h"
#include "text/read.h"

namespace parley {
namespace {

struct GumWord {
  Span span;
  std::string form, tag;
  std::size_t sentence = 0;
  std::size_t unit = 0;  // elementary discourse unit, from 1
};

struct Treebank {
  std::string text;
  std::vector<GumWord> words;
};

class TreebankReader {
 public:
  explicit TreebankReader(const SourceText& source) : source_(source) {}

  Treebank read() {
    std::size_t number = 0;
    for (const auto line : split_at(source_.text(), '\n')) read_line(line, ++number);
    throw_if_errors(problems_);
    return std::move(bank_);
  }

 private:
  void read_line(std::string_view line, std::size_t number) {
    if (line.starts_with("# newpar") && !bank_.text.empty() && !bank_.text.ends_with('\n')) {
      append("\n\n");
      space_ = false;
    }
    if (line.empty()) {
      ++sentence_;
      until_ = 0;
    } else if (line[0] != '#') {
      read_word(split_at(line, '\t'), number);
    }
  }

  void read_word(const std::vector<std::string_view>& fields, std::size_t number) {
    if (fields.size() < 10) return problem(number, "a line of a treebank with too few columns", "ten, parted by tabs");
    if (fields[0].find('.') != fields[0].npos) return;  // a word that is not in the text
    const auto dash = fields[0].find('-');
    const auto index = plain_number(fields[0].substr(dash == fields[0].npos ? 0 : dash + 1));
    if (!index) return problem(number, "a word of a treebank without its number", "1, 2, …, or 1-2");
    if (space_) append(" ");
    space_ = false;
    if (dash != fields[0].npos) {  // a word of several: its surface form counts, its parts share it
      until_ = *index;
      return;
    }
    GumWord word;
    word.form = fields[1];
    word.tag = fields[4];
    word.sentence = sentence_;
    word.span = append(word.form);
    bank_.words.push_back(std::move(word));
    space_ = *index >= until_ && fields[9].find("SpaceAfter=No") == fields[9].npos;
    if (*index >= until_) until_ = 0;
  }

  Span append(std::string_view form) {
    const Span span{length_, length_ + utf32(form).size()};
    bank_.text += form;
    length_ = span.end;
    return span;
  }

  void problem(std::size_t line, std::string message, std::string expected) {
    problems_.push_back(
        source_.problem(Severity::error, {source_.file(), line, 1}, std::move(message), std::move(expected)));
  }

  const SourceText& source_;
  Treebank bank_;
  std::vector<Problem> problems_;
  std::size_t sentence_ = 0, until_ = 0, length_ = 0;
  bool space_ = false;
};

struct Node {
  int parent = 0;
  std::string relation;
  bool segment = false;
};

struct Rhetoric {
  std::map<int, Node> nodes;
  std::map<int, std::vector<int>> children;
  struct Signal {
    std::string type, subtype;
    std::vector<std::size_t> words;  // from 0
  };
  std::map<int, std::vector<Signal>> signals;
};

Rhetoric read_rst(const SourceText& source, std::vector<GumWord>& words) {
  pugi::xml_document xml;
  if (const auto parsed = xml.load_buffer(source.text().data(), source.text().size()); !parsed)
    throw Error(source.problem(Severity::error,
                               source.place(std::min(static_cast<std::size_t>(parsed.offset), source.text().size())),
                               fmt::format("not XML: {}", parsed.description())));
  Rhetoric rhetoric;
  std::size_t at = 0;
  const auto body = xml.child("rst").child("body");
  for (const auto node : body.children()) {
    const std::string_view name = node.name();
    const int id = node.attribute("id").as_int();
    if ((name != "segment" && name != "group") || id <= 0 || rhetoric.nodes.contains(id)) continue;
    rhetoric.nodes[id] = {node.attribute("parent").as_int(), node.attribute("relname").as_string(), name == "segment"};
    rhetoric.children[node.attribute("parent").as_int()].push_back(id);
    if (name != "segment") continue;
    for (const auto part : split_at(node.text().get(), ' '))
      if (!part.empty() && at < words.size()) words[at++].unit = static_cast<std::size_t>(id);
  }
  for (const auto node : body.child("signals").children("signal")) {
    Rhetoric::Signal signal{node.attribute("type").as_string(), node.attribute("subtype").as_string(), {}};
    for (const auto token : split_at(node.attribute("tokens").as_string(), ','))
      if (const auto number = plain_number(token); number && *number >= 1 && *number <= words.size())
        signal.words.push_back(*number - 1);
    rhetoric.signals[node.attribute("source").as_int()].push_back(std::move(signal));
  }
  return rhetoric;
}

// The elementary units under a node, without those under `except`.
void units_under(const Rhetoric& rhetoric, int node, int except, std::set<std::size_t>& units, int depth = 0) {
  if (depth > 200) return;
  const auto found = rhetoric.nodes.find(node);
  if (found == rhetoric.nodes.end() || node == except) return;
  if (found->second.segment) units.insert(static_cast<std::size_t>(node));
  const auto children = rhetoric.children.find(node);
  if (children == rhetoric.children.end()) return;
  for (const int child : children->second) units_under(rhetoric, child, except, units, depth + 1);
}

bool is_mark(const GumWord& word) { return word.tag.empty() || !std::isalpha(static_cast<unsigned char>(word.tag[0])); }
bool is_quote(const GumWord& word) { return word.tag == "``" || word.tag == "''"; }

// Runs of neighbouring words as spans, without the commas and stops at their ends; marks of quotation stay.
std::vector<Span> trimmed_runs(const std::vector<GumWord>& words, const std::vector<std::size_t>& chosen) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < chosen.size();) {
    std::size_t k = i + 1;
    while (k < chosen.size() && chosen[k] == chosen[k - 1] + 1) ++k;
    std::size_t begin = chosen[i], end = chosen[k - 1] + 1;
    while (begin < end && is_mark(words[begin]) && words[begin].tag != "``") ++begin;
    while (end > begin && is_mark(words[end - 1]) && !is_quote(words[end - 1])) --end;
    if (begin < end) spans.push_back({words[begin].span.begin, words[end - 1].span.end});
    i = k;
  }
  return spans;
}

Span span_over(const std::vector<GumWord>& words, std::size_t begin, std::size_t end) {
  return {words[begin].span.begin, words[end - 1].span.end};
}

std::optional<Span> cue_of(const std::vector<GumWord>& words, const std::vector<std::size_t>& signalled, int unit) {
  std::vector<std::size_t> cue = signalled;
  if (cue.empty())
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i].unit == static_cast<std::size_t>(unit) && words[i].tag.starts_with("VB")) cue = {i};
  if (cue.empty()) return std::nullopt;
  std::size_t begin = cue.front(), end = begin + 1;
  for (const auto at : cue)
    if (at == end) end = at + 1;
  const auto helps = [&](const GumWord& word) {
    return word.tag == "MD" || word.tag == "RB" || word.tag.starts_with("VB") || word.tag == "TO";
  };
  if (words[end - 1].tag.starts_with("VB"))
    while (begin > 0 && words[begin - 1].sentence == words[begin].sentence && helps(words[begin - 1])) --begin;
  return span_over(words, begin, end);
}

}  // namespace

AnnotatedText read_gum(const SourceText& treebank, const std::optional<SourceText>& rhetoric_text) {
  auto bank = TreebankReader(treebank).read();
  AnnotatedText text;
  text.name = std::filesystem::path(treebank.file()).stem().string();
  text.document = parse_document(bank.text + "\n", "plain", treebank.file());
  if (text.document.text != utf32(bank.text + "\n"))
    throw Error("a treebank with characters that are no text", treebank.file(), "UTF-8 without control characters");
  for (const auto& word : bank.words) text.tags.emplace_back(word.span, word.tag);
  if (!rhetoric_text) return text;
  const auto rhetoric = read_rst(*rhetoric_text, bank.words);
  const auto& words = bank.words;
  for (const auto& [id, node] : rhetoric.nodes) {
    if (!node.relation.starts_with("attribution")) continue;
    AnnotatedAttribution attribution;
    std::vector<std::size_t> source, cue;
    // Signals stand with the segment, or with the group whose only nucleus it is.
    std::set<std::size_t> units;
    units_under(rhetoric, id, 0, units);
    const auto signals = rhetoric.signals.find(id);
    if (signals != rhetoric.signals.end())
      for (const auto& signal : signals->second) {
        if (signal.subtype == "attribution_source") source = signal.words;
        if (signal.type == "lexical") cue.insert(cue.end(), signal.words.begin(), signal.words.end());
      }
    std::sort(cue.begin(), cue.end());
    if (units.empty()) continue;
    const auto cue_span = cue_of(words, cue, static_cast<int>(*units.begin()));
    if (!cue_span) continue;
    attribution.cue = {*cue_span};
    if (!source.empty()) {
      std::size_t end = source.front() + 1;
      while (std::count(source.begin(), source.end(), end) > 0) ++end;
      attribution.source = {span_over(words, source.front(), end)};
    }
    std::set<std::size_t> content;
    units_under(rhetoric, node.parent, id, content);
    std::size_t sentence = 0;
    for (const auto& word : words)
      if (word.unit == *units.begin()) sentence = word.sentence;
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (content.count(words[i].unit) > 0 && words[i].sentence == sentence) chosen.push_back(i);
    attribution.content = trimmed_runs(words, chosen);
    if (!attribution.content.empty()) text.attributions.push_back(std::move(attribution));
  }
  return text;
}

}  // namespace parley
