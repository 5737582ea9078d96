// Writing NegMAS scenarios. YAML takes JSON as it is; but for the keys of tables, which NegMAS needs as numbers where
// the issue's values are numbers, and JSON allows only as texts. The keys of rectangles are places of issues, always
// numbers: so a party with boxes cannot be written as JSON.
//
// A HyperRectangleUtilityFunction adds the worths of the rectangles that an outcome is in. A range is written as the
// list of its values, since NegMAS takes two numbers for the ends of a range in a tuple alone, which YAML does not
// have; and worths with a point, since it multiplies no integers.
#include <fmt/format.h>

#include <set>

#include "evidence/slug.h"
#include "exchange/negmas.h"
#include "report/json.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

constexpr int negmas_digits = 17;  // of a number that has no finite decimal

class NegmasWriter {
 public:
  explicit NegmasWriter(bool json) : json_(json) {}

  std::string domain(const Scenario& scenario) const {
    std::string issues;
    for (const auto& issue : scenario.issues) {
      const bool whole =
          issue.numeric && exact_rational(issue.step) == 1 && denominator(exact_rational(issue.min)) == 1;
      std::string values;
      if (whole)
        values = issue.min.text + ", " + issue.max.text;
      else
        for (const auto& option : issue.options)
          values += (values.empty() ? "" : ", ") + (is_number(issue) ? option : json_string(option));
      issues += fmt::format("{}\n    {{\"name\": {}, \"type\": \"{}\", \"values\": [{}]}}", issues.empty() ? "" : ",",
                            json_string(issue.name),
                            whole              ? "ContiguousIssue"
                            : is_number(issue) ? "DiscreteCardinalIssue"
                                               : "CategoricalIssue",
                            values);
    }
    return fmt::format(
        "{{\n  \"name\": {},\n  \"type\": \"DiscreteCartesianOutcomeSpace\",\n  \"issues\": [{}\n  ]\n}}\n",
        json_string(scenario.title), issues);
  }

  std::string function(const Scenario& scenario, const ScenarioParty& party) {
    return party.boxes.empty() ? additive(scenario, party) : rectangles(scenario, party);
  }

  bool rounded = false;

 private:
  std::string additive(const Scenario& scenario, const ScenarioParty& party) {
    std::string weights, values;
    for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
      const auto& issue = scenario.issues[i];
      const bool concerned = !party.values[i].empty();
      weights += (i == 0 ? "" : ", ") + number(concerned ? party.weights[i] : Rational(0));
      std::string mapping;
      for (std::size_t o = 0; o < issue.options.size(); ++o)
        mapping += fmt::format("{}\n      {}: {}", o == 0 ? "" : ",",
                               is_number(issue) && !json_ ? issue.options[o] : json_string(issue.options[o]),
                               number(concerned ? party.values[i][o] : Rational(0)));
      values +=
          fmt::format("{}\n    {{\"type\": \"TableFun\", \"mapping\": {{{}\n    }}}}", i == 0 ? "" : ",", mapping);
    }
    return fmt::format(
        "{{\n  \"name\": {},\n  \"type\": \"LinearAdditiveUtilityFunction\",\n{}  \"weights\": [{}],\n  \"values\": "
        "[{}\n  ]\n}}\n",
        json_string(party.name), reserved(party), weights, values);
  }

  // Values become rectangles of one value; what is worth something outside of a box is worth it everywhere, less in it.
  std::string rectangles(const Scenario& scenario, const ScenarioParty& party) {
    std::string ranges, worths;
    const auto add = [&](const std::string& range, const Rational& worth) {
      ranges += (ranges.empty() ? "\n    " : ",\n    ") + range;
      worths += (worths.empty() ? "" : ", ") + with_point(number(worth));
    };
    for (const auto& box : party.boxes) {
      std::string range;
      for (const auto& bound : box.bounds) range += (range.empty() ? "" : ", ") + bound_text(scenario, bound);
      if (box.outside) add("null", box.worth);
      add("{" + range + "}", box.outside ? Rational(-box.worth) : box.worth);
    }
    for (int i = 0; i < std::ssize(party.values); ++i)
      for (int o = 0; o < std::ssize(party.values[i]); ++o)
        if (const Rational worth = party.weights[i] * party.values[i][o]; worth != 0)
          add("{" + bound_text(scenario, {i, o, o}) + "}", worth);
    return fmt::format(
        "{{\n  \"name\": {},\n  \"type\": \"HyperRectangleUtilityFunction\",\n{}  \"outcome_ranges\": [{}\n  ],\n"
        "  \"utilities\": [{}]\n}}\n",
        json_string(party.name), reserved(party), ranges, worths);
  }

  static std::string bound_text(const Scenario& scenario, const ScenarioBound& bound) {
    const auto& issue = scenario.issues[bound.issue];
    std::string values;
    for (int o = bound.first; o <= bound.last; ++o)
      values += (values.empty() ? "" : ", ") + (is_number(issue) ? issue.options[o] : json_string(issue.options[o]));
    return fmt::format("{}: [{}]", bound.issue, values);
  }

  std::string reserved(const ScenarioParty& party) {
    return party.reservation ? fmt::format("  \"reserved_value\": {},\n", number(*party.reservation)) : std::string();
  }

  // YAML 1.1 takes a number without a point for an integer, or for a text.
  static std::string with_point(std::string text) {
    if (text.find('.') == text.npos) text.insert(std::min(text.find_first_of("eE"), text.size()), ".0");
    return text;
  }

  // Whether an issue's values can stand as numbers: a fraction cannot.
  static bool is_number(const ScenarioIssue& issue) {
    if (!issue.numeric) return false;
    for (const auto& option : issue.options)
      if (option.find('/') != option.npos) return false;
    return true;
  }

  std::string number(const Rational& value) {
    bool inexact = false;
    auto text = number_text(value, inexact);
    if (!inexact && text.find('/') == text.npos) return text;
    return decimal_text(value, negmas_digits, rounded);
  }

  bool json_;
};

}  // namespace

std::vector<fs::path> write_negmas(const Scenario& scenario, const fs::path& path, std::vector<Problem>& warnings) {
  const auto ending = path.extension();
  const bool is_file = ending == ".json" || ending == ".yml" || ending == ".yaml";
  if (ending == ".json") refuse_boxes(scenario, "JSON");
  NegmasWriter writer(ending == ".json");
  std::vector<std::pair<fs::path, std::string>> files;
  if (is_file) {
    std::string functions;
    for (const auto& party : scenario.parties)
      functions += (functions.empty() ? "" : ",\n") + writer.function(scenario, party);
    files.emplace_back(path,
                       fmt::format("{{\"domain\": {}, \"ufuns\": [\n{}]}}\n", writer.domain(scenario), functions));
  } else {
    std::set<std::string> taken{file_stem(scenario.title)};
    files.emplace_back(path / (file_stem(scenario.title) + ".yml"), writer.domain(scenario));
    for (const auto& party : scenario.parties) {
      const auto name = unused(file_stem(party.name), [&](const std::string& other) { return taken.contains(other); });
      taken.insert(name);
      files.emplace_back(path / (name + ".yml"), writer.function(scenario, party));
    }
  }
  if (writer.rounded)
    warnings.push_back(
        warning(fmt::format("numbers that are no finite decimals are rounded to {} digits", negmas_digits)));
  return write_files(is_file ? path.parent_path() : path, files);
}

}  // namespace parley
