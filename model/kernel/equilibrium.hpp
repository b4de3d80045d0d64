// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/jacobian_emit.hpp>
#include <yuqian/model/kernel/reverse_sweep.hpp>
#include <yuqian/model/kernel/slot_column.hpp>

namespace yuqian::model {

/// A model with parameter values and a workspace: the complementarity problem that solvers see.
/// Shares its Model; one Equilibrium belongs to one thread.
///
/// Equations (docs/equations.md): zero profit (1) by activity, market clearing (2) by price, income
/// balance (3) by consumer, one stated equation by auxiliary. What only derivatives by parameters,
/// transposed products and teams need is made when the first is asked for; nothing else allocates
/// after construction.
class Equilibrium final : public solvers::ParametricMcp {
 public:
  explicit Equilibrium(std::shared_ptr<const Model> model);

  const Model& model() const { return *model_; }
  std::shared_ptr<const Model> shared_model() const { return model_; }

  /// Parameter values at the two ends of the path: base at t = 0, target at t = 1 (where it
  /// starts).
  std::span<const double> parameters() const {
    return t_ == 1 ? target() : t_ == 0 ? base() : std::span(between_);
  }
  void set_base(std::span<const double> values);
  void set_target(std::span<const double> values);  ///< also moves to t = 1

  // solvers::Mcp
  solvers::Index size() const override { return model_->size(); }
  solvers::In lower() const override { return model_->lower(); }
  solvers::In upper() const override { return model_->upper(); }
  const solvers::Pattern& pattern() const override { return model_->pattern(); }
  solvers::Evaluation residual(solvers::In x, solvers::Out f) override;
  solvers::Evaluation jacobian(solvers::In x, solvers::Out values) override;
  solvers::Evaluation jacobian_times(solvers::In x, solvers::In v, solvers::Out jv) override;
  solvers::Evaluation jacobian_transpose_times(solvers::In x, solvers::In v,
                                               solvers::Out jtv) override;
  std::span<const solvers::Index> partition() const override { return model_->partition(); }
  std::span<const char> positive() const override { return positive_; }  ///< activities and prices
  std::string label(solvers::Index i) const override { return model_->name(i); }
  void move_to(double t) override;
  solvers::Evaluation path_derivative(solvers::In x, solvers::Out dfdt) override;

  /// dF/dparameter at x, scaled as the residual.
  solvers::Evaluation parameter_column(solvers::In x, ParameterId, solvers::Out column);

  /// Derivative of a scalar of this point (see SweepSeeds) by x, scaled, and by every parameter,
  /// both at fixed values of the other: with row = w that is w' dF/dx and w' dF/dp in one walk over
  /// the leaves. An empty `by_parameter` is not computed.
  solvers::Evaluation pull_back(solvers::In x, const SweepSeeds&, solvers::Out by_x,
                                solvers::Out by_parameter);
  /// Of the last pull_back that computed `by_parameter`: derivative by the elasticity of every
  /// nest.
  std::span<const double> by_elasticity() const { return sweep_->by_elasticity; }

  /// State at x for reports: levels, netputs, slots. Throws ModelError outside the domain.
  const Point& evaluate(solvers::In x);
  /// gain - loss of every row in the model's own units: excess supply by price, loss per unit by
  /// activity, income less its sources.
  void slacks(solvers::In x, solvers::Out slack);

 private:
  std::span<const double> base() const { return base_.empty() ? model_->parameters() : base_; }
  std::span<const double> target() const {
    return target_.empty() ? model_->parameters() : target_;
  }
  void keep(std::span<const double> values, std::vector<double>& kept) const;
  bool refresh(solvers::In x);
  SlotScratch& slot_scratch();
  void index_slots();
  void add_late(std::size_t first, std::size_t last, solvers::Out values);
  void add_parameter_column(int parameter, double weight, std::vector<double>& column);
  static solvers::Evaluation copy(const std::vector<double>& rows, solvers::Out f);

  std::shared_ptr<const Model> model_;
  std::vector<double> base_, target_;  ///< empty: the model's own parameters
  std::vector<double> between_;        ///< at t, unless t is 0 or 1
  double t_ = 1;
  bool parameters_moved_ = true;
  std::vector<char> positive_;
  std::vector<double> x_;  ///< where point_ stands
  bool point_valid_ = false;
  Point point_;
  Scratch scratch_;
  std::vector<double> late_;  ///< entries of the Jacobian that are added last; made for a team
  std::optional<SlotScratch> slot_scratch_;
  std::optional<ReverseSweep> sweep_;
  std::vector<double> row_, column_, levels_;            ///< by unknown
  std::vector<double> by_unknown_, by_parameter_;        ///< gradient of one expression
  std::vector<std::vector<int>> slot_rows_;              ///< of endogenous slots, in their order
  std::vector<std::pair<int, int>> slots_of_parameter_;  ///< (parameter, slot), ascending
};

}  // namespace yuqian::model
