// SPDX-License-Identifier: Apache-2.0
// Public budgets by item: what provincial governments and the centre receive, pass on and buy. The
// items are read off the equations that the incomes were solved with, and add up to zero in every
// budget.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/residents.hpp>
#include <yuqian/model/regional/benchmark/public_services.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {
namespace {

enum Item {
  production_tax,
  direct_tax,
  enterprise_tax,
  tariff,
  barrier_revenue,
  other_revenue,
  borrowing,
  from_governments,
  to_governments,
  to_households,
  to_investment,
  purchases,
  items_size
};

const data::Set& items() {
  static const data::Set set(
      "budget_item",
      {"production_tax", "direct_tax", "enterprise_tax", "tariff", "barrier_revenue",
       "other_revenue", "borrowing", "from_governments", "to_governments", "to_households",
       "to_investment", "purchases"},
      {"生产税净额", "个人所得税", "企业所得税和非税收入", "关税", "壁垒收入", "其他收入",
       "举债净额", "其他政府转入", "转出至其他政府(负)", "对居民转移支付(负)",
       "政府投资及其他资本性支出(负)", "政府消费(负)"});
  return set;
}

/// What an income belongs to.
enum class Owner { other, government, household, enterprise, fund, investment };

/// The budgets of one equilibrium: rows provinces, then the centre.
class Budgets {
 public:
  Budgets(const RegionalModel& m, const Point& point, std::span<const double> parameters)
      : m_(m),
        point_(point),
        parameters_(parameters),
        owner_(at(m.model->size()), Owner::other),
        budget_(at(m.model->size()), -1),
        amounts_(at(m.benchmark->regions.size() + 1)),
        fixed_(at(m.benchmark->regions.size() + 1)) {
    const UnknownOffsets& o = m.model->offsets();
    for (int r = 0; r < m.benchmark->regions.size(); ++r) {
      for (const ConsumerId id : {m.rural[at(r)], m.urban[at(r)]})
        owner_[at(o(id))] = Owner::household;
      owner_[at(o(m.barrier_fund[at(r)]))] = Owner::fund;
      owner_[at(o(m.investment[at(r)]))] = Owner::investment;
      if (m.enterprise[at(r)].valid()) owner_[at(o(m.enterprise[at(r)]))] = Owner::enterprise;
      own(o(m.government[at(r)]), r);
    }
    own(o(m.centre), m.benchmark->regions.size());
    read_taxes();
    read_transfers();
    read_endowments();
    for (int r = 0; r < m.benchmark->regions.size(); ++r) read_purchases(m.government[at(r)], r);
  }
  double operator()(int row, int item) const { return amounts_[at(row)][at(item)]; }
  /// Fixed amounts that a budget pays to others, negative: what its income has been lowered by.
  double fixed_payments(int row) const { return fixed_[at(row)]; }

 private:
  void own(int unknown, int row) {
    owner_[at(unknown)] = Owner::government;
    budget_[at(unknown)] = row;
  }
  void add(int consumer, Item item, double amount) {
    if (const int row = budget_[at(consumer)]; row >= 0) amounts_[at(row)][item] += amount;
  }

  void read_taxes() {
    const Model& model = *m_.model;
    const KernelData& kernel = model.kernel();
    std::vector<bool> imported(at(model.size()));
    for (const CommodityId id : m_.import_price)
      if (id.valid()) imported[at(model.offsets()(id))] = true;
    std::vector<bool> exporting(model.blocks().size());
    for (const ActivityId id : m_.world)
      if (id.valid()) exporting[at(model.block_of(id))] = true;
    for (std::size_t b = 0; b < model.blocks().size(); ++b) {
      const BlockData& block = model.blocks()[b];
      for (const int tree : {block.inputs, block.outputs}) {
        if (tree < 0) continue;
        const TreeData& t = kernel.trees[at(tree)];
        for (int i = t.leaf_begin; i < t.leaf_end; ++i) {
          const Leaf& leaf = kernel.leaves[at(i)];
          for (int k = leaf.tax_begin; k < leaf.tax_end; ++k) {
            const Tax& tax = kernel.taxes[at(k)];
            if (budget_[at(tax.consumer)] < 0) continue;
            add(tax.consumer,
                tree == block.outputs || exporting[b] ? production_tax  // less rebates of exports
                : imported[at(leaf.price)]            ? tariff
                                                      : other_revenue,
                tax.rate.value(point_.slots) * point_.level[at(leaf.price)] *
                    std::abs(point_.quantity(model, static_cast<int>(b), i)));
          }
        }
      }
    }
  }

  void pass(int from, int to, double amount) {
    const Owner payer = owner_[at(from)], receiver = owner_[at(to)];
    add(to,
        payer == Owner::household    ? direct_tax
        : payer == Owner::enterprise ? enterprise_tax
        : payer == Owner::fund       ? barrier_revenue
        : payer == Owner::investment ? borrowing
        : payer == Owner::government ? from_governments
                                     : other_revenue,
        amount);
    add(from,
        receiver == Owner::household    ? to_households
        : receiver == Owner::investment ? to_investment
                                        : to_governments,
        -amount);
  }

  /// An amount that does not hang on the payer's income.
  void pay(int from, int to, double amount) {
    pass(from, to, amount);
    if (const int row = budget_[at(from)]; row >= 0) fixed_[at(row)] -= amount;
  }

