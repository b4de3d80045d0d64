// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::model {

/// One good of all origins as a sector buys it for one purpose. Where sectors are merged a good may
/// be bought for several.
struct SectorInput {
  enum class Nest { materials, electricity, fuels } nest;
  int good;
  double value;      ///< 10^8 yuan, > 0
  double emissions;  ///< Mt that go with it
  int carrier = -1;  ///< of energy; -1: material
};

/// Everything that a sector buys, in the order in which its production has it: materials,
/// electricity, fuels (eq. 10, 131). Values of a good add up to its intermediate use, emissions to
/// its fuel_emissions.
std::vector<SectorInput> sector_inputs(const Benchmark&, int region, int sector);

}  // namespace yuqian::model
