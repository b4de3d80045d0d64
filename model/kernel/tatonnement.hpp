// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/equilibrium.hpp>

#include <span>

namespace yuqian::model {

/// Goes from a point far away towards an equilibrium, as markets would (eq. 140 to 143): goods are
/// priced at cost and made as demanded, incomes are what is received, and the prices of what nobody
/// makes follow excess demand. A sweep moves all unknowns and costs one evaluation, no Jacobian.
/// Auxiliaries stay where they are.
/// x: starting point on entry, scaled; the last point at which the equations are defined on return.
/// Returns the number of sweeps: fewer than `most` if no ratio is off by more than 2 % any more.
int adjust_prices(Equilibrium&, std::span<double> x, int most = 100);

}  // namespace yuqian::model
