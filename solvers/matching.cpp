// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/matching.hpp>

#include <algorithm>

namespace yuqian::solvers {
namespace {

/// Adjacency lists of one side of the bipartite graph rows - columns.
struct Side {
  std::vector<Index> start, to;
};

Side columns_of(const Pattern& p, In values) {
  Side side;
  side.start.push_back(0);
  for (Index j = 0; j < p.size(); ++j) {
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
      if (values.empty() || values[k] != 0) side.to.push_back(p.row[k]);
    side.start.push_back(static_cast<Index>(side.to.size()));
  }
  return side;
}

Side transpose(const Side& side, Index n) {
  Side other;
  other.start.assign(static_cast<std::size_t>(n) + 1, 0);
  for (const Index i : side.to) ++other.start[i + 1];
  for (Index i = 0; i < n; ++i) other.start[i + 1] += other.start[i];
  other.to.resize(side.to.size());
  auto next = other.start;
  for (Index j = 0; j < n; ++j)
    for (Index k = side.start[j]; k < side.start[j + 1]; ++k) other.to[next[side.to[k]]++] = j;
  return other;
}

/// Maximum matching by augmenting paths found breadth first. row_of[j], column_of[i]: -1 if none.
void match(const Side& columns, std::vector<Index>& row_of, std::vector<Index>& column_of) {
  const auto n = static_cast<Index>(row_of.size());
  for (Index j = 0; j < n; ++j)  // cheap start
    for (Index k = columns.start[j]; k < columns.start[j + 1] && row_of[j] < 0; ++k)
      if (column_of[columns.to[k]] < 0) {
        row_of[j] = columns.to[k];
        column_of[columns.to[k]] = j;
      }
  std::vector<Index> from(n), seen(n, -1), queue;
  for (Index root = 0; root < n; ++root) {
    if (row_of[root] >= 0) continue;
    queue.assign(1, root);
    Index end = -1;
    for (std::size_t head = 0; head < queue.size() && end < 0; ++head) {
      const Index j = queue[head];
      for (Index k = columns.start[j]; k < columns.start[j + 1]; ++k) {
        const Index i = columns.to[k];
        if (seen[i] == root) continue;
        seen[i] = root;
        from[i] = j;
        if (column_of[i] < 0) {
          end = i;
          break;
        }
        queue.push_back(column_of[i]);
      }
    }
    while (end >= 0) {  // flip the path back to the root
      const Index j = from[end], previous = row_of[j];
      row_of[j] = end;
      column_of[end] = j;
      end = j == root ? -1 : previous;
    }
  }
}

/// All of one side that alternating paths reach from its unmatched members, and their neighbours.
void reach(const Side& own, const std::vector<Index>& partner_of_own,
           const std::vector<Index>& partner_of_other, std::vector<Index>& mine,
           std::vector<Index>& others) {
  const auto n = static_cast<Index>(partner_of_own.size());
  std::vector<char> seen(n, 0);
  for (Index i = 0; i < n; ++i)
    if (partner_of_own[i] < 0) mine.push_back(i);
  for (std::size_t head = 0; head < mine.size(); ++head)
    for (Index k = own.start[mine[head]]; k < own.start[mine[head] + 1]; ++k) {
      const Index other = own.to[k];
      if (seen[other]) continue;
      seen[other] = 1;
      others.push_back(other);
      mine.push_back(partner_of_other[other]);
    }
  std::sort(mine.begin(), mine.end());
  std::sort(others.begin(), others.end());
}

}  // namespace

Structure structure(const Pattern& p, In values) {
  const Index n = p.size();
  const Side columns = columns_of(p, values), rows = transpose(columns, n);
  std::vector<Index> row_of(n, -1), column_of(n, -1);
  match(columns, row_of, column_of);
  Structure s;
  s.rank = static_cast<Index>(
      std::count_if(row_of.begin(), row_of.end(), [](Index i) { return i >= 0; }));
  if (s.rank == n) return s;
  reach(rows, column_of, row_of, s.over_rows, s.over_columns);
  reach(columns, row_of, column_of, s.under_columns, s.under_rows);
  return s;
}

}  // namespace yuqian::solvers
