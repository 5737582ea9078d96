// What rests on what: each source left out in turn, and which conclusions fall.
//
// A source is a document, a speaker, or the analyst's judgements together. The share of readings with and without it is
// of the same worlds. A source none of whose statements is computed on is listed, and nothing falls with it.
#pragma once

#include <string>
#include <vector>

#include "robust/conclusions.h"

namespace parley {

enum class SourceKind { document, speaker, judgements };

struct LeftOut {
  SourceKind kind = SourceKind::document;
  std::string source;           ///< as --without takes it
  std::vector<int> statements;  ///< those of its rows that are computed on and that the filter keeps
  Conclusions without;
  Fallen fallen;  ///< of the conclusions that stand with it
};

struct SourceTable {
  std::size_t worlds = 0;     ///< that each is worked out on
  Conclusions all;            ///< with every source, on as many worlds
  std::vector<LeftOut> list;  ///< documents, speakers, judgements; each by id
};

/// At most so many worlds are drawn for each source (fewer of many: worlds_each).
inline constexpr std::size_t source_worlds = 10'000;

/// Every source that `filter` keeps a statement of.
SourceTable leave_out_sources(const std::shared_ptr<const Case>& c, const Filter& filter, const RobustOptions& options);

}  // namespace parley
