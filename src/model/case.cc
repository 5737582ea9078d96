#include "model/case.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "evidence/statement_reader.h"
#include "model/case_texts.h"
#include "model/check.h"

namespace parley {

Case read_case(const std::filesystem::path& folder, std::vector<Problem>& problems) {
  return read_case(folder, {}, problems);
}

Case read_case(const std::filesystem::path& folder, const CaseTexts& texts, std::vector<Problem>& problems) {
  Case c;
  c.casebook = read_casebook(folder, texts, problems);
  // Of a case.yaml that is no YAML nothing is known: every row would name what is not there.
  if (c.casebook.parties.empty() && c.casebook.issues.empty()) return c;
  c.statements = read_statements(c.casebook, texts, problems);
  check_case(c, problems);
  return c;
}

Case load_case(const std::filesystem::path& folder) {
  std::vector<Problem> problems;
  Case c = read_case(folder, problems);
  throw_if_errors(problems);
  return c;
}

namespace {

/// Every id that --without may name, those that leave something out before the others.
std::vector<std::string> source_names(const Case& c) {
  std::vector<std::string> names{"judgements"};
  for (const Source& source : c.casebook.documents) names.push_back(source.id);
  const std::size_t speakers = names.size();
  for (const Person& person : c.casebook.people) names.push_back(person.id);
  for (const Office& office : c.casebook.offices) names.push_back(office.id);
  for (const Party& party : c.casebook.parties) names.push_back(party.id);
  std::set<std::string_view> spoke;
  for (const Statement& row : c.statements) spoke.insert(row.speaker);
  std::stable_partition(names.begin() + static_cast<std::ptrdiff_t>(speakers), names.end(),
                        [&](const std::string& name) { return spoke.contains(name); });
  return names;
}

/// What there is, in a message: "one of 'a', 'b', 'c'", of many the first ones.
std::string one_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 16;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i > 0 ? ", '" : "one of '") + names[i] + "'";
  if (names.size() > most) text += " and " + std::to_string(names.size() - most) + " more";
  return text;
}

Problem unknown_name(const std::string& what, const std::string& name, const std::vector<std::string>& candidates) {
  Problem problem;
  problem.message = what + " '" + name + "' is not in the case" + (candidates.empty() ? ", which has none" : "");
  problem.expected = one_of(candidates);
  if (auto near = did_you_mean(name, candidates)) problem.hint = "did you mean '" + *near + "'?";
  return problem;
}

std::vector<std::string> lever_option_ids(const Lever& lever) {
  std::vector<std::string> ids;
  for (const LeverOption& option : lever.options) ids.push_back(option.id);
  return ids;
}

template <class Item>
std::vector<std::string> ids_of(const std::vector<Item>& items) {
  std::vector<std::string> ids;
  for (const Item& item : items) ids.push_back(item.id);
  return ids;
}

}  // namespace

void check_filter(const Case& c, const Filter& filter) {
  std::vector<Problem> problems;
  const auto names = source_names(c);
  for (const std::string& name : filter.without)
    if (std::find(names.begin(), names.end(), name) == names.end())
      problems.push_back(unknown_name("source", name, names));
  for (const auto& [lever_id, option_id] : filter.levers) {
    const int lever = c.casebook.find_lever(lever_id);
    if (lever < 0) {
      problems.push_back(unknown_name("lever", lever_id, ids_of(c.casebook.levers)));
      continue;
    }
    const auto ids = lever_option_ids(c.casebook.levers[lever]);
    if (std::find(ids.begin(), ids.end(), option_id) == ids.end())
      problems.push_back(unknown_name("option of lever " + lever_id, option_id, ids));
  }
  throw_if_errors(problems);
}

std::vector<bool> kept_statements(const Case& c, const Filter& filter) {
  std::vector<bool> kept(c.statements.size(), true);
  auto is_without = [&](const std::string& name) {
    return std::find(filter.without.begin(), filter.without.end(), name) != filter.without.end();
  };
  // A report that is left out is left out of every paper that carries it.
  std::vector<bool> left_out(c.casebook.documents.size(), false);
  for (int d = 0; d < static_cast<int>(left_out.size()); ++d)
    if (is_without(c.casebook.documents[d].id)) left_out[c.casebook.source_of(d)] = true;
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    const Statement& row = c.statements[s];
    if (filter.as_of && row.date.last > *filter.as_of) kept[s] = false;
    if (filter.known_at && row.document >= 0) {
      const auto& published = c.casebook.documents[row.document].date;
      if (published && published->last > *filter.known_at) kept[s] = false;
    }
    if (row.standing == Standing::judgement && is_without("judgements")) kept[s] = false;
    if (row.document >= 0 && left_out[c.casebook.source_of(row.document)]) kept[s] = false;
    if (!row.speaker.empty() && is_without(row.speaker)) kept[s] = false;
  }
  return kept;
}

Package parse_package(const Case& c, std::string_view text) {
  const Casebook& book = c.casebook;
  Package package(book.issues.size(), -1);
  if (const int draft = book.find_draft(text); draft >= 0) {
    for (const auto& [issue, option] : book.drafts[draft].clauses) package[issue] = option;
    return package;
  }
  std::vector<Problem> problems;
  if (text.find('=') == std::string_view::npos) {
    Problem problem = unknown_name("draft", std::string(text), ids_of(book.drafts));
    problem.expected = "a draft's name, or issue=option,issue=option,…";
    throw Error(problem);
  }
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    std::string_view clause = text.substr(begin, end - begin);
    while (!clause.empty() && clause.front() == ' ') clause.remove_prefix(1);
    while (!clause.empty() && clause.back() == ' ') clause.remove_suffix(1);
    begin = end + 1;
    const std::size_t equals = clause.find('=');
    if (equals == std::string_view::npos) {
      Problem problem;
      problem.message = "'" + std::string(clause) + "' is no clause";
      problem.expected = "issue=option";
      problems.push_back(problem);
      continue;
    }
    const std::string issue_id(clause.substr(0, equals));
    const std::string option_id(clause.substr(equals + 1));
    const int issue = book.find_issue(issue_id);
    if (issue < 0) {
      problems.push_back(unknown_name("issue", issue_id, ids_of(book.issues)));
      continue;
    }
    const int option = book.issues[issue].find_option(option_id);
    if (option < 0) {
      problems.push_back(unknown_name("option of " + issue_id, option_id, ids_of(book.issues[issue].options)));
    } else if (book.issues[issue].options[option].only_without_deal) {
      Problem problem;
      problem.message = "option '" + option_id + "' of " + issue_id + " exists only without a deal";
      problem.expected = "an option that can be agreed";
      problems.push_back(problem);
    } else if (package[issue] >= 0) {
      Problem problem;
      problem.message = "issue '" + issue_id + "' stands twice in the package";
      problems.push_back(problem);
    } else {
      package[issue] = option;
    }
  }
  throw_if_errors(problems);
  return package;
}

std::string package_ids(const Case& c, const Package& package) {
  std::string text;
  for (std::size_t i = 0; i < package.size(); ++i) {
    if (package[i] < 0) continue;
    if (!text.empty()) text += ",";
    text += c.casebook.issues[i].id + "=" + c.casebook.issues[i].options[package[i]].id;
  }
  return text;
}

}  // namespace parley
