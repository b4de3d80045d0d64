// SPDX-License-Identifier: Apache-2.0
// Every indicator of a solution as labelled tables, named as in data/schema/variables.csv.
#include "model/report/accounts.hpp"
#include "model/report/areas.hpp"
#include "model/report/welfare.hpp"
#include "model/solution.hpp"

#include <array>
#include <cmath>

namespace yuqian::model {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

const data::Set& states() {
  static const data::Set set("state", {"reference", "counterfactual"}, {"参照", "反事实"});
  return set;
}
const data::Set& households() {
  static const data::Set set("household", {"rural", "urban"}, {"农村居民", "城镇居民"});
  return set;
}

/// Both equilibria of a solution, evaluated.
struct Pair {
  const RegionalModel& m;
  std::array<Point, 2> point;
  std::array<Accounts, 2> accounts;
  Areas areas;
};

Pair evaluate(const Solution& s) {
  Equilibrium e(s.model->model);
  e.set_target(s.reference_parameters);
  const Point reference = e.evaluate(s.reference_x);
  e.set_target(s.parameters);
  const Point counterfactual = e.evaluate(s.x);
  return {*s.model, {reference, counterfactual},
          {accounts(*s.model, reference), accounts(*s.model, counterfactual)}, Areas(s.model->benchmark->regions)};
}

RegionAccounts area_accounts(const Pair& p, int state, int area) {
  RegionAccounts sum;
  for (const int r : p.areas.members[at(area)]) sum += p.accounts[at(state)].regions[at(r)];
  return sum;
}

using Tables = std::vector<data::Table>;

/// One number per state and area.
template <class F>
void by_area(Tables& out, const Pair& p, const char* name, const char* unit, F&& f) {
  data::Table t(name, {states(), p.areas.set}, unit);
  for (int state = 0; state < 2; ++state)
    for (int a = 0; a < p.areas.set.size(); ++a) t(state, a) = f(state, a, area_accounts(p, state, a));
  out.push_back(std::move(t));
}

/// Several numbers per state and area, along one more axis.
template <class F>
void by_item(Tables& out, const Pair& p, const char* name, const data::Set& items, F&& f) {
  data::Table t(name, {states(), p.areas.set, items}, "1e8 CNY");
  for (int state = 0; state < 2; ++state)
    for (int a = 0; a < p.areas.set.size(); ++a) {
      const std::vector<double> values = f(area_accounts(p, state, a));
      for (int k = 0; k < items.size(); ++k) t(state, a, k) = values[at(k)];
    }
  out.push_back(std::move(t));
}

void add_product(Tables& out, const Pair& p) {
  const data::Set expenditure("expenditure_item", {"rural_consumption", "urban_consumption", "government", "investment",
                                                   "exports", "imports", "net_outflow"},
                              {"农村居民消费", "城镇居民消费", "政府消费", "资本形成", "出口", "进口(负)", "净流出"});
  const data::Set income("income_item", {"labour", "capital", "land", "production_tax", "barrier_revenue"},
                         {"劳动者报酬", "资本收入", "土地和资源收入", "生产税净额", "壁垒收入"});
  const data::Set factor("factor", {"labour", "capital", "land"}, {"劳动", "资本", "土地和资源"});
  by_area(out, p, "grp_real", "1e8 CNY", [](int, int, const RegionAccounts& a) { return a.grp_volume(); });
  by_area(out, p, "grp_nominal", "1e8 CNY", [](int, int, const RegionAccounts& a) { return a.grp_income(); });
  by_area(out, p, "grp_deflator", "1", [](int, int, const RegionAccounts& a) { return a.grp_income() / a.grp_volume(); });
  by_item(out, p, "grp_expenditure", expenditure, [](const RegionAccounts& a) -> std::vector<double> {
    return {a.rural.value, a.urban.value, a.government.value, a.investment.value, a.exports.value, -a.imports.value,
            a.outflow.value - a.inflow.value};
  });
  by_item(out, p, "grp_expenditure_real", expenditure, [](const RegionAccounts& a) -> std::vector<double> {
    return {a.rural.volume, a.urban.volume, a.government.volume, a.investment.volume, a.exports.volume, -a.imports.volume,
            a.outflow.volume - a.inflow.volume};
  });
  by_item(out, p, "grp_income", income, [](const RegionAccounts& a) -> std::vector<double> {
    return {a.labour, a.capital, a.land, a.production_tax, a.tariff + a.wedge};
  });
  by_item(out, p, "factor_income", factor,
          [](const RegionAccounts& a) -> std::vector<double> { return {a.labour, a.capital, a.land}; });
  by_area(out, p, "absorption_real", "1e8 CNY", [](int, int, const RegionAccounts& a) {
    return a.rural.volume + a.urban.volume + a.government.volume + a.investment.volume;
  });
  by_area(out, p, "investment_real", "1e8 CNY", [](int, int, const RegionAccounts& a) { return a.investment.volume; });
  by_area(out, p, "foreign_exports", "1e8 CNY", [](int, int, const RegionAccounts& a) { return a.exports.volume; });
  by_area(out, p, "foreign_imports", "1e8 CNY", [](int, int, const RegionAccounts& a) { return a.imports.volume; });
  by_area(out, p, "government_revenue", "1e8 CNY", [](int, int, const RegionAccounts& a) { return a.government_income; });
  by_area(out, p, "barrier_revenue", "1e8 CNY", [](int, int, const RegionAccounts& a) { return a.wedge; });
  by_item(out, p, "household_income", households(),
          [](const RegionAccounts& a) -> std::vector<double> { return {a.rural_income, a.urban_income}; });
  by_item(out, p, "consumption", households(),
          [](const RegionAccounts& a) -> std::vector<double> { return {a.rural.value, a.urban.value}; });
  by_item(out, p, "consumption_real", households(),
          [](const RegionAccounts& a) -> std::vector<double> { return {a.rural.volume, a.urban.volume}; });
}

void add_welfare(Tables& out, const Pair& p) {
  data::Table ev("equivalent_variation", {p.areas.set, households()}, "1e8 CNY");
  data::Table cv("compensating_variation", {p.areas.set, households()}, "1e8 CNY");
  data::Table share("equivalent_variation_share", {p.areas.set, households()}, "%");
  data::Table price("consumer_price", {states(), p.areas.set, households()}, "1");
  for (int a = 0; a < p.areas.set.size(); ++a)
    for (int h = 0; h < 2; ++h) {
      double spending = 0, basket = 0;
      std::array<double, 2> cost{};
      for (const int r : p.areas.members[at(a)]) {
        const ConsumerId id = (h == 0 ? p.m.rural : p.m.urban)[at(r)];
        ev(a, h) += equivalent_variation(p.m, p.point[0], p.point[1], id);
        cv(a, h) += compensating_variation(p.m, p.point[0], p.point[1], id);
        const RegionAccounts& before = p.accounts[0].regions[at(r)];
        const double consumption = (h == 0 ? before.rural : before.urban).value;
        spending += consumption;
        basket += consumption;
        for (int state = 0; state < 2; ++state)
          cost[at(state)] += consumption * basket_price(p.m, p.point[at(state)], id);
      }
      share(a, h) = spending > 0 ? 100 * ev(a, h) / spending : 0;
      for (int state = 0; state < 2; ++state) price(state, a, h) = basket > 0 ? cost[at(state)] / basket : 1;
    }
  out.insert(out.end(), {std::move(ev), std::move(share), std::move(cv), std::move(price)});
}

void add_prices(Tables& out, const Pair& p) {
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors;
  data::Table wage("wage", {states(), regions}, "1"), capital("capital_rent", {states(), regions, sectors}, "1"),
      land("land_rent", {states(), regions, sectors}, "1"), producer("producer_price", {states(), regions, sectors}, "1"),
      intermediate("intermediate_price", {states(), regions, sectors}, "1"),
      final_price("final_price", {states(), regions, sectors}, "1");
  const double missing = std::nan("");
  for (int state = 0; state < 2; ++state) {
    const auto level = [&](CommodityId id) {
      return id.valid() ? p.point[at(state)].level[at(p.m.model->offsets()(id))] : missing;
    };
    for (int r = 0; r < regions.size(); ++r) {
      wage(state, r) = level(p.m.wage[at(r)]);
      for (int i = 0; i < sectors.size(); ++i) {
        capital(state, r, i) = level(p.m.rent(r, i));
        land(state, r, i) = level(p.m.land_rent(r, i));
        producer(state, r, i) = level(p.m.domestic_price(r, i));
        intermediate(state, r, i) = level(p.m.intermediate_price(r, i));
        final_price(state, r, i) = level(p.m.final_price(r, i));
      }
    }
  }
  out.insert(out.end(), {wage, capital, land, producer, intermediate, final_price});
}

void add_sectors(Tables& out, const Pair& p) {
  const data::Set& sectors = p.m.benchmark->sectors;
  data::Table output("sector_output", {states(), p.areas.set, sectors}, "1e8 CNY"),
      value_added("sector_value_added", {states(), p.areas.set, sectors}, "1e8 CNY");
  for (int state = 0; state < 2; ++state)
    for (int a = 0; a < p.areas.set.size(); ++a)
      for (int i = 0; i < sectors.size(); ++i)
        for (const int r : p.areas.members[at(a)]) {
          output(state, a, i) += p.accounts[at(state)].output(r, i);
          value_added(state, a, i) += p.accounts[at(state)].value_added(r, i);
        }
  out.insert(out.end(), {std::move(output), std::move(value_added)});
}

void add_trade(Tables& out, const Pair& p) {
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors;
  const data::Set supplier = regions.renamed("supplier"), region_to = regions.renamed("region_to"),
                  use("use", {"intermediate", "final"}, {"中间使用", "最终使用"});
  data::Table volume("trade_volume", {states(), supplier, region_to, sectors, use}, "1e8 CNY"),
      value("trade_value", {states(), supplier, region_to, sectors, use}, "1e8 CNY"),
      outflow("outflow", {states(), p.areas.set}, "1e8 CNY"), inflow("inflow", {states(), p.areas.set}, "1e8 CNY"),
      partner("partner_share", {states(), region_to, supplier}, "%"), home("home_share", {states(), regions, sectors}, "%");
  for (int state = 0; state < 2; ++state) {
    const Accounts& a = p.accounts[at(state)];
    for (int r = 0; r < regions.size(); ++r) {
      double intermediates = 0;
      for (int i = 0; i < sectors.size(); ++i) {
        const auto composite = [&](ActivityId id, CommodityId price) {
          if (!id.valid()) return 0.0;
          const Point& point = p.point[at(state)];
          const int block = p.m.model->block_of(id);
          const TreeData& t = p.m.model->kernel().trees[at(p.m.model->blocks()[at(block)].outputs)];
          return point.quantity(*p.m.model, block, t.leaf_begin) * point.level[at(p.m.model->offsets()(price))];
        };
        const double in = composite(p.m.intermediate(r, i), p.m.intermediate_price(r, i));
        const double fin = composite(p.m.final_use(r, i), p.m.final_price(r, i));
        intermediates += in;
        for (int s = 0; s < regions.size(); ++s)
          for (int u = 0; u < 2; ++u) {
            volume(state, s, r, i, u) = a.trade(s, r, i, u);
            value(state, s, r, i, u) = a.trade_value(s, r, i, u);
          }
        for (int s = 0; s < regions.size(); ++s) partner(state, r, s) += 100 * a.trade_value(s, r, i, 0);
        home(state, r, i) = in + fin > 0 ? 100 * (a.trade_value(r, r, i, 0) + a.trade_value(r, r, i, 1)) / (in + fin) : std::nan("");
      }
      for (int s = 0; s < regions.size(); ++s) partner(state, r, s) /= intermediates;
    }
    for (int area = 0; area < p.areas.set.size(); ++area)
      for (int s = 0; s < regions.size(); ++s)
        for (int r = 0; r < regions.size(); ++r) {
          const bool from = p.areas.contains(area, s), to = p.areas.contains(area, r);
          if (from == to) continue;
          for (int i = 0; i < sectors.size(); ++i)
            for (int u = 0; u < 2; ++u) (from ? outflow : inflow)(state, area) += a.trade(s, r, i, u);
        }
  }
  out.insert(out.end(), {std::move(volume), std::move(value), std::move(outflow), std::move(inflow), std::move(partner), std::move(home)});
}

/// What an iceberg cut saves at unchanged flows, by the region that receives, in % of its product
/// (eq. 27): the size that the model's own answer has to be near.
void add_first_order(Tables& out, const Solution& s, const Pair& p) {
  const ParameterFamily& iceberg = s.model->parameters.family("iceberg");
  const int regions = p.m.benchmark->regions.size(), sectors = p.m.benchmark->sectors.size();
  std::vector<double> saved(at(regions), 0.0);
  const auto cut = [&](int from, int to, int i, int use) {
    const ParameterId id = iceberg.at({from, to, i, use});
    return id.valid() ? std::log(s.reference_parameters[at(id.value)] / s.parameters[at(id.value)]) : 0.0;
  };
  for (int r = 0; r < regions; ++r)
    for (int i = 0; i < sectors; ++i)
      for (int u = 0; u < 2; ++u)
        for (int from = 0; from < regions; ++from) saved[at(r)] += cut(from, r, i, u) * p.accounts[0].trade_value(from, r, i, u);
  const Benchmark& b = *p.m.benchmark;
  for (int r = 0; r < regions; ++r)
    for (int i = 0; i < sectors; ++i) {
      // Where the world's demand has a slope, cheaper exports are the world's gain to first order.
      if (s.model->closure.exports == Closure::Exports::small_country) saved[at(r)] += cut(r, regions, i, 2) * b.exports(r, i);
      const double use = b.imports(r, i);
      double intermediate = 0, total = b.rural(r, i) + b.urban(r, i) + b.government(r, i) + b.investment(r, i);
      for (int j = 0; j < sectors; ++j) intermediate += b.intermediate(r, i, j);
      total += intermediate;
      if (total > 0)
        saved[at(r)] += use * (cut(regions, r, i, 0) * intermediate + cut(regions, r, i, 1) * (total - intermediate)) / total;
    }
  data::Table t("first_order_gain", {p.areas.set}, "%");
  for (int a = 0; a < p.areas.set.size(); ++a) {
    double sum = 0;
    for (const int r : p.areas.members[at(a)]) sum += saved[at(r)];
    t(a) = 100 * sum / area_accounts(p, 0, a).grp_income();
  }
  out.push_back(std::move(t));
}

void add_checks(Tables& out, const Solution& s) {
  std::vector<std::string> names;
  for (const StandingCheck& c : s.checks) names.push_back(c.name);
  const data::Set set("check", names);
  data::Table value("check_value", {set}, "1"), tolerance("check_tolerance", {set}, "1");
  for (int k = 0; k < set.size(); ++k) {
    value(k) = s.checks[at(k)].value;
    tolerance(k) = s.checks[at(k)].tolerance;
  }
  out.insert(out.end(), {std::move(value), std::move(tolerance)});
}

}  // namespace

std::vector<data::Table> indicators(const Solution& solution) {
  const Pair pair = evaluate(solution);
  Tables out;
  add_product(out, pair);
  add_welfare(out, pair);
  add_prices(out, pair);
  add_sectors(out, pair);
  add_trade(out, pair);
  add_first_order(out, solution, pair);
  add_checks(out, solution);
  return out;
}

}  // namespace yuqian::model
