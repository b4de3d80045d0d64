// SPDX-License-Identifier: Apache-2.0
// What tests of the promise "solved" share: model texts are read, solved, and looked at.
#pragma once

#include <cmath>

#include <yuqian/model/io/run_cases.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/oracles/model_file_text.hpp"

namespace yuqian::tests {

inline std::vector<model::CaseResult> solved(const std::string& text, bool ipopt = false) {
  model::RunOptions options;
  if (ipopt) options.solver = model::RunOptions::Solver::ipopt;
  return model::run_cases(model::read_model_text(text, "m.toml"), options).cases;
}

inline std::string refusal(const std::string& text) {
  return error_text([&] { model::read_model_text(text, "m.toml"); });
}

inline double price(const model::CaseResult& c, const std::string& name) {
  for (const model::Level& l : c.prices)
    if (l.name == name) return l.value;
  return std::nan("");
}

}  // namespace yuqian::tests
