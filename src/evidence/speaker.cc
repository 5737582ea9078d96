#include "evidence/speaker.h"

#include <algorithm>

namespace parley {

Speaker find_speaker(const Casebook& casebook, std::string_view id) {
  Speaker speaker;
  speaker.person = casebook.find_person(id);
  if (!speaker.known()) speaker.office = casebook.find_office(id);
  if (!speaker.known()) speaker.party = casebook.find_party(id);
  return speaker;
}

bool holds_on(const Holder& holder, const std::optional<DateSpan>& date) {
  if (!date) return true;
  return (!holder.from || holder.from->first <= date->last) && (!holder.to || date->first <= holder.to->last);
}

std::optional<int> speaking_rank(const Casebook& casebook, const Speaker& speaker, int party,
                                 const std::optional<DateSpan>& date) {
  if (party < 0) return std::nullopt;
  std::optional<int> best;
  const auto offer = [&](int rank) { best = std::max(best.value_or(rank), rank); };
  if (speaker.party == party) offer(casebook.parties[party].rank);
  if (speaker.office >= 0 && casebook.offices[speaker.office].party == party)
    offer(casebook.offices[speaker.office].rank);
  if (speaker.person < 0) return best;
  const auto& person = casebook.people[speaker.person];
  if (person.party == party) offer(person.rank);
  for (const auto& office : casebook.offices)
    for (const auto& holder : office.holders)
      if (office.party == party && holder.person == speaker.person && holds_on(holder, date)) offer(office.rank);
  return best;
}

int party_of(const Casebook& casebook, const Speaker& speaker, const std::optional<DateSpan>& date) {
  int best = -1;
  std::optional<int> best_rank;
  for (int party = 0; party < static_cast<int>(casebook.parties.size()); ++party) {
    const auto rank = speaking_rank(casebook, speaker, party, date);
    if (rank && (!best_rank || *rank > *best_rank)) {
      best = party;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace parley
