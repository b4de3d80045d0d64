// SPDX-License-Identifier: Apache-2.0
// Which coalitions last. Payoffs are those of the equilibrium among the blocks of every structure.
#pragma once

#include <yuqian/model/games/coalitions.hpp>

#include <span>

namespace yuqian::games {

/// Payoff of every player under every structure of structures(players): the partition function of
/// the game.
struct PartitionGame {
  int players = 0;
  std::vector<Structure> structures;
  std::vector<std::vector<double>> payoff;  ///< by structure and player
  /// v(S; P): what a block gets under a structure (eq. 312).
  double worth(std::size_t structure, Coalition block) const;
};

/// Stability of a structure (eq. 340 to 343): d'Aspremont et al. 1983; with transfers, Carraro,
/// Eyckmans and Finus 2006.
struct Stability {
  bool internal = false;     ///< nobody gains by leaving its block for being alone
  bool external = false;     ///< nobody who is alone gains by joining a block
  bool potential = false;    ///< every block could pay each member what it would get alone outside
  double largest_gain = 0;   ///< of somebody who leaves or joins; the least surplus of a block is
  double least_surplus = 0;  ///< v(S; P) less what its members would get outside, over the blocks
};
std::vector<Stability> stability(const PartitionGame&, double tolerance = 0);

/// v(S) with everybody outside alone: 2^n entries as shapley() wants them, v of nobody zero.
std::vector<double> worth_with_singletons(const PartitionGame&);

/// The core of a game in characteristic form.
struct Core {
  bool empty = true;
  /// How much every coalition but the whole one may demand beyond v(S), at most (eq. 346); negative
  /// where the core is empty.
  double slack = 0;
  std::vector<double> nearest;  ///< the allocation of the core nearest to `target`; else the least
                                ///< core's
};
Core core(std::span<const double> worth, std::span<const double> target);

}  // namespace yuqian::games
