#include "oracle/generate.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

namespace oracle {

namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(double p) { return static_cast<double>(random_() >> 11) * 0x1p-53 < p; }
  template <class T>
  const T& of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t k = list.size(); k > 1; --k)
      std::swap(list[k - 1], list[static_cast<std::size_t>(below(static_cast<int>(k)))]);
  }

 private:
  std::mt19937_64 random_;
};

std::string join(const std::vector<std::string>& words, const std::string& between) {
  std::string result;
  for (const std::string& w : words) result += (result.empty() ? "" : between) + w;
  return result;
}

std::string text_of(double number) {
  std::ostringstream out;
  out << number;
  return out.str();
}

const std::vector<std::string> stance_words = {"demand", "favour", "accept", "tolerate", "oppose", "reject"};

struct PlannedOption {
  std::string id;
  bool without_deal = false;
};
struct PlannedIssue {
  std::string id;
  int kind = 0;  // 0 choice, 1 ordered, 2 numeric
  std::vector<PlannedOption> options;
  bool listed = false;
  std::set<std::string> concerns;
  [[nodiscard]] std::vector<std::string> agreeable() const {
    std::vector<std::string> result;
    for (const auto& o : options)
      if (!o.without_deal) result.push_back(o.id);
    return result;
  }
};
struct PlannedLever {
  std::string id;
  std::vector<std::string> options;
};

// What one row meets when it is compared with the others of its party and issue.
struct Footprint {
  std::string party, issue, document, date;
  int standing = 0, rank = 0;
  std::set<std::string> options;
  bool one_of = false;
  bool conditional = false;
  std::string importance;
};

class Sketcher {
 public:
  Sketcher(std::uint64_t seed, const Ingredients& with) : dice_(seed), with_(with) { sketch_.seed = seed; }

  Sketch run() {
    plan_parties();
    plan_issues();
    plan_levers();
    for (const std::string& p : principals_) position(p, true);
    for (const std::string& v : voices_) position(v, false);
    write_issues();
    write_parties();
    write_levers();
    write_rules();
    write_firmness();
    sketch_.documents = documents_;
    return sketch_;
  }

 private:
  Dice dice_;
  Ingredients with_;
  Sketch sketch_;
  std::vector<std::string> principals_, voices_, speakers_of_interest_;
  std::set<std::string> own_units_;
  bool body_ = false;
  bool full_no_deal_ = false;
  int documents_ = 3;
  std::vector<PlannedIssue> issues_;
  std::vector<PlannedLever> levers_;
  std::vector<Footprint> footprints_;
  std::map<std::string, std::set<std::string>> spoken_;  // party: issues on which a row gives it a stance
  std::vector<std::string> red_rows_;

  void plan_parties() {
    const int principals = std::vector<int>{2, 2, 3, 3, 4}[static_cast<std::size_t>(dice_.below(5))];
    for (int p = 1; p <= principals; ++p) principals_.push_back("p" + std::to_string(p));
    const int voices = with_.needs ? dice_.below(3) : dice_.below(2);
    for (int v = 1; v <= voices; ++v) voices_.push_back("v" + std::to_string(v));
    body_ = with_.needs && dice_.chance(0.6);
    full_no_deal_ = dice_.chance(0.5) && with_.beyond_concern;
    for (const std::string& p : principals_)
      if (with_.own_units && dice_.chance(0.15)) own_units_.insert(p);
    sketch_.own_unit_parties.assign(own_units_.begin(), own_units_.end());
  }

  void plan_issues() {
    const int count = dice_.between(2, 5);
    std::size_t packages = 1;
    for (int i = 1; i <= count; ++i) {
      PlannedIssue issue;
      issue.id = std::string(1, static_cast<char>('e' + i)) + "-issue";
      issue.kind = with_.ordered ? dice_.below(3) : 0;
      const int options = issue.kind == 2 ? dice_.between(3, 6) : dice_.between(2, 4);
      if (packages * static_cast<std::size_t>(options) > with_.packages) break;
      packages *= static_cast<std::size_t>(options);
      for (int o = 0; o < options; ++o)
        issue.options.push_back(
            {issue.kind == 2 ? std::to_string(10 + 5 * o) : std::string(1, static_cast<char>('a' + o)), false});
      if (issue.kind != 2 && dice_.chance(0.4))
        issue.options.insert(issue.options.begin() + dice_.below(options + 1), {"goes-on", true});
      if (dice_.chance(0.3)) {
        issue.listed = true;
        for (const std::string& p : principals_)
          if (dice_.chance(0.7)) issue.concerns.insert(p);
        if (issue.concerns.empty()) issue.concerns.insert(dice_.of(principals_));
      }
      issues_.push_back(issue);
    }
  }

