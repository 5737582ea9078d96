// Writing GENIUS scenarios.
//
// GENIUS has values from 0 to 1 and packages worth at most 1. Unless values go out as written, a party's are moved and
// scaled to that, which changes no comparison of packages: an issue's values are raised where one is below 0, and
// divided by the greatest where that is above 1, its weight multiplied; all weights are divided where the best package
// would be above 1, by its value or a power of ten. Values that are no finite decimals stand as whole numbers, which
// GENIUS divides by the greatest again.
//
// Where a party has boxes all profiles are nonlinear, since GENIUS has one kind of domain: values become boxes of one
// bound. GENIUS divides what boxes give by `maxutility`: that is the common denominator of their worths, which stand as
// whole numbers; as written it is a sum that no package exceeds.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "evidence/slug.h"
#include "exchange/genius.h"
#include "text/files.h"

namespace parley {
namespace {

namespace fs = std::filesystem;
using boost::multiprecision::cpp_int;

constexpr int genius_digits = 17;      // of a number that has no finite decimal
const Rational largest_sum(102, 100);  // GENIUS takes weights that sum to this as normal

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return result;
}

bool is_whole(const Rational& value) { return denominator(value) == 1; }

bool is_decimal(const Rational& value) {
  bool rounded = false;
  const auto text = number_text(value, rounded);
  return !rounded && text.find('/') == std::string::npos;
}

// A line through the values of a numeric issue: value = start + slope · (x − min).
struct Line {
  Rational start = 0, slope = 0;
};

std::optional<Line> line_through(const std::vector<Rational>& values) {
  Line line;
  if (values.empty()) return line;
  line.start = values[0];
  if (values.size() > 1) line.slope = values[1] - values[0];
  for (std::size_t o = 0; o < values.size(); ++o)
    if (values[o] != line.start + line.slope * o) return std::nullopt;
  if (!is_decimal(line.start) || !is_decimal(line.slope)) return std::nullopt;
  return line;
}

class Writer {
 public:
  Writer(Scenario scenario, bool as_written, std::vector<Problem>& warnings)
      : scenario_(std::move(scenario)), as_written_(as_written), warnings_(warnings) {
    nonlinear_ = std::ranges::any_of(scenario_.parties, [](const auto& party) { return !party.boxes.empty(); });
    if (nonlinear_) {
      check_boxes();
      return;
    }
    if (!as_written_)
      for (auto& party : scenario_.parties) normalise(party);
    for (const auto& issue : scenario_.issues) integer_.push_back(is_integer(issue));
  }

  [[nodiscard]] std::string domain() const {
    std::string text = fmt::format(
        "<negotiation_template>\n  <utility_space number_of_issues=\"{}\">\n    <objective index=\"0\" name=\"{}\" "
        "type=\"objective\" etype=\"objective\">\n",
        scenario_.issues.size(), escaped(scenario_.title));
    for (std::size_t i = 0; i < scenario_.issues.size(); ++i) {
      text += opening(i);
      if (!integer_[i])
        for (std::size_t o = 0; o < scenario_.issues[i].options.size(); ++o)
          text += fmt::format("        <item index=\"{}\" value=\"{}\"/>\n", o + 1,
                              escaped(scenario_.issues[i].options[o]));
      text += "      </issue>\n";
    }
    return text + "    </objective>\n  </utility_space>\n</negotiation_template>\n";
  }

  std::string profile(const ScenarioParty& party) {
    std::string text = fmt::format(
        "<utility_space{}>\n    <objective index=\"0\" name=\"root\" type=\"objective\" etype=\"objective\">\n",
        nonlinear_ ? " type=\"nonlinear\"" : "");
    for (std::size_t i = 0; i < scenario_.issues.size(); ++i)
      text += opening(i) + (nonlinear_ ? "" : integer_[i] ? evaluator(party, i) : items(party, i)) + "      </issue>\n";
    if (nonlinear_) text += boxes(party);
    for (std::size_t i = 0; i < scenario_.issues.size() && !nonlinear_; ++i)
      text += fmt::format("      <weight index=\"{}\" value=\"{}\"/>\n", i + 1,
                          number(party.values[i].empty() ? Rational(0) : party.weights[i]));
    if (!nonlinear_) text += "    </objective>\n";
    if (party.reservation)
      text += fmt::format("  <reservation value=\"{}\"/>\n", number(*party.reservation));
    else
      warn(fmt::format("'{}' has no reservation value; GENIUS takes 0", party.name));
    if (rounded_) warn(fmt::format("numbers of '{}' that are no finite decimals are rounded", party.name));
    rounded_ = false;
    return text + "  <discount_factor value=\"1\"/>\n</utility_space>\n";
  }

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }

