// Shares of worlds: the program's worlds against worlds that the naive model draws from the words alone. The random
// numbers differ, so shares agree up to chance: within 4.5 standard deviations, with fixed seeds.
#include <algorithm>

#include "oracle/support.h"

namespace oracle {
namespace {

using namespace parley;

constexpr std::size_t naive_worlds = 1500;

Ingredients with_everything() {
  Ingredients with;
  with.packages = 60;
  return with;
}

struct Tally {
  std::size_t accepted = 0;
  std::map<std::pair<int, bool>, std::array<std::size_t, 3>> parties;  // party, votes: consents, red line, below
};

Tally tally(const std::vector<Judged>& worlds) {
  Tally result;
  for (const Judged& judged : worlds) {
    result.accepted += judged.consented() && judged.settles ? 1 : 0;
    for (const Taken& t : judged.principals) {
      auto& [consents, red_line, below] = result.parties[{t.party, false}];
      consents += t.consents() ? 1 : 0;
      red_line += t.red_line ? 1 : 0;
      below += t.below && !t.red_line ? 1 : 0;
    }
    for (const Vote& v : judged.voters) result.parties[{v.party, true}][0] += v.consents ? 1 : 0;
  }
  return result;
}

void expect_share(const Share& share, std::size_t count, std::size_t worlds, const std::string& what) {
  EXPECT_TRUE(agree(share.count, share.worlds, count, worlds))
      << what << ": " << share.value << " of " << share.worlds << " worlds, naively "
      << static_cast<double>(count) / static_cast<double>(worlds) << " of " << worlds;
}

TEST(Shares, OfEveryPartysConsentAreThoseOfANaiveSampler) {
  for_each_case(20001, 20, with_everything(), [](const Trial& trial) {
    std::mt19937_64 random(trial.seed);
    std::vector<Package> some = trial.naive.packages();
    std::shuffle(some.begin(), some.end(), random);
    some.resize(std::min<std::size_t>(some.size(), 4));
    std::vector<World> worlds;
    for (std::size_t s = 0; s < naive_worlds; ++s) worlds.push_back(trial.naive.sample(random));
    for (const Package& x : some) {
      RobustOptions options;
      options.worlds = 3000;
      const RatedPackage rated = judge(trial.compiled, x, options);
      for (const Reading reading : readings) {
        const std::size_t r = static_cast<std::size_t>(reading);
        std::vector<Judged> judged;
        for (const World& w : worlds) judged.push_back(trial.naive.judge(w, reading, x));
        const Tally naive = tally(judged);
        const std::string at = name(*trial.source, x) + (r == 0 ? " cautious " : " open ");
        expect_share(rated.share[r], naive.accepted, naive_worlds, at + "all");
        for (const PartyVerdict& v : rated.parties[r]) {
          const std::string who = at + trial.source->casebook.parties[v.party].id + (v.votes ? " votes" : "");
          const auto found = naive.parties.find({v.party, v.votes});
          ASSERT_NE(found, naive.parties.end()) << who;
          expect_share(v.consents, found->second[0], naive_worlds, who + " consents");
          if (v.votes) continue;
          expect_share(v.red_line, found->second[1], naive_worlds, who + " red line");
          expect_share(v.below_reservation, found->second[2], naive_worlds, who + " below");
        }
      }
    }
  });
}

TEST(Shares, OfWorldsWithSomePackageAreThoseOfANaiveSampler) {
  Ingredients with = with_everything();
  with.packages = 16;
  for_each_case(30001, 20, with, [](const Trial& trial) {
    std::mt19937_64 random(trial.seed);
    RobustOptions options;
    options.worlds = 1500;
    const RobustResult result = robust(trial.compiled, options);
    for (const Reading reading : readings) {
      std::size_t zone = 0;
      std::vector<std::size_t> accepted(trial.naive.packages().size(), 0);
      for (std::size_t s = 0; s < naive_worlds; ++s) {
        const World world = trial.naive.sample(random);
        bool any = false;
        for (std::size_t x = 0; x < accepted.size(); ++x) {
          const Judged judged = trial.naive.judge(world, reading, trial.naive.packages()[x]);
          const bool all = judged.allowed() && judged.consented() && judged.settles;
          accepted[x] += all ? 1 : 0;
          any = any || all;
        }
        zone += any ? 1 : 0;
      }
      const ReadingAnswer& answer = result.readings[static_cast<std::size_t>(reading)];
      const std::string at = reading == Reading::cautious ? "cautious " : "open ";
      expect_share(answer.zone_share, zone, naive_worlds, at + "zone");
      for (const RatedPackage& rated : answer.best) {
        const auto x = std::find(trial.naive.packages().begin(), trial.naive.packages().end(), rated.package);
        ASSERT_NE(x, trial.naive.packages().end());
        expect_share(rated.share[static_cast<std::size_t>(reading)],
                     accepted[static_cast<std::size_t>(x - trial.naive.packages().begin())], naive_worlds,
                     at + name(*trial.source, rated.package));
      }
      const std::size_t most = *std::max_element(accepted.begin(), accepted.end());
      EXPECT_LT(static_cast<double>(most) / naive_worlds, answer.best_searched.value + 0.08) << at << "best";
    }
  });
}

}  // namespace
}  // namespace oracle
