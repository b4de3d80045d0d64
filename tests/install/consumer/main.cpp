// SPDX-License-Identifier: Apache-2.0
// Uses something of every layer of the installed package: bread from 40 of labour where the
// technology was calibrated at 50, so 0.8 of the reference output at the reference price.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <vector>

#include <yuqian/calibration/balance/gras.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/kernel/model.hpp>
#include <yuqian/solvers/newton.hpp>

int main() {
  const yuqian::data::Set regions("region", {"Chongqing", "Guizhou"});
  if (regions.index("Guizhou") != 1) return 1;
  if (!std::filesystem::is_directory(DATA_DIR)) return 2;

  yuqian::model::Builder builder;
  const auto bread = builder.commodity({.name = "bread"}),
             labour = builder.commodity({.name = "labour"});
  const auto bakery = builder.activity({.name = "bakery"});
  const auto household = builder.consumer({.name = "household", .start = 40, .scale = 50});
  builder.production(bakery).output(bread, 50).input(labour, 50);
  builder.demand(household).input(bread, 50);
  builder.endowment(household, labour, 40.0);
  builder.numeraire(labour);
  yuqian::model::Equilibrium equilibrium(builder.build());

  std::vector<double> x(static_cast<std::size_t>(equilibrium.size()), 1.0);
  const auto report = yuqian::solvers::solve(equilibrium, x);
  if (!report.solved()) {
    std::puts(report.sentence().c_str());
    return 3;
  }
  const auto at = static_cast<std::size_t>(equilibrium.model().find_unknown("bakery").value());
  if (std::abs(x[at] - 0.8) > 1e-9) return 4;

  // x - 2/x = 1 at x = 2: a row with a positive cell of 1 and a negative one of -2.
  if (std::abs(yuqian::calibration::gras_multiplier(1, 2, 1) - 2) > 1e-12) return 5;
  std::puts("all four layers");
  return 0;
}
