// SPDX-License-Identifier: Apache-2.0
// Adjoint derivatives of indicators against central differences of full solves.
#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include <yuqian/solvers/forwarding.hpp>
#include <yuqian/solvers/newton.hpp>
#include "tests/catch.hpp"
#include "tests/synthetic_mrio.hpp"

#include <cmath>
#include <functional>

using namespace yuqian;
using namespace yuqian::model;

namespace {

const std::vector<std::string> goods{"agriculture", "coal_mining", "electronics"};

std::shared_ptr<Benchmark> benchmark() {
  std::vector<calibration::SectorTrait> traits(goods.size());
  for (std::size_t i = 0; i < goods.size(); ++i) {
    traits[i].agriculture = goods[i] == "agriculture";
    traits[i].extraction = traits[i].fuel = goods[i] == "coal_mining";
    traits[i].elasticities.between_provinces = 4 + static_cast<double>(i);
  }
  const data::Mrio mrio = tests::synthetic_mrio(3, goods);
  return std::make_shared<Benchmark>(calibration::calibrate(
      mrio, data::Mapping::identity(mrio.regions), data::Mapping::identity(mrio.sectors), traits,
      calibration::without_margins()));
}

Solution solved(std::shared_ptr<const Benchmark> b, const Closure& closure) {
  Scenario s;
  s.id = "test";
  Shock shock;
  shock.parameter = "iceberg";
  shock.where = {{"from", {"Chongqing"}}, {"to", {"Guizhou"}}};
  shock.both_ways = true;
  shock.amount = 0.9;
  s.shocks = {shock};
  shock.parameter = "wedge";
  shock.operation = Shock::Operation::set;
  shock.amount = 0.05;
  s.shocks.push_back(shock);
  s.reference = {shock};
  Solution solution =
      solve_scenario(std::make_shared<RegionalModel>(build_regional_model(b, closure)), s);
  REQUIRE(solution.solved());
  return solution;
}

/// J after a full solve with the given parameters, from the solution.
double resolved(const Solution& s, const std::vector<double>& parameters,
                const Indicator& indicator) {
  Equilibrium e(s.model->model);
  e.set_target(s.reference_parameters);
  const Point reference = e.evaluate(s.reference_x);
  e.set_target(parameters);
  std::vector<double> x = s.x;
  solvers::NewtonOptions options;
  options.tolerance = options.gap_tolerance = 1e-13;
  solvers::Newton newton(options);
  const auto report = newton.solve(e, x);
  REQUIRE(report.residual < 1e-11);
  return indicator_value(*s.model, reference, e.evaluate(x), indicator);
}

/// Central differences of steps h and h/2, extrapolated.
double difference(double h, const std::function<double(double)>& f) {
  const auto central = [&](double d) { return (f(d) - f(-d)) / (2 * d); };
  return (4 * central(h / 2) - central(h)) / 3;
}

const ParameterEffect& effect_of(const Sensitivity& found, const std::string& family) {
  const auto effect = std::find_if(found.effects.begin(), found.effects.end(),
                                   [&](const ParameterEffect& x) { return x.family == family; });
  REQUIRE(effect != found.effects.end());
  return *effect;
}

Closure closure_of(Closure::Capital capital, Closure::Investment investment,
                   Closure::Government government, Closure::Exports exports) {
  Closure c;
  c.capital = capital, c.investment = investment, c.government = government, c.exports = exports;
  return c;
}

const Closure plain{};
const Closure everything_else =
    closure_of(Closure::Capital::specific, Closure::Investment::fixed,
               Closure::Government::fixed_spending, Closure::Exports::small_country);

}  // namespace

TEST_CASE("indicators are what the reports show") {
  const Solution s = solved(benchmark(), plain);
  const RegionalModel& m = *s.model;
  const Areas areas(m.benchmark->regions);
  Equilibrium e(m.model);
  e.set_target(s.reference_parameters);
  const Point reference = e.evaluate(s.reference_x);
  e.set_target(s.parameters);
  const Point& point = e.evaluate(s.x);
  const Accounts a = accounts(m, point);
  for (int area = 0; area < areas.set.size(); ++area) {
    RegionAccounts sum;
    double ev = 0, rural = 0;
    for (const int r : areas.members[at(area)]) {
      const auto k = static_cast<std::size_t>(r);
      sum += a.regions[k];
      rural += equivalent_variation(m, reference, point, m.rural[k]);
      ev += equivalent_variation(m, reference, point, m.rural[k]) +
            equivalent_variation(m, reference, point, m.urban[k]);
    }
    const auto shown = [&](const std::string& kind, const std::string& group = "") {
      return indicator_value(
          m, reference, point,
          parse_indicator(kind + "[" + areas.set.label(area) + group + "]", areas));
    };
    INFO(areas.set.label(area));
    CHECK(shown("ev") == Approx(ev).epsilon(1e-9).margin(1e-9));
    CHECK(shown("ev", ",rural") == Approx(rural).epsilon(1e-9).margin(1e-9));
    CHECK(shown("grp_real") == Approx(sum.grp_volume()).epsilon(1e-12));
    CHECK(shown("investment_real") == Approx(sum.investment.volume).epsilon(1e-12));
    CHECK(shown("consumption_real") == Approx(sum.rural.volume + sum.urban.volume).epsilon(1e-12));
    CHECK(shown("absorption_real") == Approx(sum.rural.volume + sum.urban.volume +
                                             sum.government.volume + sum.investment.volume)
                                          .epsilon(1e-12));
  }
}

