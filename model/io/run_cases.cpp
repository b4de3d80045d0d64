// SPDX-License-Identifier: Apache-2.0
#include "model/io/run_cases.hpp"

#include "model/equilibrium.hpp"
#include "solvers/homotopy.hpp"
#include "solvers/ipopt.hpp"
#include "solvers/newton.hpp"
#include "solvers/orientation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::vector<double> starting_point(const Model& model, const Case& c) {
  std::vector<double> x = model.start();
  for (const auto& [unknown, level] : c.start)
    x[at(unknown)] = std::clamp(level / model.unknown(unknown).scale, model.lower()[at(unknown)],
                                model.upper()[at(unknown)]);
  return x;
}

solvers::SolveReport solve(Equilibrium& problem, std::vector<double>& x, const Case& c,
                           const RunOptions& options) {
  if (options.solver == RunOptions::Solver::ipopt) return solvers::solve(problem, x, options.ipopt);
  const std::vector<double> start = x;
  solvers::SolveReport report = solvers::solve(problem, x, options.newton);
  // A stated start chooses among equilibria: a path from elsewhere could end at another one.
  if (report.solved() || !c.start.empty()) return report;
  problem.set_base(problem.model().parameters());
  std::vector<double> y = start;
  solvers::HomotopyOptions homotopy;
  homotopy.newton = options.newton;
  solvers::SolveReport followed = solvers::follow(problem, y, homotopy);
  if (!followed.solved()) {
    problem.move_to(1);
    return report;
  }
  x = y;
  return followed;
}

/// Levels and slacks of all unknowns in the model's own unit of account.
struct State {
  std::vector<double> level, slack;
  const Point* point = nullptr;
  std::vector<double> parameters;
};

State state_at(Equilibrium& problem, const std::vector<double>& x) {
  const Model& model = problem.model();
  State state{std::vector<double>(x.size()),
              std::vector<double>(x.size()),
              &problem.evaluate(x),
              {problem.parameters().begin(), problem.parameters().end()}};
  problem.slacks(x, state.slack);
  for (std::size_t i = 0; i < x.size(); ++i)
    state.level[i] = x[i] * model.unknown(static_cast<int>(i)).scale;
  return state;
}

void fill_tables(const Model& model, const State& state, double unit, CaseResult& result) {
  for (int i = 0; i < model.size(); ++i) {
    const double level = state.level[at(i)], slack = state.slack[at(i)];
    switch (model.role(i)) {
      case Role::activity:
        result.activities.push_back({model.name(i), level, slack / unit});
        break;
      case Role::commodity:
        result.prices.push_back({model.name(i), level / unit, slack});
        break;
      case Role::consumer:
        result.incomes.push_back({model.name(i), level / unit, slack / unit});
        break;
      default:
        result.auxiliaries.push_back({model.name(i), level, slack});
        break;
    }
  }
  for (int b = 0; b < static_cast<int>(model.blocks().size()); ++b) {
    const BlockData& block = model.blocks()[at(b)];
    for (const int t : {block.inputs, block.outputs}) {
      if (t < 0) continue;
      const TreeData& tree = model.kernel().trees[at(t)];
      for (int i = tree.leaf_begin; i < tree.leaf_end; ++i)
        result.flows.push_back({model.name(block.level),
                                model.name(model.kernel().leaves[at(i)].price),
                                tree.sign * state.point->quantity(model, b, i)});
    }
  }
}

double netput(const Model& model, const State& state, int block, int price) {
  double sum = 0;
  const BlockData& data = model.blocks()[at(block)];
  for (const int t : {data.inputs, data.outputs}) {
    if (t < 0) continue;
    const TreeData& tree = model.kernel().trees[at(t)];
    for (int i = tree.leaf_begin; i < tree.leaf_end; ++i)
      if (model.kernel().leaves[at(i)].price == price)
        sum += tree.sign * state.point->quantity(model, block, i);
  }
  return sum;
}

void compare(const Model& model, const State& state, const Case& c, double unit,
             CaseResult& result) {
  for (const Expected& e : c.expect.values) {
    const double level = e.unknown < 0 ? 0 : state.level[at(e.unknown)];
    const bool in_money = e.unknown >= 0 && (model.role(e.unknown) == Role::activity ||
                                             model.role(e.unknown) == Role::consumer);
    double found = 0;
    std::string what;
    switch (e.kind) {
      case Expected::Kind::activity:
        found = level, what = "level of";
        break;
      case Expected::Kind::price:
        found = level / unit, what = "price of";
        break;
      case Expected::Kind::income:
        found = level / unit, what = "income of";
        break;
      case Expected::Kind::auxiliary:
        found = level, what = "value of";
        break;
      case Expected::Kind::slack:
        found = state.slack[at(e.unknown)] / (in_money ? unit : 1), what = "slack of";
        break;
      case Expected::Kind::netput:
        found = netput(model, state, e.block, e.unknown);
        what = fmt::format("netput of \"{}\" in", model.name(model.blocks()[at(e.block)].level));
        break;
      case Expected::Kind::value:
        found = Tape(*e.expression, model.offsets()).value(state.level, state.parameters);
        what = "expression";
        break;
    }
    const double allowed = c.expect.absolute + c.expect.relative * std::abs(e.value);
    ++result.expected;
    if (!(std::abs(found - e.value) <= allowed))
      result.misses.push_back(
          {fmt::format("{} \"{}\"", what, e.name), e.value, found, allowed, e.where});
  }
}

