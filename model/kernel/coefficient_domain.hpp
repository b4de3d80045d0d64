// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/domain.hpp>
#include <yuqian/model/kernel/model.hpp>

#include <optional>

namespace yuqian::model {

/// A coefficient whose value has no meaning at its place: a negative elasticity, a tax that takes
/// the whole price.
struct BadCoefficient {
  std::string what;  ///< "an elasticity of \"steel\""
  double value = 0;
  data::Domain domain;
  std::string sentence() const;  ///< "... is -0.5; it must be at least 0"
};

/// What a coefficient may be wherever its value comes from: elasticities and committed quantities
/// not negative, preferences and augmentations positive, user prices left positive by all taxes
/// together, transfer rates from 0 to 1 and of one giver together at most 1.
///
/// Checks those that parameters alone set. Constants are checked where they are read.
std::optional<BadCoefficient> bad_parameter_coefficient(const Model&,
                                                        std::span<const double> parameters);
/// Checks those that unknowns set, at the slots' values at a point. Transfer rates are left to the
/// test of what the giver has left: a rate that an equation determines may be negative.
std::optional<BadCoefficient> bad_endogenous_coefficient(const Model&,
                                                         const std::vector<double>& slots);

}  // namespace yuqian::model
