// SPDX-License-Identifier: Apache-2.0
// The models that are measured.
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

#include <memory>

namespace bench {

using namespace yuqian;

/// The shipped benchmark, central estimate of trade: "default" (3 regions and the world) or
/// "all-31".
std::shared_ptr<const model::RegionalModel> china(const std::string& regions,
                                                  const std::string& sectors);

/// A synthetic world of the same structure: every region sells every good to every other.
std::shared_ptr<const model::RegionalModel> synthetic(int regions, int sectors);

/// Every barrier between regions at `factor` of its level, from the benchmark.
model::Equilibrium barriers_moved(const model::RegionalModel&, double factor);

/// Regions in a ring, eight goods, trade with six neighbours each: unknowns grow, flows per region
/// do not. Returns the compiled model; its one parameter is the iceberg on all trade, 1 at the
/// benchmark.
std::shared_ptr<const model::Model> ring(int regions);

}  // namespace bench
