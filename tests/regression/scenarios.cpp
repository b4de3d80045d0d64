// SPDX-License-Identifier: Apache-2.0
// The shipped scenarios on the shipped dataset: signs, sizes and orders that the economics demands.
#include <filesystem>
#include <map>

#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/coarsest_model.hpp"
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::coarsest_model;
using tests::Outcome;
using tests::shipped_scenarios;

namespace {

std::map<std::string, Outcome> outcomes(const std::string& variant, const std::string& regions,
                                        std::initializer_list<const char*> ids) {
  const auto m = tests::china_model(tests::china_benchmark(variant, regions));
  std::map<std::string, Outcome> all;
  for (const char* id : ids) all.emplace(id, tests::solved(m, tests::scenario(id)));
  return all;
}

}  // namespace

TEST_CASE(
    "every shipped scenario solves to 1e-9 at 4x42 and with the seven neighbours, and passes every "
    "standing check") {
  for (const std::string regions : {"default", "seven-neighbours"}) {
    std::map<std::string, std::shared_ptr<const model::RegionalModel>> models;
    for (const std::string& name : shipped_scenarios()) {
      const model::Scenario s = tests::scenario(name);
      const std::string set = regions == "default" && !s.regions.empty() ? s.regions : regions;
      auto& m = models[set + s.closure];
      if (!m)
        m = tests::china_model(tests::china_benchmark("central", set), tests::closure(s.closure));
      INFO(name << " with the regions " << set);
      const Outcome o = tests::solved(m, s);
      CHECK(o.solution.report.residual <= 1e-9);
    }
  }
}

TEST_CASE("the plain barrier scenarios solve under every shipped closure") {
  for (const auto& file : std::filesystem::directory_iterator(tests::shipped("closures"))) {
    INFO(file.path());
    const auto m =
        tests::china_model(tests::china_benchmark("central"), model::read_closure(file.path()));
    for (const char* id : {"S0", "S1a", "S1d"}) tests::solved(m, tests::scenario(id));
  }
}

TEST_CASE("the baseline changes nothing") {
  for (const char* variant : {"low", "central", "high"}) {
    const Outcome o =
        tests::solved(tests::china_model(tests::china_benchmark(variant)), tests::scenario("S0"));
    for (int r = 0; r < o.regions().size(); ++r) CHECK(std::abs(o.gain(r)) < 1e-6);
    for (const data::Table& t : model::indicators(o.solution))
      if (t.name() == "equivalent_variation")
        for (const double v : t.values()) CHECK(std::abs(v) < 1e-6);
  }
}

TEST_CASE("the pair's barriers: sign, size and order of the scenarios") {
  std::vector<double> nation, chongqing, guizhou;
  for (const char* variant : {"low", "central", "high"}) {
    INFO(variant);
    const auto all = outcomes(variant, "default", {"S1a", "S1b", "S1c", "S1d", "S3", "S3b", "S10"});
    const Outcome& s1a = all.at("S1a");
    // Both gain, others lose some trade to them, and the nation gains.
    CHECK(s1a.gain("Chongqing") > 0);
    CHECK(s1a.gain("Guizhou") > 0);
    CHECK(s1a.gain("RestOfChina") < 0);
    CHECK(s1a.gain() > 0);
    nation.push_back(s1a.gain());
    chongqing.push_back(s1a.gain("Chongqing"));
    guizhou.push_back(s1a.gain("Guizhou"));
    // Barriers on intermediate and on final goods: parts of the whole but for their interaction.
    CHECK(all.at("S1b").gain() + all.at("S1c").gain() == Approx(s1a.gain()).epsilon(0.01));
    CHECK(all.at("S1b").gain() > all.at("S1c").gain());
    // A wedge is paid to somebody: its end gains a triangle, the cut of an iceberg a rectangle.
    CHECK(all.at("S1d").gain() > 0);
    CHECK(all.at("S1d").gain() < 0.3 * s1a.gain());
    // The more provinces, the more trade is set free.
    for (const char* id : {"S1a", "S1b", "S1c", "S1d", "S10"})
      CHECK(all.at("S3").gain() > all.at(id).gain());
    CHECK(all.at("S3b").gain() > all.at("S3").gain());
    // Opening: the two gain, and the nation with them.
    CHECK(all.at("S10").gain("Chongqing") > 0);
    CHECK(all.at("S10").gain("Guizhou") > 0);
    CHECK(all.at("S10").gain() > 0);
    CHECK(all.at("S10").after.regions[0].exports.volume >
          all.at("S10").before.regions[0].exports.volume);
    CHECK(all.at("S10").after.regions[0].imports.volume >
          all.at("S10").before.regions[0].imports.volume);
  }
  CHECK((nation[0] < nation[1] && nation[1] < nation[2]));
  CHECK((chongqing[0] < chongqing[1] && chongqing[1] < chongqing[2]));
  CHECK((guizhou[0] < guizhou[1] && guizhou[1] < guizhou[2]));
}

