// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apps/io/case.hpp"

namespace yuqian::apps::io {

/// What is lost where the cells or links that the options name are taken out; without any, every
/// region's links with every other one.
interindustry::Measures run_extraction(const Case&, const Options&);

}  // namespace yuqian::apps::io
