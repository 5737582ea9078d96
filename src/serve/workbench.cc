#include "serve/workbench.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/case_texts.h"
#include "report/answer.h"
#include "report/page.h"
#include "report/regions.h"
#include "report/rests_json.h"
#include "report/result.h"
#include "report/words.h"
#include "text/files.h"

namespace parley {
namespace {

constexpr std::size_t most_versions = 12;

std::string key_of(const CaseTexts& texts, std::string all) {
  for (const auto& [name, text] : texts) all += name + '\0' + sha256(text) + '\n';
  return sha256(all);
}

}  // namespace

Version::Version(const std::filesystem::path& folder, std::string key, CaseTexts texts)
    : key_(std::move(key)), texts_(std::move(texts)) {
  try {
    source_ = std::make_shared<const Case>(read_case(folder, texts_, problems_));
  } catch (const Error& error) {
    problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
  }
}

std::size_t Version::errors() const {
  return static_cast<std::size_t>(std::ranges::count(problems_, Severity::error, &Problem::severity));
}

const std::shared_ptr<const Case>& Version::source() const {
  throw_if_errors(problems_);
  return source_;
}

Filter Version::filter() const {
  Filter filter;
  if (const auto& as_of = source()->casebook.as_of) filter.as_of = as_of->last;
  return filter;
}

const PreparedWorlds& Version::prepared(const RobustOptions& options) const {
  const std::lock_guard lock(mutex_);
  if (!prepared_)
    prepared_ = std::make_unique<const PreparedWorlds>(prepare_worlds(compile(source(), filter()), options));
  return *prepared_;
}

Workbench::Workbench(std::filesystem::path folder, RobustOptions options)
    : files_(std::move(folder)), options_(std::move(options)) {}

std::shared_ptr<const Version> Workbench::now() { return version(files_.texts()); }

std::shared_ptr<const Version> Workbench::with(const std::vector<Edit>& edits) {
  CaseTexts texts = files_.texts();
  if (edits.empty()) return version(std::move(texts));
  throw_if_errors(version(texts)->problems());
  return version(apply_edits(files_.folder(), std::move(texts), edits));
}

std::shared_ptr<const Version> Workbench::version(CaseTexts texts) {
  const std::string key = key_of(texts, files_.stamp_beside());
  const std::lock_guard lock(mutex_);
  const auto at = std::ranges::find_if(versions_, [&](const auto& each) { return each->key() == key; });
  if (at != versions_.end()) {
    versions_.splice(versions_.begin(), versions_, at);
  } else {
    versions_.push_front(std::make_shared<const Version>(files_.folder(), key, std::move(texts)));
    if (versions_.size() > most_versions) versions_.pop_back();
  }
  return versions_.front();
}

std::string outline_of(const Version& version) {
  const Case& c = *version.source();
  return positions_json(c, version.filter(), positions(c, version.filter()), each(version.problems(), one_line));
}

std::string answer_of(const Version& version, RobustOptions options, const Progress& progress) {
  AnswerOptions wanted;
  wanted.filter = version.filter();
  wanted.robust = std::move(options);
  wanted.robust.progress = progress;
  wanted.frontier = true;
  Answer result = answer(version.source(), version.problems(), wanted);
  if (progress.stopped()) throw Cancelled{};
  Beside beside;
  std::vector<Problem> of_the_map;
  const Casebook& book = version.source()->casebook;
  beside.regions = read_regions(book.folder, book, of_the_map);
  for (const Problem& problem : of_the_map) result.warnings.push_back(one_line(problem));
  progress("plans", -1);
  beside.comparisons = compare_drafts(version.source(), wanted);
  return page_json(result, beside);
}

std::string lands_of(const Version& version) {
  std::vector<Problem> said_with_the_answer;
  const Casebook& book = version.source()->casebook;
  return lands_around(page_template(), read_regions(book.folder, book, said_with_the_answer));
}

std::string sources_of(const Version& version, RobustOptions options, const Progress& progress) {
  options.progress = progress;
  const SourceTable table = leave_out_sources(version.source(), version.filter(), options);
  return dump({{"version", version.key()}, {"sources", sources_json(*version.source(), table)}}, Indent::none);
}

std::string course_of(const Version& version, RobustOptions options, const Progress& progress) {
  options.progress = progress;
  const Course found = course(version.source(), version.filter(), options);
  return dump({{"version", version.key()}, {"course", course_json(*version.source(), found)}}, Indent::none);
}

std::string judgement_of(const Version& version, const RobustOptions& options, const Package& package,
                         std::size_t worlds) {
  const PreparedWorlds& prepared = version.prepared(options);
  PackageAnswer result;
  result.source = version.source();
  result.options.filter = version.filter();
  result.options.robust = options;
  for (const Variable& variable : prepared.compiled.variables)
    if (package[variable.issue] < 0) result.open.push_back(variable.issue);
  if (!result.open.empty()) result.options.robust.worlds = std::min(options.worlds, worlds);
  result.rated = result.options.robust.worlds < options.worlds
                     ? judge(prepared.compiled, package, result.options.robust)
                     : judge(prepared, package);
  for (const Reading reading : readings) {
    result.clauses[static_cast<std::size_t>(reading)] = clauses(prepared.compiled, package, reading);
    result.in_all[static_cast<std::size_t>(reading)] = reception_of(prepared.compiled, package, reading).principals;
  }
  return package_json(result);
}

std::string trial_of(const Version& version, RobustOptions options, const Progress& progress) {
  const std::shared_ptr<const Case>& source = version.source();
  const Compiled compiled = compile(source, version.filter());
  options.worlds = std::min(options.worlds, trial_worlds);
  options.unknowns = false;
  options.comparisons = false;
  options.best = 3;
  options.progress = progress;
  const RobustResult result = robust(compiled, options);
  if (result.cut || progress.stopped()) throw Cancelled{};
  SettleOptions settle;
  settle.progress = progress;
  const auto conflict = find_conflict(compiled, settle);
  const auto& [cautious, open] = result.readings;
  const Json warnings = each(version.problems(), one_line);
  return dump(
      {{"version", version.key()},
       {"worlds", options.worlds},
       {"best_share", pair_json(cautious.best_share, open.best_share)},
       {"zone_share", pair_json(cautious.zone_share, open.zone_share)},
       {"band", {{"cautious", band_name(band(cautious.best_share))}, {"open", band_name(band(open.best_share))}}},
       {"sentence", answer_sentence(*source, compiled.kept, best_shares(result), false)},
       {"headline", headline(*source, compiled.kept, result.best.empty() ? nullptr : &result.best.front(),
                             conflict ? &*conflict : nullptr)},
       {"best", rated_list_json(*source, result.best)},
       {"conflict", conflict ? conflict_json(*source, *conflict) : Json(nullptr)},
       {"warnings", warnings}});
}

Json problems_json(const std::vector<Problem>& problems, const std::filesystem::path& folder) {
  Json list = Json::array();
  for (Problem p : problems) {
    const std::string prefix = (folder / "").string();
    if (p.place.file.starts_with(prefix)) p.place.file.erase(0, prefix.size());
    list.push_back(problem_json(p));
  }
  return list;
}

}  // namespace parley
