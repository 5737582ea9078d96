#include "report/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "report/version.h"
#include "report/words.h"

namespace parley {
namespace {

Json day_or_null(const std::optional<int>& day) { return day ? Json(format_day(*day)) : Json(nullptr); }

Json id_or_null(const auto& things, int index) { return index < 0 ? Json(nullptr) : Json(things[index].id); }

Json option_ids(const Issue& issue, std::span<const int> options) {
  Json list = Json::array();
  for (int o : options) list.push_back(issue.options[o].id);
  return list;
}

std::string_view kind_name(ConflictElement::Kind kind) {
  constexpr std::string_view names[] = {"red line", "rule", "vote", "reservation"};
  return names[static_cast<int>(kind)];
}

std::string_view among_name(Conflict::Among among) {
  return among == Conflict::Among::certain ? "certain" : "reference";
}

std::string_view kind_name(UnknownKind kind) {
  constexpr std::string_view names[] = {"stance",       "importance", "levels", "firmness", "certainty",
                                        "option meant", "sources",    "lever",  "no-deal",  "silent vote"};
  return names[static_cast<int>(kind)];
}

Json verdict_json(const PartyVerdict& verdict) {
  return {{"consents", share_json(verdict.consents)},
          {"red_line", share_json(verdict.red_line)},
          {"below_reservation", share_json(verdict.below_reservation)},
          {"blocks_alone", share_json(verdict.blocks_alone)}};
}

/// Rows of both readings, those of the cautious one first, each once.
std::vector<int> joined(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> rows = a;
  for (int s : b)
    if (std::ranges::find(rows, s) == rows.end()) rows.push_back(s);
  return rows;
}

Json cell_json(const Case& c, const Cell& cell) {
  return {{"party", c.casebook.parties[cell.party].id},
          {"option", c.casebook.issues[cell.issue].options[cell.option].id},
          {"stance", stance_words(cell.stance)},
          {"conditional", cell.conditional},
          {"disputed_sources", cell.disputed_sources},
          {"hearsay", cell.hearsay},
          {"judgement", cell.judgement},
          {"certainty", cell.certainty},
          {"statements", statement_ids(c, cell.statements)},
          {"reasons", statement_ids(c, by_date(c, cell.reasons))}};
}

/// Takes any JSON, and notes what is wrong with a text, and at which byte.
struct JsonFault final : nlohmann::json_sax<Json> {
  std::size_t byte = 0;
  bool too_large = false;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
    byte = position == 0 ? 0 : position - 1;
    too_large = error.id == 406;
    return false;
  }
};

constexpr std::size_t piece = 1U << 16U;

/// As `dump` writes it so deep within a document.
std::string indented(const Json& json, std::size_t depth) {
  const std::string margin(2 * depth, ' ');
  std::string text;
  for (char c : json.dump(2, ' ', false, Json::error_handler_t::replace)) {
    text += c;
    if (c == '\n') text += margin;
  }
  return text;
}

}  // namespace

Json read_json(const SourceText& source, std::string expected) {
  Json json = Json::parse(source.text(), nullptr, false);
  if (!json.is_discarded()) return json;
  JsonFault fault;
  Json::sax_parse(source.text(), &fault);
  const Place place = source.place(std::min(fault.byte, source.text().size()));
  throw Error(source.problem(Severity::error, place, fault.too_large ? "this number is too large" : "this is no JSON",
                             std::move(expected)));
}

void dump_with(const Json& json, std::array<std::string_view, 2> path, const LongList& list,
               const std::function<void(std::string_view)>& write) {
  std::string text;
  const auto put = [&](std::string_view more) {
    text += more;
    if (text.size() < piece) return;
    write(text);
    text.clear();
  };
  const auto put_list = [&] {
    put("[");
    for (std::size_t i = 0; i < list.size; ++i) put((i == 0 ? "\n      " : ",\n      ") + indented(list.item(i), 3));
    put(list.size == 0 ? "]" : "\n    ]");
  };
  const auto put_members = [&](const Json& object, std::size_t depth, std::string_view special, const auto& put_it) {
    const std::string margin(2 * depth, ' ');
    std::string_view before = "{\n";
    for (const auto& [name, value] : object.items()) {
      put(fmt::format("{}{}{}: ", before, margin, json_string(name)));
      before = ",\n";
      if (name == special && !value.is_null())
        put_it(value);
      else
        put(indented(value, depth));
    }
    put("\n" + margin.substr(2) + "}");
  };
  put_members(json, 1, path[0],
              [&](const Json& member) { put_members(member, 2, path[1], [&](const Json&) { put_list(); }); });
  write(text + "\n");
}

