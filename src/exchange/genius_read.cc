// Reading GENIUS scenarios. The domain says which issues there are; each profile must fit it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "casebook/numeric_grid.h"
#include "evidence/words.h"
#include "exchange/genius.h"
#include "exchange/genius_tree.h"
#include "text/files.h"

namespace parley {
namespace {

// An issue of the domain: what the case will have, and what profiles are held against.
struct DomainIssue {
  int index = 0;
  GeniusKind kind = GeniusKind::discrete;
  ScenarioIssue issue;
};

// The numbers of an integer or real issue; false after a problem.
bool read_grid(const GeniusFile& file, const GeniusIssue& found, DomainIssue& domain) {
  const auto& range = range_of(*found.element);
  auto& issue = domain.issue;
  issue.numeric = true;
  const auto low = file.number(range, "lowerbound"), high = file.number(range, "upperbound");
  if (!low || !high) return false;
  const Rational from = exact_rational(*low), to = exact_rational(*high);
  const bool whole = denominator(from) == 1 && denominator(to) == 1;
  if (domain.kind == GeniusKind::integer && !whole)
    return file.error(range, fmt::format("bounds of an integer issue are {} and {}", low->text, high->text),
                      "whole numbers"),
           false;
  issue.min = *low, issue.max = *high, issue.step = Number{"1", 1};
  if (domain.kind == GeniusKind::real && from < to) {
    const auto step = parse_number(rational_text((to - from) / real_issue_steps));
    if (!step) return file.error(range, "bounds of too many digits", "fewer digits"), false;
    issue.step = *step;
    file.warn(range,
              fmt::format("the real issue '{}' is cut into {} steps of {}", found.name, real_issue_steps, step->text),
              {}, "values between them are left out");
  }
  std::string why, hint;
  for (const auto& number : numeric_grid(issue.min, issue.max, issue.step, why, hint))
    issue.options.push_back(number.text);
  if (issue.options.empty()) file.error(range, fmt::format("the issue '{}' cannot be kept: {}", found.name, why));
  return !issue.options.empty();
}

bool read_items(const GeniusFile& file, const GeniusIssue& found, DomainIssue& domain) {
  std::set<std::string> seen;
  for (const auto& item : found.element->children) {
    if (item.name != "item") continue;
    const auto* value = file.required(item, "value");
    if (value == nullptr) continue;
    const auto name = std::string(trimmed(*value));
    if (name.empty()) file.error(item, "an item without a name", "a value");
    if (!seen.insert(name).second)
      file.error(item, fmt::format("the issue '{}' has the item '{}' twice", found.name, name), "each item once");
    domain.issue.options.push_back(name);
    if (domain.issue.options.size() > most_options)
      return file.error(item, fmt::format("the issue '{}' has more than {} items", found.name, most_options)), false;
  }
  if (domain.issue.options.empty())
    file.error(*found.element, fmt::format("the issue '{}' has no items", found.name), "at least one <item>");
  return !domain.issue.options.empty();
}

std::vector<DomainIssue> read_domain(const SourceText& source, std::vector<Problem>& problems) {
  const auto root = read_xml(source, problems);
  if (!root) return {};
  const GeniusFile file(source, problems);
  const auto* space = root->name == "utility_space" ? &*root : child_of(*root, "utility_space");
  if (space == nullptr)
    return file.error(*root, fmt::format("<{}> is no GENIUS domain", root->name),
                      "<negotiation_template> with a <utility_space>"),
           std::vector<DomainIssue>{};
  std::vector<DomainIssue> issues;
  const auto found = collect_space(file, *space);
  for (const auto& each : found.issues) {
    const auto kind = genius_kind(file, *each.element);
    DomainIssue domain{each.index, kind.value_or(GeniusKind::discrete), {}};
    domain.issue.name = each.name;
    if (kind && *kind == GeniusKind::discrete) read_items(file, each, domain);
    if (kind && *kind != GeniusKind::discrete) read_grid(file, each, domain);
    issues.push_back(std::move(domain));
  }
  if (found.issues.empty()) file.error(*space, "a domain without issues", "at least one <issue>");
  return issues;
}

// One profile against the domain.
class ProfileReader {
 public:
  ProfileReader(const GeniusFile& file, const std::vector<DomainIssue>& domain, bool as_written, ScenarioParty& party)
      : file_(file), domain_(domain), as_written_(as_written), party_(party) {}

