// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// Factors, all positive powers of two, so that scaling loses no digit.
struct Scales {
  std::vector<double> row, column;
};

/// Factors that bring the largest entry of every row and column of diag(row) A diag(column) near
/// one (Ruiz 2001). Empty rows and columns keep the factor one.
Scales equilibrate(const Pattern&, In values, int sweeps = 10);

/// A problem in other units: unknowns y = x / column, equations row * F. Same solutions; "solved"
/// is then judged in the new units. For problems that do not come scaled.
class ScaledMcp final : public Mcp {
 public:
  /// The problem must outlive this object.
  ScaledMcp(Mcp&, Scales);
  void to_scaled(In x, Out y) const;
  void from_scaled(In y, Out x) const;

  Index size() const override { return problem_.size(); }
  In lower() const override { return lower_; }
  In upper() const override { return upper_; }
  const Pattern& pattern() const override { return problem_.pattern(); }
  Evaluation residual(In y, Out f) override;
  Evaluation jacobian(In y, Out values) override;
  Evaluation jacobian_times(In y, In v, Out jv) override;
  Evaluation jacobian_transpose_times(In y, In v, Out jtv) override;
  std::span<const Index> partition() const override { return problem_.partition(); }
  std::span<const char> positive() const override { return problem_.positive(); }
  std::string label(Index i) const override { return problem_.label(i); }

 private:
  Mcp& problem_;
  Scales scales_;
  std::vector<double> lower_, upper_, x_, work_;
};

}  // namespace yuqian::solvers