  void plan_levers() {
    if (!with_.levers) return;
    const int count = dice_.below(3);
    for (int l = 1; l <= count; ++l) {
      PlannedLever lever{"lever" + std::to_string(l), {"on", "off"}};
      if (dice_.chance(0.3)) lever.options.push_back("half");
      levers_.push_back(lever);
    }
  }

  std::string atom(const PlannedIssue& issue, bool plain) {
    const std::vector<std::string> options = issue.agreeable();
    if (plain || dice_.chance(0.4)) return issue.id + " = " + dice_.of(options);
    if (issue.kind > 0 && dice_.chance(0.5))
      return issue.id + " " + dice_.of(std::vector<std::string>{"<", "<=", ">", ">="}) + " " + dice_.of(options);
    if (dice_.chance(0.5)) return issue.id + " != " + dice_.of(options);
    return issue.id + " in (" + dice_.of(options) + "|" + dice_.of(options) + ")";
  }

  std::string formula(const std::vector<const PlannedIssue*>& of, int depth) {
    const int form = depth == 0 ? 0 : dice_.below(6);
    if (form <= 1) return atom(*dice_.of(of), false);
    const std::string left = formula(of, depth - 1);
    if (form == 2) return "not (" + left + ")";
    const std::string right = formula(of, depth - 1);
    return "(" + left + ") " + std::vector<std::string>{"and", "or", "->"}[static_cast<std::size_t>(form - 3)] + " (" +
           right + ")";
  }

  // A condition for a row on `issue`: on other issues and levers. Where no-deals leave issues unnamed it is made of
  // plain atoms that all must hold, since then every way of reading "false there" comes to the same.
  std::string condition(const PlannedIssue& issue) {
    std::vector<const PlannedIssue*> others;
    for (const PlannedIssue& i : issues_)
      if (i.id != issue.id) others.push_back(&i);
    std::string lever;
    if (!levers_.empty() && (others.empty() || dice_.chance(0.4))) {
      const PlannedLever& l = dice_.of(levers_);
      lever = l.id + (dice_.chance(0.7) ? " = " : " != ") + dice_.of(l.options);
      if (others.empty() || dice_.chance(0.6)) return lever;
    }
    if (others.empty()) return lever;
    const std::string on_issues = full_no_deal_ ? formula(others, dice_.below(3)) : atom(*dice_.of(others), true);
    return lever.empty() ? on_issues : "(" + on_issues + ") and " + lever;
  }

  std::string stance(bool words_only) {
    if (with_.numbers && !words_only) {
      if (dice_.chance(0.12)) return text_of(dice_.between(0, 10) / 10.0);
      if (dice_.chance(0.06)) return text_of(dice_.between(0, 4) / 10.0) + ".." + text_of(dice_.between(5, 10) / 10.0);
    }
    return dice_.of(stance_words);
  }

  std::pair<std::string, std::set<std::string>> option_set(const PlannedIssue& issue) {
    const std::vector<std::string> options = issue.agreeable();
    const int n = static_cast<int>(options.size());
    const int at = dice_.below(n);
    const std::string a = options[static_cast<std::size_t>(at)];
    const int form = dice_.below(12);
    if (form == 0) return {"*", {options.begin(), options.end()}};
    if (form <= 2) {
      std::set<std::string> rest(options.begin(), options.end());
      rest.erase(a);
      return {"!" + a, rest};
    }
    if (form <= 4 && issue.kind > 0 && at > 0) return {"<=" + a, {options.begin(), options.begin() + at + 1}};
    if (form <= 6 && issue.kind > 0 && at + 1 < n) return {">=" + a, {options.begin() + at, options.end()}};
    const std::string b = options[static_cast<std::size_t>((at + 1) % n)];
    if (form == 7) return {a + "|" + b, {a, b}};
    if (form == 8 && with_.one_of) return {"?(" + a + "|" + b + ")", {a, b}};
    if (form == 9 && issue.options.size() > options.size()) return {"goes-on", {"goes-on"}};
    return {a, {a}};
  }

