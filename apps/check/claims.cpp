// SPDX-License-Identifier: Apache-2.0
#include "apps/check/claims.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/csv.hpp>
#include <yuqian/data/pair.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/question/restate.hpp>
#include <yuqian/model/regional/question/scenario.hpp>
#include <yuqian/model/regional/question/word_list.hpp>
#include "apps/requests/shipped_files.hpp"

namespace yuqian::apps {
namespace {

constexpr const char* any = "any";

/// "area=Guizhou; household=rural".
std::map<std::string, std::string> labels(const data::Csv& file, int row, int column) {
  std::map<std::string, std::string> where;
  const std::string& text = file.text(row, column);
  if (text.empty()) return where;
  for (const std::string& word : model::word_list(text, ';')) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      throw data::InputError({file.where(row, column), "\"" + word + "\" is not an axis and label",
                              word, "write area=Guizhou"});
    where[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return where;
}

/// Sum over the axes that the claim leaves open; not a number where a label does not exist.
double figure(const data::Table& t, const Claim& claim) {
  std::vector<int> fixed(static_cast<std::size_t>(t.rank()), -1);
  for (const auto& [axis, label] : claim.where) {
    bool found = false;
    for (int k = 0; k < t.rank(); ++k)
      if (t.axis(k).name() == axis)
        if (const auto at = t.axis(k).find(label)) {
          fixed[static_cast<std::size_t>(k)] = *at;
          found = true;
        }
    if (!found) return std::nan("");
  }
  double sum = 0;
  for (std::size_t cell = 0; cell < t.values().size(); ++cell) {
    std::size_t rest = cell;
    bool named = true;
    for (int k = t.rank(); k-- > 0;) {
      const auto size = static_cast<std::size_t>(t.axis(k).size());
      const int at = fixed[static_cast<std::size_t>(k)];
      named = named && (at < 0 || rest % size == static_cast<std::size_t>(at));
      rest /= size;
    }
    if (named) sum += t.values()[cell];
  }
  return sum;
}

std::string band_zh(const Claim& c) {
  if (std::isinf(c.low)) return fmt::format("不高于{:g}", c.high);
  if (std::isinf(c.high)) return fmt::format("不低于{:g}", c.low);
  return fmt::format("{:g}至{:g}", c.low, c.high);
}

std::string band_en(const Claim& c) {
  if (std::isinf(c.low)) return fmt::format("at most {:g}", c.high);
  if (std::isinf(c.high)) return fmt::format("at least {:g}", c.low);
  return fmt::format("{:g} to {:g}", c.low, c.high);
}

/// The texts are about the shipped pair.
bool asks_of_another_pair(const ResultReader& file) {
  const data::Set regions = file.set("region");
  const auto pair = data::pair_of(regions);
  const model::Pair& shipped = data::default_pair();
  return pair && (regions.label(pair->first) != shipped.first ||
                  regions.label(pair->second) != shipped.second);
}

/// Whether a result's scenario is the shipped one, solved as shipped.
bool as_shipped(const ResultReader& file, int scenario) {
  const std::string& id = file.scenarios().label(scenario);
  for (const ShippedFile& f : shipped_files("scenarios")) {
    if (f.id != id) continue;
    const model::Scenario s = model::read_scenario(f.path);
    const std::string closure = file.closure_id(scenario);
    return file.source_text(scenario) == s.source_text &&
           (closure == s.closure || closure.starts_with(s.closure + "+"));
  }
  return false;
}

}  // namespace

std::vector<Claim> shipped_claims() {
  const data::Csv file = data::Csv::read(data::shipped("scenarios/claims.csv"));
  file.expect_columns(
      {"scenario", "regions", "trade", "indicator", "where", "over", "low", "high", "claim"});
  const data::Schema variables = data::shipped_schema("variables"),
                     indicators = data::shipped_schema("indicators");
  std::vector<Claim> list;
  for (int r = 0; r < file.rows(); ++r) {
    const auto text = [&](const char* name) { return file.text(r, file.column(name)); };
    constexpr double open = std::numeric_limits<double>::infinity();
    Claim c{text("scenario"),
            text("regions"),
            text("trade"),
            text("indicator"),
            labels(file, r, file.column("where")),
            text("over"),
            file.number_if_any(r, file.column("low")).value_or(-open),
            file.number_if_any(r, file.column("high")).value_or(open),
            text("claim"),
            file.where(r, file.column("scenario"))};
    for (const std::string& id : {c.scenario, c.over})
      if (!id.empty()) data::shipped("scenarios/" + id + ".toml");
    if (!variables.find(c.indicator)) indicators.at(c.indicator);
    if (!(c.low <= c.high) || (std::isinf(c.low) && std::isinf(c.high)))
      throw data::InputError({c.place, "the claim has no band", c.scenario,
                              "give low, high, or both, the smaller one first"});
    list.push_back(std::move(c));
  }
  return list;
}

ClaimsHeld hold(const std::vector<Claim>& claims, const ResultReader& file) {
  ClaimsHeld result;
  if (file.sector_mapping() != "42" || asks_of_another_pair(file)) return result;
  std::map<std::string, int> shipped;
  for (int s = 0; s < file.scenarios().size(); ++s)
    if (as_shipped(file, s)) shipped[file.scenarios().label(s)] = s;
  for (const Claim& c : claims) {
    if (c.regions != any && c.regions != file.region_mapping()) continue;
    const auto own = shipped.find(c.scenario), other = shipped.find(c.over);
    if (own == shipped.end() || (!c.over.empty() && other == shipped.end())) continue;
    for (int t = 0; t < file.trades().size(); ++t) {
      const std::string& trade = file.trades().label(t);
      if ((c.trade != any && c.trade != trade) || !file.solved(own->second, t)) continue;
      double found = figure(file.table(c.indicator, own->second, t), c);
      if (!c.over.empty()) found /= figure(file.table(c.indicator, other->second, t), c);
      if (found >= c.low && found <= c.high) {
        ++result.held;
        continue;
      }
      result.broken.push_back(
          {fmt::format("{}，{}：{:.4g}，而情景说明的论断要求{}（{}）", c.scenario, trade, found,
                       band_zh(c), c.place.text()),
           fmt::format("{}, {}: {:.4g}, and its text says \"{}\" ({}; {})", c.scenario, trade,
                       found, c.text, band_en(c), c.place.text())});
    }
  }
  return result;
}

}  // namespace yuqian::apps
