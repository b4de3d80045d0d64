// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>

#include <span>

namespace yuqian::model {

/// Residents of the regions' rural and urban households in one equilibrium, 10^4 (eq. 110): the
/// benchmark's, and under migration those who came more or left, each worker with as many persons
/// as a worker of the nation stands for. Their sum over the nation stays.
class Residents {
 public:
  /// `parameters` are those in force in the equilibrium.
  Residents(const RegionalModel&, const Point&, std::span<const double> parameters);

  double persons(int region, int household) const { return now_(region, household); }
  double persons(int region) const { return now_(region, 0) + now_(region, 1); }
  /// Relative to the benchmark; 1 where there is nobody.
  double growth(int region, int household) const;

 private:
  data::Table benchmark_, now_;  ///< [region, household]
};

}  // namespace yuqian::model
