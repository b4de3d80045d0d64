// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/detail/formula.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

using Op = Formula::Op;

namespace {

template <class Numbers, class Exprs>
Coefficient combine(const Coefficient& a, const Coefficient& b, Numbers numbers, Exprs exprs) {
  if (a.is_constant() && b.is_constant()) return numbers(a.constant(), b.constant());
  return exprs(as_expr(a), as_expr(b));
}

bool is_zero(const Coefficient& c) { return c.is_constant() && c.constant() == 0; }

Coefficient plus(const Coefficient& a, const Coefficient& b) {
  if (is_zero(b)) return a;
  if (is_zero(a)) return b;
  return combine(
      a, b, [](double x, double y) { return x + y; },
      [](const Expr& x, const Expr& y) { return x + y; });
}

Coefficient minus(const Coefficient& a, const Coefficient& b) {
  return combine(
      a, b, [](double x, double y) { return x - y; },
      [](const Expr& x, const Expr& y) { return x - y; });
}

Coefficient times(const Coefficient& a, const Coefficient& b) {
  return combine(
      a, b, [](double x, double y) { return x * y; },
      [](const Expr& x, const Expr& y) { return x * y; });
}

Coefficient over(const Coefficient& a, const Coefficient& b) {
  return combine(
      a, b, [](double x, double y) { return x / y; },
      [](const Expr& x, const Expr& y) { return x / y; });
}

/// In halves of halves where there are many: an Expr is walked by recursion, and a sum of 10^5
/// terms must not be as deep as it is long. `part(k)` is the k-th term with its sign, `join` adds.
template <class Part, class Join>
Coefficient fold(std::size_t begin, std::size_t end, Part part, Join join) {
  if (end - begin == 1) return part(begin);
  const std::size_t half = begin + (end - begin) / 2;
  return join(fold(begin, half, part, join), fold(half, end, part, join));
}

constexpr std::size_t few = 64;  // up to here as written, from left to right

}  // namespace

double FormulaValue::series(const Node& n) {
  budget_.take(sets_.tuples(n.sets));
  double result = n.op == Op::sum ? 0 : 1;
  sets_.for_each(n.sets, env_, [&] {
    const double term = number(n.items.front());
    n.op == Op::sum ? result += term : result *= term;
  });
  return result;
}

double FormulaValue::number(const Node& n) {
  const auto item = [&](std::size_t k) { return number(n.items[k]); };
  double result = 0;
  switch (n.op) {
    case Op::number:
      return n.value;
    case Op::element:
      if (n.family->role != Role::parameter)
        throw ExpressionError(
            fmt::format("\"{}\" is {} here, and only parameters have a value before the model is "
                        "solved",
                        n.family->name, a_role(n.family->role)),
            {}, n.offset);
      n.family->in_data = true;
      return n.family->value[position(n)];
    case Op::order:
      return env_[static_cast<std::size_t>(n.sets.front())] + 1;
    case Op::add:
      for (std::size_t k = 0; k < n.items.size(); ++k)
        n.inverse[k] ? result -= item(k) : result += item(k);
      return result;
    case Op::multiply:
      result = item(0);
      for (std::size_t k = 1; k < n.items.size(); ++k)
        n.inverse[k] ? result /= item(k) : result *= item(k);
      return result;
    case Op::power:
      return std::pow(item(0), item(1));
    case Op::negate:
      return -item(0);
    case Op::exp:
      return std::exp(item(0));
    case Op::log:
      return std::log(item(0));
    case Op::sqrt:
      return std::sqrt(item(0));
    case Op::min:
    case Op::max:
      result = item(0);
      for (std::size_t k = 1; k < n.items.size(); ++k)
        result = n.op == Op::min ? std::min(result, item(k)) : std::max(result, item(k));
      return result;
    case Op::sum:
    case Op::product:
      return series(n);
    case Op::choose:
      return holds(n.items[0]) ? item(1) : item(2);
    default:
      return holds(n) ? 1 : 0;
  }
}

bool FormulaValue::holds(const Node& n) {
  const auto item = [&](std::size_t k) { return number(n.items[k]); };
  const auto label = [&](std::size_t k) { return n.arguments[k].at(env_); };
  switch (n.op) {
    case Op::equal:
      return item(0) == item(1);
    case Op::unequal:
      return item(0) != item(1);
    case Op::less:
      return item(0) < item(1);
    case Op::less_equal:
      return item(0) <= item(1);
    case Op::greater:
      return item(0) > item(1);
    case Op::greater_equal:
      return item(0) >= item(1);
    case Op::same_label:
      return label(0) == label(1);
    case Op::other_label:
      return label(0) != label(1);
    case Op::both:
      return std::all_of(n.items.begin(), n.items.end(), [&](const Node& i) { return holds(i); });
    case Op::either:
      return std::any_of(n.items.begin(), n.items.end(), [&](const Node& i) { return holds(i); });
    case Op::opposite:
      return !holds(n.items.front());
    default:
      return number(n) != 0;
  }
}

