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

Text opening(const SolveReport& r) {
  const Text state{
      fmt::format("缩放残差{:.2g}，互补间隙{:.2g}", r.residual, r.gap),
      fmt::format("scaled residual {:.2g}, complementarity gap {:.2g}", r.residual, r.gap)};
  const Text steps{fmt::format("{}次迭代", r.iterations),
                   fmt::format("{} iteration{}", r.iterations, r.iterations == 1 ? "" : "s")};
  const auto both = [&](const char* zh, const char* en) {
    return Text{fmt::format(fmt::runtime(zh), steps.zh, state.zh),
                fmt::format(fmt::runtime(en), steps.en, state.en)};
  };
  switch (r.status) {
    case Status::solved:
      if (r.path_steps == 0) return both("经{}求得解：{}。", "Solved in {}: {}.");
      return {
          fmt::format("分{}步、经{}求得解：{}。", r.path_steps, steps.zh, state.zh),
          fmt::format("Solved in {} over {} partial steps: {}.", steps.en, r.path_steps, state.en)};
    case Status::stalled:
      return both("{}后停滞：任何方向都不再接近解（{}）。",
                  "Stalled after {}: no direction comes closer to a solution ({}).");
    case Status::iteration_limit:
      return both("达到{}的上限，未求得解（{}）。",
                  "Stopped at the limit of {} without a solution ({}).");
    case Status::time_limit:
      return both("经{}后达到时间上限，未求得解（{}）。",
                  "Stopped at the time limit after {} without a solution ({}).");
    case Status::singular:
      return both("经{}后停止：方程在此处不能确定下一步（{}）。",
                  "Stopped after {} where the equations do not determine a step ({}).");
    case Status::evaluation_failed:
      return {fmt::format("经{}后停止：方程无法计算。", steps.zh),
              fmt::format("Stopped after {}: the equations cannot be evaluated.", steps.en)};
    case Status::path_ended:
      return {fmt::format("变动可追踪至{:.4g} %，其后无法继续；共{}（{}）。", 100 * r.reached,
                          steps.zh, state.zh),
              fmt::format("The change could be followed to {:.4g} % and no further, after {} ({}).",
                          100 * r.reached, steps.en, state.en)};
    case Status::interrupted:
      return both("经{}后中断（{}）。", "Interrupted after {} ({}).");
    case Status::rejected:
      if (r.reached < 1)  // the detail says how far it came
        return {fmt::format("经{}后停止。", steps.zh), fmt::format("Stopped after {}.", steps.en)};
      return both("经{}后方程成立（{}），但所得之点不是所求的解。",
                  "The equations hold after {} ({}), but not as an answer.");
  }
  return {};
}

}  // namespace

Text WorstRow::text() const {
  return {fmt::format("{}：残差{:.3g}，水平{:.6g}", label, residual, x),
          fmt::format("{}: residual {:.3g} at level {:.6g}", label, residual, x)};
}

Text SolveReport::text() const {
  Text text = opening(*this);
  if (!worst.empty() && !solved()) {
    const WorstRow& w = worst.front();
    text +=
        {fmt::format("偏离最大的方程是{}（水平{:.6g}，偏差{:.3g}）。", w.label, w.x, w.residual),
         fmt::format("Furthest from holding: {} (level {:.6g}, equation off by {:.3g}).", w.label,
                     w.x, w.residual)};
  }
  return text += detail;
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
