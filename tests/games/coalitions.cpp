// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/coalitions.hpp>
#include <yuqian/model/games/equilibria.hpp>
#include <yuqian/model/games/networks.hpp>
#include <yuqian/model/games/stability.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/shapley.hpp>
#include "tests/catch.hpp"
#include "tests/games/small_games.hpp"

#include <set>

using namespace yuqian;
using namespace yuqian::games;
using yuqian::maths::shapley;

namespace {

PartitionGame partition_game(Game& game) {
  PartitionGame out{static_cast<int>(game.players().size()), {}, {}};
  out.structures = structures(out.players);
  for (const Structure& s : out.structures) {
    const BlockControls blocks = block_controls(game, s);
    const NashSearch found = nash_from(game, status_quo(game), blocks.controls);
    REQUIRE(found.points.size() == 1);
    out.payoff.push_back(found.points[0].measures);
  }
  return out;
}

}  // namespace

TEST_CASE("structures are as many as Bell's numbers, all different, singletons first") {
  const std::uint64_t numbers[] = {1, 1, 2, 5, 15, 52, 203, 877, 4140};
  for (int n = 1; n <= 8; ++n) {
    CHECK(bell(n) == numbers[n]);
    const std::vector<Structure> all = structures(n);
    CHECK(all.size() == bell(n));
    CHECK(std::set<Structure>(all.begin(), all.end()).size() == all.size());
    CHECK(all.front() == with_singletons(1, n));
    CHECK(all.back() == Structure{(Coalition{1} << n) - 1});
  }
  CHECK_THROWS_AS(structures(11), std::invalid_argument);
  const Structure s{0b011, 0b100};
  CHECK(after_leaving(s, 1) == Structure{0b001, 0b010, 0b100});
  CHECK(after_joining(s, 1, 0b100) == Structure{0b001, 0b110});
  CHECK(text(s, tests::names(3)) == "{A, B} {C}");
}

TEST_CASE("a public good is given by coalitions of up to three (Barrett 1994)") {
  tests::FormulaGame game = tests::public_good(5);
  const PartitionGame table = partition_game(game);
  const std::vector<Stability> found = stability(table, 1e-6);
  for (std::size_t k = 0; k < found.size(); ++k) {
    const Structure& s = table.structures[k];
    std::size_t largest = 0, coalitions = 0;
    for (const Coalition c : s) {
      const std::size_t size = members(c).size();
      largest = std::max(largest, size);
      coalitions += size > 1;
    }
    CAPTURE(text(s, game.players()));
    // Leaving k others for being alone gains (k - 1)(k - 3) / 2, whoever else is together.
    CHECK(found[k].internal == (largest <= 3));
    CHECK(found[k].potential == (largest <= 3));
    // Somebody alone gains by joining another one or a pair's brink: (k - 1)(3 - k) / 2 for k = 2.
    if (coalitions == 0) CHECK_FALSE(found[k].external);
  }
  // The grand coalition is the joint optimum: all give five.
  for (const double g : table.payoff.back()) CHECK(g == Approx(25 - 12.5));
}

TEST_CASE("three Cournot firms: the pair loses by merging, all three gain") {
  tests::FormulaGame game = tests::cournot(3, 10, 0.05);
  const PartitionGame table = partition_game(game);
  const std::vector<double> worth = worth_with_singletons(table);
  CHECK(worth[0b011] < worth[0b001] + worth[0b010]);  // Salant, Switzer and Reynolds (1983)
  CHECK(worth[0b111] > worth[0b001] + worth[0b010] + worth[0b100]);
  const std::vector<double> shares = shapley(worth);
  CHECK(shares[0] == Approx(shares[2]));
  CHECK(shares[0] + shares[1] + shares[2] == Approx(worth[7]));
}

TEST_CASE("cores that are known") {
  std::vector<double> gloves(8), majority(8), airport(8);
  const double cost[] = {1, 2, 3};
  for (unsigned c = 1; c < 8; ++c) {
    gloves[c] = (c & 4) && (c & 3) ? 1 : 0;
    majority[c] = members(c).size() >= 2 ? 1 : 0;
    for (const int p : members(c)) airport[c] = std::min(airport[c], -cost[p]);
  }
  const Core one = core(gloves, shapley(gloves));
  CHECK_FALSE(one.empty);
  CHECK(one.nearest[0] == Approx(0).margin(1e-6));
  CHECK(one.nearest[2] == Approx(1).epsilon(1e-6));
  const Core none = core(majority, shapley(majority));
  CHECK(none.empty);
  CHECK(none.slack == Approx(-1.0 / 3).epsilon(1e-6));
  // Littlechild and Owen (1973): each part of the runway is shared by those who need it.
  const std::vector<double> fees = shapley(airport);
  CHECK(fees[0] == Approx(-1.0 / 3));
  CHECK(fees[1] == Approx(-1.0 / 3 - 1.0 / 2));
  CHECK(fees[2] == Approx(-1.0 / 3 - 1.0 / 2 - 1));
  const Core paid = core(airport, fees);  // a convex game: its Shapley value is in the core
  CHECK_FALSE(paid.empty);
  for (std::size_t p = 0; p < 3; ++p) CHECK(paid.nearest[p] == Approx(fees[p]).margin(1e-6));
}

TEST_CASE("pairwise stable networks of three by hand") {
  CHECK(links(4).size() == 6);
  CHECK(network_weights(3, 0b001) ==
        std::vector<std::vector<double>>{{1, 1, 0}, {1, 1, 0}, {0, 0, 1}});
  // Everybody gets one for each link in the network, whoever has it: with a cost of 0.5 the full
  // network is stable; with 1.5 the empty one.
  std::vector<std::vector<double>> payoff;
  for (Network g = 0; g < 8; ++g)
    payoff.emplace_back(3, static_cast<double>(__builtin_popcount(g)));
  CHECK(pairwise_stable(3, payoff, 0.5) == std::vector<Network>{7});
  CHECK(pairwise_stable(3, payoff, 1.5) == std::vector<Network>{0});
  // A link gives one to its ends and takes two from the third: full again, and all lose by it.
  const auto all = links(3);
  payoff.assign(8, std::vector<double>(3, 0.0));
  for (Network g = 0; g < 8; ++g)
    for (std::size_t k = 0; k < 3; ++k)
      if (g >> k & 1)
        for (int p = 0; p < 3; ++p)
          payoff[g][at(p)] += p == all[k].first || p == all[k].second ? 1 : -3;
  CHECK(pairwise_stable(3, payoff, 0) == std::vector<Network>{7});
  CHECK(payoff[7][0] < payoff[0][0]);
}
