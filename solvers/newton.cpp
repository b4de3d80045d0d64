// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/newton.hpp>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <yuqian/solvers/detail/newton_impl.hpp>
#include <yuqian/solvers/diagnose.hpp>
#include <yuqian/solvers/option_checks.hpp>

namespace yuqian::solvers {

void Newton::Impl::choose_solver() {
  Stopwatch watch(report_.seconds.analysis);
  linear_ = choose_linear_solver(options.linear, matrix_.pattern(), partition_);
  linear_.solver->analyze(matrix_.pattern(), partition_);
  linear_options_ = options.linear;
}

void Newton::Impl::prepare(Mcp& problem) {
  problem_ = &problem;
  const Pattern& p = problem.pattern();
  const auto part = problem.partition();
  const auto n = static_cast<std::size_t>(problem.size());
  const bool same = linear_.solver && p.column_start == jacobian_pattern_.column_start &&
                    p.row == jacobian_pattern_.row && std::ranges::equal(part, partition_);
  if (!same) {
    if (p.size() != problem.size() || problem.lower().size() != n || problem.upper().size() != n ||
        (!part.empty() && part.size() != n))
      throw std::invalid_argument("Mcp: size, pattern, bounds and partition do not agree");
    check_pattern(p);
    jacobian_pattern_ = p;
    partition_.assign(part.begin(), part.end());
    matrix_.analyze(p);
    jacobian_.assign(p.row.size(), 0.0);
    for (auto* point : {&first_, &here_, &there_, &best_}) point->resize(n);
    for (auto* v : {&slope_x_, &slope_f_, &direction_, &rhs_, &gradient_}) v->assign(n, 0.0);
    levenberg_.resize(n);
  }
  if (!same || options.linear != linear_options_) choose_solver();
  search_.reset({options.sufficient_decrease, options.min_step, options.boundary_fraction}, n);
  recent_.clear();
  recent_.reserve(static_cast<std::size_t>(std::max(1, options.memory)));
}

void Newton::Impl::start_from(In x) {
  const auto lower = problem_->lower(), upper = problem_->upper();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(lower[i] <= upper[i]))
      throw std::invalid_argument("Mcp: the lower bound of " +
                                  problem_->label(static_cast<Index>(i)) + " exceeds the upper");
    here_.x[i] = std::clamp(x[i], lower[i], upper[i]);
  }
}

std::optional<Status> Newton::Impl::finished(const Callback& callback, Clock::time_point start) {
  const Distance d = distance(here_.x, here_.f, problem_->lower(), problem_->upper());
  step_.iteration = report_.iterations;
  step_.residual = d.residual;
  step_.gap = d.gap;
  step_.merit = here_.merit;
  if (options.history) report_.history.push_back(step_);
  const bool keep_going = !callback || callback({step_, since(start), 1});
  if (d.residual <= options.tolerance && d.gap <= options.gap_tolerance) return Status::solved;
  if (!keep_going) return Status::interrupted;
  if (report_.iterations >= options.max_iterations) return Status::iteration_limit;
  if (since(start) > options.max_seconds) return Status::time_limit;
  return {};
}

Text Newton::Impl::why_undefined() const {
  const auto lower = problem_->lower(), upper = problem_->upper();
  std::string names;
  int count = 0;
  for (std::size_t i = 0; i < here_.x.size(); ++i) {
    if (lower[i] == upper[i] || (here_.x[i] != lower[i] && here_.x[i] != upper[i])) continue;
    if (++count <= 5) names += (count > 1 ? ", " : "") + problem_->label(static_cast<Index>(i));
  }
  if (count == 0) return {"方程在起点处没有定义。", "They are not defined at the starting point."};
  if (count > 5) names += ", ...";
  return {
      "方程在起点处没有定义，起点有" + std::to_string(count) + "个未知数位于界上：" + names + "。",
      "They are not defined at the starting point, where " + std::to_string(count) +
          " unknowns stand on a bound: " + names + "."};
}

void Newton::Impl::begin(Mcp& problem, In x) {
  report_ = {};
  report_.algorithm = "newton";
  report_.tolerance = options.tolerance;
  prepare(problem);
  if (options.history)
    report_.history.reserve(static_cast<std::size_t>(options.max_iterations) + 1);
  start_from(x);
  linear_.solver->begin_sequence();
  step_ = {};
  damping_ = 1e-3;
  singular_ = false;
  std::fill(here_.f.begin(), here_.f.end(), 0.0);
}

