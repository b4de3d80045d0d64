// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/domain.hpp>

#include <cmath>

#include <fmt/format.h>

namespace yuqian::data {

bool Domain::contains(double value) const {
  return std::isfinite(value) && (lower_open ? value > lower : value >= lower) &&
         (upper_open ? value < upper : value <= upper);
}

std::string Domain::text() const {
  const bool below = std::isfinite(lower), above = std::isfinite(upper);
  if (!below && !above) return "finite";
  if (!above) return fmt::format("{} {:g}", lower_open ? "above" : "at least", lower);
  if (!below) return fmt::format("{} {:g}", upper_open ? "below" : "at most", upper);
  return fmt::format("{} {:g} {} {:g}", lower_open ? "above" : "from", lower,
                     lower_open   ? upper_open ? "and below" : "and at most"
                     : upper_open ? "to less than"
                                  : "to",
                     upper);
}

}  // namespace yuqian::data