TEST_CASE("derivatives by every family equal central differences of full solves") {
  for (const Closure& closure : {plain, everything_else}) {
    const Solution s = solved(benchmark(), closure);
    const Areas areas(s.model->benchmark->regions);
    for (const char* name :
         {"ev[Guizhou]", "ev[Chongqing,urban]", "grp_real[Guizhou]", "absorption_real[China]"}) {
      const Indicator indicator = parse_indicator(name, areas);
      const Sensitivity found = sensitivity(s, indicator);
      for (const ParameterFamily& family : s.model->parameters.families()) {
        if (!family.part.empty()) continue;  // moves another family's parameters
        // A family without a single parameter: this benchmark knows of no population.
        if (std::none_of(family.ids.begin(), family.ids.end(),
                         [](const auto id) { return id.valid(); }))
          continue;
        const ParameterEffect& effect = effect_of(found, family.name);
        double largest = 0;
        for (const double d : effect.derivative.values())
          largest = std::isnan(d) ? largest : std::max(largest, std::abs(d));
        INFO(family.name << ", " << name);
        // Whom in a group a transfer reaches stands in no equation: a group spends as one.
        CHECK((largest > 0) == (family.name != "transfer_target"));
        int seen = 0;
        for (std::size_t k = 0; k < family.ids.size(); ++k) {
          if (!family.ids[k].valid()) {
            CHECK(std::isnan(effect.derivative.values()[k]));
            continue;
          }
          if (seen++ % (family.ids.size() > 20 ? 7 : 2) != 0) continue;
          const auto id = static_cast<std::size_t>(family.ids[k].value);
          const double h = 2e-3 * std::max(std::abs(s.parameters[id]), 0.1);
          const double expected = difference(h, [&](double d) {
            std::vector<double> p = s.parameters;
            p[id] += d;
            return resolved(s, p, indicator);
          });
          INFO(name << " by " << s.model->model->parameter_name(static_cast<int>(id)));
          // Some are zero: with linear Engel curves it does not matter which group of a region
          // saves. Differences then show the residual of the solves over the step.
          const double rounding = 1e-11 * std::abs(found.value) / h;
          CHECK(effect.derivative.values()[k] ==
                Approx(expected).epsilon(1e-6).margin(1e-6 * largest + rounding));
        }
      }
    }
  }
}

TEST_CASE("derivatives by elasticities equal central differences of rebuilt models") {
  for (const Closure& closure : {plain, everything_else}) {
    const Solution s = solved(benchmark(), closure);
    const Indicator indicator = parse_indicator("ev[Guizhou]", Areas(s.model->benchmark->regions));
    const Sensitivity found = sensitivity(s, indicator);
    for (const auto& [family, member] :
         {std::pair{"esubd", &SectorElasticities::domestic_foreign},
          std::pair{"esubm", &SectorElasticities::between_provinces}}) {
      const ParameterEffect& effect = effect_of(found, family);
      for (std::size_t i = 0; i < goods.size(); ++i) {
        const double expected = difference(1e-2, [&, m = member](double d) {
          auto b = benchmark();
          b->elasticities[i].*m += d;
          const Solution moved = solved(b, closure);
          Equilibrium e(moved.model->model);
          // The reference of the first solution stays: only the counterfactual's elasticity moves.
          Equilibrium first(s.model->model);
          first.set_target(s.reference_parameters);
          const Point reference = first.evaluate(s.reference_x);
          e.set_target(moved.parameters);
          return indicator_value(*moved.model, reference, e.evaluate(moved.x), indicator);
        });
        INFO(family << " " << goods[i]);
        CHECK(effect.derivative.values()[i] ==
              Approx(expected).epsilon(1e-5).margin(1e-6 * std::abs(found.value)));
      }
    }
  }
}

