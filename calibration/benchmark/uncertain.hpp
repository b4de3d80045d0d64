// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/benchmark/calibrate.hpp>
#include <yuqian/model/uncertainty/inputs.hpp>

namespace yuqian::calibration {

/// What an uncertain input may act on that moves the benchmark, with the factors that keep it in
/// its domain: flows of trade, energy and income elasticities, margins, assumptions.
std::vector<uncertainty::Quantity> benchmark_quantities(const Assumptions&);

/// One draw of what moves the benchmark.
struct BenchmarkDraw {
  /// A factor on the flows between two lists of provinces, both directions. "*" in a list: every
  /// province that no other list names.
  struct Flow {
    std::vector<std::string> between, other_end;
    double factor = 1;
  };
  /// A factor on a quantity by its name; several on one are multiplied.
  struct Factor {
    std::string quantity;
    double factor = 1;
  };
  std::vector<Flow> flows;
  std::vector<Factor> factors;
};

/// Moves flows by good (eq. 356): those between provinces that are both named become the factor
/// times what they were, as far as supply and use have room; the others, and own supply, follow by
/// RAS from the table times its factors, so that supply and use of every good by province stay.
/// Throws data::InputError on a province that the table does not have.
void move_flows(data::Mrio&, const std::vector<BenchmarkDraw::Flow>&);

/// Assumptions and elasticities with the factors applied. Of income elasticities the distance from
/// one is multiplied.
void move_assumptions(Assumptions&, std::vector<SectorTrait>&,
                      const std::vector<BenchmarkDraw::Factor>&);

}  // namespace yuqian::calibration
