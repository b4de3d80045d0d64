// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/published_sectors.hpp>

#include <fmt/format.h>

#include <sstream>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::Csv;
using data::InputError;

std::string code_of(int sector) { return fmt::format("{:02d}", sector + 1); }

/// One row of the list: the codes of 2017 that a sector becomes, joined by "+".
std::vector<SectorPart> parts_of(const Csv& csv, int row, const SourceList& list, int sectors) {
  const int column = csv.column("to_2017");
  const std::string& code = csv.text(row, csv.column("code"));
  std::vector<SectorPart> parts;
  std::istringstream words(csv.text(row, column));
  for (std::string to; std::getline(words, to, '+');) {
    const int sector = sector_position(to, sectors);
    if (sector < 0)
      throw InputError({csv.where(row, column), "unknown sector \"" + to + "\" of 2017", to,
                        fmt::format("sectors are numbered 01 to {}", sectors)});
    parts.push_back({sector, 1.0});
  }
  if (parts.size() == 1) return parts;
  const auto split = list.split.find(code);
  for (SectorPart& part : parts) {
    const std::string to = code_of(part.sector);
    if (split == list.split.end() || !split->second.contains(to))
      throw InputError({csv.where(row, column),
                        "sector " + code + " is split and no share of it goes to " + to, code,
                        "give the shares under [tables.split] of " + list.path});
    part.share = split->second.at(to);
  }
  return parts;
}

}  // namespace

int sector_position(const std::string& code, int sectors) {
  for (int i = 0; i < sectors; ++i)
    if (code == code_of(i)) return i;
  return -1;
}

SectorParts sector_parts(SourceReader& reader, const SourceList& list, const data::Set& sectors) {
  const int n = sectors.size();
  SectorParts parts;
  if (list.sectors.empty()) {
    for (int i = 0; i < n; ++i) parts.push_back({{i, 1.0}});
    return parts;
  }
  const Csv csv = reader.csv(list.sectors);
  std::vector<bool> made(static_cast<std::size_t>(n), false);
  for (int row = 0; row < csv.rows(); ++row) {
    const int code = csv.column("code");
    if (csv.text(row, code) != code_of(row))
      throw InputError({csv.where(row, code), "\"" + csv.text(row, code) + "\" is not next",
                        csv.text(row, code),
                        "sectors stand in the order of the tables: 01, 02 ..."});
    parts.push_back(parts_of(csv, row, list, n));
    for (const SectorPart& part : parts.back()) made[at(part.sector)] = true;
  }
  for (int i = 0; i < n; ++i)
    if (!made[at(i)])
      throw InputError({{csv.name()},
                        "no sector of the tables becomes " + code_of(i) + " of 2017",
                        sectors.label(i),
                        "every sector of 2017 needs one"});
  return parts;
}

int published_sector(const Csv& csv, int row, int column, const SectorParts& parts) {
  const std::string& code = csv.text(row, column);
  const int sector = sector_position(code, static_cast<int>(parts.size()));
  if (sector < 0)
    throw InputError(
        {csv.where(row, column), "unknown sector \"" + code + "\"", code,
         fmt::format("sectors are numbered 01 to {:02d} as in the tables", parts.size())});
  return sector;
}

}  // namespace yuqian::calibration
