#include "exchange/matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../evidence/case_folder.h"
#include "core/error.h"

namespace parley {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Matrix : public testing::Test {
 protected:
  MatrixImport import(std::string_view csv) const {
    folder.write("matrix.csv", csv);
    return import_matrix(folder.path() / "matrix.csv", folder.path() / "case");
  }
  [[nodiscard]] Evidence evidence() const {
    Evidence e;
    e.casebook = read_casebook(folder.path() / "case", e.problems);
    e.statements = read_statements(e.casebook, e.problems);
    return e;
  }
  [[nodiscard]] std::vector<Problem> problems(std::string_view csv) const {
    try {
      import(csv);
    } catch (const Error& error) {
      return error.problems();
    }
    return {};
  }
  CaseFolder folder;
};

constexpr std::string_view two_parties =
    "issue,option,Ukraine,Russian Federation,reason\n"
    "Territory,The line of control,tolerate,favour,each holds what it holds\n"
    "Territory,Borders of 1991,Demand,reject,\n"
    "Money,none,,0.25,\n";

TEST_F(Matrix, MakesACaseOfItsNames) {
  const auto result = import(two_parties);
  EXPECT_TRUE(result.created);
  EXPECT_THAT(result.parties, ElementsAre("ukraine", "russian-federation"));
  EXPECT_THAT(result.issues, ElementsAre("territory", "money"));
  EXPECT_THAT(result.added, SizeIs(5));
  const auto e = evidence();
  EXPECT_THAT(e.messages(Severity::error), IsEmpty());
  EXPECT_EQ(e.casebook.parties.at(1).name, "Russian Federation");
  EXPECT_EQ(e.casebook.issues.at(0).options.at(1).id, "borders-of-1991");
  EXPECT_EQ(e.casebook.issues.at(0).options.at(1).name, "Borders of 1991");
}

TEST_F(Matrix, EachCellIsAJudgementWithItsReason) {
  import(two_parties);
  const auto e = evidence();
  ASSERT_THAT(e.statements, SizeIs(5));
  const auto& first = e.statements[0];
  EXPECT_EQ(first.id, "m-territory-the-line-of-control-ukraine");
  EXPECT_EQ(first.form, Form::judgement);
  EXPECT_EQ(first.standing, Standing::judgement);
  EXPECT_EQ(std::get<StanceClass>(*first.stance), StanceClass::tolerate);
  EXPECT_EQ(first.note, "each holds what it holds");
  EXPECT_EQ(e.statements[2].note, "matrix matrix.csv, row 3");
  EXPECT_EQ(std::get<StanceClass>(*e.statements[2].stance), StanceClass::demand);
  EXPECT_EQ(std::get<Quantity>(*e.statements[4].stance).text, "0.25");
}

TEST_F(Matrix, AnEmptyCellIsSilence) {
  import(two_parties);
  for (const auto& statement : evidence().statements) EXPECT_FALSE(statement.issue == 1 && statement.party == 0);
}

TEST_F(Matrix, ImportingAgainAddsNothing) {
  import(two_parties);
  const auto before = folder.read("case/statements.csv"), yaml = folder.read("case/case.yaml");
  const auto again = import(two_parties);
  EXPECT_FALSE(again.created);
  EXPECT_THAT(again.added, IsEmpty());
  EXPECT_THAT(again.replaced, IsEmpty());
  EXPECT_EQ(again.unchanged, 5u);
  EXPECT_EQ(folder.read("case/statements.csv"), before);
  EXPECT_EQ(folder.read("case/case.yaml"), yaml);
}

TEST_F(Matrix, AChangedCellReplacesItsStanceAndKeepsTheRestOfItsRow) {
  import("issue,option,A,B\nx,y,accept,oppose\n");
  auto csv = folder.read("case/statements.csv");
  const auto at = csv.find("m-x-y-b");
  csv.insert(csv.find("row 2", at) + 5, ", kept");  // a note of one's own
  folder.write("case/statements.csv", csv);
  const auto result = import("issue,option,A,B\nx,y,accept,reject\n");
  EXPECT_THAT(result.replaced, ElementsAre("m-x-y-b"));
  EXPECT_EQ(result.unchanged, 1u);
  const auto e = evidence();
  ASSERT_THAT(e.statements, SizeIs(2));
  EXPECT_EQ(std::get<StanceClass>(*e.statements[1].stance), StanceClass::reject);
  EXPECT_THAT(e.statements[1].note, HasSubstr("kept"));
}

TEST_F(Matrix, RowsThatAreThereStay) {
  import("issue,option,A,B\nx,y,accept,oppose\n");
  folder.write("case/statements.csv",
               folder.read("case/statements.csv") + "own,,,,,,a,judgement,,x,y,reject,,,,,,,me,\"a, \"\"b\"\"\"\r\n");
  import("issue,option,A,B\nx,y,favour,oppose\n");
  const auto e = evidence();
  ASSERT_THAT(e.statements, SizeIs(3));
  EXPECT_EQ(e.statements[2].id, "own");
  EXPECT_EQ(e.statements[2].note, "a, \"b\"");
}

TEST_F(Matrix, NamesOfACaseMatchByIdNameOrAliasWhateverTheirCase) {
  folder.write("case/case.yaml",
               "title: T\nparties: [{id: ua, name: Ukraine, aliases: [Kyiv]}, {id: ru, name: Russia}]\n"
               "issues: [{id: land, name: Territory, options: [{id: line, name: The line}, {id: b}]}]\n");
  const auto result = import("Issue;Option;kyiv;RU\nterritory;the line;accept;favour\n");
  EXPECT_THAT(result.added, ElementsAre("m-land-line-ua", "m-land-line-ru"));
}

TEST_F(Matrix, NamesThatACaseDoesNotHaveAreErrorsWithSuggestions) {
  import(two_parties);
  const auto before = folder.read("case/statements.csv");
  const auto found = problems("issue,option,Ukrane,ukraine\nTeritory,none,accept,accept\nMoney,nome,accept,accept\n");
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_THAT(found[0].hint, HasSubstr("kraine"));
  EXPECT_EQ(found[0].place.column, 14u);
  EXPECT_THAT(found[1].hint, HasSubstr("erritory"));
  EXPECT_EQ(found[1].place.line, 2u);
  EXPECT_THAT(found[2].hint, HasSubstr("none"));
  EXPECT_EQ(folder.read("case/statements.csv"), before);
}

TEST_F(Matrix, EveryBadCellIsAnErrorWithItsPlaceAndNothingIsWritten) {
  const auto found =
      problems("issue,option,A,B\nx,y,acept,nan\nx,z,1e999,critical demand\n,w,accept,\nx,,,accept\nx,y,,\n");
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const auto& problem : found) places.emplace_back(problem.place.line, problem.place.column);
  using P = std::pair<std::size_t, std::size_t>;
  EXPECT_THAT(places, ElementsAre(P{2, 5}, P{2, 11}, P{3, 5}, P{3, 11}, P{4, 1}, P{5, 3}, P{6, 3}));
  EXPECT_THAT(found[0].hint, HasSubstr("accept"));
  EXPECT_FALSE(folder.has("case"));
}

