// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>

namespace yuqian::interindustry {

/// What a region sells outside, by cell: to the other regions of the table or abroad.
enum class Outflow { provinces, abroad };
Vector outflow(const IoTable&, int region, Outflow);

/// Value added of every region, and of abroad (imports), in the outflows of each region (eq. 226),
/// [region or abroad, region]; columns add up to gross outflows.
Matrix outflow_content(const Leontief&, Outflow);

/// Value added of s in the final use of r, [region, region and one column for abroad] (eq. 225).
Matrix value_added_in_final_use(const Leontief&);

/// Value added in final use; content of outflows to provinces and of exports abroad; backward and
/// forward participation (eq. 225, 226).
Measures trade_in_value_added(const Leontief&);

}  // namespace yuqian::interindustry
