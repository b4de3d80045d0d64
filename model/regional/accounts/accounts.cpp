// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/accounts.hpp>

#include <yuqian/model/regional/accounts/arrivals.hpp>
#include <yuqian/model/regional/blocks/use.hpp>

namespace yuqian::model {
namespace {

using namespace report;

/// What a sector makes, not what arrives abroad of it.
double made(const BlockReader& y) {
  double productivity = 1;  // of goods sold in China: nothing of them melts before the sale
  y.each(y.data().outputs, [&](const Meaning<Netput>& sold, double, double, int leaf) {
    if (sold.is(Netput::domestic_sale)) productivity = y.augmentation(leaf);
  });
  double output = 0;
  y.each(y.data().outputs, [&](const auto&, double quantity, double, int leaf) {
    output += quantity * productivity / y.augmentation(leaf);
  });
  return output;
}

bool is_carbon(Levy levy) { return levy == Levy::carbon; }

/// What a household pays for the carbon of what it burns, where caps count it (eq. 111).
double carbon_paid(const RegionalModel& m, const Point& point, ConsumerId household) {
  const int block = m.model->block_of(household);
  if (block < 0) return 0;
  const BlockReader reader(*m.model, point, block);
  double paid = 0;
  reader.each(reader.data().inputs, [&](const auto&, double quantity, double price, int leaf) {
    paid += reader.tax(leaf, is_carbon) * quantity * price;
  });
  return paid;
}

/// What a sector makes, whom it pays for factors, and its taxes; the price of carbon apart
/// (eq. 82).
void add_producer(Accounts& a, const RegionalModel& m, const Point& point, int r, int i) {
  RegionAccounts& account = a.regions[at(r)];
  const BlockReader y(*m.model, point, m.model->block_of(m.output(r, i)));
  a.output(r, i) = made(y);
  y.each(y.data().outputs, [&](const auto& sold, double quantity, double price, int leaf) {
    const double tax = y.tax(leaf) * price * quantity,
                 carbon = y.tax(leaf, is_carbon) * price * quantity;
    account.production_tax += tax - carbon;
    account.carbon += carbon;
    a.value_added(r, i) += tax;
    if (!sold.is(Netput::foreign_sale)) return;
    account.exports += {price * quantity, quantity};
    a.exports(r, i) += quantity;
  });
  y.each(y.data().inputs, [&](const auto& bought, double quantity, double price, int leaf) {
    const double all = y.tax(leaf) * price * quantity,
                 carbon = y.tax(leaf, is_carbon) * price * quantity;
    const double tax = all - carbon;  // on the use of a factor: a tax on production
    account.production_tax += tax;
    account.carbon += carbon;
    a.value_added(r, i) += all;
    const bool labour = bought.is(Netput::labour), capital = bought.is(Netput::capital);
    if (labour) a.labour(r, i) += price * quantity;
    if (capital) a.capital(r, i) += price * quantity, account.capital_tax += tax;
    if (!labour && !capital && !bought.is(Netput::land)) return;
    (labour ? account.labour : capital ? account.capital : account.land) += price * quantity;
    a.value_added(r, i) += price * quantity;
  });
}

/// Nothing entered yet: the tables with their axes and units.
Accounts empty_accounts(const data::Set& regions, const data::Set& sectors) {
  const std::vector<data::Set> by_cell{regions, sectors};
  const std::vector<data::Set> by_flow{regions.renamed("supplier"), regions.renamed("region_to"),
                                       sectors, data::Set("use", {"intermediate", "final"})};
  const std::vector<data::Set> by_route{margin_services(), places(regions, "from"),
                                        places(regions, "to"), sectors, spec::uses()};
  Accounts a{std::vector<RegionAccounts>(at(regions.size())),
             {"output", by_cell, "10^8 yuan, base-year prices"},
             {"value_added", by_cell, "10^8 yuan"},
             {"labour", by_cell, "10^8 yuan"},
             {"capital", by_cell, "10^8 yuan"},
             {"trade", by_flow, "10^8 yuan, base-year prices"},
             {"trade_value", by_flow, "10^8 yuan"},
             {"margin_supplied", by_cell, "10^8 yuan"},
             {"quota_rent", by_flow, "10^8 yuan"},
             {"margin", by_route, "10^8 yuan, base-year prices"},
             {"margin_value", by_route, "10^8 yuan"},
             {"margin_use", by_route, "benchmark = 1"},
             {"producer_price", by_cell, "benchmark = 1"},
             {"intermediate_price", by_cell, "benchmark = 1"},
             {"final_price", by_cell, "benchmark = 1"}};
  a.exports = {"exports", by_cell, "10^8 yuan, base-year prices"};
  a.imports = {"imports", {regions, sectors, by_flow[3]}, "10^8 yuan, base-year prices"};
  a.imports_value = {"imports_value", a.imports.axes(), "10^8 yuan"};
  return a;
}

}  // namespace

Flow spending(const RegionalModel& m, const Point& point, ConsumerId consumer) {
  const int block = m.model->block_of(consumer);
  Flow flow;
  if (block < 0) return flow;
  const BlockReader reader(*m.model, point, block);
  reader.each(reader.data().inputs, [&](const auto&, double quantity, double price, int) {
    flow += {quantity * price, quantity};
  });
  return flow;
}

data::Table output_volumes(const RegionalModel& m, const Point& point) {
  const data::Set &regions = m.benchmark->regions, &sectors = m.benchmark->sectors;
  data::Table output("output", {regions, sectors}, "10^8 yuan, base-year prices");
  for (int r = 0; r < regions.size(); ++r)
    for (int i = 0; i < sectors.size(); ++i)
      if (m.output(r, i).valid())
        output(r, i) = made({*m.model, point, m.model->block_of(m.output(r, i))});
  return output;
}

Accounts accounts(const RegionalModel& m, const Point& point) {
  const data::Set &regions = m.benchmark->regions, &sectors = m.benchmark->sectors;
  const Model& model = *m.model;
  Accounts a = empty_accounts(regions, sectors);
  a.production = production_account(m, point);

  const auto level = [&](auto id) {
    return id.valid() ? point.level[at(model.offsets()(id))] : 0.0;
  };
  for (int r = 0; r < regions.size(); ++r) {
    RegionAccounts& account = a.regions[at(r)];
    account.rural = spending(m, point, m.rural[at(r)]);
    account.urban = spending(m, point, m.urban[at(r)]);
    for (const auto& [flow, household] :
         {std::pair{&account.rural, m.rural[at(r)]}, {&account.urban, m.urban[at(r)]}}) {
      const double paid = carbon_paid(m, point, household);
      flow->value += paid;
      account.carbon += paid, account.household_carbon += paid;
    }
    account.government = spending(m, point, m.government[at(r)]);
    account.investment = spending(m, point, m.investment[at(r)]);
    account.rural_income = level(m.rural[at(r)]);
    account.urban_income = level(m.urban[at(r)]);
    account.government_income = level(m.government[at(r)]);
    for (int i = 0; i < sectors.size(); ++i) {
      account.gross_output += a.production.output(r, i);
      account.intermediates += a.production.intermediates(r, i);
      a.producer_price(r, i) = level(m.domestic_price(r, i));
      a.intermediate_price(r, i) = level(m.intermediate_price(r, i));
      a.final_price(r, i) = level(m.final_price(r, i));
      if (m.output(r, i).valid()) add_producer(a, m, point, r, i);
    }
  }
  for (int r = 0; r < regions.size(); ++r)
    for (int i = 0; i < sectors.size(); ++i)
      for (int use = 0; use < 2; ++use) {
        const ActivityId activity =
            use == spec::intermediate_use ? m.intermediate(r, i) : m.final_use(r, i);
        if (activity.valid())
          add_arrivals(a, *m.benchmark, {model, point, model.block_of(activity)}, r, i, use);
      }
  for (const QuotaRoute& route : m.quotas) {
    add_arrivals(a, *m.benchmark, {model, point, model.block_of(route.activity)}, route.to,
                 route.good, route.use);
    add_rent(a, m, route, level(route.rent));
  }
  for (int i = 0; i < static_cast<int>(m.world.size()); ++i)
    if (const ActivityId world = m.world[at(i)]; world.valid())
      add_departures(a, *m.benchmark, {model, point, model.block_of(world)}, i);
  return a;
}

}  // namespace yuqian::model
