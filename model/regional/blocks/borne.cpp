// SPDX-License-Identifier: Apache-2.0
// Distortions that the benchmark is read to bear already (eq. 416, 417): a duty within the value of
// imports, a wedge within what users pay for capital. A rate is zero unless a scenario says that
// the base year has it. With the tax at the same rate every quantity, user price and income is then
// the benchmark's: only who stands behind a payment differs, and what follows when the tax goes.
#include <yuqian/data/row_sum.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/incomes.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::spec {
namespace {

/// Part of a value that includes a tax at the rate b.
Expr inclusive(const Expr& rate) { return rate / (Expr(1.0) + rate); }

double imports(const Assembly& a, int r) { return data::row_sum(a.b.imports, r); }

/// An amount of foreign exchange that stays whatever becomes of the tax. The tag says what it is
/// paid for, so that budgets find it.
void pay(Assembly& a, ConsumerId from, ConsumerId to, Transfer as, const Expr& amount) {
  const Meaning meaning(Endowment::payment, -1, static_cast<int>(as));
  a.m.endowment(from, a.model.foreign_exchange, -amount, meaning);
  a.m.endowment(to, a.model.foreign_exchange, amount, meaning);
}

/// The centre invests what duties bring, in place of saving from abroad.
void return_duties(Assembly& a, const Borne& borne) {
  for (int r = 0; r < a.regions; ++r)
    if (borne.tariff.at({r}).valid())
      pay(a, a.model.centre, a.model.investment[at(r)], Transfer::public_investment,
          replaced_by_duty(a, borne, r));
}

/// A province passes on what its wedge takes to all who own of the pool, as they own.
void return_capital_taxes(Assembly& a, const Borne& borne) {
  const Benchmark& b = a.b;
  RegionalModel& m = a.model;
  std::vector<double> capital(static_cast<std::size_t>(a.regions), 0.0);
  double national = 0;
  for (int r = 0; r < a.regions; ++r) {
    for (int j = 0; j < a.sectors; ++j) capital[at(r)] += reproducible_capital(a, r, j);
    national += capital[at(r)];
  }
  Expr taken(0.0);
  for (int r = 0; r < a.regions; ++r) {
    const Expr amount = Expr(capital[at(r)]) * inclusive(Expr(borne.capital_tax->at({r})));
    a.m.endowment(m.government[at(r)], m.foreign_exchange, -amount,
                  Meaning(Endowment::payment, -1, static_cast<int>(Transfer::public_investment)));
    taken = taken + amount;
  }
  const auto pass = [&](ConsumerId to, double owned) {
    if (owned > 0)
      a.m.endowment(to, m.foreign_exchange, Expr(owned / national) * taken,
                    Meaning(Endowment::payment, -1, static_cast<int>(Transfer::benefit)));
  };
  for (int s = 0; s < a.regions; ++s) {
    const double households = capital[at(s)] * household_capital(b, s),
                 rural = b.rural_capital_share[at(s)];
    pass(m.rural[at(s)], households * rural);
    pass(m.urban[at(s)], households * (1 - rural));
    if (m.enterprise[at(s)].valid())
      pass(m.enterprise[at(s)], capital[at(s)] * b.enterprise_capital[at(s)]);
    pass(m.investment[at(s)], capital[at(s)] * b.retained_capital[at(s)]);
  }
}

}  // namespace

Borne declare_borne(Assembly& a) {
  const data::Set region = a.b.regions.renamed("region");
  ParameterFamily& tariff = a.model.parameters.add("borne_tariff", {region});
  tariff.absence = "the region imports nothing";
  for (int r = 0; r < a.regions; ++r)
    if (imports(a, r) > 0) tariff.ids[at(r)] = a.m.parameter(0.0);
  if (a.closure.capital != Closure::Capital::interregional) return {tariff, nullptr};
  ParameterFamily& tax = a.model.parameters.add("borne_capital_tax", {region});
  for (int r = 0; r < a.regions; ++r) tax.ids[at(r)] = a.m.parameter(0.0);
  return {tariff, &tax};
}

Expr paid_abroad(const Borne& borne, int r) {
  return Expr(1.0) - inclusive(Expr(borne.tariff.at({r})));
}

Expr replaced_by_duty(const Assembly& a, const Borne& borne, int r) {
  const ParameterId rate = borne.tariff.at({r});
  return rate.valid() ? Expr(imports(a, r)) * inclusive(Expr(rate)) : Expr(0.0);
}

void return_borne(Assembly& a, const Borne& borne) {
  return_duties(a, borne);
  if (borne.capital_tax) return_capital_taxes(a, borne);
}

}  // namespace yuqian::model::spec