  void read_transfers() {
    for (const TransferData& t : m_.model->transfers())
      pass(t.from, t.to, t.rate.value(point_.slots) * point_.level[at(t.from)]);
  }

  /// Amounts of foreign exchange that pass between incomes (eq. 71, 72, 86), and whatever else is
  /// owned.
  void read_endowments() {
    const UnknownOffsets& o = m_.model->offsets();
    const int foreign = o(m_.foreign_exchange);
    for (const EndowmentData& e : m_.model->endowments())
      if (e.price != foreign)
        add(e.consumer, other_revenue, e.quantity.value(point_.slots) * point_.level[at(e.price)]);
    for (const Payment& p : m_.payments)
      pay(o(p.from), o(p.to),
          p.scale * parameters_[at(p.amount.value)] * point_.level[at(foreign)]);
    for (const AbatementPayment& p : m_.abatement_payments)
      pay(o(m_.government[at(p.from)]), o(m_.government[at(p.to)]),
          parameters_[at(p.rate.value)] *
              (p.reference * point_.level[at(foreign)] - point_.level[at(o(m_.meter[at(p.to)]))]));
  }

  void read_purchases(ConsumerId id, int row) {
    const int b = m_.model->block_of(id);
    if (b < 0) return;
    const BlockData& block = m_.model->blocks()[at(b)];
    for (int i = block.leaf_begin; i < block.leaf_end; ++i)
      amounts_[at(row)][purchases] -= point_.quantity(*m_.model, b, i) *
                                      point_.level[at(m_.model->kernel().leaves[at(i)].price)];
  }

  const RegionalModel& m_;
  const Point& point_;
  std::span<const double> parameters_;
  std::vector<Owner> owner_;
  std::vector<int> budget_;
  std::vector<std::array<double, items_size>> amounts_;
  std::vector<double> fixed_;
};

/// Productive goods that a province buys, 10^8 yuan at benchmark prices.
double bought(const Compared& p, int state, int r) {
  const int block = p.m.model->block_of(p.m.government[at(r)]);
  if (block < 0) return 0;
  const BlockData& data = p.m.model->blocks()[at(block)];
  double sum = 0;
  for (int i = 0; i < p.m.benchmark->sectors.size(); ++i) {
    if (!(productive_purchases(*p.m.benchmark, r, i) > 0) || !p.m.final_price(r, i).valid())
      continue;
    const int price = p.m.model->offsets()(p.m.final_price(r, i));
    // The productive part of a good stands before the rest of it.
    for (int leaf = data.leaf_begin; leaf < data.leaf_end; ++leaf)
      if (p.m.model->kernel().leaves[at(leaf)].price == price) {
        sum += p.point[at(state)].quantity(*p.m.model, block, leaf);
        break;
      }
  }
  return sum;
}

/// Real spending on the goods that production gains from, by head, yuan.
void add_productive_spending(Tables& out, const Compared& p) {
  const Benchmark& b = *p.m.benchmark;
  if (b.population.cells.empty()) return;
  data::Table t("productive_spending_per_head", {states(), p.areas.set}, "CNY/person");
  for (int s = 0; s < 2; ++s) {
    const Residents residents(p.m, p.point[at(s)], p.parameters[at(s)]);
    for (int a = 0; a < p.areas.set.size(); ++a) {
      double spending = 0, persons = 0;
      for (const int r : p.areas.members[at(a)]) {
        persons += residents.persons(r);
        spending += productive_spending(b, r) - productive_purchases(b, r) + bought(p, s, r);
      }
      t(s, a) = 1e4 * spending / persons;
    }
  }
  out.push_back(std::move(t));
}

}  // namespace

/// Public budgets by item.
void add_fiscal(Tables& out, const Compared& p) {
  const Areas& areas = p.areas;
  std::vector<std::string> labels = areas.set.labels(), zh, en;
  for (int a = 0; a < areas.set.size(); ++a)
    zh.push_back(areas.set.zh(a)), en.push_back(areas.set.en(a));
  labels.push_back("Centre"), zh.push_back("中央"), en.push_back("Centre");
  const data::Set budgets("budget", labels, zh, en);
  data::Table fiscal("fiscal", {states(), budgets, items()}, "1e8 CNY"),
      fixed("fixed_payments", {states(), budgets}, "1e8 CNY");
  const int centre = areas.set.size(), row_of_centre = p.m.benchmark->regions.size();
  for (int s = 0; s < 2; ++s) {
    const Budgets rows(p.m, p.point[at(s)], p.parameters[at(s)]);
    for (int a = 0; a < areas.set.size(); ++a)
      for (const int r : areas.members[at(a)]) fixed(s, a) += rows.fixed_payments(r);
    fixed(s, centre) = rows.fixed_payments(row_of_centre);
    fixed(s, areas.set.index("China")) += fixed(s, centre);
    for (int k = 0; k < items_size; ++k) {
      for (int a = 0; a < areas.set.size(); ++a)
        for (const int r : areas.members[at(a)]) fiscal(s, a, k) += rows(r, k);
      fiscal(s, centre, k) = rows(row_of_centre, k);
      // The nation's public budgets are all of them; what passes between them cancels.
      fiscal(s, areas.set.index("China"), k) += rows(row_of_centre, k);
    }
  }
  out.push_back(std::move(fiscal));
  out.push_back(std::move(fixed));
  add_productive_spending(out, p);
}

}  // namespace yuqian::model::report
