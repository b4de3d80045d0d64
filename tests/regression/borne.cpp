// SPDX-License-Identifier: Apache-2.0
// Distortions that the benchmark bears (eq. 416, 417; S10ti, S4ki): with the tax at the rate that
// is borne the economy is the benchmark's, and taking the tax away is worth what a triangle is.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/decomposed.hpp"

#include <set>

using namespace yuqian;
using tests::Outcome;

namespace {

Outcome solved(const char* id, const char* variant = "central") {
  const model::Scenario s = tests::scenario(id);
  return tests::solved(
      tests::china_model(tests::china_benchmark(variant), tests::closure(s.closure)), s);
}

/// Unknowns of the reference that are not the benchmark's; incomes relative to themselves.
std::set<std::string> moved(const Outcome& o) {
  const model::Model& m = *o.solution.model->model;
  std::set<std::string> names;
  for (int k = 0; k < m.size(); ++k) {
    const model::Declaration& d = m.unknown(k);
    const double then = d.start / d.scale, now = o.before_point.level[at(k)] / d.scale;
    if (std::abs(now - then) > 1e-8) names.insert(d.name);
  }
  return names;
}

double sum(const data::Table& t, int r) {
  double total = 0;
  for (int j = 0; j < t.axis(1).size(); ++j) total += t(r, j);
  return total;
}

double level(const Outcome& o, int unknown) { return o.before_point.level[at(unknown)]; }

}  // namespace

TEST_CASE("S4ki: the reference is 2017 but for what owners of capital get for it") {
  for (const char* variant : {"low", "high"}) {
    const Outcome o = solved("S4ki", variant);
    const model::RegionalModel& m = *o.solution.model;
    const model::Benchmark& b = *m.benchmark;
    const int g = b.regions.index("Guizhou");
    CHECK(moved(o) == std::set<std::string>{"PK[Guizhou]", "PKPOOL", "KPOOL"});
    CHECK(level(o, m.model->offsets()(m.regional_rent[at(g)])) == Approx(1 / 1.1).epsilon(1e-9));
    double national = 0;
    for (int r = 0; r < b.regions.size(); ++r) national += sum(b.capital, r);
    const double left = 1 - sum(b.capital, g) / national * (1 - 1 / 1.1);
    CHECK(level(o, m.model->offsets()(m.capital_pool)) == Approx(left).epsilon(1e-9));
    for (int r = 0; r < b.regions.size(); ++r) {
      const model::RegionAccounts& a = o.before.regions[at(r)];
      CHECK(a.grp_income() == Approx(tests::benchmark_product(b, r)).epsilon(1e-9));
      CHECK(a.capital + a.capital_tax == Approx(sum(b.capital, r)).epsilon(1e-9));
    }
    CHECK(o.before.regions[at(g)].capital_tax ==
          Approx(sum(b.capital, g) * (1 - 1 / 1.1)).epsilon(1e-9));
  }
}

TEST_CASE("S4ki: capital comes to Guizhou and the nation gains the triangle from 2017 on") {
  const Outcome o = solved("S4ki"), added = solved("S4k");
  const model::Benchmark& b = *o.solution.model->benchmark;
  const auto rent = [&](const Outcome& of, const model::Point& p, const char* region) {
    const model::RegionalModel& m = *of.solution.model;
    return p.level[at(m.model->offsets()(m.regional_rent[at(b.regions.index(region))]))];
  };
  const auto stock = [&](const Outcome& of, const model::Accounts& a, const model::Point& p,
                         const char* region) {
    return a.regions[at(b.regions.index(region))].capital / rent(of, p, region);
  };
  const auto more = [&](const Outcome& of) {
    return stock(of, of.after, of.after_point, "Guizhou") -
           stock(of, of.before, of.before_point, "Guizhou");
  };
  CHECK(stock(o, o.before, o.before_point, "Guizhou") ==
        Approx(sum(b.capital, b.regions.index("Guizhou"))).epsilon(1e-9));
  // Stocks move as returns do, with the elasticity of 3, from returns of 1 / 1.1 and 1 (eq. 66).
  const auto growth = [&](const char* region) {
    return stock(o, o.after, o.after_point, region) / stock(o, o.before, o.before_point, region);
  };
  CHECK(
      growth("Guizhou") / growth("Chongqing") ==
      Approx(std::pow(1.1 * rent(o, o.after_point, "Guizhou") / rent(o, o.after_point, "Chongqing"),
                      3))
          .epsilon(1e-8));
  CHECK(growth("Guizhou") > 1);
  // The straight line from a wedge of 1 - 1 / 1.1 to none: what the tax on capital distorts.
  const double triangle = 0.5 * (1 - 1 / 1.1) * more(o);
  const tests::Decomposition d = model::decompose_welfare(o.solution);
  const double found = d.metric.at({"China", "other_tax"});
  INFO("part of taxes on factors " << found << ", triangle " << triangle);
  CHECK(found == Approx(triangle).epsilon(0.05));
  // From 2017 up, and not back to it: more capital moves than in S4k.
  CHECK(more(o) > more(added));
}

TEST_CASE("S10ti: the reference is 2017 but for what abroad gets and for the duty") {
  for (const char* variant : {"low", "high"}) {
    const Outcome o = solved("S10ti", variant);
    const model::Benchmark& b = *o.solution.model->benchmark;
    for (const std::string& name : moved(o)) {
      INFO(name);
      CHECK(name.starts_with("M["));
    }
    for (int r = 0; r < b.regions.size(); ++r) {
      const model::RegionAccounts& a = o.before.regions[at(r)];
      const double imports = sum(b.imports, r), duty = imports * 0.038 / 1.038;
      CHECK(a.imports.value == Approx(imports - duty).epsilon(1e-9));
      CHECK(a.tariff == Approx(duty).epsilon(1e-9));
      CHECK(a.grp_income() == Approx(tests::benchmark_product(b, r) + duty).epsilon(1e-9));
    }
  }
}

TEST_CASE("S10ti: imports of the two grow from 2017 and those who still pay lose the revenue") {
  const Outcome o = solved("S10ti");
  const model::Benchmark& b = *o.solution.model->benchmark;
  const auto imports = [&](const model::Accounts& a, const char* region) {
    return a.regions[at(b.regions.index(region))].imports.volume;
  };
  double lost = 0;
  for (const char* region : {"Chongqing", "Guizhou"}) {
    CHECK(imports(o.after, region) > imports(o.before, region));
    lost += o.before.regions[at(b.regions.index(region))].tariff;
    CHECK(std::abs(o.after.regions[at(b.regions.index(region))].tariff) < 1e-9);
  }
  const data::Table metric = tests::table(model::indicators(o.solution), "welfare_metric");
  const auto welfare = [&](const char* area) { return metric(metric.axis(0).index(area)); };
  // The two gain about what they paid, the others lose about that.
  CHECK(welfare("ChongqingGuizhou") > 0.5 * lost);
  CHECK(welfare("ChongqingGuizhou") < 1.5 * lost);
  CHECK(welfare("China") < 0.25 * lost);
}
