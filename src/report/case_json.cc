#include "report/case_json.h"

#include <nlohmann/json.hpp>
#include <numeric>

#include "report/context.h"
#include "report/words.h"

namespace parley {
namespace {

std::string date_text(const std::optional<DateSpan>& date) { return date ? date->text : std::string(); }

Json date_or_null(const std::optional<DateSpan>& date) { return date ? Json(date->text) : Json(nullptr); }

std::string quantity_text(const auto& value, auto name) {
  using Class = std::decay_t<decltype(std::get<0>(value))>;
  if (const auto* word = std::get_if<Class>(&value)) return std::string(name(*word));
  return std::get<Quantity>(value).text;
}

Json no_deal_json(const Case& c, const Party& party) {
  Json json = Json::object();
  for (const auto& [issue, options] : party.no_deal) {
    Json list = Json::array();
    for (const NoDealOption& o : options)
      list.push_back({{"option", c.casebook.issues[issue].options[o.option].id}, {"share", o.share}});
    json[c.casebook.issues[issue].id] = std::move(list);
  }
  return json;
}

Json party_json(const Case& c, const Party& party) {
  constexpr std::string_view kinds[] = {"principal", "body", "voice"};
  constexpr std::string_view rules[] = {"unanimity", "majority", "quota"};
  constexpr std::string_view silences[] = {"by reading", "consent", "refuse"};
  Json json = {{"id", party.id},
               {"name", party.name},
               {"kind", kinds[static_cast<int>(party.kind)]},
               {"aliases", party.aliases}};
  if (party.plural) json["plural"] = true;
  if (party.kind == PartyKind::body) {
    json["members"] = party_ids(c, party.members);
    json["rule"] = rules[static_cast<int>(party.rule)];
    json["silent"] = silences[static_cast<int>(party.silent)];
  }
  if (!party.no_deal.empty()) json["no_deal"] = no_deal_json(c, party);
  if (party.reservation) json["reservation"] = party.reservation->text;
  return json;
}

Json person_json(const Casebook& book, int index) {
  Json offices = Json::array();
  for (const Office& office : book.offices)
    for (const Holder& holder : office.holders)
      if (holder.person == index)
        offices.push_back({{"id", office.id},
                           {"name", office.name},
                           {"party", office.party < 0 ? Json(nullptr) : Json(book.parties[office.party].id)},
                           {"from", date_or_null(holder.from)},
                           {"to", date_or_null(holder.to)}});
  const Person& person = book.people[index];
  return {{"id", person.id},
          {"name", person.name},
          {"offices", std::move(offices)},
          {"party", person.party < 0 ? Json(nullptr) : Json(book.parties[person.party].id)}};
}

Json issue_json(const Case& c, const Issue& issue, const IssueState& state) {
  constexpr std::string_view kinds[] = {"choice", "ordered", "numeric"};
  Json options = Json::array();
  for (const Option& o : issue.options)
    options.push_back({{"id", o.id},
                       {"name", o.name},
                       {"note", o.note},
                       {"needs", party_ids(c, o.needs)},
                       {"only_without_deal", o.only_without_deal}});
  return {{"id", issue.id},
          {"name", issue.name},
          {"question", issue.question},
          {"kind", kinds[static_cast<int>(issue.kind)]},
          {"unit", issue.unit},
          {"concerned", party_ids(c, state.concerned)},
          {"left_out", state.left_out},
          {"options", std::move(options)}};
}

Json lever_json(const Casebook& book, const Lever& lever) {
  Json options = Json::array();
  for (const LeverOption& o : lever.options) options.push_back({{"id", o.id}, {"name", o.name}});
  return {{"id", lever.id},
          {"name", lever.name},
          {"actor", lever.actor < 0 ? Json(nullptr) : Json(book.parties[lever.actor].id)},
          {"options", std::move(options)},
          {"now", lever.now < 0 ? Json(nullptr) : Json(lever.options[lever.now].id)}};
}

Json statement_json(const Case& c, const Statement& s, bool kept, const QuotationContext& context) {
  const auto& book = c.casebook;
  const std::string option =
      s.draft >= 0 ? "draft:" + book.drafts[s.draft].id : (s.options ? s.options->text : std::string());
  return {{"id", s.id},
          {"document", s.document < 0 ? Json(nullptr) : Json(book.documents[s.document].id)},
          {"start", s.span ? Json(s.span->begin) : Json(nullptr)},
          {"end", s.span ? Json(s.span->end) : Json(nullptr)},
          {"quote", s.quote},
          {"context", {{"before", context.before}, {"after", context.after}}},
          {"speaker", s.speaker},
          {"speaker_name", speaker_name(book, s.speaker)},
          {"party", s.party < 0 ? Json(nullptr) : Json(book.parties[s.party].id)},
          {"form", form_name(s.form)},
          {"act", s.act},
          {"issue", s.issue < 0 ? Json(nullptr) : Json(book.issues[s.issue].id)},
          {"option", option},
          {"stance", s.stance ? quantity_text(*s.stance, stance_name) : ""},
          {"importance", s.importance ? quantity_text(*s.importance, importance_name) : ""},
          {"condition", s.condition ? s.condition->text : ""},
          {"otherwise", s.otherwise ? quantity_text(*s.otherwise, stance_name) : ""},
          {"claim", s.claim ? s.claim->text : ""},
          {"date", s.date.text},
          {"certainty", s.certainty},
          {"coder", s.coder},
          {"note", s.note},
          {"standing", standing_name(s.standing)},
          {"rank", s.rank},
          {"kept", kept}};
}

}  // namespace

Json case_json(const Case& c, const Positions& matrix) {
  const Casebook& book = c.casebook;
  Json parties = Json::array(), people = Json::array(), issues = Json::array(), levers = Json::array(),
       rules = Json::array(), drafts = Json::array();
  for (const Party& party : book.parties) parties.push_back(party_json(c, party));
  for (std::size_t p = 0; p < book.people.size(); ++p) people.push_back(person_json(book, static_cast<int>(p)));
  for (const IssueState& state : matrix.issues) issues.push_back(issue_json(c, book.issues[state.issue], state));
  for (const Lever& lever : book.levers) levers.push_back(lever_json(book, lever));
  for (const Rule& rule : book.rules)
    rules.push_back({{"id", rule.id}, {"formula", rule.formula.text}, {"note", rule.note}, {"fixed", rule.fixed}});
  for (const Draft& draft : book.drafts) {
    Json clauses = Json::object();
    for (const auto& [issue, option] : draft.clauses)
      clauses[book.issues[issue].id] = book.issues[issue].options[option].id;
    drafts.push_back({{"id", draft.id}, {"name", draft.name}, {"note", draft.note}, {"clauses", std::move(clauses)}});
  }
  return {{"id", book.id},
          {"title", book.title},
          {"note", book.note},
          {"as_of", date_or_null(book.as_of)},
          {"parties", std::move(parties)},
          {"people", std::move(people)},
          {"issues", std::move(issues)},
          {"levers", std::move(levers)},
          {"rules", std::move(rules)},
          {"drafts", std::move(drafts)}};
}

Json documents_json(const Case& c) {
  Json list = Json::array();
  for (const Source& source : c.casebook.documents)
    list.push_back({{"id", source.id},
                    {"title", source.title},
                    {"publisher", source.publisher},
                    {"authors", source.authors},
                    {"date", date_text(source.date)},
                    {"url", source.url},
                    {"file", source.file},
                    {"rights", source.rights},
                    {"missing", source.missing},
                    {"same_as", source.same_as < 0 ? Json(nullptr) : Json(c.casebook.documents[source.same_as].id)}});
  return list;
}

Json statements_json(const Case& c, const std::vector<bool>& kept) {
  std::vector<int> all(c.statements.size());
  std::iota(all.begin(), all.end(), 0);
  const std::vector<QuotationContext> contexts = quotation_contexts(c);
  Json list = Json::array();
  for (int s : by_date(c, all)) list.push_back(statement_json(c, c.statements[s], kept[s], contexts[s]));
  return list;
}

}  // namespace parley
