// SPDX-License-Identifier: Apache-2.0
// A whole game: every estimate of trade, and draws of elasticities.
#pragma once

#include <yuqian/model/govern/actions.hpp>
#include <yuqian/model/govern/forms.hpp>
#include <yuqian/model/govern/structures.hpp>

#include <optional>

namespace yuqian::govern {

/// What a game is under one estimate of trade.
struct TradeRun {
  std::string trade;
  std::vector<std::string> instruments;  ///< names, transfers last
  std::vector<int> owners;               ///< player, or games::nobody
  data::Set areas{"area", {}};           ///< of the figures
  std::optional<FormsResult> forms;      ///< where the game has players
  std::optional<StructuresResult> structures;
  std::optional<ActionsResult> actions;
  double tolerance = 0;  ///< below which two forms count as equal, 10^8 yuan
  /// Of draws of elasticities, by draw: sums of payoffs by form, net gains by action.
  std::vector<std::vector<double>> form_draws, action_draws;
  double same_ranking = 0;  ///< share of the draws with the central ranking of forms
  double same_first = 0;    ///< share of the draws in which the same action gains most
};

struct RunOptions {
  int jobs = 1;
  int draws = 0;  ///< of the elasticities of substitution, half to double, on every estimate
  std::uint64_t seed = 2017;
  FormsOptions forms;
  StructuresOptions structures;
  /// Share of the work and what is being done; from several threads, never twice at once.
  std::function<void(const std::string& what, double share)> progress = {};
  /// What was solved before, by trade estimate and position (structures.hpp).
  std::function<const StructureOutcome*(std::size_t trade, std::size_t position)> known = {};
  std::function<void(std::size_t trade, std::size_t position, const StructureOutcome&)> done = {};
};

/// A model of the game on one estimate of trade, under the closure given.
using ModelMaker = std::function<std::shared_ptr<const model::RegionalModel>(
    const std::string& trade, const model::Closure&)>;

/// Checks everything before the first solve, then computes. Throws data::InputError, and
/// games::Interrupted where options.forms.search.interrupted says so.
std::vector<TradeRun> run_game(const GameFile&, const model::Closure&, const ActionScenarios&,
                               const std::vector<std::string>& trades, const ModelMaker&,
                               const RunOptions&);

}  // namespace yuqian::govern
