// What the words of a passage say of a position: its stance, negation, hedges, conditions and exchanges, quantities.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/polarity.h"
#include "evidence/statement.h"
#include "evidence/tokens.h"

namespace parley {

struct StanceWords {
  std::optional<StanceClass> stance;
  TokenRange stance_at;
  TokenRange about;   ///< where it tells what must be, "no deal without a wall": the words that say what; else none
  bool open = false;  ///< a word of stance stands there, and what turns it round leaves open what is meant
  std::vector<TokenRange> negations, hedges, quantities;
};

/// Of the tokens [begin, end). The first word of stance of each sentence counts, till one says something; questions
/// say nothing. What turns it round may stand before `begin`, from `back` on.
StanceWords read_stance(const TokenText& text, std::size_t begin, std::size_t end,
                        std::optional<std::size_t> back = std::nullopt);

/// Whether the tokens [begin, end) tell of giving something up: "drops the dam".
bool tells_of_giving_up(const TokenText& text, std::size_t begin, std::size_t end);

struct FoundCondition {
  TokenRange phrase;      ///< "in exchange for", "on the condition that", "if", "unless"
  TokenRange clause;      ///< what comes after it, to the next comma or the end
  bool exchange = false;  ///< one thing for another
  bool unless = false;    ///< holds where the clause does not
};

/// The first condition or exchange in the tokens [begin, end).
std::optional<FoundCondition> find_condition(const TokenText& text, std::size_t begin, std::size_t end);

/// The form of a sentence that nobody is said to have said: a rule, a forecast, or what is said to be unclear.
std::optional<Form> unsaid_form(const TokenText& text, std::size_t begin, std::size_t end, TokenRange& at);

/// "because …", "in order to …": where the reason for a position begins; `end` where there is none.
std::size_t reason_at(const TokenText& text, std::size_t begin, std::size_t end);

}  // namespace parley
