// SPDX-License-Identifier: Apache-2.0
#include "model/io/expression_parser.hpp"

#include "data/nearest.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

bool Names::add(const std::string& name, Entry entry) {
  if (!entries_.try_emplace(name, entry).second) return false;
  order_.push_back(name);
  return true;
}

const Names::Entry* Names::find(std::string_view name) const {
  const auto found = entries_.find(std::string(name));
  return found == entries_.end() ? nullptr : &found->second;
}

std::vector<std::string> Names::of(Role role) const {
  std::vector<std::string> names;
  for (const std::string& name : order_)
    if (role_of(entries_.at(name)) == role) names.push_back(name);
  return names;
}

Role role_of(const Names::Entry& entry) {
  return std::visit([]<Role R>(Id<R>) { return R; }, entry);
}

std::string_view role_name(Role role) {
  switch (role) {
    case Role::commodity:
      return "commodity";
    case Role::activity:
      return "sector";
    case Role::consumer:
      return "consumer";
    case Role::auxiliary:
      return "auxiliary";
    case Role::parameter:
      return "parameter";
  }
  return "";
}

Expr as_expr(const Coefficient& c) {
  return std::visit([](const auto& value) { return Expr(value); }, c.variant());
}

namespace {

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return is_name_start(c) || is_digit(c); }

class Parser {
 public:
  Parser(std::string_view text, const Names& names) : text_(text), names_(names) {}

  Coefficient run() {
    Coefficient result = expression();
    skip();
    if (i_ < text_.size()) fail(fmt::format("\"{}\" is not expected here", text_.substr(i_, 8)));
    return result;
  }

 private:
  static constexpr int deepest = 200, most_terms = 2000;

  [[noreturn]] void fail(const std::string& message, std::string hint = {}) const {
    throw ExpressionError(message, std::move(hint), i_);
  }

  void skip() {
    while (i_ < text_.size() &&
           (text_[i_] == ' ' || text_[i_] == '\t' || text_[i_] == '\n' || text_[i_] == '\r'))
      ++i_;
  }
  bool take(char c) {
    skip();
    if (i_ >= text_.size() || text_[i_] != c) return false;
    ++i_;
    return true;
  }
  void need(char c) {
    if (!take(c)) fail(fmt::format("'{}' is missing", c));
  }

  /// Constants are folded, so that "1 - 0.2" remains a constant.
  template <class Numbers, class Exprs>
  static Coefficient combine(const Coefficient& a, const Coefficient& b, Numbers numbers,
                             Exprs exprs) {
    if (a.is_constant() && b.is_constant()) return numbers(a.constant(), b.constant());
    return exprs(as_expr(a), as_expr(b));
  }

  Coefficient expression() {
    Coefficient left = term();
    for (;;) {
      if (take('+')) {
        left = combine(
            left, term(), [](double a, double b) { return a + b; },
            [](const Expr& a, const Expr& b) { return a + b; });
      } else if (take('-')) {
        left = combine(
            left, term(), [](double a, double b) { return a - b; },
            [](const Expr& a, const Expr& b) { return a - b; });
      } else {
        return left;
      }
    }
  }

  Coefficient term() {
    Coefficient left = factor();
    for (;;) {
      if (take('*')) {
        left = combine(
            left, factor(), [](double a, double b) { return a * b; },
            [](const Expr& a, const Expr& b) { return a * b; });
      } else if (take('/')) {
        left = combine(
            left, factor(), [](double a, double b) { return a / b; },
            [](const Expr& a, const Expr& b) { return a / b; });
      } else {
        return left;
      }
    }
  }

  Coefficient factor() {
    if (++depth_ > deepest) fail("the expression is nested too deeply");
    Coefficient result = 0.0;
    if (take('-')) {
      const Coefficient inner = factor();
      result = inner.is_constant() ? Coefficient(-inner.constant()) : Coefficient(-as_expr(inner));
    } else if (take('+')) {
      result = factor();
    } else {
      result = primary();
      if (take('^')) result = power(result, factor());
    }
    --depth_;
    return result;
  }

  static Coefficient power(const Coefficient& base, const Coefficient& exponent) {
    return combine(
        base, exponent, [](double a, double b) { return std::pow(a, b); },
        [](const Expr& a, const Expr& b) { return pow(a, b); });
  }

