// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/calibration/benchmark/sector_traits.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::calibration {

/// Revenue by kind as published, 10^8 yuan; nothing where no year's is known.
struct PublishedTaxes {
  std::vector<double> value_added_tax;  ///< by province: on what is made there, all levels' part
  double excise = 0;                    ///< consumption tax of the nation, without that on imports
  std::vector<int> manufacturing;       ///< sectors whose rate says what ordinary taxes are
  bool known() const { return !value_added_tax.empty(); }
};

/// Reads the provinces' value-added tax and the nation's consumption tax, files like
/// data/institutions/taxes-2017.csv and national_taxes-2017.csv, and which sectors are
/// manufacturing (data/chains). Throws data::InputError.
PublishedTaxes read_taxes(const std::string& provinces_path, const std::string& nation_path,
                          const data::Set& provinces, const data::Set& sectors);

/// Divides the tables' net taxes on production by kind (eq. 430 to 432), [region, sector,
/// tax_kind], 10^8 yuan: every cell adds up to the table's. Consumption tax is what goods under it
/// (SectorTrait::excise) pay beyond the rate of other manufacturing, value-added tax the published
/// sum of the province over all cells alike. Throws data::InputError where no manufacturing is told
/// apart from what bears consumption tax.
data::Table split_taxes(const data::Mrio&, const std::vector<SectorTrait>&, const PublishedTaxes&);

}  // namespace yuqian::calibration
