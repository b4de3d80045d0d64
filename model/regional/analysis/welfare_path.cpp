// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/analysis/welfare_path.hpp>

#include <cmath>

namespace yuqian::model::report {

void Series::differentiate() {
  const std::size_t n = value_.size();
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < n; ++k) slope_[j] += rule_.derivative[j * n + k] * value_[k];
}

namespace {

double tax_rate(const Piece& p, int leaf, int k) {
  const KernelData& kernel = p.m.model->kernel();
  const Leaf& l = kernel.leaves[at(leaf)];
  double rate = 0;
  for (int t = l.tax_begin; t < l.tax_end; ++t)
    rate += kernel.taxes[at(t)].rate.value(p.at[at(k)].slots);
  return rate;
}

}  // namespace

LeafSeries::LeafSeries(const Piece& p, int block, int leaf)
    : quantity(p.rule, [&](int k) { return p.at[at(k)].quantity(*p.m.model, block, leaf); }),
      price(
          p.rule,
          [&](int k) { return p.at[at(k)].level[at(p.m.model->kernel().leaves[at(leaf)].price)]; }),
      tax(p.rule, [&](int k) { return tax_rate(p, leaf, k); }),
      log_tau(p.rule, [&](int k) { return std::log(p.at[at(k)].kernel.tau[at(leaf)]); }) {}

}  // namespace yuqian::model::report
