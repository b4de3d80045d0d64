// SPDX-License-Identifier: Apache-2.0
// The trade estimator on tables whose flows are made here, so that its errors are known beforehand.
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/calibration/validation/validation.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/catch.hpp"
#include "tests/synthetic_mrio.hpp"

#include <cmath>
#include <random>

using namespace yuqian;
using namespace yuqian::calibration;

namespace {

constexpr int n = 8;

/// Eight regions on a plane and three goods, the second one named; flows follow distance^-decay
/// within random margins, disturbed by a lognormal factor of the pair. Regions differ in what they
/// keep at home by a lognormal factor with `levels` as its standard deviation.
KnownTable truth(double decay, double disturbance, unsigned seed = 5,
                 const char* second = "textiles", double levels = 0) {
  const data::Mrio m = tests::synthetic_mrio(n, {"agriculture", second, "electronics"}, seed, 0);
  KnownTable t{m.regions, m.sectors, m.trade, m.exports, m.imports, {}, {}, {}, {}};
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> place(0, 2000);
  std::normal_distribution<double> normal;
  std::vector<double> x(n), y(n);
  for (int r = 0; r < n; ++r) {
    x[at(r)] = place(random);
    y[at(r)] = place(random);
  }
  std::mt19937 other(seed + 100);
  for (int r = 0; r < n; ++r) {
    const double level = std::exp(levels * normal(other));
    for (int i = 0; i < 3; ++i) t.trade(r, r, i) *= level;
  }
  normal.reset();
  t.distance = data::Table("distance",
                           {m.regions.renamed("supplier"), m.regions.renamed("region_to")}, "km");
  std::vector<double> pattern(n * n, 0.0);
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) {
      if (s == r) continue;
      t.distance(s, r) = 100 + std::hypot(x[at(s)] - x[at(r)], y[at(s)] - y[at(r)]);
      pattern[at(s * n + r)] =
          std::pow(t.distance(s, r), -decay) * std::exp(disturbance * normal(random));
    }
  for (int i = 0; i < 3; ++i) {
    SparseMatrix flows = sparse(pattern, n, n);
    Margins margins;
    margins.rows.assign(n, 0.0), margins.columns.assign(n, 0.0);
    for (int s = 0; s < n; ++s)
      for (int r = 0; r < n; ++r)
        if (s != r) {
          margins.rows[at(s)] += t.trade(s, r, i);
          margins.columns[at(r)] += t.trade(s, r, i);
        }
    ras(flows, margins);
    const std::vector<double> spread = dense(flows);
    for (int s = 0; s < n; ++s)
      for (int r = 0; r < n; ++r)
        if (s != r) t.trade(s, r, i) = spread[at(s * n + r)];
  }
  return t;
}

}  // namespace

TEST_CASE("flows that follow the high estimate's own pattern are found without error") {
  const Validation v = validate_trade(truth(plain_decay, 0), {{0, 1}});
  const TradeErrors& high = v.margins_known.errors[2];
  CHECK(high.flows < 1e-9);
  CHECK(high.pair_totals < 1e-9);
  CHECK(high.cross_hauling < 1e-9);
  CHECK(high.home_share < 1e-9);
  CHECK(high.factor_80 == Approx(1).epsilon(1e-9));
  CHECK(v.margins_known.errors[1].flows > 0.01);  // the others follow other patterns
  REQUIRE(v.pairs.size() == 1);
  CHECK(v.pairs[0].margins_known[2] == Approx(v.pairs[0].truth).epsilon(1e-9));
  // One end of the range is the truth, so every pair lies within it.
  CHECK(v.margins_known.coverage.between == 1);
  // Where own reports are hidden the level has to be guessed, and errors come.
  CHECK(v.report_hidden.errors[2].flows > 0.05);
  CHECK(v.report_hidden.errors[2].home_share > 0.005);
}

