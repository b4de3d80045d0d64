// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>

namespace yuqian::model::report {

/// Walks the leaves of one block: quantity, price and taxes paid by receiving income.
class BlockReader {
 public:
  BlockReader(const Model& model, const Point& point, int block)
      : model_(model), point_(point), block_(block) {}

  template <class F>  // f(price unknown, quantity, price, leaf)
  void each(int tree, F&& f) const {
    const TreeData& t = model_.kernel().trees[at(tree)];
    for (int i = t.leaf_begin; i < t.leaf_end; ++i) {
      const Leaf& leaf = model_.kernel().leaves[at(i)];
      f(leaf.price, point_.quantity(model_, block_, i), point_.level[at(leaf.price)], i);
    }
  }
  const BlockData& data() const { return model_.blocks()[at(block_)]; }
  double augmentation(int leaf) const { return point_.kernel.tau[at(leaf)]; }
  /// The first leaf in the nest of this one: the good that a margin is paid with.
  int first(int leaf) const {
    const KernelData& k = model_.kernel();
    return k.nests[at(k.leaves[at(leaf)].nest)].leaf_begin;
  }
  int first_price(int leaf) const { return model_.kernel().leaves[at(first(leaf))].price; }

  double tax(int leaf) const {  // rate, all agents
    return tax(leaf, [](int) { return true; });
  }
  template <class F>  // f(unknown of the agent): whether its part counts
  double tax(int leaf, F&& counts) const {
    const Leaf& l = model_.kernel().leaves[at(leaf)];
    double rate = 0;
    for (int t = l.tax_begin; t < l.tax_end; ++t) {
      const Tax& tax = model_.kernel().taxes[at(t)];
      if (counts(tax.consumer)) rate += tax.rate.value(point_.slots);
    }
    return rate;
  }

 private:
  const Model& model_;
  const Point& point_;
  int block_;
};

/// What a price stands for in the regional model.
struct Meaning {
  enum Kind { other, domestic, wage, rent, land, foreign, margin, way } kind = other;
  int region = -1, sector = -1;
};

/// By unknown.
std::vector<Meaning> meanings(const RegionalModel&);

}  // namespace yuqian::model::report
