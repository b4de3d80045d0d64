// SPDX-License-Identifier: Apache-2.0
// Swaps of a closure (eq. 98): a parameter adjusts so that an unknown keeps its target. And the
// external closure with a fixed real exchange rate (eq. 99), which is a swap over the whole nation.
#include <yuqian/model/regional/blocks/blocks.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/solvers/diagnose.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model::spec {
namespace {

Builder::Named find(const Builder& m, const Swap& swap, const std::string& name) {
  const auto found = m.find(name);
  if (found) return *found;
  throw data::InputError({swap.place, fmt::format("the model has no unknown \"{}\"", name), name,
                          data::suggestion(name, m.names())});
}

[[noreturn]] void refuse(const Swap& swap, const std::string& why, const std::string& remedy) {
  throw data::InputError(
      {swap.place, fmt::format("swap {}: {}", text(swap), why), swap.exogenous, remedy});
}

/// Wherever the model reads the parameter it reads the shifted one from now on, and reports know.
void replace(Assembly& a, const ParameterShift& s) {
  const Expr by = Expr(s.weight) * Expr(s.by);
  a.m.replace(s.parameter,
              s.in_proportion ? Expr(s.parameter) * (Expr(1.0) + by) : Expr(s.parameter) + by);
  a.model.shifts.push_back(s);
}

void add_swap(Assembly& a, const Swap& swap, ParameterId target) {
  const Builder::Named fixed = find(a.m, swap, swap.exogenous);
  const bool nominal = fixed.role == Role::commodity || fixed.role == Role::consumer;
  const Builder::Named measure =
      find(a.m, swap, swap.relative_to.empty() ? "PFX" : swap.relative_to);
  if (measure.role != Role::commodity)
    refuse(swap, "\"relative_to\" is not a price",
           "name a price, such as \"PFX\" or \"PL[Guizhou]\"");
  if (swap.exogenous == (swap.relative_to.empty() ? "PFX" : swap.relative_to))
    refuse(swap, "a price relative to itself is given already",
           "name another unknown, or another \"relative_to\"");
  if (fixed.start == 0)
    refuse(swap, "its benchmark value is zero, so a target relative to it says nothing",
           "name another unknown");
  const std::vector<std::size_t> cells = touched_parameters(a.model.parameters, swap.endogenous);
  if (cells.size() > 1 && swap.together == Swap::Together::no)
    refuse(swap,
           fmt::format("\"{}\" is {} cells, and one unknown determines one",
                       swap.endogenous.parameter, cells.size()),
           "narrow \"where\", or let the cells move as one: together = \"add\" or \"scale\"");
  double size = 0;
  for (const std::size_t cell : cells)
    size = std::max(size, std::abs(a.m.value({static_cast<int>(cell)})));
  const bool scale = swap.together == Swap::Together::scale;
  if (scale && size == 0)
    refuse(swap, "cells that are zero at the benchmark do not move in proportion",
           "write together = \"add\"");
  const AuxiliaryId shift = a.m.auxiliary({.name = fmt::format("SWAP[{}]", swap.exogenous),
                                           .start = 0,
                                           .lower = -std::numeric_limits<double>::infinity(),
                                           .scale = scale || size == 0 ? 1 : size});
  for (const std::size_t cell : cells) {
    const ParameterId p{static_cast<int>(cell)};
    if (a.m.replaced(p))
      refuse(swap,
             fmt::format("\"{}\" moves already, for another unknown", swap.endogenous.parameter),
             "let another parameter adjust");
    replace(a, {p, shift, 1, scale});
  }
  const Expr wanted =
      nominal ? Expr(target) * Expr(measure.expr) / Expr(measure.start) : Expr(target);
  a.m.equation(shift, fixed.expr / Expr(fixed.start) - wanted);
}

/// Price of what all households of the nation consume at the benchmark, one there.
Expr consumer_prices(const Assembly& a, const CarbonPrice& carbon) {
  std::vector<double> bought(at(a.regions));
  double total = 0;
  for (int r = 0; r < a.regions; ++r) {
    for (int i = 0; i < a.sectors; ++i) bought[at(r)] += a.b.rural(r, i) + a.b.urban(r, i);
    total += bought[at(r)];
  }
  Expr price(0.0);
  for (int r = 0; r < a.regions; ++r)
    price = price + Expr(bought[at(r)] / total) * consumer_price(a, carbon, r);
  return price;
}

}  // namespace

void add_swaps(Assembly& a, const CarbonPrice& carbon) {
  if (a.closure.external == Closure::External::exchange_rate_fixed) {
    double total = 0;
    std::vector<double> investment(at(a.regions), 0.0);
    for (int r = 0; r < a.regions; ++r)
      for (int i = 0; i < a.sectors; ++i) {
        investment[at(r)] += a.b.investment(r, i);
        total += a.b.investment(r, i);
      }
    // Additional saving from abroad, 10^8 yuan; regions take it up as they invest.
    const AuxiliaryId inflow = a.m.auxiliary({.name = "EXTERNAL",
                                              .start = 0,
                                              .lower = -std::numeric_limits<double>::infinity(),
                                              .scale = 0.01 * total});
    const ParameterFamily& saving = a.model.parameters.family("foreign_saving");
    for (int r = 0; r < a.regions; ++r)
      if (const ParameterId p = saving.at({r}); p.valid())
        replace(a, {p, inflow, investment[at(r)] / total, false});
    a.m.equation(inflow, Expr(a.model.foreign_exchange) - consumer_prices(a, carbon));
  }
  if (a.closure.swaps.empty()) return;
  std::vector<std::string> names;
  for (const Swap& s : a.closure.swaps) {
    if (std::find(names.begin(), names.end(), s.exogenous) != names.end())
      refuse(s, "the unknown is given by an earlier swap", "give every unknown once");
    names.push_back(s.exogenous);
  }
  ParameterFamily& target = a.model.parameters.add("target", {data::Set("unknown", names)});
  for (std::size_t k = 0; k < names.size(); ++k) {
    target.ids[k] = a.m.parameter("target[" + names[k] + "]", 1);
    add_swap(a, a.closure.swaps[k], target.ids[k]);
  }
}

void require_determined(const RegionalModel& m) {
  const std::vector<Swap>& swaps = m.closure->swaps;
  if (swaps.empty()) return;
  Equilibrium e(m.model);
  const solvers::Diagnosis d = solvers::diagnose(e, m.model->start());
  constexpr double singular = 1e-13;
  if (d.regular() && !(d.smallest >= 0 && d.smallest < singular)) return;
  throw data::InputError(
      {swaps.front().place,
       fmt::format("closure \"{}\": with {} the equations do not determine the unknowns: {}",
                   m.closure->id, text(swaps), d.text(e).en),
       m.closure->id,
       "the parameter of a swap has to move its unknown, and no two swaps the same way"});
}

}  // namespace yuqian::model::spec
