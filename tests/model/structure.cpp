// SPDX-License-Identifier: Apache-2.0
// Indices of structure and volume against sums done by hand (docs/equations.md, eq. 101 to
// 106).
#include <yuqian/model/interindustry/disparity.hpp>
#include <yuqian/model/regional/tables/trade_effects.hpp>
#include <yuqian/model/regional/tables/volume_index.hpp>
#include "tests/catch.hpp"

#include <cmath>

using namespace yuqian;

TEST_CASE("similarity, specialisation and concentration are the sums of their formulas") {
  const double a[] = {3, 4, 0}, b[] = {4, 3, 0}, c[] = {0, 0, 5};
  CHECK(interindustry::similarity(a, b) == Approx(24.0 / 25));
  CHECK(interindustry::similarity(a, a) == Approx(1));
  CHECK(interindustry::similarity(a, c) == 0);
  CHECK(interindustry::specialisation(a, b) == Approx(2.0 / 7));
  CHECK(interindustry::specialisation(a, a) == 0);
  CHECK(interindustry::specialisation(a, c) == Approx(2));
  CHECK(interindustry::herfindahl(a) == Approx(25.0 / 49));
  CHECK(interindustry::herfindahl(c) == Approx(1));
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
