// SPDX-License-Identifier: Apache-2.0
// Total factor productivity (eq. 70): output per unit of the activity, the product of a parameter
// that a scenario may move and of factors that other mechanisms bring (public capital, scale,
// spillovers).
#include <yuqian/model/regional/blocks/blocks.hpp>

namespace yuqian::model::spec {
namespace {

std::size_t cell(const Assembly& a, int r, int j) {
  return static_cast<std::size_t>(r * a.sectors + j);
}

}  // namespace

void declare_productivity(Assembly& a) {
  ParameterFamily& f =
      a.model.parameters.add("productivity", {a.b.regions.renamed("region"), a.b.sectors});
  a.output_augmentation.assign(static_cast<std::size_t>(a.regions * a.sectors), Coefficient(1.0));
  for (int r = 0; r < a.regions; ++r)
    for (int j = 0; j < a.sectors; ++j)
      if (a.model.output(r, j).valid())
        a.output_augmentation[cell(a, r, j)] = f.ids[f.offset({r, j})] = a.m.parameter(1.0);
}

void multiply_output(Assembly& a, int r, int j, const Expr& factor) {
  Coefficient& c = a.output_augmentation[cell(a, r, j)];
  c = as_expr(c) * factor;
}

Coefficient output_augmentation(const Assembly& a, int r, int j) {
  return a.output_augmentation[cell(a, r, j)];
}

Coefficient output_augmentation(const Assembly& a, int r, int j, const Expr& delivered) {
  return as_expr(a.output_augmentation[cell(a, r, j)]) * delivered;
}

}  // namespace yuqian::model::spec
