// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::model {

// Productive public spending at the benchmark. Provincial tables book the functions of government
// so differently (Guizhou has 77 % under administration, the nation 43 %) that between provinces
// the nation's division stands for all of them; within a province changes are those of the goods
// bought.

/// The productive part of a province's purchases of a good, 10^8 yuan; 0 where the benchmark does
/// not say. A good of merged sectors may be bought for both.
double productive_purchases(const Benchmark&, int region, int good);
/// What a province's own table shows under productive goods, 10^8 yuan.
double productive_purchases(const Benchmark&, int region);
double public_purchases(const Benchmark&, int region);  ///< all goods
/// The nation's share of productive goods in public purchases.
double productive_share(const Benchmark&);
/// A province's public purchases times the nation's share, 10^8 yuan.
inline double productive_spending(const Benchmark& b, int region) {
  return productive_share(b) * public_purchases(b, region);
}

}  // namespace yuqian::model
