// SPDX-License-Identifier: Apache-2.0
// Public budgets by item: what provincial governments and the centre receive, pass on and buy. The
// items are read off the equations that the incomes were solved with, and add up to zero in every
// budget.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/block_reader.hpp>
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

const data::Set& fiscal_items() {
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

/// What a transfer is to who receives it, and to who pays it.
Item received(Transfer t) {
  switch (t) {
    case Transfer::direct_tax:
      return direct_tax;
    case Transfer::enterprise_tax:
      return enterprise_tax;
    case Transfer::barrier_revenue:
      return barrier_revenue;
    case Transfer::borrowing:
      return borrowing;
    case Transfer::grant:
      return from_governments;
    default:
      return other_revenue;
  }
}
Item paid(Transfer t) {
  return t == Transfer::benefit             ? to_households
         : t == Transfer::public_investment ? to_investment
                                            : to_governments;
}

/// The budgets of one equilibrium: rows provinces, then the centre.
class Budgets {
 public:
  Budgets(const RegionalModel& m, const Point& point, std::span<const double> parameters)
      : m_(m),
        point_(point),
        parameters_(parameters),
        amounts_(at(m.benchmark->regions.size() + 1)),
        fixed_(at(m.benchmark->regions.size() + 1)) {
    read_taxes();
    read_transfers();
    read_endowments();
    for (int r = 0; r < m.benchmark->regions.size(); ++r) read_purchases(m.government[at(r)], r);
  }
  double operator()(int row, int item) const { return amounts_[at(row)][at(item)]; }
  /// Fixed amounts that a budget pays to others, negative: what its income has been lowered by.
  double fixed_payments(int row) const { return fixed_[at(row)]; }

 private:
  /// Row of an income; -1: it is not a public budget.
  int budget(int consumer) const {
    const Meaning<Agent> of = agent(*m_.model, consumer);
    return of.is(Agent::government) ? of.region
           : of.is(Agent::centre)   ? m_.benchmark->regions.size()
                                    : -1;
  }
  void add(int consumer, Item item, double amount) {
    if (const int row = budget(consumer); row >= 0) amounts_[at(row)][item] += amount;
  }

  void read_taxes() {
    const Model& model = *m_.model;
    const KernelData& kernel = model.kernel();
    for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) {
      const BlockData& block = model.blocks()[at(b)];
      for (int k = block.tax_begin; k < block.tax_end; ++k) {
        const Tax& tax = kernel.taxes[at(k)];
        if (budget(tax.consumer) < 0) continue;
        const Levy of = levy(model, k);
        const bool on_production = of == Levy::production_tax || of == Levy::export_rebate;
        add(tax.consumer,
            on_production        ? production_tax
            : of == Levy::tariff ? tariff
                                 : other_revenue,
            tax.rate.value(point_.slots) * point_.level[at(kernel.price[at(tax.leaf)])] *
                std::abs(point_.quantity(model, b, tax.leaf)));
      }
    }
  }

  void pass(int from, int to, Transfer as, double amount) {
    add(to, received(as), amount);
    add(from, paid(as), -amount);
  }

  /// An amount that does not depend on the payer's income.
  void pay(int from, int to, Transfer as, double amount) {
    pass(from, to, as, amount);
    if (const int row = budget(from); row >= 0) fixed_[at(row)] -= amount;
  }

  /// The same where the tag of the endowment says what a budget pays it for (eq. 416, 417).
  void pay_out(int from, Transfer as, double amount) {
    add(from, paid(as), -amount);
    if (const int row = budget(from); row >= 0) fixed_[at(row)] -= amount;
  }

  void read_transfers() {
    for (const TransferData& t : m_.model->transfers())
      pass(t.from, t.to, kind(t), t.rate.value(point_.slots) * point_.level[at(t.from)]);
  }

  /// Amounts of foreign exchange that pass between incomes (eq. 71, 72, 86), and whatever else is
  /// owned.
  void read_endowments() {
    const UnknownOffsets& o = m_.model->offsets();
    const int foreign = o(m_.foreign_exchange);
    for (const EndowmentData& e : m_.model->endowments())
      if (!is_money(kind(e)))
        add(e.consumer, other_revenue, e.quantity.value(point_.slots) * point_.level[at(e.price)]);
      else if (const Meaning<Endowment> what(e.tag); what.is(Endowment::payment) && what.item >= 0)
        pay_out(e.consumer, static_cast<Transfer>(what.item),
                -e.quantity.value(point_.slots) * point_.level[at(e.price)]);
    for (const Payment& p : m_.payments)
      pay(o(p.from), o(p.to), p.kind,
          p.scale * parameters_[at(p.amount.value)] * point_.level[at(foreign)]);
    for (const AbatementPayment& p : m_.abatement_payments)
      pay(o(m_.government[at(p.from)]), o(m_.government[at(p.to)]), Transfer::grant,
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
  std::vector<std::array<double, items_size>> amounts_;
  std::vector<double> fixed_;
};

/// Productive goods that a province buys, 10^8 yuan at benchmark prices.
double productive_goods(const Compared& p, int state, int r) {
  const int block = p.m.model->block_of(p.m.government[at(r)]);
  if (block < 0) return 0;
  const BlockReader budget(*p.m.model, p.point[at(state)], block);
  double sum = 0;
  budget.each(budget.data().inputs, [&](const auto& good, double quantity, double, int) {
    if (good.detail == 1) sum += quantity;
  });
  return sum;
}

/// Real spending on the goods that production gains from, per capita, yuan.
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
        spending +=
            productive_spending(b, r) - productive_purchases(b, r) + productive_goods(p, s, r);
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
  data::Table fiscal("fiscal", {states(), budgets, fiscal_items()}, "1e8 CNY"),
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
