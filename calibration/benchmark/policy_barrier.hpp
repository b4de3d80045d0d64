// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::calibration {

/// The policy part of trade costs (eq. 55): what of the Head-Ries cost of a pair and good is left
/// when transport margins are taken off, as the logarithm of an iceberg factor, [from, to, good].
/// Symmetric in the pair. Zero where transport explains all of it and on the diagonal; not a number
/// where the Head-Ries cost is none. It holds taste and whatever else is not transport, so it is an
/// upper bound of what policy can remove.
data::Table policy_barrier(const model::Benchmark&);

}  // namespace yuqian::calibration
