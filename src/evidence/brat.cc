#include "evidence/brat.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/ascii.h"
#include "evidence/words.h"
#include "text/characters.h"

namespace parley {
namespace {

constexpr std::size_t most_quoted = 80;

// "Content 12 45;50 60" after its first word.
std::optional<std::vector<Span>> spans_of(std::string_view text) {
  std::vector<Span> spans;
  for (const auto part : split_at(text, ';')) {
    const auto ends = split_at(part, ' ');
    if (ends.size() != 2) return std::nullopt;
    const auto begin = plain_number(ends[0]), end = plain_number(ends[1]);
    if (!begin || !end || *end < *begin) return std::nullopt;
    spans.push_back({*begin, *end});
  }
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
    brat_.entities.push_back({.id = std::string(fields[0]),
                              .type = std::string(fields[1].substr(0, space)),
                              .spans = *spans,
                              .attributes = {},
                              .note = {},
                              .line = std::string(line),
                              .place = place});
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

std::u32string without_space(std::u32string_view text) {
  std::u32string letters;
  std::ranges::copy_if(text, std::back_inserter(letters), [](char32_t c) { return !is_unicode_space(c); });
  return letters;
}

std::u32string words_at(const std::vector<Span>& spans, std::u32string_view characters) {
  std::u32string words;
  for (const Span& span : spans) {
    const std::size_t begin = std::min(span.begin, characters.size());
    words += words.empty() ? U"" : U" ";
    words += characters.substr(begin, std::max(span.end, begin) - begin);
  }
  return words;
}

}  // namespace

std::vector<Problem> misplaced(const Brat& brat, std::u32string_view characters) {
  std::vector<Problem> problems;
  for (const BratEntity& entity : brat.entities) {
    const auto fields = split_at(entity.line, '\t');
    if (fields.size() < 3) continue;
    const std::u32string there = words_at(entity.spans, characters);
    const std::size_t line_end = there.find_first_of(U"\r\n");
    const std::u32string words = without_space(utf32(fields[2]));
    if (words == without_space(there) || words == without_space(std::u32string_view(there).substr(0, line_end)))
      continue;
    Place place = entity.place;
    place.column = code_points(fields[0]) + code_points(fields[1]) + 3;
    problems.push_back({Severity::error, place, fmt::format("the text has other words at the offsets of {}", entity.id),
                        fmt::format("“{}”, which stands there", excerpt(there, most_quoted)),
                        "the text was changed after it was annotated, or the offsets count other characters",
                        entity.line});
  }
  return problems;
}

Brat parse_brat(std::string_view bytes, const std::string& file) { return BratReader(file).read(bytes); }

}  // namespace parley