  // Whether a row would make an equal one that disagrees, or an order of sources that can be read in two ways.
  bool clashes(const Footprint& f) {
    for (const Footprint& g : footprints_) {
      if (g.party != f.party || g.issue != f.issue || g.standing != f.standing || g.rank != f.rank || g.date != f.date)
        continue;
      if (!f.importance.empty() && !g.importance.empty()) return true;
      std::vector<std::string> both;
      std::set_intersection(f.options.begin(), f.options.end(), g.options.begin(), g.options.end(),
                            std::back_inserter(both));
      if (both.empty()) continue;
      if (f.one_of || g.one_of) return true;
      if (f.document == g.document) {
        if (f.options.size() == g.options.size()) return true;
        // One source with two rows beside another source: its rows and its order are no longer the same thing.
        for (const Footprint& h : footprints_)
          if (h.party == f.party && h.issue == f.issue && h.standing == f.standing && h.rank == f.rank &&
              h.date == f.date && h.document != f.document)
            return true;
      } else {
        if (!with_.conditional_sources && (f.conditional || g.conditional)) return true;
        if (!with_.sources || f.options.size() > 1 || g.options.size() > 1) return true;
        for (const Footprint& h : footprints_)
          if (&h != &g && h.party == f.party && h.issue == f.issue && h.standing == f.standing && h.rank == f.rank &&
              h.date == f.date && (h.document == f.document || h.document == g.document))
            return true;
      }
    }
    return false;
  }

  void add_row(const std::string& party, const PlannedIssue& issue, bool principal, bool first) {
    SketchRow row;
    Footprint f;
    row.party = f.party = party;
    row.issue = f.issue = issue.id;
    auto [text, options] = option_set(issue);
    row.option = text;
    f.options = options;
    f.one_of = text.starts_with("?");
    row.stance = stance(first);
    const int kind = with_.hearsay ? dice_.below(8) : dice_.below(6);
    row.date = "2025-01-0" + std::to_string(dice_.between(1, 4));
    if (kind >= 4 && kind <= 5) {
      row.form = "judgement";
      row.note = "A reason.";
    } else {
      row.document = "d" + std::to_string(dice_.between(1, documents_));
      row.form = dice_.of(std::vector<std::string>{"direct", "indirect", "deed"});
      f.standing = kind < 4 ? 2 : 1;
      if (kind < 4) {
        const int who = principal ? dice_.below(4) : 3;
        row.speaker = std::vector<std::string>{"office-" + party, "holder-" + party, "member-" + party,
                                               party}[static_cast<std::size_t>(who)];
        f.rank = who <= 1 ? 10 : who == 2 ? 3 : 0;
      } else {
        row.speaker = "holder-" + (party == "p1" ? std::string("p2") : std::string("p1"));
      }
    }
    f.document = row.document;
    f.date = row.date;
    if (with_.conditions && dice_.chance(0.2)) {
      row.condition = condition(issue);
      if (!row.condition.empty() && dice_.chance(0.5)) row.otherwise = stance(false);
    }
    if (with_.importance && row.condition.empty() && dice_.chance(0.35)) {
      row.importance = dice_.of(std::vector<std::string>{"critical", "high", "medium", "low"});
      f.importance = row.importance;
    }
    if (with_.certainty && !first && dice_.chance(0.2)) row.certainty = text_of(dice_.between(1, 9) / 10.0);
    if (!with_.certainty) row.certainty = "1";
    f.conditional = !row.condition.empty();
    if (clashes(f)) return;
    footprints_.push_back(f);
    push(row);
  }

  void push(SketchRow row) {
    row.id = "s" + std::to_string(sketch_.rows.size() + 1);
    if (!row.document.empty()) row.quote = "Row " + row.id + " says so.";
    if (row.stance == "reject" || row.otherwise == "reject") red_rows_.push_back(row.id);
    spoken_[row.party].insert(row.issue);
    sketch_.rows.push_back(row);
  }

  void position(const std::string& party, bool principal) {
    bool first = true;
    for (const PlannedIssue& issue : issues_) {
      if (principal && issue.listed && !issue.concerns.count(party)) continue;
      if (own_units_.count(party)) {
        if (!with_.terms || !dice_.chance(0.3)) number_all(party, issue);
        continue;
      }
      if (!first && dice_.chance(principal ? 0.15 : 0.4)) continue;
      const int rows =
          static_cast<int>(static_cast<double>(issue.options.size()) * (1 - with_.silence)) + dice_.below(3);
      for (int r = 0; r < std::max(rows, 1); ++r) {
        const std::size_t before = sketch_.rows.size();
        add_row(party, issue, principal, first);
        first = first && sketch_.rows.size() == before;
      }
    }
    if (with_.terms && own_units_.count(party)) add_terms(party);
  }

