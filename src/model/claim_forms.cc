#include "model/claim_forms.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/exact.h"

namespace parley {

namespace {

using Levels = std::array<double, 3>;
/// Corners of tolerate ≤ accept ≤ favour in [0, 1]; a value that is linear in the levels is known by them.
constexpr std::array<Levels, 4> corners{{{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 1, 1}}};

void set_levels(const Levels& level, PartyDraw& draw) { draw.level = {0, 0, level[0], level[1], level[2], 1}; }

bool is_zero(const ClaimForms::Part& part) {
  return part.constant == 0 && part.level == Levels{} && part.free.empty() && part.bent.empty();
}

}  // namespace

std::vector<int> standing_claims(const Case& c, const PartyModel& party, const WorldDraw& world) {
  std::vector<int> standing;
  std::map<int, std::vector<int>> by_draft;
  for (int s : party.claims) {
    if (!world.rows[s].present) continue;
    const Statement& row = c.statements[s];
    if (row.claim) standing.push_back(s);
    if (row.draft >= 0 && row.stance) by_draft[row.draft].push_back(s);
  }
  for (auto& [draft, rows] : by_draft) {
    std::vector<int> tiers;
    sort_by_precedence(c, rows, tiers);
    if (party.has_reservation) standing.push_back(rows.front());
  }
  // By id: sums over forms, and with them every later bit, are then the same in any order of rows.
  std::sort(standing.begin(), standing.end(), [&](int a, int b) { return c.statements[a].id < c.statements[b].id; });
  return standing;
}

std::vector<int> draft_options(const Case& c, const PartyModel& party, const PartyDraw& draw, int draft) {
  const auto& clauses = c.casebook.drafts[draft].clauses;
  std::vector<int> options;
  for (std::size_t k = 0; k < party.issues.size(); ++k) {
    const auto clause = clauses.find(party.issues[k].issue);
    options.push_back(clause != clauses.end() ? clause->second : draw.issues[k].no_deal);
  }
  return options;
}

ClaimForms::ClaimForms(const Case& c, const PartyModel& party, const WorldDraw& world, const PartyDraw& draw)
    : case_(c), party_(party), world_(world), scratch_(draw) {
  context_.options.assign(c.casebook.issues.size(), -1);
  context_.levers = world.levers;
  if (!party.exact) {
    const ImportanceOrder order = standing_order(c, party, world, draw);
    weights_.worded = order.worded;
    weights_.classes = order.classes;
    for (int k : order.worded) weights_.rest += draw.issues[k].weight;
  }
  std::vector<int> no_deal;
  for (const IssueDraw& issue : draw.issues) no_deal.push_back(issue.no_deal);
  for (int s : standing_claims(c, party, world)) {
    const Statement& row = c.statements[s];
    if (row.claim && row.claim->better_draft < 0) {
      Form form;
      const auto add = [&](const std::vector<int>& issues, double sign) {
        for (int issue : issues)
          if (const int k = party.find_issue(issue); k >= 0) form.parts.push_back({k, sign, {}, {}, {}});
      };
      add(row.claim->heavier, 1);
      add(row.claim->lighter, -1);
      add_form(std::move(form), false);
    } else if (row.claim) {
      add_comparison(draft_options(c, party, draw, row.claim->better_draft),
                     draft_options(c, party, draw, row.claim->worse_draft), true, 0);
    }
    const auto* stance = row.draft >= 0 && row.stance ? std::get_if<StanceClass>(&*row.stance) : nullptr;
    if (stance == nullptr || *stance == StanceClass::tolerate) continue;
    const std::vector<int> draft = draft_options(c, party, draw, row.draft);
    const std::vector<int> nothing(party.issues.size(), -1);
    const bool above = *stance >= StanceClass::accept;
    const Party& source = c.casebook.parties[party.party];
    if (source.reservation) reservation_ = &*source.reservation;
    const std::vector<int>& other = source.reservation ? nothing : no_deal;
    const double sign = source.reservation ? 1 : 0;
    if (above)
      add_comparison(draft, other, false, -sign);
    else
      add_comparison(other, draft, true, sign);
  }
}

double ClaimForms::rounding() const {
  const auto terms = static_cast<double>(party_.issues.size() + 2);
  return party_.exact ? terms / static_cast<double>(party_.scale) : std::ldexp(terms, -value_bits);
}

void ClaimForms::add_comparison(const std::vector<int>& better, const std::vector<int>& worse, bool strict,
                                double reservation) {
  Form form;
  const int one = side_of(better);
  const int other = side_of(worse);
  for (int k = 0; k < static_cast<int>(party_.issues.size()); ++k) {
    if (!party_.issues[k].weighs) continue;
    // The same option for the same reasons: nothing is left of it.
    if (better[k] == worse[k] && party_.issues[k].condition_issues.empty()) continue;
    form.parts.push_back(part_of(k, one, other));
  }
  form.reservation = reservation;
  if (reservation != 0 && reservation_->is_number()) {
    form.constant = reservation * reservation_->parameters[0].value;
    form.reservation = 0;
  } else if (reservation != 0) {
    free_index({Free::Kind::reservation, -1, 0});
  }
  add_form(std::move(form), strict);
}

bool ClaimForms::is_settled(const Form& form) const {
  return form.reservation == 0 && std::all_of(form.parts.begin(), form.parts.end(), [&](const Part& part) {
           const bool worded =
               std::find(weights_.worded.begin(), weights_.worded.end(), part.issue) != weights_.worded.end();
           return !worded && part.level == Levels{} && part.free.empty() && part.bent.empty();
         });
}

void ClaimForms::add_form(Form form, bool strict) {
  std::erase_if(form.parts, is_zero);
  if (is_settled(form)) {
    double sum = form.constant;
    for (const Part& part : form.parts) sum += scratch_.issues[part.issue].weight * part.constant;
    // Numbers that are equal on paper may differ in their last digit here.
    constexpr double last_digit = 1e-12;
    never_ = never_ || (strict ? sum <= last_digit : sum < -last_digit);
    return;
  }
  for (const Part& part : form.parts) {
    uses_levels_ = uses_levels_ || part.level != Levels{};
    bent_ = bent_ || !part.bent.empty();
  }
  form.room = rounding();
  forms_.push_back(std::move(form));
}

int ClaimForms::side_of(const std::vector<int>& options) {
  const auto at = std::find(sides_.begin(), sides_.end(), options);
  if (at != sides_.end()) return static_cast<int>(at - sides_.begin());
  sides_.push_back(options);
  return static_cast<int>(sides_.size()) - 1;
}

int ClaimForms::free_index(Free free) {
  const auto at = std::find(free_.begin(), free_.end(), free);
  if (at != free_.end()) return static_cast<int>(at - free_.begin());
  free_.push_back(free);
  return static_cast<int>(free_.size()) - 1;
}

ClaimForms::Part ClaimForms::part_of(int k, int better_side, int worse_side) {
  Part part;
  part.issue = k;
  add_value(part, better_side, 1);
  add_value(part, worse_side, -1);
  std::erase_if(part.free, [](const auto& term) { return term.second == 0; });
  return part;
}

const Valued& ClaimForms::value_at(int k, int side, int option) const {
  for (std::size_t i = 0; i < party_.issues.size(); ++i)
    context_.options[party_.issues[i].issue] = sides_[static_cast<std::size_t>(side)][i];
  // Every option that claims look at has its open value in both readings (preferences.h).
  value_options(case_, party_.issues[k], world_, scratch_, scratch_.issues[k], Reading::open, context_, {}, valued_);
  return valued_[static_cast<std::size_t>(option)];
}

void ClaimForms::add_value(Part& part, int side, double sign) {
  const int k = part.issue;
  const int option = sides_[static_cast<std::size_t>(side)][static_cast<std::size_t>(k)];
  if (option < 0) return;
  const IssueModel& issue = party_.issues[static_cast<std::size_t>(k)];
  const bool on_line = std::find(issue.line.begin(), issue.line.end(), option) != issue.line.end();
  std::array<double, 4> value{};
  for (std::size_t corner = 0; corner < 4; ++corner) {
    set_levels(corners[corner], scratch_);
    const Valued& valued = value_at(k, side, option);
    value[corner] = valued.value;
    if (!valued.silent) continue;
    if (on_line) {
      free_index({Free::Kind::end, k, 0});
      free_index({Free::Kind::end, k, 1});
      part.bent.push_back({side, option, sign});
      return;
    }
    const int free = free_index({Free::Kind::silence, k, option});
    const double slope = sign * (issue.highest - issue.lowest);
    part.constant += sign * issue.lowest;
    const auto same = std::find_if(part.free.begin(), part.free.end(), [&](const auto& t) { return t.first == free; });
    if (same == part.free.end())
      part.free.emplace_back(free, slope);
    else
      same->second += slope;
    return;
  }
  part.constant += sign * value[0];
  part.level[2] += sign * (value[1] - value[0]);
  part.level[1] += sign * (value[2] - value[1]);
  part.level[0] += sign * (value[3] - value[2]);
}

ClaimPoint ClaimForms::point_of(const PartyDraw& draw) const {
  ClaimPoint point;
  for (const IssueDraw& issue : draw.issues) point.weight.push_back(issue.weight);
  point.level = {draw.level[2], draw.level[3], draw.level[4]};
  for (const Free& free : free_) switch (free.kind) {
      case Free::Kind::silence:
        point.free.push_back(draw.issues[free.issue].silence[free.which]);
        break;
      case Free::Kind::end:
        point.free.push_back(draw.issues[free.issue].ends[free.which]);
        break;
      case Free::Kind::reservation:
        point.free.push_back(draw.reservation);
        break;
    }
  return point;
}

void ClaimForms::write(const ClaimPoint& point, PartyDraw& draw) const {
  for (std::size_t k = 0; k < point.weight.size(); ++k) draw.issues[k].weight = point.weight[k];
  set_levels(point.level, draw);
  for (std::size_t f = 0; f < free_.size(); ++f) switch (free_[f].kind) {
      case Free::Kind::silence:
        draw.issues[free_[f].issue].silence[free_[f].which] = point.free[f];
        break;
      case Free::Kind::end:
        draw.issues[free_[f].issue].ends[free_[f].which] = point.free[f];
        break;
      case Free::Kind::reservation:
        draw.reservation = point.free[f];
        break;
    }
}

std::vector<double> ClaimForms::bends() const {
  std::vector<double> all(world_.levers.begin(), world_.levers.end());
  all.push_back(static_cast<double>(sides_.size()));
  for (const std::vector<int>& side : sides_) all.insert(all.end(), side.begin(), side.end());
  for (std::size_t k = 0; k < party_.issues.size(); ++k) {
    if (party_.issues[k].line.empty()) continue;
    const std::vector<double>& priority = scratch_.issues[k].priority;
    for (const double own : priority)
      all.push_back(static_cast<double>(std::ranges::count_if(priority, [&](double other) { return other < own; })));
    for (const OptionModel& option : party_.issues[k].options)
      for (int s : option.rows) {
        const RowDraw& row = world_.rows[s];
        all.insert(all.end(), {row.present ? 1.0 : 0.0, static_cast<double>(row.meant), row.quantile, row.otherwise});
      }
  }
  return all;
}

double ClaimForms::bent_value(int issue, const Bent& bent, const ClaimPoint& point) const {
  set_levels(point.level, scratch_);
  for (std::size_t f = 0; f < free_.size(); ++f)
    if (free_[f].kind == Free::Kind::end && free_[f].issue == issue)
      scratch_.issues[issue].ends[free_[f].which] = point.free[f];
  return value_at(issue, bent.side, bent.option).value;
}

double ClaimForms::coefficient(const Part& part, const ClaimPoint& point) const {
  double sum = part.constant;
  for (std::size_t l = 0; l < 3; ++l) sum += part.level[l] * point.level[l];
  for (const auto& [free, slope] : part.free) sum += slope * point.free[free];
  for (const Bent& bent : part.bent) sum += bent.sign * bent_value(part.issue, bent, point);
  return sum;
}

double ClaimForms::offset(const Form& form, const ClaimPoint& point) const {
  if (form.reservation == 0) return form.constant;
  const auto at = std::find(free_.begin(), free_.end(), Free{Free::Kind::reservation, -1, 0});
  return form.constant + form.reservation * reservation_->quantile(point.free[at - free_.begin()]);
}

bool ClaimForms::inside(const ClaimPoint& point) const {
  return std::all_of(forms_.begin(), forms_.end(), [&](const Form& form) {
    double sum = offset(form, point);
    for (const Part& part : form.parts) sum += point.weight[part.issue] * coefficient(part, point);
    return sum >= form.room;
  });
}

}  // namespace parley
