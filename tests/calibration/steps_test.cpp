// SPDX-License-Identifier: Apache-2.0
// The steps of the balancing one by one, on accounts small enough to check by hand.
#include <cmath>

#include <yuqian/calibration/balance/gravity.hpp>
#include <yuqian/calibration/balance/primary_inputs.hpp>
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/calibration/balance/transit.hpp>
#include <yuqian/calibration/benchmark/head_ries.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/calibration/one_good.hpp"
#include "tests/catch.hpp"

using namespace yuqian;
using namespace yuqian::calibration;

TEST_CASE("transit leaves both flows until sales fit output and purchases fit use") {
  Accounts a = one_good({"Chongqing", "Guizhou", "Beijing"});
  set_row(a, 0, {154, 307, 0, 18934, 0, 19087});  // sells 120 times what it makes
  set_row(a, 1, {100, 80, 10, 30, 5, 15});        // nothing to net
  set_row(a, 2, {31, 510, 11, 6805, 6691, 604});  // a trading house: inflow too small to net it all
  const Treatments done = net_transit(a);
  CHECK(a.outflow(0, 0) == Approx(154));
  CHECK(a.inflow(0, 0) == Approx(307));
  CHECK(a.outflow(1, 0) == 30.0);
  CHECK(a.outflow(2, 0) == Approx(6201));
  CHECK(a.inflow(2, 0) == Approx(0).margin(1e-12));
  for (int r = 0; r < 3; ++r) CHECK(a.outflow(r, 0) - a.inflow(r, 0) == Approx(a.net_flow(r, 0)));
  REQUIRE(done.size() == 2);
  CHECK_THAT(done[1].text.en, ContainsSubstring("trading houses"));
}

TEST_CASE("foreign trade booked by trading houses moves to users and makers") {
  Accounts a = one_good({"Beijing", "Shandong", "Guizhou"});
  set_row(a, 0, {31, 510, 11, 6201, 6691, 0});
  set_row(a, 1, {800, 9000, 0, 0, 1000, 7200});
  set_row(a, 2, {0, 24, 2, 0, 0, 26});  // exports of a good that it does not make
  const Treatments done = relocate_foreign_trade(a, 0.99);
  CHECK(a.imports(0, 0) == Approx(0.99 * 510));
  CHECK(a.imports(0, 0) + a.imports(1, 0) + a.imports(2, 0) == Approx(7691));
  CHECK(a.exports(2, 0) == 0.0);
  CHECK(a.exports(0, 0) + a.exports(1, 0) + a.exports(2, 0) == Approx(13));
  for (int r = 0; r < 3; ++r) {
    CHECK(a.imports(r, 0) <= 0.99 * a.use(r, 0) + 1e-9);
    CHECK(a.output(r, 0) + a.imports(r, 0) - a.exports(r, 0) - a.use(r, 0) ==
          Approx(a.net_flow(r, 0)));
  }
  CHECK(done.size() == 2);
}

TEST_CASE("a nation that imports more than it uses is refused") {
  Accounts a = one_good({"Beijing", "Shandong"});
  set_row(a, 0, {0, 10, 0, 0, 30, -20});
  set_row(a, 1, {0, 10, 0, 0, 0, 10});
  CHECK_THROWS_AS(relocate_foreign_trade(a, 0.99), data::InputError);
}

TEST_CASE("losses are borne by depreciation and then by a subsidy while value added stays") {
  Accounts a = one_good({"Guizhou", "Hainan", "Qinghai"});
  const auto put = [&](int r, double compensation, double tax, double depreciation,
                       double surplus) {
    a.value_added(r, 0, 0) = compensation;
    a.value_added(r, 1, 0) = tax;
    a.value_added(r, 2, 0) = depreciation;
    a.value_added(r, 3, 0) = surplus;
  };
  put(0, 50, 5, 100, -30);
  put(1, 3.2, 1.4, 2.5, -11);
  put(2, 1.6, 35.9, -0.9, -6.6);
  const double before[3] = {a.grp(0), a.grp(1), a.grp(2)};
  CHECK(remove_losses(a).size() == 3);
  for (int r = 0; r < 3; ++r) {
    CHECK(a.grp(r) == Approx(before[r]));
    for (const int v : {0, 2, 3}) CHECK(a.value_added(r, v, 0) >= 0.0);
    CHECK(a.value_added(r, 0, 0) + a.value_added(r, 2, 0) + a.value_added(r, 3, 0) > 0.0);
  }
  CHECK(a.value_added(0, 2, 0) == Approx(70));  // gross surplus kept
  CHECK(a.value_added(0, 1, 0) == Approx(5));
  CHECK(a.value_added(1, 2, 0) == Approx(0.25));  // a tenth of depreciation stays
  CHECK(a.value_added(1, 1, 0) == Approx(1.4 - 8.75));
}