std::optional<Status> Newton::Impl::iterate(const Callback& callback, Clock::time_point start) {
  first_ = best_ = here_;
  recent_.assign(1, here_.merit);
  milestone_ = here_.merit;
  since_milestone_ = 0;
  for (int recovery = 0;;) {
    if (const auto status = finished(callback, start)) return status;
    tried_ = evaluable_ = false;
    if (linearise() != Evaluation::ok) return Status::evaluation_failed;
    bool moved = !losing_patience() && advance();
    while (!moved && recovery < options.recoveries) {
      std::optional<Status> status;
      moved = recover(++recovery, callback, start, status);
      if (status) return status;
    }
    ++report_.iterations;
    if (here_.merit < best_.merit) best_ = here_;
    if (!moved) break;
  }
  if (singular_) return Status::singular;
  return tried_ && !evaluable_ ? Status::evaluation_failed : Status::stalled;
}

/// The first time from the starting point, since descent may have run after a solution at infinity;
/// then from where the iteration stands, then from the best point.
bool Newton::Impl::recover(int number, const Callback& callback, Clock::time_point start,
                           std::optional<Status>& status) {
  if (number == 1) here_ = first_;
  if (number >= 3) here_ = best_;
  const bool moved = transient_phase(callback, start, status);
  milestone_ = here_.merit;
  since_milestone_ = 0;
  return moved;
}

SolveReport Newton::Impl::solve(Mcp& problem, Out x, const Callback& callback) {
  const auto start = Clock::now();
  if (x.size() != static_cast<std::size_t>(problem.size()))
    throw std::invalid_argument("solve: x has " + std::to_string(x.size()) +
                                " entries, the problem " + std::to_string(problem.size()));
  require_valid(options);
  begin(problem, x);
  ++report_.residual_evaluations;
  if (here_.evaluate(problem) == Evaluation::ok) {
    report_.status = *iterate(callback, start);
    conclude();
  } else {
    report_.status = Status::evaluation_failed;
    report_.residual = report_.gap = std::numeric_limits<double>::infinity();
    report_.detail = why_undefined();
  }
  report_.linear_solver = linear_.solver->name();
  report_.linear_reason = linear_.reason;
  if (const auto note = linear_.solver->note(); !note.empty()) report_.linear_reason += "; " + note;
  std::copy(here_.x.begin(), here_.x.end(), x.begin());
  report_.seconds.total = since(start);
  return std::move(report_);
}

/// The best point seen, what is wrong there, and why.
void Newton::Impl::conclude() {
  if (report_.status != Status::solved && best_.merit < here_.merit) std::swap(here_, best_);
  const Distance d = distance(here_.x, here_.f, problem_->lower(), problem_->upper());
  report_.residual = d.residual;
  report_.gap = d.gap;
  if (report_.status == Status::solved) return;
  report_.worst = worst_rows(*problem_, here_.x, here_.f, options.worst_rows);
  const bool undetermined = report_.status == Status::singular || report_.status == Status::stalled;
  if (undetermined && options.diagnose && linearise() == Evaluation::ok)
    report_.detail = diagnose(*problem_, here_.x).text(*problem_);
}

Newton::Newton(NewtonOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Newton::~Newton() = default;
Newton::Newton(Newton&&) noexcept = default;
Newton& Newton::operator=(Newton&&) noexcept = default;
SolveReport Newton::solve(Mcp& p, Out x, const Callback& c) { return impl_->solve(p, x, c); }
LinearStatus Newton::tangent(Mcp& p, In x, In df, Out dx) { return impl_->tangent(p, x, df, dx); }
LinearStatus Newton::adjoint(Mcp& p, In x, In g, Out w) { return impl_->adjoint(p, x, g, w); }
std::shared_ptr<const Factors> Newton::anchor(Mcp& p, In x) { return impl_->anchor(p, x); }
void Newton::adopt(Mcp& p, std::shared_ptr<const Factors> f) { impl_->adopt(p, std::move(f)); }
NewtonOptions& Newton::options() { return impl_->options; }

SolveReport solve(Mcp& problem, Out x, const NewtonOptions& options, const Callback& callback) {
  return Newton(options).solve(problem, x, callback);
}

}  // namespace yuqian::solvers
