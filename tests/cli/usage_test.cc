// What the program says of its own use, and how it ends.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "cli/child.h"
#include "cli/folder.h"
#include "report/layout.h"

namespace parley {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Usage, HelpTeachesTheFirstStepsOnStandardOutput) {
  const Ran ran = run_parley({"--help"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.err, IsEmpty());
  for (const char* command : {"new", "suggest", "read", "review", "find", "agreement", "import", "check", "positions",
                              "settle", "why", "report", "export", "serve", "completion"})
    EXPECT_THAT(ran.out, HasSubstr(std::string("\n  ") + command + " "));
}

TEST(Usage, AnUnknownFormatIsNamedBesideThoseThatThereAre) {
  const Ran ran = run_parley({"export", "gennius", "case", "--to", "x"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("there is no format gennius; expected table, genius, negmas"));
  EXPECT_THAT(ran.err, HasSubstr("did you mean genius?"));
  EXPECT_THAT(ran.err, HasSubstr("See `parley export --help`."));
}

TEST(Usage, EachCommandHasHelpWithAnExample) {
  for (const char* command : {"new", "suggest", "read", "review", "find", "agreement", "check", "positions", "settle",
                              "why", "report", "serve", "completion"}) {
    const Ran ran = run_parley({command, "--help"});
    EXPECT_EQ(ran.status, 0) << command;
    EXPECT_THAT(ran.out, HasSubstr(std::string("  parley ") + command)) << command;
  }
  EXPECT_THAT(run_parley({"import", "matrix", "--help"}).out, HasSubstr("issue,option,"));
  for (const char* way : {"import", "export"})
    for (const char* format : {"table", "genius", "negmas"})
      EXPECT_THAT(run_parley({way, format, "--help"}).out, HasSubstr(fmt::format("  parley {} {} ", way, format)));
}

TEST(Usage, EveryHelpFitsTheTerminal) {
  std::vector<std::vector<std::string>> commands = {{}};
  for (const char* command : {"new", "suggest", "read", "review", "find", "agreement", "train", "import", "export",
                              "check", "positions", "settle", "why", "compare", "report", "serve", "completion"})
    commands.push_back({command});
  for (const char* way : {"import", "export"})
    for (const char* format : {"table", "genius", "negmas", "dna", "annotations", "brat"})
      commands.push_back({way, format});
  for (std::vector<std::string>& command : commands) {
    command.emplace_back("--help");
    std::istringstream lines(run_parley(command).out);
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(display_width(line), terminal_width) << command.front() << ": " << line;
  }
}

TEST(Usage, EveryExampleOfACaseThatComesWithTheProgramRuns) {
  const Folder folder;
  std::filesystem::create_symlink(PARLEY_SOURCE_DIR "/cases", folder / "cases");
  for (const std::string command : {"check", "positions", "settle", "why", "compare", "report"}) {
    const bool draws = command != "check" && command != "positions";
    const std::string start = "  parley " + command + " cases/";
    std::istringstream lines(run_parley({command, "--help"}).out);
    std::size_t examples = 0;
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with(start) || line.find("--pdf") != line.npos) continue;
      const bool few = draws && line.find("--worlds") == line.npos;
      const Ran ran = run_shell(fmt::format("cd '{}' && \"$PARLEY\" {}{} cases/{}", folder.path().string(), command,
                                            few ? " --worlds 10" : "", line.substr(start.size())));
      EXPECT_EQ(ran.status, 0) << line << '\n' << ran.err;
      ++examples;
    }
    EXPECT_GE(examples, 1U) << command;
  }
}

