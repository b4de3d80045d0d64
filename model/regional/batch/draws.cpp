// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/draws.hpp>

#include <yuqian/model/uncertainty/normal.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::model {
namespace {

/// One number per draw in (0, 1): independent, or one in each of n equal strata in hashed order.
std::vector<double> uniforms(const BatchPlan& plan, const std::string& name) {
  const auto n = static_cast<std::size_t>(plan.draws);
  if (plan.method == BatchPlan::Method::latin_hypercube)
    return uncertainty::stratified_uniforms(plan.seed, name, n);
  std::vector<double> u(n);
  for (std::size_t k = 0; k < n; ++k) u[k] = hashed_uniform(plan.seed, name, k);
  return u;
}

double between(const BatchFactor& f, double u) {
  if (f.law) return f.law->quantile(u);
  return f.logarithmic ? f.low * std::pow(f.high / f.low, u) : f.low + (f.high - f.low) * u;
}

/// Numbers in (0, 1) by factor that is drawn; those that hang together have correlated normal
/// scores (eq. 386).
std::vector<std::vector<double>> all_uniforms(const BatchPlan& plan) {
  std::vector<std::vector<double>> u(plan.factors.size());
  for (std::size_t f = 0; f < u.size(); ++f)
    if (plan.factors[f].is_drawn() && plan.factors[f].own_draws.empty())
      u[f] = uniforms(plan, plan.factors[f].name);
  const std::size_t n = plan.correlated.size();
  std::vector<double> z(n);
  for (std::size_t k = 0; n > 0 && k < static_cast<std::size_t>(plan.draws); ++k) {
    for (std::size_t i = 0; i < n; ++i)
      z[i] = uncertainty::normal_quantile(u[plan.correlated[i]][k]);
    for (std::size_t i = 1; i < n; ++i) {  // the first keeps its draws, to the bit
      double score = 0;
      for (std::size_t j = 0; j <= i; ++j) score += plan.correlation_root[i * n + j] * z[j];
      u[plan.correlated[i]][k] = uncertainty::normal_cdf(score);
    }
  }
  return u;
}

}  // namespace

std::vector<std::vector<double>> batch_draws(const BatchPlan& plan) {
  std::vector<std::vector<double>> rows(1, std::vector<double>(plan.factors.size(), 1.0));
  bool any_drawn = false;
  for (std::size_t f = 0; f < plan.factors.size(); ++f) {
    const std::vector<double>& values = plan.factors[f].values;
    if (values.empty()) {
      any_drawn = true;
      continue;
    }
    std::vector<std::vector<double>> crossed;
    for (const auto& row : rows)
      for (const double v : values) {
        crossed.push_back(row);
        crossed.back()[f] = v;
      }
    rows = std::move(crossed);
  }
  if (any_drawn) {
    std::vector<std::vector<double>> with_draws;
    const std::vector<std::vector<double>> u = all_uniforms(plan);
    for (const auto& row : rows)
      for (std::size_t k = 0; k < static_cast<std::size_t>(plan.draws); ++k) {
        with_draws.push_back(row);
        for (std::size_t f = 0; f < u.size(); ++f)
          if (!plan.factors[f].own_draws.empty())
            with_draws.back()[f] = plan.factors[f].own_draws[k];
          else if (!u[f].empty())
            with_draws.back()[f] = between(plan.factors[f], u[f][k]);
      }
    rows = std::move(with_draws);
  }
  const std::vector<double> centre(plan.factors.size(), 1.0);
  if (plan.central && std::find(rows.begin(), rows.end(), centre) == rows.end())
    rows.insert(rows.begin(), centre);
  return rows;
}

}  // namespace yuqian::model
