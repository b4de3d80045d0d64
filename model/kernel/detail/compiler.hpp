// SPDX-License-Identifier: Apache-2.0
// Private to compile*.cpp.
#pragma once

#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/kernel/model.hpp>

#include <memory>
#include <unordered_map>
#include <vector>

namespace yuqian::model {

/// From what a Builder collected to the flat, checked form of a Model.
class Compiler {
 public:
  /// Where `spent` is the builder itself, its blocks are given back one by one as they are
  /// compiled.
  explicit Compiler(const Builder& builder, Builder* spent = nullptr)
      : b_(builder), spent_(spent), model_(std::make_shared<Model>()) {}

  std::shared_ptr<const Model> run();

 private:
  void declare();
  Ref compile(const Coefficient&, SlotUse);
  int add_tree(const TreeSpec&, int sign, int block);
  void add_terms(TreeData&);
  void add_production(const ProductionSpec&);
  void add_demand(const DemandSpec&);
  void add_incomes();
  void add_equations();
  void scale_rows();
  void index_slots();
  void lay_out();
  void finish_block(BlockData);

  const Builder& b_;
  Builder* spent_;
  std::shared_ptr<Model> model_;
  std::vector<int> slot_of_parameter_;  ///< -1: none yet
  /// One expression handed to many netputs is evaluated once. Slot + 1; 0: none yet.
  std::unordered_map<const Expr::Node*, int> slot_of_expression_;
  std::vector<int> term_of_price_;  ///< the last one, by unknown
};

}  // namespace yuqian::model
