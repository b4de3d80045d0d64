// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/ranges.hpp>

namespace yuqian::apps {

int Ranges::measure(std::string_view key) const {
  for (std::size_t m = 0; m < measures.size(); ++m)
    if (measures[m].key == key) return static_cast<int>(m);
  return -1;
}

std::span<const double> Ranges::figure(std::size_t scenario, int measure, int area) const {
  const auto& figures = draws[scenario].figures;
  const auto place = static_cast<std::size_t>(measure * areas.size() + area);
  return place < figures.size() ? std::span<const double>(figures[place])
                                : std::span<const double>();
}

std::vector<double> Ranges::difference(std::size_t a, std::size_t b, int measure, int area) const {
  const std::span<const double> x = figure(a, measure, area), y = figure(b, measure, area);
  std::vector<double> list;
  for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) list.push_back(x[k] - y[k]);
  return list;
}

uncertainty::VarianceShares Ranges::shares(std::span<const double> figure) const {
  return uncertainty::variance_shares(design(), drawn->variables(),
                                      static_cast<int>(drawn->inputs().groups.size()), figure);
}

}  // namespace yuqian::apps
