// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/io/run_cases.hpp>

#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/homotopy.hpp>
#include <yuqian/solvers/ipopt.hpp>
#include <yuqian/solvers/newton.hpp>
#include <yuqian/solvers/orientation.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// Incomes at the value of what is received at x; what is given away and taxed depends on incomes,
/// so this is repeated until it stands.
void value_incomes(Equilibrium& problem, const std::vector<int>& incomes, std::vector<double>& x) {
  constexpr int most = 50;
  const Model& model = problem.model();
  std::vector<double> f(x.size());
  bool moved = true;
  for (int k = 0; k < most && moved; ++k) {
    if (problem.residual(x, f) != solvers::Evaluation::ok) return;
    const Point& point = problem.evaluate(x);
    moved = false;
    for (const int i : incomes) {
      const double received = point.loss[at(i)] / model.unknown(i).scale;
      if (!(received > 0)) continue;
      moved = moved || std::abs(received - x[at(i)]) > 1e-12 * received;
      x[at(i)] = received;
    }
  }
}

std::vector<double> starting_point(const ModelFile& file, const Case& c, Equilibrium& problem,
                                   const CaseResult* before) {
  const Model& model = problem.model();
  std::vector<double> x = before ? before->x : model.start();
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = std::clamp(x[i], model.lower()[i], model.upper()[i]);
  for (const auto& [unknown, level] : c.start)
    x[at(unknown)] = std::clamp(level / model.unknown(unknown).scale, model.lower()[at(unknown)],
                                model.upper()[at(unknown)]);
  if (before) return x;
  std::vector<int> incomes = file.valued_incomes;
  for (const auto& stated : c.start) std::erase(incomes, stated.first);
  value_incomes(problem, incomes, x);
  return x;
}

