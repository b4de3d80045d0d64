// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <yuqian/data/schema.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::apps {

/// Changes between the two states of a table of levels: the same axes without "state".
/// Percent: 100 (counterfactual / reference - 1), missing where the reference is zero.
/// Throws data::InputError if the table has no axis "state" with these two labels.
data::Table change(const data::Table& levels, const std::string& name, const std::string& unit,
                   bool percent);

/// The indicators of data/schema/indicators.csv that are measures of these tables, in the file's
/// order; what is a level already is left out. An indicator without its table is skipped.
std::vector<data::Table> changes(std::span<const data::Table> levels,
                                 const data::Schema& indicators);

}  // namespace yuqian::apps
