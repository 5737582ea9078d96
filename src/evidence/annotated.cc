#include "evidence/annotated.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "core/error.h"
#include "evidence/gum.h"
#include "text/files.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "Content 12 45;50 60" after its first word.
std::optional<std::vector<Span>> spans_of(std::string_view text) {
  std::vector<Span> spans;
  for (const auto part : split(text, ';')) {
    const auto ends = split(part, ' ');
    if (ends.size() != 2) return std::nullopt;
    const auto begin = number_of(ends[0]), end = number_of(ends[1]);
    if (!begin || !end || *end < *begin) return std::nullopt;
    spans.push_back({*begin, *end});
  }
  std::sort(spans.begin(), spans.end());
  return spans;
}

struct Entity {
  std::string_view type;
  std::vector<Span> spans;
};

// One event or relation: "Attribution:T4 Content:T3 Cue:T2 Source:T1".
AnnotatedAttribution tied(std::string_view arguments, const std::map<std::string_view, Entity>& entities) {
  AnnotatedAttribution result;
  for (const auto argument : split(arguments, ' ')) {
    const auto colon = argument.find(':');
    if (colon == argument.npos) continue;
    const auto found = entities.find(argument.substr(colon + 1));
    if (found == entities.end()) continue;
    const auto& entity = found->second;
    auto& role = entity.type == "Source" ? result.source : entity.type == "Cue" ? result.cue : result.content;
    if (entity.type == "Source" || entity.type == "Cue" || entity.type == "Content")
      role.insert(role.end(), entity.spans.begin(), entity.spans.end());
  }
  for (auto* role : {&result.source, &result.cue, &result.content}) std::sort(role->begin(), role->end());
  return result;
}

// Offsets of the file's characters turned into the document's.
class Offsets {
 public:
  Offsets(std::string_view bytes, const Document& document) : document_(document) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) byte_of_.push_back(static_cast<std::uint32_t>(i));
    byte_of_.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  [[nodiscard]] Span operator()(Span span) const { return {at(span.begin), at(span.end)}; }

 private:
  [[nodiscard]] std::size_t at(std::size_t character) const {
    const auto byte = byte_of_[std::min(character, byte_of_.size() - 1)];
    const auto found = std::lower_bound(document_.origin.begin(), document_.origin.end(), byte);
    return std::min(static_cast<std::size_t>(found - document_.origin.begin()), document_.text.size());
  }
  const Document& document_;
  std::vector<std::uint32_t> byte_of_;
};

void read_brat(const fs::path& text_path, const fs::path& ann_path, std::vector<AnnotatedText>& result) {
  const auto bytes = read_file(text_path);
  if (bytes.empty()) return;
  AnnotatedText text;
  text.name = text_path.stem().string();
  text.document = parse_document(bytes, "plain", text_path.string());
  const auto stem = ann_path.stem().string();
  if (stem.size() > text.name.size() + 1) text.annotator = stem.substr(text.name.size() + 1);
  text.attributions = parse_brat(read_file(ann_path), ann_path.string());
  const Offsets offsets(bytes, text.document);
  for (auto& attribution : text.attributions)
    for (auto* role : {&attribution.source, &attribution.cue, &attribution.content})
      for (auto& span : *role) span = offsets(span);
  result.push_back(std::move(text));
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed))
    if (entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<AnnotatedAttribution> parse_brat(std::string_view bytes, const std::string& file) {
  std::map<std::string_view, Entity> entities;
  std::vector<std::string_view> ties;
  std::vector<Problem> problems;
  std::size_t number = 0;
  for (auto line : split(bytes, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto fields = split(line, '\t');
    if (line.empty() || fields.size() < 2 || fields[0].empty()) continue;  // brat's own files have texts over two lines
    const char kind = fields[0][0];
    if (kind == 'E' || kind == 'R') ties.push_back(fields[1]);
    if (kind != 'T') continue;
    const auto space = fields[1].find(' ');
    const auto spans = space == fields[1].npos ? std::nullopt : spans_of(fields[1].substr(space + 1));
    if (!spans) {
      problems.push_back({Severity::error,
                          {file, number, fields[0].size() + 2},
                          "an entity without offsets",
                          "a type and pairs of offsets, as in 'Content 12 45;50 60'",
                          {},
                          std::string(line)});
      continue;
    }
    entities[fields[0]] = {fields[1].substr(0, space), *spans};
  }
  throw_if_errors(problems);
  std::vector<AnnotatedAttribution> result;
  for (const auto tie : ties)
    if (auto attribution = tied(tie, entities); !attribution.cue.empty() || !attribution.content.empty())
      result.push_back(std::move(attribution));
  return result;
}

std::vector<AnnotatedText> read_annotated(const fs::path& folder) {
  std::vector<AnnotatedText> result;
  if (!fs::is_directory(folder)) throw Error("there is no such folder", folder.string());
  if (fs::is_directory(folder / "dep"))
    for (const auto& path : files_in(folder / "dep", ".conllu"))
      result.push_back(read_gum(path, folder / "rst" / (path.stem().string() + ".rs4")));
  const bool apart = fs::is_directory(folder / "text") && fs::is_directory(folder / "attributions");
  const auto texts = files_in(apart ? folder / "text" : folder, ".txt");
  const auto annotations = files_in(apart ? folder / "attributions" : folder, ".ann");
  std::map<std::string, fs::path> by_name;
  for (const auto& text : texts) by_name[text.stem().string()] = text;
  for (const auto& annotation : annotations) {
    const auto stem = annotation.stem().string();
    auto found = by_name.find(stem);
    if (found == by_name.end()) found = by_name.find(stem.substr(0, stem.rfind('_')));
    if (found != by_name.end()) read_brat(found->second, annotation, result);
  }
  if (result.empty())
    throw Error("no annotated texts here", folder.string(),
                "text/NAME.txt with attributions/NAME.ann (brat), NAME.txt beside NAME.ann, or GUM's dep/ and rst/");
  return result;
}

}  // namespace parley
