// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/kernel/ladder.hpp>
#include <yuqian/model/kernel/validity.hpp>
#include <yuqian/solvers/options.hpp>
#include <yuqian/solvers/report.hpp>

#include <functional>
#include <span>

namespace yuqian::model {

/// Level of an unknown and slack of the condition that is complementary to it.
/// Slacks: unit cost - unit revenue of a sector; supply - demand of a commodity; income - receipts
/// of a consumer; the stated expression of an auxiliary.
struct Level {
  std::string name;
  double value = 0, slack = 0;
};

/// Use (-) or supply (+) of one commodity by one sector or consumer, at the solution.
struct BlockFlow {
  std::string block, commodity;
  double quantity = 0;
};

/// A number that the file asks for.
struct OutputValue {
  std::string name;
  double value = 0;
};

/// A promise of the file that was not kept.
struct Miss {
  std::string what;  ///< "price of \"PX\"", "use or supply of \"PL\" by \"X\"", ...
  double expected = 0, found = 0, allowed = 0;
  data::Position where;
  /// "kehoe.toml:48:13: price of "P2": expected 0.25, found 0.26 (allowed 1e-06)"
  LocalText text() const;
  std::string sentence() const { return text().en; }
};

struct CaseResult {
  std::string name;
  solvers::SolveReport report;
  std::optional<Objection> objection;          ///< why a point that was found is not an equilibrium
  BranchCheck branch = BranchCheck::not_made;  ///< of a solution
  std::vector<Rung> rungs;                     ///< what was tried; empty with Ipopt alone
  std::string numeraire;  ///< its price is the unit of all prices, incomes and value slacks below
  std::vector<Level> activities, prices, incomes, auxiliaries;
  std::vector<BlockFlow> flows;
  std::vector<OutputValue> outputs;  ///< in prices as solved
  double walras = 0;  ///< excess supply on the numeraire's market over its volume: implied, so zero
  int expected = 0;   ///< promises compared
  std::vector<Miss> misses;
  std::vector<double> parameters;                     ///< at which it was solved
  std::vector<double> x;                              ///< as the solver left it
  std::vector<std::pair<std::string, double>> point;  ///< the same as levels by name

  /// Solved, Walras' law holds, and every promise is kept.
  bool kept() const;
};

struct ModelFileResult {
  std::string path, name, source;
  std::vector<CaseResult> cases;
  bool kept() const;
};

struct RunOptions {
  enum class Solver { newton, ipopt };
  Solver solver = Solver::newton;
  solvers::NewtonOptions newton;
  solvers::IpoptOptions ipopt;
  /// Largest |walras| of a model whose accounts are closed.
  double walras_tolerance = 1e-7;
  /// Called before each case; return false to stop after the cases done so far.
  std::function<bool(const std::string& name, std::size_t number, std::size_t count)> progress;
};

/// Solves every case from its starting point, one after the other, by the ladder of
/// model/kernel/ladder.hpp. A case without a starting point is also approached in steps: from the
/// declared parameter values, or from those of the case that it follows.
ModelFileResult run_cases(const ModelFile&, const RunOptions& = {});
/// One case; `earlier` holds the results of those before it in the file, which it may follow or be
/// compared with.
CaseResult run_case(const ModelFile&, const Case&, const RunOptions& = {},
                    std::span<const CaseResult> earlier = {});

/// Results as JSON, for machines; numbers with all their digits.
std::string to_json(const ModelFileResult&);

}  // namespace yuqian::model
