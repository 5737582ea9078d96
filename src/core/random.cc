#include "core/random.h"

#include <Random123/philox.h>

namespace parley {

namespace {

std::uint64_t split_mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

}  // namespace

StreamKey stream_key(std::uint64_t seed, std::initializer_list<std::string_view> words) {
  std::uint64_t hash = 0xcbf29ce484222325U ^ split_mix(seed);
  auto eat = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
  for (std::string_view word : words) {
    for (char c : word) eat(static_cast<unsigned char>(c));
    eat(0);  // ids hold no NUL: words are kept apart
  }
  return {split_mix(hash)};
}

std::array<std::uint64_t, 2> random_bits(StreamKey key, std::uint64_t counter, std::uint32_t lane) {
  using Generator = r123::Philox4x32;
  const Generator::ctr_type count{
      {static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32), lane, 0}};
  const Generator::key_type words{{static_cast<std::uint32_t>(key.value), static_cast<std::uint32_t>(key.value >> 32)}};
  const auto out = Generator{}(count, words);
  return {static_cast<std::uint64_t>(out[0]) | static_cast<std::uint64_t>(out[1]) << 32,
          static_cast<std::uint64_t>(out[2]) | static_cast<std::uint64_t>(out[3]) << 32};
}

double uniform(StreamKey key, std::uint64_t counter, std::uint32_t lane) {
  const std::uint64_t bits = random_bits(key, counter, lane)[0] >> 11;
  return (static_cast<double>(bits) + 0.5) * 0x1p-53;
}

}  // namespace parley
