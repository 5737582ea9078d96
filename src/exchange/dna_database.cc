#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <system_error>

#include "evidence/sqlite.h"
#include "exchange/discourse.h"
#include "exchange/utf16.h"
#include "report/words.h"
#include "text/document.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 190;  // characters; longer ones the tool's tables refuse

// The tables of version 3.0 that statements of the default type need, and those that the tool looks for.
constexpr const char* dna_tables = R"(
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS(
  ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL CHECK (LENGTH(Name) < 191),
  Red INTEGER NOT NULL DEFAULT 0 CHECK (Red BETWEEN 0 AND 255),
  Green INTEGER NOT NULL DEFAULT 0 CHECK (Green BETWEEN 0 AND 255),
  Blue INTEGER NOT NULL DEFAULT 0 CHECK (Blue BETWEEN 0 AND 255),
  Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0,
  FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14,
  Password TEXT NOT NULL CHECK (LENGTH(Password) < 191),
  PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300,
{});
CREATE TABLE DOCUMENTS(
  ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL CHECK (LENGTH(Title) < 191), Text TEXT NOT NULL, Coder INTEGER,
  Author TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Author) < 191),
  Source TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Source) < 191),
  Section TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Section) < 191), Notes TEXT NOT NULL DEFAULT '',
  Type TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Type) < 191), Date INTEGER NOT NULL,
  FOREIGN KEY(Coder) REFERENCES CODERS(ID) ON DELETE CASCADE);
CREATE TABLE STATEMENTTYPES(
  ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL CHECK (LENGTH(Label) < 191),
  Red INTEGER NOT NULL DEFAULT 0 CHECK (Red BETWEEN 0 AND 255),
  Green INTEGER NOT NULL DEFAULT 0 CHECK (Green BETWEEN 0 AND 255),
  Blue INTEGER NOT NULL DEFAULT 0 CHECK (Blue BETWEEN 0 AND 255));
CREATE TABLE VARIABLES(
  ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL CHECK (LENGTH(Variable) < 191),
  DataType TEXT NOT NULL CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')) DEFAULT 'short text',
  StatementTypeId INTEGER, FOREIGN KEY(StatementTypeId) REFERENCES STATEMENTTYPES(ID) ON DELETE CASCADE,
  UNIQUE (Variable, StatementTypeId));
CREATE TABLE VARIABLELINKS(
  ID INTEGER NOT NULL PRIMARY KEY, SourceVariableId INTEGER, TargetVariableId INTEGER,
  CHECK (TargetVariableId != SourceVariableId),
  FOREIGN KEY(SourceVariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE,
  FOREIGN KEY(TargetVariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE);
CREATE TABLE REGEXES(
  Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), Red INTEGER NOT NULL DEFAULT 0 CHECK (Red BETWEEN 0 AND 255),
  Green INTEGER NOT NULL DEFAULT 0 CHECK (Green BETWEEN 0 AND 255),
  Blue INTEGER NOT NULL DEFAULT 0 CHECK (Blue BETWEEN 0 AND 255));
CREATE TABLE CODERRELATIONS(
  ID INTEGER NOT NULL PRIMARY KEY, Coder INTEGER CHECK(Coder > 0), OtherCoder INTEGER CHECK(OtherCoder > 0),
  viewStatements INTEGER NOT NULL DEFAULT 1 CHECK(viewStatements BETWEEN 0 AND 1),
  editStatements INTEGER NOT NULL DEFAULT 1 CHECK(editStatements BETWEEN 0 AND 1),
  viewDocuments INTEGER NOT NULL DEFAULT 1 CHECK(viewDocuments BETWEEN 0 AND 1),
  editDocuments INTEGER NOT NULL DEFAULT 1 CHECK(editDocuments BETWEEN 0 AND 1), CHECK (Coder != OtherCoder),
  FOREIGN KEY(Coder) REFERENCES CODERS(ID) ON DELETE CASCADE,
  FOREIGN KEY(OtherCoder) REFERENCES CODERS(ID) ON DELETE CASCADE);
CREATE TABLE STATEMENTS(
  ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
  Start INTEGER NOT NULL CHECK(Start >= 0), Stop INTEGER NOT NULL CHECK(Stop >= 0), Coder INTEGER,
  CHECK (Start < Stop), FOREIGN KEY(StatementTypeId) REFERENCES STATEMENTTYPES(ID) ON DELETE CASCADE,
  FOREIGN KEY(Coder) REFERENCES CODERS(ID) ON DELETE CASCADE,
  FOREIGN KEY(DocumentId) REFERENCES DOCUMENTS(ID) ON DELETE CASCADE);
CREATE TABLE DATABOOLEAN(
  ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
  Value INTEGER NOT NULL DEFAULT 1, FOREIGN KEY(StatementId) REFERENCES STATEMENTS(ID) ON DELETE CASCADE,
  FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE, UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER(
  ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
  Value INTEGER NOT NULL DEFAULT 0, FOREIGN KEY(StatementId) REFERENCES STATEMENTS(ID) ON DELETE CASCADE,
  FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE, UNIQUE (StatementId, VariableId));
CREATE TABLE ENTITIES(
  ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL,
  Value TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Value) < 191), Red INTEGER CHECK (Red BETWEEN 0 AND 255),
  Green INTEGER CHECK (Green BETWEEN 0 AND 255), Blue INTEGER CHECK (Blue BETWEEN 0 AND 255),
  ChildOf INTEGER CHECK(ChildOf > 0), UNIQUE (VariableId, Value),
  FOREIGN KEY(ChildOf) REFERENCES ENTITIES(ID) ON DELETE CASCADE,
  FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE);
