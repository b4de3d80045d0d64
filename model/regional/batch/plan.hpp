// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/model/uncertainty/distribution.hpp>

#include <cstdint>
#include <optional>

namespace yuqian::model {

/// A number that a batch varies: a factor on every parameter that `target` names. On elasticities
/// it acts in the reference and in the counterfactual: it is an assumption about the world. On
/// anything else it acts in the counterfactual alone: it is part of the policy.
struct BatchFactor {
  std::string name;            ///< as the result file shows it
  Shock target;                ///< parameter and where; its amount is not used
  std::vector<double> values;  ///< a grid, crossed with all others; empty: drawn from the range
  double low = 1, high = 1;
  bool logarithmic = true;                       ///< uniform in the logarithm, as suits a factor
  std::optional<uncertainty::Distribution> law;  ///< drawn from this in place of the range
  std::vector<double> own_draws;  ///< the user's own, one for each draw; empty: drawn here

  bool is_drawn() const { return values.empty(); }
};

/// What is told of a benchmark where a plan shocks nothing, by area (docs/results.md).
const std::vector<std::string>& calibration_measures();

/// Limits of what a plan may ask for: beyond them a figure has no meaning, or no file can hold it.
inline constexpr double smallest_size = 1e-6, largest_size = 1000;  ///< 0 is allowed, too
inline constexpr double smallest_factor = 1e-6, largest_factor = 1e6;
inline constexpr std::size_t most_cases = 1000000;

/// One number of a result file's variables that a batch tells of every case.
struct BatchOutput {
  std::string text;                 ///< "wage[Guizhou]"
  std::string table;                ///< "wage"
  std::vector<std::string> labels;  ///< in the order of the axes; the state may be left out
};

/// Which benchmark: names of shipped files, or paths.
struct BenchmarkName {
  std::string dataset;  ///< empty: the shipped one
  std::string regions, sectors, elasticities, trade;
  std::string evidence;  ///< surveyed figures; empty: none
  auto operator<=>(const BenchmarkName&) const = default;
};

/// What a batch solves: benchmarks x closures x scenarios x sizes x draws.
struct BatchPlan {
  std::string file;  ///< for errors
  std::string id;
  LocalText title;
  std::vector<std::string> datasets{""}, regions{"default"}, sectors{"42"}, elasticities{"default"},
      trades;
  std::vector<std::string> evidence{""};  ///< files of surveyed figures; empty: none
  std::vector<std::string> closures;      ///< empty: each scenario's own
  std::vector<std::string>
      scenarios;  ///< empty: benchmarks are calibrated, replicated and verified, nothing is shocked
  std::vector<double> sizes{
      1};  ///< 0 is the reference, 1 the scenario as written, between and beyond linear
  std::vector<BatchFactor> factors;
  std::vector<std::string> indicators{"grp_real", "ev", "absorption_real"};
  std::vector<BatchOutput> outputs;
  enum class Method { latin_hypercube, random } method = Method::latin_hypercube;
  int draws = 0;
  std::uint64_t seed = 1;
  /// Factors whose draws hang together, and the lower triangle L of their correlation L L' of
  /// normal scores (eq. 351), row by row.
  std::vector<std::size_t> correlated;
  std::vector<double> correlation_root;
  bool central = true;      ///< draw 0: every factor at one
  std::string source_text;  ///< the file as written
};

/// Reads a plan (TOML, docs/results.md). Throws data::InputError with file:line:column, label and
/// remedy.
BatchPlan read_batch_plan(const std::filesystem::path&);
/// The same from memory; `name` stands for the file in errors.
BatchPlan parse_batch_plan(std::string text, const std::string& name);

}  // namespace yuqian::model
