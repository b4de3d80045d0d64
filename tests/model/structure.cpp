// SPDX-License-Identifier: Apache-2.0
// Indices of structure, volume and linkage against sums done by hand (docs/equations.md, eq. 101 to
// 109).
#include "model/report/structure.hpp"

#include "model/report/leontief.hpp"
#include "model/report/trade_effects.hpp"
#include "model/report/volume_index.hpp"
#include "tests/catch.hpp"

#include <stdexcept>

using namespace yuqian;

TEST_CASE("similarity, specialisation and concentration are the sums of their formulas") {
  const double a[] = {3, 4, 0}, b[] = {4, 3, 0}, c[] = {0, 0, 5};
  CHECK(model::similarity(a, b) == Approx(24.0 / 25));
  CHECK(model::similarity(a, a) == Approx(1));
  CHECK(model::similarity(a, c) == 0);
  CHECK(model::specialisation(a, b) == Approx(2.0 / 7));
  CHECK(model::specialisation(a, a) == 0);
  CHECK(model::specialisation(a, c) == Approx(2));
  CHECK(model::herfindahl(a) == Approx(25.0 / 49));
  CHECK(model::herfindahl(c) == Approx(1));
}

TEST_CASE("volume of two goods by Laspeyres, Paasche and Fisher") {
  // Prices (1, 1) then (2, 1), quantities (10, 10) then (6, 14): users turn from what became
  // dearer.
  const model::VolumeIndex demand{20, 6 + 14, 2 * 10 + 10, 2 * 6 + 14};
  CHECK(demand.laspeyres() == Approx(1));
  CHECK(demand.paasche() == Approx(26.0 / 30));
  CHECK(demand.fisher() == Approx(std::sqrt(26.0 / 30)));
  CHECK(demand.laspeyres() > demand.fisher());
  CHECK(demand.fisher() > demand.paasche());
  // Producers turn to what became dearer: the order is the other one.
  const model::VolumeIndex supply{20, 14 + 6, 2 * 10 + 10, 2 * 14 + 6};
  CHECK(supply.laspeyres() < supply.fisher());
  CHECK(supply.fisher() < supply.paasche());
  // At unchanged prices all are the change of the quantity.
  const model::VolumeIndex same{20, 21, 20, 21};
  CHECK(same.laspeyres() == same.paasche());
  CHECK(same.fisher() == Approx(1.05));
}

TEST_CASE("what a partner delivers more comes instead of others or is new use") {
  const model::TradeEffect e({.partner = 10, .own = -4, .other_provinces = -3, .abroad = -1});
  CHECK(e.new_use == 2);
  CHECK(e.creation() == 6);
  CHECK(e.diversion() == 4);
}

TEST_CASE("linkages of two regions with one sector") {
  // A = (.2 .3; .1 .4), output (100, 200): final use (20, 110), inverse (.6 .3; .1 .8) / .45.
  const model::FlowTable t{2, 1, {20, 60, 10, 80}, {100, 200}};
  const std::vector<double> l = model::leontief_inverse(t),
                            by_hand = {.6 / .45, .3 / .45, .1 / .45, .8 / .45};
  for (std::size_t k = 0; k < 4; ++k) CHECK(l[k] == Approx(by_hand[k]));
  CHECK(l[0] * 20 + l[1] * 110 == Approx(100));
  CHECK(l[2] * 20 + l[3] * 110 == Approx(200));
  const model::Linkages k = model::linkages(t);
  CHECK(k.backward_own[0] == Approx(.6 / .45));
  CHECK(k.backward_other[0] == Approx(.1 / .45));
  CHECK(k.forward_own[1] == Approx(.8 / .45));
  CHECK(k.forward_other[0] == Approx(.3 / .45 * 200 / 100));
  // Without the first cell the second makes 110 / .6 for its final use and itself.
  CHECK(k.extraction[0] == Approx(100 + 200 - 110 / .6));
  // Two sectors of one region have no other region.
  const model::Linkages one = model::linkages({1, 2, t.flows, t.output});
  CHECK(one.backward_own[0] == Approx(.7 / .45));
  CHECK(one.backward_other[0] == 0);
}

TEST_CASE("a table that uses more of its goods than it makes has no linkages") {
  CHECK_THROWS_AS(model::leontief_inverse({1, 1, {11}, {10}}), std::domain_error);
}
