// SPDX-License-Identifier: Apache-2.0
// Expressions with indices: read once, evaluated for every tuple of labels.
#pragma once

#include <yuqian/model/io/detail/names.hpp>
#include <yuqian/model/kernel/coefficient.hpp>

namespace yuqian::model {

/// What is wrong with an expression or a reference, and at which byte of it.
class ExpressionError : public std::runtime_error {
 public:
  ExpressionError(const std::string& message, std::string hint_, std::size_t offset_)
      : std::runtime_error(message), hint(std::move(hint_)), offset(offset_) {}
  std::string hint;
  std::size_t offset;
};

/// Where an expression stands: what it may name, and which indices are bound there.
struct Scope {
  const Names& names;
  const IndexSets& sets;
  std::vector<char> bound;  ///< by set
};

/// "PD[s,coal]": a family and its arguments. Indices that were not bound where it stands run.
struct Reference {
  const NameFamily* family = nullptr;
  std::vector<Argument> arguments;
  std::vector<int> running;
};

/// An expression (grammar: docs/model-files.md).
struct Formula {
  enum class Op {
    number,
    element,   ///< a parameter's value, a price, a level, an income
    order,     ///< ord(i): position of an index from 1
    add,       ///< items; `inverse`: subtracted
    multiply,  ///< items; `inverse`: divided by
    power,
    negate,
    exp,
    log,
    sqrt,
    min,
    max,
    sum,  ///< of the item, over `sets`
    product,
    choose,  ///< if(condition, then, otherwise)
    equal,
    unequal,
    less,
    less_equal,
    greater,
    greater_equal,
    same_label,  ///< of the two arguments
    other_label,
    both,
    either,
    opposite
  };
  struct Node {
    Op op = Op::number;
    double value = 0;
    const NameFamily* family = nullptr;
    std::vector<Argument> arguments;
    std::vector<int> sets;
    std::vector<Node> items;
    std::vector<char> inverse;
    std::size_t offset = 0;
  };
  Node root;
  std::vector<int> free;  ///< indices not bound around it, if the reader allowed them
};

/// Throws ExpressionError. `free_indices`: unbound indices are collected instead of refused.
Formula parse_formula(std::string_view text, const Scope&, bool free_indices = false);
/// The key of a table, or a name in quotes; `role`: what it must be.
Reference parse_reference(std::string_view text, const Scope&, const Role* role = nullptr);
/// Index or label of every word between brackets. Unbound indices go to `running`, or are refused
/// where that is null.
std::vector<Argument> resolve(const NameFamily&, std::span<const std::string> words, const Scope&,
                              std::vector<int>* running, std::size_t offset);

/// Evaluates formulas at the labels in an Env.
class FormulaValue {
 public:
  FormulaValue(const IndexSets& sets, Budget& budget, Env& env)
      : sets_(sets), budget_(budget), env_(env) {}

  /// From parameters as declared. Throws ExpressionError where the formula reads an unknown.
  double number(const Formula& f) { return number(f.root); }
  /// Constants are folded, so that "1 - 0.2" remains a constant; a lone parameter of the model
  /// remains one. Conditions are decided by parameters as declared.
  Coefficient coefficient(const Formula& f) { return coefficient(f.root); }

 private:
  using Node = Formula::Node;
  double number(const Node&);
  double series(const Node&);
  bool holds(const Node&);
  Coefficient coefficient(const Node&);
  Coefficient element(const Node&);
  std::vector<Coefficient> all_parts(const Node&);
  Coefficient terms(const Node&);
  Coefficient factors(const Node&);
  Coefficient extreme(const Node&);
  std::size_t position(const Node& n) const {
    return position_of(*n.family, n.arguments, sets_, env_);
  }

  const IndexSets& sets_;
  Budget& budget_;
  Env& env_;
};

}  // namespace yuqian::model
