#include "casebook/documents.h"

#include <filesystem>
#include <optional>

#include "casebook/case_reader.h"
#include "casebook/formula_tokens.h"
#include "core/ascii.h"
#include "text/files.h"

namespace parley {

namespace {

namespace fs = std::filesystem;

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool leaves_folder(const fs::path& path) {
  const fs::path normal = path.lexically_normal();
  return path.is_absolute() || normal.empty() || *normal.begin() == "..";
}

// Whether the file under `file` is a text that is there and as it was.
void look_for_text(YamlReader& yaml, const fs::path& folder, const YamlNode& node, Source& source) {
  const YamlNode& at = *node.find("file");
  std::error_code fault;
  const fs::file_status status = fs::status(folder / source.file, fault);
  if (fs::is_directory(status)) return yaml.error(at, ticked(source.file) + " is a directory", "a file");
  if (!fs::is_regular_file(status))
    return yaml.warn(at, "the text " + ticked(source.file) + " is not there", "a file in the case's folder",
                     "its quotations cannot be verified");
  if (source.sha256.empty()) {
    source.missing = false;
    return;
  }
  try {
    const std::string found = sha256(read_file(folder / source.file));
    source.missing = false;
    if (found != ascii_lower(source.sha256))
      yaml.warn(*node.find("sha256"), "the text " + ticked(source.file) + " has changed since its SHA-256 was noted",
                "`" + found + "`", "read it again, then note the new one");
  } catch (const Error& error) {
    yaml.warn(at, "the text " + ticked(source.file) + " cannot be read: " + error.problems().front().message);
  }
}

void check_file(YamlReader& yaml, const fs::path& folder, const YamlNode& node, Source& source) {
  const YamlNode* const sha = node.find("sha256");
  if (sha != nullptr && !source.sha256.empty() && !is_sha256(source.sha256)) {
    yaml.error(*sha, "this is not a SHA-256", "64 hexadecimal digits");
    source.sha256.clear();
  }
  source.missing = true;
  if (source.file.empty()) return;
  if (!leaves_folder(source.file)) return look_for_text(yaml, folder, node, source);
  yaml.error(*node.find("file"), "the path " + ticked(source.file) + " leaves the case's folder", "a path within it");
  source.file.clear();
}

void read_document(YamlReader& yaml, Casebook& book, IdSpace& actors, const YamlNode& node) {
  if (!yaml.read_map(node, document_keys)) return;
  Source source;
  source.id = yaml.id(node);
  source.file = yaml.text(node, "file");
  source.url = yaml.text(node, "url");
  source.title = yaml.text(node, "title");
  source.publisher = yaml.text(node, "publisher");
  source.authors = yaml.texts(node, "authors");
  source.date = yaml.date(node, "date");
  source.rights = yaml.text(node, "rights");
  source.sha256 = yaml.text(node, "sha256");
  source.note = yaml.text(node, "note");
  source.repeats = yaml.text(node, "repeats");
  source.place = yaml.place(node);
  check_file(yaml, book.folder, node, source);
  const YamlNode* const id = node.find("id");
  if (id != nullptr &&
      actors.declare(yaml, *id, "document", source.id, static_cast<int>(book.documents.size()), {source.title}))
    book.documents.push_back(std::move(source));
}

// What `repeats` names must be another document of the list, which itself repeats none.
void check_repeats(YamlReader& yaml, Casebook& book, const YamlNode& node) {
  const YamlNode* const id = node.find("id");
  const YamlNode* const named = node.find("repeats");
  if (id == nullptr || named == nullptr) return;
  const int here = book.find_document(id->text);
  if (here < 0) return;
  Source& source = book.documents[here];
  if (source.repeats.empty() || source.repeats == "none") return;
  const int original = book.find_document(source.repeats);
  const std::string expected = "the id of another document, or `none`";
  if (original < 0) {
    std::vector<std::string> ids;
    for (const Source& each : book.documents) ids.push_back(each.id);
    const auto near = did_you_mean(source.repeats, ids);
    yaml.error(*named, "there is no document " + ticked(source.repeats), expected,
               near ? "did you mean " + ticked(*near) + "?" : "");
  } else if (original == here) {
    yaml.error(*named, "a document does not repeat itself", expected);
  } else if (const std::string& next = book.documents[original].repeats; !next.empty() && next != "none") {
    yaml.error(*named, ticked(source.repeats) + " repeats " + ticked(next) + " itself",
               "the document that comes first");
  } else {
    source.same_as = original;
  }
}

// In double quotes, as YAML and JSON write them.
std::string quoted_scalar(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
    }
  }
  return out + "\"";
}

