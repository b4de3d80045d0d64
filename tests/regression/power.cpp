// SPDX-License-Identifier: Apache-2.0
// Electricity by source of energy (eq. 440 to 446): what plants take adds up to the sector, and
// what they make follows from prices as it would by hand.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/power_inputs.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/first_order.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/decomposed.hpp"

#include <cmath>

using namespace yuqian;
using tests::Outcome;

namespace {

std::shared_ptr<const model::RegionalModel> by_source(const std::string& regions = "default",
                                                      const std::string& closure = "carbon_power") {
  return tests::china_model(tests::china_benchmark("central", regions), tests::closure(closure));
}

model::Scenario cap(double amount) {
  return tests::of({tests::set("emission_cap", {{"region", {"Guizhou"}}}, amount)});
}

double ces(double sigma, const std::vector<std::pair<double, double>>& inputs) {
  double all = 0, sum = 0;
  for (const auto& [value, price] : inputs) all += value;
  for (const auto& [value, price] : inputs)
    sum += value / all * (sigma == 1 ? std::log(price) : std::pow(price, 1 - sigma));
  return sigma == 1 ? std::exp(sum) : std::pow(sum, 1 / (1 - sigma));
}

/// Prices of one region in one equilibrium, and what plants cost at them, written out by hand.
class ByHand {
 public:
  ByHand(const Outcome& o, int state, int r)
      : m_(*o.solution.model),
        point_(state == 0 ? o.before_point : o.after_point),
        r_(r),
        j_(m_.benchmark->power.sector),
        carbon_(tests::table(model::indicators(o.solution), "carbon_price")(state, r) / 100) {}

  template <class Id>
  double level(Id id) const {
    return point_.level[at(m_.model->offsets()(id))];
  }
  double good(const model::SectorInput& in) const {
    return level(m_.intermediate_price(r_, in.good)) + in.emissions / in.value * carbon_;
  }
  static double value(const std::vector<model::SectorInput>& list) {
    double sum = 0;
    for (const auto& in : list) sum += in.value;
    return sum;
  }
  double goods(double sigma, const std::vector<model::SectorInput>& list) const {
    std::vector<std::pair<double, double>> priced;
    for (const auto& in : list) priced.emplace_back(in.value, good(in));
    return ces(sigma, priced);
  }
  double value_added(const model::PowerPlant& p) const {
    return ces(m_.benchmark->elasticities[at(j_)].value_added,
               {{p.labour, level(m_.wage(r_, j_))}, {p.capital, level(m_.rent(r_, j_))}});
  }
  /// Of all but the fixed factor.
  double works(const model::PowerPlant& p) const {
    return ces(
        0, {{value(p.materials), goods(0, p.materials)}, {p.labour + p.capital, value_added(p)}});
  }
  double fixed(const model::PowerPlant& p) const { return level(m_.power_rent(r_, p.technology)); }
  double cost(const model::PowerPlant& p) const {
    if (p.fixed > 0) {
      const double share = p.fixed / p.cost();
      return ces(supply(p) * share / (1 - share),
                 {{p.fixed, fixed(p)}, {p.cost() - p.fixed, works(p)}});
    }
    std::vector<std::pair<double, double>> heat{{p.labour + p.capital, value_added(p)}};
    if (!p.fuels.empty()) heat.emplace_back(value(p.fuels), goods(1, p.fuels));
    return ces(0, {{value(p.materials), goods(0, p.materials)},
                   {p.cost() - value(p.materials), ces(0.1, heat)}});
  }
  double supply(const model::PowerPlant& p) const {
    return m_.benchmark->power.traits[at(p.technology)].supply_elasticity;
  }

 private:
  const model::RegionalModel& m_;
  const model::Point& point_;
  int r_, j_;
  double carbon_;
};

double made(const Outcome& o, int state, const char* area, const char* source) {
  const data::Table t = tests::table(model::indicators(o.solution), "power_generation");
  return t(state, t.axis(1).index(area), t.axis(2).index(source));
}

}  // namespace