Coefficient FormulaValue::element(const Node& n) {
  const NameFamily& family = *n.family;
  const std::size_t at = position(n);
  if (family.role == Role::parameter) {
    if (!family.live) return family.value[at];
    family.in_model = true;
    return ParameterId{family.element[at]};
  }
  const int id = family.element[at];
  if (id < 0)
    throw ExpressionError(fmt::format("\"{}\" is left out by the \"where\" of its declaration",
                                      family.element_name(sets_, at)),
                          {}, n.offset);
  switch (family.role) {
    case Role::commodity:
      return Expr(CommodityId{id});
    case Role::activity:
      return Expr(ActivityId{id});
    case Role::consumer:
      return Expr(ConsumerId{id});
    default:
      return Expr(AuxiliaryId{id});
  }
}

Coefficient FormulaValue::terms(const Node& n) {
  if (n.op == Op::add && n.items.size() <= few) {
    Coefficient result = coefficient(n.items[0]);
    for (std::size_t k = 1; k < n.items.size(); ++k)
      result = n.inverse[k] ? minus(result, coefficient(n.items[k]))
                            : plus(result, coefficient(n.items[k]));
    return result;
  }
  const std::vector<Coefficient> parts = all_parts(n);
  if (parts.empty()) return 0.0;
  return fold(
      0, parts.size(),
      [&](std::size_t k) {
        return n.op == Op::add && n.inverse[k] ? minus(0.0, parts[k]) : parts[k];
      },
      plus);
}

std::vector<Coefficient> FormulaValue::all_parts(const Node& n) {
  std::vector<Coefficient> parts;
  if (n.op == Op::sum || n.op == Op::product) {
    budget_.take(sets_.tuples(n.sets));
    sets_.for_each(n.sets, env_, [&] { parts.push_back(coefficient(n.items.front())); });
  } else {
    for (const Node& item : n.items) parts.push_back(coefficient(item));
  }
  return parts;
}

Coefficient FormulaValue::factors(const Node& n) {
  if (n.op == Op::multiply && n.items.size() <= few) {
    Coefficient result = coefficient(n.items[0]);
    for (std::size_t k = 1; k < n.items.size(); ++k) {
      // What stands behind a factor of zero need not exist.
      if (is_zero(result)) return 0.0;
      result = n.inverse[k] ? over(result, coefficient(n.items[k]))
                            : times(result, coefficient(n.items[k]));
    }
    return result;
  }
  const std::vector<Coefficient> parts = all_parts(n);
  return fold(
      0, parts.size(),
      [&](std::size_t k) {
        return n.op == Op::multiply && n.inverse[k] ? over(1.0, parts[k]) : parts[k];
      },
      times);
}

Coefficient FormulaValue::extreme(const Node& n) {
  const std::vector<Coefficient> items = all_parts(n);
  const bool least = n.op == Op::min;
  const auto numbers = [least](double x, double y) {
    return least ? std::min(x, y) : std::max(x, y);
  };
  const auto exprs = [least](const Expr& x, const Expr& y) {
    return least ? min(x, y) : max(x, y);
  };
  const auto join = [&](const Coefficient& a, const Coefficient& b) {
    return combine(a, b, numbers, exprs);
  };
  return fold(0, items.size(), [&](std::size_t k) { return items[k]; }, join);
}

Coefficient FormulaValue::coefficient(const Node& n) {
  const auto power = [](const Coefficient& base, const Coefficient& exponent) {
    return combine(
        base, exponent, [](double a, double b) { return std::pow(a, b); },
        [](const Expr& a, const Expr& b) { return pow(a, b); });
  };
  switch (n.op) {
    case Op::element:
      return element(n);
    case Op::add:
    case Op::sum:
      return terms(n);
    case Op::multiply:
    case Op::product:
      return factors(n);
    case Op::power:
      return power(coefficient(n.items[0]), coefficient(n.items[1]));
    case Op::sqrt:
      return power(coefficient(n.items[0]), 0.5);
    case Op::negate: {
      const Coefficient inner = coefficient(n.items[0]);
      return inner.is_constant() ? Coefficient(-inner.constant()) : Coefficient(-as_expr(inner));
    }
    case Op::exp:
    case Op::log: {
      const Coefficient inner = coefficient(n.items[0]);
      if (inner.is_constant())
        return n.op == Op::exp ? std::exp(inner.constant()) : std::log(inner.constant());
      return n.op == Op::exp ? exp(as_expr(inner)) : log(as_expr(inner));
    }
    case Op::min:
    case Op::max:
      return extreme(n);
    case Op::choose:
      return coefficient(n.items[holds(n.items[0]) ? 1 : 2]);
    default:
      return number(n);
  }
}

}  // namespace yuqian::model
