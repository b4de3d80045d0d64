// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/accounts.hpp>
#include <yuqian/model/regional/accounts/block_reader.hpp>

namespace yuqian::model::report {

/// What a region receives of a good for one use, leaf by leaf of the block that buys it: goods and
/// margins from provinces, imports, and what is paid on them. Goods under quota come by a route of
/// their own.
void add_arrivals(Accounts&, const Benchmark&, const BlockReader& source, int r, int i, int use);

/// What the world buys of a good from all regions, with its margins.
void add_departures(Accounts&, const Benchmark&, const BlockReader& world, int i);

/// The rent of a quota stands among the destination's wedges. Where the origin owns it, it is the
/// origin's, and the destination has paid more for what flows in.
void add_rent(Accounts&, const RegionalModel&, const QuotaRoute&, double rate);

}  // namespace yuqian::model::report
