// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/model/regional/accounts/accounts.hpp>

namespace yuqian::model {

/// A cost of delivery that changes: what is paid for it or melts, and by what logarithm it falls.
/// The value that bears it grows at most by exp(growth) and at least by exp(-shrinkage) per unit of
/// the fall: margins are paid less where nobody buys more (eq. 131).
struct Saving {
  int region;    ///< whose goods become cheaper
  double value;  ///< 10^8 yuan in the reference
  double cut;    ///< logarithm; negative: dearer
  double shrinkage, growth;
};

/// The larger of the two elasticities among the origins of a good.
double steepest(const Benchmark&, int good);

/// Margins on a region's arrivals that change (eq. 54).
std::vector<Saving> margin_savings(const Benchmark&, const Accounts& reference,
                                   const Accounts& counterfactual, int region);

}  // namespace yuqian::model