std::string dump(const Json& json, Indent indent) {
  return json.dump(indent == Indent::two ? 2 : -1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string json_string(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json problem_json(const Problem& p) {
  return {{"severity", p.severity == Severity::error ? "error" : "warning"},
          {"file", p.place.file},
          {"line", p.place.line},
          {"column", p.place.column},
          {"width", p.width},
          {"message", p.message},
          {"expected", p.expected},
          {"hint", p.hint},
          {"source_line", p.source_line}};
}

Json made_by(std::string_view command) {
  return {{"version", version()}, {"result", result_version}, {"command", command}};
}

Json filter_json(const Filter& filter) {
  return {{"as_of", day_or_null(filter.as_of)},
          {"known_at", day_or_null(filter.known_at)},
          {"without", filter.without},
          {"levers", Json(filter.levers)}};
}

Json draws_json(const RobustOptions& options) {
  Json json = {{"seed", options.seed.number}};
  if (options.seed.sequence == Sequence::sobol) json["sequence"] = "sobol";
  json["worlds"] = options.worlds;
  return json;
}

Json share_json(const Share& share) {
  return {{"value", share.value},
          {"low", share.low},
          {"high", share.high},
          {"count", share.count},
          {"worlds", share.worlds}};
}

Json pair_json(const Share& cautious, const Share& open) {
  return {{"cautious", share_json(cautious)}, {"open", share_json(open)}};
}

Json pair_json(const std::array<bool, 2>& holds) { return {{"cautious", holds[0]}, {"open", holds[1]}}; }

Json package_json(const Case& c, const Package& package) {
  Json json = Json::object();
  for (std::size_t i = 0; i < package.size(); ++i)
    if (package[i] >= 0) json[c.casebook.issues[i].id] = c.casebook.issues[i].options[package[i]].id;
  return json;
}

Json statement_ids(const Case& c, std::span<const int> statements) {
  Json list = Json::array();
  for (int s : statements) list.push_back(c.statements[s].id);
  return list;
}

Json party_ids(const Case& c, std::span<const int> parties) {
  Json list = Json::array();
  for (int p : parties) list.push_back(c.casebook.parties[p].id);
  return list;
}

Json rated_json(const Case& c, const RatedPackage& package, std::size_t rank) {
  Json parties = Json::array();
  for (std::size_t p = 0; p < package.parties[0].size(); ++p) {
    const PartyVerdict &cautious = package.parties[0][p], &open = package.parties[1][p];
    parties.push_back({{"party", c.casebook.parties[cautious.party].id},
                       {"votes", cautious.votes},
                       {"cautious", verdict_json(cautious)},
                       {"open", verdict_json(open)},
                       {"silent_members", cautious.silent_members},
                       {"statements", statement_ids(c, joined(cautious.statements, open.statements))}});
  }
  Json silence = Json::array();
  for (const Silence& s : package.silence)
    silence.push_back({{"party", c.casebook.parties[s.party].id},
                       {"issue", c.casebook.issues[s.issue].id},
                       {"option", c.casebook.issues[s.issue].options[s.option].id}});
  return {{"rank", rank},
          {"package", package_json(c, package.package)},
          {"share", pair_json(package.share[0], package.share[1])},
          {"searched_share", pair_json(package.searched[0], package.searched[1])},
          {"parties", std::move(parties)},
          {"silence", std::move(silence)}};
}

Json rated_list_json(const Case& c, std::span<const RatedPackage> packages) {
  Json list = Json::array();
  for (std::size_t i = 0; i < packages.size(); ++i) list.push_back(rated_json(c, packages[i], i + 1));
  return list;
}

static Json measured_json(const Case& c, const std::optional<BestByMeasure>& best) {
  if (!best) return nullptr;
  return {{"package", package_json(c, best->package)}, {"value", best->value}};
}

Json overall_json(const Case& c, const RobustResult& result) {
  const auto& [cautious, open] = result.readings;
  Json options = Json::array();
  for (std::size_t k = 0; k < cautious.options.size(); ++k) {
    const OptionShare &less = cautious.options[k], &more = open.options[k];
    options.push_back({{"issue", c.casebook.issues[less.issue].id},
                       {"option", c.casebook.issues[less.issue].options[less.option].id},
                       {"share", pair_json(less.share, more.share)},
                       {"upper", {{"cautious", less.upper}, {"open", more.upper}}}});
  }
  const auto everywhere = [](const ReadingAnswer& r) {
    return Json{{"listed", r.everywhere}, {"more", r.everywhere_more}};
  };
  return {{"options", std::move(options)},
          {"everywhere", {{"cautious", everywhere(cautious)}, {"open", everywhere(open)}}},
          {"by_other_measures",
           {{"worst_case",
             {{"cautious", measured_json(c, cautious.worst_case)}, {"open", measured_json(c, open.worst_case)}}},
            {"nash_product",
             {{"cautious", measured_json(c, cautious.nash_product)}, {"open", measured_json(c, open.nash_product)}}}}}};
}

static Json elements_json(const Case& c, std::span<const ConflictElement> elements) {
  Json list = Json::array();
  for (const ConflictElement& e : elements)
    list.push_back({{"kind", kind_name(e.kind)},
                    {"party", id_or_null(c.casebook.parties, e.party)},
                    {"rule", id_or_null(c.casebook.rules, e.rule)},
                    {"issue", id_or_null(c.casebook.issues, e.issue)},
                    {"options", e.issue < 0 ? Json::array() : option_ids(c.casebook.issues[e.issue], e.options)},
                    {"statements", statement_ids(c, e.statements)},
                    {"words", element_words(c, e)}});
  return list;
}

Json conflict_json(const Case& c, const Conflict& conflict) {
  return {{"among", among_name(conflict.among)},
          {"elements", elements_json(c, conflict.elements)},
          {"if_gave_way", Json::array()}};
}

Json conflicts_json(const Case& c, const WhyNot& why) {
  Json list = Json::array();
  for (const Explanation* of : {&why.certain, &why.reference})
    for (const Conflict& conflict : of->conflicts)
      list.push_back({{"among", among_name(conflict.among)}, {"elements", elements_json(c, conflict.elements)}});
  return {{"complete", {{"certain", why.certain.conflicts_complete}, {"reference", why.reference.conflicts_complete}}},
          {"list", std::move(list)}};
}

Json concession_json(const Case& c, const Concession& concession) {
  const bool opens = concession.found == Found::yes;
  return {{"party", c.casebook.parties[concession.party].id},
          {"opens", concession.found == Found::out_of_budget ? Json(nullptr) : Json(opens)},
          {"value", opens ? Json(concession.value()) : Json(nullptr)},
          {"words", concession_words(c, concession)}};
}

Json relaxation_json(const Case& c, const Relaxation& relaxation) {
  Json concessions = Json::array();
  for (const Concession& concession : relaxation.cost.concessions)
    concessions.push_back({{"party", c.casebook.parties[concession.party].id},
                           {"value", concession.found == Found::yes ? Json(concession.value()) : Json(nullptr)}});
  return {{"among", among_name(relaxation.among)},
          {"elements", elements_json(c, relaxation.elements)},
          {"possible", relaxation.cost.possible},
          {"rules", relaxation.cost.rules},
          {"steps", relaxation.cost.steps_known ? Json(relaxation.cost.steps) : Json(nullptr)},
          {"concessions", std::move(concessions)},
          {"opens", package_json(c, relaxation.opens)},
          {"words", relaxation_words(c, relaxation)}};
}

Json relaxations_json(const Case& c, const WhyNot& why, const WaysOut& ways) {
  Json list = Json::array(), cheapest = Json::array();
  for (const Explanation* of : {&why.certain, &why.reference})
    for (const Relaxation& relaxation : of->relaxations) {
      const auto& share = ways.opens[list.size()];
      list.push_back(relaxation_json(c, relaxation));
      list.back()["zone_share"] = pair_json(share[0], share[1]);
    }
  for (const CheapestWay& way : ways.cheapest)
    cheapest.push_back(
        {{"elements", elements_json(c, way.elements)}, {"share", pair_json(way.share[0], way.share[1])}});
  return {
      {"complete", {{"certain", why.certain.relaxations_complete}, {"reference", why.reference.relaxations_complete}}},
      {"list", std::move(list)},
      {"worlds", ways.worlds},
      {"undecided", {{"cautious", ways.undecided[0]}, {"open", ways.undecided[1]}}},
      {"cheapest", std::move(cheapest)},
      {"only_fixed", pair_json(ways.only_fixed[0], ways.only_fixed[1])}};
}

Json issue_state_json(const Case& c, const Positions& matrix, const IssueState& state) {
  Json cells = Json::array();
  for (const Cell& cell : matrix.cells)
    if (cell.issue == state.issue) cells.push_back(cell_json(c, cell));
  const Issue& issue = c.casebook.issues[state.issue];
  return {{"issue", issue.id},
          {"status", status_name(state.status)},
          {"agreed_options", option_ids(issue, state.agreed_options)},
          {"unclear", statement_ids(c, by_date(c, state.unclear_rows))},
          {"statements", statement_ids(c, by_date(c, state.statements))},
          {"cells", std::move(cells)}};
}

Json counts_json(const Case& c, const Counts& counts) {
  Json bounds = Json::object(), accepted = Json::object();
  const auto add = [&](Json& where, const std::string& key, const std::string& path, const Count& count) {
    where[key] = count.lower.str();
    if (!count.exact()) bounds[path] = {count.lower.str(), count.upper.str()};
  };
  Json json = {{"world", "reference, cautious"}};
  add(json, "total", "total", counts.total);
  add(json, "allowed", "allowed", counts.allowed);
  for (std::size_t p = 0; p < counts.parties.size(); ++p) {
    const std::string& id = c.casebook.parties[counts.parties[p]].id;
    add(accepted, id, "accepted." + id, counts.accepted[p]);
  }
  json["accepted"] = std::move(accepted);
  Json sets = Json::array();
  for (const SetCount& set : counts.sets)
    sets.push_back({{"parties", party_ids(c, set.parties)},
                    {"packages", set.packages.lower.str()},
                    {"upper", set.packages.exact() ? Json(nullptr) : Json(set.packages.upper.str())}});
  json["accepted_by_sets"] = std::move(sets);
  add(json, "accepted_by_all", "accepted_by_all", counts.accepted_by_all);
  json["exact"] = bounds.empty();
  json["bounds"] = bounds.empty() ? Json(nullptr) : bounds;
  return json;
}

Json package_shares_json(const Case& c, const PackageShares& shares) {
  Json accepted = Json::object();
  for (std::size_t k = 0; k < shares.parties.size(); ++k)
    accepted[c.casebook.parties[shares.parties[k]].id] = pair_json(shares.accepts[k][0], shares.accepts[k][1]);
  return {{"estimated", true},
          {"pairs", shares.pairs},
          {"rules_unmet", shares.rules_unmet},
          {"accepted", std::move(accepted)},
          {"accepted_by_all", pair_json(shares.accepted_by_all[0], shares.accepted_by_all[1])}};
}

Json sobol_json(const SobolIndex& index) { return {{"value", index.value}, {"low", index.low}, {"high", index.high}}; }

Json unknown_json(const Case& c, const Unknown& unknown) {
  Json answers = Json::array();
  for (const UnknownAnswer& answer : unknown.answers)
    answers.push_back({{"words", answer.words},
                       {"worlds", answer.worlds},
                       {"best_share", answer.best_share},
                       {"zone_share", answer.zone_share}});
  Json option = nullptr;
  if (unknown.option >= 0) {
    if (unknown.issue >= 0) option = c.casebook.issues[unknown.issue].options[unknown.option].id;
    if (unknown.lever >= 0) option = c.casebook.levers[unknown.lever].options[unknown.option].id;
  }
  return {{"kind", kind_name(unknown.kind)},
          {"party", id_or_null(c.casebook.parties, unknown.party)},
          {"issue", id_or_null(c.casebook.issues, unknown.issue)},
          {"option", std::move(option)},
          {"lever", id_or_null(c.casebook.levers, unknown.lever)},
          {"statement", id_or_null(c.statements, unknown.statement)},
          {"reading", reading_name(unknown.reading)},
          {"question", unknown.question},
          {"gain", unknown.gain},
          {"low", unknown.low},
          {"high", unknown.high},
          {"zone_spread", unknown.zone_spread},
          {"sobol",
           {{"first", sobol_json(unknown.sobol.first)},
            {"total", sobol_json(unknown.sobol.total)},
            {"together", unknown.together}}},
          {"answers", std::move(answers)},
          {"statements", statement_ids(c, unknown.statements)}};
}

Json clause_json(const Case& c, const Clause& clause) {
  return {{"party", c.casebook.parties[clause.party].id},
          {"issue", clause.issue < 0 ? Json(nullptr) : Json(c.casebook.issues[clause.issue].id)},
          {"weight", clause.weight},
          {"value", clause.value},
          {"no_deal", clause.no_deal},
          {"statements", statement_ids(c, clause.statements)}};
}

std::vector<int> by_date(const Case& c, std::span<const int> statements) {
  std::vector<int> rows(statements.begin(), statements.end());
  std::ranges::sort(rows, {}, [&](int s) {
    const Statement& row = c.statements[s];
    return std::tuple<int, int, const std::string&>(row.date.last, row.date.first, row.id);
  });
  return rows;
}

}  // namespace parley
