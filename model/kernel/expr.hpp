// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/unknowns.hpp>

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace yuqian::model {

/// A small algebraic expression over parameters and unknowns: endogenous tax rates, rationed
/// endowments, auxiliary equations. Immutable and shared; nothing larger is meant.
class Expr {
 public:
  enum class Op {
    constant,
    parameter,
    unknown,
    add,
    subtract,
    multiply,
    divide,
    power,
    negate,
    exp,
    log,
    min,
    max
  };
  struct Node {
    Op op = Op::constant;
    double value = 0;             ///< of a constant
    Role role = Role::parameter;  ///< of a parameter or an unknown
    int id = -1;
    std::shared_ptr<const Node> left, right;
  };

  Expr(double constant);
  Expr(ParameterId);
  Expr(CommodityId);  ///< the commodity's price
  Expr(ActivityId);   ///< the activity's level
  Expr(ConsumerId);   ///< the consumer's income
  Expr(AuxiliaryId);

  const Node& node() const { return *node_; }
  /// The expression with some parameters, by position, replaced by expressions.
  Expr with(const std::map<int, Expr>& replacements) const;

  friend Expr operator+(const Expr&, const Expr&);
  friend Expr operator-(const Expr&, const Expr&);
  friend Expr operator*(const Expr&, const Expr&);
  friend Expr operator/(const Expr&, const Expr&);
  friend Expr operator-(const Expr&);
  friend Expr pow(const Expr&, const Expr&);
  friend Expr exp(const Expr&);
  friend Expr log(const Expr&);
  friend Expr min(const Expr&, const Expr&);
  friend Expr max(const Expr&, const Expr&);

 private:
  explicit Expr(std::shared_ptr<const Node> node) : node_(std::move(node)) {}
  Expr(Op op, const Expr& left, const Expr& right);
  Expr(Role role, int id);
  std::shared_ptr<const Node> node_;
};

/// Where the unknowns of each class start in the vector of unknowns.
struct UnknownOffsets {
  int activity = 0, commodity = 0, consumer = 0, auxiliary = 0, size = 0;
  int operator()(ActivityId id) const { return activity + id.value; }
  int operator()(CommodityId id) const { return commodity + id.value; }
  int operator()(ConsumerId id) const { return consumer + id.value; }
  int operator()(AuxiliaryId id) const { return auxiliary + id.value; }
  int operator()(Role role, int id) const;
};

/// An expression as a straight-line program with reverse derivatives. Evaluation allocates nothing.
class Tape {
 public:
  Tape(const Expr&, const UnknownOffsets&);

  /// Value at unknowns `x` (in levels) and parameters `p`.
  double value(std::span<const double> x, std::span<const double> p) const;
  /// Value, and its derivatives by unknowns() and parameters() in their order.
  double gradient(std::span<const double> x, std::span<const double> p,
                  std::span<double> by_unknown, std::span<double> by_parameter) const;

  const std::vector<int>& unknowns() const {
    return unknowns_;
  }  ///< distinct, in the vector of unknowns
  const std::vector<int>& parameters() const { return parameters_; }  ///< distinct

 private:
  struct Step {
    Expr::Op op;
    double value;
    int left, right;  ///< earlier steps; or the position in unknowns_ or parameters_
  };
  struct Positions;
  int append(const Expr::Node&, const UnknownOffsets&, Positions&);
  void run(std::span<const double> x, std::span<const double> p) const;

  std::vector<Step> steps_;
  std::vector<int> unknowns_, parameters_;
  // Scratch: a tape belongs to one model that threads share, so it lives on the thread.
  static thread_local std::vector<double> values_, adjoints_;
};

}  // namespace yuqian::model