  void read(const XmlElement& root) {
    if (root.name != "utility_space")
      return file_.error(root, fmt::format("<{}> is no GENIUS profile", root.name), "<utility_space>");
    const auto space = collect_space(file_, root);
    read_terms(root);
    const auto found = match(space);
    party_.weights.assign(domain_.size(), 0);
    party_.values.resize(domain_.size());
    party_.reasons.resize(domain_.size());
    if (space.utility != nullptr) return read_boxes(*space.utility);
    Rational sum = 0;
    bool whole = true;
    for (std::size_t i = 0; i < domain_.size(); ++i) {
      whole = whole && found[i] != nullptr && found[i]->weight.has_value();
      if (found[i] == nullptr) {
        file_.error(root,
                    fmt::format("the profile says nothing on the issue '{}' of the domain", domain_[i].issue.name));
        continue;
      }
      read_values(i, *found[i]);
      if (!found[i]->weight)
        file_.error(*found[i]->element, fmt::format("the issue '{}' has no weight", found[i]->name),
                    fmt::format("<weight index=\"{}\" value=\"…\"/>", found[i]->index));
      else
        sum += party_.weights[i] = *found[i]->weight;
    }
    if (whole && abs(sum - 1) > Rational(1, 1'000'000)) {
      bool rounded = false;
      file_.warn(
          root, fmt::format("the weights sum to {}, not 1; they are taken as written", decimal_text(sum, 10, rounded)));
    }
  }

 private:
  void read_terms(const XmlElement& root) {
    party_.reservation = 0;  // what GENIUS takes where none is given
    if (const auto* reservation = child_of(root, "reservation"))
      party_.reservation = file_.exact(*reservation, "value").value_or(0);
    const auto* discount = child_of(root, "discount_factor");
    if (discount == nullptr) return;
    const auto factor = file_.number(*discount, "value");
    if (!factor) return;
    if (factor->value < 0 || factor->value > 1)
      file_.warn(*discount, fmt::format("a discount factor of {}, which GENIUS takes as none", factor->text),
                 "a number from 0 to 1");
    else if (factor->value > 0 && factor->value < 1)
      party_.discount = factor->text;
  }

  // The profile's issue for each of the domain's: by name, else, as GENIUS does, by index.
  std::vector<const GeniusIssue*> match(const GeniusSpace& space) {
    std::vector<const GeniusIssue*> found(domain_.size());
    std::vector<std::string> names;
    for (const auto& domain : domain_) names.push_back(domain.issue.name);
    for (const auto& issue : space.issues) {
      auto at = std::ranges::find(names, issue.name) - names.begin();
      if (at == std::ssize(names)) {
        at = std::ranges::find(domain_, issue.index, &DomainIssue::index) - domain_.begin();
        const auto has_its_name = [&](const GeniusIssue& other) {
          return other.name == names[static_cast<std::size_t>(at)];
        };
        const bool named_elsewhere = at < std::ssize(names) && std::ranges::any_of(space.issues, has_its_name);
        if (at == std::ssize(names) || named_elsewhere) {
          file_.error(*issue.element, fmt::format("the domain has no issue '{}'", issue.name), "an issue of the domain",
                      suggestion(issue.name, names));
          continue;
        }
        file_.warn(*issue.element, fmt::format("the issue of index {} is '{}' in the domain and '{}' here; it is taken "
                                               "by its index, as GENIUS does",
                                               issue.index, names[static_cast<std::size_t>(at)], issue.name));
      }
      auto& slot = found[static_cast<std::size_t>(at)];
      if (slot == nullptr) slot = &issue;
    }
    return found;
  }

  void read_values(std::size_t i, const GeniusIssue& issue) {
    const auto kind = genius_kind(file_, *issue.element);
    if (!kind || domain_[i].issue.options.empty()) return;
    if (*kind != domain_[i].kind)
      return file_.error(*issue.element, fmt::format("the issue '{}' is of another type in the domain", issue.name));
    party_.reasons[i] = file_.where(*issue.element);
    if (*kind == GeniusKind::discrete)
      read_evaluations(i, issue);
    else
      read_function(i, issue);
  }

  void read_evaluations(std::size_t i, const GeniusIssue& issue) {
    const auto& options = domain_[i].issue.options;
    std::map<std::string, std::size_t, std::less<>> places;
    for (std::size_t o = 0; o < options.size(); ++o) places.emplace(options[o], o);
    std::vector<std::optional<Rational>> values(options.size());
    for (const auto& item : issue.element->children) {
      if (item.name != "item") continue;
      const auto* name = file_.required(item, "value");
      if (name == nullptr) continue;
      const auto at = places.find(trimmed(*name));
      if (at == places.end()) {
        file_.error(item, fmt::format("the issue '{}' of the domain has no item '{}'", domain_[i].issue.name, *name),
                    "an item of the domain", suggestion(*name, options));
        continue;
      }
      const auto evaluation = file_.exact(item, "evaluation");
      auto& value = values[at->second];
      if (value && evaluation)
        file_.warn(item,
                   fmt::format("the item '{}' has two evaluations; the last one counts, as in GENIUS", at->first));
      if (evaluation) value = evaluation;
      if (!evaluation) value = value.value_or(0);
    }
    for (std::size_t o = 0; o < options.size(); ++o)
      if (!values[o])
        file_.error(*issue.element, fmt::format("the issue '{}' has no evaluation of '{}'", issue.name, options[o]));
    for (const auto& value : values) party_.values[i].push_back(value.value_or(0));
    const Rational most = *std::ranges::max_element(party_.values[i]);
    if (as_written_ || most <= 1) return;
    for (auto& value : party_.values[i]) value /= most;
    bool rounded = false;
    party_.reasons[i] += fmt::format(", divided by {}", decimal_text(most, 10, rounded));
  }

