#include "model/reference_scale.h"

#include "model/case_text.h"
#include "model/one_world.h"
#include "model/worlds.h"

namespace parley {
namespace {

PartyModel model_of(const std::shared_ptr<const Case>& c) { return compile(c, {}).preferences->parties[0]; }

constexpr const char* three_issues = R"(title: T
parties: [{id: a, no_deal: {x: two, y: two, z: two}}]
issues: [{id: x, options: [one, two]}, {id: y, options: [one, two]}, {id: z, options: [one, two]}]
)";

// Each issue weighs a third. The package is worth 1/3 + 1/3 + 0, no deal 1/6 + 1/6 + 1/3: in multiples of 2^-24,
// rounded, 2 x 5592405 against 2 x 2796203 + 5592405, one more.
TEST(ReferenceScale, APackageWorthExactlyNoDealIsAccepted) {
  const auto c =
      case_of(three_issues, judged("s1", "a", "x", "one", "demand") + judged("s2", "a", "x", "two", "accept") +
                                judged("s3", "a", "y", "one", "demand") + judged("s4", "a", "y", "two", "accept") +
                                judged("s5", "a", "z", "one", "oppose") + judged("s6", "a", "z", "two", "demand"));
  const Compiled compiled = compile(c, {});
  const OneWorld world = reference_one_world(compiled, Reading::cautious);
  const std::vector<int> first_options = {0, 0, 0};
  EXPECT_TRUE(values_of(world, first_options)[0] == *world.principals[0].reservation);
}

TEST(ReferenceScale, IsAMultipleOfTheDenominatorAndAtMostTwoToThe24) {
  const auto c = case_of(three_issues, judged("s1", "a", "x", "one", "demand", "critical,,,,,") +
                                           judged("s2", "a", "y", "one", "0.35", "high,,,,,") +
                                           judged("s3", "a", "z", "one", "accept", "low,,,,,"));
  const Wide scale = model_of(c).reference_scale;
  // Weights 11, 5 and 2 of 18; values are twentieths, quarters, and halves.
  EXPECT_TRUE(scale % (18 * 20) == 0);
  EXPECT_TRUE(scale <= (Wide{1} << 24) && scale > (Wide{1} << 23));
}

TEST(ReferenceScale, OfADenominatorTooLargeIsTwoToThe24) {
  const auto c =
      case_of(three_issues, judged("s1", "a", "x", "one", "1/1000003") + judged("s2", "a", "y", "one", "1/999983") +
                                judged("s3", "a", "z", "one", "demand"));
  EXPECT_TRUE(model_of(c).reference_scale == Wide{1} << 24);
}

// Between two points three places apart lie thirds, which a scale of 2^24 does not hold.
TEST(ReferenceScale, HoldsWhatLiesOnALine) {
  const auto c = case_of(R"(title: T
parties: [{id: a, no_deal: {x: q}}]
issues: [{id: x, kind: ordered, options: [p, q, r, s]}]
)",
                         judged("s1", "a", "x", "s", "demand"));
  EXPECT_TRUE(model_of(c).reference_scale % 3 == 0);
}

// One fifth, from a row that is taken to be right here but not in every world.
TEST(ReferenceScale, HoldsAnImportanceThatIsNotCertain) {
  const auto c =
      case_of(three_issues, judged("s1", "a", "x", "one", "demand", "0.2,,,,,0.7") +
                                judged("s2", "a", "y", "one", "accept") + judged("s3", "a", "z", "one", "accept"));
  EXPECT_TRUE(model_of(c).reference_scale % 5 == 0);
}

// Of p and s the reference world takes p: up to w lie seven places.
TEST(ReferenceScale, HoldsWhatLiesBesideTheOptionThatIsMeant) {
  const auto c = case_of(R"(title: T
parties: [{id: a, reservation: 0.5}]
issues: [{id: x, kind: ordered, options: [p, q, r, s, t, u, v, w]}]
)",
                         judged("s1", "a", "x", "?(p|s)", "demand") + judged("s2", "a", "x", "w", "oppose"));
  EXPECT_TRUE(model_of(c).reference_scale % 7 == 0);
}

}  // namespace
}  // namespace parley
