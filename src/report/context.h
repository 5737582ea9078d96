// The words around a quotation, so that a reader can judge it in its place.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"

namespace parley {

struct QuotationContext {
  std::string before;
  std::string after;
};

/// For each statement up to 160 code points on either side of its quotation, cut at words and at the paragraph's ends.
/// Empty where it has no span or its document cannot be read.
std::vector<QuotationContext> quotation_contexts(const Case& c);

}  // namespace parley
