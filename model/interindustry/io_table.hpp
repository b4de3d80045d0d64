// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/mrio.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/interindustry/matrix.hpp>

namespace yuqian::interindustry {

/// An interregional input-output table; one of a single region is the same with one label. A cell
/// is a region and a sector, region-major: cell = region * sectors + sector. Values in one unit.
/// Identities (eq. 200), i and j cells, h region and final user:
///   output_i = sum_j flows_ij + sum_h final_use_ih + exports_i
///   output_j = sum_i flows_ij + sum_g imports_gj + sum_v primary_vj
struct IoTable {
  data::Set regions, sectors;
  data::Set users;  ///< final users, "final_user"
  data::Set items;  ///< primary inputs, "value_added_item"
  std::string unit = "1e8 CNY", source, variant;
  Matrix flows;      ///< [cell, cell] from the row to the column
  Matrix final_use;  ///< [cell, region and user], column = region * users + user
  Vector exports;    ///< [cell] to outside the table
  Matrix imports;    ///< [good, cell] inputs from outside; one row where goods are not told apart
  Matrix final_imports;  ///< [good, region and user], rows as in imports
  Matrix primary;        ///< [item, cell] value added; negative cells are subsidies or losses
  Vector output;         ///< [cell] >= 0

  int cells() const { return regions.size() * sectors.size(); }
  int cell(int region, int sector) const { return region * sectors.size() + sector; }
  int region_of(int cell) const { return cell / sectors.size(); }
  int column(int region, int user) const { return region * users.size() + user; }
  std::string label(int cell) const;  ///< "Chongqing,agriculture"
  bool imports_by_good() const { return imports.rows() == sectors.size(); }

  Vector value_added() const { return primary.colwise().sum().transpose(); }
  Vector final_demand() const { return final_use.rowwise().sum() + exports; }
  /// One item of the primary inputs by cell; zero where the table does not have it.
  Vector item(std::string_view label) const;
  /// Final users whose label contains "household".
  std::vector<int> households() const;
  /// Amounts over output; zero where a cell makes nothing.
  Vector per_output(const Vector& amounts) const;
};

/// All matrices with their shapes, filled with zero.
IoTable empty_io_table(const data::Set& regions, const data::Set& sectors, const data::Set& users,
                       const data::Set& items, bool imports_by_good);

/// The interregional table behind a balanced one: all users of a good in a region buy it from the
/// same origins, imports among them (eq. 201).
IoTable interregional(const data::Mrio&);

/// What a reader must know of a table, each by name.
struct TableFaults {
  std::vector<data::Violation> identities;  ///< that fail by more than the tolerance, largest first
  std::vector<std::string> empty;           ///< cells without output
  std::vector<std::string> negative;        ///< flows or final use below zero, "a -> b = -3"
  std::vector<std::string> loss;            ///< cells whose inputs cost more than the output
};
/// `tolerance` is relative to total output. At most ten of each kind.
TableFaults find_faults(const IoTable&, double tolerance = 1e-6);

/// Throws data::InputError where no measure is defined: output below zero or not a number; a cell
/// that makes nothing and yet buys. One that only sells brings its good in from outside.
void require_usable(const IoTable&);

}  // namespace yuqian::interindustry
