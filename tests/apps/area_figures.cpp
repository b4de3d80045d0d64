// SPDX-License-Identifier: Apache-2.0
// What ranges read off a point is what the tables of the same solution say.
#include <yuqian/model/regional/ranges/area_figures.hpp>

#include <cmath>

#include <yuqian/apps/results/summary.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/catch.hpp"
#include "tests/coarsest_model.hpp"

using namespace yuqian;

namespace {

struct Expected {
  std::string key;
  std::vector<double> by_area;
};

/// By measure, for all areas of the model.
std::vector<Expected> from_tables(const model::Solution& s) {
  const std::vector<data::Table> tables = model::indicators(s);
  const data::Set areas = model::Areas(s.model->benchmark->regions).set;
  const apps::Summary summary = apps::summarize(tables, areas.labels());
  std::vector<Expected> list;
  const auto add = [&](const std::string& key, auto&& figure) {
    list.push_back({key, {}});
    for (int a = 0; a < areas.size(); ++a) list.back().by_area.push_back(figure(areas.label(a)));
  };
  for (const apps::Summary::Measure& m : summary.measures)
    add(m.key, [&](const std::string& area) { return m.values[at(summary.areas.index(area))]; });
  add("emissions_change", [&](const std::string& area) {
    const data::Table* t = data::find_table(tables, "emissions");
    return t ? 100 * (t->at({"counterfactual", area}) / t->at({"reference", area}) - 1) : missing;
  });
  add("carbon_price", [&](const std::string& area) {
    const data::Table* t = data::find_table(tables, "carbon_price");
    return t && t->axis(1).find(area) ? t->at({"counterfactual", area}) : missing;
  });
  add("partner_trade_change", [&](const std::string& area) {
    for (const auto& f : summary.flows)
      if (f.to == area) return 100 * (f.counterfactual / f.reference - 1);
    return missing;
  });
  add("partner_share_change", [&](const std::string& area) {
    for (const auto& p : summary.partners)
      if (p.region == area) return p.counterfactual - p.reference;
    return missing;
  });
  return list;
}

}  // namespace

TEST_CASE("figures of areas read off a point are those of the tables, for every scenario") {
  int compared = 0;
  for (const std::string& name : tests::shipped_scenarios()) {
    const model::Scenario scenario = tests::scenario(name);
    const auto m = tests::coarsest_model(scenario);
    const model::Solution s = model::solve_scenario(m, scenario);
    REQUIRE(s.solved());
    model::Equilibrium e(m->model);
    const std::vector<double> read = model::AreaFigures(e, s).read(e, s);
    const std::vector<Expected> expected = from_tables(s);
    const auto& measures = model::AreaFigures::measures();
    REQUIRE(measures.size() == expected.size());
    std::size_t k = 0;
    for (std::size_t i = 0; i < measures.size(); ++i) {
      CHECK(measures[i].key == expected[i].key);
      for (const double value : expected[i].by_area) {
        INFO(name << ", " << measures[i].key << ", area " << k % expected[i].by_area.size());
        const double found = read.at(k++);
        if (std::isfinite(value)) {
          CHECK(found == Approx(value).epsilon(1e-8).margin(1e-8));
          compared += value != 0;
        } else {
          CHECK(!std::isfinite(found));
        }
      }
    }
    CHECK(k == read.size());
  }
  CHECK(compared > 2000);
}
