// Adjusted winner: two parties divide issues so that both get the same share of what they could win.
//
// Brams and Taylor, Fair Division (1996), chapter 4. Each issue goes at first to the party to which it means the larger
// share of all its points; then issues go over to the other, those with the ratio of shares nearest to one first, until
// both have won the same share; at most one issue is divided. The result is efficient, equitable and free of envy where
// the values of an issue's parts are proportional to the part.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string>
#include <vector>

#include "model/one_world.h"

namespace parley {

using BigRational = boost::multiprecision::cpp_rational;

struct AdjustedWinner {
  struct Item {
    int variable = -1;
    int options[2] = {-1, -1};  ///< that the first and the second principal want (the best of each, the first of them)
    BigRational points[2];      ///< what prevailing means to each, as a share of all it could win
    BigRational to_first;       ///< the part in which the first prevails
  };
  std::string why_not;      ///< why it does not apply, in words; empty where it does
  std::vector<Item> items;  ///< issues on which they want different options, in the order of variables
  BigRational share;        ///< of all it could win, that each gets
  BigRational values[2];    ///< in the world's integers: linear in the parts
};

/// For two principals; `why_not` says where it does not apply: values that hang on several issues together, rules, red
/// lines and votes cannot be divided.
AdjustedWinner adjusted_winner(const OneWorld& world);

}  // namespace parley
