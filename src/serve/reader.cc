#include "serve/reader.h"

#include <nlohmann/json.hpp>

#include "evidence/review.h"
#include "evidence/words.h"
#include "report/json.h"
#include "text/read.h"

namespace parley {

std::string document_json(const Case& c, int document, const std::filesystem::path& path,
                          const ProposalTable& proposals) {
  const Source& source = c.casebook.documents[document];
  Json lines = Json::array(), marks = Json::array(), sentences = Json::array(), proposed = Json::array();
  Document text;
  if (!path.empty()) text = read_document(path);
  for (const Line& line : text.lines)
    if (line.kind != LineKind::blank)
      lines.push_back({{"start", line.span.begin}, {"end", line.span.end}, {"kind", line_kind_name(line.kind)}});
  for (const Span& span : text.sentences) sentences.push_back({span.begin, span.end});
  for (const Statement& s : c.statements)
    if (s.document == document && s.span)
      marks.push_back({{"id", s.id}, {"start", s.span->begin}, {"end", s.span->end}});
  QuotationFinder finder(text.text);
  for (const Proposed& p : proposals.rows)
    if (p.waits() && trimmed(p.document()) == source.id)
      if (const auto span = place_of(finder, p.row))
        proposed.push_back({{"id", trimmed(p.id())}, {"start", span->begin}, {"end", span->end}});
  return dump({{"id", source.id},
               {"title", source.title},
               {"missing", path.empty()},
               {"text", utf8(text.text)},
               {"lines", std::move(lines)},
               {"sentences", std::move(sentences)},
               {"statements", std::move(marks)},
               {"proposals", std::move(proposed)}});
}

}  // namespace parley
