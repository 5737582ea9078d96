// What GENIUS's two kinds of file have in common: objectives that hold issues and their weights, and the problems of
// one file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/xml.h"
#include "model/exact.h"

namespace parley {

/// One file that is read; tells at most 200 problems, with places.
class GeniusFile {
 public:
  GeniusFile(const SourceText& source, std::vector<Problem>& problems) : source_(source), problems_(problems) {}

  void error(const XmlElement& at, std::string message, std::string expected = {}, std::string hint = {}) const {
    tell(Severity::error, at, std::move(message), std::move(expected), std::move(hint));
  }
  void warn(const XmlElement& at, std::string message, std::string expected = {}, std::string hint = {}) const {
    tell(Severity::warning, at, std::move(message), std::move(expected), std::move(hint));
  }
  /// "England.xml, line 8".
  [[nodiscard]] std::string where(const XmlElement& at) const;
  /// An attribute that must be there; nullptr after a problem.
  const std::string* required(const XmlElement& at, std::string_view attribute) const;
  /// A finite number, and an integer, of an attribute; nothing after a problem.
  std::optional<Number> number(const XmlElement& at, std::string_view attribute) const;
  std::optional<Rational> exact(const XmlElement& at, std::string_view attribute) const;
  std::optional<int> integer(const XmlElement& at, std::string_view attribute) const;

 private:
  void tell(Severity severity, const XmlElement& at, std::string message, std::string expected, std::string hint) const;
  const SourceText& source_;
  std::vector<Problem>& problems_;
  mutable std::size_t told_ = 0;
};

/// An issue of either file, with the weight that stands beside it.
struct GeniusIssue {
  const XmlElement* element = nullptr;
  int index = 0;
  std::string name;
  std::optional<Rational> weight;
};

/// A domain may have at most this many issues.
inline constexpr std::size_t most_issues = 10'000;

/// The parts of a utility space, whatever objectives they stand under.
struct GeniusSpace {
  std::vector<GeniusIssue> issues;
  const XmlElement* utility = nullptr;  ///< of a nonlinear profile
};

/// Collects the issues under `space`. Problems: no index or name, two issues of one index or name, a weight that is no
/// number, is below 0, or belongs to nothing.
GeniusSpace collect_space(const GeniusFile& file, const XmlElement& space);

/// The kinds of issue; nothing, after a problem, for a type that GENIUS does not know.
enum class GeniusKind { discrete, integer, real };
std::optional<GeniusKind> genius_kind(const GeniusFile& file, const XmlElement& issue);

/// The element that holds lowerbound and upperbound: the issue itself, or its <range>.
const XmlElement& range_of(const XmlElement& issue);

/// The first child of a name; nullptr if there is none.
const XmlElement* child_of(const XmlElement& element, std::string_view name);

}  // namespace parley
