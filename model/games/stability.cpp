// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/stability.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/maximise.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace yuqian::games {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

Stability stability_of(const PartitionGame& game, std::size_t k, double tolerance) {
  const Structure& s = game.structures[k];
  Stability out;
  out.internal = out.external = out.potential = true;
  out.largest_gain = -unbounded;
  out.least_surplus = unbounded;
  const auto gain = [&](int player, const Structure& to) {
    const double by =
        game.payoff[find(game.structures, to)][at(player)] - game.payoff[k][at(player)];
    out.largest_gain = std::max(out.largest_gain, by);
    return by > tolerance;
  };
  for (const Coalition block : s) {
    const std::vector<int> in = members(block);
    if (in.size() == 1) {
      for (const Coalition other : s)
        if (other != block && gain(in[0], after_joining(s, in[0], other))) out.external = false;
      continue;
    }
    double surplus = game.worth(k, block);
    for (const int p : in) {
      const Structure alone = after_leaving(s, p);
      if (gain(p, alone)) out.internal = false;
      surplus -= game.payoff[find(game.structures, alone)][at(p)];
    }
    out.least_surplus = std::min(out.least_surplus, surplus);
    if (surplus < -tolerance) out.potential = false;
  }
  if (!std::isfinite(out.largest_gain)) out.largest_gain = 0;
  if (!std::isfinite(out.least_surplus)) out.least_surplus = 0;
  return out;
}

/// x(S) >= v(S) + slack for every proper coalition, the last variable where `slack` is true.
std::vector<solvers::Maximisation::Row> demands(std::span<const double> worth, int players,
                                                double scale, bool slack) {
  std::vector<solvers::Maximisation::Row> rows;
  for (std::size_t c = 1; c < worth.size(); ++c) {
    solvers::Maximisation::Row row;
    for (int p = 0; p < players; ++p) row.weights.push_back(c >> p & 1 ? 1.0 : 0.0);
    row.equality = c + 1 == worth.size();
    if (slack) row.weights.push_back(row.equality ? 0.0 : -1.0);
    row.least = worth[c] / scale;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

double PartitionGame::worth(std::size_t structure, Coalition block) const {
  double sum = 0;
  for (const int p : members(block)) sum += payoff[structure][at(p)];
  return sum;
}

std::vector<Stability> stability(const PartitionGame& game, double tolerance) {
  std::vector<Stability> list;
  for (std::size_t k = 0; k < game.structures.size(); ++k)
    list.push_back(stability_of(game, k, tolerance));
  return list;
}

std::vector<double> worth_with_singletons(const PartitionGame& game) {
  std::vector<double> worth(std::size_t{1} << game.players, 0.0);
  for (Coalition c = 1; c < worth.size(); ++c)
    worth[c] = game.worth(find(game.structures, with_singletons(c, game.players)), c);
  return worth;
}

Core core(std::span<const double> worth, std::span<const double> target) {
  const int players = std::countr_zero(worth.size());
  double scale = 0;
  for (const double v : worth) scale = std::max(scale, std::abs(v));
  if (!(scale > 0)) scale = 1;
  Core out;
  const std::size_t n = at(players);
  if (players == 1) return {false, 0, {worth[1]}};
  // The largest slack that the whole can pay: a linear programme (eq. 346).
  solvers::Maximisation problem;
  problem.lower.assign(n + 1, -unbounded);
  problem.upper.assign(n + 1, unbounded);
  problem.rows = demands(worth, players, scale, true);
  problem.value = [&](std::span<const double> x, double& value) {
    value = x[n];
    return true;
  };
  problem.gradient = [&](std::span<const double>, std::span<double> gradient) {
    std::fill(gradient.begin(), gradient.end(), 0.0);
    gradient[n] = 1;
    return true;
  };
  std::vector<double> x(n + 1, worth.back() / scale / players);
  x[n] = 0;
  solvers::maximise(problem, x);
  out.slack = x[n] * scale;
  out.empty = x[n] < -1e-7;
  out.nearest.assign(x.begin(), x.end() - 1);
  for (double& v : out.nearest) v *= scale;
  if (out.empty) return out;
  problem.lower.pop_back();
  problem.upper.pop_back();
  problem.rows = demands(worth, players, scale, false);
  problem.value = [&](std::span<const double> y, double& value) {
    value = 0;
    for (std::size_t p = 0; p < n; ++p) value -= 0.5 * std::pow(y[p] - target[p] / scale, 2);
    return true;
  };
  problem.gradient = [&](std::span<const double> y, std::span<double> gradient) {
    for (std::size_t p = 0; p < n; ++p) gradient[p] = target[p] / scale - y[p];
    return true;
  };
  std::vector<double> y(x.begin(), x.end() - 1);
  solvers::maximise(problem, y);
  out.nearest = y;
  for (double& v : out.nearest) v *= scale;
  return out;
}

}  // namespace yuqian::games
