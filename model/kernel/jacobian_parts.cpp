// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/jacobian_parts.hpp>

#include <algorithm>

namespace yuqian::model {
namespace {

/// Entries of parts that are at work at once; they end at `end`.
void find_late_of(const std::vector<JacobianParts::Part>& parts, std::size_t end,
                  std::vector<int>& owner, JacobianParts& all) {
  std::fill(owner.begin(), owner.end(), -1);
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const std::size_t past = p + 1 < parts.size() ? parts[p + 1].first_entry : end;
    for (std::size_t k = parts[p].first_entry; k < past; ++k) {
      int& position = all.position[k];
      int& o = owner[static_cast<std::size_t>(position)];
      if (o < 0) o = static_cast<int>(p);
      if (o == static_cast<int>(p)) continue;
      all.late.push_back(position);
      position = ~static_cast<int>(all.late.size() - 1);
    }
  }
}

}  // namespace

void JacobianParts::find_late(std::size_t non_zeros) {
  std::vector<int> owner(non_zeros);
  find_late_of(blocks, families.empty() ? rest : families.front().first_entry, owner, *this);
  late_of_blocks = late.size();
  find_late_of(families, rest, owner, *this);
  late.shrink_to_fit();
}

}  // namespace yuqian::model
