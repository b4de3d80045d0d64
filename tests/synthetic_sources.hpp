// SPDX-License-Identifier: Apache-2.0
// A folder of source tables, as docs/data.md describes them, made of random but plausible numbers:
// what `yuqian balance` reads, for six provinces. Tests spoil one file and read it again.
#pragma once

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/calibration/balance/control_checks.hpp>
#include <yuqian/data/csv.hpp>
#include "tests/data/scratch.hpp"
#include "tests/synthetic_mrio.hpp"

namespace yuqian::tests {

using Cells = std::vector<std::vector<std::string>>;

class SyntheticSources {
 public:
  /// Writes a folder of its own, removed at the end.
  SyntheticSources()
      : folder_(scratch_.file("sources")),
        truth_(synthetic_mrio(6, calibration::sectors_2017().labels(), 7)) {
    // Shares that differ from sector to sector: equal ones would pass for imputed.
    for (int r = 0; r < 6; ++r)
      for (int j = 0; j < 42; ++j) {
        const double moved = (0.001 * j + 0.0003 * r) * truth_.output(r, j);
        truth_.value_added(r, 0, j) -= 0.3 * moved;
        truth_.value_added(r, 3, j) += 0.3 * moved;
        const double taxes = 0.001 * ((7 * j) % 13) * truth_.output(r, j);
        truth_.value_added(r, 1, j) -= taxes;
        truth_.value_added(r, 2, j) += taxes;
      }
    for (const char* sub : {"china-2017/io", "china-2007", "accounts-2017"})
      std::filesystem::create_directories(folder_ / sub);
    write_provinces();
    write_controls();
    write_distances_and_freight();
    write_shares_and_workers();
    write_emissions();
    write_customs();
    write_factor_shares();
  }

  const std::filesystem::path& folder() const { return folder_; }
  const data::Mrio& truth() const { return truth_; }
  static const std::vector<std::string>& provinces() {
    static const std::vector<std::string> names{"Chongqing", "Guizhou", "Sichuan",
                                                "Hunan",     "Guangxi", "Tibet"};
    return names;
  }

  /// Changes the cells of one file; row 0 is the header.
  void edit(const std::string& file, const std::function<void(Cells&)>& change) const {
    Cells cells;
    const data::Csv csv = data::Csv::read((folder_ / file).string());
    cells.push_back(csv.header());
    for (int row = 0; row < csv.rows(); ++row) {
      cells.emplace_back();
      for (int c = 0; c < csv.columns(); ++c) cells.back().push_back(csv.text(row, c));
    }
    change(cells);
    write(file, cells);
  }

  /// The cell of a row and a column by their labels.
  static std::string& at(Cells& cells, const std::string& row, const std::string& column) {
    std::size_t c = 0;
    while (cells.at(0).at(c) != column) ++c;
    for (auto& line : cells)
      if (line[0] == row) return line.at(c);
    throw std::out_of_range(row);
  }

  /// Rows and columns of a provincial table add up again: net flow and surplus take up the rest.
  static void close(Cells& table) {
    const auto number = [&](const std::string& r, const std::string& c) {
      return std::stod(at(table, r, c));
    };
    for (int i = 0; i < 42; ++i) {
      double gap = number(code(i), "GO") - number(code(i), "EX") - number(code(i), "OF") +
                   number(code(i), "IM") + number(code(i), "IF") - number(code(i), "ERR");
      for (int j = 0; j < 42; ++j) gap -= number(code(i), code(j));
      for (const char* f : {"FU101", "FU102", "FU103", "FU201", "FU202"}) gap -= number(code(i), f);
      std::string& flow = at(table, code(i), gap > 0 ? "OF" : "IF");
      flow = data::shortest(std::stod(flow) + std::abs(gap));
    }
    for (int j = 0; j < 42; ++j) {
      double gap = number(code(j), "GO");
      for (int i = 0; i < 42; ++i) gap -= number(code(i), code(j));
      for (const char* v : {"VA001", "VA002", "VA003", "VA004"}) gap -= number(v, code(j));
      std::string& surplus = at(table, "VA004", code(j));
      surplus = data::shortest(std::stod(surplus) + gap);
    }
  }

  static std::string code(int i) { return fmt::format("sec{:02d}", i + 1); }

