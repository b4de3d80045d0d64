// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/solve/regional_validity.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/solvers/orientation.hpp>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// Largest model whose branches are told apart: at 31 regions and 42 sectors one orientation costs
/// six times the solve.
constexpr int largest_for_branches = 4000;
/// Steps of a walk, and halvings that bracket the singular point it passes.
constexpr int steps = 8, halvings = 7;

std::vector<double> between(const std::vector<double>& from, const std::vector<double>& to,
                            double t) {
  if (t == 1) return to;
  std::vector<double> p = from;
  for (std::size_t k = 0; k < p.size(); ++k) p[k] += t * (to[k] - from[k]);
  return p;
}

}  // namespace

RegionalValidity::RegionalValidity(const RegionalModel& model, Equilibrium& equilibrium,
                                   const ValidityOptions& options)
    : model_(model), options_(options) {
  if (may_branch(*model.closure) && equilibrium.size() <= largest_for_branches)
    orientation_ = solvers::orientation(equilibrium, model.model->start());
}

BranchCheck RegionalValidity::branch_check(bool walked) const {
  if (!may_branch(*model_.closure)) return BranchCheck::not_applicable;
  if (!tells_branches()) return BranchCheck::not_made;
  return walked ? BranchCheck::along_path : BranchCheck::end_only;
}

std::optional<Objection> RegionalValidity::objection(Equilibrium& equilibrium, solvers::In x,
                                                     bool same_branch) const {
  // What buyers lack comes last: a rate beyond its domain is the reason and not the consequence.
  const auto general = model::objection(equilibrium, x, options_);
  if (general && general->kind != Objection::Kind::overspent) return general;
  const Point& point = equilibrium.evaluate(x);
  for (const ParameterShift& s : model_.shifts) {
    const auto p = static_cast<std::size_t>(s.parameter.value);
    const double declared = equilibrium.parameters()[p],
                 by = s.weight * point.level[at(model_.model->offsets()(s.by))],
                 value = s.in_proportion ? declared * (1 + by) : declared + by;
    if (const auto bad = model_.parameters.out_of_domain(s.parameter, value))
      return Objection{
          Objection::Kind::out_of_domain,
          *bad,
          value,
          {fmt::format("目标无法实现：随之调整的参数超出取值范围（{}）。", *bad),
           fmt::format("The target cannot be reached: the parameter that adjusts would stand {}.",
                       *bad)}};
  }
  if (general || orientation_ == 0 || same_branch) return general;
  return branch_objection(orientation_, solvers::orientation(equilibrium, x));
}

bool RegionalValidity::has_orientation(Equilibrium& equilibrium, solvers::In x) const {
  return orientation_ == 0 || solvers::orientation(equilibrium, x) == orientation_;
}

RegionalValidity::Walk RegionalValidity::walk(Equilibrium& equilibrium,
                                              const std::vector<double>& from,
                                              const std::vector<double>& to,
                                              const std::vector<double>& x_from,
                                              const solvers::HomotopyOptions& options,
                                              const solvers::Callback& callback) const {
  Walk out;
  double reached = 0;
  std::vector<double> x = x_from;
  // One step from `reached`; true where it ends on the same side of every singular point.
  const auto step_to = [&](double t, std::vector<double>& y) {
    equilibrium.set_base(between(from, to, reached));
    equilibrium.set_target(between(from, to, t));
    y = x;
    out.report = solvers::follow(equilibrium, y, options, callback);
    if (out.report.solved()) return orientation_ * solvers::orientation(equilibrium, y) >= 0;
    equilibrium.move_to(1);
    return false;
  };
  std::vector<double> y;
  for (int k = 1; k <= steps; ++k) {
    double t = static_cast<double>(k) / steps;
    if (step_to(t, y)) {
      x.swap(y), reached = t;
      continue;
    }
    if (out.report.status == solvers::Status::interrupted) return out;
    for (int h = 0; h < halvings; ++h) {
      const double middle = (reached + t) / 2;
      if (step_to(middle, y))
        x.swap(y), reached = middle;
      else
        t = middle;
    }
    out.objection = branch_objection(1, -1);
    add_reach(*out.objection, reached);
    return out;
  }
  out.x = std::move(x);
  return out;
}

}  // namespace yuqian::model
