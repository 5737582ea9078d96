#include "exchange/genius_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "casebook/yaml_reader.h"
#include "evidence/words.h"

namespace parley {
namespace {

constexpr std::string_view types[] = {"discrete", "integer", "real"};

class ItemCollector {
 public:
  ItemCollector(const GeniusFile& file, GeniusSpace& space) : file_(file), space_(space) {}

  // GENIUS knows a weight by its index, among the issues and objectives of the same element.
  void collect(const XmlElement& container) {
    auto weights = weights_of(container);
    std::set<int> known;
    if (const auto* own = container.find("index")) known.insert(std::atoi(own->c_str()));
    for (const auto& child : container.children) {
      if (child.name == "utility" || child.name == "utility_function") space_.utility = &child;
      if (child.name == "objective") {
        if (const auto* index = child.find("index")) known.insert(std::atoi(index->c_str()));
        collect(child);
      }
      if (child.name != "issue") continue;
      if (full_) return;
      if (const auto index = add_issue(child)) {
        known.insert(*index);
        if (const auto weight = weights.find(*index); weight != weights.end())
          space_.issues.back().weight = weight->second.second;
      }
    }
    for (const auto& [index, weight] : weights)
      if (!known.contains(index))
        file_.warn(*weight.first, fmt::format("a weight for index {}, which no issue here has", index));
  }

 private:
  using Weights = std::map<int, std::pair<const XmlElement*, Rational>>;

  Weights weights_of(const XmlElement& container) {
    Weights weights;
    for (const auto& child : container.children) {
      if (child.name != "weight") continue;
      const auto index = file_.integer(child, "index");
      const auto value = file_.exact(child, "value");
      if (value && *value < 0) file_.error(child, "a weight below 0", "0 or more");
      if (!index || !value) continue;
      if (!weights.try_emplace(*index, &child, *value).second)
        file_.error(child, fmt::format("index {} has two weights", *index), "one weight an issue");
    }
    return weights;
  }

  std::optional<int> add_issue(const XmlElement& element) {
    const auto index = file_.integer(element, "index");
    const auto* name = file_.required(element, "name");
    if (!index || name == nullptr) return std::nullopt;
    const auto known = trimmed(*name);
    if (known.empty()) file_.error(element, "an issue without a name", "a name");
    if (space_.issues.size() == most_issues) {
      file_.error(element, fmt::format("more than {} issues", most_issues));
      full_ = true;
      return std::nullopt;
    }
    if (!indices_.insert(*index).second) file_.error(element, fmt::format("two issues have the index {}", *index));
    if (!names_.emplace(known).second) file_.error(element, fmt::format("two issues are called '{}'", known));
    space_.issues.push_back({&element, *index, std::string(known), std::nullopt});
    return index;
  }

  const GeniusFile& file_;
  GeniusSpace& space_;
  bool full_ = false;
  std::set<int> indices_;
  std::set<std::string> names_;
};

}  // namespace

void GeniusFile::tell(Severity severity, const XmlElement& at, std::string message, std::string expected,
                      std::string hint) const {
  if (++told_ > most_problems) return;
  problems_.push_back(xml_problem(source_, severity, at.offset, std::move(message), std::move(expected),
                                  std::move(hint), std::max<std::size_t>(1, at.name.size())));
}

std::string GeniusFile::where(const XmlElement& at) const {
  return fmt::format("{}, line {}", std::filesystem::path(source_.file()).filename().string(),
                     source_.line_number(at.offset));
}

const std::string* GeniusFile::required(const XmlElement& at, std::string_view attribute) const {
  const auto* found = at.find(attribute);
  if (found == nullptr) error(at, fmt::format("<{}> without `{}`", at.name, attribute));
  return found;
}

std::optional<Number> GeniusFile::number(const XmlElement& at, std::string_view attribute) const {
  const auto* text = required(at, attribute);
  if (text == nullptr) return std::nullopt;
  if (auto number = parse_number(trimmed(*text)); number && number->text.find('/') == std::string::npos) return number;
  const std::string why = why_no_number(*text);
  error(at,
        fmt::format("`{}` of <{}> is '{}'{}{}", attribute, at.name, text->substr(0, 40), why.empty() ? "" : ": ", why),
        "a finite number");
  return std::nullopt;
}

std::optional<Rational> GeniusFile::exact(const XmlElement& at, std::string_view attribute) const {
  const auto found = number(at, attribute);
  return found ? std::optional(exact_rational(*found)) : std::nullopt;
}

std::optional<int> GeniusFile::integer(const XmlElement& at, std::string_view attribute) const {
  const auto* text = required(at, attribute);
  if (text == nullptr) return std::nullopt;
  const auto digits = trimmed(*text);
  int value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed == std::errc() && end == digits.data() + digits.size()) return value;
  error(at, fmt::format("`{}` of <{}> is '{}'", attribute, at.name, text->substr(0, 40)), "a whole number");
  return std::nullopt;
}

GeniusSpace collect_space(const GeniusFile& file, const XmlElement& space) {
  GeniusSpace result;
  ItemCollector(file, result).collect(space);
  return result;
}

std::optional<GeniusKind> genius_kind(const GeniusFile& file, const XmlElement& issue) {
  const std::string* type = nullptr;
  for (const auto* attribute : {"type", "vtype", "etype"})
    if (type == nullptr) type = issue.find(attribute);
  if (type == nullptr) return GeniusKind::discrete;
  const auto found = std::ranges::find(types, *type);
  if (found != std::end(types)) return static_cast<GeniusKind>(found - std::begin(types));
  const std::vector<std::string> words(std::begin(types), std::end(types));
  file.error(issue, fmt::format("an issue of type '{}'", type->substr(0, 40)), "discrete, integer or real",
             suggestion(*type, words));
  return std::nullopt;
}

const XmlElement& range_of(const XmlElement& issue) {
  const auto* range = child_of(issue, "range");
  return issue.find("lowerbound") != nullptr || range == nullptr ? issue : *range;
}

const XmlElement* child_of(const XmlElement& element, std::string_view name) {
  const auto found = std::ranges::find(element.children, name, &XmlElement::name);
  return found == element.children.end() ? nullptr : &*found;
}

}  // namespace parley
