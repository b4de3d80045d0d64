// SPDX-License-Identifier: Apache-2.0
// Instruments that act on what the blocks have written: taxes, barriers, shifts of what is bought.
// They find it by its meaning, so that no block knows of them. A new instrument is its file here,
// which defines `add_<name>`, one line of this list, and its row in data/schema/parameters.csv.
#pragma once

#include <yuqian/model/regional/blocks/blocks.hpp>

// clang-format off
#define YUQIAN_INSTRUMENTS(instrument) \
  instrument(household_taste) \
  instrument(export_rebate)
// clang-format on

namespace yuqian::model::spec {

#define YUQIAN_DECLARE(name) void add_##name(Assembly&);
YUQIAN_INSTRUMENTS(YUQIAN_DECLARE)
#undef YUQIAN_DECLARE

}  // namespace yuqian::model::spec