TEST_CASE("plants and the grid take what the sector takes, by good, factor and tonne") {
  for (const char* regions : {"default", "all-31"}) {
    const auto b = tests::china_benchmark("central", regions);
    const int j = b->power.sector;
    REQUIRE(j == b->sectors.index("electricity_heat"));
    for (int r = 0; r < b->regions.size(); ++r) {
      INFO(b->regions.label(r));
      const model::PowerSector s = model::power_sector(*b, r);
      double labour = s.labour, capital = s.capital, mt = s.product_emissions, kwh = 0,
             expected = b->process_emissions(r, j), all = 0;
      std::vector<double> value(at(b->sectors.size()));
      for (const model::SectorInput& in : s.inputs())
        value[at(in.good)] += in.value, mt += in.emissions;
      for (const model::PowerPlant& p : s.plants) {
        labour += p.labour, capital += p.capital + p.fixed, kwh += p.generation;
        CHECK(p.cost() > 0);
      }
      for (int t = 0; t < b->power.technologies.size(); ++t) all += b->power.generation(r, t);
      for (int i = 0; i < b->sectors.size(); ++i) {
        CHECK(value[at(i)] == Approx(b->intermediate(r, i, j)).epsilon(1e-10).margin(1e-9));
        expected += b->fuel_emissions(r, i, j);
      }
      CHECK(labour == Approx(b->labour(r, j)).epsilon(1e-12));
      CHECK(capital == Approx(b->capital(r, j)).epsilon(1e-12));
      CHECK(mt == Approx(expected).epsilon(1e-10));
      CHECK(kwh == Approx(all).epsilon(1e-12));
      CHECK(s.product_emissions == 0);  // every province has plants that burn
    }
  }
}

TEST_CASE("merging provinces adds up what they make") {
  const auto one = tests::china_benchmark("central"),
             all = tests::china_benchmark("central", "all-31");
  const auto total = [](const model::Benchmark& b, int t) {
    double sum = 0;
    for (int r = 0; r < b.regions.size(); ++r) sum += b.power.generation(r, t);
    return sum;
  };
  for (int t = 0; t < one->power.technologies.size(); ++t)
    CHECK(total(*one, t) == Approx(total(*all, t)).epsilon(1e-12));
  const int guizhou = one->regions.index("Guizhou");
  CHECK(one->power.generation(guizhou, one->power.technologies.index("hydro")) == 658.40);
}

TEST_CASE("the cap binds, the meter counts what plants emit, and plants follow the CES of prices") {
  const auto m = by_source();
  const Outcome o = tests::solved(m, tests::scenario("S8p"));
  const auto all = model::indicators(o.solution);
  const data::Table &emitted = tests::table(all, "sector_emissions"),
                    &price = tests::table(all, "carbon_price");
  double before = 0, after = 0;
  for (int r = 0; r < o.regions().size(); ++r) {
    double counted = 0, reference = 0;
    for (int j = 0; j < emitted.axis(2).size(); ++j)
      counted += emitted(1, r, j), reference += emitted(0, r, j);
    CHECK(o.after_point.level[at(m->model->offsets()(m->meter[at(r)]))] ==
          Approx(counted).epsilon(1e-10));
    if (price(1, r) > 0) before += reference, after += counted;
  }
  CHECK(after / before == Approx(0.9).epsilon(1e-9));

  for (const char* region : {"Chongqing", "Guizhou", "RestOfChina"}) {
    const int r = o.regions().index(region);
    const ByHand then(o, 0, r), now(o, 1, r);
    const model::PowerSector s = model::power_sector(*m->benchmark, r);
    const model::PowerPlant& base = s.plants.front();
    const auto label = [&](const model::PowerPlant& p) {
      return m->benchmark->power.technologies.label(p.technology);
    };
    for (const model::PowerPlant& p : s.plants) {
      INFO(region << ", " << label(p));
      CHECK(then.cost(p) == Approx(1).epsilon(1e-9));
      CHECK(made(o, 0, region, label(p).c_str()) == Approx(p.generation).epsilon(1e-9));
      const double ratio = made(o, 1, region, label(p).c_str()) / p.generation /
                           (made(o, 1, region, label(base).c_str()) / base.generation);
      CHECK(ratio == Approx(std::pow(now.cost(base) / now.cost(p), 1.5)).epsilon(1e-8));
    }
  }
  CHECK(made(o, 1, "Guizhou", "coal") < 0.95 * made(o, 0, "Guizhou", "coal"));
  CHECK(made(o, 1, "Guizhou", "hydro") > made(o, 0, "Guizhou", "hydro"));
}

