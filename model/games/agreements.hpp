// SPDX-License-Identifier: Apache-2.0
// What players can agree on: the largest sum with transfers that divide it, or a bargain without.
#pragma once

#include <yuqian/model/games/search.hpp>

namespace yuqian::games {

/// An outcome of an agreement.
struct Agreement {
  std::vector<double> b, measures;
  bool found = false;
  std::string why;  ///< in words where it was not found
};

/// The largest sum of all payoffs over everybody's instruments, no transfers (eq. 314). The scan of
/// the whole box starts from each of `from`.
Agreement joint_optimum(Game&, const std::vector<std::vector<double>>& from,
                        const SearchOptions& = {});

/// The joint optimum with transfers that give player p threat_p + share_p S, S what all gain
/// together (eq. 315, 316). Transfers are instruments of nobody, so they work inside the game, and
/// the optimum is found again with them. `start`: a joint optimum without.
Agreement divide(Game&, const std::vector<double>& start, const Division&,
                 const SearchOptions& = {});

/// Nash's bargain without transfers (eq. 320): the largest product of gains over the threat to the
/// power of the shares. Starts from those of `from`, and of the points between them and of a
/// scatter, where everybody gains most; not found where no such point is.
Agreement bargain(Game&, const std::vector<std::vector<double>>& from,
                  const std::vector<double>& threat, const std::vector<double>& power,
                  const std::vector<int>& instruments, const SearchOptions& = {});

/// Highest value of an objective over these instruments.
Agreement optimum(Game&, const std::vector<std::vector<double>>& from, const Control&,
                  const SearchOptions& = {});

}  // namespace yuqian::games
