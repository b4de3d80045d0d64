// SPDX-License-Identifier: Apache-2.0
// Scenarios on merged sectors against 42 (decision 0015). What merging takes away is real: sectors
// of a merged one cannot grow at each other's cost. It is bounded here, scenario by scenario, and a
// policy that works through it carries a remark.
#include <yuqian/model/regional/benchmark/sector_inputs.hpp>
#include <yuqian/model/regional/question/remarks.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;

namespace {

std::vector<data::Table> solve(const char* id, const char* sectors) {
  const model::Scenario s = tests::scenario(id);
  const auto m = tests::china_model(tests::china_benchmark("central", "default", sectors),
                                    tests::closure(s.closure));
  return model::indicators(tests::solved(m, s).solution);
}

double pair_welfare(const std::vector<data::Table>& all) {
  const data::Table& ev = tests::table(all, "equivalent_variation");
  const int pair = ev.axis(0).index("ChongqingGuizhou");
  return ev(pair, 0) + ev(pair, 1);
}

/// How far the welfare of the two may be off at 17, 8 and 3 sectors, relative to 42: what was
/// measured on the shipped dataset, with room for a fifth more. They are no theory; a dataset that
/// moves them is looked at again.
struct Bound {
  const char* id;
  double at_17, at_8, at_3;
};
constexpr const char* merged[] = {"17", "8", "3"};

}  // namespace

TEST_CASE("the welfare of the two on merged sectors is near that on 42, or it is said why not") {
  const Bound bounds[] = {
      {"S1a", 0.04, 0.05, 0.20}, {"S1d", 0.06, 0.08, 0.15}, {"S3", 0.06, 0.06, 0.20},
      {"S4u", 0.08, 0.15, 0.35}, {"S4k", 0.20, 0.30, 0.65},  // capital replaces labour as in the
                                                             // mean sector, not as in mining
      {"S5", 0.19, 0.25, 0.15},  {"S6", 0.03, 0.04, 0.10},  {"S7t", 0.03, 0.10, 0.12},
      {"S8", 0.20, 1.00, 2.50},  // no shift from sectors that emit much: the remark says so
      {"S9", 0.08, 0.12, 0.18},  {"S10", 0.05, 0.10, 0.30}, {"S11", 0.02, 0.02, 0.04}};
  for (const Bound& b : bounds) {
    const double reference = pair_welfare(solve(b.id, "42"));
    for (int k = 0; k < 3; ++k) {
      const double found = pair_welfare(solve(b.id, merged[k])), allowed = k == 0   ? b.at_17
                                                                           : k == 1 ? b.at_8
                                                                                    : b.at_3;
      INFO(b.id << " at " << merged[k] << ": " << found << ", at 42: " << reference);
      CHECK(std::abs(found / reference - 1) < allowed);
    }
  }
}

TEST_CASE("the price of carbon rises as sectors are merged, within what is lost, and says so") {
  const double most[] = {1.2, 2.0, 3.5};
  const auto price = [](const char* sectors) {
    const data::Table p = tests::table(solve("S8", sectors), "carbon_price");
    return p(1, p.axis(1).index("Guizhou"));
  };
  double last = price("42");
  const double reference = last;
  for (int k = 0; k < 3; ++k) {
    const double found = price(merged[k]);
    INFO(merged[k] << " sectors: " << found << ", 42: " << reference);
    CHECK(found >= last);
    CHECK(found < most[k] * reference);
    last = found;
  }
  const auto remarks =
      model::remarks(tests::scenario("S8"), tests::closure("carbon_pricing"), {0, 42});
  CHECK_FALSE(remarks.empty());
}

TEST_CASE("equal public services reach as much on merged sectors as on 42") {
  const auto product = [](const char* sectors) {
    const data::Table grp = tests::table(solve("S6", sectors), "grp_real");
    const int g = grp.axis(1).index("Guizhou");
    return grp(1, g) / grp(0, g) - 1;
  };
  const double reference = product("42");
  for (const char* sectors : merged) {
    INFO(sectors << ": " << product(sectors) << ", 42: " << reference);
    CHECK(product(sectors) == Approx(reference).epsilon(0.12));
  }
}

TEST_CASE("what a sector buys is the same in all whatever it is bought for") {
  for (const char* sectors : {"42", "17", "8", "3"}) {
    const auto b = tests::china_benchmark("central", "default", sectors);
    double energy = 0;
    for (int r = 0; r < b->regions.size(); ++r)
      for (int j = 0; j < b->sectors.size(); ++j) {
        std::vector<double> value(static_cast<std::size_t>(b->sectors.size())), mt(value);
        for (const model::SectorInput& in : model::sector_inputs(*b, r, j)) {
          CHECK(in.value > 0);
          CHECK(in.emissions >= 0);
          value[static_cast<std::size_t>(in.good)] += in.value;
          mt[static_cast<std::size_t>(in.good)] += in.emissions;
          if (in.nest != model::SectorInput::Nest::materials) energy += in.value;
        }
        for (int i = 0; i < b->sectors.size(); ++i) {
          const auto at = static_cast<std::size_t>(i);
          CHECK(value[at] == Approx(b->intermediate(r, i, j)).epsilon(1e-10).margin(1e-9));
          CHECK(mt[at] == Approx(b->fuel_emissions(r, i, j)).epsilon(1e-9).margin(1e-9));
        }
      }
    static double all = energy;  // merging moves no energy into materials
    CHECK(energy == Approx(all).epsilon(1e-10));
  }
}
