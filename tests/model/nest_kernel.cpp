// SPDX-License-Identifier: Apache-2.0
// The kernel against the same formulas in long double, with logarithms throughout: nests ten deep,
// prices over 24 orders of magnitude, elasticities at, near and far from the special cases.
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>
#include "tests/catch.hpp"

#include <array>
#include <cmath>
#include <random>

using namespace yuqian::model;
using yuqian::at;

namespace {

using Real = long double;
constexpr int depth = 10;
constexpr std::array elasticities{0.0, 1.0, 1 - 1e-13, 1 + 1e-13, 50.0, 1000.0, 0.3, 2.5};

/// Logarithm of eq. 4. Shares add up to one, so the largest term's is what the others leave.
Real log_price(Real e, const std::vector<Real>& share, const std::vector<Real>& log_child) {
  const Real r = 1 - e;
  if (r == 0) {
    Real sum = 0;
    for (std::size_t k = 0; k < share.size(); ++k) sum += share[k] * log_child[k];
    return sum;
  }
  std::size_t largest = 0;
  for (std::size_t k = 0; k < share.size(); ++k)
    if (r * log_child[k] > r * log_child[largest]) largest = k;
  Real sum = 0;
  for (std::size_t k = 0; k < share.size(); ++k)
    sum += share[k] * std::expm1(r * (log_child[k] - log_child[largest]));
  return log_child[largest] + std::log1p(sum) / r;
}

struct Worst {
  double cost = 0, netput = 0;
  int compared = 0;
};

/// Largest relative errors of unit prices and netputs of a tree, over what conditioning allows: a
/// last digit of the logarithm of a price, and of an elasticity, moves the result by as much.
void compare(const Model& model, const TreeData& tree, const Point& point, Worst& worst) {
  const KernelData& data = model.kernel();
  const KernelState& state = point.kernel;
  std::vector<Real> log_leaf(data.leaves.size()), log_nest(data.nests.size()),
      log_quantity(data.nests.size()), weight(data.nests.size());
  Real span = 1;
  for (int i = tree.leaf_begin; i < tree.leaf_end; ++i) {
    log_leaf[at(i)] = std::log(static_cast<Real>(point.level[at(data.leaves[at(i)].price)])) +
                      std::log(static_cast<Real>(state.factor[at(i)]));
    span = std::max(span, std::abs(log_leaf[at(i)]));
  }
  for (int n = tree.nest_end - 1; n >= tree.nest_begin; --n) {
    std::vector<Real> share, child;
    for (int i = data.nests[at(n)].leaf_begin; i < data.nests[at(n)].leaf_end; ++i) {
      share.push_back(state.leaf_share[at(i)]);
      child.push_back(log_leaf[at(i)]);
    }
    for (int m = n + 1; m < tree.nest_end; ++m)
      if (data.nests[at(m)].parent == n) {
        share.push_back(state.nest_share[at(m)]);
        child.push_back(log_nest[at(m)]);
      }
    log_nest[at(n)] = log_price(state.elasticity[at(n)], share, child);
    const Real error = std::abs(std::expm1(state.log_price[at(n)] - log_nest[at(n)]));
    worst.cost = std::max(worst.cost, static_cast<double>(error / span));
  }
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    const int up = data.nests[at(n)].parent;
    const Real e = state.elasticity[at(n)];
    if (up >= 0) {
      const Real e_up = state.elasticity[at(up)];
      log_quantity[at(n)] = log_quantity[at(up)] + e_up * (log_nest[at(up)] - log_nest[at(n)]);
      weight[at(n)] = weight[at(up)];
    }
    weight[at(n)] += std::abs(e);
    for (int i = data.nests[at(n)].leaf_begin; i < data.nests[at(n)].leaf_end; ++i) {
      const Real log_netput = std::log(static_cast<Real>(state.base[at(i)])) + log_quantity[at(n)] +
                              e * (log_nest[at(n)] - log_leaf[at(i)]);
      if (std::abs(log_netput) > 300) continue;  // near the ends of a double's range
      const Real error =
          std::abs(std::expm1(std::log(static_cast<Real>(state.netput[at(i)])) - log_netput));
      worst.netput =
          std::max(worst.netput, static_cast<double>(error / (1 + 2 * span * weight[at(n)])));
      ++worst.compared;
    }
  }
}

