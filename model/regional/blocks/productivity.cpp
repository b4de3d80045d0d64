// SPDX-License-Identifier: Apache-2.0
// Total factor productivity (eq. 70): output per unit of the activity, the product of a parameter
// that a scenario may move and of factors that other mechanisms bring (public capital, scale,
// spillovers).
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {

Productivity::Productivity(Assembly& a)
    : sectors_(a.sectors), cells_(at(a.regions * a.sectors), Coefficient(1.0)) {
  ParameterFamily& f =
      a.model.parameters.add("productivity", {a.b.regions.renamed("region"), a.b.sectors});
  for (int r = 0; r < a.regions; ++r)
    for (int j = 0; j < a.sectors; ++j)
      if (a.model.output(r, j).valid())
        cells_[cell(r, j)] = f.ids[f.offset({r, j})] = a.m.parameter(1.0);
}

void Productivity::multiply(int r, int j, const Expr& factor) {
  Coefficient& c = cells_[cell(r, j)];
  c = as_expr(c) * factor;
}

Coefficient Productivity::of(int r, int j, const Expr& delivered) const {
  return as_expr(of(r, j)) * delivered;
}

}  // namespace yuqian::model::spec
