#include "report/context.h"

#include <map>
#include <optional>

#include "text/read.h"

namespace parley {
namespace {

constexpr std::size_t reach = 160;

bool is_space(char32_t ch) { return ch == U' ' || ch == U'\t' || ch == U'\u00a0'; }

QuotationContext around(const std::u32string& text, Span span) {
  if (span.begin > span.end || span.end > text.size()) return {};
  std::size_t first = span.begin;
  while (first > 0 && span.begin - first < reach && text[first - 1] != U'\n') --first;
  if (first > 0 && text[first - 1] != U'\n')
    while (first < span.begin && !is_space(text[first])) ++first;
  std::size_t last = span.end;
  while (last < text.size() && last - span.end < reach && text[last] != U'\n') ++last;
  if (last < text.size() && text[last] != U'\n')
    while (last > span.end && !is_space(text[last - 1])) --last;
  return {utf8(std::u32string_view(text).substr(first, span.begin - first)),
          utf8(std::u32string_view(text).substr(span.end, last - span.end))};
}

std::optional<Document> try_read(const Casebook& book, int document) {
  const Source& source = book.documents[document];
  if (source.missing || source.file.empty()) return std::nullopt;
  try {
    return read_document(book.folder / source.file);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::vector<QuotationContext> quotation_contexts(const Case& c) {
  std::map<int, std::optional<Document>> documents;
  std::vector<QuotationContext> contexts;
  for (const Statement& s : c.statements) {
    QuotationContext context;
    if (s.document >= 0 && s.span) {
      auto [found, fresh] = documents.try_emplace(s.document);
      if (fresh) found->second = try_read(c.casebook, s.document);
      if (found->second) context = around(found->second->text, *s.span);
    }
    contexts.push_back(std::move(context));
  }
  return contexts;
}

}  // namespace parley
