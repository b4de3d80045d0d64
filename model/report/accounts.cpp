// SPDX-License-Identifier: Apache-2.0
#include "model/report/accounts.hpp"

#include "model/spec/blocks.hpp"

namespace yuqian::model {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Walks the leaves of one block: quantity, price and taxes paid by receiving income.
class BlockReader {
 public:
  BlockReader(const Model& model, const Point& point, int block)
      : model_(model), point_(point), block_(block) {}

  template <class F>  // f(price unknown, quantity, price, leaf)
  void each(int tree, F&& f) const {
    const TreeData& t = model_.kernel().trees[at(tree)];
    for (int i = t.leaf_begin; i < t.leaf_end; ++i) {
      const Leaf& leaf = model_.kernel().leaves[at(i)];
      f(leaf.price, point_.quantity(model_, block_, i), point_.level[at(leaf.price)], i);
    }
  }
  const BlockData& data() const { return model_.blocks()[at(block_)]; }
  double augmentation(int leaf) const { return point_.kernel.tau[at(leaf)]; }
  /// The price of the first leaf in the nest of this one: the good that a margin is paid with.
  int first_price(int leaf) const {
    const KernelData& k = model_.kernel();
    return k.leaves[at(k.nests[at(k.leaves[at(leaf)].nest)].leaf_begin)].price;
  }

  double tax(int leaf) const {  // rate, all agents
    return tax(leaf, [](int) { return true; });
  }
  template <class F>  // f(unknown of the agent): whether its part counts
  double tax(int leaf, F&& counts) const {
    const Leaf& l = model_.kernel().leaves[at(leaf)];
    double rate = 0;
    for (int t = l.tax_begin; t < l.tax_end; ++t) {
      const Tax& tax = model_.kernel().taxes[at(t)];
      if (counts(tax.consumer)) rate += tax.rate.value(point_.slots);
    }
    return rate;
  }

 private:
  const Model& model_;
  const Point& point_;
  int block_;
};

/// What a price stands for in the regional model.
struct Meaning {
  enum Kind { other, domestic, wage, rent, land, foreign, transport, way } kind = other;
  int region = -1, sector = -1;
};

std::vector<Meaning> meanings(const RegionalModel& m) {
  std::vector<Meaning> list(at(m.model->size()));
  const UnknownOffsets& o = m.model->offsets();
  const auto set = [&](CommodityId id, Meaning::Kind kind, int r, int i) {
    if (id.valid()) list[at(o(id))] = {kind, r, i};
  };
  for (int r = 0; r < m.benchmark->regions.size(); ++r) {
    for (int i = 0; i < m.benchmark->sectors.size(); ++i) {
      set(m.domestic_price(r, i), Meaning::domestic, r, i);
      set(m.wage(r, i), Meaning::wage, r, i);
      set(m.rent(r, i), Meaning::rent, r, i);
      set(m.land_rent(r, i), Meaning::land, r, i);
    }
  }
  if (const int good = m.benchmark->margins.good; good >= 0)
    for (int r = 0; r < m.benchmark->regions.size(); ++r) set(m.intermediate_price(r, good), Meaning::transport, r, good);
  for (const QuotaWay& way : m.quotas) set(way.price, Meaning::way, way.from, way.good);
  set(m.foreign_exchange, Meaning::foreign, -1, -1);
  return list;
}

Flow spending(const RegionalModel& m, const Point& point, ConsumerId consumer) {
  const int block = m.model->block_of(consumer);
  Flow flow;
  if (block < 0) return flow;
  const BlockReader reader(*m.model, point, block);
  reader.each(reader.data().inputs, [&](int, double quantity, double price, int) {
    flow += {quantity * price, quantity};
  });
  return flow;
}

/// What a household pays for the carbon of what it burns, where caps count it (eq. 111).
double carbon_paid(const RegionalModel& m, const Point& point, ConsumerId household, const std::vector<bool>& carbon_agent) {
  const int block = m.model->block_of(household);
  if (block < 0) return 0;
  const BlockReader reader(*m.model, point, block);
  double paid = 0;
  reader.each(reader.data().inputs, [&](int, double quantity, double price, int leaf) {
    paid += reader.tax(leaf, [&](int agent) { return carbon_agent[at(agent)]; }) * quantity * price;
  });
  return paid;
}

/// What a region receives of a good for one use, leaf by leaf of the block that buys it: goods and transport from
/// provinces, imports, and what is paid on them. Goods under quota come by a way of their own.
void add_arrivals(Accounts& a, const BlockReader& source, const std::vector<Meaning>& meaning, int r, int i, int use) {
  source.each(source.data().inputs, [&](int p, double quantity, double price, int leaf) {
    const Flow flow{price * quantity, quantity};
    const Meaning::Kind kind = meaning[at(p)].kind;
    const int s = meaning[at(p)].region;
    if (kind == Meaning::way) return;
    if (kind == Meaning::transport) {
      const Meaning& good = meaning[at(source.first_price(leaf))];
      const int from = good.kind == Meaning::foreign ? static_cast<int>(a.regions.size()) : good.region;
      a.margin(from, r, i, use) += flow.volume;
      a.margin_value(from, r, i, use) += flow.value;
      a.margin_supplied[at(s)] += flow.value;
      a.margin_use(from, r, i, use) = source.augmentation(leaf);
    } else if (kind == Meaning::foreign) {
      a.regions[at(r)].imports += flow;
      a.imports(r, i, use) += flow.volume;
      a.imports_value(r, i, use) += flow.value;
      a.regions[at(r)].tariff += source.tax(leaf) * flow.value;
      return;
    } else {
      a.trade(s, r, i, use) = flow.volume;
      a.trade_value(s, r, i, use) = flow.value;
      a.regions[at(r)].wedge += source.tax(leaf) * flow.value;
    }
    if (s == r) return;
    a.regions[at(r)].inflow += flow;
    a.regions[at(s)].outflow += flow;
  });
}

/// The rent of a quota stands among the destination's wedges. Where the origin owns it, it is the origin's, and
/// the destination has paid more for what flows in.
void add_rent(Accounts& a, const RegionalModel& m, const QuotaWay& way, double rate) {
  const double rent = rate * a.trade_value(way.from, way.to, way.good, way.use);
  a.quota_rent(way.from, way.to, way.good, way.use) = rent;
  if (m.closure.quota_owner != Closure::QuotaOwner::origin) return;
  a.regions[at(way.to)].wedge -= rent;
  a.regions[at(way.from)].wedge += rent;
  a.regions[at(way.to)].inflow.value += rent;
  a.regions[at(way.from)].outflow.value += rent;
}

}  // namespace

