// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/shapley.hpp>
#include "tests/catch.hpp"

#include <bit>
#include <numeric>
#include <stdexcept>

using yuqian::maths::shapley;

TEST_CASE("Shapley values of games that are solved by hand") {
  // Gloves: players 0 and 1 hold a left glove, player 2 the right one; a pair is worth 1. In the
  // six orders the right glove makes the pair four times, each left one once: 1/6, 1/6, 2/3.
  std::vector<double> gloves(8);
  for (unsigned c = 0; c < 8; ++c) gloves[c] = (c & 4) && (c & 3) ? 1 : 0;
  const auto g = shapley(gloves);
  CHECK(g[0] == Approx(1.0 / 6));
  CHECK(g[1] == Approx(1.0 / 6));
  CHECK(g[2] == Approx(2.0 / 3));
  // Two players share what they make together.
  const std::vector<double> two{0, 3, 5, 12};
  CHECK(shapley(two)[0] == Approx(5));
  CHECK(shapley(two)[1] == Approx(7));
}

TEST_CASE("Shapley values are efficient, symmetric, additive, and nothing to a dummy") {
  // A game of five whose worth is an arbitrary function of the coalition.
  const auto game = [](double seed) {
    std::vector<double> worth(32);
    for (unsigned c = 0; c < 32; ++c) {
      const unsigned others = c & 0b00111u;           // players 0 to 2 as they like
      const int twins = std::popcount(c & 0b11000u);  // players 3 and 4 count the same
      worth[c] = seed + std::popcount(others) * std::popcount(others) * seed +
                 twins * (1 + 0.3 * others) + (others == 5 ? 2 : 0);
    }
    return worth;
  };
  const auto worth = game(1.7), value = shapley(worth);
  CHECK(std::accumulate(value.begin(), value.end(), 0.0) ==
        Approx(worth[31] - worth[0]).epsilon(1e-14));
  CHECK(value[3] == Approx(value[4]).epsilon(1e-14));
  auto with_dummy = worth;  // a sixth player who adds 0.25 to whatever there is
  for (const double w : worth) with_dummy.push_back(w + 0.25);
  const auto six = shapley(with_dummy);
  CHECK(six[5] == Approx(0.25).epsilon(1e-14));
  for (std::size_t i = 0; i < 5; ++i) CHECK(six[i] == Approx(value[i]).epsilon(1e-13));
  const auto other = game(-0.4), sum = [&] {
    auto both = worth;
    for (std::size_t c = 0; c < both.size(); ++c) both[c] += other[c];
    return shapley(both);
  }();
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(sum[i] == Approx(value[i] + shapley(other)[i]).epsilon(1e-13));
}

TEST_CASE("a game with a coalition missing is refused") {
  CHECK_THROWS_AS(shapley(std::vector<double>{0, 1, 2}), std::invalid_argument);
  CHECK(shapley(std::vector<double>{3}).empty());
}
