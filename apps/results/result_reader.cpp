// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/result_reader.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <yuqian/apps/results/result_file.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/pair.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/accounts/pair.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/solution/solution.hpp>

namespace yuqian::apps {
namespace {

/// What summarize() reads; a result file holds much more.
constexpr std::array summarized{"grp_real",
                                "equivalent_variation",
                                "equivalent_variation_all",
                                "equivalent_variation_share_all",
                                "consumer_price_all",
                                "wage_index",
                                "absorption_real",
                                "first_order_gain",
                                "trade_volume",
                                "partner_share",
                                "capital_rent_index",
                                "welfare_metric",
                                "welfare_metric_share"};

}  // namespace

data::Table run_part(const data::Table& whole, int scenario, int trade) {
  const std::vector<data::Set> axes(whole.axes().begin() + 2, whole.axes().end());
  data::Table result(whole.name(), axes, whole.unit(), whole.source());
  const std::size_t begin =
      static_cast<std::size_t>(scenario * whole.axis(1).size() + trade) * result.values().size();
  std::copy_n(whole.values().begin() + static_cast<std::ptrdiff_t>(begin), result.values().size(),
              result.values().begin());
  return result;
}

ResultReader::ResultReader(const std::string& path)
    : file_(path, result_schema),
      variables_(data::shipped_schema("variables")),
      indicators_(data::shipped_schema("indicators")),
      scenarios_(file_.set("scenario")),
      trades_(file_.set("trade")) {
  // Cells are found by position along these two, so their labels must be the ones in their order.
  require_labels("state", data::Set("state", {"reference", "counterfactual"}));
  if (file_.has("area"))
    if (const auto pair = model::pair_area(file_.set("area")))
      data::choose_pair(file_.set("region"), file_.set("area").label(pair->first),
                        file_.set("area").label(pair->second));
  if (file_.has("area")) require_labels("area", model::Areas(file_.set("region")).set);
}

void ResultReader::require_labels(const char* dimension, const data::Set& wanted) const {
  if (file_.has(dimension) && !file_.set(dimension).same_labels(wanted))
    throw data::InputError({{path()},
                            fmt::format("dimension \"{}\" does not have its labels: {}", dimension,
                                        fmt::join(wanted.labels(), ", ")),
                            dimension,
                            "the file is damaged: solve it again"});
}

data::Table ResultReader::whole(const std::string& name) const {
  std::vector<std::string> dims{"scenario", "trade"};
  const data::SchemaEntry* entry = variables_.find(name);
  if (!entry) entry = indicators_.find(name);
  if (!entry) return file_.table(name, dims, data::H5Reader::Rest::any);
  dims.insert(dims.end(), entry->dims.begin(), entry->dims.end());
  return file_.table(name, dims);
}

std::string ResultReader::attribute(const std::string& key) const {
  return file_.attribute("/", key).value_or("");
}

std::string ResultReader::closure_id(int scenario) const {
  return file_.texts("closure", "scenario").at(static_cast<std::size_t>(scenario));
}

/// Both languages of a text by scenario; empty in a file from before it.
model::LocalText ResultReader::text(const std::string& name, int scenario) const {
  if (!file_.has(name + "_zh") || !file_.has(name + "_en")) return {};
  const auto one = [&](const char* language) {
    return file_.texts(name + language, "scenario").at(static_cast<std::size_t>(scenario));
  };
  return {one("_zh"), one("_en")};
}

model::LocalText ResultReader::closure_text(int scenario) const {
  return text("closure_text", scenario);
}

model::LocalText ResultReader::remark(int scenario) const {
  return text("scenario_remark", scenario);
}

int ResultReader::base_year() const {
  return static_cast<int>(file_.number("base_year").value_or(0));
}

data::Table ResultReader::table(const std::string& name, int scenario, int trade) const {
  return run_part(whole(name), scenario, trade);
}

bool ResultReader::has_by_run(const std::string& name) const {
  // The dataset has a table that bears the name of an axis here.
  if (!file_.has(name) || name == "scenario" || name == "trade") return false;
  const std::vector<std::string> axes = file_.dimensions(name);
  return axes.size() >= 2 && axes[0] == "scenario" && axes[1] == "trade";
}

std::vector<model::ClosureWord> ResultReader::closure_words(int scenario) const {
  std::vector<model::ClosureWord> words = model::closure_words({});
  for (model::ClosureWord& w : words) {
    const std::string name = "closure_" + w.key;
    if (!file_.has(name)) continue;  // a file from before this key
    w.word = w.number ? fmt::format("{:g}", file_.table(name, {"scenario"})(scenario))
                      : file_.texts(name, "scenario").at(static_cast<std::size_t>(scenario));
  }
  return words;
}

std::vector<std::string> ResultReader::named_regions(int scenario) const {
  std::istringstream lines(
      file_.texts("named_regions", "scenario").at(static_cast<std::size_t>(scenario)));
  std::vector<std::string> regions;
  for (std::string line; std::getline(lines, line);) regions.push_back(line);
  return regions;
}

std::string ResultReader::source_text(int scenario) const {
  return file_.texts("scenario_toml", "scenario").at(static_cast<std::size_t>(scenario));
}

bool ResultReader::solved(int scenario, int trade) const {
  return file_.table("status", {"scenario", "trade"})(scenario, trade) == 0;
}

std::vector<data::Table> ResultReader::tables(int scenario, int trade) const {
  std::vector<data::Table> list;
  for (const char* name : summarized) list.push_back(table(name, scenario, trade));
  return list;
}

/// What has no record in a schema states its dimensions where it is read by position.
data::Table ResultReader::check_outcome(int scenario, int trade) const {
  return run_part(file_.table("check_outcome", {"scenario", "trade", "check"}), scenario, trade);
}

std::vector<model::LocalText> ResultReader::failed_checks(int scenario, int trade) const {
  for (const char* name : {"check_value", "check_outcome"})
    if (!file_.has(name)) return {{"文件中没有标准检验", "the file has no standing checks"}};
  using Outcome = model::StandingCheck::Outcome;
  std::vector<model::LocalText> failed;
  const data::Table value = table("check_value", scenario, trade),
                    outcome = check_outcome(scenario, trade),
                    tolerance = file_.table("check_tolerance", {"check"});
  for (int k = 0; k < value.axis(0).size(); ++k) {
    const bool made = outcome(k) != static_cast<double>(Outcome::not_made) &&
                      outcome(k) != static_cast<double>(Outcome::not_applicable);
    if (!made && std::isnan(value(k))) continue;
    if (value(k) <= tolerance(k) && outcome(k) == static_cast<double>(Outcome::passed)) continue;
    const std::string& name = value.axis(0).label(k);
    failed.push_back({fmt::format("{} {:.1e}（容差{:.0e}）", name, value(k), tolerance(k)),
                      fmt::format("{} {:.1e} (tolerance {:.0e})", name, value(k), tolerance(k))});
  }
  return failed;
}

std::vector<std::string> ResultReader::checks_not_made(int scenario, int trade) const {
  std::vector<std::string> names;
  if (!file_.has("check_outcome")) return names;
  const data::Table outcome = check_outcome(scenario, trade);
  for (int k = 0; k < outcome.axis(0).size(); ++k)
    if (outcome(k) == static_cast<double>(model::StandingCheck::Outcome::not_made))
      names.push_back(outcome.axis(0).label(k));
  return names;
}

}  // namespace yuqian::apps
