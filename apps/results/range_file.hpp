// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/results.hpp>
#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::apps {

/// Quantiles of every figure with their Monte Carlo error, shares of variance, failed draws and the
/// differences between scenarios, on dimensions of their own (docs/results.md); every draw where
/// Results::keep_draws says so. Nothing where no ranges were drawn.
void write_ranges(data::LabelledWriter& file, const Results& results);

}  // namespace yuqian::apps
