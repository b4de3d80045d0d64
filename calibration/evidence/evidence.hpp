// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/error.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/toml.hpp>

namespace yuqian::calibration {

/// What a surveyed figure is of.
enum class FigureKind {
  flow,     ///< goods from one region to another, or sums of such flows; own supply within one
  exports,  ///< to other countries
  imports,  ///< from other countries
  grp,      ///< value added of sectors of a region
  share,    ///< a flow in a total of flows
};

/// What a share is of.
enum class ShareOf {
  use,      ///< all that the receiving regions use of the goods, imports included
  inflow,   ///< all that they receive from other regions
  outflow,  ///< all that the sending regions send to other regions
  output,   ///< all that the sending regions make
};

/// One figure that somebody surveyed, with how sure it is and who says so.
struct Figure {
  FigureKind kind = FigureKind::flow;
  ShareOf of = ShareOf::use;  ///< of shares
  /// Positions of labels, in order. Exports, imports and GRP have their regions in `from`. Own
  /// supply counts where `from` and `to` are the same single region, and nowhere else.
  std::vector<int> from, to, good;
  double value = 0;  ///< 10^8 yuan; of shares between 0 and 1
  double error = 0;  ///< standard deviation relative to the value; 0: exact
  std::string source;
  data::Position where;

  bool exact() const { return error == 0; }
  double sd() const { return error * value; }
  bool one_cell() const { return from.size() == 1 && good.size() == 1 && to.size() <= 1; }
  /// "Chongqing -> Guizhou: transport_equipment".
  std::string label(const data::Set& regions, const data::Set& sectors) const;
};

/// How sure the tables and estimates are: standard deviations relative to each cell, independent;
/// the parts of a surveyed sum together, relative to the sum (eq. 383). What is not asked to give
/// way does not, however unsure it is.
struct Reliability {
  double flow = 0.8;  ///< between regions: estimated
  double own = 0.2;   ///< from a region to itself: what is left of output
  double exports = 0.1, imports = 0.1;
  double output = 0.05, use = 0.1;
  double value_added = 0.05;  ///< of sectors that a figure names; all others are fixed
};

/// Surveyed figures of one file (docs/evidence.md).
struct Evidence {
  std::string file, title_zh, title_en;
  bool example = false;  ///< the figures are invented, to show how it is done
  Reliability reliability;
  std::vector<Figure> figures;  ///< in the order of the file

  bool empty() const { return figures.empty(); }
};

/// Reads a file of evidence whose labels are those of the dataset. Throws data::InputError with
/// file:line:column, label and remedy: unknown keys and labels, figures that are not numbers or
/// negative, shares above one, errors of figures that are zero, figures without a source.
Evidence read_evidence(const data::Toml& file, const data::Set& regions, const data::Set& sectors);

/// "flow", "exports", "imports", "grp", "share": the words of files and of output.
const std::string& word(FigureKind);

}  // namespace yuqian::calibration
