// SPDX-License-Identifier: Apache-2.0
#include "apps/result_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "apps/result_file.hpp"

namespace yuqian::apps {
namespace {

/// The part of a table where its first two axes have these positions.
data::Table part(const data::Table& whole, int first, int second) {
  const std::vector<data::Set> axes(whole.axes().begin() + 2, whole.axes().end());
  data::Table result(whole.name(), axes, whole.unit(), whole.source());
  const std::size_t begin =
      static_cast<std::size_t>(first * whole.axis(1).size() + second) * result.values().size();
  std::copy_n(whole.values().begin() + static_cast<std::ptrdiff_t>(begin), result.values().size(),
              result.values().begin());
  return result;
}

/// What summarize() reads; a result file holds much more.
constexpr std::array summarized{"grp_real",          "equivalent_variation", "consumption",
                                "consumer_price",    "wage_index",           "absorption_real",
                                "first_order_gain",  "trade_volume",         "partner_share",
                                "capital_rent_index"};

}  // namespace

ResultReader::ResultReader(const std::string& path)
    : file_(path, result_schema), scenarios_(file_.set("scenario")), trades_(file_.set("trade")) {}

std::string ResultReader::attribute(const std::string& key) const {
  return file_.attribute("/", key).value_or("");
}

std::string ResultReader::closure_id(int scenario) const {
  return file_.texts("closure").at(static_cast<std::size_t>(scenario));
}

/// Both languages of a text by scenario; empty in a file from before it.
model::LocalText ResultReader::text(const std::string& name, int scenario) const {
  if (!file_.has(name + "_zh") || !file_.has(name + "_en")) return {};
  const auto one = [&](const char* language) {
    return file_.texts(name + language).at(static_cast<std::size_t>(scenario));
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
  return part(file_.table(name), scenario, trade);
}

std::vector<model::ClosureWord> ResultReader::closure_words(int scenario) const {
  std::vector<model::ClosureWord> words = model::closure_words({});
  for (model::ClosureWord& w : words) {
    const std::string name = "closure_" + w.key;
    if (!file_.has(name)) continue;  // a file from before this key
    w.word = w.number ? fmt::format("{:g}", file_.table(name)(scenario))
                      : file_.texts(name).at(static_cast<std::size_t>(scenario));
  }
  return words;
}

model::Scenario ResultReader::scenario(int scenario) const {
  return model::parse_scenario(file_.texts("scenario_toml").at(static_cast<std::size_t>(scenario)),
                               path() + " (scenario_toml)");
}

bool ResultReader::solved(int scenario, int trade) const {
  return file_.table("status")(scenario, trade) == 0;
}

std::vector<data::Table> ResultReader::tables(int scenario, int trade) const {
  std::vector<data::Table> list;
  for (const char* name : summarized) list.push_back(part(file_.table(name), scenario, trade));
  return list;
}

std::vector<std::string> ResultReader::failed_checks(int scenario, int trade) const {
  std::vector<std::string> failed;
  if (!file_.has("check_value")) return failed;
  const data::Table value = part(file_.table("check_value"), scenario, trade),
                    tolerance = file_.table("check_tolerance");
  for (int k = 0; k < value.axis(0).size(); ++k)
    if (value(k) > tolerance(k))
      failed.push_back(fmt::format("{} {:.1e} (tolerance {:.0e})", value.axis(0).label(k), value(k),
                                   tolerance(k)));
  return failed;
}

}  // namespace yuqian::apps
