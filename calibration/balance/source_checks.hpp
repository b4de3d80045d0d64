// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/kernel/local_text.hpp>

/// Identities and magnitudes of single source files (docs/data.md, section 1). Each refusal names
/// the file, the row, the figure and the bound.
namespace yuqian::calibration {

/// A figure of the sources that is used as it stands but deserves a look.
struct Doubt {
  std::string file;       ///< below the source folder, or the name of a table
  std::string cell;       ///< "Jilin,Guangxi"
  model::LocalText text;  ///< what was found, with the figures
};
using Doubts = std::vector<Doubt>;

/// Tibet is missing from the sources on spending, employment, migration and CO2; every other
/// province must be there. `labels`: what a file has.
void require_provinces(const data::Csv& csv, const std::vector<std::string>& labels,
                       const data::Set& regions);

/// Every row of shares adds up to 1 within 1e-5, the precision of the published shares.
void require_rows_add_to_one(const data::Csv& csv, const data::Table& shares);

/// Rail distances, km: zero on the diagonal only, symmetric, between 50 and 8,000, and at most
/// twice the route through a third province. Doubts: more than 1.25 times that route.
Doubts require_distances(const data::Csv& csv, const data::Table& distance);

}  // namespace yuqian::calibration
