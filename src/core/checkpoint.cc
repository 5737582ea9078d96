#include "core/checkpoint.h"

#include "core/error.h"

namespace parley {

void Checkpoint::keep(Words so_far) {
  begun = std::move(so_far);
  if (due()) write(*this);
}

void Checkpoint::finish(Words step) {
  done.push_back(std::move(step));
  taken_ = done.size();
  begun.clear();
  if (due()) write(*this);
}

void WordWriter::numbers(std::span<const std::uint64_t> numbers) {
  number(numbers.size());
  words_.insert(words_.end(), numbers.begin(), numbers.end());
}

void WordWriter::choice(std::span<const int> options) {
  number(options.size());
  for (const int option : options) number(static_cast<std::uint64_t>(option));
}

void WordWriter::marks(std::span<const char> marks) {
  number(marks.size());
  for (std::size_t k = 0; k < marks.size(); ++k) {
    if (k % 64 == 0) number(0);
    if (marks[k] != 0) words_.back() |= std::uint64_t{1} << (k % 64);
  }
}

std::uint64_t WordReader::number() {
  if (words_.empty()) throw Error("a step of the checkpoint ends too soon");
  const std::uint64_t first = words_.front();
  words_ = words_.subspan(1);
  return first;
}

std::vector<std::uint64_t> WordReader::numbers() {
  std::vector<std::uint64_t> list;
  for (std::uint64_t left = number(); left > 0; --left) list.push_back(number());
  return list;
}

std::vector<int> WordReader::choice() {
  std::vector<int> list;
  for (std::uint64_t left = number(); left > 0; --left) list.push_back(static_cast<int>(number()));
  return list;
}

std::vector<char> WordReader::marks() {
  std::vector<char> list;
  std::uint64_t word = 0;
  const std::uint64_t count = number();
  for (std::uint64_t k = 0; k < count; ++k) {
    if (k % 64 == 0) word = number();
    list.push_back(static_cast<char>(word >> (k % 64) & 1));
  }
  return list;
}

}  // namespace parley
