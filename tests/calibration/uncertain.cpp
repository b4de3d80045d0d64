// SPDX-License-Identifier: Apache-2.0
// Draws of what moves the benchmark: flows that move leave accounts, and what is drawn at one
// changes nothing.
#include <yuqian/calibration/benchmark/uncertain.hpp>
#include <yuqian/data/error.hpp>
#include "tests/catch.hpp"
#include "tests/synthetic_mrio.hpp"

#include <cmath>

using namespace yuqian;
using calibration::BenchmarkDraw;

namespace {

data::Mrio table() { return tests::synthetic_mrio(5, {"farm", "mine", "make", "serve"}); }

double flow(const data::Mrio& m, int from, int to) {
  double sum = 0;
  for (int i = 0; i < m.sectors.size(); ++i) sum += m.trade(from, to, i);
  return sum;
}

double gap(const data::Table& a, const data::Table& b) {
  double most = 0;
  for (std::size_t k = 0; k < a.values().size(); ++k)
    most = std::max(most, std::abs(a.values()[k] - b.values()[k]));
  return most;
}

}  // namespace

TEST_CASE("flows of a named pair become the factor times what they were, and accounts stay") {
  for (const double factor : {0.3, 1.0, 2.5}) {
    const data::Mrio before = table();
    data::Mrio after = before;
    calibration::move_flows(
        after,
        {{{"Chongqing"}, {"Guizhou"}, factor}, {{"Chongqing"}, {"*"}, 1.2}, {{"*"}, {"*"}, 0.9}});
    CAPTURE(factor);
    CHECK(flow(after, 0, 1) == Approx(factor * flow(before, 0, 1)).epsilon(1e-9));
    CHECK(flow(after, 1, 0) == Approx(factor * flow(before, 1, 0)).epsilon(1e-9));
    CHECK(data::check_identities(after, 1e-6).empty());
    CHECK(gap(after.output, before.output) == 0);
    CHECK(gap(after.intermediate, before.intermediate) == 0);
  }
}

TEST_CASE("foreign trade of provinces moves, the nation's and all accounts stay") {
  const data::Mrio before = table();
  const auto share = [](const data::Table& trade, int region, int good) {
    double all = 0;
    for (int r = 0; r < trade.axis(0).size(); ++r) all += trade(r, good);
    return trade(region, good) / all;
  };
  for (const double factor : {0.6, 1.5}) {
    data::Mrio after = before;
    calibration::move_flows(
        after, {{{"Chongqing"}, {"RestOfWorld"}, factor}, {{"Chongqing"}, {"Guizhou"}, 1.4}});
    CAPTURE(factor);
    CHECK(data::check_identities(after, 1e-6).empty());
    CHECK(gap(after.output, before.output) == 0);
    CHECK(gap(after.intermediate, before.intermediate) == 0);
    CHECK(flow(after, 0, 1) == Approx(1.4 * flow(before, 0, 1)).epsilon(1e-9));
    for (const auto& [moved, was] :
         {std::pair(&after.exports, &before.exports), {&after.imports, &before.imports}})
      for (int i = 0; i < before.sectors.size(); ++i) {
        double sum = 0, old = 0;
        for (int r = 0; r < before.regions.size(); ++r) sum += (*moved)(r, i), old += (*was)(r, i);
        CHECK(sum == Approx(old).epsilon(1e-12));
        // The odds of the province against all others become the factor times what they were.
        const double odds = share(*moved, 0, i) / (1 - share(*moved, 0, i));
        const double odds_before = share(*was, 0, i) / (1 - share(*was, 0, i));
        CHECK(odds == Approx(factor * odds_before).epsilon(1e-9));
      }
  }
}

TEST_CASE("a province that is named abroad alone is one of the others at home") {
  data::Mrio with = table(), without = table();
  calibration::move_flows(with, {{{"Chongqing"}, {"Guizhou"}, 1.4},
                                 {{"*"}, {"*"}, 0.8},
                                 {{"Province3"}, {"RestOfWorld"}, 1}});
  calibration::move_flows(without, {{{"Chongqing"}, {"Guizhou"}, 1.4}, {{"*"}, {"*"}, 0.8}});
  CHECK(gap(with.trade, without.trade) == 0);
  CHECK(gap(with.trade, table().trade) > 0);
}

TEST_CASE("named flows beyond what supply and use have room for stop there") {
  data::Mrio m = table();
  calibration::move_flows(m, {{{"Chongqing"}, {"Guizhou"}, 100}});
  CHECK(data::check_identities(m, 1e-6).empty());
  for (int i = 0; i < m.sectors.size(); ++i) {
    double supply = 0;
    for (int r = 0; r < m.regions.size(); ++r) supply += m.trade(0, r, i);
    CHECK(m.trade(0, 1, i) <= 0.9 * supply * (1 + 1e-12));
  }
}

TEST_CASE("factors of one move no flow") {
  const data::Mrio before = table();
  data::Mrio after = before;
  calibration::move_flows(after, {{{"Chongqing"}, {"Guizhou"}, 1}, {{"*"}, {"*"}, 1}});
  CHECK(gap(after.trade, before.trade) < 1e-9);
  calibration::move_flows(after, {});
  CHECK(gap(after.trade, before.trade) < 1e-9);
}

TEST_CASE("flows of provinces that the table lacks are refused") {
  data::Mrio m = table();
  CHECK_THROWS_AS(calibration::move_flows(m, {{{"Chonqing"}, {"Guizhou"}, 2}}), data::InputError);
}

TEST_CASE("assumptions and elasticities move by their factors") {
  calibration::Assumptions a;
  std::vector<calibration::SectorTrait> traits(2);
  traits[0].elasticities.income = 0.7;
  traits[1].elasticities.income = 1.2;
  const calibration::Assumptions before = a;
  calibration::move_assumptions(
      a, traits,
      {{"frisch", 1.5}, {"land_in_agriculture", 0.5}, {"income_elasticity", 2}, {"kl_energy", 3}});
  CHECK(a.frisch_rural == Approx(1.5 * before.frisch_rural));
  CHECK(a.land_in_agriculture == Approx(0.5 * before.land_in_agriculture));
  CHECK(traits[0].elasticities.income == Approx(0.4));
  CHECK(traits[1].elasticities.income == Approx(1.4));
  CHECK(traits[0].elasticities.value_added_energy == Approx(1.5));
  // Every factor within its bounds leaves a meaningful assumption.
  for (const uncertainty::Quantity& q : calibration::benchmark_quantities(before))
    if (q.name == "frisch") CHECK(q.lower * before.frisch_urban == Approx(-1));
}
