#include "evidence/weights.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/error.h"

namespace parley {

void put_number(std::string& bytes, std::uint64_t number) {
  while (number >= 128) {
    bytes += static_cast<char>((number & 127) | 128);
    number >>= 7;
  }
  bytes += static_cast<char>(number);
}

std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes.empty()) throw Error("the model ends in the middle of a number");
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 127) << shift;
    if (byte < 128) return number;
  }
  throw Error("the model holds a number of more than 64 bits");
}

void Weights::note() {
  sums_.resize(values_.size());
  for (std::size_t i = 0; i < values_.size(); ++i) sums_[i] += values_[i];
  ++noted_;
}

void Weights::settle() {
  if (noted_ > 0)
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] = sums_[i] / noted_;
  noted_ = 0;
  sums_ = {};
  squares_ = {};
}

std::size_t Weights::count() const {
  return static_cast<std::size_t>(std::count_if(values_.begin(), values_.end(), [](float v) { return v != 0; }));
}

std::string Weights::pack(float least) const {
  float greatest = 0;
  for (const float value : values_) greatest = std::max(greatest, std::abs(value));
  const float unit = greatest > 0 ? greatest / 127 : 1;
  std::string body;
  std::size_t last = 0, kept = 0;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const auto rounded = static_cast<int>(std::lround(values_[i] / unit));
    if (rounded == 0 || std::abs(values_[i]) < least * greatest) continue;
    put_number(body, i - last);
    body += static_cast<char>(static_cast<signed char>(rounded));
    last = i;
    ++kept;
  }
  std::string bytes;
  put_number(bytes, static_cast<std::uint64_t>(std::bit_width(mask_)));
  put_number(bytes, std::bit_cast<std::uint32_t>(unit));
  put_number(bytes, kept);
  return bytes + body;
}

Weights Weights::unpack(std::string_view& bytes) {
  const auto bits = take_number(bytes);
  if (bits < 1 || bits > 24) throw Error("the model's table has an impossible size");
  Weights weights(static_cast<unsigned>(bits));
  const auto unit = std::bit_cast<float>(static_cast<std::uint32_t>(take_number(bytes)));
  if (!std::isfinite(unit)) throw Error("the model's weights have no unit");
  const auto kept = take_number(bytes);
  std::size_t at = 0;
  for (std::uint64_t i = 0; i < kept; ++i) {
    const auto skip = take_number(bytes);
    if (skip > weights.mask_ - at || bytes.empty()) throw Error("the model's table is broken");
    at += skip;
    weights.values_[at] = unit * static_cast<float>(static_cast<signed char>(bytes.front()));
    bytes.remove_prefix(1);
  }
  return weights;
}

}  // namespace parley
