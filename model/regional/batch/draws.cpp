// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/draws.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace yuqian::model {
namespace {

/// SplitMix64 (Steele, Lea and Flood 2014): every bit of the result hangs on every bit of the
/// state.
std::uint64_t mixed(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/// One number per draw in (0, 1): independent, or one in each of n equal strata in hashed order.
std::vector<double> uniforms(const BatchPlan& plan, const std::string& name) {
  const auto n = static_cast<std::size_t>(plan.draws);
  std::vector<double> u(n), key(n);
  for (std::size_t k = 0; k < n; ++k) u[k] = hashed_uniform(plan.seed, name, k);
  if (plan.method == BatchPlan::Method::random) return u;
  for (std::size_t k = 0; k < n; ++k) key[k] = hashed_uniform(plan.seed, name + ":stratum", k);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
  for (std::size_t stratum = 0; stratum < n; ++stratum)
    u[order[stratum]] = (static_cast<double>(stratum) + u[order[stratum]]) / static_cast<double>(n);
  return u;
}

double between(const BatchFactor& f, double u) {
  return f.logarithmic ? f.low * std::pow(f.high / f.low, u) : f.low + (f.high - f.low) * u;
}

}  // namespace

double hashed_uniform(std::uint64_t seed, std::string_view name, std::uint64_t index) {
  std::uint64_t h = 0xcbf29ce484222325u;  // FNV-1a over the name
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  const std::uint64_t z = mixed(mixed(mixed(seed) ^ h) ^ index);
  return (static_cast<double>(z >> 11) + 0.5) * 0x1p-53;
}

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
    std::vector<std::vector<double>> u(plan.factors.size());
    for (std::size_t f = 0; f < u.size(); ++f)
      if (plan.factors[f].values.empty()) u[f] = uniforms(plan, plan.factors[f].name);
    for (const auto& row : rows)
      for (std::size_t k = 0; k < static_cast<std::size_t>(plan.draws); ++k) {
        with_draws.push_back(row);
        for (std::size_t f = 0; f < u.size(); ++f)
          if (!u[f].empty()) with_draws.back()[f] = between(plan.factors[f], u[f][k]);
      }
    rows = std::move(with_draws);
  }
  const std::vector<double> centre(plan.factors.size(), 1.0);
  if (plan.central && std::find(rows.begin(), rows.end(), centre) == rows.end())
    rows.insert(rows.begin(), centre);
  return rows;
}

}  // namespace yuqian::model
