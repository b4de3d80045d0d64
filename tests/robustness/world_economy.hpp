// SPDX-License-Identifier: Apache-2.0
// An exchange and production economy without a benchmark: nothing is calibrated, and prices at the
// equilibrium are far from those at the start.
#pragma once

#include <yuqian/model/kernel/model.hpp>

#include <cstdint>
#include <memory>

namespace yuqian::tests {

struct WorldSize {
  int countries = 2, goods = 3, factors = 3;
};

/// Every country owns factors, makes its own variety of every good from them by a CES technology of
/// its own, and buys every good as a CES composite of all varieties; one household each spends on
/// composites. Endowments, productivities, shares and elasticities are drawn by `seed`: endowments
/// and productivities over a range of about e^-2 to e^2 times the middle. Unknowns: countries times
/// (4 goods + factors + 1). The wage of the first country is the numeraire; all starts are one,
/// incomes the value of what is owned.
std::shared_ptr<const model::Model> world_economy(WorldSize, std::uint64_t seed);

}  // namespace yuqian::tests
