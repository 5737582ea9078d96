#include "evidence/brat.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "evidence/words.h"

namespace parley {
namespace {

std::optional<std::size_t> offset_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "Content 12 45;50 60" after its first word.
std::optional<std::vector<Span>> spans_of(std::string_view text) {
  std::vector<Span> spans;
  for (const auto part : split_at(text, ';')) {
    const auto ends = split_at(part, ' ');
    if (ends.size() != 2) return std::nullopt;
    const auto begin = offset_of(ends[0]), end = offset_of(ends[1]);
    if (!begin || !end || *end < *begin) return std::nullopt;
    spans.push_back({*begin, *end});
  }
  std::sort(spans.begin(), spans.end());
  return spans;
}

class BratReader {
 public:
  explicit BratReader(const std::string& file) : file_(file) {}

  Brat read(std::string_view bytes) {
    std::size_t number = 0;
    for (auto line : split_at(bytes, '\n')) {
      if (line.ends_with('\r')) line.remove_suffix(1);
      read_line(line, ++number);
    }
    throw_if_errors(problems_);
    for (const auto& fields : about_) tell(fields);
    for (const auto tie : ties_)
      if (auto found = tied(tie); !found.cue.empty() || !found.content.empty())
        brat_.attributions.push_back(std::move(found));
    return std::move(brat_);
  }

 private:
  void read_line(std::string_view line, std::size_t number) {
    const auto fields = split_at(line, '\t');
    if (line.empty() || fields.size() < 2 || fields[0].empty()) return;  // brat's own files have texts over two lines
    const char kind = fields[0][0];
    if (kind == 'E' || kind == 'R') ties_.push_back(fields[1]);
    if (kind == 'A' || kind == '#') about_.push_back(fields);
    if (kind != 'T') return;
    const Place place{file_, number, fields[0].size() + 2};
    const auto space = fields[1].find(' ');
    const auto spans = space == fields[1].npos ? std::nullopt : spans_of(fields[1].substr(space + 1));
    if (!spans) {
      problems_.push_back({Severity::error,
                           place,
                           "an entity without offsets",
                           "a type and pairs of offsets, as in 'Content 12 45;50 60'",
                           {},
                           std::string(line)});
      return;
    }
    index_[fields[0]] = brat_.entities.size();
    brat_.entities.push_back({std::string(fields[0]), std::string(fields[1].substr(0, space)), *spans, {}, {}, place});
  }

  // An attribute, "Stance T1 reject", or a note, "AnnotatorNotes T1" and its words.
  void tell(const std::vector<std::string_view>& fields) {
    const auto words = split_at(fields[1], ' ');
    if (words.size() < 2) return;
    const auto found = index_.find(words[1]);
    if (found == index_.end()) return;
    BratEntity& entity = brat_.entities[found->second];
    if (fields[0].starts_with('#')) {
      if (fields.size() > 2) entity.note = fields[2];
    } else {
      entity.attributes[std::string(words[0])] = words.size() > 2 ? std::string(words[2]) : std::string();
    }
  }

  // One event or relation: "Attribution:T4 Content:T3 Cue:T2 Source:T1".
  AnnotatedAttribution tied(std::string_view arguments) const {
    AnnotatedAttribution result;
    for (const auto argument : split_at(arguments, ' ')) {
      const auto colon = argument.find(':');
      if (colon == argument.npos) continue;
      const auto found = index_.find(argument.substr(colon + 1));
      if (found == index_.end()) continue;
      const auto& entity = brat_.entities[found->second];
      auto& role = entity.type == "Source" ? result.source : entity.type == "Cue" ? result.cue : result.content;
      if (entity.type == "Source" || entity.type == "Cue" || entity.type == "Content")
        role.insert(role.end(), entity.spans.begin(), entity.spans.end());
    }
    for (auto* role : {&result.source, &result.cue, &result.content}) std::sort(role->begin(), role->end());
    return result;
  }

  const std::string& file_;
  Brat brat_;
  std::map<std::string_view, std::size_t> index_;
  std::vector<std::string_view> ties_;
  std::vector<std::vector<std::string_view>> about_;
  std::vector<Problem> problems_;
};

}  // namespace

Brat parse_brat(std::string_view bytes, const std::string& file) { return BratReader(file).read(bytes); }

}  // namespace parley
