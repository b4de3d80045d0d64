// SPDX-License-Identifier: Apache-2.0
// The gain from an iceberg cut against what theory says of it (docs/equations.md, eq. 27 and 28).
//
// Let the cut be d = -ln tau and V(d) the value of the goods that bear it. By the envelope theorem
// an economy without distortions gains V(d) for every further unit of d. So a cut from 0 to d gains
//   G(d) = integral of V from 0 to d.
// Cheaper delivery does not shrink the flow, V(x) >= V(0); and no flow i grows faster than by its
// elasticity of substitution s_i less one (the melted part) at given demand, V_i(x) <= V_i(0)
// exp((s_i - 1) x). Hence  V(0) d <= G(d) <= sum_i V_i(0) d exp((s_i - 1) d),  and G(d) / (V(0) d)
// = 1 + O(d).
//
// Two distortions stand between this and the nation's real absorption A in the model. With all
// prices one, dA = V dd + sum t_j dY_j + sum E_i dp_i: production grows where its tax rate is t_j
// (its users value it above its cost), and exports E_i fetch another price in foreign exchange.
// Both are read off the same solution; nothing else may be left over.
#include <yuqian/model/maths/at.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

/// What is left of the gain when both distortions are taken out, over V d.
double undistorted(const Outcome& o) { return tests::undistorted_gain(o) / tests::stated_gain(o); }

/// The largest elasticity in the sourcing of any good: k of the bound.
double steepest(const model::Benchmark& b) {
  double k = 0;
  for (const auto& e : b.elasticities)
    k = std::max({k, e.between_provinces - 1, e.domestic_foreign - 1});
  return k;
}

const char* const closures[] = {"long_run", "short_run", "fixed_investment", "fixed_government",
                                "small_country"};
const char* const variants[] = {"low", "central", "high"};

}  // namespace

TEST_CASE(
    "the first-order gain of the pair's cut is the value shipped between the two, times the cut") {
  for (const char* variant : variants) {
    const Outcome o =
        tests::solved(tests::china_model(tests::china_benchmark(variant)), tests::scenario("S1a"));
    const model::Benchmark& b = *o.solution.model->benchmark;
    const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
    double flow = 0;
    for (int i = 0; i < b.sectors.size(); ++i) flow += b.trade(c, g, i) + b.trade(g, c, i);
    CHECK(tests::stated_gain(o) == Approx(flow * -std::log(0.9)).epsilon(1e-9));
  }
}

TEST_CASE(
    "as the cut shrinks, the gain tends to the value saved, taxes and terms of trade accounted "
    "for") {
  for (const char* closure : closures)
    for (const char* variant : variants) {
      const auto m = tests::china_model(tests::china_benchmark(variant), tests::closure(closure));
      const double k = steepest(*m->benchmark);
      double excess = 0;
      for (const double d : {1e-2, 1e-3, 1e-4}) {
        const double ratio = undistorted(tests::solved(m, tests::pair_cut(d)));
        INFO(closure << ", " << variant << ", d = " << d << ": ratio " << ratio);
        CHECK(ratio >= 1);
        CHECK(ratio <= std::exp(k * d));
        // A second-order term and nothing else: a tenth of the cut leaves a tenth of the excess.
        if (excess > 0) CHECK((ratio - 1) / excess == Approx(0.1).epsilon(0.05));
        excess = ratio - 1;
      }
    }
}

TEST_CASE(
    "without taxes on production and at given foreign prices the gain itself tends to the value "
    "saved") {
  for (const char* variant : variants) {
    const data::Mrio untaxed = tests::untaxed(variant);
    const auto b = tests::calibrated(untaxed, tests::mapping("regions", "default"),
                                     tests::mapping("sectors", "42"));
    const auto m = tests::china_model(b, tests::closure("small_country"));
    for (const double d : {1e-2, 1e-3, 1e-4}) {
      const Outcome o = tests::solved(m, tests::pair_cut(d));
      CHECK(std::abs(tests::distortions(o).tax) < 1e-2 * tests::stated_gain(o));
      const double ratio = undistorted(o);
      INFO(variant << ", d = " << d << ": ratio " << ratio);
      CHECK(ratio >= 1);
      CHECK(ratio <= std::exp(steepest(*b) * d));
    }
  }
}

TEST_CASE("a cut of a tenth gains between the first-order value and its bound") {
  const double d = -std::log(0.9);
  for (const char* variant : variants) {
    const Outcome o =
        tests::solved(tests::china_model(tests::china_benchmark(variant)), tests::scenario("S1a"));
    const model::Benchmark& b = *o.solution.model->benchmark;
    const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
    double lower = 0, upper = 0;
    for (int i = 0; i < b.sectors.size(); ++i) {
      const double flow = b.trade(c, g, i) + b.trade(g, c, i);
      const double s = b.elasticities[at(i)].between_provinces;
      lower += flow * d;
      upper += flow * d * std::exp((s - 1) * d);
    }
    const tests::Distortions w = tests::distortions(o);
    const double gain = tests::undistorted_gain(o);
    INFO(variant << ": " << lower << " <= " << gain << " <= " << upper);
    CHECK(gain >= lower);
    CHECK(gain <= upper);
    // The distortions are small beside it, so the gain as reported lies there too.
    CHECK(std::abs(w.tax) + std::abs(w.terms_of_trade) < 0.1 * lower);
    CHECK(o.gain() >= lower);
    CHECK(o.gain() <= upper);
  }
}

TEST_CASE("the same accounts close for barriers of all provinces and for foreign barriers") {
  for (const char* closure : {"long_run", "small_country"}) {
    const auto m = tests::china_model(tests::china_benchmark("central"), tests::closure(closure));
    for (const char* id : {"S3", "S10"}) {
      double excess = 0;
      for (const double d : {1e-3, 1e-4}) {
        model::Scenario s = tests::scenario(id);
        s.shocks.front().amount = std::exp(-d);
        const double ratio = undistorted(tests::solved(m, s));
        INFO(closure << ", " << id << ", d = " << d << ": ratio " << ratio);
        CHECK(ratio == Approx(1).margin(20 * d));
        if (excess != 0) CHECK((ratio - 1) / excess == Approx(0.1).epsilon(0.1));
        excess = ratio - 1;
      }
    }
  }
}
