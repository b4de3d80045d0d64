// SPDX-License-Identifier: Apache-2.0
// The oracle files, and their cases solved once for all tests.
#pragma once

#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/io/run_cases.hpp>
#include <yuqian/model/kernel/equilibrium.hpp>

#include <memory>
#include <string>
#include <vector>

namespace yuqian::tests {

/// tests/oracles/*.toml, sorted by name.
std::vector<std::string> oracle_paths();
/// "kehoe_production" of ".../kehoe_production.toml"
std::string stem(const std::string& path);

/// A case of an oracle at its solution.
struct Solved {
  std::string label;  ///< "kehoe_production: equal prices"
  const model::ModelFile* file = nullptr;
  const model::Case* item = nullptr;
  model::CaseResult result;
};

/// Every case of every oracle; solved at the first call.
const std::vector<Solved>& solved_oracles();

/// The problem of a case at its parameter values.
std::unique_ptr<model::Equilibrium> problem_of(const Solved&);

/// The case as one that follows no other: at the parameter values that it was solved at, and
/// without comparisons.
model::Case alone(const Solved&);

/// A point near the solution where no unknown is on a bound of zero: levels moved by up to 5 % in a
/// fixed pattern, zeros lifted. Prices stay positive.
std::vector<double> point_near(const Solved&, unsigned pattern);

}  // namespace yuqian::tests