  // Numbers for what hangs on several issues; like conditions, plain atoms where no-deals leave issues unnamed.
  void add_terms(const std::string& party) {
    std::vector<const PlannedIssue*> all;
    for (const PlannedIssue& i : issues_) all.push_back(&i);
    const int count = dice_.between(1, 4);
    for (int t = 0; t < count; ++t) {
      dice_.shuffle(all);
      const std::vector<const PlannedIssue*> of(
          all.begin(), all.begin() + dice_.between(1, std::min<int>(3, static_cast<int>(all.size()))));
      SketchRow row;
      row.id = "s" + std::to_string(sketch_.rows.size() + 1);
      row.party = party;
      row.form = "judgement";
      row.note = "Points.";
      row.date = "2025-01-01";
      row.stance = dice_.chance(0.2) ? "2/3" : text_of(dice_.between(-4, 16) / 2.0);
      std::vector<std::string> atoms;
      for (const PlannedIssue* i : of) atoms.push_back(atom(*i, true));
      row.condition = full_no_deal_ ? formula(of, 2) : join(atoms, " and ");
      for (const PlannedIssue* i : of)
        if (row.condition.find(i->id) != std::string::npos) spoken_[party].insert(i->id);
      sketch_.rows.push_back(row);
    }
  }

  // Every option by a number in the party's own units.
  void number_all(const std::string& party, const PlannedIssue& issue) {
    const bool weighted = with_.importance && dice_.chance(0.5);
    bool first = true;
    for (const PlannedOption& o : issue.options) {
      SketchRow row;
      row.party = party;
      row.issue = issue.id;
      row.option = o.id;
      row.form = "judgement";
      row.note = "Points.";
      row.date = "2025-01-01";
      row.stance =
          dice_.chance(0.2) ? std::to_string(dice_.between(1, 7)) + "/3" : text_of(dice_.between(-4, 16) / 2.0);
      if (weighted && first) row.importance = text_of(dice_.between(1, 6) / 2.0);
      first = false;
      push(row);
    }
  }

  void write_issues() {
    std::vector<std::string> needable = voices_;
    for (const std::string& p : principals_)
      if (!own_units_.count(p)) needable.push_back(p);
    if (body_) needable.insert(needable.end(), {"b1", "b1", "b1"});
    for (const PlannedIssue& issue : issues_) {
      SketchIssue s;
      s.id = issue.id;
      s.ordered = issue.kind > 0;
      s.numeric = issue.kind == 2;
      s.head = "  - id: " + issue.id + "\n    kind: " +
               std::vector<std::string>{"choice", "ordered", "numeric"}[static_cast<std::size_t>(issue.kind)] + "\n";
      if (issue.kind == 2) s.head += "    min: 10\n    max: " + issue.options.back().id + "\n    step: 5\n";
      if (issue.listed)
        s.head += "    concerns: [" + join({issue.concerns.begin(), issue.concerns.end()}, ", ") + "]\n";
      for (const PlannedOption& o : issue.options) {
        std::string yaml = "      - id: " + o.id + "\n";
        if (o.without_deal) yaml += "        only_without_deal: true\n";
        if (!o.without_deal && with_.needs && issue.kind != 2 && !needable.empty() && dice_.chance(0.2))
          yaml += "        needs: [" + dice_.of(needable) + "]\n";
        s.options.push_back({o.id, yaml});
      }
      sketch_.issues.push_back(s);
    }
  }

  bool concerned(const std::string& party, const PlannedIssue& issue) {
    return issue.listed ? issue.concerns.count(party) > 0 : spoken_[party].count(issue.id) > 0;
  }

  std::string no_deal_option(const PlannedIssue& issue) {
    const std::string a = dice_.of(issue.options).id;
    if (!with_.chance_no_deal || !dice_.chance(0.2)) return a;
    const std::string b = dice_.of(issue.options).id;
    if (a == b) return a;
    return dice_.chance(0.5) ? "[" + a + ", " + b + "]" : "{" + a + ": 0.3, " + b + ": 0.7}";
  }

