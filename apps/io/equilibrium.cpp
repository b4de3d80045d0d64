// SPDX-License-Identifier: Apache-2.0
#include "apps/io/equilibrium.hpp"
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include <yuqian/apps/results/solve_scenarios.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/pair.hpp>
#include <yuqian/model/interindustry/multipliers.hpp>
#include <yuqian/model/interindustry/shortage.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>

namespace yuqian::apps::io {
namespace {

namespace ii = interindustry;

/// Other provinces' preference for what is asked about: far from nothing, near enough to the
/// margin.
constexpr double raised = 1.05;

/// Scenarios of this file's making on the benchmark that the options name.
class Asker {
 public:
  Asker(const Options& options, std::string trade, const Hooks& hooks)
      : models_(std::make_shared<const Source>(options.benchmark)),
        trade_(std::move(trade)),
        hooks_(hooks) {}

  std::shared_ptr<const model::RegionalModel> model(const model::Scenario& scenario) {
    return models_.get(trade_, closure_of(scenario, "", pair_of(models_.source().request())),
                       hooks_);
  }
  /// Nothing where no equilibrium is found.
  std::optional<model::report::Compared> ask(const model::Scenario& scenario) {
    hooks_.throw_if_stopping();
    last_ = model::solve_scenario(model(scenario), scenario, {}, hooks_.interrupted);
    hooks_.throw_if_stopping();
    if (!last_.solved()) return std::nullopt;
    return model::report::evaluate(last_);
  }

