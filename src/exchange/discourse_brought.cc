#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/ascii.h"
#include "evidence/slug.h"
#include "evidence/words.h"
#include "exchange/discourse.h"
#include "exchange/utf16.h"
#include "report/words.h"
#include "text/original_offsets.h"
#include "text/read.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

// What the names of a discourse are in a case. `actor` is the party of an organization or, without one, of a person;
// `speaker` the id of who speaks; `cell` the issue and option of a concept.
struct Names {
  std::map<std::string, std::string> actor;
  std::map<std::pair<std::string, std::string>, std::string> speaker;  // by person and organization
  std::map<std::string, std::pair<std::string, std::string>> cell;
};

const std::string& actor_of(const DiscourseStatement& s) { return s.organization.empty() ? s.person : s.organization; }

// Where a concept may be parted into an issue and its option: "A: b: c" at each colon.
std::vector<std::pair<std::string, std::string>> parts_of(const std::string& concept_name) {
  std::vector<std::pair<std::string, std::string>> parts;
  for (std::size_t at = concept_name.find(": "); at != std::string::npos; at = concept_name.find(": ", at + 1))
    parts.emplace_back(concept_name.substr(0, at), concept_name.substr(at + 2));
  return parts;
}

// The name of a person in another organization than the first one.
std::string name_of_several(const std::string& person, const std::string& organization) {
  return person + " (" + organization + ")";
}

// Names for a case that is made of them.
class Planner {
 public:
  Planner(const Discourse& discourse, NewCase& plan) : discourse_(discourse), plan_(plan) {}

  Names run() {
    std::map<std::string, std::set<std::string>> options;  // that follow a beginning
    for (const auto& s : discourse_.statements)
      for (const auto& [issue, option] : parts_of(s.concept_name)) options[issue].insert(option);
    for (const auto& s : discourse_.statements) {
      const std::string& actor = actor_of(s);
      if (names_.actor.try_emplace(actor).second) {
        names_.actor[actor] = new_id(actor, actor_ids_);
        plan_.parties.push_back({names_.actor[actor], actor});
      }
      add_speaker(s);
      if (names_.cell.try_emplace(s.concept_name).second) add_concept(s.concept_name, options);
    }
    return std::move(names_);
  }

 private:
  static std::string new_id(const std::string& name, std::set<std::string>& taken) {
    const std::string id = unused(short_id(name), [&](const std::string& other) { return taken.contains(other); });
    taken.insert(id);
    return id;
  }

  // A person who speaks for several organizations is a person of each.
  void add_speaker(const DiscourseStatement& s) {
    const auto [entry, fresh] = names_.speaker.try_emplace({s.person, s.organization});
    if (!fresh) return;
    if (s.person.empty() || s.organization.empty()) {
      entry->second = names_.actor[actor_of(s)];
      return;
    }
    const bool again = !persons_.insert(s.person).second;
    const std::string name = again ? name_of_several(s.person, s.organization) : s.person;
    entry->second = new_id(name, actor_ids_);
    plan_.people.push_back({entry->second, name, names_.actor[s.organization]});
  }

  void add_concept(const std::string& name, const std::map<std::string, std::set<std::string>>& options) {
    for (const auto& [issue, option] : parts_of(name)) {
      if (options.at(issue).size() < 2) continue;
      NamedIssue& named = plan_.issue(issue_id(issue), issue);
      std::set<std::string> taken;
      for (const Named& other : named.options) taken.insert(other.id);
      named.options.push_back({new_id(option, taken), option});
      names_.cell[name] = {named.id, named.options.back().id};
      return;
    }
    NamedIssue& named = plan_.issue(issue_id(name), name);
    named.options = {{"yes", "yes"}, {"no", "no"}};
    names_.cell[name] = {named.id, "yes"};
  }

  std::string issue_id(const std::string& name) {
    std::string& id = issues_[name];
    if (id.empty()) id = new_id(name, issue_ids_);
    return id;
  }

  const Discourse& discourse_;
  NewCase& plan_;
  Names names_;
  std::set<std::string> actor_ids_, issue_ids_, persons_;
  std::map<std::string, std::string> issues_;
};

// Names looked up in a case that is there.
class Lookup {
 public:
  Lookup(const Discourse& discourse, const Casebook& book, std::string from)
      : discourse_(discourse), book_(book), from_(std::move(from)) {}

  Names run() {
    Names names;
    for (const auto& s : discourse_.statements) {
      if (const auto [entry, fresh] = names.actor.try_emplace(actor_of(s)); fresh) entry->second = party(actor_of(s));
      if (const auto [entry, fresh] = names.speaker.try_emplace({s.person, s.organization}); fresh)
        entry->second = s.person.empty() ? names.actor[actor_of(s)] : speaker(s.person, s.organization);
      if (const auto [entry, fresh] = names.cell.try_emplace(s.concept_name); fresh)
        entry->second = cell(s.concept_name);
    }
    throw_if_errors(problems_);
    return names;
  }

 private:
  void unknown(std::string_view what, const std::string& name, std::string expected) {
    Problem problem;
    problem.place.file = from_;
    problem.message = fmt::format("the case has no {} '{}'", what, name);
    problem.expected = std::move(expected);
    problem.hint = "add it, or an alias, to case.yaml";
    problems_.push_back(std::move(problem));
  }

