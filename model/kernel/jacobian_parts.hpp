// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace yuqian::model {

/// Where the Jacobian's entries go, in the order in which assembly emits them, and how threads
/// share their emission: stretches of blocks at once, then stretches of families, then what is
/// left. Of the parts at work at once one owns a place of the pattern: the first, in the order of
/// emission, that has entries there, which it adds itself. Those of the others are late: they are
/// kept and added after, so that the sum of every place is in the order of emission, on any number
/// of threads.
struct JacobianParts {
  struct Part {
    int begin = 0, end = 0;       ///< blocks, or families
    std::size_t first_entry = 0;  ///< in `position`
  };
  std::vector<Part> blocks, families;
  std::size_t rest = 0;       ///< first entry of what is left
  std::vector<int> position;  ///< of every entry, in the pattern; of a late one ~k, k in `late`
  std::vector<int> late;      ///< places in the pattern, in the order of emission
  std::size_t late_of_blocks = 0;  ///< how many of them; the others are of families

  /// Finds which entries are late. `position` holds places in a pattern of so many non-zeros.
  void find_late(std::size_t non_zeros);
};

}  // namespace yuqian::model