Climb solve(Equilibrium& problem, std::vector<double>& x, const Case& c,
            std::span<const double> base, const RunOptions& options) {
  if (options.solver == RunOptions::Solver::ipopt)
    return {solvers::solve(problem, x, options.ipopt), {}};
  problem.set_base(base);
  LadderOptions ladder;
  ladder.homotopy.newton = options.newton;
  const int most = ladder.ipopt.max_iterations;
  ladder.ipopt = options.ipopt;
  ladder.ipopt.max_iterations = std::min(ladder.ipopt.max_iterations, most);
  ladder.past_path = true;  // the declared start need not be a benchmark
  // A stated start chooses among equilibria: a path from elsewhere could end at another one.
  ladder.continuation = c.start.empty();
  return climb(problem, x, ladder);
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

/// What a case is measured by: its state, and the price that its values are divided by.
struct Measured {
  const Model& model;
  const State& state;
  double unit = 1;
};

std::string what_of(const Model& model, const Expected& e) {
  switch (e.kind) {
    case Expected::Kind::activity:
      return "level of";
    case Expected::Kind::price:
      return "price of";
    case Expected::Kind::income:
      return "income of";
    case Expected::Kind::auxiliary:
      return "value of";
    case Expected::Kind::slack:
      return "slack of";
    case Expected::Kind::netput:
      return fmt::format("netput of \"{}\" in", model.name(model.blocks()[at(e.block)].level));
    case Expected::Kind::value:
      return "expression";
  }
  return "";
}

double found_at(const Measured& m, const Expected& e) {
  const double level = e.unknown < 0 ? 0 : m.state.level[at(e.unknown)];
  switch (e.kind) {
    case Expected::Kind::price:
    case Expected::Kind::income:
      return level / m.unit;
    case Expected::Kind::slack: {
      const Role role = m.model.role(e.unknown);
      const bool in_money = role == Role::activity || role == Role::consumer;
      return m.state.slack[at(e.unknown)] / (in_money ? m.unit : 1);
    }
    case Expected::Kind::netput:
      return netput(m.model, m.state, e.block, e.unknown);
    case Expected::Kind::value:
      return Tape(*e.expression, m.model.offsets()).value(m.state.level, m.state.parameters);
    default:
      return level;
  }
}

/// `base`: what the values are compared with, as ratios.
void compare(const Measured& now, const Expectation& expect, const Measured* base,
             const std::string& base_name, CaseResult& result) {
  for (const Expected& e : expect.values) {
    const double found = found_at(now, e) / (base ? found_at(*base, e) : 1);
    const double wanted =
        e.formula
            ? Tape(*e.formula, now.model.offsets()).value(now.state.level, now.state.parameters)
            : e.value;
    const double allowed = expect.absolute + expect.relative * std::abs(wanted);
    ++result.expected;
    if (std::abs(found - wanted) <= allowed) continue;
    const std::string what = fmt::format("{} \"{}\"", what_of(now.model, e), e.name);
    result.misses.push_back({base ? fmt::format("{} over that in \"{}\"", what, base_name) : what,
                             wanted, found, allowed, e.where});
  }
}

double unit_of(const Expectation& expect, const State& state) {
  return expect.numeraire >= 0 ? state.level[at(expect.numeraire)] : 1;
}

void compare_with(const ModelFile& file, const Model& model, const State& state,
                  const Comparison& comparison, std::span<const CaseResult> earlier,
                  CaseResult& result) {
  const auto with = at(comparison.with);
  const std::string& name = file.cases[with].name;
  if (with >= earlier.size() || !earlier[with].report.solved()) {
    result.misses.push_back({fmt::format("the case \"{}\" to compare with has no solution", name),
                             1, 0, 0, file.cases[with].where});
    return;
  }
  Equilibrium other(file.cases[with].model);
  other.set_target(earlier[with].parameters);
  const State before = state_at(other, earlier[with].x);
  const Measured now{model, state, unit_of(comparison.expect, state)},
      base{other.model(), before, unit_of(comparison.expect, before)};
  compare(now, comparison.expect, &base, name, result);
}

/// Values of a case that follows another: that one's, its `next`, then the case's own changes, all
/// read at that solution.
std::vector<double> carried(const ModelFile& file, const Case& c, const CaseResult& before) {
  const Case& source = file.cases[at(c.after)];
  Equilibrium problem(source.model);
  problem.set_target(before.parameters);
  const State state = state_at(problem, before.x);
  std::vector<double> values = before.parameters;
  for (const auto* changes : {&source.next, &c.changes})
    for (const auto& [parameter, value] : *changes)
      values[at(parameter)] =
          Tape(value, source.model->offsets()).value(state.level, state.parameters);
  return values;
}

/// Largest model whose branches are told apart: a second factorization is nothing up to here.
constexpr int largest_for_branches = 2000;

/// Whether the case asks where a change of the declared parameters leads: not where it states a
/// start, which chooses among equilibria, and not where it goes on from another case.
bool is_a_change(const Model& model, const Case& c) {
  return c.start.empty() && c.after < 0 && c.parameters != model.parameters();
}

/// What is asked of a case's branch. One that goes on from another may turn on the way: nothing is
/// compared there.
BranchCheck branch_check(const Model& model, const Case& c) {
  if (c.after >= 0) return BranchCheck::not_made;
  if (!is_a_change(model, c)) return BranchCheck::not_applicable;
  return model.size() > largest_for_branches ? BranchCheck::not_made : BranchCheck::end_only;
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
                                      const Case& c, const RunOptions& options,
                                      BranchCheck& branch) {
  branch = branch_check(problem.model(), c);
  if (auto found = objection(problem, x, {options.walras_tolerance})) return found;
  if (branch != BranchCheck::end_only) return std::nullopt;
  const int declared = declared_orientation(problem, c, options);
  if (declared == 0) branch = BranchCheck::not_made;
  return branch_objection(declared, solvers::orientation(problem, x));
}

/// Holds what was found to be an equilibrium, or says why it is none. Where that may help it also
/// says how far the change can be followed from the declared parameter values.
void judge(Equilibrium& problem, const Case& c, const RunOptions& options, CaseResult& result) {
  result.objection = objection_to(problem, result.x, c, options, result.branch);
  if (!result.objection) return;
  if (follows_path(result.objection->kind) && is_a_change(problem.model(), c)) {
    problem.set_base(problem.model().parameters());
    std::vector<double> x = problem.model().start();
    solvers::HomotopyOptions path;
    path.newton = options.newton;
    path.full_step_first = false;
    const solvers::SolveReport followed = solvers::follow(problem, x, path);
    problem.move_to(1);
    if (followed.solved() && !objection_to(problem, x, c, options, result.branch)) {
      result.objection.reset();
      result.report = followed;
      result.x = x;
      return;
    }
    if (!followed.solved()) add_reach(*result.objection, followed.reached);
  }
  reject(result.report, *result.objection);
}

/// Says why a path ended where its last point is not an equilibrium any more.
void judge_path_end(Equilibrium& problem, const RunOptions& options, CaseResult& result) {
  result.objection = path_end_objection(
      problem, result.x, result.report.reached,
      [&](Equilibrium& e, solvers::In x) { return objection(e, x, {options.walras_tolerance}); });
  if (result.objection) reject(result.report, *result.objection);
}

}  // namespace

