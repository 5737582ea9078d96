#include "report/result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "cli/starter.h"
#include "report/schema.h"
#include "report/written.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A folder of its own that is removed at the end.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(fs::path(testing::TempDir()) / ("parley-result-" + name)) {
    fs::remove_all(path_);
    for (const StarterFile& file : starter_files()) {
      fs::create_directories((path_ / file.path).parent_path());
      write_file(path_ / file.path, file.text);
    }
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Answer answer_of(const fs::path& folder, std::size_t threads = 1, Filter filter = {}) {
  AnswerOptions options;
  options.filter = std::move(filter);
  options.robust.worlds = 200;
  options.robust.threads = threads;
  return answer(std::make_shared<const Case>(load_case(folder)), std::span<const Problem>(), options);
}

std::string result_of(const fs::path& folder, std::size_t threads = 1) { return written(answer_of(folder, threads)); }

json schema() { return json::parse(read_file(fs::path(PARLEY_SOURCE_DIR) / "docs/schema/result.schema.json")); }

TEST(Result, IsWrittenInPiecesAsItWouldBeInOne) {
  AnswerOptions options;
  options.robust.worlds = 50;
  options.frontier = true;
  for (const char* name : {"camp-david", "ukraine-2025"}) {
    const Case c = load_case(fs::path(PARLEY_SOURCE_DIR) / "cases" / name);
    const std::string text = written(answer(std::make_shared<const Case>(c), std::span<const Problem>(), options));
    const Json whole = Json::parse(text);
    EXPECT_FALSE(whole["frontier"]["points"].empty());
    EXPECT_EQ(text, dump(whole)) << name;
  }
}

TEST(Result, OfEveryCaseOfTheProjectFitsItsSchema) {
  SchemaChecker checker(schema());
  std::size_t cases = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(PARLEY_SOURCE_DIR) / "cases")) {
    if (!fs::exists(entry.path() / "case.yaml")) continue;
    ++cases;
    EXPECT_THAT(checker.errors(json::parse(result_of(entry.path()))), testing::IsEmpty()) << entry.path();
  }
  EXPECT_GT(cases, 0u);
}

TEST(Result, OfANewCaseFitsItsSchema) {
  const Folder folder("schema");
  EXPECT_THAT(SchemaChecker(schema()).errors(json::parse(result_of(folder.path()))), testing::IsEmpty());
}

TEST(Result, WithAnUnknownKeyOrAWrongTypeOrAMissingKeyDoesNotFitTheSchema) {
  const Folder folder("wrong");
  const json right = json::parse(result_of(folder.path()));
  SchemaChecker checker(schema());
  json wrong = right;
  wrong["verdict"]["forecast"] = 1;
  EXPECT_THAT(checker.errors(wrong), testing::ElementsAre(testing::HasSubstr("forecast")));
  wrong = right;
  wrong["packages"]["total"] = 12;
  EXPECT_THAT(checker.errors(wrong), testing::ElementsAre(testing::HasSubstr("/packages/total")));
  wrong = right;
  wrong["verdict"].erase("zone_share");
  EXPECT_THAT(checker.errors(wrong), testing::ElementsAre(testing::HasSubstr("zone_share")));
  wrong = right;
  wrong["verdict"]["band"]["open"] = "probable";
  EXPECT_FALSE(checker.errors(wrong).empty());
}

TEST(Result, DoesNotHangOnTheNumberOfThreads) {
  const Folder folder("threads");
  EXPECT_EQ(result_of(folder.path(), 1), result_of(folder.path(), 3));
}

TEST(Result, DoesNotHangOnTheOrderOfRows) {
  const Folder folder("rows");
  const std::string before = result_of(folder.path());
  std::string text = read_file(folder.path() / "statements.csv");
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at + 1));
    at = end + 1;
  }
  std::reverse(lines.begin() + 1, lines.end());
  std::string reversed;
  for (const std::string& line : lines) reversed += line;
  ASSERT_NE(reversed, text);
  write_file(folder.path() / "statements.csv", reversed);
  EXPECT_EQ(result_of(folder.path()), before);
}

TEST(Result, GivesTheWordsAroundAQuotation) {
  const Folder folder("context");
  const json result = json::parse(result_of(folder.path()));
  for (const json& s : result["statements"])
    if (s["id"] == "s4") {
      EXPECT_THAT(s["context"]["before"].get<std::string>(), testing::EndsWith("built by both towns.\" She added: \""));
      EXPECT_EQ(s["context"]["after"], ".\"");
      return;
    }
  FAIL() << "no statement s4";
}

