// SPDX-License-Identifier: Apache-2.0
// What factors earn and where they work.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/accounts/migration.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>
#include <tuple>

namespace yuqian::model::report {
namespace {

constexpr double yuan_per_person = 1e4;  // 10^8 yuan over 10^4 persons

/// One state of the factor markets.
class FactorState {
 public:
  FactorState(const Solution& s, const Point& point, const Accounts& accounts,
              std::span<const double> parameters)
      : m_(*s.model),
        b_(*m_.benchmark),
        point_(point),
        accounts_(accounts),
        workers_(model::workers(m_, point, parameters)) {}

  double price(CommodityId id) const {
    return id.valid() ? point_.level[at(m_.model->offsets()(id))] : missing;
  }
  double level(AuxiliaryId id) const { return point_.level[at(m_.model->offsets()(id))]; }

  /// Price of a factor of the regions: mean by what was paid for it at the benchmark.
  double index(const std::vector<int>& regions, const data::Table& payments,
               const Grid<CommodityId>& prices) const {
    double now = 0, base = 0;
    for (const int r : regions)
      for (int j = 0; j < b_.sectors.size(); ++j)
        if (payments(r, j) > 0) {
          now += payments(r, j) * price(prices(r, j));
          base += payments(r, j);
        }
    return base > 0 ? now / base : missing;
  }

  /// Labour or capital in use, at benchmark prices.
  double volume(int r, int j, const data::Table& value, const Grid<CommodityId>& prices) const {
    return value(r, j) > 0 ? value(r, j) / price(prices(r, j)) : 0;
  }
  double labour(int r, int j) const { return volume(r, j, accounts_.labour, m_.wage); }

  /// Persons who work in a sector: those of its labour market, by the labour that the sector hires.
  double employed(int r, int j) const {
    const FactorMarkets& f = b_.factor_markets;
    const bool kinds = m_.closure->labour == Closure::Labour::migration;
    double market = 0, persons = 0;
    for (int i = 0; i < b_.sectors.size(); ++i)
      if (!kinds || f.farm[at(i)] == f.farm[at(j)]) market += b_.labour(r, i);
    if (kinds)
      persons = f.employed(r, f.farm[at(j)] ? farm_labour : nonfarm_labour);
    else
      persons = f.employed(r, farm_labour) + f.employed(r, nonfarm_labour);
    return persons > 0 && market > 0 ? persons * labour(r, j) / market : missing;
  }

  /// Persons in one kind of work, and what they are paid, 10^8 yuan.
  std::pair<double, double> kind(int r, int k) const {
    double persons = 0, paid = 0;
    if (!workers_.rank()) return {missing, missing};
    for (int from = 0; from < b_.regions.size(); ++from)
      for (int registered = 0; registered < 2; ++registered)
        persons += workers_(from, registered, r, k);
    for (int j = 0; j < b_.sectors.size(); ++j)
      if (b_.factor_markets.farm[at(j)] == (k == farm_labour)) paid += accounts_.labour(r, j);
    return {persons, paid};
  }

  /// Consumer price of all households of a region, benchmark basket.
  double consumer_price(int r) const {
    double rural = 0, urban = 0;
    for (int i = 0; i < b_.sectors.size(); ++i) rural += b_.rural(r, i), urban += b_.urban(r, i);
    return (rural * basket_price(m_, point_, m_.rural[at(r)]) +
            urban * basket_price(m_, point_, m_.urban[at(r)])) /
           (rural + urban);
  }

  /// Capital income that owners earn in other regions less what owners elsewhere earn here.
  double net_capital_income(int r) const {
    if (!m_.capital_pool.valid()) return 0;
    double owned = 0, earned = 0;
    for (int j = 0; j < b_.sectors.size(); ++j) {
      owned += b_.capital(r, j);
      earned += accounts_.capital(r, j);
    }
    return owned * price(m_.capital_pool) - earned;
  }

