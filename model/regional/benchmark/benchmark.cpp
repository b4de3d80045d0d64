// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

std::vector<std::string> check_benchmark(const Benchmark& b) {
  std::vector<std::string> failures;
  const double tolerance = 1e-9 * b.output.sum();
  const auto check = [&](double left, double right, const std::string& what) {
    if (!(std::abs(left - right) <= tolerance))
      failures.push_back(fmt::format("{}: {:.6g} against {:.6g} (10^8 yuan)", what, left, right));
  };
  const int regions = b.regions.size(), sectors = b.sectors.size();
  double foreign = 0;
  for (int r = 0; r < regions; ++r) {
    const double external = b.external_saving[at(r)];
    for (int i = 0; i < sectors; ++i) {
      const std::string cell = b.regions.label(r) + "," + b.sectors.label(i);
      double use = b.rural(r, i) + b.urban(r, i) + b.government(r, i) + b.investment(r, i);
      double supply = b.sold_abroad(r, i), arrivals = b.imports(r, i) + b.margins.on_arrivals(r, i);
      use += b.margins.supplied_by(r, i);
      double cost = b.labour(r, i) + b.capital(r, i) + b.land(r, i) + b.production_tax(r, i);
      for (int j = 0; j < sectors; ++j) {
        use += b.intermediate(r, i, j);
        cost += b.intermediate(r, j, i);
      }
      for (int s = 0; s < regions; ++s) {
        supply += b.trade(r, s, i);
        arrivals += b.trade(s, r, i);
      }
      check(b.output(r, i), supply, cell + ": output and sales");
      check(b.output(r, i), cost, cell + ": output and cost");
      check(arrivals, use, cell + ": supply and use");
      foreign += b.imports(r, i) - b.sold_abroad(r, i);
    }
    foreign -= external;
  }
  check(foreign, 0, "external saving over all regions and the foreign balance");
  return failures;
}

}  // namespace yuqian::model
