// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/calibration/evidence/evidence.hpp>
#include <yuqian/calibration/evidence/least_squares.hpp>
#include <yuqian/data/mrio.hpp>

namespace yuqian::calibration {

/// The cells of a multi-regional table in one row: trade, exports, imports, output, intermediate
/// use, final use, value added, each in its table's order.
class Cells {
 public:
  explicit Cells(const data::Mrio&);

  int trade(int s, int r, int i) const { return (s * regions_ + r) * goods_ + i; }
  int exports(int r, int i) const { return begin_[1] + r * goods_ + i; }
  int imports(int r, int i) const { return begin_[2] + r * goods_ + i; }
  int output(int r, int i) const { return begin_[3] + r * goods_ + i; }
  int intermediate(int r, int i, int j) const { return begin_[4] + (r * goods_ + i) * goods_ + j; }
  int final_use(int r, int i, int f) const { return begin_[5] + (r * goods_ + i) * users_ + f; }
  int value_added(int r, int v, int j) const { return begin_[6] + (r * items_ + v) * goods_ + j; }
  int size() const { return begin_[7]; }

  int regions() const { return regions_; }
  int goods() const { return goods_; }
  int users() const { return users_; }
  int items() const { return items_; }

  std::vector<double> values() const;
  /// The table with other values in its cells.
  data::Mrio with(const std::vector<double>& values) const;
  int region(int cell) const;                       ///< whose cell it is; of flows, the supplier
  int block(int cell) const;                        ///< position in blocks()
  static const std::vector<std::string>& blocks();  ///< "trade", "exports", ...
  std::string label(int cell) const;                ///< "Chongqing,Guizhou,food"

 private:
  const data::Mrio& mrio_;
  int regions_, goods_, users_, items_;
  int begin_[8];
};

/// What a figure says about the cells (eq. 384). Of a share: numerator less the share times its
/// total, which is zero.
Statement statement_of(const Figure&, const Cells&, const std::vector<double>& values);
/// The cells that a figure adds up; of a share, those of its numerator or of its total.
std::vector<int> figure_cells(const Figure&, const Cells&);
std::vector<int> share_total_cells(const Figure&, const Cells&);

/// The table's balances that hold after reconciling as they did before (eq. 385), and what may give
/// way: flows always; exports and imports of goods whose foreign trade a figure names; all but
/// value added where one names GRP.
LeastSquares table_problem(const std::vector<Figure>&, const Reliability&, const Cells&);

}  // namespace yuqian::calibration