CREATE TABLE DATASHORTTEXT(
  ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Entity INTEGER NOT NULL,
  FOREIGN KEY(StatementId) REFERENCES STATEMENTS(ID) ON DELETE CASCADE,
  FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE,
  FOREIGN KEY(Entity) REFERENCES ENTITIES(ID) ON DELETE CASCADE, UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT(
  ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Value TEXT DEFAULT '',
  FOREIGN KEY(StatementId) REFERENCES STATEMENTS(ID) ON DELETE CASCADE,
  FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE, UNIQUE (StatementId, VariableId));
CREATE TABLE ATTRIBUTEVARIABLES(
  ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL,
  AttributeVariable TEXT NOT NULL CHECK (LENGTH(AttributeVariable) < 191), UNIQUE(VariableId, AttributeVariable),
  FOREIGN KEY(VariableId) REFERENCES VARIABLES(ID) ON DELETE CASCADE);
CREATE TABLE ATTRIBUTEVALUES(
  ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL,
  AttributeValue TEXT NOT NULL DEFAULT '' CHECK (LENGTH(AttributeValue) < 191),
  UNIQUE (EntityId, AttributeVariableId), FOREIGN KEY(EntityId) REFERENCES ENTITIES(ID) ON DELETE CASCADE,
  FOREIGN KEY(AttributeVariableId) REFERENCES ATTRIBUTEVARIABLES(ID) ON DELETE CASCADE);
INSERT INTO SETTINGS VALUES ('version', '3.0.11'), ('date', '2022-12-01');
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 239, 208, 51), (2, 'Annotation', 211, 211, 211);
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
  (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2);
)";

constexpr std::array<std::string_view, 19> coder_flags = {"ColorByCoder",
                                                          "PopupDecoration",
                                                          "PopupAutoComplete",
                                                          "PermissionAddDocuments",
                                                          "PermissionEditDocuments",
                                                          "PermissionDeleteDocuments",
                                                          "PermissionImportDocuments",
                                                          "PermissionAddStatements",
                                                          "PermissionEditStatements",
                                                          "PermissionDeleteStatements",
                                                          "PermissionEditAttributes",
                                                          "PermissionEditRegex",
                                                          "PermissionEditStatementTypes",
                                                          "PermissionEditCoders",
                                                          "PermissionEditCoderRelations",
                                                          "PermissionViewOthersDocuments",
                                                          "PermissionEditOthersDocuments",
                                                          "PermissionViewOthersStatements",
                                                          "PermissionEditOthersStatements"};

// `dna_password` as Jasypt's StrongPasswordEncryptor keeps it: base64 of a salt of 16 bytes ("parley-parley-pa") and
// SHA-256 of salt and password, hashed 100,000 times.
constexpr std::string_view password_hash = "cGFybGV5LXBhcmxleS1wYUzMF4N3Uk91vyhonF7eMUltOMWA8X3qh1B7+rPSufRq";

std::string schema() {
  std::string flags;
  for (const auto flag : coder_flags)
    flags += fmt::format("{}  {} INTEGER NOT NULL CHECK ({} BETWEEN 0 AND 1) DEFAULT {}", flags.empty() ? "" : ",\n",
                         flag, flag, flag == "ColorByCoder" || flag == "PopupDecoration" ? 0 : 1);
  std::string text = dna_tables;
  return text.replace(text.find("{}"), 2, flags);
}

// UTF-8 cut to what a column holds.
std::string short_text(std::string_view text) {
  const std::u32string all = utf32(text);
  return all.size() <= longest_name ? std::string(text)
                                    : utf8(std::u32string_view(all).substr(0, longest_name - 1)) + "…";
}

class DnaWriter {
 public:
  explicit DnaWriter(const std::string& path) : base_(path) {
    base_.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
    base_.run(schema());
    base_.run("BEGIN");
  }

