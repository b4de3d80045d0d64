// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

const data::Set& tax_kinds() {
  static const data::Set set(
      "tax_kind", {"vat", "excise", "other_taxes", "subsidies"},
      {"增值税", "消费税", "其他生产税", "生产补贴(负)"},
      {"Value-added tax", "Consumption tax", "Other taxes on production", "Subsidies (negative)"});
  return set;
}

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
      double kinds = 0;
      for (int k = 0; b.taxes.rank() == 3 && k < tax_kind_count; ++k) kinds += b.taxes(r, i, k);
      if (b.taxes.rank() == 3)
        check(b.production_tax(r, i), kinds, cell + ": taxes and their kinds");
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
