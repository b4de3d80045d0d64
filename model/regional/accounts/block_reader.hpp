// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>

namespace yuqian::model::report {

/// Walks the leaves of one block: what they are, quantity, price and taxes.
class BlockReader {
 public:
  BlockReader(const Model& model, const Point& point, int block)
      : model_(model), point_(point), block_(block) {}

  template <class F>  // f(meaning, quantity, price, leaf)
  void each(int tree, F&& f) const {
    const TreeData& t = model_.kernel().trees[at(tree)];
    for (int i = t.leaf_begin; i < t.leaf_end; ++i) {
      const Leaf& leaf = model_.kernel().leaves[at(i)];
      f(netput(model_, i), point_.quantity(model_, block_, i), point_.level[at(leaf.price)], i);
    }
  }
  const BlockData& data() const { return model_.blocks()[at(block_)]; }
  double augmentation(int leaf) const { return point_.kernel.tau[at(leaf)]; }

  double tax(int leaf) const {  // rate of all together
    return tax(leaf, [](Levy) { return true; });
  }
  template <class F>  // f(levy): whether it counts
  double tax(int leaf, F&& counts) const {
    const Leaf& l = model_.kernel().leaves[at(leaf)];
    double rate = 0;
    for (int t = l.tax_begin; t < l.tax_end; ++t)
      if (counts(levy(model_, t))) rate += model_.kernel().taxes[at(t)].rate.value(point_.slots);
    return rate;
  }

 private:
  const Model& model_;
  const Point& point_;
  int block_;
};

}  // namespace yuqian::model::report
