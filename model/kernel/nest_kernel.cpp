// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/nest_kernel.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuqian::model {
namespace {

using Size = std::size_t;
Size at(int i) { return static_cast<Size>(i); }

// Exactly one only: the general form stays exact however close to one, and the limit does not,
// since the two differ by (1 - e) / 2 times the variance of the logarithms of the prices.
bool is_cobb_douglas(double e) { return e == 1; }

// Where sum theta (c^r - 1) comes this close to -1 the sum cancels.
constexpr double cancels_below = -0.5;
// Largest exponent that is given to exp as a factor of a product.
constexpr double largest_exponent = 300;

/// c^r - 1 of a child, the term that a nest sums; the logarithm itself for Cobb-Douglas.
double child_term(double e, double log_c) {
  if (is_cobb_douglas(e)) return log_c;
  return std::expm1((1 - e) * log_c);
}

/// c^r from child_term. Far below one the sum cancels: a price of 1e-13 would keep four digits.
double power_of(double term, double e, double log_c) {
  return term > -0.5 ? term + 1 : std::exp((1 - e) * log_c);
}

double nest_log_price(double e, double sum) {
  if (is_cobb_douglas(e)) return sum;
  return std::log1p(sum) / (1 - e);
}

/// The sum of c^r - 1 keeps its digits: it is finite and does not cancel.
bool holds(double sum) {
  return sum > cancels_below && sum < std::numeric_limits<double>::infinity();
}

template <class Visit>
void each_child_nest(const KernelData& data, const TreeData& tree, int n, Visit&& visit) {
  for (int m = n + 1; m < tree.nest_end; ++m)
    if (data.nests[at(m)].parent == n) visit(m);
}

/// Logarithm of a nest's price with the largest term taken out of the sum (eq. 120): what is left
/// lies between that term's share and one.
double far_log_price(const KernelData& data, const TreeData& tree, int n, const double* log_price,
                     const KernelState& state) {
  const NestData& nest = data.nests[at(n)];
  const double r = 1 - state.elasticity[at(n)];
  const auto each = [&](auto&& visit) {
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
      if (state.leaf_share[at(i)] > 0)
        visit(state.leaf_share[at(i)],
              r * (log_price[data.price[at(i)]] + state.log_factor[at(i)]));
    each_child_nest(data, tree, n, [&](int m) {
      if (state.nest_share[at(m)] > 0) visit(state.nest_share[at(m)], r * state.log_price[at(m)]);
    });
  };
  double largest = -std::numeric_limits<double>::infinity(), sum = 0;
  each([&](double, double exponent) { largest = std::max(largest, exponent); });
  if (!std::isfinite(largest)) return largest / r;  // a price of zero decides
  each([&](double share, double exponent) { sum += share * std::exp(exponent - largest); });
  return (largest + std::log(sum)) / r;
}

/// The way down in logarithms, for prices so far apart that a factor of the product in eq. 5 leaves
/// the range of a double though the product does not. `pull` holds the nests' logarithms meanwhile.
void far_netputs(const KernelData& data, const TreeData& tree, const double* log_price,
                 KernelState& state) {
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = data.nests[at(n)];
    const double e = state.elasticity[at(n)], log_c = state.log_price[at(n)];
    double log_quantity = 0;
    if (const int up = nest.parent; up >= 0)
      log_quantity = state.pull[at(up)] + std::log(state.nest_scale[at(n)]) +
                     state.elasticity[at(up)] * (state.log_price[at(up)] - log_c);
    state.pull[at(n)] = log_quantity;
    state.quantity[at(n)] = std::exp(log_quantity);
    state.cost[at(n)] = nest.value * std::exp(log_quantity + log_c);
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const double log_child = log_price[data.price[at(i)]] + state.log_factor[at(i)];
      state.netput[at(i)] =
          state.base[at(i)] * std::exp(log_quantity + (e == 0 ? 0 : e * (log_c - log_child)));
    }
  }
}

}  // namespace

void KernelState::resize(std::size_t leaves, std::size_t nests) {
  for (auto* v : {&phi, &tau, &factor, &leaf_share, &base, &netput}) v->assign(leaves, 1.0);
  log_factor.assign(leaves, 0.0);
  for (auto* v :
       {&nest_share, &nest_scale, &elasticity, &unit_price, &log_price, &quantity, &pull, &cost})
    v->assign(nests, 0.0);
}

