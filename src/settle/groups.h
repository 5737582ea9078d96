// Which variables hang together: groups that no rule and no table joins to each other, and in a group an order in which
// few choices stay open.
#pragma once

#include <vector>

#include "model/one_world.h"

namespace parley {

/// One group of variables, in the order in which they are taken.
struct Group {
  std::vector<int> variables;
  std::vector<std::vector<int>> tables;  ///< by place: tables all of whose variables are then chosen
  std::vector<std::vector<int>> rules;   ///< by place: rules that name the variable and are to be looked at again
  std::vector<std::vector<int>> open;    ///< by place, after it: variables chosen that later tables or rules look at
};

/// The groups, by their first variable. Together they hold every variable once.
std::vector<Group> groups_of(const OneWorld& world);

}  // namespace parley
