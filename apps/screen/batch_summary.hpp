// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/batch_file.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// How many cases ended how, and the range of every indicator over the draws and sizes of each
/// scenario, closure and trade estimate. As JSON where the screen wants it.
void print_batch(const Screen&, const BatchSetup&, const BatchResults&);

}  // namespace yuqian::apps