/// Largest model whose branches are told apart: a second factorization is nothing up to here.
constexpr int largest_for_branches = 2000;

/// Whether the case asks where a change of the declared parameters leads: not where it states a
/// start, which chooses among equilibria.
bool is_a_change(const Model& model, const Case& c) {
  return c.start.empty() && c.parameters != model.parameters();
}

/// Orientation (eq. 124) of the equilibrium at the declared parameters; 0 where there is none.
int declared_orientation(Equilibrium& problem, const Case& c, const RunOptions& options) {
  problem.set_target(problem.model().parameters());
  std::vector<double> x = problem.model().start();
  const bool solved = solvers::solve(problem, x, options.newton).solved();
  const int sign = solved ? solvers::orientation(problem, x) : 0;
  problem.set_target(c.parameters);
  return sign;
}

std::optional<Objection> objection_to(Equilibrium& problem, const std::vector<double>& x,
                                      const Case& c, const RunOptions& options) {
  if (auto found = objection(problem, x, {options.walras_tolerance})) return found;
  if (!is_a_change(problem.model(), c) || problem.size() > largest_for_branches)
    return std::nullopt;
  const int declared = declared_orientation(problem, c, options);
  return branch_objection(declared, solvers::orientation(problem, x));
}

/// Holds what was found to be an equilibrium, or says why it is none and, where that may help, how
/// far the change can be followed from the declared parameter values.
void judge(Equilibrium& problem, const Case& c, const RunOptions& options, CaseResult& result) {
  result.objection = objection_to(problem, result.x, c, options);
  if (!result.objection) return;
  if (follows_path(result.objection->kind) && is_a_change(problem.model(), c)) {
    problem.set_base(problem.model().parameters());
    std::vector<double> x = problem.model().start();
    solvers::HomotopyOptions path;
    path.newton = options.newton;
    path.full_step_first = false;
    const solvers::SolveReport followed = solvers::follow(problem, x, path);
    problem.move_to(1);
    if (followed.solved() && !objection_to(problem, x, c, options)) {
      result.objection.reset();
      result.report = followed;
      result.x = x;
      return;
    }
    if (!followed.solved()) add_reach(*result.objection, followed.reached);
  }
  reject(result.report, *result.objection);
}

}  // namespace

CaseResult run_case(const ModelFile& file, const Case& c, const RunOptions& options) {
  const Model& model = *file.model;
  Equilibrium problem(file.model);
  problem.set_target(c.parameters);
  CaseResult result;
  result.name = c.name;
  result.x = starting_point(model, c);
  result.report = solve(problem, result.x, c, options);
  result.expected = 0;
  if (result.report.solved()) judge(problem, c, options, result);
  if (!result.report.solved()) return result;

  const State state = state_at(problem, result.x);
  const int numeraire = c.expect.numeraire >= 0 ? c.expect.numeraire : model.numeraire();
  const double unit = c.expect.numeraire >= 0 ? state.level[at(numeraire)] : 1;
  result.numeraire = model.name(numeraire);
  const int dropped = model.numeraire();
  result.walras = state.slack[at(dropped)] * model.row_scale()[at(dropped)];
  if (!(unit > 0)) {
    result.misses.push_back(
        {fmt::format("price of \"{}\", by which the others are divided", result.numeraire), 1, unit,
         0, c.where});
    return result;
  }
  fill_tables(model, state, unit, result);
  compare(model, state, c, unit, result);
  return result;
}

ModelFileResult run_cases(const ModelFile& file, const RunOptions& options) {
  ModelFileResult result{file.path, file.name, file.source, {}};
  for (std::size_t k = 0; k < file.cases.size(); ++k) {
    if (options.progress && !options.progress(file.cases[k].name, k + 1, file.cases.size())) break;
    result.cases.push_back(run_case(file, file.cases[k], options));
  }
  return result;
}

bool CaseResult::kept() const { return report.solved() && misses.empty(); }

bool ModelFileResult::kept() const {
  return std::all_of(cases.begin(), cases.end(), [](const CaseResult& c) { return c.kept(); });
}

std::string Miss::sentence() const {
  return fmt::format("{}: {}: expected {:.12g}, found {:.12g} (allowed {:.3g})", where.text(), what,
                     expected, found, allowed);
}

}  // namespace yuqian::model
