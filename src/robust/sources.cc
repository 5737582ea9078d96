#include "robust/sources.h"

#include <algorithm>
#include <map>

namespace parley {

namespace {

/// Statements kept by the filter, by source; a map, so that no order of rows or documents matters.
std::map<std::pair<SourceKind, std::string>, std::vector<int>> statements_by_source(const Case& c,
                                                                                    const Filter& filter) {
  const std::vector<bool> kept = kept_statements(c, filter);
  std::map<std::pair<SourceKind, std::string>, std::vector<int>> found;
  for (std::size_t s = 0; s < c.statements.size(); ++s) {
    const Statement& row = c.statements[s];
    if (!kept[s]) continue;
    std::vector<std::pair<SourceKind, std::string>> sources;
    if (row.standing == Standing::judgement) sources.emplace_back(SourceKind::judgements, "judgements");
    if (row.document >= 0) sources.emplace_back(SourceKind::document, c.casebook.documents[row.document].id);
    if (!row.speaker.empty()) sources.emplace_back(SourceKind::speaker, row.speaker);
    for (const auto& source : sources) {
      std::vector<int>& rows = found[source];
      if (is_computed_on(row)) rows.push_back(static_cast<int>(s));
    }
  }
  return found;
}

}  // namespace

SourceTable leave_out_sources(const std::shared_ptr<const Case>& c, const Filter& filter,
                              const RobustOptions& options) {
  RobustOptions few = options;
  const auto sources = statements_by_source(*c, filter);
  const auto runs = std::ranges::count_if(sources, [](const auto& source) { return !source.second.empty(); });
  few.worlds = std::min(options.worlds, worlds_each(c, filter, static_cast<std::size_t>(runs), source_worlds));
  few.nodes = nodes_each(static_cast<std::size_t>(runs), options.nodes);
  SourceTable table;
  table.worlds = few.worlds;
  table.all = conclude(c, filter, few);
  double done = 0;
  for (const auto& [source, rows] : sources) {
    options.progress("leaving out each source in turn", done++ / static_cast<double>(sources.size()));
    LeftOut left_out{source.first, source.second, rows, table.all, {}};
    if (!rows.empty()) {
      Filter without = filter;
      without.without.push_back(source.second);
      RobustOptions quiet = few;
      quiet.progress.report = nullptr;
      left_out.without = conclude(c, without, quiet);
      left_out.fallen = fallen(table.all, left_out.without);
    }
    table.list.push_back(std::move(left_out));
  }
  return table;
}

}  // namespace parley
