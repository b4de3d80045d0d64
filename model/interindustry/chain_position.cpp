// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/chain_position.hpp>

#include <cmath>

namespace yuqian::interindustry {
namespace {

/// Row sums of G: sum_j l_ij x_j / x_i.
Vector ghosh_rows(const Leontief& l, const Vector& output_weighted) {
  return l.table().per_output(l.output_for(output_weighted));
}

Vector quotient(const Vector& a, const Vector& b) {
  Vector q(a.size());
  for (Eigen::Index i = 0; i < a.size(); ++i) q(i) = b(i) > 1e-12 ? a(i) / b(i) : std::nan("");
  return q;
}

}  // namespace

Vector upstreamness(const Leontief& l) { return ghosh_rows(l, l.table().output); }

Vector downstreamness(const Leontief& l) { return l.totals(Vector::Ones(l.size())); }

PropagationLength propagation_length(const Leontief& l) {
  // Steps weighted by what they bring: sum_k k A^k = L (L - I), over sum_k A^k = L - I. All from
  // solves with sums of final use; neither L nor its square is needed.
  const IoTable& t = l.table();
  const Vector ones = Vector::Ones(l.size());
  const Vector once = l.totals(ones) - ones;  // 1'(L - I)
  PropagationLength p;
  p.backward = quotient(l.totals(once), once);
  const Vector x = t.output, forward = l.output_for(x) - x;
  p.forward = quotient(l.output_for(forward), forward);
  Matrix demand(t.cells(), t.regions.size());
  for (int r = 0; r < t.regions.size(); ++r)
    demand.col(r) = t.final_use.middleCols(t.column(r, 0), t.users.size()).rowwise().sum();
  const Matrix called = l.solve(demand) - demand, twice = l.solve(called);
  const Matrix sums = region_sums(t);
  const Matrix steps = sums * twice, amount = sums * called;
  p.by_pair.resize(t.regions.size(), t.regions.size());
  for (Eigen::Index s = 0; s < amount.rows(); ++s)
    for (Eigen::Index r = 0; r < amount.cols(); ++r)
      p.by_pair(s, r) = amount(s, r) > 1e-12 ? steps(s, r) / amount(s, r) : std::nan("");
  return p;
}

Measures chain_positions(const Leontief& l) {
  const IoTable& t = l.table();
  const PropagationLength p = propagation_length(l);
  Measures found;
  found.push_back(
      {by_cell(t, "upstreamness", "1", upstreamness(l), true), "上游度", "Upstreamness"});
  found.push_back(
      {by_cell(t, "downstreamness", "1", downstreamness(l), true), "下游度", "Downstreamness"});
  found.push_back({by_cell(t, "propagation_backward", "1", p.backward, true),
                   "平均波及步长（后向）", "Propagation length, backward"});
  found.push_back({by_cell(t, "propagation_forward", "1", p.forward, true), "平均波及步长（前向）",
                   "Propagation length, forward"});
  found.push_back({by_pair(t, "propagation_pair", "1", p.by_pair),
                   "平均波及步长：列的最终使用到行的产出",
                   "Propagation length from the column's final use to the row's output"});
  return found;
}

}  // namespace yuqian::interindustry
