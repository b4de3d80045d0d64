// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/table.hpp>

#include <vector>

namespace yuqian::model {

/// Kinds of work, and of household registration: farm (agriculture) and nonfarm (everything else).
const data::Set& labour_kinds();
enum LabourKind { farm_labour, nonfarm_labour };

/// How factors respond where the closure lets them, and who works where. Filled by calibration;
/// sources in data/elasticities/assumptions.toml.
struct FactorMarkets {
  double labour_supply = 0.05;       ///< elasticity of labour supply in the real wage, >= 0
  double wage_curve = -0.10;         ///< elasticity of the real wage in unemployment, < 0
  double migration = 1.5;            ///< kappa: Frechet shape of tastes for places, > 0
  double capital_mobility = 3;       ///< elasticity of transformation between regions, >= 0
  std::vector<double> unemployment;  ///< rate by region; empty: unknown
  std::vector<bool> farm;            ///< by sector: agriculture; empty: unknown
  /// Workers, 10^4 persons [from, registered, to, work]: by place and kind of registration and of
  /// work. No axes where unknown. Nobody: a place that the source lacks, whose workers stay.
  data::Table workers;

  bool knows_workers() const { return workers.rank() == 4; }
  /// Who works in a place, in one kind of work, 10^4 persons; 0 where unknown.
  double employed(int region, int kind) const;
  /// Who is registered in a place, in one kind.
  double registered(int region, int kind) const;
};

}  // namespace yuqian::model
