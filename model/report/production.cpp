// SPDX-License-Identifier: Apache-2.0
#include "model/report/production.hpp"

namespace yuqian::model {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// f(price unknown, nominal value) for every leaf of one side of a block.
template <class F>
void each_value(const Model& model, const Point& point, int block, int tree, F&& f) {
  if (tree < 0) return;
  const TreeData& t = model.kernel().trees[at(tree)];
  for (int i = t.leaf_begin; i < t.leaf_end; ++i) {
    const int price = model.kernel().leaves[at(i)].price;
    f(price, point.quantity(model, block, i) * point.level[at(price)]);
  }
}

}  // namespace

double ProductionAccount::intermediates(int r, int j) const {
  double sum = 0;
  for (int i = 0; i < purchases.axis(1).size(); ++i) sum += purchases(r, i, j);
  return sum;
}

ProductionAccount production_account(const RegionalModel& m, const Point& point) {
  const data::Set &regions = m.benchmark->regions, &sectors = m.benchmark->sectors;
  ProductionAccount a{{"output_value", {regions, sectors}, "10^8 yuan"},
                      {"purchases", {regions, sectors, sectors.renamed("using_sector")}, "10^8 yuan"}};
  const Model& model = *m.model;
  std::vector<int> good(at(model.size()), -1);  // by unknown: the good whose composite it is the price of
  for (int r = 0; r < regions.size(); ++r)
    for (int i = 0; i < sectors.size(); ++i)
      if (m.intermediate_price(r, i).valid()) good[at(model.offsets()(m.intermediate_price(r, i)))] = i;
  for (int r = 0; r < regions.size(); ++r)
    for (int j = 0; j < sectors.size(); ++j) {
      if (!m.output(r, j).valid()) continue;
      const int block = model.block_of(m.output(r, j));
      const BlockData& data = model.blocks()[at(block)];
      each_value(model, point, block, data.outputs, [&](int, double value) { a.output(r, j) += value; });
      each_value(model, point, block, data.inputs, [&](int price, double value) {
        if (const int i = good[at(price)]; i >= 0) a.purchases(r, i, j) += value;
      });
    }
  return a;
}

}  // namespace yuqian::model
