// SPDX-License-Identifier: Apache-2.0
// Coefficients, nests and leaves of one block.
#include <yuqian/model/kernel/detail/compiler.hpp>
#include <yuqian/model/maths/at.hpp>

#include <fmt/format.h>

namespace yuqian::model {

Ref Compiler::compile(const Coefficient& c, SlotUse use) {
  Model& m = *model_;
  if (c.is_constant()) return {c.constant(), -1};
  int slot = -1;
  const auto* parameter = std::get_if<ParameterId>(&c.variant());
  const auto replaced = [&](ParameterId p) { return b_.replacements_.contains(p.value); };
  if (const auto* ratio = std::get_if<ParameterRatio>(&c.variant())) {
    slot = static_cast<int>(m.slots_.size());
    if (replaced(ratio->over) || replaced(ratio->under)) {
      m.tapes_.emplace_back(as_expr(c).with(b_.replacements_), m.offsets_);
      m.slots_.push_back({.tape = static_cast<int>(m.tapes_.size()) - 1});
    } else {
      m.slots_.push_back({.parameter = ratio->over.value, .under = ratio->under.value});
    }
  } else if (parameter && !replaced(*parameter)) {
    int& place = slot_of_parameter_[at(parameter->value)];
    if (place < 0) {
      place = static_cast<int>(m.slots_.size());
      m.slots_.push_back({.parameter = parameter->value});
    }
    slot = place;
  } else {
    const Expr& stated =
        parameter ? b_.replacements_.at(parameter->value) : std::get<Expr>(c.variant());
    int& place = slot_of_expression_[&stated.node()];
    if (place == 0) {
      m.tapes_.emplace_back(parameter ? stated : stated.with(b_.replacements_), m.offsets_);
      m.slots_.push_back({.tape = static_cast<int>(m.tapes_.size()) - 1});
      place = static_cast<int>(m.slots_.size());
    }
    slot = place - 1;
  }
  use.slot = slot;
  m.slot_uses_.push_back(use);
  return {0, slot};
}

int Compiler::add_tree(const TreeSpec& spec, int sign, int block) {
  KernelData& k = model_->kernel_;
  TreeData tree;
  tree.sign = sign;
  tree.block = block;
  tree.nest_begin = static_cast<int>(k.nests.size());
  tree.leaf_begin = static_cast<int>(k.leaves.size());
  for (std::size_t n = 0; n < spec.nests.size(); ++n) {
    NestData nest;
    nest.parent = spec.nests[n].parent < 0 ? -1 : tree.nest_begin + spec.nests[n].parent;
    nest.elasticity =
        compile(spec.nests[n].elasticity,
                {SlotUse::Kind::elasticity, block, tree.nest_begin + static_cast<int>(n), -1});
    if (nest.elasticity.slot < 0 && !(nest.elasticity.constant >= 0))
      throw ModelError(fmt::format("nest \"{}\": elasticity {} is negative", spec.nests[n].name,
                                   nest.elasticity.constant));
    nest.preference =
        compile(spec.nests[n].preference,
                {SlotUse::Kind::nest_preference, block, tree.nest_begin + static_cast<int>(n), -1});
    if (!nest.preference.always(1)) k.nests[at(nest.parent)].shifted = true;
    k.nests.push_back(nest);
  }
  tree.nest_end = static_cast<int>(k.nests.size());
  std::vector<std::vector<const NetputSpec*>> by_nest(spec.nests.size());
  for (const NetputSpec& netput : spec.netputs) by_nest[at(netput.nest)].push_back(&netput);
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    k.nests[at(n)].leaf_begin = static_cast<int>(k.leaves.size());
    for (const NetputSpec* netput : by_nest[at(n - tree.nest_begin)]) {
      const int i = static_cast<int>(k.leaves.size());
      Leaf leaf;
      leaf.price = model_->offsets_(netput->commodity);
      leaf.nest = n;
      leaf.quantity = netput->quantity;
      leaf.reference_price = netput->price;
      leaf.augmentation =
          compile(netput->augmentation, {SlotUse::Kind::augmentation, block, i, -1});
      leaf.preference = compile(netput->preference, {SlotUse::Kind::preference, block, i, -1});
      leaf.subsistence = compile(netput->subsistence, {SlotUse::Kind::subsistence, block, i, -1});
      k.nests[at(n)].shifted = k.nests[at(n)].shifted || !leaf.preference.always(1);
      leaf.tax_begin = static_cast<int>(k.taxes.size());
      for (const TaxSpec& tax : netput->taxes) {
        const int t = static_cast<int>(k.taxes.size());
        k.taxes.push_back(
            {i, model_->offsets_(tax.agent), compile(tax.rate, {SlotUse::Kind::tax, block, i, t})});
        model_->tax_tags_.push_back(tax.tag);
      }
      leaf.tax_end = static_cast<int>(k.taxes.size());
      k.nests[at(n)].value += leaf.quantity * leaf.reference_price;
      k.leaves.push_back(leaf);
      k.price.push_back(leaf.price);
      model_->leaf_tags_.push_back(netput->tag);
    }
    k.nests[at(n)].leaf_end = static_cast<int>(k.leaves.size());
  }
  tree.leaf_end = static_cast<int>(k.leaves.size());
  for (int n = tree.nest_end - 1; n > tree.nest_begin; --n) {
    if (!(k.nests[at(n)].value > 0))
      throw ModelError(fmt::format("nest \"{}\" is empty: leave it out",
                                   spec.nests[at(n - tree.nest_begin)].name));
    k.nests[at(k.nests[at(n)].parent)].value += k.nests[at(n)].value;
  }
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    NestData& nest = k.nests[at(n)];
    if (nest.parent >= 0) nest.share = nest.value / k.nests[at(nest.parent)].value;
    for (int i = nest.leaf_begin; i < nest.leaf_end; ++i)
      k.leaves[at(i)].share =
          k.leaves[at(i)].quantity * k.leaves[at(i)].reference_price / nest.value;
  }
  add_terms(tree);
  k.trees.push_back(tree);
  return static_cast<int>(k.trees.size()) - 1;
}