/// One activity whose inputs and outputs are chains of `depth` nests, two leaves in each.
std::shared_ptr<const Model> chain(std::mt19937& random) {
  std::uniform_real_distribution<double> log_quantity(-4, 4), log_scale(-0.5, 0.5);
  std::uniform_int_distribution<std::size_t> pick(0, elasticities.size() - 1);
  Builder m;
  const ActivityId y = m.activity({.name = "Y"});
  const ConsumerId owner = m.consumer({.name = "H", .start = 1, .scale = 1});
  BlockWriter block = m.production(y);
  int number = 0;
  std::vector<CommodityId> uses;
  for (const std::string side : {"in", "out"}) {
    std::string above;
    for (int n = 0; n < depth; ++n) {
      const std::string nest = side + std::to_string(n);
      const double e = elasticities[pick(random)];
      if (n > 0)
        block.nest(nest, e, above);
      else if (side == "in")
        block.inputs(nest, e);
      else
        block.outputs(nest, e);
      above = nest;
      for (int k = 0; k < 2; ++k) {
        const CommodityId good = m.commodity({.name = "P" + std::to_string(number++)});
        if (side == "in") uses.push_back(good);
        block.netput(nest, good, std::exp(log_quantity(random))).price(std::exp(log_scale(random)));
      }
    }
  }
  for (const CommodityId good : uses) m.endowment(owner, good, 1.0);
  m.demand(owner).input(uses.front(), 1);
  return m.build();
}

}  // namespace

TEST_CASE("prices and netputs of deep nests are exact to what conditioning allows") {
  std::mt19937 random(20170601);
  Worst worst;
  for (int round = 0; round < 60; ++round) {
    const auto model = chain(random);
    Equilibrium e(model);
    std::vector<double> x = model->start();
    for (int draw = 0; draw < 10; ++draw) {
      // All near one another, all far up or down together, and each anywhere.
      std::uniform_real_distribution<double> common(-12, 12), own(-12, 12);
      const double level = common(random), spread = std::array{0.0, 1e-3, 0.1, 1.0}[at(draw % 4)];
      for (int i = model->offsets().commodity; i < model->offsets().consumer; ++i)
        x[at(i)] = std::pow(10, level + spread * (own(random) - level));
      const Point& point = e.evaluate(x);
      const BlockData& block = model->blocks().front();
      for (const int t : {block.inputs, block.outputs})
        compare(*model, model->kernel().trees[at(t)], point, worst);
    }
  }
  CHECK(worst.compared > 15000);
  INFO("unit prices " << worst.cost << ", netputs " << worst.netput);
  CHECK(worst.cost < 1e-13);
  CHECK(worst.netput < 1e-13);
}

TEST_CASE("a nest is homogeneous in its prices whatever its elasticity") {
  for (const double sigma : {0.0, 0.5, 1.0, 1 + 1e-13, 8.0, 50.0, 1000.0}) {
    Builder m;
    const CommodityId land = m.commodity({.name = "N"}), labour = m.commodity({.name = "L"}),
                      good = m.commodity({.name = "G"});
    const ActivityId y = m.activity({.name = "Y"});
    const ConsumerId owner = m.consumer({.name = "H", .start = 10, .scale = 10});
    m.production(y).output(good, 10).inputs("factors", sigma).input(land, 3).input(labour, 7);
    m.demand(owner).input(good, 10);
    m.endowment(owner, land, 3.0);
    m.endowment(owner, labour, 7.0);
    const auto model = m.build();
    Equilibrium e(model);
    std::vector<double> x = model->start();
    const auto evaluate = [&](double scale) {
      x[at(model->offsets()(land))] = 1.1 * scale;
      x[at(model->offsets()(labour))] = 0.9 * scale;
      const Point& point = e.evaluate(x);
      return std::pair(point.gain[at(model->offsets()(y))] / scale,
                       point.loss[at(model->offsets()(land))]);
    };
    const auto [cost, use] = evaluate(1);
    for (const double scale : {1e-12, 1e-2, 100.0, 1e12}) {
      INFO("sigma " << sigma << ", scale " << scale);
      CHECK(evaluate(scale).first == Approx(cost).epsilon(1e-13));
      CHECK(evaluate(scale).second == Approx(use).epsilon(1e-13 * (1 + 60 * sigma)));
    }
  }
}
