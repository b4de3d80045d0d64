// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/coefficient.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace yuqian::model {

/// The names of a model: unknowns of all four classes and parameters, in one space.
class Names {
 public:
  using Entry = std::variant<CommodityId, ActivityId, ConsumerId, AuxiliaryId, ParameterId>;

  /// False if the name is taken; the earlier entry stays.
  bool add(const std::string& name, Entry entry);
  /// Null if there is none.
  const Entry* find(std::string_view name) const;
  /// Null if there is none of that class.
  template <Role R>
  const Id<R>* find_as(std::string_view name) const {
    const Entry* entry = find(name);
    return entry ? std::get_if<Id<R>>(entry) : nullptr;
  }
  /// Names of one class in the order of declaration, or all of them.
  std::vector<std::string> of(Role) const;
  const std::vector<std::string>& all() const { return order_; }

 private:
  std::unordered_map<std::string, Entry> entries_;
  std::vector<std::string> order_;
};

/// "commodity", "sector", "consumer", "auxiliary", "parameter"
std::string_view role_name(Role);
Role role_of(const Names::Entry&);

/// What is wrong with an expression, and at which byte of it.
class ExpressionError : public std::runtime_error {
 public:
  ExpressionError(const std::string& message, std::string hint_, std::size_t offset_)
      : std::runtime_error(message), hint(std::move(hint_)), offset(offset_) {}
  std::string hint;
  std::size_t offset;
};

/// Reads "L * (1 - u)", "P(\"PL\") / price_index", "min(a, b) ^ 0.5".
///   expression = term { (+|-) term }        term   = factor { (*|/) factor }
///   factor     = (+|-) factor | power       power  = primary [ ^ factor ]
///   primary    = number | name | "name" | ( expression ) | function ( expression { , expression }
///   )
/// Functions: exp, log, sqrt of one argument; min, max of two or more; P, Y, M of a name: price,
/// activity level, income. A name stands for its price, level, income or value.
/// A lone number or parameter gives a Coefficient of that kind, anything else an Expr.
/// Throws ExpressionError.
Coefficient parse_expression(std::string_view text, const Names&);

/// The same as an expression, whatever it is.
Expr as_expr(const Coefficient&);

}  // namespace yuqian::model