  Coefficient primary() {
    if (++terms_ > most_terms)
      fail(fmt::format("the expression has more than {} terms", most_terms),
           "divide it: let auxiliary variables stand for its parts");
    skip();
    if (i_ >= text_.size()) fail("the expression ends too early");
    const char c = text_[i_];
    if (take('(')) {
      Coefficient inner = expression();
      need(')');
      return inner;
    }
    if (c == '"') {
      const std::size_t place = i_;
      return named(quoted(), place);
    }
    if (is_digit(c) || c == '.') return number();
    if (!is_name_start(c)) fail(fmt::format("\"{}\" is not expected here", text_.substr(i_, 8)));
    const std::size_t begin = i_;
    while (i_ < text_.size() && is_name(text_[i_])) ++i_;
    const std::string_view word = text_.substr(begin, i_ - begin);
    if (take('(')) return call(word, begin);
    return named(std::string(word), begin);
  }

  Coefficient number() {
    double value = 0;
    const auto [end, error] =
        std::from_chars(text_.data() + i_, text_.data() + text_.size(), value);
    if (error != std::errc()) fail("this is not a number");
    i_ = static_cast<std::size_t>(end - text_.data());
    return value;
  }

  std::string quoted() {
    const std::size_t end = text_.find('"', i_ + 1);
    if (end == std::string_view::npos) fail("a name in quotes without its end");
    std::string name(text_.substr(i_ + 1, end - i_ - 1));
    i_ = end + 1;
    return name;
  }

  /// The value of a name that stands at `place`; `role`: the class it must have.
  Coefficient named(const std::string& name, std::size_t place, const Role* role = nullptr) {
    const Names::Entry* entry = names_.find(name);
    if (!entry) {
      i_ = place;
      fail(fmt::format("unknown name \"{}\"", name),
           data::suggestion(name, role ? names_.of(*role) : names_.all()));
    }
    if (role && role_of(*entry) != *role) {
      i_ = place;
      fail(fmt::format("\"{}\" is a {}, not a {}", name, role_name(role_of(*entry)),
                       role_name(*role)));
    }
    if (const auto* parameter = std::get_if<ParameterId>(entry)) return *parameter;
    return std::visit([](auto id) { return Coefficient(Expr(id)); }, *entry);
  }

  Coefficient call(std::string_view function, std::size_t begin) {
    if (function == "P" || function == "Y" || function == "M") {
      const Role role = function == "P"   ? Role::commodity
                        : function == "Y" ? Role::activity
                                          : Role::consumer;
      skip();
      std::string name;
      const std::size_t place = i_;
      if (i_ < text_.size() && text_[i_] == '"') {
        name = quoted();
      } else {
        while (i_ < text_.size() && is_name(text_[i_])) ++i_;
        name = text_.substr(place, i_ - place);
      }
      Coefficient result = named(name, place, &role);
      need(')');
      return result;
    }
    std::vector<Coefficient> arguments;
    do arguments.push_back(expression());
    while (take(','));
    need(')');
    const bool many = function == "min" || function == "max";
    if (!many && function != "exp" && function != "log" && function != "sqrt") {
      i_ = begin;
      const std::vector<std::string> known{"exp", "log", "sqrt", "min", "max", "P", "Y", "M"};
      fail(fmt::format("unknown function \"{}\"", function), data::suggestion(function, known));
    }
    if (many ? arguments.size() < 2 : arguments.size() != 1) {
      i_ = begin;
      fail(fmt::format("{} takes {}", function, many ? "two or more arguments" : "one argument"));
    }
    if (function == "sqrt") return power(arguments[0], 0.5);
    if (function == "exp") return Coefficient(exp(as_expr(arguments[0])));
    if (function == "log") return Coefficient(log(as_expr(arguments[0])));
    Expr result = as_expr(arguments[0]);
    for (std::size_t k = 1; k < arguments.size(); ++k)
      result = function == "min" ? min(result, as_expr(arguments[k]))
                                 : max(result, as_expr(arguments[k]));
    return Coefficient(result);
  }

  std::string_view text_;
  const Names& names_;
  std::size_t i_ = 0;
  int depth_ = 0, terms_ = 0;
};

}  // namespace

Coefficient parse_expression(std::string_view text, const Names& names) {
  return Parser(text, names).run();
}

}  // namespace yuqian::model
