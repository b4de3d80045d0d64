// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/h5_writer.hpp>
#include "apps/results/results.hpp"

namespace yuqian::apps {

/// Packages by part (docs/results.md): package_total_<id>, package_alone_<id> and
/// package_shapley_<id> on [trade, package_measure, area(, package_part_<id>)]; each package has
/// parts of its own.
void write_packages(data::H5Writer&, const Results&);

}  // namespace yuqian::apps
