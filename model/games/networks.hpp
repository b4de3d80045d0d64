// SPDX-License-Identifier: Apache-2.0
// Agreements between pairs: a link makes both count the other's payoff as their own (eq. 344).
#pragma once

#include <yuqian/model/games/equilibria.hpp>

#include <cstdint>
#include <utility>

namespace yuqian::games {

/// A set of links, bit k standing for links(players)[k].
using Network = std::uint32_t;
inline constexpr int most_linked_players = 5;  ///< 1,024 networks

std::vector<std::pair<int, int>> links(int players);

/// Weights of every player's objective under a network: one on itself and on those it is linked to.
std::vector<std::vector<double>> network_weights(int players, Network);

/// Networks that are pairwise stable (eq. 345; Jackson and Wolinsky 1996): nobody gains by cutting
/// a link, and no two without one both gain by making it. `payoff`: by network and player; each
/// link costs each of its ends `cost`.
std::vector<Network> pairwise_stable(int players, const std::vector<std::vector<double>>& payoff,
                                     double cost, double tolerance = 0);

}  // namespace yuqian::games
