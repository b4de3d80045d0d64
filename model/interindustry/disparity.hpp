// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <yuqian/model/interindustry/io_table.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// Cosine of two vectors of amounts, in [0, 1] (eq. 103); not-a-number where one is zero.
double similarity(std::span<const double> a, std::span<const double> b);
/// Krugman's index: sum of absolute differences of shares, in [0, 2] (eq. 104); not-a-number where
/// one is zero.
double specialisation(std::span<const double> a, std::span<const double> b);
/// Herfindahl index of amounts >= 0, in (0, 1] (eq. 106); not-a-number where all are zero.
double herfindahl(std::span<const double> amounts);

/// Chenery-Watanabe: how far the technologies of two regions are apart, inputs of all origins by
/// good, in [0, 2], mean over the sectors that both have (eq. 245); [region, region].
Matrix chenery_watanabe(const IoTable&);
/// Theil's index of how a sector is spread over regions beside all output, >= 0, 0 where it is
/// spread as everything is (eq. 247), by sector; and the regions' by sectors.
Vector theil_of_sectors(const IoTable&);
Vector theil_of_regions(const IoTable&);
/// Part of a region's use of a good that it makes itself (regional purchase coefficient, eq. 249)
/// and its output over its use (self-sufficiency, eq. 248), by cell. Not-a-number where nothing is
/// used.
struct Supply {
  Vector purchase, sufficiency;
};
Supply own_supply(const IoTable&);

Measures disparities(const IoTable&);

}  // namespace yuqian::interindustry
