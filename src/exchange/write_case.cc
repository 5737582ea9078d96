// A scenario as a case: ids made of names, each value and each weight a judgement.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "evidence/slug.h"
#include "evidence/statement_table.h"
#include "exchange/new_case.h"
#include "exchange/scenario.h"

namespace parley {
namespace {

// Ids for names, each another one.
class Ids {
 public:
  std::string operator()(std::string_view name) {
    const auto base = short_id(name);
    auto& number = used_[base];
    std::string id;
    do id = ++number == 1 ? base : fmt::format("{}-{}", base, number);
    while (!taken_.insert(id).second);
    return id;
  }

 private:
  std::map<std::string, int> used_;
  std::set<std::string> taken_;
};

class CaseWriter {
 public:
  explicit CaseWriter(const Scenario& scenario) : scenario_(scenario) {}

  void make_plan() {
    plan.title = scenario_.title;
    plan.note = scenario_.note;
    Ids party_ids, issue_ids;
    for (const auto& party : scenario_.parties)
      plan.parties.push_back({party_ids(party.name), party.name,
                              party.reservation ? number_text(*party.reservation, rounded) : std::string()});
    for (const auto& issue : scenario_.issues) {
      auto& named = plan.issues.emplace_back(NamedIssue{issue_ids(issue.name), issue.name});
      Ids option_ids;
      if (issue.numeric) {
        named.min = issue.min.text, named.max = issue.max.text, named.step = issue.step.text;
        for (const auto& number : issue.options) named.options.push_back({number, number});
      } else {
        for (const auto& option : issue.options) named.options.push_back({option_ids(option), option});
      }
    }
  }

  void judge() {
    for (std::size_t p = 0; p < scenario_.parties.size(); ++p)
      for (std::size_t i = 0; i < scenario_.issues.size(); ++i) {
        const auto& party = scenario_.parties[p];
        if (party.values[i].empty()) continue;
        if (party.weights[i] != 1) row(p, i, "weight").text(Column::importance) = text(party.weights[i]);
        for (std::size_t o = 0; o < party.values[i].size(); ++o) {
          auto& judgement = row(p, i, plan.issues[i].options[o].id);
          judgement.text(Column::option) = plan.issues[i].options[o].id;
          judgement.text(Column::stance) = text(party.values[i][o]);
        }
      }
    for (std::size_t p = 0; p < scenario_.parties.size(); ++p)
      for (std::size_t b = 0; b < scenario_.parties[p].boxes.size(); ++b) {
        const ScenarioBox& box = scenario_.parties[p].boxes[b];
        auto& term = judgement(p, fmt::format("t{}", b + 1), box.reason);
        term.text(Column::stance) = text(box.worth);
        term.text(Column::condition) = condition(box);
      }
  }

  NewCase plan;
  StatementTable table;
  bool rounded = false;

 private:
  std::string text(const Rational& value) { return number_text(value, rounded); }

  // A box as a formula; bounds that nothing meets as what is in no option.
  std::string condition(const ScenarioBox& box) const {
    std::string all;
    for (const ScenarioBound& bound : box.bounds) {
      const NamedIssue& issue = plan.issues[static_cast<std::size_t>(bound.issue)];
      const int last = static_cast<int>(issue.options.size()) - 1;
      const bool none = bound.first > bound.last;
      const auto& from = issue.options[static_cast<std::size_t>(none ? 0 : bound.first)].id;
      const auto& to = issue.options[static_cast<std::size_t>(none ? last : bound.last)].id;
      all += fmt::format("{}{} {} {}", all.empty() ? "" : " and ", issue.id, none ? "!=" : "=",
                         from == to ? from : fmt::format("{}..{}", from, to));
    }
    return box.outside ? fmt::format("not ({})", all) : all;
  }

  StatementRow& row(std::size_t party, std::size_t issue, const std::string& what) {
    auto& row =
        judgement(party, fmt::format("{}-{}", plan.issues[issue].id, what), scenario_.parties[party].reasons[issue]);
    row.text(Column::issue) = plan.issues[issue].id;
    return row;
  }

  StatementRow& judgement(std::size_t party, const std::string& what, const std::string& reason) {
    const auto base = fmt::format("m-{}-{}", what, plan.parties[party].id);
    const auto id = unused(base, [&](const std::string& other) { return ids_.contains(other); });
    ids_.insert(id);
    auto& row = table.rows.emplace_back();
    row.text(Column::id) = id;
    row.text(Column::party) = plan.parties[party].id;
    row.text(Column::form) = "judgement";
    row.text(Column::note) = reason;
    return row;
  }

  const Scenario& scenario_;
  std::set<std::string> ids_;
};

}  // namespace

CaseImport write_case(const std::filesystem::path& folder, const ScenarioImport& import) {
  if (std::filesystem::exists(folder / "case.yaml"))
    throw Error("there is a case here already", (folder / "case.yaml").string(), "a new folder");
  if (std::filesystem::exists(folder / "statements.csv"))
    throw Error("this folder holds statements but no case", (folder / "statements.csv").string(), "a new folder");
  CaseWriter writer(import.scenario);
  writer.make_plan();
  writer.judge();
  make_case(folder, writer.plan, writer.table);
  CaseImport result;
  for (const auto& party : writer.plan.parties) result.parties.push_back(party.id);
  for (const auto& issue : writer.plan.issues) result.issues.push_back(issue.id);
  result.judgements = writer.table.rows.size();
  result.warnings = import.warnings;
  result.note = import.scenario.note;
  if (writer.rounded) result.warnings.push_back(warning("numbers of more than 40 characters are rounded to 25 digits"));
  return result;
}

Rational value_of(const ScenarioParty& party, const std::vector<int>& package) {
  Rational value = 0;
  for (std::size_t i = 0; i < party.values.size(); ++i)
    if (!party.values[i].empty()) value += party.weights[i] * party.values[i][package[i]];
  for (const auto& box : party.boxes) {
    const bool within = std::ranges::all_of(box.bounds, [&](const ScenarioBound& bound) {
      return bound.first <= package[bound.issue] && package[bound.issue] <= bound.last;
    });
    if (within != box.outside) value += box.worth;
  }
  return value;
}

}  // namespace parley