TEST_CASE("the end of a wedge gains the triangle under the demand for what it taxed") {
  // The wedge falls from T to zero, and the flow grows from q0 to q1. The gain is the
  // integral of the wedge over the flow, and taxes beside it. A demand of constant elasticity
  // through both points, q = q1 (1 + t)^-k, gives
  //   integral of (q(t) - q0) dt = q1 ((1 + T)^(1-k) - 1) / (1 - k) - T q0,
  // a tenth less than the straight triangle T (q1 - q0) / 2 here: flows grow by half, along a
  // convex curve.
  for (const char* variant : {"low", "central", "high"}) {
    const Outcome o = tests::solved(
        tests::china_model(tests::china_benchmark(variant), tests::closure("small_country")),
        tests::scenario("S1d"));
    const model::Benchmark& b = *o.solution.model->benchmark;
    const int c = b.regions.index("Chongqing"), g = b.regions.index("Guizhou");
    double triangle = 0, tax = 0;
    const double T = 0.1;
    const auto gain = [&](int from, int to, int i, int u) {
      const double q0 = o.before.trade(from, to, i, u), q1 = o.after.trade(from, to, i, u);
      if (!(q0 > 0)) return 0.0;
      const double k = std::log(q1 / q0) / std::log(1 + T);
      return q1 * (std::pow(1 + T, 1 - k) - 1) / (1 - k) - T * q0;
    };
    for (int i = 0; i < b.sectors.size(); ++i)
      for (int u = 0; u < 2; ++u) triangle += gain(c, g, i, u) + gain(g, c, i, u);
    for (int r = 0; r < b.regions.size(); ++r)
      for (int j = 0; j < b.sectors.size(); ++j)
        if (b.output(r, j) > 0)
          tax += b.production_tax(r, j) / b.output(r, j) *
                 (o.after.output(r, j) - o.before.output(r, j));
    INFO(variant << ": gain " << o.gain() << ", triangle " << triangle << ", taxes " << tax);
    CHECK(o.gain() - tax == Approx(triangle).epsilon(0.02));
    double revenue = 0;
    for (const auto& r : o.before.regions) revenue += r.wedge;
    CHECK(revenue > 0);
    for (const auto& r : o.after.regions) CHECK(std::abs(r.wedge) < 1e-9);
  }
}

TEST_CASE("three provinces gain more than two, and two more than they did alone") {
  for (const char* variant : {"low", "central", "high"}) {
    INFO(variant);
    const auto all = outcomes(variant, "with-sichuan", {"S1a", "S2", "S3"});
    CHECK(all.at("S2").gain("Sichuan") > 0);
    CHECK(all.at("S2").gain() > all.at("S1a").gain());
    CHECK(all.at("S2").pair_gain() > all.at("S1a").pair_gain());
    CHECK(all.at("S3").gain() > all.at("S2").gain());
  }
}

TEST_CASE("what is merged elsewhere matters little to the pair") {
  const auto four = outcomes("central", "default", {"S1a"}),
             more = outcomes("central", "seven-neighbours", {"S1a"});
  CHECK(more.at("S1a").gain("Chongqing") == Approx(four.at("S1a").gain("Chongqing")).epsilon(0.01));
  CHECK(more.at("S1a").gain("Guizhou") == Approx(four.at("S1a").gain("Guizhou")).epsilon(0.01));
}

TEST_CASE("all barriers between 31 provinces with 42 sectors solve to 1e-9") {
  const Outcome o = tests::solved(tests::china_model(tests::china_benchmark("central", "all-31")),
                                  tests::scenario("S3"));
  CHECK(o.solution.report.residual <= 1e-9);
  CHECK(o.solution.report.gap <= 1e-9);
  CHECK(o.solution.report.iterations <= 10);
  // Far more trade crosses a border here than between four regions.
  const Outcome four =
      tests::solved(tests::china_model(tests::china_benchmark("central")), tests::scenario("S3"));
  CHECK(o.gain() > 5 * four.gain());
  for (int r = 0; r < o.regions().size(); ++r) {
    INFO(o.regions().label(r) << " " << o.gain(r));
    CHECK(o.gain(r) > 0);
  }
}

// In twelve parts that run beside each other: together they take as long as all other tests.
TEMPLATE_TEST_CASE_SIG("Newton and Ipopt find the same equilibrium of every shipped scenario", "",
                       ((std::size_t Part), Part), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) {
  const std::vector<std::string> all = shipped_scenarios();
  REQUIRE(all.size() > Part);
  for (std::size_t k = Part; k < all.size(); k += 12) {
    const std::string& id = all[k];
    // Of all 42 sectors, for which Ipopt takes minutes.
    if (id == "S15" || id == "S1di" || id == "S1qi" || id == "S8p" || id == "S8sp") continue;
    const model::Scenario s = tests::scenario(id);
    const auto m = coarsest_model(s);
    const Outcome newton = tests::solved(m, s),
                  ipopt = tests::solved(m, s, {model::SolveSettings::Method::ipopt});
    double worst = 0;
    for (std::size_t i = 0; i < newton.solution.x.size(); ++i) {
      worst = std::max(worst, std::abs(newton.solution.x[i] - ipopt.solution.x[i]));
      worst =
          std::max(worst, std::abs(newton.solution.reference_x[i] - ipopt.solution.reference_x[i]));
    }
    INFO(id << ": largest difference " << worst);
    CHECK(worst <= 1e-8);
  }
}
