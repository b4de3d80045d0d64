// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/linkages.hpp>

#include <cmath>

namespace yuqian::interindustry {

Linkages linkages(const Leontief& system) {
  const IoTable& t = system.table();
  const Matrix& l = system.inverse();
  const int n = t.cells(), S = t.sectors.size(), R = t.regions.size();
  const Vector x = t.output, per_unit = t.per_output(Vector::Ones(n));
  Linkages k;
  k.direct_backward = t.per_output(t.flows.colwise().sum().transpose());
  k.direct_forward = t.per_output(t.flows.rowwise().sum());
  k.backward_own = k.backward_other = k.forward_own = k.forward_other = Vector::Zero(n);
  k.forward_variation = Vector::Zero(n);
  k.row_sums = l.rowwise().sum();
  // One pass over the rows of L; columns are summed as the rows go by.
  Eigen::RowVectorXd squares = Eigen::RowVectorXd::Zero(n);
  Matrix by_region = Matrix::Zero(R, n);
  for (int i = 0; i < n; ++i) {
    const auto row = l.row(i);
    by_region.row(t.region_of(i)) += row;
    squares += row.cwiseAbs2();
    if (!(x(i) > 0)) continue;
    // Ghosh's inverse is Leontief's between amounts instead of shares: g_ij = l_ij x_j / x_i.
    const Eigen::RowVectorXd g = row.cwiseProduct(x.transpose()) * per_unit(i);
    const double own = g.segment(t.region_of(i) * S, S).sum(), all = g.sum();
    k.forward_own(i) = own;
    k.forward_other(i) = all - own;
    k.forward_variation(i) =
        n > 1 ? std::sqrt(std::max(0.0, (g.squaredNorm() - all * all / n) / (n - 1))) / (all / n)
              : 0;
  }
  const Vector sums = by_region.colwise().sum().transpose();
  for (int j = 0; j < n; ++j) k.backward_own(j) = by_region(t.region_of(j), j);
  k.backward_other = sums - k.backward_own;
  k.backward_variation = Vector::Zero(n);
  if (n > 1)
    for (int j = 0; j < n; ++j)
      k.backward_variation(j) =
          std::sqrt(std::max(0.0, (squares(j) - sums(j) * sums(j) / n) / (n - 1))) / (sums(j) / n);
  const Vector diagonal = l.diagonal(), final_demand = t.final_demand();
  k.extraction = sums.cwiseProduct(x).cwiseQuotient(diagonal);
  k.pure_backward.resize(n);
  k.pure_forward.resize(n);
  for (int j = 0; j < n; ++j) {
    const double own = 1 / (1 - system.input(j, j));
    k.pure_backward(j) = (sums(j) - diagonal(j)) / diagonal(j) * own * final_demand(j);
    k.pure_forward(j) = own * (x(j) - diagonal(j) * final_demand(j)) / diagonal(j);
  }
  return k;
}

Vector index(const IoTable& t, const Vector& measure, bool within_region) {
  const int groups = within_region ? t.regions.size() : 1;
  Vector sum = Vector::Zero(groups), count = Vector::Zero(groups), found(measure.size());
  const auto group = [&](int i) { return within_region ? t.region_of(i) : 0; };
  for (int i = 0; i < t.cells(); ++i)
    if (t.output(i) > 0) sum(group(i)) += measure(i), count(group(i)) += 1;
  for (int i = 0; i < t.cells(); ++i)
    found(i) = t.output(i) > 0 ? measure(i) * count(group(i)) / sum(group(i)) : std::nan("");
  return found;
}

Vector quadrant(const Vector& b, const Vector& f) {
  Vector found(b.size());
  for (Eigen::Index i = 0; i < b.size(); ++i)
    found(i) = !std::isfinite(b(i)) || !std::isfinite(f(i)) ? std::nan("")
               : b(i) > 1                                   ? (f(i) > 1 ? 1 : 2)
                                                            : (f(i) > 1 ? 3 : 4);
  return found;
}

Measures linkage_measures(const Leontief& system) {
  const IoTable& t = system.table();
  const Linkages k = linkages(system);
  Measures found;
  const auto add = [&](const char* name, const char* zh, const char* en, const Vector& values,
                       const std::string& unit = "1", bool adds_up = false) {
    found.push_back({by_cell(t, name, unit, values, true), zh, en, adds_up});
  };
  const Vector b = index(t, k.backward(), false), f = index(t, k.forward(), false),
               y = t.final_demand(), v = t.value_added();
  add("power_of_dispersion", "影响力系数", "Backward index", b);
  add("sensitivity_of_dispersion", "感应度系数（高希）", "Forward index (Ghosh)", f);
  add("sensitivity_of_dispersion_leontief", "感应度系数（列昂惕夫行和）",
      "Forward index (rows of L)", index(t, k.row_sums, false));
  add("linkage_quadrant", "类型（1 关键 2 后向 3 前向 4 弱）",
      "Quadrant (1 key, 2 backward, 3 forward, 4 weak)", quadrant(b, f));
  add("backward_total", "后向关联", "Backward linkage", k.backward());
  add("backward_own", "其中本地区", "of which own region", k.backward_own);
  add("forward_total", "前向关联", "Forward linkage", k.forward());
  add("forward_own", "其中本地区", "of which own region", k.forward_own);
  add("backward_direct", "直接后向关联", "Direct backward", k.direct_backward);
  add("forward_direct", "直接前向关联", "Direct forward", k.direct_forward);
  add("backward_variation", "影响力变异系数", "Variation, backward", k.backward_variation);
  add("forward_variation", "感应度变异系数", "Variation, forward", k.forward_variation);
  add("power_of_dispersion_region", "影响力系数（区内平均为1）", "Backward index within region",
      index(t, k.backward(), true));
  add("sensitivity_of_dispersion_region", "感应度系数（区内平均为1）",
      "Forward index within region", index(t, k.forward(), true));
  add("backward_weighted", "加权影响力系数", "Backward index, weighted",
      index(t, k.backward().cwiseProduct(y), false));
  add("forward_weighted", "加权感应度系数", "Forward index, weighted",
      index(t, k.forward().cwiseProduct(v), false));
  add("backward_pure", "纯后向关联", "Pure backward", k.pure_backward, t.unit, true);
  add("forward_pure", "纯前向关联", "Pure forward", k.pure_forward, t.unit, true);
  add("extraction_loss", "假设抽取损失", "Extraction loss", k.extraction, t.unit);
  return found;
}

}  // namespace yuqian::interindustry
