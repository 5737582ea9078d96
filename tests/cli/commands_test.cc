// The commands, as a user runs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/child.h"
#include "cli/folder.h"
#include "report/layout.h"

namespace parley {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

void expect_fits(const std::string& text, const std::string& what) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80u) << what << ": " << line;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

TEST(New, MakesACaseThatPassesCheckWithoutAWarning) {
  const Folder folder;
  const Ran made = run_parley({"new", folder / "mine"});
  EXPECT_EQ(made.status, 0) << made.err;
  EXPECT_EQ(made.out, folder / "mine" + "\n");
  const Ran checked = run_parley({"check", folder / "mine"});
  EXPECT_EQ(checked.status, 0);
  EXPECT_THAT(checked.out, HasSubstr("0 errors and 0 warnings."));
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("mine"));
}

TEST(New, UsesAnEmptyFolderAndRefusesOneThatHoldsSomething) {
  const Folder folder;
  fs::create_directories(folder / "empty");
  EXPECT_EQ(run_parley({"new", folder / "empty/"}).status, 0);
  const Ran again = run_parley({"new", folder / "empty"});
  EXPECT_EQ(again.status, 1);
  EXPECT_THAT(again.err, HasSubstr("not empty"));
}

TEST(New, ThatCannotBeMadeLeavesNothing) {
  const Folder folder;
  write_file(folder / "file", "x");
  EXPECT_EQ(run_parley({"new", folder / "file"}).status, 1);
  EXPECT_EQ(run_parley({"new", folder / "file/below"}).status, 1);
  EXPECT_EQ(run_parley({"new", "/proc/parley-case"}).status, 1);
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("file"));
}

TEST(Check, AsJsonListsEachProblemWithItsPlace) {
  const Folder folder;
  const Ran ran = run_parley({"check", folder.make_case("case.yaml", "kind: ordered", "kind: orderd"), "--json"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, IsEmpty());
  const json result = json::parse(ran.out);
  EXPECT_FALSE(result["ok"]);
  ASSERT_FALSE(result["problems"].empty());
  EXPECT_EQ(result["problems"][0]["severity"], "error");
  EXPECT_GT(result["problems"][0]["line"], 0);
}

TEST(Terminal, NoLineOfAnyAnswerIsWiderThan80Columns) {
  const Folder folder;
  const std::string c = folder.make_case();
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"positions", c}, {"settle", c, "--worlds", "100"}, {"why", c, "engineers-plan", "--worlds", "100"}}) {
    const Ran ran = run_parley(arguments);
    EXPECT_EQ(ran.status, 0) << ran.err;
    expect_fits(ran.out, arguments[0]);
    EXPECT_THAT(ran.out, Not(HasSubstr("\033"))) << arguments[0];
  }
}

TEST(Terminal, FitsWideCharactersMarksAndLongIds) {
  const Folder folder;
  const std::string c =
      folder.make_case("case.yaml", "name: Valewater", "name: 谷水镇地方人民政府代表团与技术顾问团 e\u0301e\u0301");
  std::string rows = read_file(folder / "case/statements.csv");
  rows.replace(rows.find("\ns5,"), 4, "\nan-id-that-is-longer-than-any-column-could-ever-be-in-eighty,");
  write_file(folder / "case/statements.csv", rows);
  for (const char* command : {"positions", "settle"}) {
    const Ran ran = run_parley(command == std::string("settle") ? std::vector<std::string>{command, c, "--worlds", "50"}
                                                                : std::vector<std::string>{command, c});
    EXPECT_EQ(ran.status, 0) << ran.err;
    expect_fits(ran.out, command);
  }
}

TEST(Terminal, DoesNotObeyWhatADocumentSays) {
  const Folder folder;
  const std::string c = folder.make_case("case.yaml", "name: The reservoir", "name: \"The \\e[31mreservoir\"");
  EXPECT_THAT(run_parley({"positions", c}).out, Not(HasSubstr("\033")));
}

