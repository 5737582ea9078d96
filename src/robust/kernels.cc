#include "robust/kernels.h"

#include <algorithm>
#include <type_traits>

#include "model/wide.h"

namespace parley {

namespace {

constexpr std::size_t block = 512;

template <class Int>
struct UnsignedOf {
  using Type = std::make_unsigned_t<Int>;
};
template <>
struct UnsignedOf<Wide> {
  using Type = UnsignedWide;
};

/// Sums wrap: only worlds that are already dead can get that far.
template <class Int>
[[gnu::always_inline]] inline Int wrapping_sum(Int a, Int b) {
  using Unsigned = typename UnsignedOf<Int>::Type;
  return static_cast<Int>(static_cast<Unsigned>(a) + static_cast<Unsigned>(b));
}

template <class Int>
[[gnu::always_inline]] inline std::size_t apply_blocks(std::span<const Change<Int>> changes, const Int* dead,
                                                       Int* dead_after, std::size_t worlds) {
  std::size_t alive = 0;
  Int sign[block];
  for (std::size_t begin = 0; begin < worlds; begin += block) {
    const std::size_t n = std::min(block, worlds - begin);
    std::copy(dead + begin, dead + begin + n, sign);
    for (const Change<Int>& change : changes) {
      const Int* before = change.before + begin;
      const Int* deficit = change.deficit + begin;
      if (dead_after != nullptr) {
        Int* after = change.after + begin;
        for (std::size_t s = 0; s < n; ++s) {
          after[s] = wrapping_sum(before[s], deficit[s]);
          sign[s] |= after[s];
        }
      } else {
        for (std::size_t s = 0; s < n; ++s) sign[s] |= wrapping_sum(before[s], deficit[s]);
      }
    }
    Int count = 0;
    for (std::size_t s = 0; s < n; ++s) count = static_cast<Int>(count + (sign[s] >= 0 ? 1 : 0));
    alive += static_cast<std::size_t>(count);
    if (dead_after != nullptr) std::copy(sign, sign + n, dead_after + begin);
  }
  return alive;
}

template <class Int>
std::size_t apply_portable(std::span<const Change<Int>> changes, const Int* dead, Int* dead_after, std::size_t worlds) {
  return apply_blocks(changes, dead, dead_after, worlds);
}

#if defined(__x86_64__)
template <class Int>
[[gnu::target("avx2")]] std::size_t apply_avx2(std::span<const Change<Int>> changes, const Int* dead, Int* dead_after,
                                               std::size_t worlds) {
  return apply_blocks(changes, dead, dead_after, worlds);
}

bool has_avx2() { return __builtin_cpu_supports("avx2") != 0; }
#endif

}  // namespace

template <class Int>
std::size_t apply_changes(std::span<const Change<Int>> changes, const Int* dead, Int* dead_after, std::size_t worlds) {
#if defined(__x86_64__)
  static const bool avx2 = has_avx2();
  if (avx2) return apply_avx2(changes, dead, dead_after, worlds);
#endif
  return apply_portable(changes, dead, dead_after, worlds);
}

template std::size_t apply_changes(std::span<const Change<std::int32_t>>, const std::int32_t*, std::int32_t*,
                                   std::size_t);
template std::size_t apply_changes(std::span<const Change<std::int64_t>>, const std::int64_t*, std::int64_t*,
                                   std::size_t);
template std::size_t apply_changes(std::span<const Change<Wide>>, const Wide*, Wide*, std::size_t);

}  // namespace parley
