// How much of an answer's variance rests on one input: Sobol' indices by pick and freeze.
//
// Of independent inputs, the first-order index of one is the share of the variance of f that is explained by it alone,
// the total index the share that is left while all others are held (Sobol' 1993; Homma and Saltelli 1996). Both are
// estimated from two independent samples A and B and from A with that one input taken from B: the first order by
// Saltelli et al. (2010, table 2 b), the total by Jansen (1999). An input may be a group of draws.
#pragma once

#include <span>

namespace parley {

struct SobolIndex {
  double value = 0;
  double low = 0, high = 0;  ///< 95 % interval, from the spread of the terms; may reach out of [0, 1]
};

struct SobolIndices {
  SobolIndex first;
  SobolIndex total;
};

/// From f in the worlds of A, of B, and of A with one input from B; the same number of each. Zero where f never varies.
SobolIndices sobol_indices(std::span<const double> a, std::span<const double> b, std::span<const double> mixed);

}  // namespace parley
