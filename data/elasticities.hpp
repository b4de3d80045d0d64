// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

namespace yuqian::data {

/// esubd, esubm, esubva, income, cet, kle_kl, kl_energy, elec_fuels, fuels: what each is stands at
/// the head of data/elasticities/default.csv.
const Set& elasticity_set();

/// Elasticities [sector, elasticity] of a file with these columns, a column "sector" and a column
/// "source". Every sector must be there once, every value must be >= 0 and every source stated;
/// errors are InputErrors with file:line:column.
Table read_elasticities(const std::string& path, const Set& sectors);

}  // namespace yuqian::data