  void write_parties() {
    // One certain no-deal for all, on an issue that exists without a deal, only where every principal has its own too.
    const bool all_have = dice_.chance(0.5);
    std::string common;
    if (all_have && dice_.chance(0.3)) {
      const PlannedIssue& i = dice_.of(issues_);
      const bool all_concerned =
          std::all_of(principals_.begin(), principals_.end(), [&](const std::string& p) { return concerned(p, i); });
      if (with_.beyond_concern || all_concerned) {
        common = i.id;
        sketch_.tail += "no_deal: {" + common + ": " + dice_.of(i.options).id + "}\n";
      }
    }
    for (const std::string& p : principals_) {
      std::string yaml = "  - id: " + p + "\n";
      if (with_.firmness && dice_.chance(0.2)) yaml += "    firmness: " + firm_share() + "\n";
      if (own_units_.count(p) && !spoken_[p].empty() && dice_.chance(0.5) && common.empty()) {
        yaml += "    reservation: " + text_of(dice_.between(0, 20) / 2.0) + "\n";
      } else if (all_have || dice_.chance(0.8)) {
        std::vector<std::string> lines;
        for (const PlannedIssue& i : issues_) {
          if (!concerned(p, i) && !full_no_deal_) continue;
          if (i.id == common && dice_.chance(0.5)) continue;
          lines.push_back("      " + i.id + ": " + no_deal_option(i) + "\n");
        }
        if (!lines.empty()) yaml += "    no_deal:\n" + join(lines, "");
      }
      if (with_.needs && dice_.chance(0.2))
        yaml += std::string("    silent: ") + (dice_.chance(0.5) ? "consent" : "refuse") + "\n";
      sketch_.parties.push_back(yaml);
      sketch_.people.push_back("  - id: holder-" + p + "\n");
      sketch_.people.push_back("  - {id: member-" + p + ", party: " + p + ", rank: 3}\n");
      sketch_.offices.push_back("  - id: office-" + p + "\n    party: " + p +
                                "\n    rank: 10\n    holders: [{person: holder-" + p + "}]\n");
    }
    for (const std::string& v : voices_) sketch_.parties.push_back("  - id: " + v + "\n    kind: voice\n");
    if (!body_) return;
    std::vector<std::string> members = voices_;
    for (const std::string& p : principals_)
      if (!own_units_.count(p)) members.push_back(p);
    dice_.shuffle(members);
    if (members.empty()) members = {principals_.front()};
    members.resize(std::min<std::size_t>(members.size(), static_cast<std::size_t>(dice_.between(2, 4))));
    std::string yaml = "  - id: b1\n    kind: body\n    members: [" + join(members, ", ") + "]\n";
    const int rule = dice_.below(3);
    yaml += "    rule: " + std::vector<std::string>{"unanimity", "majority", "quota"}[static_cast<std::size_t>(rule)] +
            "\n";
    if (rule == 2) {
      std::vector<std::string> weights;
      int sum = 0;
      for (const std::string& m : members) {
        const int w = dice_.between(1, 5);
        sum += w;
        weights.push_back(m + ": " + std::to_string(w));
      }
      yaml += "    quota: " + std::to_string(dice_.between(1, sum)) + "\n    weights: {" + join(weights, ", ") + "}\n";
    }
    const int silent = dice_.below(4);
    if (silent < 2) yaml += std::string("    silent: ") + (silent == 0 ? "consent" : "refuse") + "\n";
    sketch_.parties.push_back(yaml);
  }

  void write_levers() {
    for (const PlannedLever& l : levers_) {
      std::vector<std::string> options;
      for (const std::string& o : l.options) options.push_back("{id: " + o + "}");
      std::string yaml = "  - id: " + l.id + "\n    actor: p1\n    options: [" + join(options, ", ") + "]\n";
      if (dice_.chance(0.4)) yaml += "    now: " + dice_.of(l.options) + "\n";
      sketch_.levers.push_back(yaml);
    }
  }

  void write_rules() {
    if (!with_.rules) return;
    std::vector<const PlannedIssue*> all;
    for (const PlannedIssue& i : issues_) all.push_back(&i);
    const int count = dice_.below(3);
    for (int r = 1; r <= count; ++r)
      sketch_.rules.push_back("  - id: rule-" + std::string(1, static_cast<char>('a' + r)) + "\n    formula: \"" +
                              formula(all, 2) + "\"\n");
  }

