// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// A file like data/sources/china-2017.toml: which year's tables a dataset is built from, and where
/// each stands.
namespace yuqian::calibration {

/// What a published sector is in sectors_2017(): one or several of them, with shares that add up to
/// one. The shares hold for its row and its column alike.
struct SectorPart {
  int sector = 0;
  double share = 1.0;
};
using SectorParts = std::vector<std::vector<SectorPart>>;  // by published sector, code 01 first

struct CustomsList {
  std::string file, totals;  ///< below the folder; no totals: they are not held against
  std::string province, exports, imports;  ///< columns
  double unit = 0.0;                       ///< of the file's figures, in 10^8 yuan
  std::string source;
};

/// Of a nation that only some provinces have a table of (docs/data.md, D21).
struct RestList {
  std::string nation;              ///< its table, in the layout and unit of the provinces'
  std::vector<std::string> known;  ///< provinces whose own tables are read
};

struct SourceList {
  std::string path;  ///< of the list itself
  std::string id, zh, en;
  int year = 0;
  std::string tables;         ///< folder with a CSV for every province
  double unit = 0.0;          ///< of the tables, in 10^8 yuan
  std::string tables_source;  ///< as attributes of the dataset show it
  std::string sectors;        ///< list of the tables' own sectors; empty: sectors_2017()
  std::map<std::string, std::map<std::string, double>> split;  ///< shares by code, by code of 2017
  std::string provinces, controls, rail_distance, rail_freight, spending_shares, employment,
      migration;
  std::string emissions;                             ///< empty: none are public
  std::map<std::string, std::string> factor_shares;  ///< repairs of imputed rows by province
  CustomsList customs;
  std::optional<RestList> rest;  ///< none: every province has a table
};

/// Reads such a file. Throws data::InputError with file and line on what is missing or unknown.
SourceList read_source_list(const std::string& path);

/// The list that a folder of tables comes with, `folder`/dataset.toml; where there is none, the
/// shipped one of 2017.
std::string source_list_of(const std::filesystem::path& folder);

}  // namespace yuqian::calibration
