// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/benchmark/sector_inputs.hpp>

namespace yuqian::model {

struct Closure;

/// What a sector buys under a closure, in the order of the leaves of its block: sector_inputs(),
/// and by plant where electricity is made by source of energy (eq. 440).
std::vector<SectorInput> sector_bill(const Benchmark&, const Closure&, int region, int sector);

/// Mt that go with the product itself: the benchmark's process emissions, but those that plants
/// take over. 0 where nothing is known of emissions.
double product_emissions(const Benchmark&, const Closure&, int region, int sector);

}  // namespace yuqian::model
