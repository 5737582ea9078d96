#include "exclusions.h"

#include <fmt/format.h>

#include "core/random.h"
#include "generate.h"

namespace parley {

namespace {

int pick(std::uint64_t seed, std::string_view kind, const std::string& a, const std::string& b, const std::string& c,
         int n) {
  return static_cast<int>(uniform(stream_key(seed, {"bench", kind, a, b, c}), 0) * n);
}

void exclude(Case& c, int exclusions, std::uint64_t seed) {
  Casebook& book = c.casebook;
  const int issues = static_cast<int>(book.issues.size());
  std::vector<Problem> problems;
  for (int r = 0; r < exclusions; ++r) {
    const std::string number = std::to_string(r);
    const int a = pick(seed, "excluded", number, "first", "issue", issues);
    const int b = (a + 1 + pick(seed, "excluded", number, "second", "issue", issues - 1)) % issues;
    const auto option = [&](int issue, const char* which) {
      const auto& options = book.issues[issue].options;
      return options[pick(seed, "excluded", number, which, "option", static_cast<int>(options.size()))].id;
    };
    Rule rule;
    rule.id = "r" + number;
    rule.formula = parse_formula(fmt::format("not ({} = {} and {} = {})", book.issues[a].id, option(a, "first"),
                                             book.issues[b].id, option(b, "second")),
                                 book, {}, "", problems);
    book.rules.push_back(rule);
  }
}

}  // namespace

std::unique_ptr<const RandomWorld> random_world(int issues, int options, int parties, int exclusions,
                                                std::uint64_t seed) {
  auto c = std::make_shared<Case>(*random_case(issues, options, parties, seed));
  exclude(*c, exclusions, seed);
  auto made = std::make_unique<RandomWorld>();
  made->compiled = compile(c, {});
  OneWorld& world = made->world;
  world.compiled = &made->compiled;
  for (int p = 0; p < parties; ++p) world.principals.push_back({p, 1, Wide{500} * issues});
  for (const Variable& variable : made->compiled.variables)
    world.options.push_back(static_cast<int>(variable.options.size()));
  for (const Rule& rule : c->casebook.rules) world.rules.push_back(&rule.formula);
  for (int v = 0; v < issues; ++v) {
    const Issue& issue = c->casebook.issues[made->compiled.variables[v].issue];
    WorldTable& table = world.tables.emplace_back();
    table.scope = {v};
    table.shut.assign(issue.options.size(), 0);
    for (const Option& option : issue.options)
      for (int p = 0; p < parties; ++p)
        table.values.emplace_back(pick(seed, "value", c->casebook.parties[p].id, issue.id, option.id, 1001));
  }
  return made;
}

}  // namespace parley