 private:
  void warn(std::string message) { warnings_.push_back(warning(std::move(message))); }

  std::string number(const Rational& value) {
    return is_decimal(value) ? number_text(value, rounded_) : decimal_text(value, genius_digits, rounded_);
  }

  // Boxes lie over integer issues alone.
  void check_boxes() {
    std::vector<Problem> problems;
    for (const auto& issue : scenario_.issues) {
      integer_.push_back(issue.numeric && exact_rational(issue.step) == 1 && is_whole(exact_rational(issue.min)));
      if (integer_.back()) continue;
      Problem problem;
      problem.message =
          fmt::format("terms stand beside the issue '{}', and GENIUS has them over integers alone", issue.name);
      problem.expected = "numeric issues in steps of 1";
      problems.push_back(std::move(problem));
    }
    throw_if_errors(problems);
    for (auto& party : scenario_.parties)
      for (std::size_t i = 0; i < party.values.size(); ++i)
        for (std::size_t o = 0; o < party.values[i].size(); ++o) {
          ScenarioBox box;
          box.worth = party.weights[i] * party.values[i][o];
          box.bounds.push_back({static_cast<int>(i), static_cast<int>(o), static_cast<int>(o)});
          if (box.worth != 0) party.boxes.push_back(std::move(box));
        }
  }

  std::string boxes(const ScenarioParty& party) {
    cpp_int common = 1;
    Rational most = 0;
    for (const auto& box : party.boxes) {
      common = lcm(common, denominator(box.worth));
      if (box.worth > 0) most += box.worth;
    }
    const bool whole = !as_written_ && common < cpp_int("1000000000000000");
    if (whole)
      most = common;
    else if (!as_written_ || most == 0)
      most = 1;
    std::string text = fmt::format(
        "    </objective>\n  <utility maxutility=\"{}\">\n    <ufun type=\"PlainUfun\" weight=\"1\" "
        "aggregation=\"sum\">\n",
        number(most));
    for (const auto& box : party.boxes) {
      text += fmt::format("      <hyperRectangle utility=\"{}\">\n",
                          number(whole ? Rational(box.worth * common) : box.worth));
      for (const auto& bound : box.bounds) {
        const cpp_int min = numerator(exact_rational(scenario_.issues[static_cast<std::size_t>(bound.issue)].min));
        text += fmt::format("        <{} index=\"{}\" min=\"{}\" max=\"{}\"/>\n", box.outside ? "EXCLUDES" : "INCLUDES",
                            bound.issue + 1, cpp_int(min + bound.first).str(), cpp_int(min + bound.last).str());
      }
      text += "      </hyperRectangle>\n";
    }
    return text + "    </ufun>\n  </utility>\n";
  }

