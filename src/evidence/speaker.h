// Who speaks for a party: what makes a row the party's own word or hearsay, and how high it ranks.
#pragma once

#include <optional>
#include <string_view>

#include "casebook/casebook.h"
#include "evidence/statement.h"

namespace parley {

/// A person, an office or a party of the case; at most one index is not -1, all are where the source itself asserts.
struct Speaker {
  int person = -1;
  int office = -1;
  int party = -1;
  [[nodiscard]] bool known() const { return person >= 0 || office >= 0 || party >= 0; }
  friend bool operator==(const Speaker&, const Speaker&) = default;
};

/// The speaker with this id; not known() if there is none.
Speaker find_speaker(const Casebook& casebook, std::string_view id);

/// The office's holder on some day of `date`; without a date, ever. Terms include their first and last day.
bool holds_on(const Holder& holder, const std::optional<DateSpan>& date);

/// The rank at which the speaker speaks for `party` on that date, or nothing if it does not. A person speaks for the
/// party of each office held then, and for its own party; the highest rank counts. An office speaks for its party at
/// its rank, a party for itself at its own.
std::optional<int> speaking_rank(const Casebook& casebook, const Speaker& speaker, int party,
                                 const std::optional<DateSpan>& date);

/// The party for which the speaker speaks at the highest rank on that date, -1 if there is none.
int party_of(const Casebook& casebook, const Speaker& speaker, const std::optional<DateSpan>& date);

}  // namespace parley
