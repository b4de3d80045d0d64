// SPDX-License-Identifier: Apache-2.0
// What households' incomes are made of. Sources are read off the income equations (eq. 3) that were
// solved, so a mechanism that is added to the model is in one of them.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {
namespace {

enum Source { labour, capital, land, transfers, rents, sources_size };

const data::Set& sources() {
  static const data::Set set(
      "income_source", {"labour", "capital", "land", "transfers", "rents"},
      {"劳动收入", "资本收入", "土地和资源收入", "转移收入", "壁垒与配额租金"},
      {"labour", "capital", "land and resources", "transfers", "rents of barriers and quotas"});
  return set;
}

Source source(Endowment e) {
  return e == Endowment::labour    ? labour
         : e == Endowment::capital ? capital
         : e == Endowment::land    ? land
                                   : transfers;
}

/// Amounts of one equilibrium by unknown and source.
std::vector<std::array<double, sources_size>> amounts(const RegionalModel& m, const Point& point) {
  const Model& model = *m.model;
  std::vector<std::array<double, sources_size>> sums(at(model.size()));
  for (const EndowmentData& e : model.endowments())
    sums[at(e.consumer)][source(kind(e))] +=
        e.quantity.value(point.slots) * point.level[at(e.price)];
  for (const TransferData& t : model.transfers())
    sums[at(t.to)][kind(t) == Transfer::barrier_revenue ? rents : transfers] +=
        t.rate.value(point.slots) * point.level[at(t.from)];
  const KernelData& kernel = model.kernel();
  for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) {
    const BlockData& block = model.blocks()[at(b)];
    for (int k = block.tax_begin; k < block.tax_end; ++k) {
      const Tax& tax = kernel.taxes[at(k)];
      sums[at(tax.consumer)][rents] += tax.rate.value(point.slots) *
                                       point.level[at(kernel.price[at(tax.leaf)])] *
                                       std::abs(point.quantity(model, b, tax.leaf));
    }
  }
  return sums;
}

}  // namespace

/// Households' incomes by source; sources add up to household_income.
void add_income_sources(Tables& out, const Compared& p) {
  data::Table t("household_income_by_source", {states(), p.areas.set, households(), sources()},
                "1e8 CNY");
  const UnknownOffsets& o = p.m.model->offsets();
  for (int state = 0; state < 2; ++state) {
    const auto sums = amounts(p.m, p.point[at(state)]);
    for (int a = 0; a < p.areas.set.size(); ++a)
      for (const int r : p.areas.members[at(a)])
        for (int h = 0; h < 2; ++h)
          for (int k = 0; k < sources_size; ++k)
            t(state, a, h, k) += sums[at(o((h == 0 ? p.m.rural : p.m.urban)[at(r)]))][at(k)];
  }
  out.push_back(std::move(t));
}

}  // namespace yuqian::model::report
