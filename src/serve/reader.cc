#include "serve/reader.h"

#include <nlohmann/json.hpp>

#include "report/json.h"
#include "text/read.h"

namespace parley {

std::string document_json(const Case& c, int document, const std::filesystem::path& path) {
  const Source& source = c.casebook.documents[document];
  Json lines = Json::array(), marks = Json::array(), sentences = Json::array();
  Document text;
  if (!path.empty()) text = read_document(path);
  for (const Line& line : text.lines)
    if (line.kind != LineKind::blank)
      lines.push_back({{"start", line.span.begin}, {"end", line.span.end}, {"kind", line_kind_name(line.kind)}});
  for (const Span& span : text.sentences) sentences.push_back({span.begin, span.end});
  for (const Statement& s : c.statements)
    if (s.document == document && s.span)
      marks.push_back({{"id", s.id}, {"start", s.span->begin}, {"end", s.span->end}});
  return dump({{"id", source.id},
               {"title", source.title},
               {"missing", path.empty()},
               {"text", utf8(text.text)},
               {"lines", std::move(lines)},
               {"sentences", std::move(sentences)},
               {"statements", std::move(marks)}});
}

}  // namespace parley