void Compiler::add_terms(TreeData& tree) {
  KernelData& k = model_->kernel_;
  std::vector<bool> leaves_only(at(tree.nest_end - tree.nest_begin), true);
  for (int n = tree.nest_begin + 1; n < tree.nest_end; ++n)
    leaves_only[at(k.nests[at(n)].parent - tree.nest_begin)] = false;
  for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
    NestData& nest = k.nests[at(n)];
    const bool branch =
        nest.parent >= 0 && nest.elasticity.always(0) && leaves_only[at(n - tree.nest_begin)];
    nest.home = branch ? nest.parent : n;
  }
  term_of_price_.resize(at(model_->size()), -1);
  k.term.resize(k.leaves.size(), -1);
  tree.term_begin = static_cast<int>(k.terms.size());
  for (int home = tree.nest_begin; home < tree.nest_end; ++home) {
    const int begin = static_cast<int>(k.terms.size());
    if (k.nests[at(home)].home == home)
      for (int n = home; n < tree.nest_end; ++n) {
        if (k.nests[at(n)].home != home) continue;
        for (int i = k.nests[at(n)].leaf_begin; i < k.nests[at(n)].leaf_end; ++i) {
          int& term = term_of_price_[at(k.price[at(i)])];
          if (term < begin) {  // not yet met at this home
            term = static_cast<int>(k.terms.size());
            k.terms.push_back({k.price[at(i)]});
          }
          k.term[at(i)] = term;
        }
      }
    k.nests[at(home)].term_begin = begin;
    k.nests[at(home)].term_end = static_cast<int>(k.terms.size());
  }
  tree.term_end = static_cast<int>(k.terms.size());
}

}  // namespace yuqian::model