 private:
  ModelCache models_;
  std::string trade_;
  const Hooks& hooks_;
  model::Solution last_;  // what an answer refers to
};

model::Scenario question(const char* closure) {
  model::Scenario s;
  s.id = "question";
  s.title = {"问题", "question"};
  s.closure = closure;
  return s;
}

model::Shock shock(const char* parameter, std::map<std::string, std::vector<std::string>> where,
                   model::Shock::Operation operation, double amount) {
  model::Shock s;
  s.parameter = parameter;
  s.where = std::move(where);
  s.operation = operation;
  s.amount = amount;
  return s;
}

double product(const model::RegionAccounts& a) { return a.grp_volume(); }
double absorption(const model::RegionAccounts& a) {
  return a.rural.volume + a.urban.volume + a.government.volume + a.investment.volume;
}

/// Change of an amount in an area; those of regions stand first, in their order.
template <class Amount>
double change(const model::report::Compared& both, int area, Amount&& amount) {
  return amount(model::report::area_accounts(both, 1, area)) -
         amount(model::report::area_accounts(both, 0, area));
}

/// What a region sells of a good to all others, both uses.
double sold_to_others(const model::Accounts& a, int region, int good) {
  double sum = 0;
  for (int r = 0; r < a.trade.axis(1).size(); ++r)
    if (r != region) sum += a.trade(region, r, good, 0) + a.trade(region, r, good, 1);
  return sum;
}

std::vector<int> asked_regions(const Options& o, const ii::IoTable& t) {
  std::vector<int> regions;
  for (const std::string& label : o.regions) regions.push_back(t.regions.index(label));
  if (!regions.empty()) return regions;
  if (const auto pair = data::pair_of(t.regions)) return {pair->first, pair->second};
  for (int r = 0; r < t.regions.size(); ++r) regions.push_back(r);
  return regions;
}

}  // namespace

ii::Measures multiplier_answers(const Case& c, const Options& o, const Hooks& hooks) {
  const ii::IoTable& t = c.table;
  const std::vector<int> regions = asked_regions(o, t);
  std::vector<int> sectors = chosen_sectors(o, t);
  if (sectors.empty()) {
    sectors.resize(static_cast<std::size_t>(t.sectors.size()));
    std::iota(sectors.begin(), sectors.end(), 0);
  }
  const data::Set parts(
      "multiplier_answer",
      {"own_region", "simple", "type_two", "own_product", "own_absorption", "product"},
      {"Ⅰ型，本地区", "Ⅰ型，全国", "Ⅱ型，全国", "均衡：本地区实际GRP", "均衡：本地区实际最终使用",
       "均衡：全国实际GRP"},
      {"type I, own region", "type I, nation", "type II, nation", "equilibrium: own real GRP",
       "equilibrium: own real absorption", "equilibrium: nation's real GRP"});
  data::Table answers("multiplier_and_equilibrium", {t.regions, t.sectors, parts}, "1", t.source);
  std::fill(answers.values().begin(), answers.values().end(), missing);
  const ii::Vector per_output = t.per_output(t.value_added());
  const ii::Multiplier type_one = ii::multiplier(c.leontief(), per_output);
  const ii::ClosedMultiplier type_two =
      ii::closed_multiplier(c.leontief(), ii::endogenous_households(t), per_output);
  Asker asker(o, c.label, hooks);
  int asked = 0;
  for (const int r : regions)
    for (const int i : sectors) {
      const int cell = t.cell(r, i);
      const auto enter = [&](const char* part, double value) {
        if (t.output(cell) > 0) answers(r, i, parts.index(part)) = value;
      };
      enter("own_region", type_one.own_region(cell));
      enter("simple", type_one.simple(cell));
      enter("type_two", type_two.truncated(cell));
      double delivered = 0;
      std::vector<std::string> others;
      for (int q = 0; q < t.regions.size(); ++q)
        if (q != r) {
          others.push_back(t.regions.label(q));
          delivered += t.final_use.row(cell).segment(t.column(q, 0), t.users.size()).sum();
        }
      const double share =
          static_cast<double>(asked++) / static_cast<double>(regions.size() * sectors.size());
      if (!(delivered > 0)) continue;
      hooks.show(fmt::format("{}, {}", t.label(cell), c.label), share);
      model::Scenario more = question("long_run");
      more.shocks.push_back(shock("preference",
                                  {{"from", {t.regions.label(r)}},
                                   {"to", others},
                                   {"good", {t.sectors.label(i)}},
                                   {"use", {"final"}}},
                                  model::Shock::Operation::scale, raised));
      const auto both = asker.ask(more);
      if (!both) continue;
      const double sold =
          sold_to_others(both->accounts[1], r, i) - sold_to_others(both->accounts[0], r, i);
      enter("own_product", change(*both, r, product) / sold);
      enter("own_absorption", change(*both, r, absorption) / sold);
      enter("product", change(*both, both->areas.set.index("China"), product) / sold);
    }
  return {{std::move(answers), "每单位最终使用带动的增加值：乘数与均衡模型",
           "Value added per unit of final use: multipliers and the equilibrium model"}};
}

ii::Measures shortage_answers(const Case& c, const Options& o, const Hooks& hooks) {
  if (!(o.share < 1))
    throw data::InputError("the equilibrium model needs some supply to be left",
                           "give --share below 1, or leave out --equilibrium");
  const ii::IoTable& t = c.table;
  const std::vector<int> cells = shortage_cells(t, o);
  const ii::Shortage bounds = ii::shortage(t, cells, o.share);
  const data::Set parts("shortage_answer", {"lower", "equilibrium", "upper"},
                        {"下界", "均衡模型", "上界"},
                        {"lower bound", "equilibrium", "upper bound"});
  data::Table answers("shortage_and_equilibrium", {t.regions, parts}, t.unit, t.source);
  const ii::Vector added = t.value_added();
  const auto lost = [&](const ii::Vector& left) {
    return ii::sum_by_region(t, (1 - left.array()).matrix().cwiseProduct(added));
  };
  const ii::Vector lower = lost(bounds.lower), upper = lost(bounds.upper);

  Asker asker(o, c.label, hooks);
  model::Scenario cut = question("short_run");
  const auto names = asker.model(cut);
  for (const int cell : cells) {
    const model::ActivityId made = names->output(t.region_of(cell), cell % t.sectors.size());
    if (!made.valid()) continue;
    model::Swap held;
    held.exogenous = names->model->name(names->model->offsets()(made));
    held.endogenous = shock("production_tax",
                            {{"region", {t.regions.label(t.region_of(cell))}},
                             {"sector", {t.sectors.label(cell % t.sectors.size())}}},
                            model::Shock::Operation::scale, 1);
    cut.shocks.push_back(shock("target", {{"unknown", {held.exogenous}}},
                               model::Shock::Operation::set, 1 - o.share));
    cut.swaps.push_back(std::move(held));
  }
  hooks.show(fmt::format("equilibrium, {}", c.label));
  const auto both = asker.ask(cut);
  for (int r = 0; r < t.regions.size(); ++r) {
    answers(r, 0) = lower(r);
    answers(r, 1) = both ? -change(*both, r, product) : missing;
    answers(r, 2) = upper(r);
  }
  return {{std::move(answers), "增加值损失：界限与均衡模型（实际GRP）",
           "Value added lost: bounds, and the equilibrium model (real GRP)", true}};
}

}  // namespace yuqian::apps::io