 private:
  void write(const std::string& file, const Cells& cells) const {
    std::ofstream out(folder_ / file, std::ios::binary);
    for (const auto& row : cells) out << data::csv_line(row);
  }

  void write_provinces() const {
    Cells list{{"name_en", "name_zh"}};
    for (const std::string& p : provinces()) list.push_back({p, p});
    write("china-2017/provinces.csv", list);
    for (int r = 0; r < 6; ++r)
      write("china-2017/io/" + provinces()[static_cast<std::size_t>(r)] + ".csv", table(r));
  }

  Cells table(int r) const {
    const auto money = [](double x) { return data::shortest(1e4 * x); };
    Cells rows{{"code"}};
    for (int j = 0; j < 42; ++j) rows[0].push_back(code(j));
    for (const char* c :
         {"FU101", "FU102", "FU103", "FU201", "FU202", "EX", "OF", "IM", "IF", "ERR", "GO"})
      rows[0].push_back(c);
    for (int i = 0; i < 42; ++i) {
      auto& row = rows.emplace_back(std::vector<std::string>{code(i)});
      for (int j = 0; j < 42; ++j) row.push_back(money(truth_.intermediate(r, i, j)));
      for (int f = 0; f < 4; ++f) row.push_back(money(truth_.final_use(r, i, f)));
      double out = 0, in = 0;
      for (int s = 0; s < 6; ++s)
        if (s != r) out += truth_.trade(r, s, i), in += truth_.trade(s, r, i);
      for (const double v :
           {0.0, truth_.exports(r, i), out, truth_.imports(r, i), in, 0.0, truth_.output(r, i)})
        row.push_back(money(v));
    }
    for (int v = 0; v < 4; ++v) {
      auto& row = rows.emplace_back(std::vector<std::string>{fmt::format("VA{:03d}", v + 1)});
      for (int j = 0; j < 42; ++j) row.push_back(money(truth_.value_added(r, v, j)));
      row.resize(rows[0].size(), "0");
    }
    return rows;
  }

  void write_controls() const {
    const data::Set& items = calibration::control_items();
    Cells rows{{"province"}};
    for (const std::string& item : items.labels()) rows[0].push_back(item);
    for (int r = 0; r < 6; ++r) {
      std::vector<double> value(static_cast<std::size_t>(items.size()), 0.0);
      const auto add = [&](const std::string& item, double x) {
        value[static_cast<std::size_t>(items.index(item))] += x;
      };
      const char* income[] = {"incm_compensation", "incm_net_tax", "incm_depreciation",
                              "incm_surplus"};
      const char* expenditure[] = {"expd_hsh_rural", "expd_hsh_urban", "expd_gov",
                                   "expd_fixed_capital"};
      for (int j = 0; j < 42; ++j) {
        for (int v = 0; v < 4; ++v) {
          const double x = truth_.value_added(r, v, j);
          add(income[v], x);
          add(calibration::production_groups()[static_cast<std::size_t>(
                  calibration::production_group_of(j))],
              x);
        }
        for (int f = 0; f < 4; ++f) add(expenditure[f], truth_.final_use(r, j, f));
        add("expd_export_s", truth_.exports(r, j));
        add("expd_import_d", -truth_.imports(r, j));
        for (int s = 0; s < 6; ++s)
          if (s != r) add("expd_net_provflow", truth_.trade(r, s, j) - truth_.trade(s, r, j));
      }
      rows.push_back({provinces()[static_cast<std::size_t>(r)]});
      for (const double x : value) rows.back().push_back(data::shortest(x));
    }
    write("china-2017/macro_controls.csv", rows);
  }

  /// Capitals on a line, 400 km from one to the next.
  void write_distances_and_freight() const {
    Cells km{{"from"}}, freight{{"from"}};
    for (const std::string& p : provinces()) km[0].push_back(p), freight[0].push_back(p);
    for (int s = 0; s < 6; ++s) {
      km.push_back({provinces()[static_cast<std::size_t>(s)]});
      freight.push_back(km.back());
      for (int r = 0; r < 6; ++r) {
        km.back().push_back(s == r ? "" : data::shortest(400.0 * std::abs(s - r)));
        freight.back().push_back(data::shortest(s == r ? 500.0 : 90.0 / std::abs(s - r)));
      }
    }
    write("china-2017/rail_distance_km.csv", km);
    write("china-2017/rail_freight_2011.csv", freight);
  }

