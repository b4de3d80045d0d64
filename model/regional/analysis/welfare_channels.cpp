// SPDX-License-Identifier: Apache-2.0
// A household's welfare change by what it receives and pays (eq. 95).
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/analysis/welfare_path.hpp>

namespace yuqian::model::report {

void add_channels(const Piece& p, HouseholdChannels& sums) {
  const Model& model = *p.m.model;
  const KernelData& kernel = model.kernel();
  const auto lambda = [&](int income, int k) {
    const int b = model.block_of(income);
    if (b < 0) return 0.0;
    return p.reference_cost[at(b)] /
           p.at[at(k)].kernel.cost[at(kernel.trees[at(model.blocks()[at(b)].inputs)].nest_begin)];
  };
  const auto add = [&](int income, Channel channel, const Series& money) {
    if (const int h = household_of(model, income); h >= 0)
      for (int k = 0; k < p.rule.size(); ++k)
        sums[at(h)][channel] += p.rule.weight[at(k)] * lambda(income, k) * money.slope(k);
  };
  for (const EndowmentData& e : model.endowments()) {
    if (household_of(model, e.consumer) < 0) continue;
    const Endowment of = kind(e);
    add(e.consumer,
        of == Endowment::labour    ? labour
        : of == Endowment::capital ? capital
        : of == Endowment::land    ? land
                                   : other_income,
        Series(p.rule, [&](int k) {
          return e.quantity.value(p.at[at(k)].slots) * p.at[at(k)].level[at(e.price)];
        }));
  }
  for (const TransferData& t : model.transfers()) {
    if (household_of(model, t.from) < 0 && household_of(model, t.to) < 0) continue;
    const auto paid = [&](int k) {
      return t.rate.value(p.at[at(k)].slots) * p.at[at(k)].level[at(t.from)];
    };
    add(t.to, channel_transfers, Series(p.rule, paid));
    add(t.from, kind(t) == Transfer::saving ? saving : channel_transfers,
        Series(p.rule, [&](int k) { return -paid(k); }));
  }
  for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) {
    const BlockData& block = model.blocks()[at(b)];
    const int h = household_of(model, block.level);
    for (int i = block.leaf_begin; i < block.leaf_end; ++i) {
      const Leaf& l = kernel.leaves[at(i)];
      for (int x = l.tax_begin; x < l.tax_end; ++x) {
        const Tax& tax = kernel.taxes[at(x)];
        if (household_of(model, tax.consumer) < 0) continue;
        add(tax.consumer, channel_transfers, Series(p.rule, [&](int k) {
              const Point& point = p.at[at(k)];
              return tax.rate.value(point.slots) * point.level[at(l.price)] *
                     point.quantity(model, b, i);
            }));
      }
      if (h < 0) continue;
      const LeafSeries leaf(p, b, i);
      for (int k = 0; k < p.rule.size(); ++k)
        sums[at(h)][consumer_prices] += p.rule.weight[at(k)] * lambda(block.level, k) *
                                        (leaf.technology(k, -1) - leaf.price_effect(k, -1));
    }
  }
}

}  // namespace yuqian::model::report
