// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/apps/results/draw_ranges.hpp>

#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::python {

/// What a figure depends on: inputs by rank, their effects and shares, and the figure's quantiles.
/// Throws model::ModelError where no draw has a solution.
void record_assumptions(data::LabelledWriter& to, const apps::IndicatorDraws& draws,
                        const std::string& of, bool survey);

}  // namespace yuqian::python
