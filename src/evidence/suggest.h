// What a case might be about, from its documents alone: candidates for parties, issues and options, for a person to
// choose from. Nothing is decided here, and nothing enters a case.
//
// Issues are terms: runs of up to four words that are no function words ("of" may stand within), ranked by C-value
// (Frantzi, Ananiadou and Mima 2000) so that a term does not count where it is only part of a longer one, weighed by
// how often they stand where somebody takes a position, by in how many documents, and by how often what stands before
// them is what stands before a noun phrase. Parties are names that are subjects of saying or of taking a position.
// Options are what stands after such a verb, or on either side of "or", in the sentences of an issue. It is English
// only.
//
// The documents are read three times, one at a time: which words stand small and which runs of words come back; then
// names and terms are counted; then the chosen ones are looked up. So no more than one text is held.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "text/document.h"

namespace parley {

/// Where a candidate stands in the documents.
struct SuggestedPassage {
  std::size_t document = 0;   ///< index of the document
  Span span, sentence;        ///< the words, and the sentence around them
  std::string words, around;  ///< what stands there
};

struct SuggestedName {
  std::string name;
  bool person = false;   ///< is given a title, or is also named by the surname alone
  std::size_t says = 0;  ///< how often it says something or takes a position
  std::size_t mentions = 0;
  std::vector<SuggestedPassage> passages;  ///< up to three
};

struct SuggestedOption {
  std::string name;
  std::size_t mentions = 0;
  std::vector<SuggestedPassage> passages;
};

struct SuggestedIssue {
  std::string name;
  double score = 0;
  std::size_t mentions = 0, documents = 0;
  std::vector<std::string> also;  ///< other terms with the same words, for aliases
  std::vector<SuggestedOption> options;
  std::vector<SuggestedPassage> passages;
};

struct Suggestions {
  std::vector<SuggestedName> names;    ///< the likeliest first
  std::vector<SuggestedIssue> issues;  ///< the likeliest first
};

/// The document of an index; the same one each time that it is asked for.
using DocumentAt = std::function<Document(std::size_t)>;

/// The best `limit` names and issues of so many documents, with up to six options an issue.
Suggestions suggest(std::size_t documents, const DocumentAt& document_at, std::size_t limit = 12);

}  // namespace parley
