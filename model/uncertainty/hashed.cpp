// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/hashed.hpp>

#include <algorithm>
#include <numeric>
#include <string>

namespace yuqian::uncertainty {
namespace {

/// SplitMix64 (Steele, Lea and Flood 2014): every bit of the result depends on every bit of the
/// state.
std::uint64_t mixed(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

}  // namespace

double hashed_uniform(std::uint64_t seed, std::string_view name, std::uint64_t index) {
  std::uint64_t h = 0xcbf29ce484222325u;  // FNV-1a over the name
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  const std::uint64_t z = mixed(mixed(mixed(seed) ^ h) ^ index);
  return (static_cast<double>(z >> 11) + 0.5) * 0x1p-53;
}

std::vector<double> stratified_uniforms(std::uint64_t seed, std::string_view name,
                                        std::size_t count) {
  std::vector<double> u(count), key(count);
  const std::string stratum_name = std::string(name) + ":stratum";
  for (std::size_t k = 0; k < count; ++k) {
    u[k] = hashed_uniform(seed, name, k);
    key[k] = hashed_uniform(seed, stratum_name, k);
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
  for (std::size_t stratum = 0; stratum < count; ++stratum)
    u[order[stratum]] =
        (static_cast<double>(stratum) + u[order[stratum]]) / static_cast<double>(count);
  return u;
}

}  // namespace yuqian::uncertainty