  double unemployment(int r) const {
    return m_.unemployment.empty() ? missing : 100 * level(m_.unemployment[at(r)]);
  }
  /// Expected real income of who is registered there, cost of moving counted (eq. 65).
  double welfare(int r, int k, const Solution& s, std::span<const double> parameters) const {
    if (m_.closure->labour != Closure::Labour::migration || !m_.migration.choice(r, k).valid())
      return missing;
    const ParameterId kappa = s.model->parameters.family("migration_elasticity").at({r});
    return std::pow(level(m_.migration.choice(r, k)), 1 / parameters[at(kappa.value)]);
  }
  const data::Table& workers() const { return workers_; }
  const Accounts& accounts() const { return accounts_; }
  const RegionalModel& model() const { return m_; }

 private:
  const RegionalModel& m_;
  const Benchmark& b_;
  const Point& point_;
  const Accounts& accounts_;
  data::Table workers_;
};

using States = std::array<FactorState, 2>;

void add_by_area(Tables& out, const States& states_of, const Benchmark& b, const Areas& areas) {
  data::Table wage("wage_index", {states(), areas.set}, "1"),
      rent("capital_rent_index", {states(), areas.set}, "1"),
      employment("employment_total", {states(), areas.set}, "1e4 person"),
      capital("capital_in_use", {states(), areas.set}, "1e8 CNY"),
      income("net_capital_income", {states(), areas.set}, "1e8 CNY"),
      tax("capital_tax_revenue", {states(), areas.set}, "1e8 CNY"),
      labour_pay("pay_per_labour", {states(), areas.set, b.sectors}, "1"),
      capital_pay("pay_per_capital", {states(), areas.set, b.sectors}, "1");
  for (int s = 0; s < 2; ++s) {
    const FactorState& f = states_of[at(s)];
    for (int a = 0; a < areas.set.size(); ++a) {
      const std::vector<int>& members = areas.members[at(a)];
      wage(s, a) = f.index(members, b.labour, f.model().wage);
      rent(s, a) = f.index(members, b.capital, f.model().rent);
      for (const int r : members) {
        for (int j = 0; j < b.sectors.size(); ++j) {
          const double persons =
              f.employed(r, j);  // a place that the census lacks counts as nobody
          employment(s, a) += std::isfinite(persons) ? persons : 0;
          capital(s, a) += f.volume(r, j, f.accounts().capital, f.model().rent);
        }
        income(s, a) += f.net_capital_income(r);
        tax(s, a) += f.accounts().regions[at(r)].capital_tax;
      }
      // By sector, over the labour or capital in use, so that sectors add up to the index (eq.
      // 112).
      for (const auto& [pay, paid, index] :
           {std::tuple{&labour_pay, &f.accounts().labour, wage(s, a)},
            {&capital_pay, &f.accounts().capital, rent(s, a)}}) {
        double all = 0;
        for (const int r : members)
          for (int j = 0; j < b.sectors.size(); ++j) all += (*paid)(r, j);
        for (const int r : members)
          for (int j = 0; j < b.sectors.size(); ++j) (*pay)(s, a, j) += (*paid)(r, j) * index / all;
      }
    }
  }
  out.insert(out.end(),
             {std::move(wage), std::move(rent), std::move(employment), std::move(capital),
              std::move(income), std::move(tax), std::move(labour_pay), std::move(capital_pay)});
}

void add_welfare(Tables& out, const States& states_of, const Solution& s) {
  const Benchmark& b = *s.model->benchmark;
  data::Table welfare("worker_welfare", {states(), b.regions, labour_kinds().renamed("registered")},
                      "1");
  for (int state = 0; state < 2; ++state)
    for (int r = 0; r < b.regions.size(); ++r)
      for (int k = 0; k < 2; ++k)
        welfare(state, r, k) = states_of[at(state)].welfare(
            r, k, s, state == 0 ? s.reference_parameters : s.parameters);
  out.push_back(std::move(welfare));
}

void add_by_region(Tables& out, const States& states_of, const Benchmark& b) {
  const data::Set& kinds = labour_kinds();
  data::Table employment("employment", {states(), b.regions, kinds}, "1e4 person"),
      pay("pay_per_worker", {states(), b.regions, kinds}, "CNY/person"),
      real("real_wage", {states(), b.regions, kinds}, "1"),
      gap("wage_gap", {states(), b.regions}, "1"),
      unemployment("unemployment_rate", {states(), b.regions}, "%"),
      sector("employment_sector", {states(), b.regions, b.sectors}, "1e4 person");
  const bool known = b.factor_markets.knows_workers();
  for (int s = 0; s < 2; ++s) {
    const FactorState& f = states_of[at(s)];
    const bool apart = known && f.model().closure->labour == Closure::Labour::migration;
    for (int r = 0; r < b.regions.size(); ++r) {
      unemployment(s, r) = f.unemployment(r);
      for (int k = 0; k < 2; ++k) {
        const auto [persons, paid] = apart ? f.kind(r, k) : std::pair{missing, missing};
        employment(s, r, k) = persons > 0 ? persons : missing;
        pay(s, r, k) = persons > 0 ? yuan_per_person * paid / persons : missing;
        data::Table of_kind = b.labour;
        for (int j = 0; j < b.sectors.size(); ++j)
          if (!b.factor_markets.farm.empty() && b.factor_markets.farm[at(j)] != (k == farm_labour))
            of_kind(r, j) = 0;
        real(s, r, k) = f.index({r}, of_kind, f.model().wage) / f.consumer_price(r);
      }
      gap(s, r) = pay(s, r, nonfarm_labour) / pay(s, r, farm_labour);
      for (int j = 0; j < b.sectors.size(); ++j)
        sector(s, r, j) = known ? f.employed(r, j) : missing;
    }
  }
  out.insert(out.end(), {std::move(employment), std::move(pay), std::move(real), std::move(gap),
                         std::move(unemployment), std::move(sector)});
}

/// Workers of the two states, and by how many more moved from one region to another than came back.
void add_workers(Tables& out, const States& states_of, const Benchmark& b) {
  if (!b.factor_markets.knows_workers()) return;
  const data::Set from = b.regions.renamed("from"), to = b.regions.renamed("to");
  data::Table workers(
      "workers",
      {states(), from, labour_kinds().renamed("registered"), to, labour_kinds().renamed("work")},
      "1e4 person"),
      net("net_migration", {from, to}, "1e4 person");
  for (int o = 0; o < from.size(); ++o)
    for (int d = 0; d < to.size(); ++d)
      for (int k = 0; k < 2; ++k)
        for (int work = 0; work < 2; ++work) {
          for (int s = 0; s < 2; ++s)
            workers(s, o, k, d, work) = states_of[at(s)].workers()(o, k, d, work);
          const double more = workers(1, o, k, d, work) - workers(0, o, k, d, work);
          net(o, d) += more;
          net(d, o) -= more;
        }
  for (int r = 0; r < from.size(); ++r) net(r, r) = 0;
  out.insert(out.end(), {std::move(workers), std::move(net)});
}

}  // namespace

/// Wages and returns as indices, employment, pay, unemployment, migration, capital and its income
/// between regions. A figure that a closure does not have is not-a-number: pay by kind of work
/// without migration.
void add_factors(Tables& out, const Compared& both) {
  const Solution& s = both.solution;
  const Benchmark& b = *both.m.benchmark;
  const States states_of{FactorState(s, both.point[0], both.accounts[0], both.parameters[0]),
                         FactorState(s, both.point[1], both.accounts[1], both.parameters[1])};
  add_by_area(out, states_of, b, both.areas);
  add_by_region(out, states_of, b);
  add_workers(out, states_of, b);
  add_welfare(out, states_of, s);
}

}  // namespace yuqian::model::report
