// Pieces of the result document (docs/result.md): each result struct as JSON, with ids in place of indices.
#pragma once

#include <array>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "core/error.h"
#include "model/case.h"
#include "model/positions.h"
#include "robust/package_shares.h"
#include "robust/robust.h"
#include "robust/ways_out.h"
#include "settle/settle.h"
#include "settle/why_not.h"

namespace parley {

using Json = nlohmann::ordered_json;

enum class Indent { none, two };

/// The JSON of a file. Throws Error at the first character that makes it none, saying what was `expected`.
Json read_json(const SourceText& source, std::string expected);

/// UTF-8 text of a document, with a newline at its end; malformed bytes become U+FFFD.
std::string dump(const Json& json, Indent indent = Indent::two);

/// A list that is too long to be held as JSON: `size` items, made one by one.
struct LongList {
  std::size_t size = 0;
  std::function<Json(std::size_t)> item;
};

/// Writes, piece by piece, what `dump` gives of an object whose member `path`[0] has the list as its member `path`[1].
/// `json` has an empty list there; where `path`[0] is null, so it stays.
void dump_with(const Json& json, std::array<std::string_view, 2> path, const LongList& list,
               const std::function<void(std::string_view)>& write);

/// `text` in quotation marks as a JSON string, which YAML reads too; malformed bytes become U+FFFD.
std::string json_string(const std::string& text);

/// A problem as `parley check --json` lists it.
Json problem_json(const Problem& p);
/// Which version and command made a result.
Json made_by(std::string_view command);
/// What was left out, and which levers are fixed.
Json filter_json(const Filter& filter);
/// Seed and number of worlds, and the sequence where it is not random.
Json draws_json(const RobustOptions& options);
Json share_json(const Share& share);
Json pair_json(const Share& cautious, const Share& open);
/// What holds in each reading.
Json pair_json(const std::array<bool, 2>& holds);
Json package_json(const Case& c, const Package& package);
Json statement_ids(const Case& c, std::span<const int> statements);
Json party_ids(const Case& c, std::span<const int> parties);
Json rated_json(const Case& c, const RatedPackage& package, std::size_t rank);
Json rated_list_json(const Case& c, std::span<const RatedPackage> packages);
Json conflict_json(const Case& c, const Conflict& conflict);
Json conflicts_json(const Case& c, const WhyNot& why);
Json concession_json(const Case& c, const Concession& concession);
/// One relaxation, without shares.
Json relaxation_json(const Case& c, const Relaxation& relaxation);
/// All of them, with what was found over worlds.
Json relaxations_json(const Case& c, const WhyNot& why, const WaysOut& ways);
Json issue_state_json(const Case& c, const Positions& matrix, const IssueState& state);
Json counts_json(const Case& c, const Counts& counts);
/// The estimate over worlds that stands beside the counts.
Json package_shares_json(const Case& c, const PackageShares& shares);
/// Shares of options, packages that every world accepts, and the best by other measures: three members.
Json overall_json(const Case& c, const RobustResult& result);
Json unknown_json(const Case& c, const Unknown& unknown);
Json clause_json(const Case& c, const Clause& clause);

/// Rows in an order that does not hang on the file's: by date, then id.
std::vector<int> by_date(const Case& c, std::span<const int> statements);

}  // namespace parley
