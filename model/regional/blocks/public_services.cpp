// SPDX-License-Identifier: Apache-2.0
// Public services (eq. 72, 73): what governments buy and where, and what it does for production.
//
// Functions: the basket of a province shifts between goods at an unchanged budget. Regions:
// earmarked grants bring productive spending per capita towards the nation's mean; what some
// receive the others give, through the centre. Productivity: with public_capital = "productive" a
// province's output rises with its real productive spending, by an elasticity on value added.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/public_services.hpp>
#include <yuqian/model/regional/blocks/blocks.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model::spec {
namespace {

/// Real productive spending over its benchmark (eq. 73): the budget buys the basket in fixed
/// proportions; what of it is productive beyond the benchmark's adds to the nation's share of the
/// province's spending.
void state_index(Assembly& a, const PublicBasket& basket, const Expr& share_on_goods,
                 AuxiliaryId index, int r) {
  const Benchmark& b = a.b;
  Expr cost(0.0), productive(0.0);
  const double total = public_purchases(b, r), share_of_nation = productive_share(b),
               booked = productive_purchases(b, r) / (share_of_nation * total);
  for (int i = 0; i < a.sectors; ++i) {
    if (!(b.government(r, i) > 0)) continue;
    for (const PublicPurchase& bought : public_purchases_of(a, basket, r, i)) {
      const Expr share = Expr(bought.value / total) * bought.shift;
      cost = cost + share * Expr(a.model.final_price(r, i));
      if (bought.productive) productive = productive + share;
    }
  }
  const Expr budget = Expr(a.model.government[at(r)]) * share_on_goods / Expr(total);
  a.m.equation(
      index, (Expr(index) - Expr(1 - booked)) * cost * Expr(share_of_nation) - budget * productive);
}

}  // namespace

std::vector<PublicPurchase> public_purchases_of(const Assembly& a, const PublicBasket& basket,
                                                int r, int i) {
  const Expr& shift = basket.shift[at(r * a.sectors + i)];
  const double all = a.b.government(r, i), productive = productive_purchases(a.b, r, i);
  std::vector<PublicPurchase> list;
  if (productive > 0) list.push_back({productive, shift * basket.earmark[at(r)], true});
  if (all - productive > 1e-12 * all) list.push_back({all - productive, shift, false});
  return list;
}

const PublicIndex& declare_public_index(Assembly& a) {
  PublicIndex& index = a.model.public_index;
  if (a.closure.public_capital == Closure::PublicCapital::unproductive) return index;
  index.resize(at(a.regions));
  for (int r = 0; r < a.regions; ++r)
    if (productive_purchases(a.b, r) > 0)
      index[at(r)] =
          a.m.auxiliary({.name = a.cell("PUBLIC", r), .start = 1, .lower = 1e-6, .region = r});
  return index;
}

PublicBasket declare_public_basket(Assembly& a) {
  const Benchmark& b = a.b;
  const data::Set region = b.regions.renamed("region");
  ParameterFamily& shift =
      a.model.parameters.add("public_spending", {region, b.sectors.renamed("good")});
  ParameterFamily& equal = a.model.parameters.add("spending_equalisation", {region});
  PublicBasket basket{.equalisation = equal};
  double persons = 0, national = 0;
  for (const PopulationCell& c : b.population.cells) persons += c.persons;
  for (int r = 0; r < a.regions; ++r) national += productive_spending(b, r);
  for (int r = 0; r < a.regions; ++r) {
    const double bought = productive_purchases(b, r),
                 residents = b.population.persons(r, 0) + b.population.persons(r, 1);
    const double gap = persons > 0 ? national * residents / persons - productive_spending(b, r) : 0;
    basket.gap.push_back(gap);
    Expr earmark(1.0);
    if (persons > 0 && bought > 0) {
      const ParameterId e = equal.ids[at(r)] =
          a.m.parameter("spending_equalisation[" + b.regions.label(r) + "]", 0);
      earmark = Expr(1.0) + Expr(gap / bought) * Expr(e);
    }
    basket.earmark.push_back(earmark);
    for (int i = 0; i < a.sectors; ++i)
      basket.shift.push_back(b.government(r, i) > 0
                                 ? Expr(shift.ids[shift.offset({r, i})] = a.m.parameter(1.0))
                                 : Expr(1.0));
  }
  return basket;
}

std::vector<Payment> add_public_services(Assembly& a, const PublicBasket& basket,
                                         const PublicIndex& public_index,
                                         std::span<const Expr> budgets,
                                         Productivity& productivity) {
  RegionalModel& m = a.model;
  std::vector<Payment> grants;
  for (int r = 0; r < a.regions; ++r) {
    const ParameterId e = basket.equalisation.at({r});
    if (!e.valid()) continue;
    grants.push_back({m.centre, m.government[at(r)], e, Transfer::grant, basket.gap[at(r)]});
  }
  if (public_index.empty()) return grants;
  ParameterFamily& elasticity =
      m.parameters.add("public_productivity", {a.b.regions.renamed("region")});
  for (int r = 0; r < a.regions; ++r) {
    const AuxiliaryId index = public_index[at(r)];
    if (!index.valid()) continue;
    const ParameterId eps = elasticity.ids[at(r)] =
        a.m.parameter("public_productivity[" + a.b.regions.label(r) + "]", a.b.public_productivity);
    state_index(a, basket, budgets[at(r)], index, r);
    for (int j = 0; j < a.sectors; ++j) {
      if (!m.output(r, j).valid()) continue;
      const double value_added = a.b.labour(r, j) + a.b.capital(r, j) + a.b.land(r, j);
      productivity.multiply(r, j,
                            pow(Expr(index), Expr(eps) * Expr(value_added / a.b.output(r, j))));
    }
  }
  return grants;
}

}  // namespace yuqian::model::spec
