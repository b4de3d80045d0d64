// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/solve/solve.hpp>

#include <yuqian/model/kernel/ladder.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/solve/regional_validity.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include <yuqian/solvers/homotopy.hpp>
#include <yuqian/solvers/ipopt.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::model {
namespace {

/// Largest natural residual: of a row at its bound, only what it lacks counts. One row may be left
/// out.
double largest_natural(const Equilibrium& e, std::span<const double> x, std::span<const double> f,
                       int left_out = -1) {
  double size = 0;
  for (int i = 0; i < e.size(); ++i) {
    if (i == left_out) continue;
    const double gap =
        x[at(i)] - std::clamp(x[at(i)] - f[at(i)], e.lower()[at(i)], e.upper()[at(i)]);
    size = std::isfinite(gap) ? std::max(size, std::abs(gap))
                              : std::numeric_limits<double>::infinity();
  }
  return size;
}

/// Largest natural residual after all prices and incomes are doubled: real behaviour must not
/// notice.
double homogeneity(Equilibrium& equilibrium, std::vector<double> x) {
  const UnknownOffsets& o = equilibrium.model().offsets();
  for (int i = o.commodity; i < o.auxiliary; ++i) x[at(i)] *= 2;
  std::vector<double> f(x.size());
  if (equilibrium.residual(x, f) != solvers::Evaluation::ok)
    return std::numeric_limits<double>::infinity();
  return largest_natural(equilibrium, x, f, equilibrium.model().numeraire());
}

/// Largest gap between a region's product by income and by expenditure or production, relative to
/// it (eq. 22, 100).
double grp_gap(const Accounts& a) {
  double gap = 0;
  for (const RegionAccounts& r : a.regions)
    for (const double other : {r.grp_expenditure(), r.grp_production()})
      gap = std::max(gap, std::abs(r.grp_income() - other) / std::abs(r.grp_income()));
  return gap;
}

/// Moves x to the levels that are stated; false where none is. Throws ModelError on a name that the
/// model does not have.
bool start_at(const Model& m, const std::vector<std::pair<std::string, double>>& start,
              std::vector<double>& x) {
  for (const auto& [name, level] : start) {
    const std::optional<int> i = m.find_unknown(name);
    if (!i) throw ModelError("the start names \"" + name + "\", which this model does not have");
    x[at(*i)] = std::clamp(level / m.unknown(*i).scale, m.lower()[at(*i)], m.upper()[at(*i)]);
  }
  return !start.empty();
}

/// Two solutions that are more apart than their errors.
bool differ(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > 1e-6 * std::max(1.0, std::abs(b[i]))) return true;
  return false;
}

/// One step to rounding, kept where it comes closer.
void sharpen(Equilibrium& equilibrium, std::vector<double>& x, solvers::SolveReport& report) {
  solvers::NewtonOptions once;
  once.tolerance = once.gap_tolerance = 0;
  once.max_iterations = 1;
  once.recoveries = 0;
  once.inexact = once.diagnose = once.history = false;
  std::vector<double> trial = x;
  const solvers::SolveReport closer = solvers::solve(equilibrium, trial, once);
  if (!(std::max(closer.residual, closer.gap) < std::max(report.residual, report.gap))) return;
  x = std::move(trial);
  report.residual = closer.residual;
  report.gap = closer.gap;
}

void check(Solution& solution, Equilibrium& equilibrium) {
  std::vector<double> f(solution.x.size());
  equilibrium.set_target(solution.parameters);
  equilibrium.residual(solution.x, f);
  const int numeraire = equilibrium.model().numeraire();
  solution.checks.push_back({"walras", numeraire < 0 ? 0 : std::abs(f[at(numeraire)])});
  solution.checks.push_back({"homogeneity", homogeneity(equilibrium, solution.x)});
  solution.checks.push_back(
      {"budgets", overspending(equilibrium.model(), equilibrium.evaluate(solution.x))});
  const report::Compared both = report::evaluate(equilibrium, solution);
  solution.checks.push_back(
      {"grp", std::max(grp_gap(both.accounts[0]), grp_gap(both.accounts[1]))});
  solution.checks.push_back({"tables", report::tables_gap(both)});
  solution.checks.push_back({"residual", solution.report.residual});
  solution.checks.push_back({"complementarity", solution.report.gap});
}

}  // namespace

