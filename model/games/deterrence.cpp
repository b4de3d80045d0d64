// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/deterrence.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuqian::games {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

std::vector<double> own_and_others(const Game& game, int player, double regard) {
  std::vector<double> weights(game.players().size(), regard);
  weights[at(player)] = 1;
  return weights;
}

/// Sum of the other players' payoffs.
double others(std::span<const double> measure, std::size_t players, int player) {
  double sum = 0;
  for (std::size_t p = 0; p < players; ++p)
    if (p != static_cast<std::size_t>(player)) sum += measure[p];
  return sum;
}

/// The ratio of marginal gain to marginal harm at the agreed point, the largest over the directions
/// in which the player can move: for small steps an extreme ray of the cone has it.
double marginal_ratio(Game& game, const std::vector<double>& agreed, int player) {
  std::vector<double> own(agreed.size()), rest(agreed.size());
  if (!game.move_to(agreed)) return 0;
  std::vector<double> weights(game.measures().size(), 0.0);
  const std::vector<double> mine = own_and_others(game, player, 0);
  std::copy(mine.begin(), mine.end(), weights.begin());
  game.gradient(weights, own);
  for (std::size_t p = 0; p < game.players().size(); ++p) weights[p] = 1 - mine[p];
  game.gradient(weights, rest);
  double ratio = 0;
  for (const int i : instruments_of(game, player)) {
    const auto k = static_cast<std::size_t>(i);
    const Instrument& instrument = game.instruments()[k];
    for (const double way : {1.0, -1.0}) {
      if (way > 0 ? agreed[k] >= instrument.upper : agreed[k] <= instrument.lower) continue;
      const double gain = way * own[k], harm = -way * rest[k];
      if (gain > 0) ratio = std::max(ratio, harm > 0 ? gain / harm : infinite);
    }
  }
  return ratio;
}

}  // namespace

Deviation best_deviation(Game& game, const std::vector<double>& agreed, int player,
                         const SearchOptions& options) {
  Deviation d;
  const WeightedSum own(own_and_others(game, player, 0));
  if (!game.move_to(agreed)) return d;
  d.kept = game.measures()[at(player)];
  Optimum o = best_choice(game, agreed, {instruments_of(game, player), &own}, options);
  d.gained = std::max(0.0, o.value - d.kept);
  d.b = std::move(o.b);
  return d;
}

double smallest_regard(Game& game, const std::vector<double>& agreed, int player,
                       const SearchOptions& options) {
  const std::size_t players = game.players().size();
  const Deviation alone = best_deviation(game, agreed, player, options);
  // What is below a millionth of the whole gain is the rounding of payoffs, and no temptation.
  const double noise = 1e-6 * alone.gained;
  if (!(alone.gained > 1e-9 * (1 + std::abs(alone.kept)))) return 0;
  double regard = marginal_ratio(game, agreed, player);
  if (!game.move_to(agreed)) return infinite;
  const double theirs = others(game.measures(), players, player);
  for (int round = 0; round < 50 && std::isfinite(regard); ++round) {
    const WeightedSum objective(own_and_others(game, player, regard));
    const Optimum o =
        best_choice(game, agreed, {instruments_of(game, player), &objective}, options);
    if (!game.move_to(o.b)) break;
    const double gain = game.measures()[at(player)] - alone.kept,
                 harm = theirs - others(game.measures(), players, player);
    if (gain - regard * harm <= noise) break;  // nothing beats the agreement
    const double next = harm > 0 ? gain / harm : infinite;
    if (!(next > regard * (1 + 1e-9))) break;
    regard = next;
  }
  return regard;
}

double smallest_patience(double deviation, double cooperation, double punishment) {
  if (!(deviation > cooperation)) return 0;
  if (!(cooperation > punishment)) return infinite;
  return (deviation - cooperation) / (deviation - punishment);
}

}  // namespace yuqian::games
