// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <yuqian/data/set.hpp>

/// The two regions of a set whose figures are shown together and between each other.
namespace yuqian::data {

/// Positions of the pair in a set of regions: the one chosen for its list of labels, or where none
/// was and both are there, the shipped one (default_pair in alias.hpp). Nothing where there is
/// none.
std::optional<std::pair<int, int>> pair_of(const Set& regions);

/// Chooses the pair of all sets with these labels in this process, by label or alias: region sets
/// are read once, and what is made of them (benchmarks, models, tables) follows. Threads may call
/// it at once; the last choice holds. Throws InputError on an unknown label, or one given twice.
void choose_pair(const Set& regions, std::string_view first, std::string_view second);
/// The shipped pair holds again for all sets with these labels.
void forget_pair(const Set& regions);

}  // namespace yuqian::data
