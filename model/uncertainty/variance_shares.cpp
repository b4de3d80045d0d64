// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/variance_shares.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/uncertainty/normal.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::uncertainty {
namespace {

Column column(const Variable& v) {
  Column c{v.scores, v.bounded};
  if (v.bounded)
    for (double& z : c.values) z = 2 * normal_cdf(z) - 1;
  return c;
}

/// Mean of the finite values of every node, and every value's deviation from it.
struct Plots {
  std::vector<double> mean, deviation;
};

Plots plots(const Design& design, std::span<const double> values) {
  Plots p{std::vector<double>(design.all_nodes(), missing),
          std::vector<double>(values.size(), missing)};
  for (std::size_t n = 0; n < p.mean.size(); ++n) {
    double sum = 0, count = 0;
    for (std::size_t k = n * design.draws; k < (n + 1) * design.draws; ++k)
      if (std::isfinite(values[k])) sum += values[k], count += 1;
    if (count == 0) continue;
    p.mean[n] = sum / count;
    for (std::size_t k = n * design.draws; k < (n + 1) * design.draws; ++k)
      p.deviation[k] = values[k] - p.mean[n];
  }
  return p;
}

double variance(std::span<const double> values) {
  double mean = 0, count = 0, squares = 0;
  for (const double v : values)
    if (std::isfinite(v)) mean += v, count += 1;
  mean /= count;
  for (const double v : values)
    if (std::isfinite(v)) squares += (v - mean) * (v - mean);
  return count > 1 ? squares / (count - 1) : 0;
}

class Gatherer {
 public:
  explicit Gatherer(int groups)
      : s_{std::vector<double>(static_cast<std::size_t>(groups), 0.0),
           std::vector<double>(static_cast<std::size_t>(groups), 0.0), 0, 0} {}

  /// The variance of every term, less what noise alone gives it.
  void add(const PolynomialFit& fit, const std::vector<int>& group, std::size_t points) {
    for (std::size_t k = 0; k < fit.terms.size(); ++k) {
      const double noise = fit.residual / static_cast<double>(points);
      const double part = std::max(0.0, fit.variances[k] - noise);
      const Term& t = fit.terms[k];
      const int a = group[at(t.variable)];
      const int b = t.second < 0 ? a : group[at(t.second)];
      if (a == b) s_.first[at(a)] += part;
      s_.total[at(a)] += part;
      if (a != b) s_.total[at(b)] += part;
      explained_ += part;
    }
    left_ += fit.residual;
  }

  /// Of what is explained and what is not, which is the variance of the values but for chance.
  VarianceShares finish(double of_values) {
    s_.variance = of_values;
    const double whole = explained_ + left_;
    for (std::vector<double>* list : {&s_.first, &s_.total})
      for (double& share : *list) share = whole > 0 ? share / whole : 0;
    s_.unexplained = whole > 0 ? left_ / whole : 0;
    return std::move(s_);
  }

 private:
  VarianceShares s_;
  double explained_ = 0, left_ = 0;
};

}  // namespace

VarianceShares variance_shares(const Design& design, const std::vector<Variable>& variables,
                               int groups, std::span<const double> values,
                               const FitOptions& options) {
  std::vector<Column> whole, split;
  std::vector<int> whole_group, split_group;
  for (const Variable& v : variables) {
    (v.by_node ? whole : split).push_back(column(v));
    (v.by_node ? whole_group : split_group).push_back(v.group);
  }
  Gatherer gather(groups);
  if (whole.empty() || design.draws == 1) {
    std::vector<Column> all;
    std::vector<int> group;
    for (const Variable& v : variables) all.push_back(column(v)), group.push_back(v.group);
    gather.add(fit_polynomials(all, values, options), group, values.size());
    return gather.finish(variance(values));
  }
  const Plots p = plots(design, values);
  FitOptions by_node = options;  // few points: no more than their main effects
  by_node.degree = std::min(options.degree, 2);
  gather.add(fit_polynomials(whole, p.mean, by_node), whole_group, p.mean.size());
  if (!split.empty()) {
    // Products with the numbers drawn by node: alone they explain no
    // deviation.
    for (std::size_t v = 0; v < whole.size(); ++v) {
      Column by_draw{std::vector<double>(values.size()), whole[v].bounded};
      for (std::size_t k = 0; k < values.size(); ++k)
        by_draw.values[k] = whole[v].values[design.node_of(k)];
      split.push_back(std::move(by_draw));
      split_group.push_back(whole_group[v]);
    }
    PolynomialFit fit = fit_polynomials(split, p.deviation, options);
    gather.add(fit, split_group, values.size());
  }
  return gather.finish(variance(values));
}

}  // namespace yuqian::uncertainty
