// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::model::spec {

/// Uses that a barrier may act on: intermediate, final, export.
const data::Set& uses();
enum Use { intermediate_use, final_use, export_use };

/// A good on its route from a place to another for one use: a region, or abroad, which is the place
/// behind the regions.
struct Route {
  int from, to, good;
  Use use;
  double share;  ///< of the use in the flow
};

/// Intermediate, final and for margins.
double total_use(const Benchmark&, int r, int i);
/// Of total use; margins are intermediate.
double intermediate_share(const Benchmark&, int r, int i);

}  // namespace yuqian::model::spec
