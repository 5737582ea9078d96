#include "exchange/discourse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/sqlite.h"
#include "exchange/coded_case.h"
#include "exchange/problems.h"
#include "exchange/utf16.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// What the tool shows of a statement: it counts UTF-16 code units.
std::u16string shown(const Discourse& d, std::size_t s) {
  std::u16string text;
  for (const char32_t c : utf32(d.documents[d.statements[s].document].text))
    if (c > 0xFFFF) {
      text += static_cast<char16_t>(0xD7C0 + (c >> 10));
      text += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      text += static_cast<char16_t>(c);
    }
  return text.substr(d.statements[s].begin, d.statements[s].end - d.statements[s].begin);
}

TEST(Utf16Offsets, CountACharacterBeyondTheBasicPlaneTwice) {
  const Utf16Offsets offsets(U"a😀b");
  EXPECT_EQ(offsets.units(), 4u);
  EXPECT_EQ(offsets.unit_of(2), 3u);
  EXPECT_EQ(offsets.code_point_of(1), 1u);
  EXPECT_EQ(offsets.code_point_of(2), 1u);
  EXPECT_EQ(offsets.code_point_of(3), 2u);
  EXPECT_EQ(offsets.code_point_of(4), 3u);
  EXPECT_EQ(offsets.code_point_of(9), 3u);
}

TEST(Discourse, OfACaseHasTheRowsThatHaveRoom) {
  const CodedCaseFolder folder;
  const Discourse d = discourse_of(load_case(folder.folder()));
  ASSERT_EQ(d.statements.size(), 2u);
  EXPECT_EQ(shown(d, 0), u"takes a low fee");
  EXPECT_EQ(d.statements[0].person, "Ann Smith");
  EXPECT_EQ(d.statements[0].organization, "The Town");
  EXPECT_EQ(d.statements[0].concept_name, "The fee: A low fee");
  EXPECT_TRUE(d.statements[0].agreement);
  EXPECT_FALSE(d.statements[1].agreement);
  EXPECT_EQ(d.documents[0].seconds, 1739145600);  // 2025-02-10 in UTC
  EXPECT_THAT(d.warnings, message("1 row is left out: hearsay"));
  EXPECT_THAT(d.warnings, message("1 row is left out: no passage"));
  EXPECT_THAT(d.warnings, message("1 row is left out: a condition"));
}

TEST(Discourse, WrittenToADatabaseIsReadBackTheSame) {
  const CodedCaseFolder folder;
  const Discourse d = discourse_of(load_case(folder.folder()));
  const auto path = folder.path() / "fees.dna";
  write_dna(path, d);
  const Discourse back = read_dna(path);
  ASSERT_EQ(back.statements.size(), d.statements.size());
  EXPECT_EQ(back.documents[0].text, d.documents[0].text);
  EXPECT_EQ(back.documents[0].seconds, d.documents[0].seconds);
  EXPECT_EQ(shown(back, 0), u"takes a low fee");
  EXPECT_EQ(back.statements[0].coder, "x");
  EXPECT_EQ(back.statements[1].coder, "Admin");
  EXPECT_FALSE(back.statements[1].agreement);
  SqliteDatabase base(path.string());
  EXPECT_FALSE(base.prepare("SELECT * FROM pragma_foreign_key_check").step());
  const auto files = std::filesystem::directory_iterator(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 2);  // nothing temporary is left
}

