// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/mrio.hpp>
#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::data {

/// Which target every label of a source set belongs to: provinces to regions, sectors to groups.
/// Every source belongs to exactly one target, and no target is empty.
class Mapping {
 public:
  /// `to[i]` is the target of source i. Throws InputError if a target stays empty.
  Mapping(Set source, Set target, std::vector<int> to);
  static Mapping identity(const Set& set);

  /// A TOML file of [[target]] entries: label, zh, en, and `from` (a list of source labels) or
  /// `rest = true`; or `identity = true` alone. Errors name the sources that are missing, named
  /// twice or unknown. The set of targets bears the name of the source set.
  static Mapping read(const std::string& path, const Set& source);

  const Set& source() const { return source_; }
  const Set& target() const { return target_; }
  int operator[](int source) const { return to_[static_cast<std::size_t>(source)]; }
  /// Sources of one target, in order.
  std::vector<int> members(int target) const;

 private:
  Set source_, target_;
  std::vector<int> to_;
};

/// Sums of flows: every axis whose labels are the mapping's source is replaced by its target.
Table aggregate(const Table& table, const Mapping& mapping);

/// Trade within a merged region becomes own supply. All identities stay as they were.
Mrio aggregate(const Mrio& mrio, const Mapping& regions, const Mapping& sectors);

}  // namespace yuqian::data
