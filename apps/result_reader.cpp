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
constexpr std::array summarized{"grp_real",         "equivalent_variation", "consumption",
                                "consumer_price",   "factor_income",        "absorption_real",
                                "first_order_gain", "trade_volume",         "partner_share"};

template <class Choice>
Choice choice(const std::string& text, std::initializer_list<Choice> all) {
  for (const Choice c : all)
    if (text == word(c)) return c;
  throw data::InputError({{},
                          "unknown closure \"" + text + "\" in a result file",
                          text,
                          "solve again with this version"});
}

}  // namespace

ResultReader::ResultReader(const std::string& path)
    : file_(path, result_schema), scenarios_(file_.set("scenario")), trades_(file_.set("trade")) {}

std::string ResultReader::attribute(const std::string& key) const {
  return file_.attribute("/", key).value_or("");
}

model::Closure ResultReader::closure(int scenario) const {
  const auto text = [&](const char* name) {
    return file_.texts(name).at(static_cast<std::size_t>(scenario));
  };
  using C = model::Closure;
  C c;
  c.id = text("closure");
  c.capital = choice(text("closure_capital"), {C::Capital::specific, C::Capital::mobile});
  c.investment =
      choice(text("closure_investment"), {C::Investment::saving_driven, C::Investment::fixed});
  c.government = choice(text("closure_government"),
                        {C::Government::spends_income, C::Government::fixed_spending});
  c.exports =
      choice(text("closure_exports"), {C::Exports::world_demand, C::Exports::small_country});
  c.numeraire = text("closure_numeraire");
  c.wedge_rent_to_households = file_.table("closure_wedge_rent_to_households")(scenario);
  return c;
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
