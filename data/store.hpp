// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <yuqian/data/mrio.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/data/table.hpp>

/// The dataset file: one multi-regional table under several estimates of interprovincial trade.
/// Dimensions: region, sector, using_sector, final_user, value_added_item, supplier, region_to,
/// variant.
/// All tables are shared by the variants, save trade[variant, supplier, region_to, sector].
namespace yuqian::data {

inline constexpr const char* dataset_schema = "yuqian-dataset";
inline constexpr const char* dataset_schema_version = "1.0";

/// A further table of a dataset with its names; its axes may be any sets.
struct ExtraTable {
  Table table;
  std::string long_name, zh;
};

/// The figures are at producer prices of `base_year`. Throws InputError if the variants differ in
/// anything but trade, do not balance, or two bear the same name; nothing is written then.
void write_dataset(const std::string& path, const std::string& title, int base_year,
                   std::span<const Mrio> variants, const Provenance& provenance,
                   std::span<const ExtraTable> extra = {});

/// One variant. Throws InputError where the file is missing, incomplete or damaged, or the variant
/// is unknown. Also where a figure is not finite, where the table does not balance to 1e-9 of its
/// total output, and where compensation and surplus stand in each other's place.
Mrio read_mrio(const std::string& path, std::string_view variant);

std::vector<std::string> dataset_variants(const std::string& path);
Provenance dataset_provenance(const std::string& path);
/// The year whose accounts and prices the tables are: 2017 in files that do not say.
int dataset_base_year(const std::string& path);
/// Any table of the file by name, on the dimensions that it must have; figures that cannot be are
/// refused (data/dataset_rules.hpp).
Table read_dataset_table(const std::string& path, const std::string& name);

}  // namespace yuqian::data
