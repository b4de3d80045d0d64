// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/uncertainty/distribution.hpp>

#include <yuqian/data/toml.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/uncertainty/normal.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::uncertainty {
namespace {

std::array<double, 2> ends(const data::Toml& list, bool bounds) {
  std::array<double, 2> pair{};
  if (list.size() != 2)
    throw list.error("an interval is two numbers, the smaller one first", "write [0.5, 2.0]");
  for (int k = 0; k < 2; ++k) pair[at(k)] = bounds ? list.item(k).bound() : list.item(k).number();
  if (!(pair[0] < pair[1]))
    throw list.error(fmt::format("the interval from {:g} to {:g} is empty", pair[0], pair[1]),
                     "write the smaller number first");
  return pair;
}

/// Location and scale from two quantiles that lie alike about the median.
void from_interval(const data::Toml& table, Distribution& d) {
  const data::Toml interval = table.get("interval");
  std::array<double, 2> pair = ends(interval, false);
  if (d.law == Distribution::Law::lognormal) {
    if (!(pair[0] > 0))
      throw interval.error(fmt::format("a lognormal law has no quantile at {:g}", pair[0]),
                           "give two positive numbers");
    pair = {std::log(pair[0]), std::log(pair[1])};
  }
  const double coverage = table.number_or("coverage", 0.9);
  if (!(coverage > 0 && coverage < 1))
    throw table.get("coverage")
        .error(fmt::format("a coverage of {:g}", coverage),
               "give the probability of the interval, such as 0.9");
  d.a = (pair[0] + pair[1]) / 2;
  d.b = (pair[1] - pair[0]) / 2 / normal_quantile((1 + coverage) / 2);
}

void from_ends(const data::Toml& table, Distribution& d) {
  d.a = table.get("low").number();
  d.b = table.get("high").number();
  if (!(d.a < d.b))
    throw table.get("high").error(fmt::format("high {:g} is not above low {:g}", d.b, d.a),
                                  "give the smaller number as low");
  if (d.law != Distribution::Law::triangular) return;
  const data::Toml mode = table.get("mode");
  d.c = mode.number();
  if (!(d.c > d.a && d.c < d.b))
    throw mode.error(fmt::format("the mode {:g} does not lie between low and high", d.c),
                     fmt::format("give a number between {:g} and {:g}", d.a, d.b));
}

/// Method of moments; a unimodal or bell-shaped law needs sd^2 < mean (1 - mean).
void from_moments(const data::Toml& table, Distribution& d) {
  const data::Toml mean_given = table.get("mean"), sd_given = table.get("sd");
  const double mean = mean_given.number(), sd = sd_given.number(data::Sign::positive);
  if (!(mean > 0 && mean < 1))
    throw mean_given.error(fmt::format("a beta law has no mean of {:g}", mean),
                           "give a share between 0 and 1");
  const double strength = mean * (1 - mean) / (sd * sd) - 1;
  if (!(strength > 0))
    throw sd_given.error(
        fmt::format("no beta law has a mean of {:g} and a standard deviation of {:g}", mean, sd),
        fmt::format("give less than {:.3g}", std::sqrt(mean * (1 - mean))));
  d.a = mean * strength;
  d.b = (1 - mean) * strength;
}

}  // namespace

Distribution read_distribution(const data::Toml& table, double lower, double upper) {
  Distribution d;
  const data::Toml law = table.get("law");
  d.law = static_cast<Distribution::Law>(law.choice(law_words(), "law"));
  switch (d.law) {
    case Distribution::Law::lognormal:
    case Distribution::Law::normal:
      from_interval(table, d);
      break;
    case Distribution::Law::uniform:
    case Distribution::Law::triangular:
      from_ends(table, d);
      break;
    case Distribution::Law::beta:
      from_moments(table, d);
  }
  d.lower = lower, d.upper = upper;
  if (const auto admissible = table.find("admissible")) {
    const std::array<double, 2> pair = ends(*admissible, true);
    d.lower = std::max(lower, pair[0]);
    d.upper = std::min(upper, pair[1]);
  }
  constexpr double least_mass = 1e-3;  // below it a draw is decided by the cut, not by the law
  if (!(d.lower < d.upper) || !(d.mass() >= least_mass))
    throw law.error(
        fmt::format("the law has next to no mass where the number has a meaning, from {:g} to {:g}",
                    d.lower, d.upper),
        "move the law, or widen \"admissible\"");
  return d;
}

}  // namespace yuqian::uncertainty
