// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/table.hpp>
#include <yuqian/data/toml.hpp>
#include <yuqian/model/regional/batch/plan.hpp>

namespace yuqian::model {

/// "wage[Guizhou]", "sector_output[counterfactual,Chongqing,food]": a variable of result files with
/// the labels of its axes in their order. Throws data::InputError on a name that no schema has.
BatchOutput read_output(const data::Toml& text);

/// The value in the tables of a solution. Where the state is left out of a variable that has one:
/// the counterfactual less the reference, in the variable's unit. Not a number where the closure
/// has no such table. Throws data::InputError on a label that the table does not have.
double value_of(const BatchOutput&, const std::vector<data::Table>&);

}  // namespace yuqian::model
