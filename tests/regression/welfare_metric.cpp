// SPDX-License-Identifier: Apache-2.0
// The money metric of all that residents get (eq. 400, 401): its parts, what it is where the rest
// is held, and where its sign is not that of household consumption.
#include "tests/regression/decomposed.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

struct Metric {
  explicit Metric(const Outcome& o) : tables(model::indicators(o.solution)) {}
  double total(const char* area) const { return tests::table(tables, "welfare_metric").at({area}); }
  double of(const char* area, const char* user) const {
    return tests::table(tables, "welfare_metric_by_user").at({area, user});
  }
  double households(const char* area) const {
    const data::Table& ev = tests::table(tables, "equivalent_variation");
    return ev.at({area, "rural"}) + ev.at({area, "urban"});
  }
  std::vector<data::Table> tables;
};

std::shared_ptr<const model::RegionalModel> small(const char* closure, const char* sectors = "8") {
  return tests::china_model(tests::china_benchmark("central", "default", sectors),
                            tests::closure(closure));
}

}  // namespace

TEST_CASE("welfare is the sum of its users, of whom the households are the equivalent variation") {
  const Outcome o = tests::solved(small("long_run"), tests::scenario("S1a"));
  const Metric m(o);
  const data::Table& by_user = tests::table(m.tables, "welfare_metric_by_user");
  for (const std::string& area : by_user.axis(0).labels()) {
    double sum = 0;
    for (const std::string& user : by_user.axis(1).labels()) sum += by_user.at({area, user});
    CHECK(m.total(area.c_str()) == Approx(sum).epsilon(1e-12));
    CHECK(m.of(area.c_str(), "rural_household") + m.of(area.c_str(), "urban_household") ==
          Approx(m.households(area.c_str())).epsilon(1e-12));
  }
  CHECK(m.total("China") ==
        Approx(m.total("ChongqingGuizhou") + m.total("RestOfChina")).epsilon(1e-12));
  // What is bought in fixed proportions is worth its volume at the prices of the benchmark.
  for (int r = 0; r < o.regions().size(); ++r) {
    const auto at = static_cast<std::size_t>(r);
    const char* area = o.regions().label(r).c_str();
    const model::RegionAccounts &before = o.before.regions[at], &after = o.after.regions[at];
    CHECK(m.of(area, "government") ==
          Approx(after.government.volume - before.government.volume).epsilon(1e-8));
    CHECK(m.of(area, "investment") ==
          Approx(after.investment.volume - before.investment.volume).epsilon(1e-8));
  }
}

TEST_CASE("where real public consumption and investment are held, welfare is the households'") {
  const auto m = small("welfare");
  for (const char* id : {"S1a", "S9", "S10", "S11"}) {
    const Metric metric(tests::sharply(m, tests::scenario(id)));
    INFO(id);
    for (const char* area : {"Chongqing", "Guizhou", "RestOfChina", "China"}) {
      const double size = 1e-8 * (1 + std::abs(metric.households("China")));
      CHECK(metric.total(area) == Approx(metric.households(area)).margin(size));
      CHECK(metric.of(area, "government") == Approx(0).margin(size));
      CHECK(metric.of(area, "investment") == Approx(0).margin(size));
    }
  }
}

TEST_CASE("welfare by source adds up, and nothing is taken off for government and investment") {
  const auto m = small("long_run");
  for (const char* id : {"S1a", "S9", "S10", "S11"}) {
    INFO(id);
    const Outcome o = tests::sharply(m, tests::scenario(id));
    const Metric metric(o);
    const tests::Decomposition d = tests::decomposed(o);
    for (const char* area : {"Chongqing", "Guizhou", "China"}) {
      double sum = 0, size = 0;
      for (const std::string& source : d.metric.axis(1).labels()) {
        sum += d.metric.at({area, source});
        size += std::abs(d.metric.at({area, source}));
      }
      CHECK(sum == Approx(metric.total(area)).margin(1e-9 * size));
      CHECK(std::abs(d.metric.at({area, "path_error"})) < 1e-6 * size);
      CHECK(d.metric.at({area, "public_and_investment"}) == 0);
    }
    // Money that changes hands within the nation is worth nothing to it.
    CHECK(d.metric.at({"China", "transfers"}) == Approx(0).margin(1e-6));
  }
}

TEST_CASE("who pays is in welfare: moving income to consumption is not a gain of the nation") {
  // Public services give way to consumption (S9), investment does (S11): households' equivalent
  // variation counts what they get and not what is given up for it.
  const auto m = small("long_run");
  for (const char* id : {"S9", "S11"}) {
    const Metric metric(tests::solved(m, tests::scenario(id)));
    INFO(id << ": welfare " << metric.total("China") << ", households "
            << metric.households("China"));
    CHECK(metric.households("China") > 0);
    CHECK(std::abs(metric.total("China")) < 0.2 * metric.households("China"));
  }
}
