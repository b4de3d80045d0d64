// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/apps/results/source.hpp>

namespace yuqian::apps {

/// model::calibration_measures() of a benchmark, measure by area: gross product, how far it is from
/// the revised accounts, home and partner shares of use, trade with other regions, what surveyed
/// figures moved and what is paid as margins. Not-a-number where an area has no such figure.
std::vector<double> calibration_measures(const Source&, const std::string& trade,
                                         const model::Benchmark&,
                                         const std::vector<std::string>& measures);

}  // namespace yuqian::apps