TEST_CASE("derivatives by benchmark flows equal central differences of benchmarks balanced anew") {
  for (const Closure& closure : {plain, everything_else}) {
    const Solution s = solved(benchmark(), closure);
    const Indicator indicator = parse_indicator("ev[Guizhou]", Areas(s.model->benchmark->regions));
    const Sensitivity found = sensitivity(s, indicator);
    const ParameterEffect& effect = effect_of(found, "trade_flow");
    const data::Table &h = effect.derivative, &x = s.model->benchmark->trade;
    int tried = 0;
    for (int good = 0; good < 3; ++good) {
      if (std::min({x(0, 1, good), x(0, 2, good), x(2, 1, good), x(2, 2, good)}) < 2)
        continue;  // not traded
      ++tried;
      // More from 0 to 1 and less to 2, less from 2 to 1 and more at home: rows and columns stay.
      const double expected = difference(1.0, [&](double d) {
        auto b = benchmark();
        b->trade(0, 1, good) += d, b->trade(0, 2, good) -= d, b->trade(2, 1, good) -= d,
            b->trade(2, 2, good) += d;
        const Solution moved = solved(b, closure);
        Equilibrium first(s.model->model), e(moved.model->model);
        first.set_target(s.reference_parameters);  // the reference stays, as for elasticities
        const Point reference = first.evaluate(s.reference_x);
        e.set_target(moved.parameters);
        return indicator_value(*moved.model, reference, e.evaluate(moved.x), indicator);
      });
      INFO(goods[at(good)]);
      CHECK(h(0, 1, good) - h(0, 2, good) - h(2, 1, good) + h(2, 2, good) ==
            Approx(expected).epsilon(1e-5));
      // A move of all that a region buys is none of the estimate: the use of the good stays.
      for (int r = 0; r < 3; ++r) {
        double weighted = 0, size = 0;
        for (int from = 0; from < 3; ++from)
          if (x(from, r, good) > 0)
            weighted += x(from, r, good) * h(from, r, good),
                size += x(from, r, good) * std::abs(h(from, r, good));
        CHECK(std::abs(weighted) <= 1e-8 * size);
      }
    }
    CHECK(tried > 0);
  }
}

namespace {

/// The equilibrium with more of one endowment: its market's supply and its owner's income have
/// more. The Jacobian misses what little that changes.
class WithMore final : public solvers::Forwarding {
 public:
  WithMore(Equilibrium& e, const EndowmentData& endowment, double more)
      : Forwarding(e), e_(e), endowment_(endowment), more_(more) {}
  solvers::Evaluation residual(solvers::In x, solvers::Out f) override {
    if (e_.residual(x, f) != solvers::Evaluation::ok) return solvers::Evaluation::outside_domain;
    Point p = e_.evaluate(x);
    p.gain[at(endowment_.price)] += more_;
    p.loss[at(endowment_.consumer)] += more_ * p.level[at(endowment_.price)];
    for (const int row : {endowment_.price, endowment_.consumer})
      f[at(row)] = p.residual(e_.model(), row);
    return solvers::Evaluation::ok;
  }

 private:
  Equilibrium& e_;
  const EndowmentData& endowment_;
  double more_;
};

}  // namespace

TEST_CASE("derivatives by endowments equal central differences of full solves") {
  const Solution s = solved(benchmark(), plain);
  const Indicator indicator = parse_indicator("ev[Guizhou]", Areas(s.model->benchmark->regions));
  const Sensitivity found = sensitivity(s, indicator);
  const ParameterEffect& effect = effect_of(found, "endowment");
  Equilibrium e(s.model->model);
  e.set_target(s.reference_parameters);
  const Point reference = e.evaluate(s.reference_x);
  e.set_target(s.parameters);
  for (int r = 0; r < 3; ++r) {
    double expected = 0, owned = 0;  // the wage is one price; several households own it
    for (const EndowmentData& each : s.model->model->endowments()) {
      if (each.price != s.model->model->offsets()(s.model->wage(r, 0))) continue;
      const double quantity = each.quantity.value(reference.slots), h = 1e-3 * quantity;
      expected += quantity * difference(h, [&](double d) {
                    WithMore more(e, each, d);
                    std::vector<double> x = s.x;
                    solvers::NewtonOptions options;
                    options.tolerance = options.gap_tolerance = 1e-12;
                    solvers::Newton(options).solve(more, x);
                    return indicator_value(*s.model, reference, e.evaluate(x), indicator);
                  });
      owned += quantity;
    }
    REQUIRE(owned > 0);
    CHECK(effect.value(r, 0) == 1);  // relative to the benchmark
    CHECK(effect.derivative(r, 0) == Approx(expected).epsilon(1e-5).margin(1e-7 * owned));
  }
}

TEST_CASE("wrong indicators are refused with the nearest valid word") {
  const Areas areas(benchmark()->regions);
  for (const auto& [text, wanted] : {std::pair{"evv[China]", "did you mean \"ev\""},
                                     {"ev", "of which area"},
                                     {"ev[Guizou]", "did you mean \"Guizhou\""},
                                     {"ev[Guizhou,rurl]", "did you mean \"rural\""},
                                     {"grp_real[Guizhou,rural]", "household"}}) {
    INFO(text);
    try {
      parse_indicator(text, areas);
      FAIL("accepted");
    } catch (const data::InputError& error) {
      CHECK(std::string(error.what()).find(wanted) != std::string::npos);
    }
  }
}
