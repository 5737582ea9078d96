// A model that the user names, asked for statements that the rules miss.
//
// Passages of a document go out, one at a time, with the parties, issues and options of the case, as a request to an
// OpenAI-compatible endpoint ("chat completions"); what comes back is JSON with quotations. Nothing of it is believed:
// a quotation must stand in the passage word for word (white space and the shape of quotation marks apart), else it is
// thrown away and counted; an id that the case does not have is dropped and named in the note. What is left is a
// proposal like any other, marked as a reader's, for a person to review. This file knows no network: the caller gives
// a function that sends a request and returns the reply.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/proposals.h"
#include "text/document.h"

namespace parley {

/// Sends the body of a request and returns the body of the reply. Throws Error if there is none.
using SendRequest = std::function<std::string(const std::string& body)>;

struct ReaderCounts {
  std::size_t passages = 0;   ///< sent
  std::size_t failed = 0;     ///< of them, those without a usable reply
  std::size_t proposed = 0;   ///< quotations taken
  std::size_t invented = 0;   ///< quotations that are not in their passage, thrown away
  std::size_t malformed = 0;  ///< entries that are no statement, thrown away
  std::size_t in_a_row = 0;   ///< failures since the last usable reply; after three nothing more is sent
  std::string first_fault;    ///< why the first passage failed
  [[nodiscard]] bool gave_up() const { return in_a_row >= 3; }
};

/// The passages of a document's prose: paragraphs, put together up to some 3,000 code points; longer ones are cut
/// between sentences.
std::vector<Span> reader_passages(const Document& document);

/// The body of the request for one passage.
std::string reader_request(const Casebook& casebook, const Source& source, std::string_view passage,
                           std::string_view model);

/// The proposals in a reply, without ids, in the order of the text. Throws Error where the reply is not what an
/// endpoint of this kind sends, or its content is no JSON of the form that was asked for.
std::vector<Proposed> read_reply(std::string_view reply, const Document& document, Span passage, const Source& source,
                                 const Casebook& casebook, std::string_view model, ReaderCounts& counts);

/// Asks for all passages of a document. A passage that fails is counted and the next one is asked, until it gives up.
std::vector<Proposed> ask_reader(const SendRequest& send, const Document& document, const Source& source,
                                 const Casebook& casebook, std::string_view model, ReaderCounts& counts);

}  // namespace parley
