// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/calibration/balance/source_tables.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::calibration {

/// The provinces' accounts while they are made consistent. All in 10^8 yuan.
struct Accounts {
  data::Set regions, sectors;
  data::Table intermediate;  ///< [region, sector, using_sector]
  data::Table final_use;     ///< [region, sector, final_use_set()], inventories in investment
  data::Table value_added;   ///< [region, value_added_set(), sector]
  data::Table output, exports, imports;  ///< [region, sector]
  data::Table outflow, inflow;           ///< [region, sector] gross, net of transit
  data::Table net_flow;                  ///< [region, sector] outflow - inflow, + = net supplier

  int provinces() const { return regions.size(); }
  int goods() const { return sectors.size(); }
  double use(int r, int i) const;  ///< intermediate and final use of a good
  double value_added_of(int r, int j) const;
  double grp(int r) const;  ///< total value added of a province
  std::string label(int r, int i) const { return regions.label(r) + "," + sectors.label(i); }
};

/// A cell that was treated on a principle, for the balance report.
struct Treatment {
  std::string step;       ///< "net_transit", "relocate_imports", ...
  std::string cell;       ///< "Beijing,oil_gas"
  double amount = 0.0;    ///< 10^8 yuan
  model::LocalText text;  ///< what was found and what was done
};
using Treatments = std::vector<Treatment>;

}  // namespace yuqian::calibration
