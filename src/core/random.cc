#include "core/random.h"

#include <Random123/philox.h>

#include <algorithm>

#include "core/sobol_sequence.h"

namespace parley {

StreamKey stream_key(const Seed& seed, std::initializer_list<std::string_view> words) {
  std::uint64_t hash = 0xcbf29ce484222325U ^ mix(seed.number);
  auto eat = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
  for (std::string_view word : words) {
    for (char c : word) eat(static_cast<unsigned char>(c));
    eat(0);  // ids hold no NUL: words are kept apart
  }
  return {mix(hash)};
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

void place(StreamKey& key, StreamKey scope, const Seed& seed, std::size_t dimension, std::size_t lanes) {
  if (seed.sequence != Sequence::sobol || dimension >= sobol_dimensions) return;
  key.scope = scope.value;
  key.block = std::clamp<std::uint64_t>(seed.block, 1, sobol_points);
  key.dimension = static_cast<std::uint16_t>(dimension);
  key.lanes = static_cast<std::uint16_t>(std::min(lanes, sobol_dimensions - dimension));
}

namespace {

std::uint64_t sobol_bits(const StreamKey& key, std::uint64_t counter, std::uint32_t lane) {
  const std::uint64_t fresh = mix(counter / key.block);
  const std::uint32_t index = owen_shuffle(static_cast<std::uint32_t>(counter % key.block), mix(key.scope ^ fresh));
  return owen_scramble(sobol_point(index, key.dimension + lane), mix(mix(key.value + lane) ^ fresh));
}

}  // namespace

double uniform(StreamKey key, std::uint64_t counter, std::uint32_t lane) {
  const std::uint64_t bits =
      lane < key.lanes ? sobol_bits(key, counter, lane) : random_bits(key, counter, lane)[0] >> 11;
  return (static_cast<double>(bits) + 0.5) * 0x1p-53;
}

}  // namespace parley
