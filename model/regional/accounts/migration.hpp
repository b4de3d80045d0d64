// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>

#include <span>

namespace yuqian::model {

/// Workers by place and kind of registration and of work in one equilibrium, 10^4 persons
/// [from, registered, to, work] (eq. 62); the benchmark's where the closure has no migration.
/// Persons are those of the census that the benchmark rests on. `parameters` are those of the
/// equilibrium.
data::Table workers(const RegionalModel&, const Point&, std::span<const double> parameters);

}  // namespace yuqian::model
