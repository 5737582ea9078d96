#include "casebook/casebook.h"

#include <gtest/gtest.h>

#include "case_folder.h"

namespace parley {
namespace {

constexpr std::string_view full_case = R"(title: A short title
note: What the case is about.
as_of: 2025-02-14
parties:
  - id: ukraine
    name: Ukraine
    kind: principal
    aliases: [Kyiv, the Ukrainian government]
    rank: 2
    firmness: 0.9
    no_deal:
      territory: line
      talks: [none, frozen]
      force: {none: 0.7, observers: 0.3}
    silent: refuse
  - usa
  - id: russia
    reservation: 40..50
  - {id: hungary, kind: voice, plural: true}
  - id: nato
    name: NATO
    kind: body
    members: [usa, hungary]
    rule: quota
    quota: 101
    weights: {usa: 100}
    silent: consent
no_deal: {territory: fighting-on, price: 5.0}
people:
  - id: zelenskyy
    name: Volodymyr Zelenskyy
    aliases: Zelenskyy
    party: ukraine
    rank: 5
offices:
  - id: president-of-ukraine
    name: President of Ukraine
    party: ukraine
    rank: 10
    holders:
      - {person: zelenskyy, from: 2019-05-20}
issues:
  - id: territory
    question: Which land is whose?
    kind: ordered
    concerns: [usa, ukraine]
    options:
      - id: line
        name: The line of control
        needs: nato
      - id: fighting-on
        only_without_deal: true
      - pre-2014
  - {id: talks, options: [none, frozen]}
  - {id: force, options: [none, observers]}
  - {id: price, kind: numeric, unit: million euros, min: -0.5, max: 10, step: 1/2}
levers:
  - id: arms
    actor: usa
    options: [{id: continued, name: goes on}, stopped]
    now: continued
rules:
  - id: one
    formula: talks = none -> force = none
    note: A note.
    fixed: true
  - territory != pre-2014
firmness: {all: 1, statements: {s12: [0.5, 0.9]}}
drafts:
  - id: plan-a
    name: Plan A
    clauses: {territory: line, price: 2.50}
)";

TEST(Casebook, AFullCaseIsReadWithoutAWord) {
  const ReadCase read = read_yaml(full_case);
  EXPECT_EQ(listed(read.problems), "");
  const Casebook& book = read.book;
  EXPECT_EQ(book.title, "A short title");
  EXPECT_EQ(book.as_of->text, "2025-02-14");
  ASSERT_EQ(book.parties.size(), 5u);
  EXPECT_EQ(book.parties[1].name, "usa");
  EXPECT_EQ(book.parties[0].aliases, (std::vector<std::string>{"Kyiv", "the Ukrainian government"}));
  EXPECT_EQ(book.parties[0].rank, 2);
  EXPECT_DOUBLE_EQ(book.parties[0].firmness->low(), 0.9);
  EXPECT_EQ(book.parties[0].silent, SilentVote::refuse);
  EXPECT_EQ(book.parties[1].silent, SilentVote::by_reading);
  EXPECT_EQ(book.parties[3].kind, PartyKind::voice);
  EXPECT_TRUE(book.parties[3].plural);
  EXPECT_FALSE(book.parties[0].plural);
}

TEST(Casebook, ABodyHasMembersARuleAndWeights) {
  const Casebook book = read_yaml(full_case).book;
  const Party& nato = book.parties[4];
  EXPECT_EQ(nato.kind, PartyKind::body);
  EXPECT_EQ(nato.members, (std::vector<int>{1, 3}));
  EXPECT_EQ(nato.rule, VotingRule::quota);
  EXPECT_EQ(nato.quota.text, "101");
  ASSERT_EQ(nato.vote_weights.size(), 2u);
  EXPECT_EQ(nato.vote_weights[0].value, 100);
  EXPECT_EQ(nato.vote_weights[1].value, 1);
  EXPECT_EQ(nato.silent, SilentVote::consent);
}

TEST(Casebook, NoDealIsAnOptionSeveralOrShares) {
  const Casebook book = read_yaml(full_case).book;
  const auto& own = book.parties[0].no_deal;
  ASSERT_EQ(own.size(), 4u);
  EXPECT_EQ(own.at(0)[0].option, 0) << "its own goes before that of all";
  EXPECT_DOUBLE_EQ(own.at(1)[1].share, 0.5);
  EXPECT_DOUBLE_EQ(own.at(2)[0].share, 0.7);
  EXPECT_EQ(own.at(3)[0].option, 11) << "5.0 is the option 5";
  EXPECT_EQ(book.parties[1].no_deal.at(0)[0].option, 1);
  EXPECT_TRUE(book.parties[2].no_deal.empty()) << "a reservation value stands in its place";
  EXPECT_DOUBLE_EQ(book.parties[2].reservation->high(), 50);
  EXPECT_TRUE(book.parties[3].no_deal.empty()) << "only principals have one";
}

TEST(Casebook, PeopleAndOfficesSpeakForParties) {
  const Casebook book = read_yaml(full_case).book;
  EXPECT_EQ(book.people[0].party, 0);
  EXPECT_EQ(book.people[0].aliases, (std::vector<std::string>{"Zelenskyy"}));
  ASSERT_EQ(book.offices[0].holders.size(), 1u);
  EXPECT_EQ(book.offices[0].party, 0);
  EXPECT_EQ(book.offices[0].holders[0].person, 0);
  EXPECT_EQ(book.offices[0].holders[0].from->text, "2019-05-20");
  EXPECT_FALSE(book.offices[0].holders[0].to);
}

TEST(Casebook, AnOrderedIssueRanksWhatCanBeAgreed) {
  const Casebook book = read_yaml(full_case).book;
  const Issue& territory = book.issues[0];
  EXPECT_EQ(territory.options[0].position.value, 0);
  EXPECT_EQ(territory.options[2].position.value, 1);
  EXPECT_TRUE(territory.options[1].only_without_deal);
  EXPECT_EQ(territory.options[0].needs, (std::vector<int>{4}));
  EXPECT_EQ(territory.concerns, (std::vector<int>{1, 0}));
  EXPECT_FALSE(book.issues[1].concerns);
}

TEST(Casebook, ANumericIssueHasItsGridExactly) {
  const Casebook book = read_yaml(full_case).book;
  const Issue& price = book.issues[3];
  ASSERT_EQ(price.options.size(), 22u);
  EXPECT_EQ(price.options[0].id, "-0.5");
  EXPECT_EQ(price.options[1].id, "0");
  EXPECT_EQ(price.options[2].id, "0.5");
  EXPECT_EQ(price.options[21].id, "10");
  EXPECT_EQ(price.find_option("10.00"), 21);
  EXPECT_EQ(price.find_option("5/2"), 6);
  EXPECT_EQ(price.find_option("2.4"), -1);
  EXPECT_EQ(price.find_option("much"), -1);
}

TEST(Casebook, AGridOfThirdsIsWrittenInFractions) {
  const Casebook book =
      read_yaml("title: t\nparties: [a]\nissues: [{id: n, kind: numeric, min: 0, max: 1, step: 1/3}]").book;
  ASSERT_EQ(book.issues[0].options.size(), 4u);
  EXPECT_EQ(book.issues[0].options[1].id, "1/3");
  EXPECT_EQ(book.issues[0].options[3].id, "1");
}

TEST(Casebook, LeversRulesFirmnessAndDrafts) {
  const Casebook book = read_yaml(full_case).book;
  EXPECT_EQ(book.levers[0].actor, 1);
  EXPECT_EQ(book.levers[0].now, 0);
  EXPECT_EQ(book.levers[0].options[0].name, "goes on");
  ASSERT_EQ(book.rules.size(), 2u);
  EXPECT_TRUE(book.rules[0].fixed);
  EXPECT_EQ(book.rules[1].id, "rule-2");
  EXPECT_EQ(book.rules[1].formula.text, "territory != pre-2014");
  EXPECT_EQ(book.firmness->text, "1");
  EXPECT_DOUBLE_EQ(book.statement_firmness.at("s12").high(), 0.9);
  EXPECT_EQ(book.statement_firmness_places.at("s12").line, 68u);
  EXPECT_EQ(book.drafts[0].clauses, (std::map<int, int>{{0, 0}, {3, 6}}));
}

TEST(Casebook, ItsIdIsTheNameOfTheFolder) {
  const CaseFolder folder(full_case);
  std::vector<Problem> problems;
  EXPECT_EQ(read_casebook(folder.path(), problems).id, folder.path().filename().string());
  EXPECT_EQ(read_casebook(folder.path().string() + "/", problems).id, folder.path().filename().string());
}

TEST(Casebook, AByteOrderMarkAndWindowsLineEndsAreRead) {
  const ReadCase read =
      read_yaml("\xEF\xBB\xBFtitle: t\r\nparties: [a]\r\nissues:\r\n  - id: i\r\n    options: [x, x]\r\n");
  EXPECT_EQ(listed(read.problems), "5:18 error issue `i` has an option `x` already; expected an id of its own\n");
  EXPECT_EQ(read.problems[0].source_line, "    options: [x, x]");
  EXPECT_EQ(read.book.title, "t");
}

}  // namespace
}  // namespace parley