bool refresh_coefficients(const KernelData& data, const TreeData& tree,
                          const std::vector<double>& slots, KernelState& state) {
  bool valid = true;
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = data.nests[at(n)];
    state.elasticity[at(n)] = -tree.sign * nest.elasticity.value(slots);
    state.nest_share[at(n)] = nest.share;
    state.nest_scale[at(n)] = 1;
  }
  for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
    const Leaf& leaf = data.leaves[at(i)];
    double rate = 0;
    for (int t = leaf.tax_begin; t < leaf.tax_end; ++t) rate += data.taxes[at(t)].rate.value(slots);
    const double phi = 1 - tree.sign * rate;
    const double tau = leaf.augmentation.value(slots);
    valid = valid && phi > 0 && tau > 0;
    state.phi[at(i)] = phi;
    state.tau[at(i)] = tau;
    if (const double factor = phi * tau / leaf.reference_price; factor != state.factor[at(i)]) {
      state.factor[at(i)] = factor;
      state.log_factor[at(i)] = std::log(factor);
    }
    state.leaf_share[at(i)] = leaf.share;
    state.base[at(i)] = leaf.quantity * tau;
  }
  // A preference shift rescales all shares of its nest, so that the reference unit cost stays.
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = data.nests[at(n)];
    if (!nest.shifted) continue;
    double sum = 0;
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
      sum += data.leaves[at(i)].share * data.leaves[at(i)].preference.value(slots);
    for (int m = n + 1; m < tree.nest_end; ++m)
      if (data.nests[at(m)].parent == n)
        sum += data.nests[at(m)].share * data.nests[at(m)].preference.value(slots);
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const double scale = data.leaves[at(i)].preference.value(slots) / sum;
      state.base[at(i)] *= scale;
      state.leaf_share[at(i)] = data.leaves[at(i)].share * scale;
    }
    for (int m = n + 1; m < tree.nest_end; ++m)
      if (data.nests[at(m)].parent == n) {
        const double scale = data.nests[at(m)].preference.value(slots) / sum;
        state.nest_scale[at(m)] = scale;
        state.nest_share[at(m)] = data.nests[at(m)].share * scale;
      }
  }
  return valid;
}

void evaluate_tree(const KernelData& data, const TreeData& tree, const double* price,
                   const double* log_price, KernelState& state) {
  const int* leaf_price = data.price.data();
  // Upwards: `quantity` serves as the running sum of each nest, then as its parent's term of it,
  // until the way down overwrites it.
  bool far = false;
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) state.quantity[at(n)] = 0;
  for (int n = tree.nest_end - 1; n >= tree.nest_begin; --n) {
    const NestData& nest = data.nests[at(n)];
    const double e = state.elasticity[at(n)];
    double sum = state.quantity[at(n)], log_c, c;
    if (e == 0) {
      for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
        sum += state.leaf_share[at(i)] * state.factor[at(i)] * price[leaf_price[i]];
      c = sum;
      log_c = std::log(c);
    } else {
      for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
        const double term = child_term(e, log_price[leaf_price[i]] + state.log_factor[at(i)]);
        state.netput[at(i)] = term;  // kept for the way down
        sum += state.leaf_share[at(i)] * term;
      }
      if (is_cobb_douglas(e) || holds(sum)) {
        log_c = nest_log_price(e, sum);
      } else {
        log_c = far_log_price(data, tree, n, log_price, state);
        far = true;
      }
      far = far || std::abs(e * log_c) > largest_exponent;
      c = std::exp(log_c);
    }
    state.unit_price[at(n)] = c;
    state.log_price[at(n)] = log_c;
    if (nest.parent < 0) continue;
    const double e_parent = state.elasticity[at(nest.parent)];
    const double term = e_parent == 0 ? c : child_term(e_parent, log_c);
    state.quantity[at(n)] = term;
    state.quantity[at(nest.parent)] += state.nest_share[at(n)] * term;
  }
  if (far) return far_netputs(data, tree, log_price, state);
  // Downwards: a child's quantity is the nest's pull times c_child^-e, which is its power over its
  // price.
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = data.nests[at(n)];
    const double e = state.elasticity[at(n)], c = state.unit_price[at(n)],
                 log_c = state.log_price[at(n)];
    double quantity = 1;
    if (nest.parent >= 0) {
      const double e_parent = state.elasticity[at(nest.parent)];
      quantity = state.pull[at(nest.parent)] * state.nest_scale[at(n)];
      if (e_parent != 0)
        quantity *=
            (is_cobb_douglas(e_parent) ? 1.0 : power_of(state.quantity[at(n)], e_parent, log_c)) /
            c;
    }
    const double pull = e == 0 ? quantity : quantity * std::exp(e * log_c);
    state.quantity[at(n)] = quantity;
    state.pull[at(n)] = pull;
    state.cost[at(n)] = nest.value * quantity * c;
    if (e == 0) {
      for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
        state.netput[at(i)] = state.base[at(i)] * pull;
      continue;
    }
    const bool cobb_douglas = is_cobb_douglas(e);
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const int p = leaf_price[i];
      const double power = cobb_douglas
                               ? 1.0
                               : power_of(state.netput[at(i)], e,
                                          log_price[p] + state.log_factor[at(i)]);  // c^(1-e)
      state.netput[at(i)] = state.base[at(i)] * pull * power / (price[p] * state.factor[at(i)]);
    }
  }
}

