// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/expr.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace yuqian::model {

using Op = Expr::Op;

Expr::Expr(double constant)
    : node_(std::make_shared<Node>(Node{Op::constant, constant, Role::parameter, -1, {}, {}})) {}
Expr::Expr(Role role, int id)
    : node_(std::make_shared<Node>(
          Node{role == Role::parameter ? Op::parameter : Op::unknown, 0, role, id, {}, {}})) {}
Expr::Expr(ParameterId id) : Expr(Role::parameter, id.value) {}
Expr::Expr(CommodityId id) : Expr(Role::commodity, id.value) {}
Expr::Expr(ActivityId id) : Expr(Role::activity, id.value) {}
Expr::Expr(ConsumerId id) : Expr(Role::consumer, id.value) {}
Expr::Expr(AuxiliaryId id) : Expr(Role::auxiliary, id.value) {}
Expr::Expr(Op op, const Expr& left, const Expr& right)
    : node_(std::make_shared<Node>(Node{op, 0, Role::parameter, -1, left.node_, right.node_})) {}

Expr operator+(const Expr& a, const Expr& b) { return {Op::add, a, b}; }
Expr operator-(const Expr& a, const Expr& b) { return {Op::subtract, a, b}; }
Expr operator*(const Expr& a, const Expr& b) { return {Op::multiply, a, b}; }
Expr operator/(const Expr& a, const Expr& b) { return {Op::divide, a, b}; }
Expr operator-(const Expr& a) { return {Op::negate, a, Expr(0.0)}; }
Expr pow(const Expr& a, const Expr& b) { return {Op::power, a, b}; }
Expr exp(const Expr& a) { return {Op::exp, a, Expr(0.0)}; }
Expr log(const Expr& a) { return {Op::log, a, Expr(0.0)}; }
Expr min(const Expr& a, const Expr& b) { return {Op::min, a, b}; }
Expr max(const Expr& a, const Expr& b) { return {Op::max, a, b}; }

Expr Expr::with(const std::map<int, Expr>& replacements) const {
  const Node& n = *node_;
  if (n.op == Op::parameter)
    if (const auto found = replacements.find(n.id); found != replacements.end())
      return found->second;
  if (!n.left) return *this;
  const Expr left = Expr(n.left).with(replacements), right = Expr(n.right).with(replacements);
  return left.node_ == n.left && right.node_ == n.right ? *this : Expr(n.op, left, right);
}

int UnknownOffsets::operator()(Role role, int id) const {
  switch (role) {
    case Role::activity:
      return activity + id;
    case Role::commodity:
      return commodity + id;
    case Role::consumer:
      return consumer + id;
    default:
      return auxiliary + id;
  }
}

thread_local std::vector<double> Tape::values_, Tape::adjoints_;

struct Tape::Positions {
  std::unordered_map<int, int> unknown, parameter;  ///< where each stands in the lists of the tape
};

Tape::Tape(const Expr& expr, const UnknownOffsets& offsets) {
  Positions positions;
  append(expr.node(), offsets, positions);
}

int Tape::append(const Expr::Node& node, const UnknownOffsets& offsets, Positions& positions) {
  const auto position = [](std::vector<int>& list, std::unordered_map<int, int>& of, int item) {
    const auto [found, added] = of.try_emplace(item, static_cast<int>(list.size()));
    if (added) list.push_back(item);
    return found->second;
  };
  Step step{node.op, node.value, -1, -1};
  if (node.op == Op::unknown)
    step.left = position(unknowns_, positions.unknown, offsets(node.role, node.id));
  if (node.op == Op::parameter) step.left = position(parameters_, positions.parameter, node.id);
  if (node.left) {
    step.left = append(*node.left, offsets, positions);
    step.right = append(*node.right, offsets, positions);
  }
  steps_.push_back(step);
  return static_cast<int>(steps_.size()) - 1;
}

void Tape::run(std::span<const double> x, std::span<const double> p) const {
  if (values_.size() < steps_.size()) values_.resize(steps_.size());
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    const Step& s = steps_[k];
    const bool leaf = s.op == Op::constant || s.op == Op::unknown || s.op == Op::parameter;
    const double a = leaf ? 0 : values_[at(s.left)];
    const double b = leaf ? 0 : values_[at(s.right)];
    double v = s.value;
    switch (s.op) {
      case Op::constant:
        break;
      case Op::unknown:
        v = x[at(unknowns_[static_cast<std::size_t>(s.left)])];
        break;
      case Op::parameter:
        v = p[at(parameters_[static_cast<std::size_t>(s.left)])];
        break;
      case Op::add:
        v = a + b;
        break;
      case Op::subtract:
        v = a - b;
        break;
      case Op::multiply:
        v = a * b;
        break;
      case Op::divide:
        v = a / b;
        break;
      case Op::power:
        v = std::pow(a, b);
        break;
      case Op::negate:
        v = -a;
        break;
      case Op::exp:
        v = std::exp(a);
        break;
      case Op::log:
        v = std::log(a);
        break;
      case Op::min:
        v = std::min(a, b);
        break;
      case Op::max:
        v = std::max(a, b);
        break;
    }
    values_[k] = v;
  }
}

double Tape::value(std::span<const double> x, std::span<const double> p) const {
  run(x, p);
  return values_[steps_.size() - 1];
}

double Tape::gradient(std::span<const double> x, std::span<const double> p,
                      std::span<double> by_unknown, std::span<double> by_parameter) const {
  run(x, p);
  if (adjoints_.size() < steps_.size()) adjoints_.resize(steps_.size());
  std::fill(adjoints_.begin(), adjoints_.end(), 0.0);
  std::fill(by_unknown.begin(), by_unknown.end(), 0.0);
  std::fill(by_parameter.begin(), by_parameter.end(), 0.0);
  adjoints_[steps_.size() - 1] = 1;
  for (std::size_t k = steps_.size(); k-- > 0;) {
    const Step& s = steps_[k];
    const double adjoint = adjoints_[k];
    if (adjoint == 0 || s.op == Op::constant) continue;
    const auto left = static_cast<std::size_t>(s.left), right = static_cast<std::size_t>(s.right);
    if (s.op == Op::unknown) {
      by_unknown[left] += adjoint;
      continue;
    }
    if (s.op == Op::parameter) {
      by_parameter[left] += adjoint;
      continue;
    }
    const double a = values_[left], b = values_[right], v = values_[k];
    double da = 0, db = 0;
    switch (s.op) {
      case Op::add:
        da = db = 1;
        break;
      case Op::subtract:
        da = 1;
        db = -1;
        break;
      case Op::multiply:
        da = b;
        db = a;
        break;
      case Op::divide:
        da = 1 / b;
        db = -v / b;
        break;
      case Op::power:
        da = b == 0 ? 0 : b * std::pow(a, b - 1);
        db = a > 0 ? v * std::log(a) : 0;
        break;
      case Op::negate:
        da = -1;
        break;
      case Op::exp:
        da = v;
        break;
      case Op::log:
        da = 1 / a;
        break;
      case Op::min:
        (a <= b ? da : db) = 1;
        break;
      case Op::max:
        (a >= b ? da : db) = 1;
        break;
      default:
        break;
    }
    adjoints_[left] += adjoint * da;
    if (db != 0) adjoints_[right] += adjoint * db;
  }
  return values_[steps_.size() - 1];
}

}  // namespace yuqian::model