TEST(Usage, OfReportAsksForAFileToWrite) {
  const Ran ran = run_parley({"report", "case"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("--to or --pdf is required"));
}

TEST(Usage, OfAnUnknownOptionNamesItBeforeWhatIsMissing) {
  EXPECT_THAT(run_parley({"report", "case", "--too", "x"}).err, HasSubstr("no option --too; did you mean --to?"));
  EXPECT_THAT(run_parley({"--verison"}).err, HasSubstr("no option --verison; did you mean --version?"));
}

TEST(Usage, VersionIsOneLine) { EXPECT_THAT(run_parley({"--version"}).out, testing::MatchesRegex("parley [0-9.]+\n")); }

TEST(Usage, WithoutACommandIsWrong) {
  const Ran ran = run_parley({});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST(Usage, OfAnUnknownCommandSuggestsTheNearest) {
  const Ran ran = run_parley({"setle", "case"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("there is no command setle; did you mean settle?"));
}

TEST(Usage, OfAnUnknownOptionSuggestsTheNearest) {
  const Ran ran = run_parley({"settle", "case", "--wolrds", "5"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("there is no option --wolrds; did you mean --worlds?"));
}

TEST(Usage, OfABadNumberIsWrong) {
  for (const char* bad : {"0", "-5", "many", "1e99", ""})
    EXPECT_EQ(run_parley({"settle", "case", "--worlds", bad}).status, 2) << bad;
  EXPECT_THAT(run_parley({"settle", "case", "--seed", "-1"}).err,
              HasSubstr("--seed: '-1' does not fit; expected a whole number from 0"));
}

TEST(Usage, OfABadWordSuggestsTheNearest) {
  const Ran ran = run_parley({"settle", "case", "--sequence", "sobl"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("expected random or sobol; did you mean sobol?"));
}

TEST(Usage, OfABadDateSaysWhatIsExpected) {
  const Folder folder;
  const Ran ran = run_parley({"positions", folder.make_case(), "--as-of", "yesterday"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("expected one like 2025-02-14"));
}

TEST(Usage, OfAnOptionThatIsGivenTwiceOrWithNothingIsWrong) {
  const Folder folder;
  const std::string c = folder.make_case();
  const std::vector<std::vector<std::string>> wrong = {
      {"--lever", "gates=open", "--lever", "gates=shut"}, {"--as-of", ""}, {"--known-at", ""}, {"--checkpoint", ""}};
  for (std::vector<std::string> words : wrong) {
    words.insert(words.begin(), {"settle", c});
    EXPECT_EQ(run_parley(words).status, 2) << words[2];
  }
}

TEST(Usage, OfAnUnknownLeverOrSourceOrPackageIsWrong) {
  const Folder folder;
  const std::string c = folder.make_case();
  const Ran lever = run_parley({"settle", c, "--lever", "gate=open"});
  EXPECT_EQ(lever.status, 2);
  EXPECT_THAT(lever.err, HasSubstr("expected one of 'gates'"));
  EXPECT_EQ(run_parley({"settle", c, "--lever", "gates"}).status, 2);
  const Ran source = run_parley({"settle", c, "--without", "nobody"});
  EXPECT_EQ(source.status, 2);
  EXPECT_THAT(source.err, HasSubstr("expected one of 'judgements', '"));
  const Ran ran = run_parley({"why", c, "work=joint"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("works"));
}

TEST(Usage, ClosedStandardOutputIsAnErrorWithAMessage) {
  const Folder folder;
  const Ran ran = run_parley({"check", folder.make_case()}, {.stdout_to = "-"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("cannot write to standard output"));
}

TEST(Usage, AFullDiskIsAnErrorWithAMessage) {
  const Folder folder;
  const Ran ran = run_parley({"check", folder.make_case()}, {.stdout_to = "/dev/full"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("cannot write to standard output"));
}

TEST(Usage, AReaderThatHasSeenEnoughIsNoError) {
  const Folder folder;
  const Ran ran = run_shell("$PARLEY positions " + folder.make_case() + " --json | head -c 10");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out.size(), 10u);
  EXPECT_THAT(ran.err, testing::Not(HasSubstr("write")));
}

TEST(Completion, IsMadeForEachShellAndNamesEveryCommand) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Ran ran = run_parley({"completion", shell});
    EXPECT_EQ(ran.status, 0);
    for (const char* word : {"positions", "settle", "as-of", "known-at", "matrix"})
      EXPECT_THAT(ran.out, HasSubstr(word)) << shell;
  }
  EXPECT_EQ(run_parley({"completion", "tcsh"}).status, 2);
}

TEST(Completion, CompletesNoEmptyWord) {
  EXPECT_THAT(run_parley({"completion", "fish"}).out, testing::Not(HasSubstr("-a  -d")));
  EXPECT_THAT(run_parley({"completion", "bash"}).out, testing::Not(HasSubstr("words=' ")));
}

TEST(Completion, OfBashCompletesCommandsAndOptions) {
  const Ran ran = run_shell(
      "command -v bash >/dev/null || exit 0; bash -c '. <($PARLEY completion bash); COMP_WORDS=(parley sett); "
      "COMP_CWORD=1; _parley; "
      "echo ${COMPREPLY[*]}; COMP_WORDS=(parley settle x --kno); COMP_CWORD=3; _parley; echo ${COMPREPLY[*]}'");
  EXPECT_EQ(ran.out, "settle\n--known-at\n");
}

}  // namespace
}  // namespace parley
