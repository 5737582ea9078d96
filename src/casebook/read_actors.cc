// Parties, people and offices.
#include <algorithm>

#include "casebook/case_reader.h"
#include "casebook/formula_tokens.h"

namespace parley {

namespace {

std::vector<std::string> names_of(const std::string& name, const std::vector<std::string>& aliases) {
  std::vector<std::string> names = aliases;
  names.push_back(name);
  return names;
}

// What parties, people and offices have in common; false where there is no id to know the thing by.
template <class Thing>
bool declare_named(CaseReader& reader, const YamlNode& node, const KeyTable& keys, bool may_be_bare,
                   std::vector<Thing>& things) {
  const bool bare = may_be_bare && node.kind == YamlNode::Kind::scalar;
  if (!bare && !reader.yaml.read_map(node, keys)) return false;
  Thing thing;
  thing.id = reader.yaml.id(node);
  thing.name = reader.yaml.text(node, "name");
  if (thing.name.empty()) thing.name = thing.id;
  thing.aliases = reader.yaml.texts(node, "aliases");
  thing.rank = reader.yaml.rank(node);
  thing.place = reader.yaml.place(node);
  const YamlNode* const at = bare ? &node : node.find("id");
  if (at == nullptr || !reader.actors.declare(reader.yaml, *at, keys.object, thing.id, static_cast<int>(things.size()),
                                              names_of(thing.name, thing.aliases)))
    return false;
  things.push_back(std::move(thing));
  return true;
}

void forbid(YamlReader& yaml, const YamlNode& node, std::string_view key, const std::string& why) {
  if (const YamlNode* const given = node.find(key)) yaml.error(*given, ticked(key) + " has no meaning here: " + why);
}

void read_kind(CaseReader& reader, Party& party, const YamlNode& node) {
  constexpr std::string_view kinds[] = {"principal", "body", "voice"};
  constexpr std::string_view silences[] = {"consent", "refuse"};
  constexpr SilentVote votes[] = {SilentVote::consent, SilentVote::refuse, SilentVote::by_reading};
  party.kind = static_cast<PartyKind>(reader.yaml.word(node, "kind", kinds, 0));
  party.plural = reader.yaml.flag(node, "plural");
  party.silent = votes[reader.yaml.word(node, "silent", silences, 2)];
  if (const YamlNode* const firmness = node.find("firmness")) party.firmness = reader.yaml.share(*firmness);
  if (const YamlNode* const reservation = node.find("reservation"))
    party.reservation = reader.yaml.quantity(*reservation);
}

void read_weights(CaseReader& reader, Party& body, const YamlNode& weights) {
  YamlReader& yaml = reader.yaml;
  if (weights.kind != YamlNode::Kind::map) return yaml.error(weights, "`weights` is no mapping", "`member: number`");
  body.vote_weights.assign(body.members.size(), Number{"1", 1});
  for (const auto& [key, value] : weights.entries) {
    const int party = reader.actors.resolve(yaml, key, "party");
    const auto member = std::ranges::find(body.members, party);
    if (party >= 0 && member == body.members.end())
      yaml.error(key, ticked(key.text) + " is no member of " + ticked(body.id), "one of its members");
    const auto weight = yaml.number(value);
    if (weight && weight->value < 0) yaml.error(value, "a weight is below 0", "a number of 0 or more");
    if (weight && weight->value >= 0 && member != body.members.end())
      body.vote_weights[static_cast<std::size_t>(member - body.members.begin())] = *weight;
  }
}

void read_quota(CaseReader& reader, Party& body, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  const YamlNode* const quota = node.find("quota");
  if (quota == nullptr)
    return yaml.error(node, "the rule of " + ticked(body.id) + " is `quota`, and no quota is given", "the key `quota`");
  const auto number = yaml.number(*quota);
  if (!number) return;
  body.quota = *number;
  double all = 0;
  for (std::size_t i = 0; i < body.members.size(); ++i)
    all += body.vote_weights.empty() ? 1 : body.vote_weights[i].value;
  if (number->value <= 0) yaml.error(*quota, "the quota is not above 0", "the weight that consent needs");
  if (number->value > all * (1 + 1e-12))
    yaml.warn(*quota, "the members of " + ticked(body.id) + " cannot reach this quota together", {},
              "no option that needs this body can be agreed");
}

void read_body(CaseReader& reader, Party& body, const YamlNode& node) {
  constexpr std::string_view rules[] = {"unanimity", "majority", "quota"};
  YamlReader& yaml = reader.yaml;
  body.members = reader.parties_under(node, "members");
  const YamlNode* const members = node.find("members");
  if (members == nullptr || (members->kind == YamlNode::Kind::list && members->items.empty()))
    yaml.error(node, "the body " + ticked(body.id) + " has no members", "the key `members` with ids of parties");
  for (const int member : body.members) {
    const Party& party = reader.book.parties[static_cast<std::size_t>(member)];
    if (party.kind != PartyKind::body) continue;
    const auto item = std::ranges::find(members->items, party.id, &YamlNode::text);
    yaml.error(members->kind == YamlNode::Kind::scalar ? *members : *item, ticked(party.id) + " is itself a body",
               "a party that is no body",
               party.id == body.id ? "a body cannot be its own member" : "list its members here");
  }
  body.rule = static_cast<VotingRule>(yaml.word(node, "rule", rules, 0));
  if (body.rule == VotingRule::quota) {
    if (const YamlNode* const weights = node.find("weights")) read_weights(reader, body, *weights);
    read_quota(reader, body, node);
  } else {
    for (const std::string_view key : {"quota", "weights"}) forbid(yaml, node, key, "it belongs to `rule: quota`");
  }
}

void declare_party(CaseReader& reader, const YamlNode& node) {
  if (!declare_named(reader, node, party_keys, true, reader.book.parties)) return;
  reader.party_nodes.push_back(&node);
  Party& party = reader.book.parties.back();
  read_kind(reader, party, node);
  if (party.kind != PartyKind::body)
    for (const std::string_view key : {"members", "rule", "quota", "weights"})
      forbid(reader.yaml, node, key, "it belongs to `kind: body`");
  if (party.kind != PartyKind::principal)
    for (const std::string_view key : {"no_deal", "reservation"})
      forbid(reader.yaml, node, key, "it belongs to a principal");
}

// The days on which two holders surely both hold the office; a day of change belongs to both.
bool overlap(const Holder& a, const Holder& b) {
  constexpr int always = 1 << 30;
  const int begin = std::max(a.from ? a.from->last : -always, b.from ? b.from->last : -always);
  const int end = std::min(a.to ? a.to->first : always, b.to ? b.to->first : always);
  return begin < end;
}

void read_holder(CaseReader& reader, Office& office, const YamlNode& node) {
  YamlReader& yaml = reader.yaml;
  const bool bare = node.kind == YamlNode::Kind::scalar;
  if (!bare && !yaml.read_map(node, holder_keys)) return;
  const YamlNode* const person = bare ? &node : node.find("person");
  if (person == nullptr) return;
  Holder holder{reader.actors.resolve(yaml, *person, "person"), yaml.date(node, "from"), yaml.date(node, "to")};
  if (holder.person < 0) return;
  if (holder.from && holder.to && holder.from->first > holder.to->last)
    return yaml.error(*node.find("to"), "this ends before it begins", "a day after " + holder.from->text);
  for (const Holder& other : office.holders) {
    if (!overlap(holder, other)) continue;
    if (other.person == holder.person)
      yaml.error(node, ticked(person->text) + " already holds the office " + ticked(office.id) + " at that time");
    else
      yaml.warn(node, "two people hold the office " + ticked(office.id) + " at one time", {},
                "give each holder `from` and `to`");
    break;
  }
  office.holders.push_back(std::move(holder));
}

void link_office(CaseReader& reader, Office& office, const YamlNode& node) {
  if (const YamlNode* const party = node.find("party"))
    office.party = reader.actors.resolve(reader.yaml, *party, "party");
  for (const YamlNode* const holder : reader.yaml.items(node, "holders", true)) read_holder(reader, office, *holder);
}

}  // namespace

void declare_actors(CaseReader& reader, const YamlNode& root) {
  for (const YamlNode* const node : reader.yaml.items(root, "parties")) declare_party(reader, *node);
  for (const YamlNode* const node : reader.yaml.items(root, "people"))
    if (declare_named(reader, *node, person_keys, true, reader.book.people)) reader.person_nodes.push_back(node);
  for (const YamlNode* const node : reader.yaml.items(root, "offices"))
    if (declare_named(reader, *node, office_keys, false, reader.book.offices)) reader.office_nodes.push_back(node);
}

void link_actors(CaseReader& reader) {
  Casebook& book = reader.book;
  for (std::size_t i = 0; i < book.parties.size(); ++i)
    if (book.parties[i].kind == PartyKind::body) read_body(reader, book.parties[i], *reader.party_nodes[i]);
  for (std::size_t i = 0; i < book.people.size(); ++i)
    if (const YamlNode* const party = reader.person_nodes[i]->find("party"))
      book.people[i].party = reader.actors.resolve(reader.yaml, *party, "party");
  for (std::size_t i = 0; i < book.offices.size(); ++i) link_office(reader, book.offices[i], *reader.office_nodes[i]);
}

}  // namespace parley
