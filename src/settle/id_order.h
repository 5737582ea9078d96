// One world with its principals and rules in an order of their own: by id, and by text.
//
// Searches go through principals and rules in the order in which they stand, and sums of floating point hang on it in
// their last digit. Whoever lists parties or rules another way in case.yaml is to get the same answer, to the last
// digit and node.
#pragma once

#include <cstddef>
#include <vector>

#include "model/one_world.h"

namespace parley {

struct OrderedWorld {
  OneWorld world;
  std::vector<std::size_t> from;  ///< by principal: its place in the world as given
};

OrderedWorld in_order_of_ids(const OneWorld& world);

/// What is given by principal of the world as given, by principal of the ordered one; what is missing stays so.
template <class Value>
std::vector<Value> to_order(const OrderedWorld& ordered, const std::vector<Value>& given, const Value& missing) {
  if (given.empty()) return {};
  std::vector<Value> result;
  for (std::size_t k : ordered.from) result.push_back(k < given.size() ? given[k] : missing);
  return result;
}

/// The way back.
template <class Value>
void from_order(const OrderedWorld& ordered, std::vector<Value>& values) {
  if (values.size() != ordered.from.size()) return;
  std::vector<Value> result = values;
  for (std::size_t k = 0; k < values.size(); ++k) result[ordered.from[k]] = values[k];
  values = std::move(result);
}

}  // namespace parley
