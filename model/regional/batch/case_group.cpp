// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/case_group.hpp>

#include <yuqian/model/kernel/ladder.hpp>
#include <yuqian/model/regional/batch/outputs.hpp>
#include <yuqian/model/regional/tables/tables.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

using solvers::SolveReport;

bool is_elasticity(const std::string& family) { return family.starts_with("esub"); }

/// A batch reads no account that would gather the errors of all equations: "solved" is enough.
LadderOptions case_options() {
  LadderOptions options;
  options.homotopy.newton.history = false;
  return options;
}

/// Cases are solved to 1e-9 an equation; the implied one gathers the errors of all others.
constexpr double case_walras = 1e-6;

std::shared_ptr<const RegionalValidity> validity_of(const RegionalModel& model, Equilibrium& e) {
  return std::make_shared<const RegionalValidity>(model, e, ValidityOptions{.walras = case_walras});
}

/// Newton alone, few enough steps that giving up is cheap: the ladder is there to climb.
solvers::NewtonOptions first_try() {
  solvers::NewtonOptions options = case_options().homotopy.newton;
  options.max_iterations = case_options().homotopy.full_step_iterations;
  options.recoveries = 0;
  options.diagnose = false;
  return options;
}

std::vector<LinearIndicator> linear(const RegionalModel& m, const Point& reference,
                                    const std::vector<Indicator>& list) {
  std::vector<LinearIndicator> out;
  for (const Indicator& i : list) out.push_back(linear_indicator(m, reference, i));
  return out;
}

}  // namespace

CaseGroup::CaseGroup(std::shared_ptr<const RegionalModel> model, const Scenario* scenario,
                     const BatchPlan& plan)
    : model_(std::move(model)), areas_(model_->benchmark->regions) {
  values_ =
      plan.indicators.size() * static_cast<std::size_t>(areas_.set.size()) + plan.outputs.size();
  outputs_ = plan.outputs;
  if (scenario) scenario_ = *scenario;
  for (const std::string& name : scenario ? plan.indicators : std::vector<std::string>())
    for (int a = 0; a < areas_.set.size(); ++a)
      indicators_.push_back(parse_indicator(name + "[" + areas_.set.label(a) + "]", areas_));
  for (const BatchFactor& f : plan.factors)
    moves_.push_back(
        {touched_parameters(model_->parameters, f.target), is_elasticity(f.target.parameter)});
  set_parameters(scenario);
  Equilibrium e(model_->model);
  validity_ = validity_of(*model_, e);
  solvers::Newton newton;
  solve_centre(e, newton);
}

CaseGroup::Shared::Shared(std::shared_ptr<const RegionalModel> m) : model(std::move(m)) {
  Equilibrium e(model->model);
  validity = validity_of(*model, e);
  factors = solvers::Newton().anchor(e, model->model->start());
}

CaseGroup::CaseGroup(const Shared& shared, const Scenario* scenario, std::vector<Move> moves)
    : model_(shared.model),
      areas_(model_->benchmark->regions),
      moves_(std::move(moves)),
      validity_(shared.validity),
      are_draws_(true),
      factors_(shared.factors) {
  set_parameters(scenario);
  Equilibrium e(model_->model);
  solvers::Newton newton;
  newton.adopt(e, factors_);
  solve_centre(e, newton);
}

void CaseGroup::set_parameters(const Scenario* scenario) {
  const std::vector<double>& benchmark = model_->model->parameters();
  reference_parameters_ = target_parameters_ = benchmark;
  if (!scenario) return;
  reference_parameters_ = apply_shocks(model_->parameters, scenario->reference, benchmark);
  target_parameters_ = apply_shocks(model_->parameters, scenario->shocks, benchmark);
  reference_is_benchmark_ = scenario->reference.empty();
}

void CaseGroup::solve_centre(Equilibrium& e, solvers::Newton& newton) {
  const auto follow = [&](const std::vector<double>& target, std::vector<double>& x) {
    e.set_target(target);
    return climb(newton, e, x, case_options()).report.solved();
  };
  centre_x_ = reference_x_ = model_->model->start();
  if (follow(reference_parameters_, reference_x_)) {
    centre_x_ = reference_x_;
    e.set_base(reference_parameters_);
    const bool found = follow(target_parameters_, centre_x_);
    if (!found) centre_x_ = reference_x_;
    if (!are_draws_) factors_ = newton.anchor(e, centre_x_);
    if (found) add_responses(e, newton);
    orientation_follows_ = are_draws_ && found && validity_->has_orientation(e, centre_x_);
  }
}