// Tables as the tool of that version makes them, with what matters here.
void make_database(const std::filesystem::path& path, bool version_2) {
  SqliteDatabase base(path.string());
  base.run(R"(CREATE TABLE SETTINGS(Property TEXT, Value TEXT);
    CREATE TABLE CODERS(ID INTEGER, Name TEXT); INSERT INTO CODERS VALUES (1, 'Admin');
    CREATE TABLE DOCUMENTS(ID INTEGER, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Section TEXT,
      Notes TEXT, Type TEXT, Date INTEGER);
    CREATE TABLE STATEMENTTYPES(ID INTEGER, Label TEXT);
    CREATE TABLE VARIABLES(ID INTEGER, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
    INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
      (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2);
    CREATE TABLE STATEMENTS(ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER,
      Coder INTEGER);
    INSERT INTO STATEMENTS VALUES (7, 1, 3, 3, 8, 1), (8, 2, 3, 0, 2, 1), (9, 1, 3, 0, 99, 1);
    CREATE TABLE DATABOOLEAN(ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
    INSERT INTO DATABOOLEAN VALUES (1, 7, 4, 0), (2, 9, 4, 1);)");
  if (version_2)
    base.run(R"(INSERT INTO SETTINGS VALUES ('version', '2.0 beta 25');
      INSERT INTO DOCUMENTS VALUES (3, 'Talks', '😀 a fee?', 1, '', '', '', '', '', 1739145600000);
      CREATE TABLE DATASHORTTEXT(ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value TEXT);
      INSERT INTO DATASHORTTEXT VALUES (1, 7, 1, 'B. Jones'), (2, 7, 2, 'Guild'), (3, 7, 3, 'A fee');)");
  else
    base.run(R"(INSERT INTO SETTINGS VALUES ('version', '3.0.11');
      INSERT INTO DOCUMENTS VALUES (3, 'Talks', '😀 a fee?', 1, '', '', '', '', '', 1739145600);
      CREATE TABLE ENTITIES(ID INTEGER, VariableId INTEGER, Value TEXT);
      INSERT INTO ENTITIES VALUES (4, 1, 'B. Jones'), (5, 2, 'Guild'), (6, 3, 'A fee');
      CREATE TABLE DATASHORTTEXT(ID INTEGER, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
      INSERT INTO DATASHORTTEXT VALUES (1, 7, 1, 4), (2, 7, 2, 5), (3, 7, 3, 6);)");
}

TEST(Discourse, DatabasesOfBothVersionsAreRead) {
  const CaseFolder folder;
  for (const bool version_2 : {true, false}) {
    const auto path = folder.path() / (version_2 ? "two.dna" : "three.dna");
    make_database(path, version_2);
    const Discourse d = read_dna(path);
    ASSERT_EQ(d.statements.size(), 1u);
    EXPECT_EQ(shown(d, 0), u"a fee");
    EXPECT_EQ(d.statements[0].person, "B. Jones");
    EXPECT_EQ(d.statements[0].organization, "Guild");
    EXPECT_EQ(d.statements[0].concept_name, "A fee");
    EXPECT_FALSE(d.statements[0].agreement);
    EXPECT_EQ(d.documents[0].seconds, 1739145600);
    EXPECT_THAT(d.warnings, message("statement 9 is left out: its passage is not in its document"));
    EXPECT_THAT(d.warnings, message("1 statement is left out: of types without"));
  }
}

TEST(Discourse, AFileThatIsNoDatabaseIsRefusedAndLeftAsItIs) {
  const CaseFolder folder;
  folder.write("a.dna", "words");
  EXPECT_THROW(read_dna(folder.path() / "a.dna"), Error);
  EXPECT_THROW(read_dna(folder.path() / "none.dna"), Error);
  EXPECT_FALSE(folder.has("none.dna"));
  SqliteDatabase((folder.path() / "other.dna").string()).run("CREATE TABLE T(X)");
  EXPECT_THROW(read_dna(folder.path() / "other.dna"), Error);
}

constexpr std::string_view events =
    "\"statement ID\";\"time\";\"document ID\";\"document title\";\"author\";\"source\";\"section\";\"type\";\"text\";"
    "\"person\";\"organization\";\"concept\";\"agreement\"\n"
    "4;2025-02-10 12:30:00;7;\"Talks\";\"\";\"\";\"\";\"\";\"We, the guild\npay\";\"B. Jones\";\"Guild\";\"Fee: "
    "low\";1\n"
    "5;2025-02-10 12:30:00;7;\"Talks\";\"\";\"\";\"\";\"\";\"😀 not us\";\"\";\"Town\";\"Fee: low\";0\n"
    "6;2025-02-11 08:00:00;8;\"More\";\"\";\"\";\"\";\"\";\"a pier\";\"B. Jones\";\"Guild\";\"Pier\";1\n"
    "7;2025-02-11 08:00:00;8;\"More\";\"\";\"\";\"\";\"\";\"or high\";\"B. Jones\";\"Town\";\"Fee: high\";1\n";

TEST(EventList, IsReadAndWrittenAsTheToolWritesIt) {
  const Discourse d = parse_event_list(events, "events.csv");
  ASSERT_EQ(d.statements.size(), 4u);
  EXPECT_EQ(shown(d, 0), u"We, the guild\npay");
  EXPECT_EQ(shown(d, 1), u"😀 not us");
  EXPECT_EQ(d.documents.size(), 2u);
  EXPECT_EQ(d.documents[0].seconds, 1739145600);
  const Discourse again = parse_event_list(format_event_list(d), "again.csv");
  EXPECT_EQ(format_event_list(again), format_event_list(d));
  EXPECT_THAT(format_event_list(d),
              HasSubstr("5;2025-02-10 00:00:00;1;\"Talks\";\"\";\"\";\"\";\"\";\"😀 not us\";\"\";\"Town\";"
                        "\"Fee: low\";0\n"));
}

TEST(EventList, SaysAllThatIsWrong) {
  const auto problems = [](std::string_view text) {
    try {
      parse_event_list(text, "e.csv");
    } catch (const Error& error) {
      return error.problems();
    }
    return std::vector<Problem>();
  };
  EXPECT_THAT(problems("text,person\na,b\n"), message("there is no column 'concept'"));
  const auto found =
      problems("text,person,organization,concept,agreement,document title,time\n,a,b,c,1,T,\nx,a,b,c,yes,T,soon\n");
  EXPECT_THAT(found, message("a statement without its text"));
  EXPECT_THAT(found, message("'yes' is no whole number"));
}

TEST(Discourse, MakesACaseOfItsNames) {
  const CaseFolder folder;
  const auto path = folder.path() / "made";
  const BroughtCase made = bring(path, brought_from(parse_event_list(events, "events.csv"), path, "events.csv"));
  EXPECT_TRUE(made.created);
  EXPECT_THAT(made.added, ElementsAre("dna-4", "dna-5", "dna-6", "dna-7"));
  const Case c = load_case(path);
  ASSERT_EQ(c.casebook.issues.size(), 2u);
  EXPECT_EQ(c.casebook.issues[0].name, "Fee");
  EXPECT_EQ(c.casebook.issues[0].options.size(), 2u);
  EXPECT_EQ(c.casebook.issues[1].options[0].id, "yes");
  ASSERT_EQ(c.casebook.people.size(), 2u);  // one person of two organizations
  EXPECT_EQ(c.casebook.people[1].name, "B. Jones (Town)");
  EXPECT_EQ(c.statements[1].quote, "😀 not us");
  EXPECT_EQ(std::get<StanceClass>(*c.statements[1].stance), StanceClass::oppose);
  EXPECT_EQ(c.casebook.documents[0].date->text, "2025-02-10");
  const BroughtCase again = bring(path, brought_from(parse_event_list(events, "events.csv"), path, "events.csv"));
  EXPECT_FALSE(again.created);
  EXPECT_EQ(again.unchanged, 4u);
  EXPECT_THAT(again.documents, IsEmpty());
  EXPECT_THAT(again.added, IsEmpty());
}

TEST(Discourse, IsBroughtIntoACaseThatKnowsItsNames) {
  const CodedCaseFolder folder;
  const Discourse d = discourse_of(load_case(folder.folder()));
  const BroughtCase done = bring(folder.folder(), brought_from(d, folder.folder(), "fees.dna"));
  EXPECT_THAT(done.documents, IsEmpty());  // the brief's text is there, as Markdown
  // Agreement is not the stance that the case has there on the same day: a person decides.
  EXPECT_THAT(done.added, IsEmpty());
  EXPECT_EQ(done.proposed, 2u);
  EXPECT_THAT(done.warnings, message("2 rows are proposed, not coded"));
  const auto proposals = read_proposals(folder.folder()).rows;
  EXPECT_EQ(proposals[1].row.text(Column::speaker), "smith");
  EXPECT_EQ(proposals[1].row.text(Column::document), "brief");
  const Case c = load_case(folder.folder());
  EXPECT_EQ(proposals[1].row.text(Column::start), std::to_string(c.statements[1].span->begin));
}

TEST(Discourse, OfHundredsOfDocumentsIsBrought) {
  const CaseFolder folder;
  Discourse many;
  for (int d = 0; d < 300; ++d) {
    const std::string name = "Article " + std::to_string(d);
    many.documents.push_back({d, name, "", "", "", "", "", 86'400, name + ": the fee is due.\n"});
    many.statements.push_back({d, static_cast<std::size_t>(d), 0, 9, "", "", "Town", "Fee", true});
  }
  const auto path = folder.path() / "made";
  const BroughtCase made = bring(path, brought_from(many, path, "many.dna"));
  EXPECT_EQ(made.documents.size(), 300u);
  EXPECT_EQ(load_case(path).statements.at(299).quote, "Article 2");
}

TEST(Discourse, NamesThatTheCaseDoesNotKnowAreAllSaidAndNothingIsWritten) {
  const CodedCaseFolder folder;
  const std::string before = folder.read("case/statements.csv");
  try {
    std::string unknown(events);
    for (std::size_t at; (at = unknown.find("Fee: ")) != unknown.npos;) unknown.replace(at, 5, "Toll: ");
    brought_from(parse_event_list(unknown, "events.csv"), folder.folder(), "events.csv");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.problems(), message("the case has no party 'Guild'"));
    EXPECT_THAT(error.problems(), message("the case has no person, office or party 'B. Jones'"));
    EXPECT_THAT(error.problems(), message("the case has no issue with the option 'Toll: low'"));
  }
  EXPECT_EQ(folder.read("case/statements.csv"), before);
}

}  // namespace
}  // namespace parley
