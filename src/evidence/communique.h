// The clauses of a text that parties give out together: "The Governments of A and B, meeting in …, 1. Agree to …;
// 2. Call upon …". Who says them stands once, in the opening that ends in a comma or colon; each clause begins with
// its verb.
#pragma once

#include <vector>

#include "evidence/tokens.h"

namespace parley {

struct JointClause {
  TokenRange subject;  ///< the opening's noun phrase
  TokenRange verb;
  TokenRange content;  ///< what follows the verb, without the marks at its end
  std::size_t sentence = 0;
};

/// In the order of the text; none where it is no such text.
std::vector<JointClause> joint_clauses(const TokenText& text);

}  // namespace parley
