// SPDX-License-Identifier: Apache-2.0
// Transfers (eq. 71): amounts of foreign exchange that pass from one income to another, zero at the
// benchmark. The payer's income falls by what the receiver's rises, so every budget stays closed.
// Whom within a group they reach moves nothing here: a group spends as one. Its incomes per capita
// know (eq. 116).
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {
namespace {

/// What every income receives less what it pays becomes one endowment of foreign exchange.
void endow(Assembly& a) {
  std::vector<std::pair<ConsumerId, Expr>> sums;  // in the order in which they appear
  const auto add = [&](ConsumerId id, const Expr& term) {
    for (auto& [known, sum] : sums)
      if (known.value == id.value) {
        sum = sum + term;
        return;
      }
    sums.emplace_back(id, term);
  };
  for (const Payment& p : a.model.payments) {
    const Expr amount = Expr(p.scale) * Expr(p.amount);
    add(p.to, amount);
    add(p.from, -amount);
  }
  for (const auto& [id, sum] : sums)
    a.m.endowment(id, a.model.foreign_exchange, sum, Meaning(Endowment::payment));
}

}  // namespace

void add_transfers(Assembly& a, std::vector<Payment> grants) {
  RegionalModel& m = a.model;
  m.payments = std::move(grants);
  const data::Set region = a.b.regions.renamed("region"),
                  household("household", {"rural", "urban"});
  ParameterFamily& from_province = m.parameters.add("transfer_to_household", {region, household});
  ParameterFamily& from_centre =
      m.parameters.add("central_transfer_to_household", {region, household});
  ParameterFamily& horizontal = m.parameters.add(
      "horizontal_transfer", {a.b.regions.renamed("from"), a.b.regions.renamed("to")});
  ParameterFamily& target = m.parameters.add("transfer_target", {region, household});
  ParameterFamily& grant = m.parameters.add("central_transfer", {region});
  const auto declare = [&](ParameterFamily& f, const std::vector<int>& index, ConsumerId from,
                           ConsumerId to, Transfer kind) {
    m.payments.push_back({from, to, f.ids[f.offset(index)] = a.m.parameter(0.0), kind});
  };
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    for (int h = 0; h < 2; ++h) {
      const ConsumerId to = (h == 0 ? m.rural : m.urban)[at];
      declare(from_province, {r, h}, m.government[at], to, Transfer::benefit);
      declare(from_centre, {r, h}, m.centre, to, Transfer::benefit);
      target.ids[target.offset({r, h})] = a.m.parameter(0.0);
    }
    declare(grant, {r}, m.centre, m.government[at], Transfer::grant);
    for (int s = 0; s < a.regions; ++s)
      if (s != r)
        declare(horizontal, {s, r}, m.government[static_cast<std::size_t>(s)], m.government[at],
                Transfer::grant);
  }
  endow(a);
}

}  // namespace yuqian::model::spec