  void normalise(ScenarioParty& party) {
    Rational best = 0;
    bool raised = false;
    for (std::size_t i = 0; i < party.values.size(); ++i) {
      auto& values = party.values[i];
      if (values.empty()) continue;
      if (const Rational least = *std::ranges::min_element(values); least < 0) {
        raised = true;
        for (auto& value : values) value -= least;
        if (party.reservation) *party.reservation -= party.weights[i] * least;
      }
      const Rational most = *std::ranges::max_element(values);
      const bool decimal = std::ranges::all_of(values, is_decimal);
      if (most > 1 || (!decimal && most > 0)) {
        for (auto& value : values) value /= most;
        party.weights[i] *= most;
      }
      best += party.weights[i] * *std::ranges::max_element(values);
    }
    if (raised) warn(fmt::format("values of '{}' below 0 are raised, with its reservation value", party.name));
    if (best <= largest_sum) return;
    // Where no finite decimals come of it, by the next power of ten.
    const auto is_exact = [&](const Rational& value) { return is_decimal(Rational(value / best)); };
    if (!std::ranges::all_of(party.weights, is_exact) || (party.reservation && !is_exact(*party.reservation))) {
      Rational ten = 1;
      while (ten < best) ten *= 10;
      best = ten;
    }
    for (auto& weight : party.weights) weight /= best;
    if (party.reservation) *party.reservation /= best;
    warn(fmt::format("values of '{}' are divided by {}: GENIUS has none above 1", party.name,
                     decimal_text(best, 6, rounded_)));
    rounded_ = false;
  }

  [[nodiscard]] bool is_integer(const ScenarioIssue& issue) const {
    if (!issue.numeric || exact_rational(issue.step) != 1 || !is_whole(exact_rational(issue.min))) return false;
    const std::size_t i = integer_.size();
    return std::ranges::all_of(scenario_.parties,
                               [&](const ScenarioParty& party) { return line_through(party.values[i]).has_value(); });
  }

  [[nodiscard]] std::string opening(std::size_t i) const {
    const auto& issue = scenario_.issues[i];
    const auto* type = integer_[i] ? "integer" : "discrete";
    const auto bounds = integer_[i]
                            ? fmt::format(" lowerbound=\"{}\" upperbound=\"{}\"", issue.min.text, issue.max.text)
                            : std::string();
    return fmt::format("      <issue index=\"{}\" name=\"{}\" type=\"{}\" etype=\"{}\" vtype=\"{}\"{}>\n", i + 1,
                       escaped(issue.name), type, type, type, bounds);
  }

  std::string evaluator(const ScenarioParty& party, std::size_t i) {
    const auto line = *line_through(party.values[i]);
    const Rational offset =
        as_written_ ? Rational(line.start - line.slope * exact_rational(scenario_.issues[i].min)) : line.start;
    return fmt::format("        <evaluator ftype=\"linear\" slope=\"{}\" offset=\"{}\"/>\n", number(line.slope),
                       number(offset));
  }

  std::string items(const ScenarioParty& party, std::size_t i) {
    auto values = party.values[i];
    values.resize(scenario_.issues[i].options.size());
    if (!as_written_ && !std::ranges::all_of(values, is_decimal)) {
      cpp_int common = 1;
      for (const auto& value : values) common = lcm(common, denominator(value));
      if (common < cpp_int("1000000000000000"))
        for (auto& value : values) value *= common;
    }
    std::string text;
    for (std::size_t o = 0; o < values.size(); ++o)
      text += fmt::format("        <item index=\"{}\" value=\"{}\" evaluation=\"{}\"/>\n", o + 1,
                          escaped(scenario_.issues[i].options[o]), number(values[o]));
    return text;
  }

  Scenario scenario_;
  bool as_written_;
  bool nonlinear_ = false;  // some party has boxes
  std::vector<Problem>& warnings_;
  std::vector<bool> integer_;  // of each issue, whether it can stand as GENIUS's integer issue
  bool rounded_ = false;
};

}  // namespace

std::vector<fs::path> write_genius(const Scenario& scenario, const fs::path& folder, bool as_written,
                                   std::vector<Problem>& warnings) {
  Writer writer(scenario, as_written, warnings);
  std::vector<std::pair<fs::path, std::string>> files;
  files.emplace_back(folder / (short_id(scenario.title) + "-domain.xml"), writer.domain());
  std::set<std::string> taken{files[0].first.filename().string()};
  for (const auto& party : writer.scenario().parties) {
    const auto name =
        unused(file_stem(party.name), [&](const std::string& other) { return taken.contains(other + ".xml"); });
    taken.insert(name + ".xml");
    files.emplace_back(folder / (name + ".xml"), writer.profile(party));
  }
  return write_files(folder, files);
}

}  // namespace parley
