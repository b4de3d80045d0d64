// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/apps/results/hooks.hpp>
#include <yuqian/apps/results/model_cache.hpp>
#include <yuqian/apps/results/range_journal.hpp>
#include <yuqian/apps/results/ranges.hpp>
#include <yuqian/apps/results/source.hpp>

namespace yuqian::apps {

/// How ranges are asked for.
struct RangeRequest {
  int draws = -1;  ///< -1: as many as the size of the model lets pass in seconds; 0: none
  std::uint64_t seed = 1;
  std::string file;         ///< uncertain inputs over the shipped ones; empty: those alone
  bool keep_draws = false;  ///< every draw goes into the result file
  int jobs = 0;             ///< threads; 0: one per core
  /// Least and largest size of the policy, drawn evenly between them as a multiple of what the
  /// scenario says; empty: the scenario as it is.
  std::vector<double> sizes;
};

/// Reads and checks the uncertain inputs against a source before anything is solved. Throws
/// data::InputError.
uncertainty::Uncertainty read_inputs(const Source&, const RangeRequest&);

/// The estimate of trade that ranges are drawn about: the dataset's central one or, if it has none,
/// its first.
std::string estimate_drawn_about(const Source&);

/// Where draws that are solved are kept, made once it is known what they are; null: nowhere.
using KeepDraws = std::function<RangeJournal*(const uncertainty::Design&, std::size_t questions,
                                              std::size_t figures)>;

/// Draws of every scenario under its closure; those that are not `worthwhile` get none. Progress is
/// told from the thread that calls. Throws Interrupted where the hooks say so.
Ranges draw_ranges(ModelCache&, uncertainty::Uncertainty, const std::vector<model::Scenario>&,
                   const std::vector<model::Closure>&, const std::vector<bool>& worthwhile,
                   const RangeRequest&, const Hooks&, const KeepDraws& keep = {});

/// Draws of one indicator: its difference between the two equilibria, 10^8 yuan.
struct IndicatorDraws {
  std::shared_ptr<const model::Drawn> drawn;
  model::RangeDraws draws;
};
IndicatorDraws draw_indicator(ModelCache&, uncertainty::Uncertainty, const model::Scenario&,
                              const model::Closure&, const std::string& indicator,
                              const RangeRequest&, const Hooks&);

/// The number of draws that RangeRequest asks for, at least 20, or 0.
std::size_t draws_of(const RangeRequest&, const Source&, std::size_t scenarios);

}  // namespace yuqian::apps