TEST_CASE("sectors too small to model are emptied") {
  Accounts a = one_good({"Tibet", "Guizhou"});
  set_row(a, 0, {0.03, 1.03, 0, 0, 0, 1});
  set_row(a, 1, {10, 9, 0, 1, 0, 0});
  a.value_added(0, 0, 0) = 0.03;
  a.value_added(1, 0, 0) = 10;
  const Treatments done = drop_tiny_sectors(a, 0.05);
  REQUIRE(done.size() == 1);
  CHECK(done[0].cell == "Tibet,oil_gas");
  CHECK(a.output(0, 0) == 0.0);
  CHECK(a.grp(0) == 0.0);
  CHECK(a.net_flow(0, 0) == Approx(-1.03));
  CHECK(a.output(1, 0) == 10.0);
}

TEST_CASE("the gravity model finds the parameters that made the flows") {
  const int n = 8;
  std::vector<double> distance(64, 0.0), near(64, 0.0), flows;
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) {
      distance[at(s * n + r)] = s == r ? 0 : 300.0 * std::abs(s - r) + 40.0 * ((s * r) % 5);
      near[at(s * n + r)] = std::abs(s - r) == 1 ? 1.0 : 0.0;
    }
  flows = gravity_pattern(distance, near, n, {1.3, 0.6});
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) flows[at(s * n + r)] *= (1 + s) * (20 - r * r * 0.2);
  const Gravity fit = fit_gravity(flows, distance, near, n);
  CHECK(fit.decay == Approx(1.3).epsilon(1e-8));
  CHECK(fit.neighbour == Approx(0.6).epsilon(1e-8));
  const std::vector<double> even = doubly_stochastic(flows, n);
  for (int s = 0; s < n; ++s) {
    double row = 0.0, column = 0.0;
    for (int r = 0; r < n; ++r) {
      row += even[at(s * n + r)];
      column += even[at(r * n + s)];
    }
    CHECK(row == Approx(1.0).epsilon(1e-10));
    CHECK(column == Approx(1.0).epsilon(1e-10));
  }
}

TEST_CASE("the Head-Ries barrier is the iceberg cost that made symmetric flows") {
  const data::Set regions("region", {"Chongqing", "Guizhou"}), sectors("sector", {"food", "coal"});
  data::Mrio m = data::empty_mrio(regions, sectors, "central");
  const double tau = 1.8, sigma = 5.0, size[2] = {3.0, 0.7}, weight[2] = {1.0, 2.5};
  for (int s = 0; s < 2; ++s)
    for (int r = 0; r < 2; ++r)
      m.trade(s, r, 0) = size[s] * weight[r] * std::pow(s == r ? 1.0 : tau, 1.0 - sigma);
  m.trade(0, 0, 1) = 4;
  m.trade(0, 1, 1) = 1;  // one-way trade: the barrier is infinite by this measure
  m.trade(1, 1, 1) = 2;
  const data::Table barrier = head_ries(m, {sigma, 2.0});
  CHECK(barrier(0, 1, 0) == Approx(tau));
  CHECK(barrier(1, 0, 0) == Approx(tau));
  CHECK(barrier(1, 1, 0) == 1.0);
  CHECK(std::isinf(barrier(0, 1, 1)));
  m.trade(1, 1, 1) = 0;
  CHECK(std::isnan(head_ries(m, {sigma, 2.0})(0, 1, 1)));
  CHECK_THROWS_AS(head_ries(m, {5.0}), data::InputError);
  // Without substitution no cost explains a flow: missing for that good alone.
  for (const double low : {1.0, 0.5, 0.0}) {
    const data::Table some = head_ries(m, {sigma, low});
    CHECK(std::isnan(some(0, 1, 1)));
    CHECK(some(0, 1, 0) == Approx(tau));
  }
}
