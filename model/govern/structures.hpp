// SPDX-License-Identifier: Apache-2.0
// Every coalition structure of a game, each an equilibrium among its blocks (eq. 310 to 346).
#pragma once

#include <yuqian/model/games/networks.hpp>
#include <yuqian/model/games/stability.hpp>
#include <yuqian/model/govern/economy.hpp>

namespace yuqian::govern {

/// Equilibrium among the blocks of one structure, or among the players under one network.
struct StructureOutcome {
  bool found = false;
  std::string why;
  std::vector<double> b, measures;
  double gain = 0;  ///< largest by deviating that the scan found
};

struct StructuresResult {
  games::PartitionGame table;  ///< of those that were found; not numbers for the others
  std::vector<StructureOutcome> outcomes;
  std::vector<games::Stability> stability;  ///< by structure; none where one was not found
  std::vector<double> worth, shapley;       ///< by coalition, by player (eq. 343, 97)
  games::Core core;
  std::vector<StructureOutcome> networks;  ///< empty beyond most_linked_players
  std::vector<games::Network> stable_networks;
  int failed = 0;  ///< structures and networks without an equilibrium
};

struct StructuresOptions {
  int jobs = 1;
  games::SearchOptions search{.grid = 9, .scattered = 4};
  /// Outcomes that are known from before, by position: structures first, then networks.
  std::function<const StructureOutcome*(std::size_t)> known = {};
  /// Called when one is done, from several threads but never twice at once.
  std::function<void(std::size_t position, const StructureOutcome&)> done = {};
};

/// Number of equilibria that solve_structures looks for.
std::size_t structure_count(int players);

/// Each structure is solved from the same start, the Nash equilibrium of the players alone, by a
/// game that is restarted: the result does not depend on the number of threads.
StructuresResult solve_structures(std::shared_ptr<const Economy>, const StructuresOptions& = {});

}  // namespace yuqian::govern
