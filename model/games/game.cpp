// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/game.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>

namespace yuqian::games {

std::vector<double> status_quo(const Game& game) {
  std::vector<double> b;
  for (const Instrument& i : game.instruments()) b.push_back(i.status_quo);
  return b;
}

std::vector<int> instruments_of(const Game& game, std::span<const int> players) {
  std::vector<int> list;
  for (int i = 0; i < static_cast<int>(game.instruments().size()); ++i)
    if (std::find(players.begin(), players.end(), game.instruments()[at(i)].owner) != players.end())
      list.push_back(i);
  return list;
}

std::vector<int> instruments_of(const Game& game, int player) {
  return instruments_of(game, std::span<const int>(&player, 1));
}

}  // namespace yuqian::games
