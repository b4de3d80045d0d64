// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <vector>

#include <yuqian/data/provenance.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

namespace yuqian::python {

/// A scenario with the record of what was read for it.
struct Question {
  model::Scenario scenario;
  data::Provenance read;
};

void declare_questions(pybind11::module_& m);

std::vector<model::Scenario> scenarios_of(const std::vector<Question>& questions);
/// Adds what was read for the questions behind what the record has, each file once.
void add_inputs(data::Provenance& record, const std::vector<Question>& questions);

}  // namespace yuqian::python
