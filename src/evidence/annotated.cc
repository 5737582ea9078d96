#include "evidence/annotated.h"

#include <algorithm>
#include <map>

#include "core/error.h"
#include "evidence/gum.h"
#include "text/files.h"
#include "text/original_offsets.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

void read_brat(const fs::path& text_path, const fs::path& ann_path, std::vector<AnnotatedText>& result,
               std::vector<Problem>& warnings) {
  const auto bytes = read_file(text_path);
  if (bytes.empty()) return;
  AnnotatedText text;
  text.name = text_path.stem().string();
  text.document = parse_document(bytes, "plain", text_path.string());
  const auto stem = ann_path.stem().string();
  if (stem.size() > text.name.size() + 1) text.annotator = stem.substr(text.name.size() + 1);
  Brat brat = parse_brat(read_file(ann_path), ann_path.string());
  for (Problem& problem : misplaced(brat, utf32(bytes))) {
    problem.severity = Severity::warning;
    warnings.push_back(std::move(problem));
  }
  text.attributions = std::move(brat.attributions);
  const OriginalOffsets offsets(bytes, text.document);
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

SourceText source_of(const fs::path& path) { return {path.string(), read_file(path)}; }

}  // namespace

std::vector<AnnotatedText> read_annotated(const fs::path& folder, std::vector<Problem>& warnings) {
  std::vector<AnnotatedText> result;
  if (!fs::is_directory(folder)) throw Error("there is no such folder", folder.string());
  if (fs::is_directory(folder / "dep"))
    for (const auto& path : files_in(folder / "dep", ".conllu")) {
      const auto rhetoric = folder / "rst" / (path.stem().string() + ".rs4");
      result.push_back(
          read_gum(source_of(path), fs::exists(rhetoric) ? std::optional(source_of(rhetoric)) : std::nullopt));
    }
  const bool apart = fs::is_directory(folder / "text") && fs::is_directory(folder / "attributions");
  const auto texts = files_in(apart ? folder / "text" : folder, ".txt");
  const auto annotations = files_in(apart ? folder / "attributions" : folder, ".ann");
  std::map<std::string, fs::path> by_name;
  for (const auto& text : texts) by_name[text.stem().string()] = text;
  for (const auto& annotation : annotations) {
    const auto stem = annotation.stem().string();
    auto found = by_name.find(stem);
    if (found == by_name.end()) found = by_name.find(stem.substr(0, stem.rfind('_')));
    if (found != by_name.end()) read_brat(found->second, annotation, result, warnings);
  }
  if (result.empty())
    throw Error("no annotated texts here", folder.string(),
                "text/NAME.txt with attributions/NAME.ann (brat), NAME.txt beside NAME.ann, or GUM's dep/ and rst/");
  return result;
}

}  // namespace parley
