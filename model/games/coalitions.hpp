// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace yuqian::games {

/// A set of players, bit p standing for player p.
using Coalition = std::uint32_t;

/// A partition of the players into coalitions, in the order of their first members.
using Structure = std::vector<Coalition>;

inline constexpr int most_players = 10;  ///< 115,975 structures

/// Number of partitions of n players: 1, 1, 2, 5, 15, 52, 203, 877, ... (eq. 311)
std::uint64_t bell(int players);

/// All partitions of n players, the one of singletons first and the grand coalition last. Throws
/// std::invalid_argument beyond most_players.
std::vector<Structure> structures(int players);

std::vector<int> members(Coalition);
/// The block of a structure that a player is in.
Coalition block_of(const Structure&, int player);
/// The coalition and everybody else alone.
Structure with_singletons(Coalition, int players);
/// The structure in which the player is alone, or has joined the block `to`.
Structure after_leaving(const Structure&, int player);
Structure after_joining(const Structure&, int player, Coalition to);
/// Position among structures(); throws std::invalid_argument where it is none of them.
std::size_t find(const std::vector<Structure>&, const Structure&);
/// "{Chongqing, Guizhou} {Sichuan}"
std::string text(const Structure&, const std::vector<std::string>& players);
std::string text(Coalition, const std::vector<std::string>& players);

}  // namespace yuqian::games
