// What the answers say, in words: one place for every sentence that a person quotes.
//
// The verdict is the best package's share of readings, in both readings of silence. The words of probability of
// Intelligence Community Directive 203 (Analytic Standards, 2015) stand in the verdict's sentence and nowhere else
// (robust/band.h says where the bands end). Where the outer bands reach 0 and 100 the sentence says "none" or "all".
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/compile.h"
#include "model/positions.h"
#include "robust/band.h"
#include "robust/flip.h"
#include "robust/robust.h"
#include "settle/settle.h"
#include "settle/why_not.h"

namespace parley {

/// Shown wherever shares are.
inline constexpr std::string_view share_caveat = "A share of readings is not a forecast, and silence is not consent.";

std::string_view band_name(Band band);

/// A number as people write it: "−0.2", with a minus sign for the hyphen.
std::string minus_words(std::string number);

/// "20 to 45 of 100", "fewer than 1 of 100", "none of 10,000", "all 10,000", "1 of 1": two shares, the lower one first.
std::string share_range(const Share& cautious, const Share& open);
/// "20", "<1", "0", ">99", "100": readings in 100, for tables.
std::string share_short(const Share& share);
/// "20 to 45", "none to 5", "all": the same without what it is of.
std::string share_span(const Share& cautious, const Share& open);
/// "20–45" of two shares, cautious first, or one number where they are said alike.
std::string share_pair(const std::array<Share, 2>& shares);

/// "In 20 to 45 of 100 readings of the evidence, all who must consent would rather have this than no deal", no band.
std::string consent_sentence(const std::array<Share, 2>& shares);
/// The same with the bands, or with the word that the verdict is open.
std::string verdict_sentence(const std::array<Share, 2>& best_share, bool flips_by_a_step);
/// The verdict, or that there is nothing that it could rest on.
std::string answer_sentence(const Case& c, const std::vector<bool>& kept, const std::array<Share, 2>& best_share,
                            bool flips_by_a_step);
/// Whether the two readings fall into different bands, or one stance read one class differently changes a band.
bool verdict_is_open(const std::array<Share, 2>& best_share, bool flips_by_a_step);
bool flips_by_a_step(const Flips& flips);
/// "The fewest steps that change it are one class step: with Russia’s “reject” on Territory (s67), read as “oppose”, it
/// would be 32 to 51 of 100 readings."; or that nothing does; empty where it was not looked for.
std::string flip_sentence(const Case& c, const Flips& flips);
/// "Russia’s “reject” on Territory (s67), read as “oppose”": the move alone.
std::string flip_words(const Case& c, const Flip& flip);
/// "In 31 to 60 of 100 readings, there is some package …": never mixed with the verdict.
std::string zone_sentence(const std::array<Share, 2>& zone_share);

/// How much is unknown, conflicting or judged; what confidence rests on.
struct Grounds {
  std::size_t cells = 0;              ///< principals' cells on options that can be agreed, of issues that concern them
  std::size_t silent = 0;             ///< of these, silent ones
  std::size_t judgements = 0;         ///< cells that stand on an analyst's judgement
  std::size_t hearsay = 0;            ///< cells that stand on hearsay
  std::size_t conflicts = 0;          ///< cells on which sources of one rank and date differ
  std::size_t soft = 0;               ///< cells of which one of the last three is true
  std::size_t documents = 0;          ///< from which a kept statement comes
  std::size_t no_reservation = 0;     ///< principals without a coded no-deal
  bool open = false;                  ///< the verdict is open
  std::vector<std::string> moved_by;  ///< variants that fall into another band in some reading
};

/// "low" where the verdict is open, or another one in some variant, or more than half of the cells are silent, or more
/// than half of the others are soft (a judgement, hearsay, sources that differ); "high" where at most a tenth is
/// silent, at most a tenth of the others soft, no reservation is unknown, and three documents or more speak; else
/// "moderate".
std::string_view confidence_level(const Grounds& grounds);
std::string confidence_sentence(const Grounds& grounds);

/// Whether no principal has a stance, or a number on a term: there is nothing that an answer could rest on.
bool nothing_said(const Case& c, const std::vector<bool>& kept);
/// What stands for a conflict without elements: packages exist, and none settles anything.
inline constexpr std::string_view nothing_at_stake = "every package leaves each party exactly where no deal would";
/// One line that says what is settled or what blocks; `best` may be null.
std::string headline(const Case& c, const std::vector<bool>& kept, const RatedPackage* best, const Conflict* conflict);

/// "the United States rejects “European force” on Guarantee force", "the rule “…” holds": a part of a sentence.
std::string element_words(const Case& c, const ConflictElement& element);
/// What the elements of a conflict say together; where all are of one issue, it is named once.
struct ConflictWords {
  std::string on;    ///< " on Territory", or empty where they are of several issues, or of none
  std::string they;  ///< "Ukraine rejects “a” and Russia rejects “b”"
};
ConflictWords conflict_words(const Case& c, const std::vector<ConflictElement>& elements);
/// "If Russia's red line on Guarantee force (s36) gave way"; nothing for a reservation value, which has no what-if.
std::string gave_way_words(const Case& c, const ConflictElement& element);

/// "Russia’s red line on Territory (s67)", "the rule law", "Russia’s reservation value": what gives way.
std::string way_words(const Case& c, const ConflictElement& element);
/// "Ukraine’s red line on Territory (j1; 1 step) and Russia’s reservation value (0.08 less)": a relaxation with its
/// price.
std::string relaxation_words(const Case& c, const Relaxation& relaxation);
/// The parts of the same, one an element, the cheapest first.
std::vector<std::string> relaxation_parts(const Case& c, const Relaxation& relaxation);
/// "Russia alone would have to take 0.12 less than its no-deal is worth".
std::string concession_words(const Case& c, const Concession& concession);

/// "Russia alone stands in the way in 40 of 100 readings, over Territory and NATO" for each party that does, worst
/// first.
std::vector<std::string> blocker_sentences(const Case& c, const RatedPackage& package);
/// "Ukraine has said nothing on “full” (Demilitarisation)".
std::string silence_words(const Case& c, const Silence& silence);
/// "Ukraine (Demilitarisation and Kursk) and Russia (Kursk)": who is silent on which issues of a package.
std::string silence_summary(const Case& c, std::span<const Silence> silences);

/// A statement's stance, number or interval as the matrix shows it; "silent" for none.
std::string stance_words(const std::optional<Stance>& stance);
std::string_view status_name(IssueStatus status);
/// A party's name as a sentence takes it: "the United States", where that is the first of its aliases.
std::string in_sentence(const Party& party);

/// An option as a clause names it: a number carries its issue's unit, "60 thousand tonnes", "1 month".
std::string clause_words(const Issue& issue, int option);
/// "Russia’s", "the United States’".
std::string possessive(const std::string& name);
/// Name of a person, an office or a party by its id; the id where nobody has it.
std::string speaker_name(const Casebook& casebook, std::string_view id);
/// "12,000", or "12,000 to 13,000" where only bounds are known.
std::string count_words(const Count& count);
/// "a", "a and b", "a, b and c".
std::string list_words(std::span<const std::string> items, std::string_view last = "and");
/// What `words` makes of each item.
std::vector<std::string> each(const auto& items, const auto& words) {
  std::vector<std::string> list;
  list.reserve(std::size(items));
  for (const auto& item : items) list.push_back(words(item));
  return list;
}
/// "s1, s4": the ids of statements.
std::string statement_list(const Case& c, std::span<const int> statements);
/// "1,234,567" of a string of digits.
std::string grouped(std::string_view digits);
/// With a capital letter at its beginning, where it begins with a Latin letter.
std::string capital(std::string text);
/// "1 package", "2 packages".
std::string counted(std::size_t n, std::string_view one, std::string_view many);

}  // namespace parley
