// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/report.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <yuqian/solvers/complementarity.hpp>

namespace yuqian::solvers {

std::string_view word(Status status) {
  switch (status) {
    case Status::solved:
      return "solved";
    case Status::stalled:
      return "stalled";
    case Status::iteration_limit:
      return "iteration_limit";
    case Status::time_limit:
      return "time_limit";
    case Status::singular:
      return "singular";
    case Status::evaluation_failed:
      return "evaluation_failed";
    case Status::path_ended:
      return "path_ended";
    case Status::interrupted:
      return "interrupted";
    case Status::rejected:
      return "rejected";
  }
  return "unknown";
}

std::string_view word(Direction direction) {
  switch (direction) {
    case Direction::none:
      return "-";
    case Direction::newton:
      return "newton";
    case Direction::proximal:
      return "proximal";
    case Direction::levenberg:
      return "levenberg";
    case Direction::gradient:
      return "gradient";
    case Direction::transient:
      return "transient";
  }
  return "unknown";
}

namespace {

std::string opening(const SolveReport& r) {
  const auto state =
      fmt::format("scaled residual {:.2g}, complementarity gap {:.2g}", r.residual, r.gap);
  const auto steps = fmt::format("{} iteration{}", r.iterations, r.iterations == 1 ? "" : "s");
  switch (r.status) {
    case Status::solved:
      return fmt::format(
          "Solved in {}{}: {}.", steps,
          r.path_steps > 0 ? fmt::format(" over {} partial steps", r.path_steps) : "", state);
    case Status::stalled:
      return fmt::format("Stalled after {}: no direction comes closer to a solution ({}).", steps,
                         state);
    case Status::iteration_limit:
      return fmt::format("Stopped at the limit of {} without a solution ({}).", steps, state);
    case Status::time_limit:
      return fmt::format("Stopped at the time limit after {} without a solution ({}).", steps,
                         state);
    case Status::singular:
      return fmt::format("Stopped after {} where the equations do not determine a step ({}).",
                         steps, state);
    case Status::evaluation_failed:
      return fmt::format("Stopped after {}: the equations cannot be evaluated.", steps);
    case Status::path_ended:
      return fmt::format("The change could be followed to {:.4g} % and no further, after {} ({}).",
                         100 * r.reached, steps, state);
    case Status::interrupted:
      return fmt::format("Interrupted after {} ({}).", steps, state);
    case Status::rejected:
      return fmt::format("The equations hold after {} ({}), but not as an answer.", steps, state);
  }
  return {};
}

}  // namespace

std::string SolveReport::sentence() const {
  std::string text = opening(*this);
  if (!worst.empty() && !solved()) {
    const auto& w = worst.front();
    text += fmt::format(" Furthest from holding: {} (level {:.6g}, equation off by {:.3g}).",
                        w.label, w.x, w.residual);
  }
  if (!detail.empty()) text += " " + detail;
  return text;
}

std::vector<WorstRow> worst_rows(const Mcp& problem, In x, In f, int count) {
  const auto lower = problem.lower(), upper = problem.upper();
  std::vector<double> size(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double r = std::abs(natural_residual(x[i], f[i], lower[i], upper[i]));
    size[i] = std::isfinite(r) ? r : std::numeric_limits<double>::infinity();
  }
  std::vector<Index> order(x.size());
  std::iota(order.begin(), order.end(), 0);
  const auto kept =
      std::min<std::size_t>(order.size(), static_cast<std::size_t>(std::max(count, 0)));
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
      [&](Index a, Index b) { return size[a] != size[b] ? size[a] > size[b] : a < b; });
  std::vector<WorstRow> rows;
  for (std::size_t k = 0; k < kept && size[order[k]] > 0; ++k) {
    const Index i = order[k];
    rows.push_back({i, problem.label(i), natural_residual(x[i], f[i], lower[i], upper[i]), x[i],
                    f[i], lower[i], upper[i]});
  }
  return rows;
}

}  // namespace yuqian::solvers
