// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/coefficient.hpp>
#include <yuqian/model/kernel/tag.hpp>

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace yuqian::model {

class Model;

/// A model that cannot be built: a duplicate, an undeclared name, an impossible bound or quantity.
class ModelError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Declared unknown: its name, start, bounds, and the region that region-block solvers file it
/// under.
struct Declaration {
  std::string name;
  double start = 1;
  double lower = 0;
  double upper = std::numeric_limits<double>::infinity();
  int region = -1;   ///< -1: belongs to all regions
  double scale = 1;  ///< level = scale * unknown; incomes: the reference income
  /// Of a consumer: its income and what it has left to spend may be negative, a debt that is meant.
  bool may_owe = false;
  Tag tag = {};
};

struct TaxSpec {
  ConsumerId agent;
  Coefficient rate;
  Tag tag = {};
};

struct NetputSpec {
  CommodityId commodity;
  int nest = 0;
  double quantity = 0;
  double price = 1;
  std::vector<TaxSpec> taxes;
  Coefficient augmentation = 1.0;
  Coefficient preference = 1.0;
  Coefficient subsistence = 0.0;
  Tag tag = {};
};

struct NestSpec {
  std::string name;
  int parent = -1;
  Coefficient elasticity = 0.0, preference = 1.0;
};
struct TreeSpec {
  std::vector<NestSpec> nests;
  std::vector<NetputSpec> netputs;
};

struct ProductionSpec {
  ActivityId activity;
  TreeSpec inputs, outputs;
};
struct DemandSpec {
  ConsumerId consumer;
  TreeSpec spending;
};
struct EndowmentSpec {
  ConsumerId consumer;
  CommodityId commodity;
  Coefficient quantity;
  Tag tag = {};
};
struct TransferSpec {
  ConsumerId from, to;
  Coefficient rate;
  Tag tag = {};
};
struct EquationSpec {
  AuxiliaryId auxiliary;
  Expr expr;
};

/// Writes netputs into a block, nest by nest; what follows a netput (price, tax, ...) belongs to
/// it.
class BlockWriter {
 public:
  BlockWriter(TreeSpec* inputs, TreeSpec* outputs, std::string what);

  /// Root of the inputs (or of spending) and of the outputs. Default: Leontief inputs, fixed-
  /// proportion outputs, Cobb-Douglas spending.
  BlockWriter& inputs(std::string nest, Coefficient sigma);
  BlockWriter& outputs(std::string nest, Coefficient eta);
  /// A nest below another of the same side, which must stand before it.
  BlockWriter& nest(std::string name, Coefficient elasticity, const std::string& under);
  /// Shifts the share that this nest has in its parent; not of a root.
  BlockWriter& preferred_nest(const std::string& nest, Coefficient shift);

  /// Reference quantity > 0 of effective units per unit of the block; use or supply by the nest.
  BlockWriter& netput(const std::string& nest, CommodityId, double quantity);
  BlockWriter& input(CommodityId, double quantity);   ///< in the root of the inputs
  BlockWriter& output(CommodityId, double quantity);  ///< in the root of the outputs

  BlockWriter& price(double reference_user_price);  ///< taxes included, > 0
  BlockWriter& tax(ConsumerId receives, Coefficient ad_valorem_rate, const Tag& = {});
  BlockWriter& augmented(
      Coefficient tau);  ///< physical per effective unit: iceberg on a use where > 1
  BlockWriter& preferred(Coefficient shift);
  BlockWriter& committed(Coefficient subsistence);  ///< LES minimum, effective units (demand only)
  BlockWriter& tagged(const Tag&);

 private:
  NetputSpec& last();
  TreeSpec *inputs_, *outputs_;
  TreeSpec* last_tree_ = nullptr;
  std::string what_;
};

/// Collects a model's unknowns, parameters and blocks; build() checks and compiles them.
class Builder {
 public:
  CommodityId commodity(Declaration);
  ActivityId activity(Declaration);
  ConsumerId consumer(Declaration);  ///< bounds: free unless stated; scale is the reference income
  AuxiliaryId auxiliary(Declaration);
  ParameterId parameter(std::string name, double value);
  /// Without a name of its own: one of a ParameterFamily, which labels it. A national model has
  /// 10^5.
  ParameterId parameter(double value);

  /// Wherever the model reads the parameter, it reads the expression instead, in which the
  /// parameter itself may stand: a closure makes it depend on an unknown. Throws ModelError the
  /// second time.
  void replace(ParameterId, Expr);
  bool replaced(ParameterId p) const { return replacements_.contains(p.value); }
  double value(ParameterId) const;  ///< as declared
  /// A declared unknown by its name.
  struct Named {
    Role role;
    Expr expr;
    double start;
  };
  std::optional<Named> find(const std::string& name) const;
  const std::vector<std::string>& names() const { return names_; }

  /// Calls f(tag of the activity or consumer, netput) for every netput written so far, so that a
  /// part can add to what others wrote; it knows what it is looking for by the tags.
  template <class F>
  void each_netput(F&& f) {
    for (const auto& p : productions_)
      for (TreeSpec* tree : {&p->inputs, &p->outputs})
        for (NetputSpec& n : tree->netputs)
          f(activities_[static_cast<std::size_t>(p->activity.value)].tag, n);
    for (const auto& d : demands_)
      for (NetputSpec& n : d->spending.netputs)
        f(consumers_[static_cast<std::size_t>(d->consumer.value)].tag, n);
  }

  /// Technology of an activity, per unit of it; one block each.
  BlockWriter production(ActivityId);
  /// Spending of a consumer: everything that transfers and committed quantities leave.
  BlockWriter demand(ConsumerId);
  void endowment(ConsumerId, CommodityId, Coefficient quantity, const Tag& = {});
  /// `to` receives `rate` times the income of `from`: direct taxes, saving, remittances.
  void transfer(ConsumerId from, ConsumerId to, Coefficient rate, const Tag& = {});
  /// expr >= 0 at the auxiliary's lower bound, = 0 between the bounds, <= 0 at its upper one.
  void equation(AuxiliaryId, Expr expr);
  /// Fixes the price at its start value; its market is the one that Walras' law implies.
  void numeraire(CommodityId);

  std::shared_ptr<const Model> build() const&;
  std::shared_ptr<const Model>
  build() &&;  ///< gives the blocks back on the way: half the memory of a large model

 private:
  friend class Compiler;
  template <Role R>
  Id<R> declare(std::vector<Declaration>&, Declaration, const char* kind);

  std::vector<Declaration> activities_, commodities_, consumers_, auxiliaries_;
  std::vector<double> parameters_;
  std::unordered_map<int, std::string> parameter_names_;
  std::vector<std::unique_ptr<ProductionSpec>> productions_;
  std::vector<std::unique_ptr<DemandSpec>> demands_;
  std::vector<EndowmentSpec> endowments_;
  std::vector<TransferSpec> transfers_;
  std::vector<EquationSpec> equations_;
  std::vector<std::string> names_;  ///< of unknowns, to refuse duplicates in build()
  CommodityId numeraire_;
  std::map<int, Expr> replacements_;  ///< by parameter
};

}  // namespace yuqian::model
