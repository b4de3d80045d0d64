// SPDX-License-Identifier: Apache-2.0
// Small complementarity models from random starts and under random shocks. Deterministic: the same
// number of a model makes the same start or shock on every machine.
#pragma once

#include <yuqian/model/io/run_cases.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace yuqian::tests {

/// A model of tests/oracles whose endowments can be moved as well as its parameters.
struct StartModel {
  std::string name;
  std::vector<std::string> shocked;  ///< parameters that a shock moves, besides all endowments
  double range = 3;  ///< endowments are multiplied by 1/range to range, where equilibria exist
};

/// Unemployment, a cap, quotas, activity analysis, several equilibria, migration, instability.
const std::vector<StartModel>& start_models();

/// The oracle with every endowment that it states as a number multiplied by a parameter of its own,
/// "shock_0", "shock_1", ..., which is one. Its last case alone remains, without promises.
model::ModelFile with_shocks(const StartModel&);

/// The last case from levels drawn far from the declared ones: prices, activities and incomes a
/// tenth to ten times theirs, unknowns with two bounds anywhere between them.
model::Case random_start(const model::ModelFile&, std::uint64_t number);

/// The last case with endowments and `shocked` parameters multiplied by 1/range to range.
model::Case random_shock(const StartModel&, const model::ModelFile&, std::uint64_t number);

}  // namespace yuqian::tests
