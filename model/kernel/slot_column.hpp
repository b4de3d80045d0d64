// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/point.hpp>

namespace yuqian::model {

/// Rows that can move with a slot, without repetition, ascending.
std::vector<int> slot_rows(const Model&, int slot);

/// column += weight * dF/dslot, rows as the residual; the column has Model::size() entries.
/// Exact for taxes, augmentations, preferences, committed quantities, elasticities, endowments and
/// transfers (eq. 8).
void add_slot_column(const Model&, const Point&, int slot, double weight, std::span<double> column,
                     struct SlotScratch&);

/// Scratch for add_slot_column; sized once.
struct SlotScratch {
  explicit SlotScratch(const KernelData& kernel)
      : d_log_price(kernel.nests.size()),
        d_log_level(kernel.nests.size()),
        d_share(kernel.leaves.size()),
        d_netput(kernel.leaves.size()) {}
  std::vector<double> d_log_price, d_log_level;  ///< by nest
  std::vector<double> d_share, d_netput;         ///< by leaf: dln share, dD
};

}  // namespace yuqian::model
