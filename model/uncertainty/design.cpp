// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/design.hpp>

#include <yuqian/model/uncertainty/hashed.hpp>
#include <yuqian/model/uncertainty/normal.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>

#include <Eigen/Cholesky>

namespace yuqian::uncertainty {

Design design_of(std::size_t count, std::uint64_t seed) {
  assert(count >= 20);
  Design d;
  d.seed = seed;
  // Costly and cheap numbers are known about equally well where a node has a few tens of draws;
  // fewer draws in all spare the nodes less than the draws.
  d.nodes = std::clamp<std::size_t>(count / 50, 2, 8);
  const double each = static_cast<double>(count) / static_cast<double>(d.all_nodes());
  d.draws = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(each)));
  return d;
}

std::vector<double> scores(const Design& design, const std::string& name, bool by_node) {
  const std::size_t each = by_node ? design.nodes : design.nodes * design.draws;
  std::vector<double> all;
  for (std::size_t r = 0; r < design.replicates; ++r)
    for (const double u :
         stratified_uniforms(design.seed, name + ":replicate " + std::to_string(r), each))
      all.push_back(normal_quantile(u));
  return all;
}

std::vector<double> cholesky(const std::vector<double>& correlation, std::size_t n) {
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto size = static_cast<Eigen::Index>(n);
  const Eigen::LLT<Matrix> factor(Eigen::Map<const Matrix>(correlation.data(), size, size));
  const Matrix lower = factor.matrixL();
  const bool sound = factor.info() == Eigen::Success && (lower.diagonal().array() > 1e-6).all();
  if (!sound) return {};
  return {lower.data(), lower.data() + lower.size()};
}

}  // namespace yuqian::uncertainty
