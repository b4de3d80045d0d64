// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>

namespace yuqian::model {

/// By unknown of the model: the good whose price it is among `prices` [region, sector]; -1: none.
inline std::vector<int> priced_goods(const RegionalModel& m, const Grid<CommodityId>& prices) {
  std::vector<int> good(static_cast<std::size_t>(m.model->size()), -1);
  for (int r = 0; r < m.benchmark->regions.size(); ++r)
    for (int i = 0; i < m.benchmark->sectors.size(); ++i)
      if (prices(r, i).valid()) good[at(m.model->offsets()(prices(r, i)))] = i;
  return good;
}

}  // namespace yuqian::model
