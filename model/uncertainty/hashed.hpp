// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace yuqian::uncertainty {

/// A number in (0, 1) that follows from its arguments alone; the same on every machine.
double hashed_uniform(std::uint64_t seed, std::string_view name, std::uint64_t index);

/// A Latin hypercube's column: `count` numbers in (0, 1), one in each of `count` equal strata, in
/// hashed order (McKay, Beckman and Conover 1979). It depends on the seed and the name alone, so
/// that a further column changes none that stood before.
std::vector<double> stratified_uniforms(std::uint64_t seed, std::string_view name,
                                        std::size_t count);

}  // namespace yuqian::uncertainty
