// Any bytes are read as proposals or refused; what was read is written so that it reads the same again, and any of its
// texts are read again without losing a decision.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "evidence/proposals.h"
#include "evidence/review.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ProposalTable table;
  try {
    table = parse_proposals(bytes, "fuzz.csv");
  } catch (const Error&) {
    return 0;
  }
  const auto written = format_proposals(table);
  if (format_proposals(parse_proposals(written, "again.csv")) != written) std::abort();
  const auto counts = count_proposals(table);
  const auto text = utf32(bytes.substr(0, 500));
  ProposalTable again;
  again.rows = renew_proposals(text, table.rows, {});
  const auto kept = count_proposals(again);
  if (kept.accepted != counts.accepted || kept.edited != counts.edited || kept.rejected != counts.rejected)
    std::abort();
  return 0;
}
