// SPDX-License-Identifier: Apache-2.0
// What "barriers down 10 %" takes away (eq. 415): the figures that texts of S1a state.
#include <yuqian/model/regional/question/chains.hpp>

#include <array>
#include <cmath>

#include "tests/regression/figures.hpp"

using namespace yuqian;

TEST_CASE("ten per cent off the factor is 18 % of the barrier, and 29 % of the trade is no goods") {
  const data::Mrio& m = tests::china("central");
  const int c = m.regions.index("Chongqing"), g = m.regions.index("Guizhou"),
            farm = m.sectors.index("agriculture");
  double pair = 0, goods = 0;
  std::array<double, 4> flow{};  // both ways, and at home
  for (int i = 0; i < m.sectors.size(); ++i) {
    pair += m.trade(c, g, i) + m.trade(g, c, i);
    if (i == farm) continue;
    flow[0] += m.trade(c, g, i), flow[1] += m.trade(g, c, i);
    flow[2] += m.trade(c, c, i), flow[3] += m.trade(g, g, i);
  }
  for (const int i : model::chain_positions("goods", m.sectors, {}))
    goods += m.trade(c, g, i) + m.trade(g, c, i);
  CHECK(1 - goods / pair == Approx(0.29).margin(0.005));
  // Head and Ries with a trade elasticity of 4 (docs/data.md, D17).
  const double tau = std::pow(flow[0] * flow[1] / (flow[2] * flow[3]), -1.0 / 8);
  CHECK(tau == Approx(2.31).margin(0.005));
  CHECK(0.10 * tau / (tau - 1) == Approx(0.18).margin(0.005));
}
