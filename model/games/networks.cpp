// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/networks.hpp>
#include <yuqian/model/maths/at.hpp>

#include <bit>

namespace yuqian::games {

std::vector<std::pair<int, int>> links(int players) {
  std::vector<std::pair<int, int>> list;
  for (int i = 0; i < players; ++i)
    for (int j = i + 1; j < players; ++j) list.emplace_back(i, j);
  return list;
}

std::vector<std::vector<double>> network_weights(int players, Network network) {
  std::vector<std::vector<double>> weights(at(players), std::vector<double>(at(players), 0.0));
  for (int p = 0; p < players; ++p) weights[at(p)][at(p)] = 1;
  const auto all = links(players);
  for (std::size_t k = 0; k < all.size(); ++k)
    if (network >> k & 1) {
      weights[at(all[k].first)][at(all[k].second)] = 1;
      weights[at(all[k].second)][at(all[k].first)] = 1;
    }
  return weights;
}

std::vector<Network> pairwise_stable(int players, const std::vector<std::vector<double>>& payoff,
                                     double cost, double tolerance) {
  const auto all = links(players);
  std::vector<Network> stable;
  for (Network g = 0; g < payoff.size(); ++g) {
    bool lasts = true;
    for (std::size_t k = 0; k < all.size() && lasts; ++k) {
      const Network other = g ^ (Network{1} << k);
      const bool linked = g >> k & 1;
      // What each end gains by the change; the link's cost goes or comes with it.
      const auto gain = [&](int p) {
        return payoff[other][at(p)] - payoff[g][at(p)] + (linked ? cost : -cost);
      };
      const double a = gain(all[k].first), b = gain(all[k].second);
      if (linked)
        lasts = a <= tolerance && b <= tolerance;
      else
        lasts = !((a > tolerance && b >= -tolerance) || (b > tolerance && a >= -tolerance));
    }
    if (lasts) stable.push_back(g);
  }
  return stable;
}

}  // namespace yuqian::games
