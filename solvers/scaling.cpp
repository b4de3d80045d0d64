// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/scaling.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace yuqian::solvers {

Scales equilibrate(const Pattern& p, In values, int sweeps) {
  const auto n = static_cast<std::size_t>(p.size());
  Scales s{std::vector<double>(n, 1.0), std::vector<double>(n, 1.0)};
  std::vector<double> row(n), column(n);
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    std::fill(row.begin(), row.end(), 0.0);
    std::fill(column.begin(), column.end(), 0.0);
    for (Index j = 0; j < p.size(); ++j)
      for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k) {
        const double size = std::abs(values[k]) * s.row[p.row[k]] * s.column[j];
        row[p.row[k]] = std::max(row[p.row[k]], size);
        column[j] = std::max(column[j], size);
      }
    const auto improve = [](double& factor, double largest) {
      if (largest > 0 && std::isfinite(largest))
        factor *= std::exp2(-std::round(0.5 * std::log2(largest)));
    };
    for (std::size_t i = 0; i < n; ++i) {
      improve(s.row[i], row[i]);
      improve(s.column[i], column[i]);
    }
  }
  return s;
}

ScaledMcp::ScaledMcp(Mcp& problem, Scales scales) : problem_(problem), scales_(std::move(scales)) {
  const auto n = static_cast<std::size_t>(problem.size());
  if (scales_.row.size() != n || scales_.column.size() != n)
    throw std::invalid_argument("ScaledMcp: scales and problem differ in size");
  for (auto* v : {&lower_, &upper_, &x_, &work_}) v->assign(n, 0.0);
  to_scaled(problem.lower(), lower_);
  to_scaled(problem.upper(), upper_);
}

void ScaledMcp::to_scaled(In x, Out y) const {
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] / scales_.column[i];
}

void ScaledMcp::from_scaled(In y, Out x) const {
  for (std::size_t i = 0; i < y.size(); ++i) x[i] = y[i] * scales_.column[i];
}

Evaluation ScaledMcp::residual(In y, Out f) {
  from_scaled(y, x_);
  const Evaluation outcome = problem_.residual(x_, f);
  for (std::size_t i = 0; i < f.size(); ++i) f[i] *= scales_.row[i];
  return outcome;
}

Evaluation ScaledMcp::jacobian(In y, Out values) {
  from_scaled(y, x_);
  const Evaluation outcome = problem_.jacobian(x_, values);
  const Pattern& p = pattern();
  for (Index j = 0; j < p.size(); ++j)
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
      values[k] *= scales_.row[p.row[k]] * scales_.column[j];
  return outcome;
}

Evaluation ScaledMcp::jacobian_times(In y, In v, Out jv) {
  from_scaled(y, x_);
  from_scaled(v, work_);
  const Evaluation outcome = problem_.jacobian_times(x_, work_, jv);
  for (std::size_t i = 0; i < jv.size(); ++i) jv[i] *= scales_.row[i];
  return outcome;
}

Evaluation ScaledMcp::jacobian_transpose_times(In y, In v, Out jtv) {
  from_scaled(y, x_);
  for (std::size_t i = 0; i < v.size(); ++i) work_[i] = v[i] * scales_.row[i];
  const Evaluation outcome = problem_.jacobian_transpose_times(x_, work_, jtv);
  for (std::size_t i = 0; i < jtv.size(); ++i) jtv[i] *= scales_.column[i];
  return outcome;
}

}  // namespace yuqian::solvers
