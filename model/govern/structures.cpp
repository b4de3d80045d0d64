// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/structures.hpp>

#include <yuqian/model/games/equilibria.hpp>
#include <yuqian/model/govern/workers.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/shapley.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace yuqian::govern {
namespace {

/// Gains below this share of the largest payoff are no reason to leave or join.
constexpr double stability_tolerance = 1e-6;

StructureOutcome solve(EconomyGame& game, const std::vector<double>& start,
                       const std::vector<games::Control>& controls,
                       const games::SearchOptions& search) {
  game.restart();
  games::NashSearch found = games::nash_from(game, start, controls, search);
  if (found.points.empty())
    found = games::nash_from(game, games::status_quo(game), controls, search);
  StructureOutcome out;
  if (found.points.empty()) {
    out.why = found.failures.empty() ? "no equilibrium found" : found.failures.back();
    return out;
  }
  out.found = true;
  out.b = found.points[0].b;
  out.measures = found.points[0].measures;
  out.gain = found.points[0].gain;
  return out;
}

std::size_t network_count(int players) {
  if (players > games::most_linked_players || players < 2) return 0;
  return std::size_t{1} << games::links(players).size();
}

void judge(const Economy& economy, StructuresResult& r) {
  const std::size_t n = economy.players().size();
  double scale = 1e-9;
  for (const StructureOutcome& o : r.outcomes) {
    std::vector<double> payoff(n, std::nan(""));
    if (o.found) std::copy_n(o.measures.begin(), n, payoff.begin());
    if (o.found)
      for (const double v : payoff) scale = std::max(scale, std::abs(v));
    r.table.payoff.push_back(std::move(payoff));
    r.failed += !o.found;
  }
  const double tolerance = stability_tolerance * scale;
  if (r.failed == 0) {
    r.stability = games::stability(r.table, tolerance);
    r.worth = games::worth_with_singletons(r.table);
    r.shapley = maths::shapley(r.worth);
    r.core = games::core(r.worth, r.shapley);
  }
  std::vector<std::vector<double>> payoff;
  bool all = !r.networks.empty();
  for (const StructureOutcome& o : r.networks) {
    all = all && o.found;
    r.failed += !o.found;
    if (o.found) payoff.emplace_back(o.measures.begin(), o.measures.begin() + static_cast<long>(n));
  }
  if (all)
    r.stable_networks =
        games::pairwise_stable(static_cast<int>(n), payoff, economy.file().link_cost, tolerance);
}

}  // namespace

std::size_t structure_count(int players) {
  return static_cast<std::size_t>(games::bell(players)) + network_count(players);
}

StructuresResult solve_structures(std::shared_ptr<const Economy> economy,
                                  const StructuresOptions& options) {
  const int n = static_cast<int>(economy->players().size());
  StructuresResult r;
  r.table.players = n;
  r.table.structures = games::structures(n);
  const std::size_t structures = r.table.structures.size(), all = structure_count(n);
  r.outcomes.resize(structures);
  r.networks.resize(all - structures);
  const auto place = [&](std::size_t k) -> StructureOutcome& {
    return k < structures ? r.outcomes[k] : r.networks[k - structures];
  };
  std::mutex mutex;
  const auto solve_one = [&](EconomyGame& game, std::size_t k, const std::vector<double>& start) {
    if (const StructureOutcome* known = options.known ? options.known(k) : nullptr) {
      place(k) = *known;
      return;
    }
    const games::BlockControls controls =
        k < structures
            ? games::block_controls(game, r.table.structures[k])
            : games::player_controls(
                  game, games::network_weights(n, static_cast<games::Network>(k - structures)));
    game.spare(k < structures ? economy->spared(r.table.structures[k])
                              : economy->spared(static_cast<games::Network>(k - structures)));
    place(k) = solve(game, start, controls.controls, options.search);
    const std::lock_guard lock(mutex);
    if (options.done) options.done(k, place(k));
  };
  EconomyGame first(economy);
  solve_one(first, 0, games::status_quo(first));
  const std::vector<double> start =
      r.outcomes[0].found ? r.outcomes[0].b : games::status_quo(first);
  in_parallel(options.jobs, static_cast<int>(all) - 1, [&](int k) {
    thread_local std::unique_ptr<EconomyGame> game;
    thread_local const Economy* made_for = nullptr;
    if (made_for != economy.get()) game = std::make_unique<EconomyGame>(economy);
    made_for = economy.get();
    solve_one(*game, at(k) + 1, start);
  });
  judge(*economy, r);
  return r;
}

}  // namespace yuqian::govern
