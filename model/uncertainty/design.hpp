// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace yuqian::uncertainty {

/// How many draws, and how they stand: some numbers cost a new benchmark, so that several draws of
/// all others share each of theirs. A node is one draw of the costly ones. Replicates are
/// independent Latin hypercubes, whose spread is the Monte Carlo error (eq. 353).
struct Design {
  std::size_t replicates = 5, nodes = 8, draws = 25;  ///< nodes a replicate, draws a node
  std::uint64_t seed = 1;

  std::size_t all_nodes() const { return replicates * nodes; }
  std::size_t all_draws() const { return all_nodes() * draws; }
  std::size_t node_of(std::size_t draw) const { return draw / draws; }
};

/// The design whose number of draws comes nearest to `count`, which must be at least 20: no more
/// nodes than forty, no more draws a node than are needed.
Design design_of(std::size_t count, std::uint64_t seed);

/// A standard normal score for every node (`by_node`) or for every draw: in each replicate a
/// stratified column that depends on seed, name and replicate alone.
std::vector<double> scores(const Design&, const std::string& name, bool by_node);

/// Lower triangle L with L L' = `correlation`, n x n row-major; empty where that is not positive
/// definite.
std::vector<double> cholesky(const std::vector<double>& correlation, std::size_t n);

}  // namespace yuqian::uncertainty
