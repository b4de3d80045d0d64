// SPDX-License-Identifier: Apache-2.0
// Public services (eq. 72, 73): what governments buy and where, and what it does for production.
//
// Functions: the basket of a province shifts between goods at an unchanged budget. Regions:
// earmarked grants bring productive spending a head towards the nation's mean; what some receive
// the others give, through the centre. Productivity: with public_capital = "productive" a
// province's output rises with its real productive spending, by an elasticity on value added.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/public_services.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {
namespace {

/// Real productive spending over its benchmark (eq. 73): the budget buys the basket in fixed
/// proportions; what of it is productive beyond the benchmark's adds to the nation's share of the
/// province's spending.
void state_index(Assembly& a, int r) {
  const Benchmark& b = a.b;
  const auto at = static_cast<std::size_t>(r);
  const AuxiliaryId index = a.model.public_index[at];
  Expr cost(0.0), productive(0.0);
  const double total = public_purchases(b, r), share_of_nation = productive_share(b),
               booked = productive_purchases(b, r) / (share_of_nation * total);
  for (int i = 0; i < a.sectors; ++i) {
    if (!(b.government(r, i) > 0)) continue;
    for (const PublicPurchase& bought : public_purchases_of(a, r, i)) {
      const Expr share = Expr(bought.value / total) * bought.shift;
      cost = cost + share * Expr(a.model.final_price(r, i));
      if (bought.productive) productive = productive + share;
    }
  }
  const Expr budget = Expr(a.model.government[at]) * a.public_budget[at] / Expr(total);
  a.m.equation(
      index, (Expr(index) - Expr(1 - booked)) * cost * Expr(share_of_nation) - budget * productive);
}

}  // namespace

std::vector<PublicPurchase> public_purchases_of(const Assembly& a, int r, int i) {
  const auto at = static_cast<std::size_t>(r);
  const Expr& shift =
      a.public_basket[at * static_cast<std::size_t>(a.sectors) + static_cast<std::size_t>(i)];
  const double all = a.b.government(r, i), productive = productive_purchases(a.b, r, i);
  std::vector<PublicPurchase> list;
  if (productive > 0) list.push_back({productive, shift * a.public_earmark[at], true});
  if (all - productive > 1e-12 * all) list.push_back({all - productive, shift, false});
  return list;
}

void declare_public_index(Assembly& a) {
  if (a.closure.public_capital == Closure::PublicCapital::unproductive) return;
  a.model.public_index.resize(static_cast<std::size_t>(a.regions));
  for (int r = 0; r < a.regions; ++r)
    if (productive_purchases(a.b, r) > 0)
      a.model.public_index[at(r)] =
          a.m.auxiliary({.name = a.cell("PUBLIC", r), .start = 1, .lower = 1e-6, .region = r});
}

void declare_public_basket(Assembly& a) {
  const Benchmark& b = a.b;
  const data::Set region = b.regions.renamed("region");
  ParameterFamily& basket =
      a.model.parameters.add("public_spending", {region, b.sectors.renamed("good")});
  ParameterFamily& equal = a.model.parameters.add("spending_equalisation", {region});
  double persons = 0, national = 0;
  for (const PopulationCell& c : b.population.cells) persons += c.persons;
  for (int r = 0; r < a.regions; ++r) national += productive_spending(b, r);
  for (int r = 0; r < a.regions; ++r) {
    const double bought = productive_purchases(b, r),
                 residents = b.population.persons(r, 0) + b.population.persons(r, 1);
    const double gap = persons > 0 ? national * residents / persons - productive_spending(b, r) : 0;
    a.equalisation_gap.push_back(gap);
    Expr earmark(1.0);
    if (persons > 0 && bought > 0) {
      const ParameterId e = equal.ids[at(r)] =
          a.m.parameter("spending_equalisation[" + b.regions.label(r) + "]", 0);
      earmark = Expr(1.0) + Expr(gap / bought) * Expr(e);
    }
    a.public_earmark.push_back(earmark);
    for (int i = 0; i < a.sectors; ++i)
      a.public_basket.push_back(b.government(r, i) > 0
                                    ? Expr(basket.ids[basket.offset({r, i})] = a.m.parameter(1.0))
                                    : Expr(1.0));
  }
}

void add_public_services(Assembly& a) {
  RegionalModel& m = a.model;
  const ParameterFamily& equal = m.parameters.family("spending_equalisation");
  for (int r = 0; r < a.regions; ++r) {
    const ParameterId e = equal.at({r});
    if (!e.valid()) continue;
    m.payments.push_back(
        {m.centre, m.government[at(r)], e, Transfer::grant, a.equalisation_gap[at(r)]});
  }
  if (a.closure.public_capital == Closure::PublicCapital::unproductive) return;
  ParameterFamily& elasticity =
      m.parameters.add("public_productivity", {a.b.regions.renamed("region")});
  for (int r = 0; r < a.regions; ++r) {
    const AuxiliaryId index = m.public_index[at(r)];
    if (!index.valid()) continue;
    const ParameterId eps = elasticity.ids[at(r)] =
        a.m.parameter("public_productivity[" + a.b.regions.label(r) + "]", a.b.public_productivity);
    state_index(a, r);
    for (int j = 0; j < a.sectors; ++j) {
      if (!m.output(r, j).valid()) continue;
      const double value_added = a.b.labour(r, j) + a.b.capital(r, j) + a.b.land(r, j);
      multiply_output(a, r, j, pow(Expr(index), Expr(eps) * Expr(value_added / a.b.output(r, j))));
    }
  }
}

}  // namespace yuqian::model::spec