  void read_function(std::size_t i, const GeniusIssue& issue) {
    const auto& range = range_of(*issue.element);
    for (const auto& [attribute, bound] :
         {std::pair("lowerbound", domain_[i].issue.min), std::pair("upperbound", domain_[i].issue.max)}) {
      if (range.find(attribute) == nullptr) continue;
      const auto own = file_.exact(range, attribute);
      if (own && *own != exact_rational(bound))
        file_.error(range, fmt::format("`{}` of '{}' is not the domain's, {}", attribute, issue.name, bound.text));
    }
    const auto* evaluator = child_of(*issue.element, "evaluator");
    if (evaluator == nullptr)
      return file_.error(*issue.element, fmt::format("the issue '{}' has no evaluator", issue.name), "<evaluator>");
    const auto* type = evaluator->find("ftype");
    const std::string name = type == nullptr ? "linear" : *type;
    if (name == "linear")
      line(i, *evaluator);
    else if (name == "triangular")
      triangle(i, *evaluator);
    else if (name == "constant")
      fill(i, file_.exact(*evaluator, evaluator->find("offset") != nullptr ? "offset" : "parameter0").value_or(0), 0);
    else
      file_.error(*evaluator, fmt::format("an evaluator of ftype '{}'", name.substr(0, 40)),
                  "linear, triangular or constant");
  }

  // The number of each option of a numeric issue.
  Rational number(std::size_t i, std::size_t o) const {
    return exact_rational(*parse_number(domain_[i].issue.options[o]));
  }

  void fill(std::size_t i, const Rational& constant, const Rational& slope) {
    for (std::size_t o = 0; o < domain_[i].issue.options.size(); ++o) {
      const Rational value = constant + slope * number(i, o);
      party_.values[i].push_back(as_written_ ? value : std::clamp<Rational>(value, 0, 1));
    }
  }

  void line(std::size_t i, const XmlElement& evaluator) {
    const bool by_offset = evaluator.find("slope") != nullptr || evaluator.find("offset") != nullptr;
    const auto offset = file_.exact(evaluator, by_offset ? "offset" : "parameter0");
    const auto slope = file_.exact(evaluator, by_offset ? "slope" : "parameter1");
    if (!offset || !slope) return;
    const bool from_lowest = by_offset && !as_written_;
    fill(i, from_lowest ? Rational(*offset - *slope * number(i, 0)) : *offset, *slope);
  }

  void triangle(std::size_t i, const XmlElement& evaluator) {
    const auto low = file_.exact(evaluator, "parameter0"), high = file_.exact(evaluator, "parameter1"),
               top = file_.exact(evaluator, "parameter2");
    if (!low || !high || !top) return;
    if (*low > *top || *top > *high || *low == *high)
      return file_.error(evaluator, "a triangle whose top is not between its ends",
                         "parameter0 ≤ parameter2 ≤ parameter1");
    for (std::size_t o = 0; o < domain_[i].issue.options.size(); ++o) {
      const Rational x = number(i, o);
      Rational value = 0;
      if (x == *top)
        value = 1;
      else if (x >= *low && x < *top)
        value = (x - *low) / (*top - *low);
      else if (x > *top && x < *high)
        value = (*high - x) / (*high - *top);
      party_.values[i].push_back(value);
    }
  }

  // A nonlinear profile: boxes that each add their worth. GENIUS divides the sum by `maxutility`.
  void read_boxes(const XmlElement& utility) {
    Rational most = 1;
    if (utility.find("maxutility") != nullptr) most = file_.exact(utility, "maxutility").value_or(1);
    if (most <= 0) return file_.error(utility, "`maxutility` is not above 0");
    for (const auto& function : utility.children)
      if (function.name == "ufun") read_function_of_boxes(function, as_written_ ? Rational(1) : Rational(1 / most));
    if (party_.boxes.empty()) file_.error(utility, "a nonlinear profile without a <hyperRectangle>");
    bool rounded = false;
    if (!as_written_ && most != 1)
      for (auto& box : party_.boxes) box.reason += fmt::format(", divided by {}", decimal_text(most, 10, rounded));
  }

