// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::model {

/// What a region's sectors of one kind of work (labour_kinds) pay to labour at the benchmark, 10^8
/// yuan.
double pay(const Benchmark&, int region, int kind);

/// Share of it that rural households earn, 0 to 1: farm pay is theirs first, as far as their labour
/// income goes, so that both groups' totals stay the benchmark's. 0 where nobody is paid.
double rural_pay_share(const Benchmark&, int region, int kind);

}  // namespace yuqian::model
