// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace yuqian::calibration {

/// A doubly constrained gravity model: flow = O_s D_r distance^-decay exp(neighbour * contiguous).
struct Gravity {
  double decay = 1.0;      ///< elasticity of a flow with respect to distance, sign reversed
  double neighbour = 0.0;  ///< log of the factor between neighbours
};

/// A square matrix, row by row, with zeros on its diagonal.
std::vector<double> without_diagonal(std::vector<double> matrix, int n);

/// Square matrix without diagonal, row by row: distance^-decay exp(neighbour * contiguous).
std::vector<double> gravity_pattern(std::span<const double> distance,
                                    std::span<const double> contiguous, int n,
                                    const Gravity& gravity);

/// Poisson pseudo-maximum likelihood with supplier and buyer effects (docs/data.md, D14): the flows
/// of the model have the observed row and column totals, mean log distance and share of neighbours.
/// The diagonal is not looked at. Source: Santos Silva and Tenreyro 2006.
Gravity fit_gravity(std::span<const double> flows, std::span<const double> distance,
                    std::span<const double> contiguous, int n);

/// The pattern scaled to rows and columns that all add up to 1: what is left of the flows when size
/// is taken out. The diagonal must be zero and the rest positive.
std::vector<double> doubly_stochastic(std::vector<double> pattern, int n);

}  // namespace yuqian::calibration
