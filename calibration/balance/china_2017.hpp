// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/data/set.hpp>
#include <yuqian/data/table.hpp>

/// What is known of the provinces and sectors of the 2017 tables beside their figures.
namespace yuqian::calibration {

/// The 42 sectors in the order of the 2017 tables, with Chinese and English names. Source: National
/// Bureau of Statistics, 2017 input-output table, sector classification. The tables follow this
/// one; the 2012 classification differs in sectors 22 to 36 and does not fit their figures.
const data::Set& sectors_2017();

/// agriculture, mining, manufacturing, utilities_construction, services.
const data::Set& broad_sectors();
/// Position in broad_sectors() of every sector of sectors_2017().
const std::vector<int>& broad_sector_of();

/// Sectors that serve the place where they are (docs/data.md, D9): water, construction, real
/// estate, environment, resident services, education, health, public administration.
const std::vector<bool>& is_local();

/// Sectors whose goods move in bulk by rail: mining, refining and coking, mineral products, metals.
const std::vector<bool>& moves_by_rail();

/// Controls of value added by production, "prod_va_agr" to "prod_va_oth", the groups in which the
/// national accounts publish it, and the position among them of every sector of sectors_2017().
const std::vector<std::string>& production_groups();
int production_group_of(int sector);

/// True of Tibet: spending, employment, migration and CO2 are published without it.
bool missing_outside_the_tables(const std::string& province);

/// 1 where two of the provinces share a land border, 0 elsewhere; Hainan counts with Guangdong
/// (train ferry). Symmetric, zero diagonal. Throws InputError on a province it does not know.
data::Table contiguity(const data::Set& regions);

}  // namespace yuqian::calibration
