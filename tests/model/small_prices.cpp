// SPDX-License-Identifier: Apache-2.0
// Demand stays exact to the last digits while a price falls towards zero, as a factor's does in a
// sector that is about to close.
#include <yuqian/model/kernel/equilibrium.hpp>
#include "tests/catch.hpp"

#include <cmath>

using namespace yuqian::model;

TEST_CASE("demand at a price near zero is that of the formula to twelve digits") {
  for (const double sigma : {0.1, 0.5, 2.0}) {
    Builder m;
    const CommodityId land = m.commodity({.name = "N"}), labour = m.commodity({.name = "L"}),
                      good = m.commodity({.name = "G"});
    const ActivityId y = m.activity({.name = "Y"});
    const ConsumerId owner = m.consumer({.name = "H", .start = 10, .scale = 10});
    m.production(y).output(good, 10).inputs("factors", sigma).input(land, 3).input(labour, 7);
    m.demand(owner).input(good, 10);
    m.endowment(owner, land, 3.0);
    m.endowment(owner, labour, 7.0);
    m.numeraire(labour);
    const auto model = m.build();
    Equilibrium e(model);
    std::vector<double> x = model->start();
    for (const double price : {1.0, 1e-3, 1e-6, 1e-9, 1e-13, 1e-15}) {
      x[static_cast<std::size_t>(model->offsets()(land))] = price;
      const Point& point = e.evaluate(x);
      const double unit_cost = std::pow(0.3 * std::pow(price, 1 - sigma) + 0.7, 1 / (1 - sigma));
      INFO("sigma " << sigma << ", price " << price);
      CHECK(point.loss[static_cast<std::size_t>(model->offsets()(land))] ==
            Approx(3 * std::pow(unit_cost / price, sigma)).epsilon(1e-12));
    }
  }
}
