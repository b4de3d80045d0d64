// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/ranges/area_figures.hpp>

#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/tables/emissions.hpp>

#include <array>
#include <cmath>

namespace yuqian::model {
namespace {

/// A volume below zero has no relative change (eq. 125).
double percent(double before, double after) {
  return before == 0 || after < 0 ? missing : 100 * (after / before - 1);
}

const Point& at_reference(Equilibrium& e, const Solution& s) {
  e.set_target(s.reference_parameters);
  return e.evaluate(s.reference_x);
}

}  // namespace

const std::vector<AreaFigures::Measure>& AreaFigures::measures() {
  static const std::vector<Measure> list{{"grp_real_change", "%"},
                                         {"grp_real_change_value", "1e8 CNY"},
                                         {"welfare_metric", "1e8 CNY"},
                                         {"welfare_metric_share", "%"},
                                         {"equivalent_variation", "1e8 CNY"},
                                         {"equivalent_variation_share", "%"},
                                         {"absorption_change", "%"},
                                         {"first_order_gain", "%"},
                                         {"consumer_price_change", "%"},
                                         {"wage_change", "%"},
                                         {"capital_rent_change", "%"},
                                         {"emissions_change", "%", false},
                                         {"carbon_price", "CNY/t", false},
                                         {"partner_trade_change", "%", false},
                                         {"partner_share_change", "percentage point", false}};
  return list;
}

AreaFigures::AreaFigures(Equilibrium& e, const Solution& s)
    : model_(s.model),
      areas_(s.model->benchmark->regions),
      flows_(s.model),
      reference_(at_reference(e, s)),
      accounts_(accounts(*s.model, reference_)),
      costs_(flows_.costs(reference_, accounts_)),
      pair_(pair_area(areas_.set)),
      before_(state(reference_)) {}

AreaFigures::State AreaFigures::state(const Point& point) const {
  const RegionalModel& m = *model_;
  const Benchmark& b = *m.benchmark;
  State s{flows_.net_trade(point), std::vector<double>(at(b.regions.size())), {}, {}};
  if (pair_)
    s.sales = {flows_.sale(point, pair_->second, pair_->first),
               flows_.sale(point, pair_->first, pair_->second)};
  for (int r = 0; r < b.regions.size(); ++r) {
    for (const ConsumerId user : final_users(m, r))
      s.absorption[at(r)] += spending(m, point, user).volume;
    s.product[at(r)] += s.absorption[at(r)];
  }
  if (!b.has_emissions()) return s;
  const Emissions e = emissions(m, point, output_volumes(m, point));
  s.emissions.resize(at(b.regions.size()));
  for (int r = 0; r < b.regions.size(); ++r) {
    for (int j = 0; j < b.sectors.size(); ++j) s.emissions[at(r)] += e.sectors(r, j);
    for (int h = 0; h < 2; ++h) s.emissions[at(r)] += e.households(r, h);
  }
  return s;
}

double AreaFigures::sum(const std::vector<double>& by_region, int area) const {
  double all = 0;
  for (const int r : areas_.members[at(area)]) all += by_region[at(r)];
  return all;
}

std::vector<double> AreaFigures::read(Equilibrium& e, const Solution& s) const {
  e.set_target(s.parameters);
  const Point& point = e.evaluate(s.x);
  const RegionalModel& m = *model_;
  const int regions = m.benchmark->regions.size(), count = areas_.set.size();
  const State now = state(point);
  const std::vector<double> saved = flows_.savings(costs_, s, point);
  std::vector<std::array<double, 4>> metric;  // by region and final user
  for (int r = 0; r < regions; ++r) metric.push_back(welfare_metric(m, reference_, point, r));

  std::vector<double> figures;
  const auto add = [&](auto&& figure) {
    for (int a = 0; a < count; ++a) figures.push_back(figure(a));
  };
  /// Sums over the regions of an area.
  const auto over = [&](int a, auto&& figure) {
    double all = 0;
    for (const int r : areas_.members[at(a)]) all += figure(r);
    return all;
  };
  const auto household_gain = [&](int r) { return metric[at(r)][0] + metric[at(r)][1]; };
  const auto gain = [&](int r) { return household_gain(r) + metric[at(r)][2] + metric[at(r)][3]; };
  const auto consumption = [&](int r) {
    return accounts_.regions[at(r)].rural.value + accounts_.regions[at(r)].urban.value;
  };
  const auto final_use = [&](int r) {
    const RegionAccounts& a = accounts_.regions[at(r)];
    return consumption(r) + a.government.value + a.investment.value;
  };
  const auto share = [](double part, double whole) { return whole > 0 ? 100 * part / whole : 0; };
  add([&](int a) { return percent(sum(before_.product, a), sum(now.product, a)); });
  add([&](int a) { return sum(now.product, a) - sum(before_.product, a); });
  add([&](int a) { return over(a, gain); });
  add([&](int a) { return share(over(a, gain), over(a, final_use)); });
  add([&](int a) { return over(a, household_gain); });
  add([&](int a) { return share(over(a, household_gain), over(a, consumption)); });
  add([&](int a) { return percent(sum(before_.absorption, a), sum(now.absorption, a)); });
  add([&](int a) {
    return 100 * sum(saved, a) /
           over(a, [&](int r) { return accounts_.regions[at(r)].grp_income(); });
  });
  add([&](int a) { return percent(consumer_price(reference_, a), consumer_price(point, a)); });
  for (const auto& [paid, prices] :
       {std::pair{&m.benchmark->labour, &m.wage}, std::pair{&m.benchmark->capital, &m.rent}})
    add([&](int a) {
      return percent(factor_price(reference_, a, *paid, *prices),
                     factor_price(point, a, *paid, *prices));
    });
  add([&](int a) {
    return now.emissions.empty() ? missing
                                 : percent(sum(before_.emissions, a), sum(now.emissions, a));
  });
  add([&](int a) {
    return a < regions && !m.shadow.empty() ? carbon_price(m, s.parameters, point, a) : missing;
  });
  std::vector<double> shares;
  add([&](int a) {
    shares.push_back(missing);
    if (!pair_ || (a != pair_->first && a != pair_->second)) return missing;
    const std::size_t buyer = a == pair_->first ? 0 : 1;
    shares.back() = now.sales[buyer].share - before_.sales[buyer].share;
    return percent(before_.sales[buyer].volume, now.sales[buyer].volume);
  });
  figures.insert(figures.end(), shares.begin(), shares.end());
  return figures;
}

double AreaFigures::factor_price(const Point& point, int area, const data::Table& paid,
                                 const Grid<CommodityId>& prices) const {
  double now = 0, base = 0;
  for (const int r : areas_.members[at(area)])
    for (int j = 0; j < model_->benchmark->sectors.size(); ++j)
      if (paid(r, j) > 0) {
        now += paid(r, j) * point.level[at(model_->model->offsets()(prices(r, j)))];
        base += paid(r, j);
      }
  return base > 0 ? now / base : missing;
}

/// What the groups pay for what they buy in the reference: its mean price by what each spends, and
/// of the groups together by what each buys.
double AreaFigures::consumer_price(const Point& point, int area) const {
  double quantity = 0, cost = 0;
  for (const bool rural : {true, false}) {
    double spent = 0, before = 0, now = 0;
    for (const int r : areas_.members[at(area)]) {
      const RegionAccounts& a = accounts_.regions[at(r)];
      const ConsumerId id = (rural ? model_->rural : model_->urban)[at(r)];
      const double value = (rural ? a.rural : a.urban).value;
      spent += value;
      before += value * basket_price(*model_, reference_, id);
      now += value * basket_price(*model_, point, id);
    }
    if (!(spent > 0)) continue;
    const double bought = spent * spent / before;
    quantity += bought;
    cost += bought * now / spent;
  }
  return quantity > 0 ? cost / quantity : 1;
}

}  // namespace yuqian::model