TEST_CASE("hydro and wind follow their price with the elasticity that is stated") {
  const auto m = by_source();
  const Outcome o = tests::sharply(m, cap(0.999));
  const int r = o.regions().index("Guizhou");
  const ByHand now(o, 1, r);
  int checked = 0;
  for (const model::PowerPlant& p : model::power_sector(*m->benchmark, r).plants) {
    if (!(p.fixed > 0)) continue;
    const std::string label = m->benchmark->power.technologies.label(p.technology);
    const double supply = std::log(made(o, 1, "Guizhou", label.c_str()) / p.generation),
                 price = std::log(now.cost(p) / now.works(p));
    INFO(label << ": supply " << supply << ", price " << price);
    CHECK(price > 1e-6);
    CHECK(supply / price == Approx(now.supply(p)).epsilon(1e-2));
    ++checked;
  }
  CHECK(checked == 3);  // hydro, wind, solar
}

TEST_CASE("the more readily plants give way, the cheaper abatement") {
  const auto m = by_source();
  double last = 1e3;
  for (const double elasticity : {0.0, 0.5, 1.5, 6.0}) {
    const auto how = tests::set("power_substitution", {}, elasticity);
    model::Scenario s = tests::scenario("S8p");
    s.shocks.push_back(how);
    s.reference.push_back(how);
    const data::Table p =
        tests::table(model::indicators(tests::solved(m, s).solution), "carbon_price");
    const double price = p(1, p.axis(1).index("Guizhou"));
    INFO(elasticity << ": " << price);
    CHECK(price < last);
    CHECK(price > 20);
    last = price;
  }
}

TEST_CASE("where nothing may give way, no substitution leaves the mix as it is") {
  const auto m = by_source();
  const auto fixed = tests::set("power_substitution", {}, 0);
  model::Scenario s = cap(0.95);
  s.shocks.push_back(fixed);
  s.reference.push_back(fixed);
  const Outcome o = tests::solved(m, s);
  const double sector = made(o, 1, "Guizhou", "coal") / made(o, 0, "Guizhou", "coal");
  CHECK(sector < 1);
  for (const char* source : {"hydro", "wind", "solar"})
    CHECK(made(o, 1, "Guizhou", source) / made(o, 0, "Guizhou", source) ==
          Approx(sector).epsilon(1e-9));
}

TEST_CASE("welfare adds up and barriers come down where plants are told apart") {
  const auto m = by_source();
  for (const char* id : {"S1a", "S8p"}) tests::decomposed(tests::sharply(m, tests::scenario(id)));
}

TEST_CASE("a saving is worth what first order says, and every parameter has its record") {
  const auto m = by_source();
  const Outcome o = tests::solved(m, tests::scenario("S1a"));
  const auto band = model::report::first_order_band(model::report::evaluate(o.solution));
  const auto allowed = band.allowed();
  CHECK(band.gain >= allowed.low);
  CHECK(band.gain <= allowed.high);
  CHECK(band.saved > 0);
  for (const model::ParameterFamily& f : m->parameters.families()) {
    INFO(f.name);
    REQUIRE(model::parameter_record(f.name));
    for (const model::ParameterId p : f.ids)
      if (p.valid() && f.part.empty())
        CHECK(f.domain.contains(m->model->parameters()[at(p.value)]));
  }
}

TEST_CASE("electricity that is not a sector of its own is refused with the remedy") {
  model::Closure c = tests::closure("carbon_power");
  CHECK_THROWS_WITH(tests::china_model(tests::china_benchmark("central", "default", "17"), c),
                    ContainsSubstring("--sectors 42"));
  const auto b = tests::china_benchmark("central");
  b->power = {};
  CHECK_THROWS_WITH(tests::china_model(b, c), ContainsSubstring("by source of energy"));
  c = tests::closure("keynesian");
  c.power = model::Closure::Power::technologies;
  CHECK_THROWS_WITH(tests::china_model(tests::china_benchmark("central"), c),
                    ContainsSubstring("demand_driven"));
}
