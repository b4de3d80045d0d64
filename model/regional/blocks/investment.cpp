// SPDX-License-Identifier: Apache-2.0
// Investment (eq. 14): one composite per region, financed by depreciation, the saving of
// households, enterprises, province and centre, and external saving. Under the fixed closure its
// volume stays, in a steady state it keeps pace with the stock (eq. 411), and saving rates adjust.
// Saving of other provinces is what it was, or pooled (eq. 412).
#include <yuqian/data/row_sum.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/incomes.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <limits>
#include <optional>

namespace yuqian::model::spec {
namespace {

double volume(const Benchmark& b, int r) { return data::row_sum(b.investment, r); }

/// Saving that investment does not get, since the province borrows it, 10^8 yuan.
double lent(const Benchmark& b, int r) { return public_budget(b, r).lent; }

/// What real investment of a region is held to, relative to the benchmark; none: it follows saving.
std::optional<Expr> held_investment(const Assembly& a, const Capital& capital, int r) {
  using Investment = Closure::Investment;
  if (a.closure.investment == Investment::saving_driven) return {};
  if (a.closure.investment == Investment::fixed) return Expr(1.0);
  const AuxiliaryId stock = capital.stock[at(r)];
  return stock.valid() ? Expr(stock) : Expr(1.0);
}

/// The factor is free: at a bound investment would not be what it is held to.
AuxiliaryId free_factor(Assembly& a, const std::string& name, double start, int region) {
  return a.m.auxiliary({.name = name,
                        .start = start,
                        .lower = -std::numeric_limits<double>::infinity(),
                        .region = region});
}

/// Saving that provinces pool: what each takes of it beyond the benchmark's, zero in all, such that
/// real investment moves alike everywhere, or as it is held to; one factor on all saving rates
/// adjusts in that case (eq. 412).
class Pool {
 public:
  Pool(Assembly& a, const Capital& capital)
      : a_(a),
        capital_(capital),
        used_(a.closure.interprovincial != Closure::Interprovincial::fixed) {
    if (used_) common_ = free_factor(a, "POOL", 1, -1);
  }
  bool used() const { return used_; }
  /// The factor on all saving rates, where investment is held.
  SavingScale saving_scale() const {
    if (a_.closure.investment == Closure::Investment::saving_driven) return {};
    return SavingScale(at(a_.regions), common_);
  }

  void add(int r, ConsumerId fund, double total, const Expr& cost) {
    const AuxiliaryId flow = free_factor(a_, a_.cell("FLOW", r), 0, r);
    a_.m.endowment(fund, a_.model.foreign_exchange, Expr(total) * Expr(flow),
                   Meaning(Endowment::external_saving));
    const std::optional<Expr> held = held_investment(a_, capital_, r);
    a_.m.equation(flow,
                  Expr(fund) / Expr(total + lent(a_.b, r)) - (held ? *held : Expr(common_)) * cost);
    taken_ = taken_ + Expr(total) * Expr(flow);
    all_ += total;
  }
  void close() {
    if (used_) a_.m.equation(common_, taken_ / Expr(all_));
  }

 private:
  Assembly& a_;
  const Capital& capital_;
  bool used_;
  AuxiliaryId common_;
  Expr taken_ = Expr(0.0);
  double all_ = 0;
};

}  // namespace

double lent_to_province(const Benchmark& b, int r) {
  return lent(b, r) / (volume(b, r) + lent(b, r));
}

Expr investment_price(const Assembly& a, int r) {
  const double total = volume(a.b, r);
  Expr cost(0.0);
  for (int i = 0; i < a.sectors; ++i)
    if (a.b.investment(r, i) > 0)
      cost = cost + Expr(a.b.investment(r, i) / total) * Expr(a.model.final_price(r, i));
  return cost;
}

SavingScale add_investment(Assembly& a, const Borne& borne, const Capital& capital,
                           std::span<const AuxiliaryId> utilisation) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  ParameterFamily& external = m.parameters.add("foreign_saving", {b.regions.renamed("region")});
  Pool pool(a, capital);
  SavingScale saving_scale;
  if (pool.used()) saving_scale = pool.saving_scale();
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    const double total = volume(b, r), saved = total + lent(b, r);
    const ConsumerId id =
        a.m.consumer({.name = a.cell("INV", r), .start = saved, .region = r, .scale = saved});
    m.investment.push_back(id);
    external.weight.push_back(total);
    const ParameterId saving = external.ids[at] =
        a.m.parameter("foreign_saving[" + b.regions.label(r) + "]", b.external_saving[at]);
    a.m.endowment(id, m.foreign_exchange, Expr(saving) - replaced_by_duty(a, borne, r),
                  Meaning(Endowment::external_saving));
    for (const FactorSupply& owned : capital.supplies[at])
      endow(a, id, Endowment::capital, owned, b.retained_capital[at]);
    if (b.central_to_investment[at] != 0)
      a.m.transfer(m.centre, id, b.central_to_investment[at] / central_income(b),
                   Meaning(Transfer::public_investment));
    BlockWriter w = a.m.demand(id);
    w.inputs("capital goods", 0.0);
    for (int i = 0; i < a.sectors; ++i)
      if (b.investment(r, i) > 0)
        w.input(m.final_price(r, i), b.investment(r, i)).tagged(Meaning(Netput::purchase, r, i));
    const Expr cost = investment_price(a, r);
    if (pool.used()) {
      pool.add(r, id, total, cost);
    } else if (const std::optional<Expr> held = held_investment(a, capital, r)) {
      // Saving rates adjust to it, or the use of capital where output follows demand.
      const bool demand_driven = a.closure.output == Closure::Output::demand_driven;
      const AuxiliaryId scale =
          demand_driven ? utilisation[at] : free_factor(a, a.cell("SAVING", r), 1, r);
      a.m.equation(scale, Expr(id) / Expr(saved) - *held * cost);
      if (!demand_driven) saving_scale.push_back(scale);
    }
  }
  pool.close();
  return saving_scale;
}

Expr saving_transfer(const SavingScale& scale, int r, ParameterId rate, ParameterId tax) {
  const Expr plain = Expr(rate) * (Expr(1.0) - Expr(tax));
  return scale.empty() ? plain : Expr(scale[at(r)]) * plain;
}

}  // namespace yuqian::model::spec
