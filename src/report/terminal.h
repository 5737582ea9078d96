// The answers as text for the terminal: 80 columns, wrapped, in the order in which a reader asks.
#pragma once

#include <string>

#include "report/answer.h"
#include "report/layout.h"
#include "report/result.h"

namespace parley {

/// The matrix: for each issue a table of options by parties, with the statements behind each cell, and a legend.
std::string positions_text(const Case& c, const Filter& filter, const Positions& matrix, const Style& style);

/// The whole answer: verdict, what is agreed, why there is no deal, the best packages, what to ask next, caveats.
std::string settle_text(const Answer& answer, const Style& style);

/// One package: who accepts it and who does not, because of which statements, clause by clause in the reference world
/// of `reading`.
std::string why_text(const PackageAnswer& answer, Reading reading, const Style& style);

/// "[s3] Sergey Lavrov, 2025-02-12: “…”", wrapped; a judgement gives its reason instead.
std::string statement_text(const Case& c, int statement, std::string_view indent);

/// "Territory: the line · NATO: later": a package in names, wrapped; only where it differs from `like`.
std::string package_text(const Case& c, const Package& package, std::string_view indent, const Package& like = {});

/// "Case title, as of 2025-02-14; without judgements; arms = stopped".
std::string title_text(const Case& c, const Filter& filter);

}  // namespace parley
