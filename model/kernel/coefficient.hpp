// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/expr.hpp>

#include <variant>

namespace yuqian::model {

/// One parameter over another: as an expression it would take thirty times the memory, and a
/// national model has one for every flow.
struct ParameterRatio {
  ParameterId over, under;
};

/// A number of the model that may be fixed, a parameter that scenarios move, or an expression.
class Coefficient {
 public:
  Coefficient(double value) : value_(value) {}
  Coefficient(ParameterId id) : value_(id) {}
  Coefficient(ParameterRatio ratio) : value_(ratio) {}
  Coefficient(Expr expr) : value_(std::move(expr)) {}

  const std::variant<double, ParameterId, ParameterRatio, Expr>& variant() const { return value_; }
  bool is_constant() const { return std::holds_alternative<double>(value_); }
  double constant() const { return std::get<double>(value_); }

 private:
  std::variant<double, ParameterId, ParameterRatio, Expr> value_;
};

/// A coefficient as an expression, whatever it is.
inline Expr as_expr(const Coefficient& c) {
  if (const auto* ratio = std::get_if<ParameterRatio>(&c.variant()))
    return Expr(ratio->over) / Expr(ratio->under);
  if (const auto* expr = std::get_if<Expr>(&c.variant())) return *expr;
  if (const auto* parameter = std::get_if<ParameterId>(&c.variant())) return *parameter;
  return c.constant();
}

}  // namespace yuqian::model
