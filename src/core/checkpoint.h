// Steps of a long computation, kept so that it can be taken up again.
//
// A computation is a sequence of steps, the same in every run. What each came to is kept in numbers, and of the one
// that is under way how far it is. A run that is given what an earlier one kept takes the steps in the same order
// instead of working them out, and goes on where they end; so it comes to the same answer. Who writes them where is not
// known here.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace parley {

using Words = std::vector<std::uint64_t>;

struct Checkpoint {
  std::vector<Words> done;                           ///< steps that are finished
  Words begun;                                       ///< how far the next one is; empty where it was not begun
  std::function<bool()> due = [] { return false; };  ///< whether it is time to write; the same on all of a crew
  std::function<void(const Checkpoint&)> write = [](const Checkpoint&) {};

  /// What the next step came to, where an earlier run finished it; else null, and the run works it out.
  const Words* take() { return taken_ < done.size() ? &done[taken_++] : nullptr; }
  /// How far an earlier run came in the step that this one works out.
  [[nodiscard]] const Words& earlier() const { return begun; }
  /// How far the step is that is under way.
  void keep(Words so_far);
  void finish(Words step);

 private:
  std::size_t taken_ = 0;
};

/// Appends what a step came to.
class WordWriter {
 public:
  void number(std::uint64_t number) { words_.push_back(number); }
  void numbers(std::span<const std::uint64_t> numbers);
  void choice(std::span<const int> options);
  /// 0 or 1 each.
  void marks(std::span<const char> marks);
  Words take() { return std::move(words_); }

 private:
  Words words_;
};

/// Reads it back, in the same order; throws Error where the words end too soon.
class WordReader {
 public:
  explicit WordReader(std::span<const std::uint64_t> words) : words_(words) {}
  std::uint64_t number();
  std::vector<std::uint64_t> numbers();
  std::vector<int> choice();
  std::vector<char> marks();

 private:
  std::span<const std::uint64_t> words_;
};

}  // namespace parley
