// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <yuqian/model/regional/ranges/run.hpp>
#include <yuqian/model/uncertainty/quantile.hpp>

namespace yuqian::apps {

/// A figure of every area that ranges are drawn of.
struct RangeMeasure {
  std::string key;   ///< "grp_real_change"
  std::string unit;  ///< a code of data::units()
};

/// The draws of all scenarios of a run, and what is read off them.
struct Ranges {
  std::shared_ptr<const model::Drawn> drawn;
  data::Set areas;
  std::vector<RangeMeasure> measures;
  std::vector<model::RangeDraws> draws;  ///< by scenario; figures by measure, then by area

  /// Whether draws were tried: a scenario that is not solved itself gets none.
  bool tried(std::size_t scenario) const {
    return !draws[scenario].figures.empty() || draws[scenario].failed() > 0;
  }
  const uncertainty::Design& design() const { return drawn->design(); }
  int measure(std::string_view key) const;  ///< its position, or -1
  /// By draw; empty where no draw was solved.
  std::span<const double> figure(std::size_t scenario, int measure, int area) const;
  /// Of a list of draws, or of the difference of two.
  std::vector<double> difference(std::size_t a, std::size_t b, int measure, int area) const;
  uncertainty::VarianceShares shares(std::span<const double> figure) const;
};

/// The ends of the range that is printed, and its middle.
inline constexpr double range_ends[] = {0.05, 0.5, 0.95};
/// Those that a result file has.
inline constexpr double range_quantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};

}  // namespace yuqian::apps
