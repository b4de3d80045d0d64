// SPDX-License-Identifier: Apache-2.0
// Transfers (eq. 71): amounts of foreign exchange that pass from one income to another, zero at the
// benchmark. The payer's income falls by what the receiver's rises, so every budget stays closed.
#include "model/spec/blocks.hpp"

namespace yuqian::model::spec {
namespace {

/// What an income receives less what it pays; an endowment of foreign exchange, in 10^8 yuan.
class NetReceipts {
 public:
  void move(ConsumerId from, ConsumerId to, ParameterId amount) {
    add(to, Expr(amount));
    add(from, -Expr(amount));
  }
  void endow(Builder& m, CommodityId foreign_exchange) const {
    for (const auto& [id, sum] : sums_) m.endowment(id, foreign_exchange, sum);
  }

 private:
  void add(ConsumerId id, const Expr& term) {
    for (auto& [known, sum] : sums_)
      if (known.value == id.value) {
        sum = sum + term;
        return;
      }
    sums_.emplace_back(id, term);
  }
  std::vector<std::pair<ConsumerId, Expr>> sums_;  ///< in the order in which they appear
};

}  // namespace

void add_transfers(Assembly& a) {
  RegionalModel& m = a.model;
  const data::Set region = a.b.regions.renamed("region"),
                  household("household", {"rural", "urban"});
  ParameterFamily& from_province = m.parameters.add("transfer_to_household", {region, household});
  ParameterFamily& from_centre =
      m.parameters.add("central_transfer_to_household", {region, household});
  ParameterFamily& horizontal = m.parameters.add(
      "horizontal_transfer", {a.b.regions.renamed("from"), a.b.regions.renamed("to")});
  ParameterFamily& grant = m.parameters.add("central_transfer", {region});
  NetReceipts receipts;
  const auto declare = [&](ParameterFamily& f, const std::vector<int>& index, ConsumerId from,
                           ConsumerId to) {
    receipts.move(from, to, f.ids[f.offset(index)] = a.m.parameter(0.0));
  };
  for (int r = 0; r < a.regions; ++r) {
    const auto at = static_cast<std::size_t>(r);
    for (int h = 0; h < 2; ++h) {
      const ConsumerId to = (h == 0 ? m.rural : m.urban)[at];
      declare(from_province, {r, h}, m.government[at], to);
      declare(from_centre, {r, h}, m.centre, to);
    }
    declare(grant, {r}, m.centre, m.government[at]);
    for (int s = 0; s < a.regions; ++s)
      if (s != r)
        declare(horizontal, {s, r}, m.government[static_cast<std::size_t>(s)], m.government[at]);
  }
  receipts.endow(a.m, m.foreign_exchange);
}

}  // namespace yuqian::model::spec
