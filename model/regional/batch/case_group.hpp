// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/analysis/sensitivity.hpp>
#include <yuqian/model/regional/batch/cases.hpp>
#include <yuqian/model/regional/solve/regional_validity.hpp>
#include <yuqian/solvers/newton.hpp>

namespace yuqian::model {

/// What all cases of one model and one scenario share: the two parameter vectors, the centre (the
/// scenario as written, at the estimates of the elasticities) with its solution and its factors.
/// Immutable once made, so that threads share it and a case comes out the same whoever solves it
/// and when.
class CaseGroup {
 public:
  /// Solves the centre. A null scenario shocks nothing. Throws data::InputError where the scenario
  /// or a factor does not fit the model.
  CaseGroup(std::shared_ptr<const RegionalModel>, const Scenario*, const BatchPlan&);
  /// The parameters that one factor multiplies.
  struct Move {
    std::vector<std::size_t> parameters;
    bool is_assumption = false;  ///< it moves the reference, too
    bool is_predicted = true;    ///< its first-order response is worth a solve of its own
  };
  /// What groups on one model share: what its benchmark says.
  struct Shared {
    std::shared_ptr<const RegionalModel> model;
    std::shared_ptr<const RegionalValidity> validity;
    std::shared_ptr<const solvers::Factors> factors;
    explicit Shared(std::shared_ptr<const RegionalModel>);
  };
  /// Draws: cases by moves that leave the benchmark an exact solution. They have no indicators and
  /// are read off CaseSolver::read_solution(), begin with the factors of the benchmark, and their
  /// orientation is looked at where it does not follow from the centre's (eq. 358).
  CaseGroup(const Shared&, const Scenario*, std::vector<Move>);

  const RegionalModel& model() const { return *model_; }
  const Areas& areas() const { return areas_; }

 private:
  friend class CaseSolver;
  void solve_centre(Equilibrium&, solvers::Newton&);
  void add_responses(Equilibrium&, solvers::Newton&);
  /// Where the case is expected: the centre moved along its responses.
  void expect(double size, std::span<const double> factors, std::vector<double>& x) const;
  /// Whether a solution lies so near where it is expected that the way from the centre passes no
  /// singular point (eq. 358).
  bool as_expected(solvers::In x, solvers::In expected) const;
  std::shared_ptr<const RegionalModel> model_;
  Areas areas_;
  std::vector<Indicator> indicators_;  ///< one for every indicator of the plan and area; none
                                       ///< where nothing is shocked
  std::size_t values_ = 0;             ///< of a case, outputs included
  std::vector<BatchOutput> outputs_;   ///< behind the indicators
  Scenario scenario_;                  ///< for the tables that outputs are of
  void set_parameters(const Scenario*);
  std::vector<Move> moves_;  ///< by factor
  std::vector<double> reference_parameters_, target_parameters_;
  bool reference_is_benchmark_ = true;  ///< no shock in it: it holds at any elasticities
  std::vector<double> reference_x_, centre_x_;
  /// First-order response of the centre to the logarithm of each factor, and to the size (last);
  /// relative to the level where an unknown is positive. Empty where the centre has no solution,
  /// and one of them where it is not predicted.
  std::vector<std::vector<double>> responses_;
  std::shared_ptr<const RegionalValidity> validity_;  ///< of what cases find
  bool are_draws_ = false;
  bool orientation_follows_ = false;  ///< from the centre's, where solutions are as expected
  std::shared_ptr<const solvers::Factors>
      factors_;  ///< at the centre, of draws at the benchmark; null where none are kept
};

/// Solves cases of one group; one object for each thread.
class CaseSolver {
 public:
  explicit CaseSolver(std::shared_ptr<const CaseGroup>);
  /// `size` 1 is the scenario as written; one factor for each of the plan.
  BatchResult solve(double size, std::span<const double> factors,
                    const std::function<bool()>& interrupted = {});
  /// What the last case that was solved found; `scenario` is given by the caller, since a copy for
  /// each case is dear.
  void read_solution(Solution&) const;
  Equilibrium& equilibrium() { return equilibrium_; }

 private:
  solvers::SolveReport solve_reference(const solvers::Callback&);
  solvers::SolveReport solve_counterfactual(double size, std::span<const double> factors,
                                            const solvers::Callback&);
  void read_indicators(std::vector<double>& values);
  void read_outputs(std::vector<double>& values);
  /// What a factor or a size brings out of its domain, in words.
  std::optional<std::string> out_of_domain(double size) const;

  std::shared_ptr<const CaseGroup> group_;
  Equilibrium equilibrium_;
  solvers::Newton newton_;
  std::vector<LinearIndicator> benchmark_indicators_;  ///< relative to the benchmark
  std::vector<double> benchmark_values_;
  std::vector<double> reference_parameters_, parameters_, reference_x_, x_;
  std::vector<double> expected_;  ///< what the last counterfactual began with
};

}  // namespace yuqian::model
