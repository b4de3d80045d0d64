// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <yuqian/apps/results/ranges.hpp>
#include <yuqian/apps/results/survey.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/data/shipped_year.hpp>
#include <yuqian/data/table.hpp>
#include <yuqian/model/regional/analysis/package.hpp>
#include <yuqian/model/regional/judgement/judgement.hpp>
#include <yuqian/model/regional/question/remarks.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/model/regional/solution/solution.hpp>
#include <yuqian/model/regional/tables/tables.hpp>

namespace yuqian::model {
struct Closure;
}

namespace yuqian::apps {

/// How one solve ended, without the model that it needed.
struct Outcome {
  solvers::Status reference_status = solvers::Status::stalled, status = solvers::Status::stalled;
  int iterations = 0;
  double residual = 0, gap = 0, seconds = 0;
  model::LocalText sentence;  ///< of the solve that failed, else of the counterfactual
  std::optional<model::Objection> objection;  ///< why what was found is not an equilibrium
  std::vector<model::LocalText> worst;        ///< rows farthest from holding; empty if solved
  std::vector<model::Rung> rungs;             ///< what was tried; empty with Ipopt
  std::vector<solvers::Step> history;         ///< iterations of the attempt that it comes from
  std::vector<std::pair<std::string, double>> point;  ///< levels by name; empty where not asked for
  std::vector<model::StandingCheck> checks;
  std::vector<model::Judgement> judgements;  ///< what is to be read with the figures
  bool solved() const;                       ///< both equilibria were found
  std::string word() const;                  ///< of the solve that failed, else "solved"
  bool checks_passed() const;                ///< none of those that were made failed
};

/// One scenario under one trade estimate.
struct Run {
  std::size_t scenario = 0, trade = 0;
  Outcome outcome;
  std::vector<data::Table> tables;  ///< model::indicators() and more; empty where not solved
  std::optional<model::PackageEffects> package;  ///< of a package that was solved

  /// Null where there is no table of that name.
  const data::Table* table(std::string_view name) const;
};

/// Everything that one `solve` finds, and that a result file holds.
struct Results {
  std::vector<model::Scenario> scenarios;
  std::vector<model::Closure> closures;  ///< one per scenario
  std::vector<std::string> trades;       ///< low, central, high
  std::string regions, sectors;          ///< names of the mappings
  model::Merged merged;                  ///< by the mappings
  int base_year = data::shipped_year;
  Survey survey;  ///< what the benchmark was reconciled with
  data::Provenance provenance;
  std::vector<Run> runs;         ///< by scenario, then by trade estimate
  std::optional<Ranges> ranges;  ///< of all scenarios, where they were drawn
  bool keep_draws = false;       ///< every draw stands in the file, too
  bool trades_asked = false;     ///< the estimates of trade were named one by one

  const Run& run(std::size_t scenario, std::size_t trade) const {
    return runs[scenario * trades.size() + trade];
  }
};

/// Leaves in the record what taking margins out of a benchmark did; nothing where none were.
void record_margins(data::Provenance&, const std::string& trade, const model::LocalText& report);

/// `with_point`: where the solve ended also where it was solved.
Outcome outcome_of(const model::Solution&, bool with_point = false);

/// Labels of regions that a scenario's shocks name.
std::vector<std::string> named_regions(const model::Scenario& scenario);

}  // namespace yuqian::apps
