// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// First-order field of influence of the coefficient a_ij: the derivative of L by it, l_.i l_j.
/// (eq. 235, Sonis and Hewings).
Matrix field_of_influence(const Leontief&, int i, int j);

/// Derivative of w'x, x = L y, by the flow z_ij at given output of j and given y: (w'L)_i (eq.
/// 236), by supplying cell; the same for every user. One transposed solve.
Vector flow_sensitivity(const Leontief&, const Vector& weight);

/// Change of w'x where a_ij rises by `change`, exactly (eq. 237, Sherman and Morrison).
double coefficient_effect(const Leontief&, const Vector& weight, int i, int j, double change);

/// Elasticity of w'x in every input coefficient: (w'L)_i z_ij over w'x, [cell, cell] (eq. 237).
/// They add up to w'L x / w'x - 1.
Matrix coefficient_elasticities(const Leontief&, const Vector& weight);

/// For output and every account: elasticities summed by pair of regions and by pair of sectors, the
/// `top` largest links, and by region whose account moves.
Measures influences(const Leontief&, const Accounts&, int top);

}  // namespace yuqian::interindustry
