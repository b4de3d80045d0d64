// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/data/mapping.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// Where the labels of an account's file are merged into those of a table. Without mappings the
/// file has the table's own labels.
struct AccountDetail {
  const data::Mapping* regions = nullptr;
  const data::Mapping* sectors = nullptr;
};

/// A satellite account from a CSV file of columns region (may be left out for one region), sector,
/// value. The sector may be a final user: what he causes himself. Lines before the header state
/// what the figures are: `# name: co2`, `# unit: Mt`, `# source: ...`, and `# zh:`, `# en:` for
/// long names. The unit may be any: nothing is converted. Regions that the file does not name are
/// missing; of a region that it names every sector left out is zero. Throws data::InputError on a
/// file without name, unit or source, on labels that the table does not have, on a cell given
/// twice.
Account read_account(const std::string& path, const IoTable&, const AccountDetail& = {});

/// The same from tables: cells [region, sector] and final users [region, household] (or of rank 0),
/// not-a-number where there is no figure. Name, unit and source are those of `cells`.
Account account_of(const data::Table& cells, const data::Table& users, std::string zh,
                   std::string en, const IoTable&, const AccountDetail& = {});

}  // namespace yuqian::interindustry
