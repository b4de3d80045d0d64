// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/effect_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/model/regional/question/parameter_space.hpp>

namespace yuqian::apps {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void require_known(const std::vector<std::string>& wanted, const std::vector<std::string>& known,
                   const char* what) {
  for (const std::string& word : wanted)
    if (!contains(known, word))
      throw data::InputError({{},
                              fmt::format("there is no {} \"{}\"", what, word),
                              word,
                              data::suggestion(word, known)});
}

void check_request(const model::Sensitivity& like, const RankingRequest& request) {
  std::vector<std::string> families, axes;
  for (const model::ParameterEffect& e : like.effects) {
    families.push_back(e.family);
    for (const data::Set& axis : e.value.axes())
      if (!contains(axes, axis.name())) axes.push_back(axis.name());
  }
  require_known(request.families, families, "family of parameters");
  require_known(request.summed, axes, "axis");
}

/// Whether a family stands in a ranking that names none: neither a productivity of one nor what a
/// region has is a policy or an estimate.
bool ranked(const std::string& family) {
  const data::SchemaEntry* record = model::parameter_record(family);
  return !record || record->more.at("ranked") == "yes";
}

/// Labels of a cell, row-major, without the axes that are summed over.
std::vector<std::pair<std::string, std::string>> labels_of(const data::Table& t, std::size_t cell,
                                                           const std::vector<std::string>& summed) {
  std::vector<std::pair<std::string, std::string>> labels;
  for (int k = t.rank() - 1; k >= 0; --k) {
    const data::Set& axis = t.axis(k);
    const auto size = static_cast<std::size_t>(axis.size());
    if (!contains(summed, axis.name()))
      labels.emplace_back(axis.name(), axis.label(static_cast<int>(cell % size)));
    cell /= size;
  }
  std::reverse(labels.begin(), labels.end());
  return labels;
}

}  // namespace

bool moves_by_points(const std::string& family) {
  const data::SchemaEntry* record = model::parameter_record(family);
  return record && record->domain.lower == -1;
}

std::vector<RankedEffect> ranked_effects(std::span<const model::Sensitivity> by_trade,
                                         const RankingRequest& request) {
  if (by_trade.empty()) return {};
  check_request(by_trade.front(), request);
  const std::vector<double> missing(by_trade.size(), std::numeric_limits<double>::quiet_NaN());
  std::map<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>, RankedEffect>
      rows;
  for (std::size_t t = 0; t < by_trade.size(); ++t)
    for (const model::ParameterEffect& e : by_trade[t].effects) {
      if (request.families.empty() ? !ranked(e.family) : !contains(request.families, e.family))
        continue;
      for (std::size_t k = 0; k < e.derivative.values().size(); ++k) {
        const double value = e.value.values()[k], derivative = e.derivative.values()[k];
        if (std::isnan(derivative)) continue;
        auto labels = labels_of(e.value, k, request.summed);
        const bool single = static_cast<int>(labels.size()) == e.value.rank();
        RankedEffect& row = rows[{e.family, labels}];
        if (row.effects.empty())
          row = {e.family, std::move(labels), missing, single ? missing : std::vector<double>{},
                 single ? missing : std::vector<double>{}};
        double& effect = row.effects[t];
        effect = (std::isnan(effect) ? 0 : effect) +
                 0.1 * derivative * (moves_by_points(e.family) ? 1 : value);
        if (single) row.values[t] = value, row.derivatives[t] = derivative;
      }
    }
  std::vector<RankedEffect> list;
  for (auto& [key, row] : rows) list.push_back(std::move(row));
  const auto size = [&](const RankedEffect& r) {
    return std::isnan(r.effects[request.by]) ? 0.0 : std::abs(r.effects[request.by]);
  };
  std::stable_sort(list.begin(), list.end(),
                   [&](const RankedEffect& a, const RankedEffect& b) { return size(a) > size(b); });
  if (list.size() > request.count) list.resize(request.count);
  return list;
}

}  // namespace yuqian::apps
