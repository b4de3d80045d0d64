// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "apps/requests/source.hpp"
#include "apps/results/ranges.hpp"

namespace yuqian::apps {

/// How ranges are asked for.
struct RangeRequest {
  int draws = -1;  ///< -1: as many as the size of the model lets pass in seconds; 0: none
  std::uint64_t seed = 1;
  std::string file;         ///< uncertain inputs over the shipped ones; empty: those alone
  bool keep_draws = false;  ///< every draw goes into the result file
  int jobs = 0;             ///< threads; 0: one a core
};

/// Reads and checks the uncertain inputs against a source before anything is solved. Throws
/// data::InputError.
uncertainty::Uncertainty read_inputs(const Source&, const std::string& file);

/// Draws of every scenario under its closure, about the dataset's central estimate of trade or, if
/// it has none, its first. Progress is told from the thread that calls.
Ranges draw_ranges(const Source&, uncertainty::Uncertainty, const std::vector<model::Scenario>&,
                   const std::vector<model::Closure>&, const RangeRequest&,
                   const std::function<void(double)>& progress);

/// Draws of one indicator: its difference between the two equilibria, 10^8 yuan.
struct IndicatorDraws {
  std::shared_ptr<const model::Drawn> drawn;
  model::RangeDraws draws;
};
IndicatorDraws draw_indicator(const Source&, uncertainty::Uncertainty, const model::Scenario&,
                              const model::Closure&, const std::string& indicator,
                              const RangeRequest&, const std::function<void(double)>& progress);

/// The number of draws that RangeRequest asks for, at least 20, or 0.
std::size_t draws_of(const RangeRequest&, const Source&, std::size_t scenarios);

}  // namespace yuqian::apps