TEST_CASE("with margins known only who trades with whom can be wrong") {
  const Validation v = validate_trade(truth(1.0, 0.6));
  for (const TradeErrors& e : v.margins_known.errors) {
    CHECK(e.outflows < 1e-9);
    CHECK(e.cross_hauling < 1e-9);
    CHECK(e.home_share < 1e-9);
    CHECK(e.pair_totals > 0.05);
    CHECK(e.pair_totals <= e.flows + 1e-12);  // goods' errors cancel within a pair
    CHECK(e.factor_80 > 1.1);
  }
  CHECK(v.margins_known.coverage.between < 1);
}

TEST_CASE("past flows with the truth's pattern beat gravity, and are all that low needs") {
  KnownTable t = truth(0.8, 0.8, 9);
  const Validation blind = validate_trade(t);
  t.earlier = data::Table("earlier_flows", t.distance.axes(), "1e8 CNY");
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r)
      for (int i = 0; i < 3; ++i) t.earlier(s, r) += t.trade(s, r, i);
  const Validation seen = validate_trade(t);
  CHECK(seen.margins_known.errors[0].pair_totals < 0.3 * blind.margins_known.errors[0].pair_totals);
  CHECK(seen.margins_known.errors[1].pair_totals < blind.margins_known.errors[1].pair_totals);
}

TEST_CASE("old home shares say how much regions keep, where these report nothing themselves") {
  TradeErrors blind, seen;
  const auto add = [](TradeErrors& sum, const Validation& v) {
    sum.home_share += v.report_hidden.errors[1].home_share;
    sum.outflows += v.report_hidden.errors[1].outflows;
  };
  for (unsigned seed = 1; seed <= 12; ++seed) {
    KnownTable t = truth(1.0, 0.3, seed, "textiles", 1.0);
    add(blind, validate_trade(t));
    t.earlier = data::Table("earlier_flows", t.distance.axes(), "1e8 CNY");
    for (int r = 0; r < n; ++r) {
      // Everybody bought a tenth less outside then: a change of which the others tell.
      double bought = 0;
      for (int s = 0; s < n; ++s)
        for (int i = 1; i < 3; ++i) {  // outside agriculture, as home shares are known
          const double part = s == r ? 0 : 0.1 * t.trade(s, r, i);
          t.earlier(s, r) += t.trade(s, r, i) - part;
          bought += part;
        }
      t.earlier(r, r) += bought;
    }
    add(seen, validate_trade(t));
  }
  CHECK(seen.home_share < 0.7 * blind.home_share);
  CHECK(seen.outflows < 0.85 * blind.outflows);
}

TEST_CASE("rail freight that tells nothing does a bulk good little harm") {
  const auto flows = [](const char* good) {
    KnownTable t = truth(1.2, 0.3, 7, good);
    t.freight = data::Table("rail_freight", t.distance.axes(), "1e4 t");
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    for (double& tonnes : t.freight.values()) tonnes = std::exp(normal(random));
    return validate_trade(t).margins_known.errors[1].flows;
  };
  CHECK(flows("coal") > flows("textiles"));  // the same figures; coal moves by rail
  CHECK(flows("coal") < 1.1 * flows("textiles"));
}

TEST_CASE("high lies above central where a region reports nothing, too") {
  const Validation v = validate_trade(truth(1.0, 0.3));
  const std::array<TradeErrors, 3>& e = v.report_hidden.errors;
  // More cross-hauling, less kept at home: the bias falls from low to high.
  CHECK(e[0].home_bias > e[1].home_bias);
  CHECK(e[1].home_bias > e[2].home_bias + 0.01);
}

TEST_CASE("too few regions are refused") {
  const data::Mrio m = tests::synthetic_mrio(3, {"agriculture"});
  KnownTable t{m.regions, m.sectors, m.trade, m.exports, m.imports, {}, {}, {}, {}};
  CHECK_THROWS_AS(validate_trade(t), data::InputError);
}