void CaseGroup::add_responses(Equilibrium& e, solvers::Newton& newton) {
  std::vector<double> moved, rate(centre_x_.size());
  const auto add = [&](const std::vector<double>& base, const std::vector<double>& target) {
    e.set_base(base);
    e.set_target(target);  // also where the derivative is taken
    std::vector<double> response(centre_x_.size());
    e.path_derivative(centre_x_, rate);
    if (newton.tangent(e, centre_x_, rate, response) != solvers::LinearStatus::ok)
      std::fill(response.begin(), response.end(), 0.0);
    for (std::size_t i = 0; i < response.size(); ++i)
      if (e.positive()[i] && centre_x_[i] > 0) response[i] /= centre_x_[i];
    responses_.push_back(std::move(response));
  };
  for (const Move& m : moves_) {
    if (!m.is_predicted) {
      responses_.emplace_back();
      continue;
    }
    moved = target_parameters_;  // the derivative by the logarithm of a factor is that of p (1 + t)
    for (const std::size_t p : m.parameters) moved[p] = 0;
    add(moved, target_parameters_);
  }
  add(reference_parameters_, target_parameters_);
}

void CaseGroup::expect(double size, std::span<const double> factors, std::vector<double>& x) const {
  x = centre_x_;
  if (responses_.empty()) return;
  const auto prices = static_cast<std::size_t>(
      model_->model->offsets().consumer);  // and activities: what is positive
  std::vector<double> move(x.size());
  for (std::size_t f = 0; f < responses_.size(); ++f) {
    if (responses_[f].empty()) continue;
    if (const double by = f < factors.size() ? std::log(factors[f]) : size - 1; by != 0)
      for (std::size_t i = 0; i < x.size(); ++i) move[i] += by * responses_[f][i];
  }
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = i < prices ? x[i] * std::exp(std::clamp(move[i], -1.0, 1.0)) : x[i] + move[i];
}

bool CaseGroup::as_expected(solvers::In x, solvers::In expected) const {
  double off = 0, way = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double scale = std::max({std::abs(x[i]), std::abs(reference_x_[i]), 1e-9});
    off += std::pow((x[i] - expected[i]) / scale, 2);
    way += std::pow((expected[i] - reference_x_[i]) / scale, 2);
  }
  return 4 * off <= way;
}

CaseSolver::CaseSolver(std::shared_ptr<const CaseGroup> group)
    : group_(std::move(group)), equilibrium_(group_->model_->model), newton_(first_try()) {
  newton_.adopt(equilibrium_, group_->factors_);
  if (!group_->reference_is_benchmark_) return;
  const Point& benchmark = equilibrium_.evaluate(group_->model_->model->start());
  benchmark_indicators_ = linear(*group_->model_, benchmark, group_->indicators_);
  for (const LinearIndicator& i : benchmark_indicators_)
    benchmark_values_.push_back(i.value(equilibrium_.model(), benchmark));
}

BatchResult CaseSolver::solve(double size, std::span<const double> factors,
                              const std::function<bool()>& interrupted) {
  const CaseGroup& g = *group_;
  const auto move = [&](bool assumptions, std::vector<double>& parameters) {
    for (std::size_t f = 0; f < g.moves_.size(); ++f)
      if (g.moves_[f].is_assumption == assumptions)
        for (const std::size_t p : g.moves_[f].parameters) parameters[p] *= factors[f];
  };
  reference_parameters_ = g.reference_parameters_;
  parameters_ = g.target_parameters_;
  for (std::size_t p = 0; p < parameters_.size(); ++p)
    if (size != 1)
      parameters_[p] =
          reference_parameters_[p] + size * (parameters_[p] - reference_parameters_[p]);
  move(true, reference_parameters_);
  move(true, parameters_);
  move(false, parameters_);

  solvers::Callback callback;
  if (interrupted) callback = [&](const solvers::Progress&) { return !interrupted(); };
  BatchResult result;
  result.values.assign(g.values_, std::numeric_limits<double>::quiet_NaN());
  if (const auto bad = out_of_domain(size)) {
    result.reason = {fmt::format("算例的倍数或力度使参数超出取值范围：{}。", *bad),
                     fmt::format("a factor or the size of the case brings {}", *bad)};
    return result;
  }
  const auto told = [&](SolveReport report, const std::vector<double>& x,
                        const std::vector<double>& expected) {
    std::optional<Objection> objection;
    const bool same_branch =
        g.orientation_follows_ && report.solved() && g.as_expected(x, expected);
    const auto test = [&](Equilibrium& e, solvers::In y) {
      return g.validity_->objection(e, y, same_branch);
    };
    if (report.solved())
      objection = test(equilibrium_, x);
    else if (report.status == solvers::Status::path_ended && report.reached > 0)
      objection = path_end_objection(equilibrium_, x, report.reached, test);
    if (objection) reject(report, *objection);
    result.status = status_of(report.status, objection);
    result.iterations += report.iterations;
    result.residual = report.residual;
    result.gap = report.gap;
    if (!report.solved()) result.reason = report.text();
    return report.solved();
  };
  if (g.are_draws_ && g.reference_is_benchmark_)
    reference_x_ = g.reference_x_;
  else if (!told(solve_reference(callback), reference_x_, g.reference_x_))
    return result;
  result.replication = g.reference_is_benchmark_ && !g.are_draws_
                           ? result.residual
                           : std::numeric_limits<double>::quiet_NaN();
  if (!told(solve_counterfactual(size, factors, callback), x_, expected_)) return result;
  result.branch = g.validity_->branch_check(false);
  read_indicators(result.values);
  return result;
}

