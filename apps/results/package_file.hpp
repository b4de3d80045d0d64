// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/results.hpp>
#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::apps {

/// Packages by part (docs/results.md): package_total_<id>, package_alone_<id> and
/// package_shapley_<id> on [trade, package_measure, area(, package_part_<id>)]; each package has
/// parts of its own.
void write_packages(data::LabelledWriter&, const Results&);

}  // namespace yuqian::apps