TEST(Settle, SaysTheVerdictThenTheRest) {
  const Folder folder;
  const Ran ran = run_parley({"settle", folder.make_case(), "--worlds", "200"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const char* order[] = {"readings of the", "Confidence is", "not a forecast", "Issue by issue",
                         "Packages",        "most robust",   "Caveats"};
  std::size_t at = 0;
  for (const char* part : order) {
    const std::size_t found = ran.out.find(part, at);
    EXPECT_NE(found, ran.out.npos) << part;
    at = found == ran.out.npos ? at : found;
  }
}

TEST(Settle, AsJsonIsTheSameAtAnyNumberOfThreads) {
  const Folder folder;
  const std::string c = folder.make_case();
  const Ran one = run_parley({"settle", c, "--worlds", "300", "--json", "--threads", "1"});
  const Ran three = run_parley({"settle", c, "--worlds", "300", "--json", "--threads", "3"});
  EXPECT_EQ(one.status, 0);
  EXPECT_EQ(one.out, three.out);
  EXPECT_EQ(json::parse(one.out)["how"]["worlds"], 300);
}

TEST(Settle, TakesLeversSourcesAndDatesIntoItsAccountOfHow) {
  const Folder folder;
  const Ran ran =
      run_parley({"settle", folder.make_case(), "--worlds", "50", "--json", "--without", "judgements", "--without",
                  "crane", "--lever", "gates=open", "--as-of", "2025-02", "--known-at", "2025-03-01", "--seed", "7"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json how = json::parse(ran.out)["how"];
  EXPECT_EQ(how["without"], json({"judgements", "crane"}));
  EXPECT_EQ(how["levers"], json({{"gates", "open"}}));
  EXPECT_EQ(how["as_of"], "2025-02-28");
  EXPECT_EQ(how["known_at"], "2025-03-01");
  EXPECT_EQ(how["seed"], 7);
}

TEST(Settle, DrawsWorldsAlongASobolSequenceWhereThatIsAskedFor) {
  const Folder folder;
  const std::string c = folder.make_case();
  const json random = json::parse(run_parley({"settle", c, "--worlds", "256", "--json"}).out);
  const json sobol = json::parse(run_parley({"settle", c, "--worlds", "256", "--json", "--sequence", "sobol"}).out);
  EXPECT_FALSE(random["how"].contains("sequence"));
  EXPECT_EQ(sobol["how"]["sequence"], "sobol");
  EXPECT_NE(random["verdict"], sobol["verdict"]);
  const Ran wrong = run_parley({"settle", c, "--sequence", "halton"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("expected random or sobol"));
}

TEST(Settle, LeavesOutWhatWasSaidAfterTheCasesDay) {
  const Folder folder;
  const std::string c = folder.make_case("case.yaml", "as_of: 2025-03-01", "as_of: 2025-02-21");
  const json rows = json::parse(run_parley({"positions", c, "--json"}).out)["statements"];
  for (const json& s : rows) EXPECT_EQ(s["kept"], s["id"] != "s12") << s["id"];
}

TEST(Why, SaysWhatADraftLeavesOpenAndWhoRefusesIt) {
  const Folder folder;
  const Ran ran = run_parley({"why", folder.make_case(), "engineers-plan", "--worlds", "100"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("leaves open"));
  EXPECT_THAT(ran.out, HasSubstr("without a deal"));
  EXPECT_THAT(ran.out, HasSubstr("Clause by clause"));
}

TEST(Why, SaysWhichRuleAPackageBreaks) {
  const Folder folder;
  const Ran ran = run_parley({"why", folder.make_case(), "works=joint,share=upper", "--worlds", "100"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("water-for-work"));
}

TEST(Why, WithoutAPackageSaysWhatRulesEveryPackageOutAndWhatWouldBeEnough) {
  const Folder folder;
  const std::string c = folder.make_case();
  const json whole = json::parse(run_parley({"settle", c, "--worlds", "100", "--json"}).out);
  const Ran ran = run_parley({"why", c, "--worlds", "100", "--json"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  const json why = json::parse(ran.out);
  for (const char* part : {"conflicts", "relaxations", "concessions"}) EXPECT_EQ(why[part], whole[part]) << part;
  EXPECT_EQ(why["packages"]["accepted_by_all"], whole["packages"]["accepted_by_all"]);
}

TEST(Report, WritesOnePageAndPrintsItsPath) {
  const Folder folder;
  const Ran ran = run_parley({"report", folder.make_case(), "--to", folder / "answer.html", "--worlds", "100"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, folder / "answer.html" + "\n");
  const std::string page = read_file(folder / "answer.html");
  EXPECT_THAT(page, HasSubstr("The water of the Lind"));
  EXPECT_THAT(page, Not(HasSubstr("id=\"result\">__PARLEY_RESULT__")));
}

/// Chromium's stand-in for as long as it lives: a script with the lines `does`, whose arguments are Chromium's.
class FakeChromium {
 public:
  FakeChromium(const Folder& folder, const std::string& does) {
    const std::string path = folder / "chromium";
    write_file(
        path,
        "#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) pdf=${a#*=};; file://*) page=${a#file://};; esac; done\n" +
            does + "\n");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    ::setenv("CHROMIUM", path.c_str(), 1);
  }
  FakeChromium(const FakeChromium&) = delete;
  FakeChromium& operator=(const FakeChromium&) = delete;
  ~FakeChromium() { ::unsetenv("CHROMIUM"); }
};

TEST(Report, IsPrintedByChromium) {
  const Folder folder;
  const FakeChromium chromium(folder, "(echo %PDF; cat \"$page\") > \"$pdf\"");
  const Ran ran = run_parley({"report", folder.make_case(), "--pdf", folder / "answer.pdf", "--worlds", "50"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, folder / "answer.pdf" + "\n");
  const std::string pdf = read_file(folder / "answer.pdf");
  EXPECT_THAT(pdf, testing::StartsWith("%PDF"));
  EXPECT_THAT(pdf, HasSubstr("The water of the Lind"));
}

TEST(Report, ThatChromiumDoesNotPrintSaysSoAndLeavesNothing) {
  const Folder folder;
  const FakeChromium chromium(folder, "echo no display >&2; exit 7");
  const Ran ran = run_parley({"report", folder.make_case(), "--pdf", folder / "answer.pdf", "--worlds", "50"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("did not print the page: no display"));
  EXPECT_FALSE(std::filesystem::exists(folder / "answer.pdf"));
}

TEST(Report, WithoutChromiumSaysWhatIsMissingBeforeItWorks) {
  const Folder folder;
  ::setenv("CHROMIUM", (folder / "nowhere").c_str(), 1);
  const Ran ran = run_parley({"report", folder.make_case(), "--pdf", folder / "answer.pdf"});
  ::unsetenv("CHROMIUM");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("Chromium"));
}

TEST(Report, AsksForAPlaceToWriteTo) {
  const Folder folder;
  EXPECT_EQ(run_parley({"report", folder.make_case()}).status, 2);
}

TEST(Report, ThatCannotBeWrittenSaysSoAndLeavesNothing) {
  const Folder folder;
  const std::string c = folder.make_case();
  for (const std::string& to : {folder / "nowhere/answer.html", folder / "case", std::string("/proc/answer.html")}) {
    const Ran ran = run_parley({"report", c, "--to", to, "--worlds", "10"});
    EXPECT_EQ(ran.status, 1) << to;
    EXPECT_THAT(ran.err, HasSubstr(to)) << to;
    EXPECT_THAT(ran.out, IsEmpty());
  }
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("case"));
}

TEST(Report, ReplacesAnEarlierPageAndNothingElse) {
  const Folder folder;
  const std::string c = folder.make_case();
  const auto report = [&](const std::string& to) { return run_parley({"report", c, "--to", to, "--worlds", "10"}); };
  EXPECT_EQ(report(folder / "page.html").status, 0);
  EXPECT_EQ(report(folder / "page.html").status, 0);
  const std::string text = read_file(c + "/case.yaml");
  for (const std::string& to : {c + "/case.yaml", std::string("/dev/null")}) {
    const Ran ran = report(to);
    EXPECT_EQ(ran.status, 1) << to;
    EXPECT_THAT(ran.err, HasSubstr(to));
  }
  EXPECT_EQ(read_file(c + "/case.yaml"), text);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST(Interrupt, StopsALongAnswerCleanly) {
  const Folder folder;
  const auto start = std::chrono::steady_clock::now();
  const Ran ran = run_parley({"report", folder.make_case(), "--to", folder / "answer.html", "--worlds", "5000000"},
                             {.stdout_to = {}, .interrupt_after = 500});
  EXPECT_EQ(ran.status, 130);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("stopped"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("case"));
}

TEST(Read, AddsADocumentOnce) {
  const Folder folder;
  const std::string c = folder.make_case();
  write_file(folder / "interview.txt", "An interview\n\n\"We want an end to it,\" said Tom Brook on Monday.\n");
  const Ran ran = run_parley({"read", c, folder / "interview.txt"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("1 statement proposed"));
  EXPECT_THAT(run_parley({"read", c, folder / "interview.txt"}).out, HasSubstr("already in the case"));
  EXPECT_EQ(run_parley({"check", c}).status, 0);
}

TEST(ImportMatrix, MakesACaseOfJudgements) {
  const Folder folder;
  write_file(folder / "m.csv",
             "issue,option,A,B,reason\nLand,all,demand,reject,it is theirs\nLand,half,accept,accept,\n");
  const Ran ran = run_parley({"import", "matrix", folder / "m.csv", "--to", folder / "made"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("4 judgements added"));
  EXPECT_EQ(run_parley({"positions", folder / "made"}).status, 0);
}

}  // namespace
}  // namespace parley
