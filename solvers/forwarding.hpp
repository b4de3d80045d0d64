// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// Another problem, but for what a derived class overrides. The problem must outlive this object.
class Forwarding : public ParametricMcp {
 public:
  explicit Forwarding(ParametricMcp& whole) : whole_(whole) {}
  Index size() const override { return whole_.size(); }
  In lower() const override { return whole_.lower(); }
  In upper() const override { return whole_.upper(); }
  const Pattern& pattern() const override { return whole_.pattern(); }
  Evaluation residual(In x, Out f) override { return whole_.residual(x, f); }
  Evaluation jacobian(In x, Out values) override { return whole_.jacobian(x, values); }
  Evaluation jacobian_times(In x, In v, Out jv) override { return whole_.jacobian_times(x, v, jv); }
  Evaluation jacobian_transpose_times(In x, In v, Out jtv) override {
    return whole_.jacobian_transpose_times(x, v, jtv);
  }
  std::span<const Index> partition() const override { return whole_.partition(); }
  std::span<const char> positive() const override { return whole_.positive(); }
  std::string label(Index i) const override { return whole_.label(i); }
  void move_to(double t) override { whole_.move_to(t); }
  Evaluation path_derivative(In x, Out dfdt) override { return whole_.path_derivative(x, dfdt); }

 protected:
  ParametricMcp& whole_;
};

}  // namespace yuqian::solvers