CaseResult run_case(const ModelFile& file, const Case& c, const RunOptions& options,
                    std::span<const CaseResult> earlier) {
  const Model& model = *c.model;
  CaseResult result;
  result.name = c.name;
  const CaseResult* before = nullptr;
  if (c.after >= 0) {
    if (at(c.after) >= earlier.size() || !earlier[at(c.after)].report.solved()) {
      result.report.status = solvers::Status::evaluation_failed;
      const std::string& name = file.cases[at(c.after)].name;
      result.report.detail = {
          fmt::format("它所承接的算例“{}”没有解。", name),
          fmt::format("The case \"{}\" that it follows has no solution.", name)};
      return result;
    }
    before = &earlier[at(c.after)];
  }
  Equilibrium problem(c.model);
  result.parameters = before ? carried(file, c, *before) : c.parameters;
  problem.set_target(result.parameters);
  result.x = starting_point(file, c, problem, before);
  Climb climbed =
      solve(problem, result.x, c, before ? before->parameters : model.parameters(), options);
  result.report = std::move(climbed.report);
  result.rungs = std::move(climbed.rungs);
  const bool path_ended =
      result.report.status == solvers::Status::path_ended && result.report.reached > 0;
  if (path_ended) judge_path_end(problem, options, result);
  if (result.report.solved()) judge(problem, c, options, result);
  for (int i = 0; i < model.size(); ++i)
    result.point.emplace_back(model.name(i), result.x[at(i)] * model.unknown(i).scale);
  if (!result.report.solved()) return result;

  const State state = state_at(problem, result.x);
  const int numeraire = c.expect.numeraire >= 0 ? c.expect.numeraire : model.numeraire();
  const double unit = unit_of(c.expect, state);
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
  for (const Output& output : file.outputs)
    result.outputs.push_back(
        {output.name,
         Tape(output.expression, model.offsets()).value(state.level, state.parameters)});
  compare({model, state, unit}, c.expect, nullptr, {}, result);
  for (const Comparison& comparison : c.compare)
    compare_with(file, model, state, comparison, earlier, result);
  return result;
}

ModelFileResult run_cases(const ModelFile& file, const RunOptions& options) {
  ModelFileResult result{file.path, file.name, file.source, {}};
  for (std::size_t k = 0; k < file.cases.size(); ++k) {
    if (options.progress && !options.progress(file.cases[k].name, k + 1, file.cases.size())) break;
    result.cases.push_back(run_case(file, file.cases[k], options, result.cases));
  }
  return result;
}

bool CaseResult::kept() const { return report.solved() && misses.empty(); }

bool ModelFileResult::kept() const {
  return std::all_of(cases.begin(), cases.end(), [](const CaseResult& c) { return c.kept(); });
}

LocalText Miss::text() const {
  return {fmt::format("{}：{}：预期{:.12g}，得到{:.12g}（允许偏差{:.3g}）", where.text(), what,
                      expected, found, allowed),
          fmt::format("{}: {}: expected {:.12g}, found {:.12g} (allowed {:.3g})", where.text(),
                      what, expected, found, allowed)};
}

}  // namespace yuqian::model
