// SPDX-License-Identifier: Apache-2.0
// The commands of the program, one a file. Each prints its result and returns an ExitCode; wrong
// requests are thrown as data::InputError, an interrupt as Interrupted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/exit_code.hpp"
#include "apps/screen/screen.hpp"
#include "apps/requests/source.hpp"

namespace yuqian::apps {

struct CheckOptions {
  BenchmarkRequest benchmark;
  std::vector<std::string> files;  ///< of any kind of file_kind.hpp; empty: everything shipped
};
ExitCode check(const Screen&, const CheckOptions&);

struct BalanceOptions {
  std::string tables;           ///< folder with china-2017/ and china-2007/
  std::string out;              ///< dataset to write; empty: none
  std::string method = "gras";  ///< or cross_entropy
};
ExitCode balance(const Screen&, const BalanceOptions&);

struct CalibrateOptions {
  BenchmarkRequest benchmark;
  std::vector<std::string> trades;  ///< empty: all
  std::string out;                  ///< benchmark file to write; empty: none
  std::string sam;                  ///< social accounting matrix to write (CSV); empty: none
};
ExitCode calibrate(const Screen&, const CalibrateOptions&);

struct SolveOptions {
  BenchmarkRequest benchmark;
  bool regions_given = false;          ///< otherwise a scenario may ask for a region set
  std::vector<std::string> scenarios;  ///< ids or files
  bool all = false;                    ///< every shipped scenario
  bool brief = false;                  ///< only the table over all scenarios
  std::vector<std::string> decompose;  ///< ev, one, shapley
  std::vector<std::string> trades;     ///< empty: all
  std::string closure;                 ///< empty: each scenario's own
  std::string solver = "newton";       ///< or ipopt
  std::string out;                     ///< result file to write; empty: none
  bool profile = false;                ///< say where the time went
};
ExitCode solve(const Screen&, const SolveOptions&);

struct SensitivityOptions {
  BenchmarkRequest benchmark;
  bool regions_given = false;
  std::string scenario, of;             ///< id or file; "ev[Guizhou]"
  std::vector<std::string> trades;      ///< empty: all
  std::vector<std::string> parameters;  ///< families to rank; empty: all
  std::vector<std::string> sum;         ///< axes whose labels move together
  std::string closure, out;
  int top = 20;
};
ExitCode sensitivity(const Screen&, const SensitivityOptions&);

struct BatchOptions {
  std::string plan, out;
  std::string chunk;  ///< "3/16": this part of the cases only; empty: all
  int jobs = 0;       ///< threads; 0: one a core
};
ExitCode batch(const Screen&, const BatchOptions&);

struct MergeOptions {
  std::string plan, out;
  std::vector<std::string> parts;  ///< journals of the chunks
  bool require_complete = false;
};
ExitCode merge(const Screen&, const MergeOptions&);

struct CompareOptions {
  std::vector<std::string> results;
  std::string trade = "central";
};
ExitCode compare(const Screen&, const CompareOptions&);

struct ExplainOptions {
  std::string result;     ///< a file of `solve --out`
  std::string indicator;  ///< "grp_real[Guizhou]"
  std::string scenario;   ///< empty: the file's only one
  std::string trade = "central";
  bool all = false;  ///< every term, not the largest only
};
ExitCode explain_indicator(const Screen&, const ExplainOptions&);

struct GovernOptions {
  BenchmarkRequest benchmark;
  bool regions_given = false, sectors_given = false;  ///< otherwise a game may ask for sets
  std::vector<std::string> games;                     ///< ids or files
  std::vector<std::string> trades;                    ///< empty: all
  std::string closure, out;
  int draws = 0;  ///< of elasticities
  int jobs = 0;   ///< threads; 0: one a core
};
ExitCode play_games(const Screen&, const GovernOptions&);

struct ModelOptions {
  std::string file;
  std::string solver = "newton";
  std::string numeraire;  ///< empty: the file's
  std::string start;      ///< results to begin from; empty: as the file says
  int patience = 0, max_iterations = 0;  ///< 0: the solver's own
  double tolerance = 0;
  bool verbose = false;
};
ExitCode run_model(const Screen&, const ModelOptions&);

ExitCode info(const Screen&);

}  // namespace yuqian::apps