std::string entry_of(const Source& source, const std::string& indent) {
  std::string out = indent + "- id: " + source.id + "\n";
  const auto add = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) out += indent + "  " + std::string(key) + ": " + quoted_scalar(value) + "\n";
  };
  add("file", source.file);
  add("url", source.url);
  add("title", source.title);
  add("publisher", source.publisher);
  if (!source.authors.empty()) {
    out += indent + "  authors: [";
    for (std::size_t i = 0; i < source.authors.size(); ++i)
      out += (i > 0 ? ", " : "") + quoted_scalar(source.authors[i]);
    out += "]\n";
  }
  if (source.date) out += indent + "  date: " + source.date->text + "\n";
  add("rights", source.rights);
  if (!source.sha256.empty()) out += indent + "  sha256: " + quoted_scalar(source.sha256) + "\n";
  add("note", source.note);
  add("repeats", source.repeats);
  return out;
}

}  // namespace

void read_documents(Casebook& book, const CaseTexts& texts, IdSpace& actors, std::vector<Problem>& problems) {
  const fs::path path = book.folder / "documents.yaml";
  const auto unsaved = texts.find("documents.yaml");
  std::error_code fault;
  if (unsaved == texts.end() && fs::symlink_status(path, fault).type() == fs::file_type::not_found) return;
  std::string text;
  try {
    text = unsaved == texts.end() ? read_file(path, 16u << 20) : unsaved->second;
  } catch (const Error& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    return;
  }
  const SourceText source(path.string(), std::move(text));
  const auto root = parse_yaml(source, problems);
  if (!root) return;
  YamlReader yaml(source, problems);
  if (root->kind != YamlNode::Kind::list)
    return yaml.error(*root, "documents.yaml holds no list", "a list of documents, each begun with `- id: …`");
  for (const YamlNode& item : root->items) read_document(yaml, book, actors, item);
  for (const YamlNode& item : root->items) check_repeats(yaml, book, item);
}

std::string append_sources(std::string_view yaml_text, std::span<const Source> sources) {
  std::vector<Problem> problems;
  const SourceText before("documents.yaml", std::string(yaml_text));
  const auto root = parse_yaml(before, problems);
  throw_if_errors(problems);
  const std::size_t begin = root ? root->begin : 0;
  std::string out(yaml_text);
  if (!out.empty() && out.back() != '\n') out += '\n';
  const std::string indent = root ? std::string(before.place(begin).column - 1, ' ') : "";
  for (const Source& source : sources) out += entry_of(source, indent);
  const auto after = parse_yaml(SourceText("documents.yaml", out), problems);
  const std::size_t items = root ? root->items.size() : 0;
  if (!after || has_error(problems) || after->kind != YamlNode::Kind::list ||
      after->items.size() != items + sources.size())
    throw Error(before.problem(Severity::error, before.place(begin), "no document can be added to this",
                               "a list whose items each begin with `- ` on a line of their own"));
  return out;
}

std::string change_sha256(std::string_view yaml_text, std::string_view id, std::string_view sha256) {
  std::vector<Problem> problems;
  std::string out(yaml_text);
  const auto root = parse_yaml(SourceText("documents.yaml", out), problems);
  if (!root) return out;
  for (const YamlNode& item : root->items) {
    const YamlNode* const named = item.find("id");
    const YamlNode* const noted = item.find("sha256");
    if (named == nullptr || noted == nullptr || named->text != id || noted->text.empty()) continue;
    if (const std::size_t at = out.find(noted->text, noted->begin); at != out.npos && at <= noted->begin + 1)
      out.replace(at, noted->text.size(), sha256);
  }
  return out;
}

}  // namespace parley
