// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::model {

/// Changes of what a region uses of one good, by where it comes from.
struct SourceChanges {
  double partner = 0, own = 0, other_provinces = 0, abroad = 0;
};

/// What the partner's change comes instead of (eq. 102): its four parts add up to it. Creation is
/// the first two, diversion the last two. A part is negative where that source grows too.
struct TradeEffect {
  double own_supply = 0, new_use = 0, other_provinces = 0, abroad = 0;
  explicit TradeEffect(const SourceChanges& d)
      : own_supply(-d.own),
        new_use(d.partner + d.own + d.other_provinces + d.abroad),
        other_provinces(-d.other_provinces),
        abroad(-d.abroad) {}
  double creation() const { return own_supply + new_use; }
  double diversion() const { return other_provinces + abroad; }
};

}  // namespace yuqian::model