  void write(const Discourse& discourse) {
    add_coder("Admin");
    for (const auto& document : discourse.documents) add(document);
    for (const auto& statement : discourse.statements) add(statement, discourse.documents[statement.document].id);
    base_.run("COMMIT");
  }

 private:
  std::int64_t add_coder(const std::string& name) {
    const auto [known, fresh] = coders_.try_emplace(name, static_cast<std::int64_t>(coders_.size()) + 1);
    if (fresh)
      base_.prepare("INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, 255, 255, 0, ?)")
          .bind(1, known->second)
          .bind(2, short_text(name))
          .bind(3, password_hash)
          .run();
    return known->second;
  }

  void add(const DiscourseDocument& d) {
    base_
        .prepare(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date) "
            "VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)")
        .bind(1, d.id)
        .bind(2, short_text(d.title))
        .bind(3, d.text)
        .bind(4, short_text(d.author))
        .bind(5, short_text(d.source))
        .bind(6, short_text(d.section))
        .bind(7, d.notes)
        .bind(8, short_text(d.type))
        .bind(9, d.seconds)
        .run();
  }

  void add(const DiscourseStatement& s, std::int64_t document) {
    base_
        .prepare(
            "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, 1, ?, ?, ?, ?)")
        .bind(1, s.id)
        .bind(2, document)
        .bind(3, static_cast<std::int64_t>(s.begin))
        .bind(4, static_cast<std::int64_t>(s.end))
        .bind(5, s.coder.empty() ? 1 : add_coder(s.coder))
        .run();
    const std::array<const std::string*, 3> names = {&s.person, &s.organization, &s.concept_name};
    for (std::int64_t variable = 1; variable <= 3; ++variable)
      base_.prepare("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)")
          .bind(1, s.id)
          .bind(2, variable)
          .bind(3, entity(variable, short_text(*names[static_cast<std::size_t>(variable - 1)])))
          .run();
    base_.prepare("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)")
        .bind(1, s.id)
        .bind(2, std::int64_t{s.agreement ? 1 : 0})
        .run();
  }

  std::int64_t entity(std::int64_t variable, const std::string& value) {
    const auto [known, fresh] =
        entities_.try_emplace({variable, value}, static_cast<std::int64_t>(entities_.size()) + 1);
    if (fresh)
      base_.prepare("INSERT INTO ENTITIES (ID, VariableId, Value, Red, Green, Blue) VALUES (?, ?, ?, 0, 0, 0)")
          .bind(1, known->second)
          .bind(2, variable)
          .bind(3, value)
          .run();
    return known->second;
  }

  SqliteDatabase base_;
  std::map<std::string, std::int64_t> coders_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> entities_;
};

class DnaReader {
 public:
  explicit DnaReader(const fs::path& path) : base_(path.string()), file_(path.string()) {}

  Discourse read() {
    read_columns();
    read_documents();
    read_types();
    for (const auto& type : types_) read_statements(type);
    if (others_ > 0)
      warn(counted(static_cast<std::size_t>(others_), "statement is", "statements are") +
           " left out: of types without the variables person, organization, concept and agreement");
    std::ranges::sort(found_.statements, {}, &DiscourseStatement::id);
    return std::move(found_);
  }

 private:
  struct Type {
    std::int64_t id = 0;
    std::map<std::string, std::pair<std::int64_t, std::string>, std::less<>> variables;  // id and type, by name
  };

  void warn(std::string message) { found_.warnings.push_back(warning(std::move(message), file_)); }

  // Version 3 names an entity where version 2 has the text, and counts seconds where that counts milliseconds.
  void read_columns() {
    auto columns = base_.prepare("SELECT name FROM pragma_table_info('DATASHORTTEXT')");
    while (columns.step()) entities_ = entities_ || columns.text(0) == "Entity";
    auto version = base_.prepare("SELECT Value FROM SETTINGS WHERE Property = 'version'");
    if (version.step() && version.text(0).starts_with("2")) per_second_ = 1000;
  }

  void read_documents() {
    auto rows = base_.prepare(
        "SELECT ID, Title, Author, Source, Section, Type, Notes, Date, Text FROM DOCUMENTS ORDER BY Date, ID");
    while (rows.step()) {
      DiscourseDocument d;
      d.id = rows.number(0);
      d.title = rows.text(1);
      d.author = rows.text(2);
      d.source = rows.text(3);
      d.section = rows.text(4);
      d.type = rows.text(5);
      d.notes = rows.text(6);
      d.seconds = rows.number(7) / per_second_;
      d.text = rows.text(8);
      index_.emplace(d.id, found_.documents.size());
      lengths_.push_back(Utf16Offsets(utf32(d.text)).units());
      found_.documents.push_back(std::move(d));
    }
  }

