// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/error.hpp>
#include <yuqian/data/set.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace yuqian::model {

/// How a scenario names an industrial chain where a sector or a good is asked for:
/// "chain:automobiles".
inline constexpr std::string_view chain_prefix = "chain:";

/// Positions on an axis of sectors or goods that make up a shipped chain (data/chains). A chain
/// lists its sectors at the detail of the tables and, as far as it can be told apart there, on
/// merged sectors; the first list that the axis has wholly is taken. Throws data::InputError at
/// `where`: on an unknown chain, with the chains that there are, and on an axis too coarse for it.
std::vector<int> chain_positions(std::string_view name, const data::Set& axis,
                                 const data::Position& where);

/// The chain that a word names where a sector or a good is asked for: "chain:automobiles", or a
/// name by which a chain is known, 汽车; empty: none.
std::string chain_named(std::string_view word, const data::Set& axis);

}  // namespace yuqian::model