TEST(Result, NamesEveryStatementThatItRestsOn) {
  const Folder folder("walk");
  const json result = json::parse(result_of(folder.path()));
  std::set<std::string> ids;
  for (const json& s : result["statements"]) ids.insert(s["id"]);
  for (const json& position : result["positions"])
    for (const json& cell : position["cells"])
      for (const json& id : cell["statements"]) EXPECT_TRUE(ids.contains(id)) << id;
  for (const json& package : result["best"])
    for (const json& party : package["parties"])
      for (const json& id : party["statements"]) EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(Variants, AreLeftOutWhereTheyCouldChangeNothing) {
  const Folder folder("variants");
  const Case c = load_case(folder.path());
  std::vector<std::string> names;
  for (const Variant& v : variants(c, {})) names.push_back(v.name);
  EXPECT_THAT(names, testing::ElementsAre("without judgements"));  // no row's condition names the lever
  Filter without;
  without.without = {"judgements"};
  EXPECT_TRUE(variants(c, without).empty());
}

TEST(Variants, SayWhereWhatPartiesClaimCanNotHoldInThem) {
  const Folder folder("contradicted");
  write_file(folder.path() / "case.yaml", R"(title: A claim that hangs on a lever
parties: [{id: a, no_deal: {pier: no}}]
issues: [{id: pier, options: [yes, no]}]
levers: [{id: arms, options: [sent, kept]}]
drafts: [{id: p, clauses: {pier: yes}}, {id: q, clauses: {pier: no}}]
)");
  write_file(folder.path() / "documents.yaml", "[]\n");
  write_file(folder.path() / "statements.csv",
             "id,party,form,issue,option,stance,condition,otherwise,claim,note\n"
             "s1,a,judgement,pier,yes,demand,arms = sent,oppose,,why\n"
             "s2,a,judgement,pier,no,accept,,,,why\n"
             "s3,a,judgement,,,,,,p > q,why\n");
  const json result = json::parse(result_of(folder.path()));
  EXPECT_THAT(SchemaChecker(schema()).errors(result), testing::IsEmpty());
  std::map<std::string, json> problems;
  for (const json& variant : result["variants"]) problems[variant["name"]] = variant["problem"];
  EXPECT_TRUE(problems.at("arms: sent").is_null());
  EXPECT_THAT(problems.at("arms: kept").get<std::string>(), testing::HasSubstr("leave no preference"));
}

std::string notes_of(const Answer& a) {
  std::string all;
  for (const std::string& note : a.notes) all += note + "\n";
  return all;
}

TEST(Notes, SayOfHowManyAnswersTheSearchEndedAtItsBudget) {
  AnswerOptions options;
  options.robust.worlds = 200;
  options.sources = options.course = true;
  const auto c = std::make_shared<const Case>(load_case(fs::path(PARLEY_SOURCE_DIR) / "cases" / "ukraine-2025"));
  EXPECT_THAT(notes_of(answer(c, {}, options)), testing::Not(testing::HasSubstr("the search may be the reason")));
  options.robust.nodes = 3;
  const Answer bounded = answer(c, {}, options);
  EXPECT_THAT(notes_of(bounded), testing::ContainsRegex("[0-9]+ of 12 sources left out"));
  EXPECT_THAT(notes_of(bounded), testing::HasSubstr("the search may be the reason, not the evidence"));
  const json result = json::parse(written(bounded));
  EXPECT_THAT(SchemaChecker(schema()).errors(result), testing::IsEmpty());
  EXPECT_TRUE(std::ranges::any_of(result["sources"]["list"],
                                  [](const json& source) { return !source["without"]["exact"]["open"].get<bool>(); }));
}

TEST(Notes, NameTheDatesOnWhichTooMuchWasSaidToTryItRowByRow) {
  const Folder folder("crowded");
  write_file(folder.path() / "case.yaml", R"(title: Two crowded days
as_of: 2025-02-01
parties: [{id: a, no_deal: {pier: no}}]
issues: [{id: pier, options: [yes, no]}]
)");
  write_file(folder.path() / "documents.yaml", "[]\n");
  std::string rows = "id,party,form,issue,option,stance,date,note\n";
  for (const std::string day : {"10", "11"})
    for (std::size_t k = 0; k <= mover_statements; ++k)
      rows += "s" + day + "-" + std::to_string(k) + ",a,judgement,pier,yes,accept,2025-01-" + day + ",why\n";
  write_file(folder.path() / "statements.csv", rows);
  AnswerOptions options;
  options.robust.worlds = 20;
  options.course = true;
  options.filter.as_of = parse_date("2025-02-01").value().last;
  EXPECT_THAT(notes_of(answer(std::make_shared<const Case>(load_case(folder.path())), {}, options)),
              testing::HasSubstr("was not worked out on 2 dates from 2025-01-10 to 2025-01-11"));
}

}  // namespace
}  // namespace parley
