// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/govern/game_file.hpp>
#include <yuqian/model/regional/analysis/sensitivity.hpp>

namespace yuqian::govern {

/// A number of an equilibrium that governments care about, 10^8 yuan, zero at the benchmark: sums
/// over what is bought and made, over utilities and jobs, and what a budget buys (eq. 305, 306).
class Measure {
 public:
  Measure(const model::RegionalModel&, const model::Point& benchmark, int area,
          const PayoffWeights&);

  double value(const model::Model&, const model::Point&) const;
  /// Adds `weight` times the derivatives: by the quantity of every leaf, by every block's
  /// multiplier, by every unknown (scaled, and at given quantities and multipliers).
  void add_seeds(const model::Model&, const model::Point&, double weight,
                 std::span<double> quantity, std::span<double> multiplier,
                 std::span<double> unknown) const;

 private:
  void add_indicator(const model::LinearIndicator&, double weight);
  void add_emissions(const model::RegionalModel&, int region, double weight);
  /// Emissions of a sector whose inputs differ in them by use: input by input.
  void add_bill(const model::RegionalModel&, int region, int sector, double weight);
  void add_revenue(const model::RegionalModel&, const model::Point&, int region, double weight);
  void add_employment(const model::RegionalModel&, const model::Point&, int region, double weight);

  model::LinearIndicator linear_;
  struct LevelTerm {
    int unknown;
    double weight;
  };
  std::vector<LevelTerm> levels_;  ///< linear in levels
  /// A budget over what its basket costs.
  struct Budget {
    int income;
    double weight;
    std::vector<LevelTerm> basket;
  };
  std::vector<Budget> budgets_;
  double constant_ = 0;
};

}  // namespace yuqian::govern
