// What position a passage shows: the issue and option that it is about, the stance, and under which condition.
//
// Of several sentences the one that names the option has the stance and the condition. A stance is looked for in what
// is said, then in the words that say so ("dismissed the dam as …"), never in the rest of the sentence, which may be
// another's; and where its words leave open what is meant, there is none.
#pragma once

#include <optional>
#include <vector>

#include "evidence/stance_words.h"
#include "evidence/tokens.h"
#include "evidence/topics.h"

namespace parley {

struct ReadPosition {
  Topic topic;
  StanceWords words;
  std::optional<FoundCondition> condition;
  Topic condition_topic;  ///< what the condition's clause is about
  TokenRange sentence;    ///< the one that has it all
};

class PositionReader {
 public:
  /// Both must outlive it.
  PositionReader(const TokenText& text, const TopicIndex& topics) : text_(text), topics_(topics) {}

  /// Of what is said, and the cue that says so, which may be none.
  [[nodiscard]] ReadPosition read(TokenRange content, TokenRange cue) const;
  /// Takes the next stance of the sentence, before `end`, in place of the one that it has.
  void read_on(ReadPosition& position, std::size_t end) const;
  /// Takes the stance of the words that say so, as far as the first word of what is said: "called | for a dam".
  void read_cue(ReadPosition& position, TokenRange content, TokenRange cue) const;
  /// The sentences of a range, each as far as it lies within.
  [[nodiscard]] std::vector<TokenRange> sentences_in(TokenRange range) const;
  /// The whole sentences that a range has words of.
  [[nodiscard]] TokenRange sentences_around(TokenRange range) const;

 private:
  [[nodiscard]] Topic topic_of(TokenRange range, const std::optional<FoundCondition>& condition) const;
  [[nodiscard]] TokenRange sentence_of_topic(TokenRange content) const;
  [[nodiscard]] TokenRange preferred(TokenRange range) const;
  [[nodiscard]] TokenRange leading_clause(TokenRange range) const;
  [[nodiscard]] StanceWords stance_of(TokenRange part, TokenRange cue, const ReadPosition& position) const;
  [[nodiscard]] StanceWords stance_after(TokenRange sentence, TokenRange content) const;
  [[nodiscard]] bool refuses(TokenRange part, const Topic& topic, TokenRange& at) const;
  [[nodiscard]] bool is_asked(TokenRange sentence, TokenRange at) const;
  void heed_between(StanceWords& words, const Topic& topic) const;

  const TokenText& text_;
  const TopicIndex& topics_;
};

}  // namespace parley
