#include "generate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"

namespace parley {

namespace {

int pick(std::uint64_t seed, std::string_view kind, const std::string& a, const std::string& b, const std::string& c,
         int n) {
  return static_cast<int>(uniform(stream_key(seed, {"bench", kind, a, b, c}), 0) * n);
}

Statement judgement(const Casebook& book, int party, int issue) {
  Statement row;
  row.id = fmt::format("s-{}-{}", book.parties[party].id, book.issues[issue].id);
  row.party = party;
  row.issue = issue;
  row.form = Form::judgement;
  row.standing = Standing::judgement;
  row.date = *parse_date("2025-01-01");
  return row;
}

Casebook make_book(int issues, int options, int parties) {
  Casebook book;
  for (int i = 0; i < issues; ++i) {
    Issue issue;
    issue.id = fmt::format("i{:02}", i);
    issue.name = issue.id;
    for (int o = 0; o < options; ++o) {
      Option option;
      option.id = fmt::format("o{}", o);
      option.name = option.id;
      issue.options.push_back(option);
    }
    issue.concerns.emplace();
    for (int p = 0; p < parties; ++p) issue.concerns->push_back(p);
    book.issues.push_back(issue);
  }
  for (int p = 0; p < parties; ++p) {
    Party party;
    party.id = fmt::format("p{}", p);
    party.name = party.id;
    book.parties.push_back(party);
  }
  return book;
}

Quantity number(int value) {
  Quantity quantity;
  quantity.parameters = {Number{fmt::format("{}", value), static_cast<double>(value)}};
  return quantity;
}

/// Shares of an option by party: uniform on the simplex.
std::vector<double> split(std::uint64_t seed, const Issue& issue, const Option& option, int parties) {
  std::vector<double> shares;
  double sum = 0;
  for (int p = 0; p < parties; ++p) {
    const StreamKey key = stream_key(seed, {"bench", "share", fmt::format("p{}", p), issue.id, option.id});
    shares.push_back(-std::log(1 - uniform(key, 0)));
    sum += shares.back();
  }
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace

std::shared_ptr<const Case> random_case(int issues, int options, int parties, std::uint64_t seed) {
  auto c = std::make_shared<Case>();
  Casebook& book = c->casebook;
  book = make_book(issues, options, parties);
  for (Party& party : book.parties)
    for (int i = 0; i < issues; ++i) party.no_deal[i] = {{0, 1}};
  for (int p = 0; p < parties; ++p)
    for (int i = 0; i < issues; ++i) {
      Statement weight = judgement(book, p, i);
      weight.importance =
          static_cast<ImportanceClass>(pick(seed, "importance", book.parties[p].id, book.issues[i].id, "", 4));
      c->statements.push_back(weight);
      for (int o = 0; o < options; ++o) {
        const std::string& id = book.issues[i].options[o].id;
        const int stance = pick(seed, "stance", book.parties[p].id, book.issues[i].id, id, 6);
        if (stance == 0) continue;
        Statement row = judgement(book, p, i);
        row.id += "-" + id;
        row.stance = static_cast<StanceClass>(stance);
        row.options = OptionSet{{o}, false, id};
        c->statements.push_back(row);
      }
    }
  return c;
}

std::shared_ptr<const Case> numbers_case(int issues, int options, int parties, int points, double threshold,
                                         std::uint64_t seed) {
  auto c = std::make_shared<Case>();
  c->casebook = make_book(issues, options, parties);
  std::vector<int> best(parties, 0);
  for (int i = 0; i < issues; ++i) {
    const Issue& issue = c->casebook.issues[i];
    std::vector<int> most(parties, 0);
    for (int o = 0; o < options; ++o) {
      const std::vector<double> shares = split(seed, issue, issue.options[o], parties);
      for (int p = 0; p < parties; ++p) {
        const double stake =
            (0.5 + uniform(stream_key(seed, {"bench", "stake", c->casebook.parties[p].id, issue.id}), 0)) * points /
            issues;
        const int value = static_cast<int>(std::lround(stake * shares[p]));
        most[p] = std::max(most[p], value);
        Statement row = judgement(c->casebook, p, i);
        row.id += "-" + issue.options[o].id;
        row.stance = number(value);
        row.options = OptionSet{{o}, false, issue.options[o].id};
        c->statements.push_back(row);
      }
    }
    for (int p = 0; p < parties; ++p) best[p] += most[p];
  }
  for (int p = 0; p < parties; ++p)
    c->casebook.parties[p].reservation = number(static_cast<int>(std::lround(threshold * best[p])));
  return c;
}

std::shared_ptr<const Case> boxes_case(int issues, int options, int parties, int boxes, std::uint64_t seed) {
  auto c = std::make_shared<Case>();
  c->casebook = make_book(issues, options, parties);
  std::vector<Problem> problems;
  for (Issue& issue : c->casebook.issues) {
    issue.kind = IssueKind::ordered;
    for (std::size_t o = 0; o < issue.options.size(); ++o)
      issue.options[o].position = Number{fmt::format("{}", o), static_cast<double>(o)};
  }
  for (int p = 0; p < parties; ++p) {
    Party& party = c->casebook.parties[static_cast<std::size_t>(p)];
    party.reservation = number(0);
    for (int b = 0; b < boxes; ++b) {
      const auto draw = [&](const std::string& what, int n) {
        return pick(seed, "boxes", party.id, fmt::format("{}", b), what, n);
      };
      std::string condition;
      const int bounds = 1 + draw("bounds", 4);
      for (int k = 0; k < bounds; ++k) {
        const int a = draw(fmt::format("a{}", k), options), z = draw(fmt::format("z{}", k), options);
        condition += fmt::format("{}i{:02} = o{}..o{}", k == 0 ? "" : " and ", draw(fmt::format("issue{}", k), issues),
                                 std::min(a, z), std::max(a, z));
      }
      Statement row = judgement(c->casebook, p, 0);
      row.id = fmt::format("t-{}-{}", party.id, b);
      row.issue = -1;
      row.stance = number(1 + draw("worth", 60));
      row.condition = parse_formula(condition, c->casebook, {}, condition, problems);
      c->statements.push_back(std::move(row));
    }
  }
  throw_if_errors(problems);
  return c;
}

}  // namespace parley