void cumulate_slopes(const KernelData& data, const TreeData& tree, const KernelState& state,
                     std::vector<double>& k) {
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const int parent = data.nests[at(n)].parent;
    const double e_parent = parent < 0 ? 0 : state.elasticity[at(parent)];
    const double step = state.elasticity[at(n)] - e_parent;
    k[at(n)] = (parent < 0 ? 0 : k[at(parent)]) + (step == 0 ? 0 : step / state.cost[at(n)]);
  }
}

void slope_times(const KernelData& data, const TreeData& tree, const KernelState& state,
                 const double* price, const double* dp, std::vector<double>& d_netput,
                 std::vector<double>& change) {
  // Change of each nest's cost at fixed quantities, from the leaves up.
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) change[at(n)] = 0;
  for (int n = tree.nest_end - 1; n >= tree.nest_begin; --n) {
    const NestData& nest = data.nests[at(n)];
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
      change[at(n)] += state.netput[at(i)] * state.phi[at(i)] * dp[data.price[at(i)]];
    if (nest.parent >= 0) change[at(nest.parent)] += change[at(n)];
  }
  // From the root down: `change` becomes the sum of (e_n - e_parent) dln c_n over the nests above.
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = data.nests[at(n)];
    const double e = state.elasticity[at(n)];
    const double step = e - (nest.parent < 0 ? 0 : state.elasticity[at(nest.parent)]);
    change[at(n)] = (nest.parent < 0 ? 0 : change[at(nest.parent)]) +
                    (step == 0 ? 0 : step / state.cost[at(n)] * change[at(n)]);
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const int j = data.price[at(i)];
      const double own = e == 0 ? 0 : e * dp[j] / price[j];
      d_netput[at(i)] = state.netput[at(i)] * (change[at(n)] - own);
    }
  }
}

void slope_transpose_times(const KernelData& data, const TreeData& tree, const KernelState& state,
                           const double* price, const std::vector<double>& weight,
                           std::vector<double>& dp_by_leaf, std::vector<double>& sum) {
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) sum[at(n)] = 0;
  for (int n = tree.nest_end - 1; n >= tree.nest_begin; --n) {
    const NestData& nest = data.nests[at(n)];
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
      sum[at(n)] += state.netput[at(i)] * weight[at(i)];
    if (nest.parent >= 0) sum[at(nest.parent)] += sum[at(n)];
  }
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const NestData& nest = data.nests[at(n)];
    const double e = state.elasticity[at(n)];
    const double step = e - (nest.parent < 0 ? 0 : state.elasticity[at(nest.parent)]);
    sum[at(n)] = (nest.parent < 0 ? 0 : sum[at(nest.parent)]) +
                 (step == 0 ? 0 : step / state.cost[at(n)] * sum[at(n)]);
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
      const double own = e == 0 ? 0 : e / price[data.price[at(i)]] * weight[at(i)];
      dp_by_leaf[at(i)] += state.netput[at(i)] * (state.phi[at(i)] * sum[at(n)] - own);
    }
  }
}

}  // namespace yuqian::model
