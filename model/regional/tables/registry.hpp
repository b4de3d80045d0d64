// SPDX-License-Identifier: Apache-2.0
// The parts that the tables of a solution are made of, in the order of the result file. A new
// indicator is its file here, which defines `add_<name>`, and one line of this list.
#pragma once

#include <yuqian/model/regional/tables/tables.hpp>

#define YUQIAN_TABLES(part)                                                                      \
  part(product) part(welfare) part(welfare_metric) part(prices) part(sectors) part(factors)      \
      part(trade) part(margins) part(quotas) part(first_order) part(income_sources) part(fiscal) \
          part(taxes) part(distribution) part(emissions) part(power) part(linkage) part(volume)  \
              part(trade_effects) part(structure) part(concentration) part(purchases)            \
                  part(interindustry) part(checks)

namespace yuqian::model::report {

#define YUQIAN_DECLARE(name) void add_##name(Tables&, const Compared&);
YUQIAN_TABLES(YUQIAN_DECLARE)
#undef YUQIAN_DECLARE

}  // namespace yuqian::model::report
