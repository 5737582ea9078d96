#include "text/read.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "text/draft.h"
#include "text/encoding.h"
#include "text/html_source.h"
#include "text/line_text.h"
#include "text/lines.h"
#include "text/metadata.h"
#include "text/paragraphs.h"
#include "text/sentences.h"

namespace parley {
namespace {

using namespace std::string_view_literals;

bool ends_with_one_of(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

bool begins_like_html(std::string_view bytes) {
  std::string head = ascii_lower(bytes.substr(0, 1024));
  std::string_view rest = trim(head.starts_with("\xEF\xBB\xBF") ? std::string_view(head).substr(3) : head);
  while (rest.starts_with("<!--") && rest.find("-->") != std::string_view::npos)
    rest = trim(rest.substr(rest.find("-->") + 3));
  for (const auto tag : {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<article"sv, "<meta "sv, "<title>"sv})
    if (rest.starts_with(tag)) return true;
  return rest.starts_with("<?xml") && rest.find("<html") != std::string_view::npos;
}

bool begins_like_markdown(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("# ")) return true;
  return bytes.starts_with("---\n") && bytes.substr(4, 4000).find("\n---\n") != std::string_view::npos &&
         bytes.substr(0, 200).find(": ") != std::string_view::npos;
}

TextDraft draft_of(const Decoded& source, std::string_view format) {
  if (format == "markdown") return draft_markdown(source);
  if (format == "html") return draft_html(source);
  return format == "pdf" ? draft_pages(source) : draft_plain(source);
}

std::vector<Span> sentences_of(const std::u32string& text, const std::vector<Line>& lines,
                               const std::vector<bool>& continued) {
  std::vector<Span> paragraphs;
  for (const Paragraph& paragraph : paragraphs_of(lines, continued)) {
    Span span{lines[paragraph.begin].span.begin, lines[paragraph.end - 1].span.end};
    std::size_t mark = 0;
    if (lines[paragraph.begin].kind == LineKind::list_item &&
        begins_list_item(std::u32string_view(text).substr(span.begin, lines[paragraph.begin].span.size()), &mark))
      span.begin += mark;
    paragraphs.push_back(span);
  }
  return find_sentences(text, paragraphs);
}

[[noreturn]] void refuse_empty(std::string_view format, std::string_view name) {
  if (format == "pdf")
    throw Error("the PDF holds no text; its pages may be pictures, which need text recognition first",
                std::string(name), "a PDF with text in it");
  throw Error("there is no text in it", std::string(name), "a document with text");
}

}  // namespace

std::string_view sniff_format(std::string_view bytes, std::string_view name) {
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return "pdf";
  const std::string ending = ascii_lower(name);
  if (ends_with_one_of(ending, {".pdf"})) return "pdf";
  if (ends_with_one_of(ending, {".html", ".htm", ".xhtml"})) return "html";
  if (ends_with_one_of(ending, {".md", ".markdown", ".mkd"})) return "markdown";
  if (begins_like_html(bytes)) return "html";
  return !ends_with_one_of(ending, {".txt", ".text"}) && begins_like_markdown(bytes) ? "markdown" : "plain";
}

Document parse_document(std::string_view bytes, std::string_view format_hint, std::string_view name,
                        const PdfReader& pdf) {
  constexpr std::array formats = {"plain"sv, "markdown"sv, "html"sv, "pdf"sv};
  const std::string_view format = format_hint.empty() ? sniff_format(bytes, name) : format_hint;
  if (std::find(formats.begin(), formats.end(), format) == formats.end())
    throw Error("unknown format \"" + std::string(format) + "\"", std::string(name), "plain, markdown, html or pdf");
  if (bytes.empty()) throw Error("the file is empty", std::string(name), "a document with text");
  const std::string converted = format == "pdf" ? pdf_text(bytes, name, pdf) : std::string();
  const std::string_view content = format == "pdf" ? std::string_view(converted) : bytes;
  if (content.empty()) refuse_empty(format, name);
  const Decoded source = decode(content, name, format == "html" ? declared_encoding(content) : std::string());
  TextDraft draft = draft_of(source, format);
  part_advertisements(draft);
  const std::vector<bool> continued = continued_lines(draft);
  Document document;
  document.lines = classify_lines(draft, continued);
  const auto filled = [](const Line& line) { return line.kind != LineKind::blank; };
  if (std::none_of(document.lines.begin(), document.lines.end(), filled)) refuse_empty(format, name);
  document.metadata = find_metadata(draft, document.lines);
  document.sentences = sentences_of(draft.text, document.lines, continued);
  document.text = std::move(draft.text);
  document.origin = std::move(draft.origin);
  document.format = format;
  document.encoding = source.encoding;
  return document;
}

Document read_document(const std::filesystem::path& path, const ReadOptions& options) {
  return parse_document(read_file(path, options.limit), options.format, path.string(), options.pdf);
}

}  // namespace parley
