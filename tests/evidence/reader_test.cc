#include "evidence/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "case_folder.h"
#include "text/read.h"

namespace parley {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Reader : public testing::Test {
 protected:
  Reader() {
    folder.write(
        "case.yaml",
        "title: A test\nparties: [usa]\npeople:\n  - {id: trump, name: Donald Trump, party: usa}\nissues:\n  - "
        "id: land\n    options: [line, all]\n");
    std::vector<Problem> problems;
    book = read_casebook(folder.path(), problems);
    source.id = "talk";
    document =
        parse_document("Mr. Trump wants “the line” and\nno more. Others said that it was early.\n", "plain", "t.txt");
  }
  static std::string reply(const json& statements) {
    return json({{"choices", {{{"message", {{"content", json({{"statements", statements}}).dump()}}}}}}}).dump();
  }
  std::vector<Proposed> read(std::string_view text) {
    return read_reply(text, document, {0, document.text.size()}, source, book, "stub", counts);
  }
  CaseFolder folder;
  Casebook book;
  Source source;
  Document document;
  ReaderCounts counts;
};

TEST_F(Reader, TakesAQuotationThatStandsInTheTextAndSaysWhereItCameFrom) {
  const auto rows = read(reply({{{"quote", "wants \"the line\" and no more"},
                                 {"speaker", "trump"},
                                 {"party", "usa"},
                                 {"form", "indirect"},
                                 {"issue", "land"},
                                 {"option", "line"},
                                 {"stance", "demand"}}}));
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].row.text(Column::quote), "wants “the line” and\nno more");
  EXPECT_EQ(rows[0].row.text(Column::stance), "demand");
  EXPECT_EQ(rows[0].evidence, "reader stub");
  EXPECT_EQ(rows[0].row.text(Column::note), "proposed");
}

TEST_F(Reader, ThrowsAwayWhatIsNotVerbatimAndCountsIt) {
  EXPECT_THAT(read(reply({{{"quote", "wants the border"}},
                          {{"quote", "Trump wants … no more"}},
                          {{"quote", "Mr. Trunp wants “the line” and no more"}},
                          {{"quote", ""}},
                          {{"quote", 7}},
                          "nonsense"})),
              IsEmpty());
  EXPECT_EQ(counts.invented, 4u);
  EXPECT_EQ(counts.malformed, 2u);
}

TEST_F(Reader, DropsIdsThatTheCaseDoesNotHaveAndNamesThem) {
  const auto rows = read(reply({{{"quote", "no more"},
                                 {"speaker", "biden"},
                                 {"issue", "land"},
                                 {"option", "sea"},
                                 {"stance", "demand"},
                                 {"form", "judgement"}}}));
  ASSERT_THAT(rows, SizeIs(1));
  const auto& row = rows[0].row;
  EXPECT_EQ(row.text(Column::speaker), "");
  EXPECT_EQ(row.text(Column::option), "");
  EXPECT_EQ(row.text(Column::stance), "");
  EXPECT_EQ(row.text(Column::form), "indirect");
  EXPECT_THAT(std::string(row.text(Column::note)), HasSubstr("speaker: biden; form: judgement; option: sea"));
}

TEST_F(Reader, ReadsWhatStandsInAFenceAndRefusesWhatIsNoReply) {
  const auto fenced = json({{"choices", {{{"message", {{"content", "Here:\n```json\n{\"statements\": []}\n```"}}}}}}});
  EXPECT_THAT(read(fenced.dump()), IsEmpty());
  for (const std::string bad :
       {"", "{", "[]", "{\"choices\": []}", "{\"choices\": 3}", "{\"error\": {\"message\": \"no such model\"}}",
        "{\"choices\": [{\"message\": {\"content\": \"I cannot\"}}]}",
        "{\"choices\": [{\"message\": {\"content\": \"{\\\"statements\\\": 3}\"}}]}"})
    EXPECT_THROW(read(bad), Error) << bad;
}

TEST_F(Reader, SurvivesWhatIsNestedDeeperThanAStack) {
  const std::string deep = std::string(300'000, '[') + std::string(300'000, ']');
  EXPECT_THROW(read(R"({"error": )" + deep + "}"), Error);
  const std::string content = R"({"statements": )" + deep + "}";
  EXPECT_THAT(read(json({{"choices", {{{"message", {{"content", content}}}}}}}).dump()), IsEmpty());
  EXPECT_EQ(counts.malformed, 1u);
}

TEST_F(Reader, GivesUpAfterThreeFailuresInARow) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += std::string(2000, 'x') + " is said.\n\n";
  document = parse_document(text, "plain", "t.txt");
  std::size_t asked = 0;
  const auto rows = ask_reader(
      [&](const std::string&) -> std::string {
        ++asked;
        throw Error("there is no connection");
      },
      document, source, book, "", counts);
  EXPECT_THAT(rows, IsEmpty());
  EXPECT_EQ(asked, 3u);
  EXPECT_EQ(counts.failed, 3u);
  EXPECT_TRUE(counts.gave_up());
  EXPECT_EQ(counts.first_fault, "there is no connection");
}

TEST_F(Reader, ItsPassagesHoldAllProseAndAreShort) {
  std::string text;
  for (int i = 0; i < 40; ++i)
    text += "Sentence " + std::to_string(i) + " of a long paragraph about the land goes on. ";
  document = parse_document(text + text + text + "\n\nA short one.\n", "plain", "t.txt");
  std::size_t at = 0;
  for (const Span& passage : reader_passages(document)) {
    EXPECT_LE(passage.size(), 3000u);
    EXPECT_GE(passage.begin, at);
    EXPECT_TRUE(utf8(std::u32string_view(document.text).substr(at, passage.begin - at)).find_first_not_of(" \n") ==
                std::string::npos);
    at = passage.end;
  }
}

TEST_F(Reader, TheRequestHoldsThePassageAndTheNamesOfTheCase) {
  const auto body = json::parse(reader_request(book, source, "the “passage”", "stub"));
  EXPECT_EQ(body["model"], "stub");
  EXPECT_THAT(body["messages"][1]["content"].get<std::string>(), HasSubstr("the “passage”"));
  EXPECT_THAT(body["messages"][1]["content"].get<std::string>(), HasSubstr("\"trump\""));
}

}  // namespace
}  // namespace parley
