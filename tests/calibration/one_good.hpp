// SPDX-License-Identifier: Apache-2.0
// Accounts of provinces with one good each, small enough to check by hand.
#pragma once

#include <string>
#include <vector>

#include <yuqian/calibration/balance/accounts.hpp>
#include <yuqian/data/mrio.hpp>
#include "tests/catch.hpp"

/// Provinces with one good each; use stands in government consumption.
inline yuqian::calibration::Accounts one_good(const std::vector<std::string>& provinces) {
  using namespace yuqian;
  calibration::Accounts a;
  a.regions = data::Set("region", provinces);
  a.sectors = data::Set("sector", {"oil_gas"});
  const data::Set using_sector = a.sectors.renamed("using_sector");
  a.intermediate = data::Table("intermediate", {a.regions, a.sectors, using_sector}, "10^8 yuan");
  a.final_use =
      data::Table("final_use", {a.regions, a.sectors, data::final_use_set()}, "10^8 yuan");
  a.value_added =
      data::Table("value_added", {a.regions, data::value_added_set(), a.sectors}, "10^8 yuan");
  for (data::Table* t : {&a.output, &a.exports, &a.imports, &a.outflow, &a.inflow, &a.net_flow})
    *t = data::Table("t", {a.regions, a.sectors}, "10^8 yuan");
  return a;
}

struct GoodRow {
  double output, use, exports, outflow, imports, inflow;
};

inline void set_row(yuqian::calibration::Accounts& a, int r, const GoodRow& row) {
  a.output(r, 0) = row.output;
  a.final_use(r, 0, 2) = row.use;
  a.exports(r, 0) = row.exports;
  a.outflow(r, 0) = row.outflow;
  a.imports(r, 0) = row.imports;
  a.inflow(r, 0) = row.inflow;
  a.net_flow(r, 0) = row.outflow - row.inflow;
  REQUIRE(row.use + row.exports + row.outflow - row.imports - row.inflow == Approx(row.output));
}