  std::string party(const std::string& name) {
    if (const int p = find_named(book_.parties, name); p >= 0) return book_.parties[p].id;
    unknown("party", name, "the id, name or alias of a party");
    return {};
  }

  std::string speaker(const std::string& name, const std::string& organization) {
    if (const int p = find_named(book_.people, name_of_several(name, organization)); p >= 0) return book_.people[p].id;
    if (const int p = find_named(book_.people, name); p >= 0) return book_.people[p].id;
    if (const int o = find_named(book_.offices, name); o >= 0) return book_.offices[o].id;
    if (const int p = find_named(book_.parties, name); p >= 0) return book_.parties[p].id;
    unknown("person, office or party", name, "the id, name or alias of one");
    return {};
  }

  std::pair<std::string, std::string> cell(const std::string& name) {
    for (const auto& [issue, option] : parts_of(name))
      if (const int i = find_named(book_.issues, issue); i >= 0)
        if (const int o = find_named(book_.issues[i].options, option); o >= 0)
          return {book_.issues[i].id, book_.issues[i].options[o].id};
    std::vector<std::pair<std::string, std::string>> options;
    for (const Issue& issue : book_.issues)
      if (const int o = find_named(issue.options, name); o >= 0) options.emplace_back(issue.id, issue.options[o].id);
    if (options.size() == 1) return options.front();
    if (const int i = find_named(book_.issues, name); i >= 0)
      if (const int o = book_.issues[i].find_option("yes"); o >= 0) return {book_.issues[i].id, "yes"};
    unknown("issue with the option", name,
            "\"issue: option\", or the name of one option alone, or of an issue with the option `yes`");
    return {};
  }

  const Discourse& discourse_;
  const Casebook& book_;
  std::string from_;
  std::vector<Problem> problems_;
};

BroughtText text_of(const DiscourseDocument& d) {
  BroughtText text;
  text.source.id = d.title.empty() ? fmt::format("document-{}", d.id) : d.title;
  text.source.file = "document.txt";
  text.source.title = d.title;
  text.source.publisher = d.source;
  if (!d.author.empty()) text.source.authors = {d.author};
  text.source.note = d.notes;
  if (d.seconds != 0) text.source.date = parse_date(format_day(day_of(d.seconds)));
  text.bytes = d.text;
  return text;
}

}  // namespace

Brought brought_from(const Discourse& all, const fs::path& folder, const std::string& from) {
  Discourse discourse = all;
  std::erase_if(discourse.statements, [](const auto& s) { return actor_of(s).empty() || s.concept_name.empty(); });
  Brought brought;
  brought.warnings = discourse.warnings;
  if (const std::size_t left = all.statements.size() - discourse.statements.size(); left > 0)
    brought.warnings.push_back(warning(counted(left, "statement is", "statements are") +
                                           " left out: without person and organization, or without concept",
                                       from));
  Names names;
  if (fs::exists(folder / "case.yaml")) {
    std::vector<Problem> problems;
    const Casebook book = read_casebook(folder, problems);
    throw_if_errors(problems);
    names = Lookup(discourse, book, from).run();
  } else {
    const fs::path name = folder.filename().empty() ? folder.parent_path().filename() : folder.filename();
    brought.plan.title = name.string();
    brought.plan.note = "Made from " + fs::path(from).filename().string() + ".";
    names = Planner(discourse, brought.plan).run();
  }

  std::vector<std::size_t> index(discourse.documents.size());
  std::vector<Document> documents(discourse.documents.size());
  std::vector<Utf16Offsets> offsets;
  std::vector<OriginalOffsets> originals;
  for (std::size_t d = 0; d < discourse.documents.size(); ++d) {
    const BroughtText text = text_of(discourse.documents[d]);
    offsets.emplace_back(utf32(text.bytes));
    originals.emplace_back(text.bytes, documents[d]);
    if (trimmed(text.bytes).empty()) continue;
    index[d] = brought.texts.size();
    documents[d] = parse_document(text.bytes, {}, text.source.file);
    brought.texts.push_back(text);
  }
  for (const auto& s : discourse.statements) {
    const auto& at = offsets[s.document];
    const OriginalOffsets& original = originals[s.document];
    const Span span = original({at.code_point_of(s.begin), at.code_point_of(s.end)});
    BroughtRow row{index[s.document], {}};
    row.row.text(Column::id) = fmt::format("dna-{}", s.id);
    set_passage(row.row, documents[s.document], span);
    row.row.text(Column::speaker) = names.speaker[{s.person, s.organization}];
    row.row.text(Column::party) = names.actor[actor_of(s)];
    row.row.text(Column::form) = form_name(Form::indirect);
    std::tie(row.row.text(Column::issue), row.row.text(Column::option)) = names.cell[s.concept_name];
    row.row.text(Column::stance) = stance_name(s.agreement ? StanceClass::favour : StanceClass::oppose);
    row.row.text(Column::coder) = s.coder;
    brought.rows.push_back(std::move(row));
  }
  return brought;
}

}  // namespace parley
