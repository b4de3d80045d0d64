// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>

namespace yuqian::model {
namespace {

struct SpendingPoint {
  double utility, unit_cost, committed;
};

/// Utility is the multiplier of the discretionary basket; committed is the cost of the minimum.
SpendingPoint spending_point(const RegionalModel& m, const Point& point, ConsumerId consumer) {
  const int b = m.model->block_of(consumer);
  const BlockData& block = m.model->blocks()[at(b)];
  const KernelData& kernel = m.model->kernel();
  double committed = 0;
  for (int i = block.leaf_begin; i < block.leaf_end; ++i) {
    const Leaf& leaf = kernel.leaves[at(i)];
    committed += leaf.subsistence.value(point.slots) * point.kernel.tau[at(i)] *
                 point.kernel.phi[at(i)] * point.level[at(leaf.price)];
  }
  return {point.multiplier[at(b)], point.kernel.cost[at(kernel.trees[at(block.inputs)].nest_begin)],
          committed};
}

}  // namespace

double equivalent_variation(const RegionalModel& m, const Point& reference,
                            const Point& counterfactual, ConsumerId consumer) {
  if (m.model->block_of(consumer) < 0) return 0;
  const SpendingPoint before = spending_point(m, reference, consumer),
                      after = spending_point(m, counterfactual, consumer);
  return (after.utility - before.utility) * before.unit_cost;
}

double compensating_variation(const RegionalModel& m, const Point& reference,
                              const Point& counterfactual, ConsumerId consumer) {
  if (m.model->block_of(consumer) < 0) return 0;
  const SpendingPoint before = spending_point(m, reference, consumer),
                      after = spending_point(m, counterfactual, consumer);
  return (after.utility - before.utility) * after.unit_cost;
}

std::array<ConsumerId, 4> final_users(const RegionalModel& m, int r) {
  return {m.rural[at(r)], m.urban[at(r)], m.government[at(r)], m.investment[at(r)]};
}

std::array<double, 4> welfare_metric(const RegionalModel& m, const Point& reference,
                                     const Point& counterfactual, int region) {
  const std::array<ConsumerId, 4> users = final_users(m, region);
  std::array<double, 4> metric{};
  for (std::size_t u = 0; u < users.size(); ++u)
    metric[u] = equivalent_variation(m, reference, counterfactual, users[u]);
  return metric;
}

namespace {

/// Cost of the benchmark basket over its benchmark value; what a unit of a leaf costs is the
/// caller's.
template <class F>
double basket_cost(const RegionalModel& m, ConsumerId consumer, double without, F&& unit_cost) {
  const int b = m.model->block_of(consumer);
  if (b < 0) return without;
  const BlockData& block = m.model->blocks()[at(b)];
  double cost = 0, base = 0;
  for (int i = block.leaf_begin; i < block.leaf_end; ++i) {
    const Leaf& leaf = m.model->kernel().leaves[at(i)];
    const double quantity = leaf.quantity + leaf.subsistence.constant;
    cost += quantity * unit_cost(i, leaf.price);
    base += quantity;
  }
  return cost / base;
}

}  // namespace

double basket_price(const RegionalModel& m, const Point& point, ConsumerId consumer) {
  return basket_cost(m, consumer, 1, [&](int i, int price) {
    return point.kernel.phi[at(i)] * point.level[at(price)];
  });
}

double basket_tax(const RegionalModel& m, const Point& point, ConsumerId consumer) {
  return basket_cost(m, consumer, 0, [&](int i, int price) {
    return (point.kernel.phi[at(i)] - 1) * point.level[at(price)];
  });
}

}  // namespace yuqian::model
