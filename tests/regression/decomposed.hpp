// SPDX-License-Identifier: Apache-2.0
// A welfare decomposition, and what every one has to satisfy.
#pragma once

#include <yuqian/model/regional/analysis/decomposition.hpp>
#include <yuqian/model/regional/solve/solve.hpp>
#include "tests/regression/figures.hpp"

namespace yuqian::tests {

using Decomposition = model::WelfareDecomposition;

inline model::Shock set(const std::string& parameter,
                        std::map<std::string, std::vector<std::string>> where, double amount,
                        model::Shock::Operation operation = model::Shock::Operation::set) {
  model::Shock s;
  s.parameter = parameter;
  s.where = std::move(where);
  s.operation = operation;
  s.amount = amount;
  return s;
}

inline model::Scenario of(std::vector<model::Shock> shocks) {
  model::Scenario s;
  s.id = shocks.front().parameter;
  s.shocks = std::move(shocks);
  return s;
}

inline double part(const Decomposition& d, const std::string& area, const std::string& name) {
  return d.parts.at({area, name});
}

inline double ev(const Decomposition& d, const std::string& area) {
  double sum = 0;
  for (const std::string& name : d.parts.axis(1).labels()) sum += part(d, area, name);
  return sum;
}

/// As the program solves what it decomposes.
inline Outcome sharply(std::shared_ptr<const model::RegionalModel> m, const model::Scenario& s) {
  return solved(std::move(m), s, {model::SolveSettings::Method::newton, true});
}

/// The parts add up to within 1e-6 of the equivalent variation, for every area and household.
inline Decomposition decomposed(const Outcome& o) {
  const Decomposition d = model::decompose_welfare(o.solution);
  INFO(o.solution.scenario.id << ": " << d.error << " after " << d.solves << " solves");

  CHECK(d.error <= 1e-6);
  for (const std::string& area : d.parts.axis(0).labels()) {
    double size = 0;
    for (const std::string& name : d.parts.axis(1).labels()) size += std::abs(part(d, area, name));
    INFO(o.solution.scenario.id << ", " << area << ": EV " << ev(d, area) << ", error "
                                << part(d, area, "path_error"));
    CHECK(std::abs(part(d, area, "path_error")) <=
          1e-6 * std::max(std::abs(ev(d, area)), 1e-4 * size));
    double by_household = 0;
    for (const char* h : {"rural", "urban"}) {
      double channels = 0;
      for (const std::string& c : d.channels.axis(2).labels()) {
        by_household += d.channels.at({area, h, c});
        channels += std::abs(d.channels.at({area, h, c}));
      }
      CHECK(std::abs(d.channels.at({area, h, "path_error"})) <= 1e-7 * channels);
    }
    CHECK(by_household == Approx(ev(d, area)).epsilon(1e-9).margin(1e-9));
  }
  // What one province gains from another, by price or by budget, nets out in the nation.
  const double size = std::abs(ev(d, "China")) + std::abs(ev(d, "ChongqingGuizhou"));
  CHECK(part(d, "China", "terms_of_trade_provinces") == Approx(0).margin(1e-7 * size + 1e-9));
  return d;
}

}  // namespace yuqian::tests
