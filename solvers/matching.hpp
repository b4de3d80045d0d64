// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/solvers/mcp.hpp>

namespace yuqian::solvers {

/// Which rows cannot be matched with a column of their own, and the blocks that show why
/// (coarse Dulmage-Mendelsohn decomposition). Empty blocks: the matrix is structurally regular.
struct Structure {
  Index rank = 0;  ///< structural rank: size of a maximum matching
  /// More equations than unknowns: these rows have entries only in these columns.
  std::vector<Index> over_rows, over_columns;
  /// More unknowns than equations: these columns have entries only in these rows.
  std::vector<Index> under_rows, under_columns;
};

/// Entries whose value is zero do not count; with empty `values` every entry of the pattern does.
Structure structure(const Pattern&, In values = {});

}  // namespace yuqian::solvers