  void read_types() {
    auto rows = base_.prepare("SELECT StatementTypeId, ID, Variable, DataType FROM VARIABLES ORDER BY StatementTypeId");
    std::map<std::int64_t, Type> all;
    while (rows.step()) {
      Type& type = all[rows.number(0)];
      type.id = rows.number(0);
      type.variables[rows.text(2)] = {rows.number(1), rows.text(3)};
    }
    for (auto& [id, type] : all) {
      const bool whole =
          std::ranges::all_of(std::array<std::string_view, 4>{"person", "organization", "concept", "agreement"},
                              [&](std::string_view name) { return type.variables.contains(name); });
      if (whole) {
        types_.push_back(std::move(type));
      } else {
        auto count = base_.prepare("SELECT COUNT(*) FROM STATEMENTS WHERE StatementTypeId = ?");
        count.bind(1, id);
        if (count.step()) others_ += count.number(0);
      }
    }
  }

  void read_statements(const Type& type) {
    const auto& [agreement, agreement_type] = type.variables.find("agreement")->second;
    auto rows = base_.prepare(
        "SELECT S.ID, S.DocumentId, S.Start, S.Stop, C.Name, "
        "(SELECT Value FROM " +
        std::string(agreement_type == "integer" ? "DATAINTEGER" : "DATABOOLEAN") +
        " A WHERE A.StatementId = S.ID AND A.VariableId = ?) "
        "FROM STATEMENTS S LEFT JOIN CODERS C ON C.ID = S.Coder WHERE S.StatementTypeId = ? ORDER BY S.ID");
    rows.bind(1, agreement).bind(2, type.id);
    while (rows.step()) {
      DiscourseStatement s;
      s.id = rows.number(0);
      const auto document = index_.find(rows.number(1));
      const std::int64_t begin = rows.number(2), end = rows.number(3);
      if (document == index_.end() || begin < 0 || end <= begin ||
          static_cast<std::size_t>(end) > lengths_[document->second]) {
        warn(fmt::format("statement {} is left out: its passage is not in its document", s.id));
        continue;
      }
      s.document = document->second;
      s.begin = static_cast<std::size_t>(begin);
      s.end = static_cast<std::size_t>(end);
      s.coder = rows.text(4);
      s.agreement = rows.number(5) > 0;
      s.person = value(s.id, type, "person");
      s.organization = value(s.id, type, "organization");
      s.concept_name = value(s.id, type, "concept");
      found_.statements.push_back(std::move(s));
    }
  }

  [[nodiscard]] std::string value(std::int64_t statement, const Type& type, std::string_view variable) const {
    auto row = base_.prepare(entities_ ? "SELECT E.Value FROM DATASHORTTEXT D JOIN ENTITIES E ON E.ID = D.Entity "
                                         "WHERE D.StatementId = ? AND D.VariableId = ?"
                                       : "SELECT Value FROM DATASHORTTEXT WHERE StatementId = ? AND VariableId = ?");
    row.bind(1, statement).bind(2, type.variables.find(variable)->second.first);
    return row.step() ? row.text(0) : std::string();
  }

  SqliteDatabase base_;
  std::string file_;
  Discourse found_;
  bool entities_ = false;
  std::int64_t per_second_ = 1;
  std::map<std::int64_t, std::size_t> index_;  // of documents, by id
  std::vector<std::size_t> lengths_;           // of documents, in UTF-16 units
  std::vector<Type> types_;
  std::int64_t others_ = 0;
};

}  // namespace

Discourse read_dna(const fs::path& path) {
  if (!fs::is_regular_file(path)) throw Error("there is no such file", path.string());
  std::array<char, 15> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  if (std::string_view(head.data(), head.size()) != "SQLite format 3")
    throw Error("this is no SQLite database", path.string(),
                "a database of Discourse Network Analyzer, or its event list as .csv");
  try {
    return DnaReader(path).read();
  } catch (const SqliteError& error) {
    throw Error(std::string("this is no database of Discourse Network Analyzer: ") + error.what(), path.string(),
                "one of version 2 or 3");
  }
}

void write_dna(const fs::path& path, const Discourse& discourse) {
  const fs::path temporary = path.string() + fmt::format(".{}.tmp", ::getpid());
  std::error_code ignored;
  fs::remove(temporary, ignored);
  try {
    DnaWriter(temporary.string()).write(discourse);
    fs::rename(temporary, path);
  } catch (const std::exception& error) {
    fs::remove(temporary, ignored);
    throw Error(std::string("cannot write this database: ") + error.what(), path.string());
  }
}

}  // namespace parley
