// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <yuqian/apps/results/source.hpp>
#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/interindustry/measure.hpp>
#include "apps/screen/words.hpp"

namespace yuqian::apps::io {

/// What a user asks of `yuqian io`.
struct Options {
  std::string what;                         ///< see analyses()
  calibration::BenchmarkRequest benchmark;  ///< without --of
  std::string of;        ///< result file, table or folder of the user's; empty: the benchmark
  std::string against;   ///< the later table of a decomposition
  std::string scenario;  ///< whose two states are analysed; empty: none
  std::vector<std::string> trades{"central"};
  std::vector<std::string>
      accounts;  ///< names of data/satellites or CSV files, beside what is there
  std::vector<std::string> chains, sectors, regions, pair;
  std::string direction = "both";  ///< forth, back, both: of a pair's links
  double share = 1;
  std::string by;            ///< region or sector: sums; empty: none
  int top = 15;              ///< rows on the screen, links of `influence`
  bool equilibrium = false;  ///< the equilibrium model's answers beside multipliers and shortages
  std::string out, csv;      ///< files to write; empty: none
};

/// One table with its accounts: a trade estimate of the benchmark, a state of a result, a user's
/// own.
struct Case {
  std::string label, zh, en;
  interindustry::IoTable table;
  interindustry::Accounts accounts;  ///< value added and its parts first

  const interindustry::Leontief& leontief() const;

 private:
  mutable std::shared_ptr<interindustry::Leontief> leontief_;
};

/// Cases of one axis: "trade" or "state"; one case has no axis.
struct Cases {
  std::string axis;
  std::vector<std::unique_ptr<Case>> list;
  bool two_states = false;            ///< reference and counterfactual: a change can be shown
  std::vector<std::string> warnings;  ///< what a reader must know of the tables, both languages
};

/// Throws data::InputError where a file is missing, of an unknown kind, or wrong.
Cases read_cases(const Options&, const Words&);

/// A user's own table: CSV, HDF5 or a folder as pymrio writes it, with accounts read beside it.
std::unique_ptr<Case> read_own_table(const std::string& path, const Options&);

/// Sectors that --chain and --sector name; empty where neither is given.
std::vector<int> chosen_sectors(const Options&, const interindustry::IoTable&);
/// Cells whose supply a shortage cuts: --region, and --sector or --chain. Throws data::InputError
/// where they name none.
std::vector<int> shortage_cells(const interindustry::IoTable&, const Options&);
std::vector<int> chain_sectors(const std::string& chain, const interindustry::IoTable&);

}  // namespace yuqian::apps::io