  /// Every province but Tibet, and abroad.
  void write_shares_and_workers() const {
    std::vector<std::string> places(provinces().begin(), provinces().end() - 1);
    Cells employment{
        {"province", "employed_farm", "employed_nonfarm", "registered_farm", "registered_nonfarm"}};
    std::vector<std::string> kinds;
    for (const std::string& p : places) {
      employment.push_back({p, "10", "10", "10", "10"});
      for (const char* kind : {"_ag", "_na"}) kinds.push_back(p + kind);
    }
    write("china-2007/employment_2010.csv", employment);
    places.push_back("International");
    write("china-2007/trade_shares_nonfarm.csv", shares(places, 0.7));
    write("china-2007/migration_shares_2010.csv", shares(kinds, 0.91));
  }

  static Cells shares(const std::vector<std::string>& labels, double own) {
    Cells rows{{"from"}};
    for (const std::string& l : labels) rows[0].push_back(l);
    const double other = (1.0 - own) / static_cast<double>(labels.size() - 1);
    for (const std::string& l : labels) {
      rows.push_back({l});
      for (const std::string& k : labels)
        rows.back().push_back(data::shortest(l == k ? own : other));
    }
    return rows;
  }

  void write_emissions() const {
    Cells rows{{"province", "sector", "scope1_total_MtCO2"}};
    for (int r = 0; r < 5; ++r) {
      double grp = 0;
      for (int v = 0; v < 4; ++v)
        for (int j = 0; j < 42; ++j) grp += truth_.value_added(r, v, j);
      const double total = 0.01 * grp;  // 1 t per 10^4 yuan
      const std::string& p = provinces()[static_cast<std::size_t>(r)];
      rows.push_back({p, "Total Consumption", data::shortest(total)});
      rows.push_back({p, "Coal Mining and Dressing", data::shortest(0.3 * total)});
      rows.push_back({p, "Others", data::shortest(0.6 * total)});
      rows.push_back({p, "Urban", data::shortest(total - 0.3 * total - 0.6 * total)});
    }
    write("china-2017/co2_mt.csv", rows);
  }

  /// Goods are sectors 01 to 22, and customs has them as the tables do.
  void write_customs() const {
    Cells by_sector{{"region", "year", "sector", "export_total", "import_total"}},
        totals{{"region", "year", "indicator", "value"}};
    for (int r = 0; r < 6; ++r) {
      const std::string& p = provinces()[static_cast<std::size_t>(r)];
      double exports = 0, imports = 0;
      for (int i = 0; i < 22; ++i) {
        by_sector.push_back({p, "2017", fmt::format("{:02d}", i + 1),
                             data::shortest(truth_.exports(r, i) / 6.7518e-2),
                             data::shortest(truth_.imports(r, i) / 6.7518e-2)});
        exports += truth_.exports(r, i), imports += truth_.imports(r, i);
      }
      totals.push_back(
          {p, "2017", "goods exports, by place of origin (huoyuandi)", data::shortest(exports)});
      totals.push_back(
          {p, "2017", "goods imports, by place of destination (mudidi)", data::shortest(imports)});
    }
    write("accounts-2017/trade_customs_by_sector_2017.csv", by_sector);
    write("accounts-2017/trade_customs_2017.csv", totals);
  }

  /// Sectors 02 to 26: more labour and less surplus from one to the next, in all sources alike.
  void write_factor_shares() const {
    Cells rows{{"sector"}};
    const char* sources[] = {"gz2007", "gz2012", "nation2017", "gz_enterprises"};
    for (const char* source : sources)
      for (const char* item : {"labour", "tax", "dep", "surplus"})
        rows[0].push_back(fmt::format("{}_{}", source, item));
    for (int j = 1; j < 26; ++j) {
      rows.push_back({fmt::format("{:02d}", j + 1)});
      for ([[maybe_unused]] const char* source : sources)
        for (const double share : {0.3 + 0.01 * j, 0.2, 0.1, 0.4 - 0.01 * j})
          rows.back().push_back(data::shortest(share));
    }
    write("accounts-2017/guizhou_factor_shares.csv", rows);
  }

  Scratch scratch_;
  std::filesystem::path folder_;
  data::Mrio truth_;
};

}  // namespace yuqian::tests
