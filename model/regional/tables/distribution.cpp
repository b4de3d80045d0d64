// SPDX-License-Identifier: Apache-2.0
// Incomes per capita, poverty and inequality (eq. 75 to 79, 110). Means come from the household
// survey and the model; the spread within a group is assumed, and the tables' texts say so.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/lognormal.hpp>
#include <yuqian/model/regional/accounts/residents.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <array>
#include <cmath>

namespace yuqian::model::report {
namespace {

/// One equilibrium: parameter values and evaluated point.
struct State {
  std::span<const double> parameters;
  const Point& point;
};

/// What a household group has in one equilibrium, 10^8 yuan; real: at consumer prices of the base
/// year.
struct Means {
  double disposable = 0, consumption = 0;
  double real_own = 0;  ///< real disposable income per capita but for transfers, over its benchmark
  double real_transfers =
      0;  ///< what transfers leave after tax, real, but for those to the lowest fifth
  double real_targeted = 0;  ///< the same of those to the lowest fifth
};

class Reader {
 public:
  explicit Reader(const RegionalModel& m)
      : m_(m),
        tax_(m.parameters.family("direct_tax")),
        target_(m.parameters.family("transfer_target")) {}

  Means read(const State& s, const Residents& residents, int r, int h) const {
    const ConsumerId id = (h == 0 ? m_.rural : m_.urban)[at(r)];
    const int unknown = m_.model->offsets()(id);
    const auto value = [&](ParameterId p) { return s.parameters[at(p.value)]; };
    const double keep = 1 - value(tax_.at({r, h})), price = basket_price(m_, s.point, id);
    double received = 0;
    for (const Payment& p : m_.payments)
      if (p.to.value == id.value) received += p.scale * value(p.amount);
    received *= s.point.level[at(m_.model->offsets()(m_.foreign_exchange))];
    const double income = s.point.level[at(unknown)];
    const Declaration& benchmark = m_.model->unknown(unknown);
    const Benchmark& b = *m_.benchmark;
    const double kept_then =
        1 - (h == 0 ? b.rural_direct_tax_rate : b.urban_direct_tax_rate)[at(r)];
    Means means;
    means.disposable = keep * income;
    means.consumption = s.point.keep[at(m_.model->block_of(id))] * income;
    means.real_own =
        keep * (income - received) / price / (kept_then * benchmark.start) / residents.growth(r, h);
    // Only what is received can go to some; what is paid is paid as incomes are.
    const double targeted = received > 0 ? value(target_.at({r, h})) : 0;
    means.real_transfers = (1 - targeted) * keep * received / price;
    means.real_targeted = targeted * keep * received / price;
    return means;
  }

 private:
  const RegionalModel& m_;
  const ParameterFamily &tax_, &target_;
};

/// The lognormal groups of some regions and households in one equilibrium (eq. 75).
struct Groups {
  std::vector<maths::Lognormal> cells;
  std::vector<int> household;

