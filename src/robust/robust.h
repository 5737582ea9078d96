// The lens over all worlds: what holds for every reading of the evidence.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/crew.h"
#include "core/progress.h"
#include "core/random.h"
#include "model/case.h"
#include "model/compile.h"
#include "robust/sobol.h"

namespace parley {

struct Checkpoint;  // core/checkpoint.h

/// A share of worlds with its 95 % Wilson interval.
struct Share {
  std::size_t count = 0;
  std::size_t worlds = 0;
  double value = 0;
  double low = 0;
  double high = 1;
};
Share make_share(std::size_t count, std::size_t worlds);

/// The fewest worlds with which no share's interval reaches further than `precision` to either side of its middle.
std::size_t worlds_for(double precision);

struct RobustOptions {
  std::size_t worlds = 10000;  ///< searched; as many again are held out
  Seed seed;
  std::size_t best = 10;          ///< packages to list
  std::size_t threads = 0;        ///< 0: all
  std::uint64_t nodes = 100'000;  ///< budget of the search, in nodes, a reading
  bool unknowns = true;           ///< value what is unknown
  bool comparisons = true;        ///< shares of options, and packages that are best by other measures
  Progress progress;
  Crew crew;                         ///< processes that share out the worlds; changes no answer
  Checkpoint* checkpoint = nullptr;  ///< keeps what was worked out, or has it from an earlier run; may be null
  std::size_t alike = 1;             ///< each world drawn stands for so many; set where all worlds are one
};

/// How one party, or one body or party whose consent an option needs, takes a package.
struct PartyVerdict {
  int party = -1;
  bool votes = false;  ///< false: consent of a principal by value; true: consent to options that need it
  Share consents;
  Share red_line;                  ///< worlds in which a red line of the party is crossed
  Share below_reservation;         ///< worlds in which none is, and the value is below no-deal
  Share blocks_alone;              ///< worlds in which everybody else consents
  std::size_t silent_members = 0;  ///< bodies: members that have said nothing on the options that need it
  std::vector<int> statements;  ///< rows that block, where it blocks at all: the red lines crossed, the options below
};

/// A party's silence that a package rests on: an option on which nothing was said.
struct Silence {
  int party = -1;
  int issue = -1;
  int option = -1;
};

/// What one package is worth to one party in the reference world, clause by clause.
struct Clause {
  int party = -1;
  int issue = -1;  ///< -1: all of the party's terms together
  double weight = 0;
  double value = 0;    ///< in [0, 1], or in the party's own units with weight as given
  double no_deal = 0;  ///< the same of the party's no-deal option
  std::vector<int> statements;
};

struct RatedPackage {
  Package package;
  std::array<Share, 2> share;     ///< by Reading; on held-out worlds
  std::array<Share, 2> searched;  ///< the same on the worlds that were searched
  std::array<std::vector<PartyVerdict>, 2>
      parties;  ///< principals in the casebook's order, then those whose vote is needed
  std::vector<Silence> silence;
  std::vector<std::string> broken_rules;  ///< ids; never of a package that was searched for
};

/// Of the worlds looked at, those in which some package that all accept has the option.
struct OptionShare {
  int issue = -1;
  int option = -1;
  Share share;
  double upper = 1;  ///< above share.value where worlds were left undecided within the budget
};

/// A package that is the best found by another measure than its share of worlds.
struct BestByMeasure {
  Package package;
  double value = 0;
};

/// What was found in one reading.
struct ReadingAnswer {
  std::vector<RatedPackage> best;  ///< highest searched share first; ties by issue and option ids; none with share 0
  Share best_share;                ///< held-out share of the first; 0 where there is none
  Share best_searched;
  double bound = 1;              ///< no package has a higher share of the searched worlds
  bool proven = false;           ///< the list is exact for the searched worlds
  Share zone_share;              ///< worlds with some package that all accept
  double zone_upper = 1;         ///< above zone_share.value where worlds were left undecided within the budget
  std::size_t empty_worlds = 0;  ///< worlds in which stated claims leave no preference; left out
  std::uint64_t nodes = 0;
  std::size_t everywhere = 0;    ///< how many of `best` are accepted in every searched world: all there are, unless …
  bool everywhere_more = false;  ///< … there are more than that, or may be
  std::vector<OptionShare> options;           ///< by issue and option ids; empty without `comparisons`
  std::optional<BestByMeasure> worst_case;    ///< robust/yardsticks.h: the best worst case found
  std::optional<BestByMeasure> nash_product;  ///< and the largest expected Nash product found
};

enum class UnknownKind {
  stance,
  importance,
  levels,
  firmness,
  certainty,
  option_meant,
  sources,
  lever,
  no_deal,
  silent_vote
};

/// Whether its list and its shares are exact for the worlds: no search of it ended at its budget.
bool is_exact(const ReadingAnswer& answer);

/// One of the answers that a question may get, and what would then hold.
struct UnknownAnswer {
  std::string words;
  double worlds = 0;      ///< share of the worlds in which it is the answer
  double best_share = 0;  ///< of the package that is best there; held-out worlds
  double zone_share = 0;  ///< searched worlds
};

/// Something not known that the verdict hangs on: how much the best share would rise, on average, if it were known
/// before a package is chosen among the candidates (a lower bound of the expected value of the information).
struct Unknown {
  UnknownKind kind = UnknownKind::stance;
  Reading reading = Reading::open;
  int party = -1, issue = -1, option = -1, lever = -1, statement = -1;
  double gain = 0;
  double low = 0, high = 0;  ///< 95 % interval of the gain
  double zone_spread = 0;    ///< between the answers that raise and lower `zone_share` most
  SobolIndices sobol;        ///< of whether the best package is accepted
  bool together = false;     ///< `sobol` is of all the party's preferences, which its claims tie together
  std::string question;      ///< as a person would put it
  std::vector<int> statements;
  std::vector<UnknownAnswer> answers;
};

struct RobustResult {
  std::array<ReadingAnswer, 2> readings;  ///< by Reading
  std::vector<RatedPackage> best;         ///< of both lists: by cautious share, then open share, then ids
  std::vector<Unknown> unknowns;          ///< the largest gain first
  std::array<std::size_t, 2>
      candidates{};                      ///< by Reading: packages among which knowing an answer may change the choice
  std::vector<int> reservation_unknown;  ///< principals without a coded no-deal
  bool cut = false;                      ///< stopped by the user: not reproducible
};

/// The best packages, shares and unknowns in both readings.
RobustResult robust(const Compiled& compiled, const RobustOptions& options);

/// One package, which need not keep the rules, re-judged: `options.worlds` worlds, all of them held out from no search.
RatedPackage judge(const Compiled& compiled, const Package& package, const RobustOptions& options);

/// Its value to each principal, clause by clause, in the reference world of a reading.
std::vector<Clause> clauses(const Compiled& compiled, const Package& package, Reading reading);

}  // namespace parley