Solution solve_scenario(std::shared_ptr<const RegionalModel> model, const Scenario& scenario,
                        const SolveSettings& settings, const std::function<bool()>& interrupted) {
  Solution s;
  s.model = model;
  s.scenario = scenario;
  Equilibrium equilibrium(model->model);
  const std::vector<double> benchmark(equilibrium.parameters().begin(),
                                      equilibrium.parameters().end());
  s.reference_x = model->model->start();

  std::vector<double> f(s.reference_x.size());
  equilibrium.residual(s.reference_x, f);
  s.checks.push_back({"replication", largest_natural(equilibrium, s.reference_x, f)});

  const solvers::Callback callback = [&](const solvers::Progress&) {
    return !(interrupted && interrupted());
  };
  // Tighter than "solved": the implied equation and the accounts gather the errors of all the
  // others.
  LadderOptions options;
  options.homotopy.newton.tolerance = options.homotopy.newton.gap_tolerance = 1e-11;
  const auto solve_to = [&](const std::vector<double>& from, const std::vector<double>& to,
                            std::vector<double>& x) {
    equilibrium.set_base(from);
    equilibrium.set_target(to);
    if (settings.method == SolveSettings::Method::ipopt)
      return solvers::solve(equilibrium, x, solvers::IpoptOptions{}, callback);
    Climb climbed = climb(equilibrium, x, options, callback);
    s.rungs.insert(s.rungs.end(), climbed.rungs.begin(), climbed.rungs.end());
    solvers::SolveReport report = std::move(climbed.report);
    if (settings.sharp && report.solved()) sharpen(equilibrium, x, report);
    return report;
  };
  const RegionalValidity validity(*model, equilibrium, {.walras = StandingCheck{}.tolerance});
  // Holds what was found to be an equilibrium. Where it is none, or may be another branch's, the
  // change is followed in small steps, which may lead to one.
  const auto judge = [&](const std::vector<double>& from, const std::vector<double>& to,
                         const std::vector<double>& from_x, solvers::SolveReport& report,
                         std::vector<double>& x) {
    if (report.status == solvers::Status::path_ended && report.reached > 0) {
      equilibrium.set_base(from);
      equilibrium.set_target(to);
      s.objection = path_end_objection(
          equilibrium, x, report.reached,
          [&](Equilibrium& e, solvers::In y) { return validity.objection(e, y); });
      if (s.objection) reject(report, *s.objection);
    }
    if (!report.solved()) return;
    s.objection = validity.objection(equilibrium, x);
    if (validity.tells_branches() && from != to &&
        (!s.objection || follows_path(s.objection->kind))) {
      auto walk = validity.walk(equilibrium, from, to, from_x, options.homotopy, callback);
      equilibrium.set_base(from);
      equilibrium.set_target(to);
      if (walk.objection) {
        s.objection = walk.objection;
      } else if (!walk.x.empty() && (s.objection || differ(walk.x, x))) {
        s.objection = validity.objection(equilibrium, walk.x);
        report = walk.report;
        x = std::move(walk.x);
      }
    } else if (s.objection && settings.method == SolveSettings::Method::newton &&
               follows_path(s.objection->kind)) {
      solvers::HomotopyOptions path = options.homotopy;
      path.full_step_first = false;
      std::vector<double> y = from_x;
      const solvers::SolveReport followed = solvers::follow(equilibrium, y, path, callback);
      equilibrium.move_to(1);
      if (followed.solved() && !validity.objection(equilibrium, y)) {
        s.objection.reset();
        report = followed;
        x = std::move(y);
      } else if (!followed.solved()) {
        add_reach(*s.objection, followed.reached);
      }
    }
    if (s.objection) reject(report, *s.objection);
  };
  s.reference_parameters = apply_shocks(model->parameters, scenario.reference, benchmark);
  s.parameters = apply_shocks(model->parameters, scenario.shocks, benchmark);
  const std::vector<double> start = s.reference_x;
  s.reference_report = solve_to(benchmark, s.reference_parameters, s.reference_x);
  judge(benchmark, s.reference_parameters, start, s.reference_report, s.reference_x);
  s.x = s.reference_x;
  if (!s.reference_report.solved()) {
    s.report = s.reference_report;
    return s;
  }
  s.rungs.clear();  // those of the counterfactual are told
  options.newton_alone = start_at(*model->model, settings.start, s.x);
  s.report = solve_to(s.reference_parameters, s.parameters, s.x);
  if (options.newton_alone && !s.report.solved() &&
      s.report.status != solvers::Status::interrupted) {
    options.newton_alone = false;
    s.x = s.reference_x;
    const int before = s.report.iterations;
    s.report = solve_to(s.reference_parameters, s.parameters, s.x);
    s.report.iterations += before;
  }
  judge(s.reference_parameters, s.parameters, s.reference_x, s.report, s.x);
  // Where it was made it was passed, or the solution would have been rejected.
  if (const BranchCheck branch = validity.branch_check(true);
      s.report.solved() && branch != BranchCheck::not_applicable)
    s.checks.push_back({"branch", 0, 0, branch == BranchCheck::along_path});
  if (s.report.solved()) check(s, equilibrium);
  return s;
}

}  // namespace yuqian::model
