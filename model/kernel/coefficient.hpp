// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/expr.hpp>

#include <variant>

namespace yuqian::model {

/// A number of the model that may be fixed, a parameter that scenarios move, or an expression.
class Coefficient {
 public:
  Coefficient(double value) : value_(value) {}
  Coefficient(ParameterId id) : value_(id) {}
  Coefficient(Expr expr) : value_(std::move(expr)) {}

  const std::variant<double, ParameterId, Expr>& variant() const { return value_; }
  bool is_constant() const { return std::holds_alternative<double>(value_); }
  double constant() const { return std::get<double>(value_); }

 private:
  std::variant<double, ParameterId, Expr> value_;
};

}  // namespace yuqian::model
