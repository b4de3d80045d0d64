// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/shapley.hpp>

#include <bit>
#include <stdexcept>

namespace yuqian::maths {

std::vector<double> shapley(std::span<const double> worth) {
  if (worth.empty() || !std::has_single_bit(worth.size()))
    throw std::invalid_argument("a game of n players has a worth for each of the 2^n coalitions");
  const int players = std::countr_zero(worth.size());
  // weight[s] = s! (n - s - 1)! / n!: the share of orders in which a player meets a given coalition
  // of s.
  std::vector<double> weight(static_cast<std::size_t>(players), 0.0);
  for (int s = 0; s < players; ++s) {
    double orders = 1.0 / players;
    for (int k = 1; k <= s; ++k) orders *= static_cast<double>(k) / (players - k);
    weight[at(s)] = orders;
  }
  std::vector<double> value(static_cast<std::size_t>(players), 0.0);
  for (std::size_t coalition = 0; coalition < worth.size(); ++coalition)
    for (int i = 0; i < players; ++i) {
      const std::size_t with = coalition | (std::size_t{1} << i);
      if (with == coalition) continue;
      value[at(i)] += weight[at(std::popcount(coalition))] * (worth[with] - worth[coalition]);
    }
  return value;
}

}  // namespace yuqian::maths