TEST_F(Matrix, WithoutItsColumnsItIsRefused) {
  EXPECT_THAT(problems(""), SizeIs(1));
  EXPECT_THAT(problems("issue,A\nx,accept\n"), SizeIs(1));
  EXPECT_THAT(problems("issue,option\nx,y\n"), SizeIs(1));
  EXPECT_THAT(problems("issue,option,A,a\nx,y,accept,accept\n"), SizeIs(1));
  EXPECT_THAT(problems("issue,option,A\n"), SizeIs(1));
  EXPECT_FALSE(folder.has("case"));
}

TEST_F(Matrix, StatementsWithoutACaseAreNotOverwritten) {
  folder.write("case/statements.csv", "id,note\ns1,x\n");
  EXPECT_THAT(problems(two_parties), SizeIs(1));
  EXPECT_EQ(folder.read("case/statements.csv"), "id,note\ns1,x\n");
}

TEST_F(Matrix, NamesAreKeptHoweverTheyAreWritten) {
  import("issue,option,\"A: \"\"x\"\" # y\",Б\n\"- [q]\",'y,accept,accept\n");
  const auto e = evidence();
  EXPECT_THAT(e.messages(Severity::error), IsEmpty());
  EXPECT_EQ(e.casebook.parties.at(0).name, "A: \"x\" # y");
  EXPECT_EQ(e.casebook.issues.at(0).name, "- [q]");
}

}  // namespace
}  // namespace parley