  void read_function_of_boxes(const XmlElement& function, Rational factor) {
    const auto* aggregation = function.find("aggregation");
    if (aggregation != nullptr && *aggregation != "sum")
      file_.error(function, fmt::format("hyper-rectangles aggregated by '{}'", aggregation->substr(0, 40)), "sum");
    if (function.find("weight") != nullptr) factor *= file_.exact(function, "weight").value_or(1);
    for (const auto& child : function.children) {
      if (child.name == "ufun") read_function_of_boxes(child, factor);
      if (child.name == "hyperRectangle") read_box(child, factor);
    }
  }

  void read_box(const XmlElement& rectangle, const Rational& factor) {
    ScenarioBox box;
    box.reason = file_.where(rectangle);
    box.worth = factor * file_.exact(rectangle, "utility").value_or(0);
    if (rectangle.find("weight") != nullptr) box.worth *= file_.exact(rectangle, "weight").value_or(1);
    bool includes = false;
    for (const auto& bound : rectangle.children) {
      if (bound.name != "INCLUDES" && bound.name != "EXCLUDES") continue;
      (bound.name == "INCLUDES" ? includes : box.outside) = true;
      const auto index = file_.integer(bound, "index");
      const auto low = file_.integer(bound, "min"), high = file_.integer(bound, "max");
      if (!index || !low || !high) continue;
      const auto issue = std::ranges::find(domain_, *index, &DomainIssue::index);
      if (issue == domain_.end() || issue->kind != GeniusKind::integer) {
        file_.error(bound, fmt::format("index {} is that of no integer issue of the domain", *index));
        continue;
      }
      const int first = static_cast<int>(issue->issue.min.value), last = static_cast<int>(issue->issue.max.value);
      box.bounds.push_back(
          {static_cast<int>(issue - domain_.begin()), std::max(*low, first) - first, std::min(*high, last) - first});
    }
    if (includes && box.outside)
      file_.error(rectangle, "a rectangle that both includes and excludes", "one of the two");
    if (!includes && !box.outside)
      return file_.error(rectangle, "a rectangle without bounds", "<INCLUDES> or <EXCLUDES>");
    party_.boxes.push_back(std::move(box));
  }

  const GeniusFile& file_;
  const std::vector<DomainIssue>& domain_;
  bool as_written_;
  ScenarioParty& party_;
};

std::string note_of(const GeniusText& domain, const Scenario& scenario, bool as_written) {
  std::string profiles, discounts;
  for (const auto& party : scenario.parties) {
    profiles += (profiles.empty() ? "" : ", ") + party.name;
    if (!party.discount.empty()) discounts += (discounts.empty() ? "" : ", ") + party.name + " " + party.discount;
  }
  auto note = fmt::format(
      "Made from the GENIUS domain {} and the profiles {}, {}.", std::filesystem::path(domain.file).filename().string(),
      profiles, as_written ? "values as written" : "an issue's values divided by the greatest where any is above 1");
  if (!discounts.empty()) note += fmt::format(" Discount factors, on which nothing is computed: {}.", discounts);
  return note;
}

}  // namespace

ScenarioImport read_genius(const GeniusText& domain, const std::vector<GeniusText>& profiles, bool as_written) {
  std::vector<Problem> problems;
  const auto issues = read_domain(xml_source(domain.file, domain.bytes), problems);
  ScenarioImport result;
  auto& scenario = result.scenario;
  for (const auto& issue : issues) scenario.issues.push_back(issue.issue);
  for (const auto& profile : profiles) {
    const auto source = xml_source(profile.file, profile.bytes);
    auto& party = scenario.parties.emplace_back();
    party.name = std::filesystem::path(profile.file).stem().string();
    const auto root = read_xml(source, problems);
    if (!root || issues.empty()) continue;
    const GeniusFile file(source, problems);
    ProfileReader(file, issues, as_written, party).read(*root);
  }
  throw_if_errors(problems);
  scenario.title = std::filesystem::path(domain.file).stem().string();
  scenario.note = note_of(domain, scenario, as_written);
  result.warnings = std::move(problems);
  return result;
}

ScenarioImport read_genius(const std::filesystem::path& domain, const std::vector<std::filesystem::path>& profiles,
                           bool as_written) {
  std::vector<Problem> problems;
  const auto read = [&](const std::filesystem::path& path) {
    GeniusText text{path.string(), {}};
    try {
      text.bytes = read_file(path, xml_byte_limit);
    } catch (const Error& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
    return text;
  };
  const auto domain_text = read(domain);
  std::vector<GeniusText> texts;
  for (const auto& profile : profiles) texts.push_back(read(profile));
  throw_if_errors(problems);
  return read_genius(domain_text, texts, as_written);
}

}  // namespace parley
