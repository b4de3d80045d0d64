// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/source_checks.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/data/error.hpp>

namespace yuqian::calibration {
namespace {

using data::Csv;
using data::InputError;
using data::Position;
using data::Table;

constexpr double share_precision = 1e-5;
constexpr double shortest_km = 50.0, longest_km = 8000.0;
constexpr double doubtful_detour = 1.25, impossible_detour = 2.0;

/// Where the row of a label stands; its first column holds the labels.
Position row_position(const Csv& csv, const std::string& label) {
  for (int row = 0; row < csv.rows(); ++row)
    if (csv.text(row, 0) == label) return csv.where(row, 0);
  return {csv.name()};
}

/// The shortest route between two provinces through a third one.
struct Route {
  double km = INFINITY;
  int through = 0;
};

Route through_third(const Table& km, int s, int r) {
  Route best;
  for (int k = 0; k < km.axis(0).size(); ++k)
    if (k != s && k != r && km(s, k) + km(k, r) < best.km) best = {km(s, k) + km(k, r), k};
  return best;
}

}  // namespace

void require_provinces(const Csv& csv, const std::vector<std::string>& labels,
                       const data::Set& regions) {
  for (const std::string& province : regions.labels())
    if (!missing_outside_the_tables(province) &&
        std::find(labels.begin(), labels.end(), province) == labels.end())
      throw InputError({{csv.name()},
                        "province \"" + province + "\" is missing",
                        province,
                        "every province but Tibet must be there"});
}

void require_rows_add_to_one(const Csv& csv, const Table& shares) {
  for (int s = 0; s < shares.axis(0).size(); ++s) {
    double sum = 0.0;
    for (int r = 0; r < shares.axis(1).size(); ++r) sum += shares(s, r);
    const std::string& label = shares.axis(0).label(s);
    if (!(std::abs(sum - 1.0) <= share_precision))
      throw InputError({row_position(csv, label),
                        fmt::format("the shares of row \"{}\" add up to {:.6g}", label, sum), label,
                        "they must add up to 1"});
  }
}

Doubts require_distances(const Csv& csv, const Table& km) {
  const data::Set& provinces = km.axis(0);
  const auto pair = [&](int s, int r) { return provinces.label(s) + " to " + provinces.label(r); };
  const auto refuse = [&](int s, const std::string& text, const std::string& hint) {
    throw InputError({row_position(csv, provinces.label(s)), text, provinces.label(s), hint});
  };
  for (int s = 0; s < provinces.size(); ++s)
    for (int r = 0; r < provinces.size(); ++r) {
      if (s == r && km(s, r) != 0.0)
        refuse(s, fmt::format("the distance from {} is {:g} km", pair(s, r), km(s, r)),
               "leave the diagonal blank");
      if (s != r && !(km(s, r) >= shortest_km && km(s, r) <= longest_km))
        refuse(s, fmt::format("the distance from {} is {:g} km", pair(s, r), km(s, r)),
               fmt::format("capitals are {:g} to {:g} km apart", shortest_km, longest_km));
      if (km(s, r) != km(r, s))
        refuse(s,
               fmt::format("the distance from {} is {:g} km and back {:g} km", pair(s, r), km(s, r),
                           km(r, s)),
               "both must be the same");
    }
  Doubts doubts;
  for (int s = 0; s < provinces.size(); ++s)
    for (int r = 0; r < s; ++r) {
      const Route other = through_third(km, s, r);
      if (km(s, r) <= doubtful_detour * other.km) continue;
      const std::string text =
          fmt::format("the distance from {} is {:g} km, through {} it is {:g}", pair(s, r),
                      km(s, r), provinces.label(other.through), other.km);
      if (km(s, r) > impossible_detour * other.km)
        refuse(s, text, "compare the three distances with their source");
      const std::string chinese =
          fmt::format("{}到{}为{:g}公里，经{}为{:g}公里", provinces.zh(s), provinces.zh(r),
                      km(s, r), provinces.zh(other.through), other.km);
      doubts.push_back({std::filesystem::path(csv.name()).filename().string(),
                        provinces.label(s) + "," + provinces.label(r),
                        {chinese, text}});
    }
  return doubts;
}

}  // namespace yuqian::calibration