Flow& Flow::operator+=(const Flow& other) {
  value += other.value;
  volume += other.volume;
  return *this;
}

double RegionAccounts::grp_expenditure() const {
  return rural.value + urban.value + government.value + investment.value + exports.value - imports.value +
         outflow.value - inflow.value;
}

double RegionAccounts::grp_income() const { return labour + capital + land + production_tax + tariff + wedge + carbon; }

double RegionAccounts::grp_volume() const {
  return rural.volume + urban.volume + government.volume + investment.volume + exports.volume - imports.volume +
         outflow.volume - inflow.volume;
}

RegionAccounts& RegionAccounts::operator+=(const RegionAccounts& o) {
  rural += o.rural, urban += o.urban, government += o.government, investment += o.investment;
  exports += o.exports, imports += o.imports, outflow += o.outflow, inflow += o.inflow;
  labour += o.labour, capital += o.capital, land += o.land;
  capital_tax += o.capital_tax;
  production_tax += o.production_tax, tariff += o.tariff, wedge += o.wedge;
  carbon += o.carbon, household_carbon += o.household_carbon;
  gross_output += o.gross_output, intermediates += o.intermediates;
  rural_income += o.rural_income, urban_income += o.urban_income, government_income += o.government_income;
  return *this;
}

Accounts accounts(const RegionalModel& m, const Point& point) {
  const data::Set &regions = m.benchmark->regions, &sectors = m.benchmark->sectors;
  const Model& model = *m.model;
  const std::vector<Meaning> meaning = meanings(m);
  const std::vector<data::Set> by_cell{regions, sectors};
  const std::vector<data::Set> by_flow{regions.renamed("supplier"), regions.renamed("region_to"), sectors,
                                       data::Set("use", {"intermediate", "final"})};
  const std::vector<data::Set> by_route{places(regions, "from"), by_flow[1], sectors, by_flow[3]};
  Accounts a{std::vector<RegionAccounts>(at(regions.size())),
             {"output", by_cell, "10^8 yuan, 2017 prices"},
             {"value_added", by_cell, "10^8 yuan"},
             {"labour", by_cell, "10^8 yuan"},
             {"capital", by_cell, "10^8 yuan"},
             {"trade", by_flow, "10^8 yuan, 2017 prices"},
             {"trade_value", by_flow, "10^8 yuan"},
             std::vector<double>(at(regions.size())),
             {"quota_rent", by_flow, "10^8 yuan"},
             {"margin", by_route, "10^8 yuan, 2017 prices"},
             {"margin_value", by_route, "10^8 yuan"},
             {"margin_use", by_route, "benchmark = 1"},
             {"producer_price", by_cell, "benchmark = 1"},
             {"intermediate_price", by_cell, "benchmark = 1"},
             {"final_price", by_cell, "benchmark = 1"}};
  a.imports = {"imports", {regions, sectors, by_flow[3]}, "10^8 yuan, 2017 prices"};
  a.imports_value = {"imports_value", a.imports.axes(), "10^8 yuan"};
  a.production = production_account(m, point);

  const auto level = [&](auto id) { return id.valid() ? point.level[at(model.offsets()(id))] : 0.0; };
  // The meter of emissions and the fund that pays it back and collects the price (eq. 82).
  std::vector<bool> carbon_agent(at(model.size()));
  for (const auto* agents : {&m.meter, &m.permits})
    for (const ConsumerId id : *agents) carbon_agent[at(model.offsets()(id))] = true;
  const auto is_carbon = [&](int agent) { return carbon_agent[at(agent)]; };
  for (int r = 0; r < regions.size(); ++r) {
    RegionAccounts& account = a.regions[at(r)];
    account.rural = spending(m, point, m.rural[at(r)]);
    account.urban = spending(m, point, m.urban[at(r)]);
    for (const auto& [flow, household] : {std::pair{&account.rural, m.rural[at(r)]}, {&account.urban, m.urban[at(r)]}}) {
      const double paid = carbon_paid(m, point, household, carbon_agent);
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
      if (!m.output(r, i).valid()) continue;
      const BlockReader y(model, point, model.block_of(m.output(r, i)));
      double productivity = 1;  // of goods sold in China: nothing of them melts before the sale
      y.each(y.data().outputs, [&](int p, double, double, int leaf) {
        if (meaning[at(p)].kind == Meaning::domestic) productivity = point.kernel.tau[at(leaf)];
      });
      y.each(y.data().outputs, [&](int p, double quantity, double price, int leaf) {
        a.output(r, i) += quantity * productivity / point.kernel.tau[at(leaf)];  // what is made, not what arrives abroad
        const double tax = y.tax(leaf) * price * quantity, carbon = y.tax(leaf, is_carbon) * price * quantity;
        account.production_tax += tax - carbon;
        account.carbon += carbon;
        a.value_added(r, i) += tax;
        if (meaning[at(p)].kind == Meaning::foreign) account.exports += {price * quantity, quantity};
      });
      y.each(y.data().inputs, [&](int p, double quantity, double price, int leaf) {
        const double all = y.tax(leaf) * price * quantity, carbon = y.tax(leaf, is_carbon) * price * quantity;
        const double tax = all - carbon;  // on the use of a factor: a tax on production
        account.production_tax += tax;
        account.carbon += carbon;
        a.value_added(r, i) += all;
        const Meaning::Kind kind = meaning[at(p)].kind;
        if (kind == Meaning::wage) a.labour(r, i) += price * quantity;
        if (kind == Meaning::rent) a.capital(r, i) += price * quantity, account.capital_tax += tax;
        if (kind != Meaning::wage && kind != Meaning::rent && kind != Meaning::land) return;
        (kind == Meaning::wage ? account.labour : kind == Meaning::rent ? account.capital : account.land) += price * quantity;
        a.value_added(r, i) += price * quantity;
      });
    }
  }
  for (int r = 0; r < regions.size(); ++r)
    for (int i = 0; i < sectors.size(); ++i)
      for (int use = 0; use < 2; ++use) {
        const ActivityId activity = use == spec::intermediate_use ? m.intermediate(r, i) : m.final_use(r, i);
        if (activity.valid()) add_arrivals(a, {model, point, model.block_of(activity)}, meaning, r, i, use);
      }
  for (const QuotaWay& way : m.quotas) {
    add_arrivals(a, {model, point, model.block_of(way.activity)}, meaning, way.to, way.good, way.use);
    add_rent(a, m, way, level(way.rent));
  }
  for (const ActivityId world : m.world) {
    if (!world.valid()) continue;
    const BlockReader w(model, point, model.block_of(world));
    w.each(w.data().inputs, [&](int p, double quantity, double price, int) {
      if (meaning[at(p)].kind == Meaning::domestic) a.regions[at(meaning[at(p)].region)].exports += {price * quantity, quantity};
    });
  }
  return a;
}

}  // namespace yuqian::model