  std::string firm_share() {
    return dice_.chance(0.6) ? text_of(dice_.between(1, 10) / 10.0) : std::string("[0.2, 0.9]");
  }

  void write_firmness() {
    if (!with_.firmness || !dice_.chance(0.5)) return;
    std::vector<std::string> single;
    for (const std::string& row : red_rows_)
      if (dice_.chance(0.3)) single.push_back(row + ": " + firm_share());
    sketch_.tail += "firmness: {all: " + firm_share();
    if (!single.empty()) sketch_.tail += ", statements: {" + join(single, ", ") + "}";
    sketch_.tail += "}\n";
  }
};

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& f : fields) {
    const bool quoted = f.find_first_of(",\"\n") != std::string::npos;
    line += (line.empty() ? "" : ",") + (quoted ? "\"" + f + "\"" : f);
  }
  return line + "\n";
}

void section(std::string& yaml, const std::string& key, const std::vector<std::string>& blocks) {
  if (blocks.empty()) return;
  yaml += key + ":\n";
  for (const std::string& b : blocks) yaml += b;
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

Sketch sketch(std::uint64_t seed, const Ingredients& ingredients) { return Sketcher(seed, ingredients).run(); }

CaseText print(const Sketch& original, std::uint64_t order) {
  Sketch s = original;
  if (order != 0) {
    Dice dice(order);
    for (auto* blocks : {&s.parties, &s.people, &s.offices, &s.levers, &s.rules, &s.drafts}) dice.shuffle(*blocks);
    dice.shuffle(s.issues);
    for (SketchIssue& i : s.issues)
      if (!i.ordered) dice.shuffle(i.options);
    dice.shuffle(s.rows);
  }
  CaseText text;
  text.case_yaml = "title: A random case\n";
  section(text.case_yaml, "parties", s.parties);
  section(text.case_yaml, "people", s.people);
  section(text.case_yaml, "offices", s.offices);
  text.case_yaml += "issues:\n";
  for (const SketchIssue& i : s.issues) {
    text.case_yaml += i.head;
    if (i.numeric) continue;
    text.case_yaml += "    options:\n";
    for (const SketchOption& o : i.options) text.case_yaml += o.yaml;
  }
  section(text.case_yaml, "levers", s.levers);
  section(text.case_yaml, "rules", s.rules);
  section(text.case_yaml, "drafts", s.drafts);
  text.case_yaml += s.tail;

  for (int d = 1; d <= s.documents; ++d) {
    const std::string id = "d" + std::to_string(d);
    text.documents_yaml += "- id: " + id + "\n  file: documents/" + id + ".txt\n  title: Source " + std::to_string(d) +
                           "\n  date: 2025-01-05\n";
    std::string words = "What was said.\n\n";
    for (const SketchRow& r : original.rows)
      if (r.document == id) words += r.quote + "\n\n";
    text.documents.push_back(words);
  }
  text.statements_csv = csv_line({"id", "document", "quote", "speaker", "party", "form", "issue", "option", "stance",
                                  "importance", "condition", "otherwise", "date", "certainty", "note"});
  for (const SketchRow& r : s.rows)
    text.statements_csv += csv_line({r.id, r.document, r.quote, r.speaker, r.party, r.form, r.issue, r.option, r.stance,
                                     r.importance, r.condition, r.otherwise, r.date, r.certainty, r.note});
  return text;
}

std::string CaseText::all() const {
  return "case.yaml\n" + case_yaml + "\nstatements.csv\n" + statements_csv + "\ndocuments.yaml\n" + documents_yaml;
}

std::shared_ptr<const parley::Case> read(const CaseText& text, std::vector<parley::Problem>& problems) {
  static std::atomic<int> number{0};
  const auto folder = std::filesystem::temp_directory_path() /
                      ("parley-oracle-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
  std::filesystem::create_directories(folder / "documents");
  struct Remove {
    std::filesystem::path path;
    ~Remove() { std::filesystem::remove_all(path); }
  } const remove{folder};
  write_file(folder / "case.yaml", text.case_yaml);
  write_file(folder / "documents.yaml", text.documents_yaml);
  write_file(folder / "statements.csv", text.statements_csv);
  for (std::size_t d = 0; d < text.documents.size(); ++d)
    write_file(folder / "documents" / ("d" + std::to_string(d + 1) + ".txt"), text.documents[d]);
  return std::make_shared<const parley::Case>(parley::read_case(folder, problems));
}

}  // namespace oracle
