#include "core/crew.h"

namespace parley {

Slice Crew::slice(std::size_t count) const {
  const auto end = [&](std::size_t members) { return count / size * members + count % size * members / size; };
  return {end(rank), end(rank + 1) - end(rank)};
}

void Crew::sum(std::span<std::uint64_t> numbers) const {
  if (!alone()) fold(Fold::sum, numbers);
}

void Crew::max(std::span<std::uint64_t> numbers) const {
  if (!alone()) fold(Fold::max, numbers);
}

std::uint64_t Crew::sum(std::uint64_t number) const {
  sum(std::span(&number, 1));
  return number;
}

std::vector<std::uint64_t> Crew::list(std::uint64_t number) const {
  std::vector<std::uint64_t> numbers(size, 0);
  numbers[rank] = number;
  sum(numbers);
  return numbers;
}

void Crew::join(std::vector<char>& marks) const {
  if (alone()) return;
  std::vector<std::uint64_t> bits((marks.size() + 63) / 64, 0);
  for (std::size_t k = 0; k < marks.size(); ++k)
    if (marks[k] != 0) bits[k / 64] |= std::uint64_t{1} << (k % 64);
  sum(bits);
  for (std::size_t k = 0; k < marks.size(); ++k) marks[k] = static_cast<char>(bits[k / 64] >> (k % 64) & 1);
}

}  // namespace parley