void CaseSolver::read_solution(Solution& s) const {
  s.model = group_->model_;
  s.reference_parameters = reference_parameters_;
  s.parameters = parameters_;
  s.reference_x = reference_x_;
  s.x = x_;
  s.readings = {};
}

std::optional<std::string> CaseSolver::out_of_domain(double size) const {
  const CaseGroup& g = *group_;
  if (size == 1 && g.moves_.empty()) return std::nullopt;
  for (const std::vector<double>* values : {&reference_parameters_, &parameters_})
    if (const auto bad = g.model_->parameters.out_of_domain(g.model_->model->parameters(), *values))
      return bad;
  return std::nullopt;
}

SolveReport CaseSolver::solve_reference(const solvers::Callback& callback) {
  equilibrium_.set_target(reference_parameters_);
  reference_x_ = group_->reference_x_;
  newton_.options() = first_try();
  return newton_.solve(equilibrium_, reference_x_,
                       callback);  // no step where the benchmark is the reference
}

SolveReport CaseSolver::solve_counterfactual(double size, std::span<const double> factors,
                                             const solvers::Callback& callback) {
  equilibrium_.set_base(reference_parameters_);
  equilibrium_.set_target(parameters_);
  group_->expect(size, factors, x_);
  expected_ = x_;
  newton_.options() = first_try();
  const SolveReport direct = newton_.solve(equilibrium_, x_, callback);
  if (direct.solved() || direct.status == solvers::Status::interrupted) return direct;
  x_ = reference_x_;
  return climb(newton_, equilibrium_, x_, case_options(), callback).report;
}

/// Equivalent variations as they are, everything else as the change from the reference in per cent.
void CaseSolver::read_indicators(std::vector<double>& values) {
  const Model& m = equilibrium_.model();
  std::vector<LinearIndicator> own;
  std::vector<double> before = benchmark_values_;
  if (!group_->reference_is_benchmark_) {
    equilibrium_.set_target(reference_parameters_);
    const Point reference = equilibrium_.evaluate(reference_x_);
    own = linear(*group_->model_, reference, group_->indicators_);
    for (const LinearIndicator& i : own) before.push_back(i.value(m, reference));
    equilibrium_.set_target(parameters_);
  }
  const std::vector<LinearIndicator>& list =
      group_->reference_is_benchmark_ ? benchmark_indicators_ : own;
  const Point& point = equilibrium_.evaluate(x_);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const double after = list[i].value(m, point);
    if (const Indicator::Kind kind = group_->indicators_[i].kind;
        kind == Indicator::Kind::equivalent_variation || kind == Indicator::Kind::welfare)
      values[i] = after;
    else if (after > 0)  // a volume below zero has no relative change (eq. 125)
      values[i] = 100 * (after / before[i] - 1);
  }
  read_outputs(values);
}

/// Behind the indicators, from the tables that a result file would have.
void CaseSolver::read_outputs(std::vector<double>& values) {
  const CaseGroup& g = *group_;
  if (g.outputs_.empty()) return;
  Solution s;
  s.model = g.model_;
  s.scenario = g.scenario_;
  s.reference_parameters = reference_parameters_;
  s.parameters = parameters_;
  s.reference_x = reference_x_;
  s.x = x_;
  const std::vector<data::Table> tables = indicators(s);
  for (std::size_t k = 0; k < g.outputs_.size(); ++k)
    values[values.size() - g.outputs_.size() + k] = value_of(g.outputs_[k], tables);
}

}  // namespace yuqian::model
