// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/data/mrio.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::calibration {

/// Head-Ries barrier for every pair of provinces and good (docs/data.md, D17):
///   tau_sr = ((x_sr x_rs) / (x_ss x_rr))^(-1 / (2 (sigma - 1))),
/// the factor by which trade between two provinces, both ways together, costs more than trade
/// within them. It is ad valorem, given the elasticity of substitution sigma > 1 between origins. 1
/// on the diagonal; infinite where either flow is zero; NaN where a province supplies nothing to
/// itself and where sigma is not above 1, since no cost explains flows that do not respond to it.
/// Shape [supplier, region_to, sector], symmetric in the first two. Unit: ratio. `sigma`: one per
/// sector. Throws InputError on another number of them. Source: Head and Ries 2001; Novy 2013.
data::Table head_ries(const data::Mrio& mrio, const std::vector<double>& sigma);

}  // namespace yuqian::calibration
