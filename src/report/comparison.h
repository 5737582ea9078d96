// Two drafts compared, as JSON and as text.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "report/answer.h"
#include "report/json.h"
#include "report/layout.h"
#include "settle/compare.h"

namespace parley {

/// One of the two: as it was named, over all worlds, and in the reference world (silence read cautiously).
struct ComparedDraft {
  std::string name;
  RatedPackage rated;
  DraftView view;
  std::optional<RatedPackage> without_unopposed;  ///< where it rests on padding
};

struct Comparison {
  std::shared_ptr<const Case> source;
  AnswerOptions options;
  std::array<ComparedDraft, 2> drafts;
};

/// Works both drafts out. Throws Cancelled when stopped.
Comparison compare(const std::shared_ptr<const Case>& c, const std::array<std::string, 2>& names,
                   const std::array<Package, 2>& drafts, const AnswerOptions& options);

/// The case's own drafts, each with each, in the order of case.yaml; of more than six drafts the first six, since pairs
/// grow as the square. Empty where there are not two. Throws Cancelled when stopped.
std::vector<Comparison> compare_drafts(const std::shared_ptr<const Case>& c, const AnswerOptions& options);

/// The clauses and both drafts; docs/result.md, "A comparison".
Json comparison_parts(const Comparison& comparison);

/// The same with what it was made by and how.
std::string comparison_json(const Comparison& comparison);

/// Clause by clause, who gains and loses, what each draft breaks, and what would be better for all.
std::string comparison_text(const Comparison& comparison, const Style& style);

}  // namespace parley
