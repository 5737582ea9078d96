#include "exchange/brat_folder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "core/ascii.h"
#include "evidence/add.h"
#include "evidence/brat.h"
#include "evidence/words.h"
#include "report/json.h"
#include "text/files.h"
#include "text/original_offsets.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<const char*, Column>, 7> attributes = {{{"Party", Column::party},
                                                                       {"Speaker", Column::speaker},
                                                                       {"Form", Column::form},
                                                                       {"Issue", Column::issue},
                                                                       {"Option", Column::option},
                                                                       {"Stance", Column::stance},
                                                                       {"Importance", Column::importance}}};

// A value that brat's files have room for: one word, without the marks of annotation.conf.
bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// "12 45;46 60" and the words, a part for each line.
std::pair<std::string, std::string> parts_of(const Document& document, Span span) {
  std::string offsets, words;
  for (std::size_t begin = span.begin; begin < span.end;) {
    const std::size_t end = std::min(document.text.find(U'\n', begin), span.end);
    if (end > begin) {
      offsets += fmt::format("{}{} {}", offsets.empty() ? "" : ";", begin, end);
      words += (words.empty() ? "" : " ") + utf8(std::u32string_view(document.text).substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return {offsets, words};
}

std::string annotations_of(const Document& document, const std::vector<const Passage*>& passages) {
  std::string out;
  std::size_t number = 0, attribute = 0;
  for (const Passage* const passage : passages) {
    const auto [offsets, words] = parts_of(document, passage->span);
    out += fmt::format("T{}\tStatement {}\t{}\n", ++number, offsets, words);
    for (const auto& [name, column] : attributes)
      if (const auto value = passage->row.text(column); is_word(value))
        out += fmt::format("A{}\t{} T{} {}\n", ++attribute, name, number, value);
    Json note = columns_json(passage->row);
    note.erase("document");  // the file is
    std::string line = dump(note, Indent::none);
    line.pop_back();
    out += fmt::format("#{}\tAnnotatorNotes T{}\t{}\n", number, number, line);
  }
  return out;
}

std::string configuration(const Case& c, const Passages& passages) {
  std::string out = "[entities]\nStatement\n\n[relations]\n\n[events]\n\n[attributes]\n";
  for (const auto& [name, column] : attributes) {
    std::set<std::string> values;
    const auto add = [&](std::string_view value) {
      if (is_word(value)) values.emplace(value);
    };
    for (const Passage& passage : passages.passages) add(passage.row.text(column));
    if (column == Column::party || column == Column::speaker)
      for (const Party& party : c.casebook.parties) add(party.id);
    if (column == Column::speaker) {
      for (const Person& person : c.casebook.people) add(person.id);
      for (const Office& office : c.casebook.offices) add(office.id);
    }
    for (const Issue& issue : c.casebook.issues) {
      if (column == Column::issue) add(issue.id);
      if (column == Column::option)
        for (const Option& option : issue.options) add(option.id);
    }
    for (const auto& word : column == Column::stance       ? stance_words()
                            : column == Column::importance ? importance_words()
                            : column == Column::form       ? form_words()
                                                           : std::vector<std::string>{})
      add(word);
    if (!values.empty()) out += fmt::format("{}\tArg:Statement, Value:{}\n", name, fmt::join(values, "|"));
  }
  return out;
}

class FolderReader {
 public:
  explicit FolderReader(const Casebook& casebook) : casebook_(casebook), texts_(document_texts(casebook)) {}

  void read(const fs::path& text, const fs::path& annotations) {
    const std::string bytes = read_file(text);
    Document document;
    Brat brat;
    try {
      document = parse_document(bytes, {}, text.string());
      brat = parse_brat(read_file(annotations), annotations.string());
    } catch (const Error& error) {
      problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
      return;
    }
    for (Problem& problem : misplaced(brat, utf32(bytes))) problems_.push_back(std::move(problem));
    const OriginalOffsets original(bytes, document);
    const std::size_t place = place_text(text, bytes, document);
    const std::string id = place == no_text ? text.stem().string() : std::string();
    for (const BratEntity& entity : brat.entities)
      if (entity.type == "Statement") read_statement(entity, document, original, place, id);
    for (const AnnotatedAttribution& attribution : brat.attributions)
      if (!attribution.content.empty()) propose(attribution, document, original, place, id);
  }

  Brought run() {
    throw_if_errors(problems_);
    return std::move(brought_);
  }

 private:
  static Span hull(const std::vector<Span>& spans, const OriginalOffsets& original) {
    return original({std::ranges::min(spans, {}, &Span::begin).begin, std::ranges::max(spans, {}, &Span::end).end});
  }

  // no_text where the case has this text under this name.
  std::size_t place_text(const fs::path& file, const std::string& bytes, const Document& document) {
    const int known = casebook_.find_document(file.stem().string());
    if (known >= 0 && texts_[known] && texts_[known]->text == document.text) return no_text;
    BroughtText text{source_described(document.metadata), bytes};
    text.source.id = file.stem().string();
    text.source.file = file.filename().string();
    brought_.texts.push_back(std::move(text));
    return brought_.texts.size() - 1;
  }

  void error(const BratEntity& entity, std::string message, std::string expected) {
    Problem problem;
    problem.place = entity.place;
    problem.message = std::move(message);
    problem.expected = std::move(expected);
    problems_.push_back(std::move(problem));
  }

  void read_statement(const BratEntity& entity, const Document& document, const OriginalOffsets& original,
                      std::size_t place, const std::string& document_id) {
    if (const std::size_t end = std::ranges::max(entity.spans, {}, &Span::end).end; end > original.size())
      return error(entity, fmt::format("{} ends at {}, beyond the text", entity.id, end),
                   fmt::format("offsets up to {}", original.size()));
    StatementRow row;
    if (!entity.note.empty()) read_note(entity, row);
    for (const auto& [name, column] : attributes)
      if (const auto found = entity.attributes.find(name); found != entity.attributes.end())
        row.text(column) = found->second;
    row.text(Column::document) = document_id;
    set_passage(row, document, hull(entity.spans, original));
    if (row.text(Column::form).empty()) row.text(Column::form) = form_name(Form::indirect);
    if (row.text(Column::id).empty())
      row.text(Column::id) = "b-" + fingerprint(document, row.text(Column::quote), entity.id);
    brought_.rows.push_back({place, std::move(row)});
  }

  void read_note(const BratEntity& entity, StatementRow& row) {
    const Json json = Json::parse(entity.note, nullptr, false);
    if (!json.is_object()) {
      row.text(Column::note) = entity.note;  // a person's own words
      return;
    }
    read_columns(json, row, [&](const std::string& key) {
      error(entity, fmt::format("the note of {} has no column '{}'", entity.id, key),
            "columns of statements.csv, each a text");
    });
  }

  void propose(const AnnotatedAttribution& attribution, const Document& document, const OriginalOffsets& original,
               std::size_t place, const std::string& document_id) {
    Proposed proposed;
    proposed.row.text(Column::document) = document_id;
    set_passage(proposed.row, document, hull(attribution.content, original));
    proposed.row.text(Column::form) = form_name(Form::indirect);
    if (!attribution.source.empty()) {
      const Span span = hull(attribution.source, original);
      const std::string name = utf8(std::u32string_view(document.text).substr(span.begin, span.size()));
      if (const auto speaker = speaker_named(name))
        proposed.row.text(Column::speaker) = *speaker;
      else
        proposed.row.text(Column::note) = "said by " + name;
    }
    proposed.row.text(Column::id) = "b-" + fingerprint(document, proposed.row.text(Column::quote), "attribution");
    proposed.evidence = "an annotation in brat";
    brought_.proposals.push_back({place, std::move(proposed)});
  }

  static std::string fingerprint(const Document& document, std::string_view quote, std::string_view id) {
    return sha256(sha256(utf8(document.text)) + '\n' + std::string(quote) + '\n' + std::string(id)).substr(0, 12);
  }

  [[nodiscard]] std::optional<std::string> speaker_named(const std::string& name) const {
    if (const int p = find_named(casebook_.people, name); p >= 0) return casebook_.people[p].id;
    if (const int o = find_named(casebook_.offices, name); o >= 0) return casebook_.offices[o].id;
    if (const int p = find_named(casebook_.parties, name); p >= 0) return casebook_.parties[p].id;
    return std::nullopt;
  }

  const Casebook& casebook_;
  std::vector<std::optional<Document>> texts_;
  std::vector<Problem> problems_;
  Brought brought_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> format_brat(const Case& c, const Passages& passages) {
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t d = 0; d < passages.documents.size(); ++d) {
    if (!passages.documents[d]) continue;
    std::vector<const Passage*> here;
    for (const Passage& passage : passages.passages)
      if (passage.document == static_cast<int>(d)) here.push_back(&passage);
    const std::string& id = c.casebook.documents[d].id;
    files.emplace_back(id + ".txt", utf8(passages.documents[d]->text));
    files.emplace_back(id + ".ann", annotations_of(*passages.documents[d], here));
  }
  files.emplace_back("annotation.conf", configuration(c, passages));
  return files;
}

Brought read_brat_folder(const fs::path& annotated, const Casebook& casebook) {
  if (!fs::is_directory(annotated)) throw Error("there is no such folder", annotated.string());
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(annotated))
    if (entry.path().extension() == ".ann" && fs::exists(fs::path(entry.path()).replace_extension(".txt")))
      files.push_back(entry.path());
  if (files.empty()) throw Error("there are no annotations here", annotated.string(), "NAME.ann beside NAME.txt");
  std::ranges::sort(files);
  FolderReader reader(casebook);
  for (const fs::path& file : files) reader.read(fs::path(file).replace_extension(".txt"), file);
  return reader.run();
}

}  // namespace parley