  std::vector<maths::Lognormal> of(int h) const {  // h = 2: all
    std::vector<maths::Lognormal> some;
    for (std::size_t k = 0; k < cells.size(); ++k)
      if (h == 2 || household[k] == h) some.push_back(cells[k]);
    return some;
  }
  /// Each household group as one, at its mean.
  std::vector<maths::Lognormal> merged() const {
    std::vector<maths::Lognormal> two;
    for (int h = 0; h < 2; ++h)
      if (const auto some = of(h); persons(some) > 0) two.push_back({persons(some), mean(some), 0});
    return two;
  }
};

}  // namespace

/// Incomes per capita, poverty and inequality; nothing where the benchmark has no population.
void add_distribution(Tables& out, const Compared& p) {
  const RegionalModel& m = p.m;
  const Areas& areas = p.areas;
  const Population& population = m.benchmark->population;
  if (population.cells.empty()) return;
  const data::Set group("group", {"rural", "urban", "all"}, {"农村居民", "城镇居民", "全体居民"}),
      order("poverty_measure", {"fgt0", "fgt1", "fgt2"}, {"贫困发生率", "贫困深度", "贫困强度"}),
      part("theil_part", {"total", "between_households", "between_provinces", "within_groups"},
           {"合计", "城乡之间", "省际之间", "组内"}),
      quintile("quintile", {"lowest", "second", "third", "fourth", "highest"},
               {"低收入组", "中间偏下", "中间", "中间偏上", "高收入组"});
  const std::vector<data::Set> by_household{states(), areas.set, households()},
      by_area{states(), areas.set}, by_group{states(), areas.set, group};
  data::Table disposable("disposable_income_per_head", by_household, "CNY/person"),
      consumption("consumption_per_head", by_household, "CNY/person"),
      survey("survey_income_per_head", by_household, "CNY/person"),
      ratio("urban_rural_ratio", by_area, "1"),
      survey_ratio("urban_rural_ratio_survey", by_area, "1"),
      poor("poverty", {states(), areas.set, group, order}, "%"),
      people("residents", by_group, "1e4 person"), number("poverty_number", by_group, "1e4 person"),
      at_risk("poverty_risk_number", by_group, "1e4 person"), inequality("gini", by_group, "1"),
      entropy("theil", {states(), areas.set, part}, "1"),
      fifths("quintile_income", {states(), areas.set, group, quintile}, "CNY/person");

  const Reader reader(m);
  for (int s = 0; s < 2; ++s) {
    const State now{p.parameters[at(s)], p.point[at(s)]};
    const Residents residents(m, now.point, now.parameters);
    for (int a = 0; a < areas.set.size(); ++a) {
      Groups groups;
      std::array<double, 2> heads{}, earned{}, spent{};
      for (const int r : areas.members[at(a)])
        for (int h = 0; h < 2; ++h) {
          const double living = residents.persons(r, h);
          if (!(living > 0)) continue;
          const Means means = reader.read(now, residents, r, h);
          heads[at(h)] += living, earned[at(h)] += means.disposable,
              spent[at(h)] += means.consumption;
          const double transfer = 1e4 * means.real_transfers / living,
                       lift = 5 * 1e4 * means.real_targeted / living;
          for (const PopulationCell& c : population.cells)
            if (c.region == r && c.household == h) {
              groups.cells.push_back({c.persons * residents.growth(r, h),
                                      c.income * means.real_own + transfer, c.sigma, lift});
              groups.household.push_back(h);
            }
        }
      std::array<double, 2> official{};
      for (int h = 0; h < 2; ++h) {
        official[at(h)] = mean(groups.of(h));
        disposable(s, a, h) = 1e4 * earned[at(h)] / heads[at(h)];
        consumption(s, a, h) = 1e4 * spent[at(h)] / heads[at(h)];
        survey(s, a, h) = official[at(h)];
      }
      ratio(s, a) = disposable(s, a, 1) / disposable(s, a, 0);
      survey_ratio(s, a) = official[1] / official[0];
      for (int g = 0; g < 3; ++g) {
        const std::vector<maths::Lognormal> some = groups.of(g);
        for (int k = 0; k < 3; ++k)
          poor(s, a, g, k) = 100 * poverty(some, population.poverty_line, k);
        people(s, a, g) = persons(some);
        number(s, a, g) = persons(some) * headcount(some, population.poverty_line);
        at_risk(s, a, g) =
            persons(some) * headcount(some, population.poverty_line * population.risk_line);
        inequality(s, a, g) = gini(some);
        const std::array<double, 5> means = quintile_means(some);
        for (int k = 0; k < 5; ++k) fifths(s, a, g, k) = means[at(k)];
      }
      const std::vector<maths::Lognormal> all = groups.of(2);
      const double households = theil_between(groups.merged()), cells = theil_between(all);
      entropy(s, a, 0) = theil(all);
      entropy(s, a, 1) = households;
      entropy(s, a, 2) = cells - households;
      entropy(s, a, 3) = entropy(s, a, 0) - cells;
    }
  }
  out.insert(out.end(), {disposable, consumption, survey, ratio, survey_ratio, poor, people, number,
                         at_risk, inequality, entropy, fifths});
}

}  // namespace yuqian::model::report
