// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/actions.hpp>

#include <yuqian/model/govern/figures.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/maths/shapley.hpp>
#include <yuqian/model/regional/accounts/welfare.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace yuqian::govern {
namespace {

/// What closures may differ in and still ask the same question: the game holds these anyway.
bool held_by_game(const std::string& key) {
  return key == "government" || key == "investment" || key == "wedge_rent_to_households";
}

std::vector<model::Shock> shocks_of(const ActionScenarios& actions, std::uint32_t package) {
  std::vector<model::Shock> shocks;
  for (std::size_t k = 0; k < actions.scenarios.size(); ++k)
    if (package >> k & 1)
      shocks.insert(shocks.end(), actions.scenarios[k].shocks.begin(),
                    actions.scenarios[k].shocks.end());
  return shocks;
}

double cost_of(const GameFile& g, std::uint32_t package) {
  double sum = 0;
  for (std::size_t k = 0; k < g.actions.size(); ++k)
    if (package >> k & 1) sum += g.actions[k].cost;
  return sum;
}

/// Of a payer, in the costs of a package.
double share_of(const GameFile& g, std::uint32_t package, const std::string& payer) {
  double sum = 0;
  for (std::size_t k = 0; k < g.actions.size(); ++k)
    if (const auto found = g.actions[k].paid_by.find(payer);
        package >> k & 1 && found != g.actions[k].paid_by.end())
      sum += g.actions[k].cost * found->second;
  return sum;
}

/// An economy that is moved by actions.
class Mover {
 public:
  Mover(std::shared_ptr<const Economy> economy, const ActionScenarios& actions)
      : actions_(actions), game_(std::move(economy)) {
    benchmark_ = game_.economy().parameters(games::status_quo(game_));
  }
  bool move_to(std::uint32_t package) {
    return game_.move_to_parameters(model::apply_shocks(game_.economy().model().parameters,
                                                        shocks_of(actions_, package), benchmark_));
  }
  EconomyGame& game() { return game_; }

 private:
  const ActionScenarios& actions_;
  EconomyGame game_;
  std::vector<double> benchmark_;
};

/// Gain of factor owners: what the benchmark's stock earns now, at the consumer price of its
/// region.
class Earnings {
 public:
  explicit Earnings(EconomyGame& game) : game_(game), m_(game.economy().model()) {}
  double capital(int r, int j) { return earned(r, m_.rent(r, j), m_.benchmark->capital(r, j)); }
  double labour(int r, int j) { return earned(r, m_.wage(r, j), m_.benchmark->labour(r, j)); }

 private:
  double earned(int r, model::CommodityId price, double stock) {
    if (!price.valid() || stock == 0) return 0;
    const model::Point& point = game_.point();
    double rural = 0, urban = 0;
    for (int i = 0; i < m_.benchmark->sectors.size(); ++i) {
      rural += m_.benchmark->rural(r, i);
      urban += m_.benchmark->urban(r, i);
    }
    const double cost = (rural * model::basket_price(m_, point, m_.rural[at(r)]) +
                         urban * model::basket_price(m_, point, m_.urban[at(r)])) /
                        (rural + urban);
    return stock * (point.level[at(m_.model->offsets()(price))] / cost - 1);
  }
  EconomyGame& game_;
  const model::RegionalModel& m_;
};

class Actions {
 public:
  Actions(std::shared_ptr<const Economy> economy, std::shared_ptr<const Economy> tied,
          const ActionScenarios& scenarios, const std::function<void(double)>& progress)
      : economy_(*economy),
        file_(economy_.file()),
        scenarios_(scenarios),
        progress_(progress),
        reader_(economy_),
        free_(std::move(economy), scenarios),
        tied_(std::move(tied), scenarios),
        areas_(economy_.model().benchmark->regions),
        n_(scenarios.scenarios.size()) {}

  ActionsResult run() {
    for (const model::Scenario& s : scenarios_.scenarios) {
      out_.actions.push_back(s.id);
      out_.titles.push_back(s.title);
    }
    out_.actions.emplace_back("all");
    seats();
    packages();
    for (std::size_t k = 0; k <= n_; ++k)
      judge(k < n_ ? std::uint32_t{1} << k : (std::uint32_t{1} << n_) - 1);
    frontier();
    return std::move(out_);
  }

 private:
  const model::Benchmark& benchmark() const { return *economy_.model().benchmark; }

  void seat(const std::string& name, const model::LocalText& title, Stakeholder::Kind kind,
            double persons = 0) {
    out_.stakeholders.push_back({name, title, kind, persons});
    out_.gain.emplace_back(n_ + 1, missing);
  }

  void seats() {
    const model::Benchmark& b = benchmark();
    const auto named = [](const data::Set& set, int i, const char* zh, const char* en) {
      return model::LocalText{set.zh(i) + zh, set.en(i) + en};
    };
    for (int r = 0; r < b.regions.size(); ++r) {
      const std::string& id = b.regions.label(r);
      seat(id + " rural", named(b.regions, r, "农村居民", ", rural residents"),
           Stakeholder::Kind::residents, b.population.persons(r, 0));
      seat(id + " urban", named(b.regions, r, "城镇居民", ", urban residents"),
           Stakeholder::Kind::residents, b.population.persons(r, 1));
    }
    seat("Centre", {"中央（项目费用）", "The centre, costs of projects"}, Stakeholder::Kind::payer);
    for (int r = 0; r < b.regions.size(); ++r)
      seat(b.regions.label(r) + " budget", named(b.regions, r, "财政", ", budget"),
           Stakeholder::Kind::budget);
    for (int r = 0; r < b.regions.size(); ++r)
      for (const bool farm : {true, false})
        seat(b.regions.label(r) + (farm ? " farm workers" : " other workers"),
             named(b.regions, r, farm ? "农业劳动者" : "非农劳动者",
                   farm ? ", farm workers" : ", other workers"),
             Stakeholder::Kind::workers);
    for (int r = 0; r < std::min(2, b.regions.size()); ++r)
      for (int j = 0; j < b.sectors.size(); ++j)
        seat(b.regions.label(r) + " capital " + b.sectors.label(j),
             {b.regions.zh(r) + b.sectors.zh(j) + "资本所有者",
              b.regions.en(r) + ", capital in " + b.sectors.en(j)},
             Stakeholder::Kind::owners);
    for (int r = 0; r < b.regions.size(); ++r) {
      PayoffWeights revenue;
      revenue.welfare = 0;
      revenue.revenue = 1;
      model::Equilibrium e(economy_.model().model);
      const model::Point& start = e.evaluate(economy_.model().model->start());
      revenue_.emplace_back(economy_.model(), start, r, revenue);
    }
  }

  /// Gains of everybody by a single action or by all, costs deducted.
  void judge(std::uint32_t package) {
    const std::size_t column = package == (std::uint32_t{1} << n_) - 1 && n_ != 1
                                   ? n_
                                   : static_cast<std::size_t>(std::countr_zero(package));
    const model::Benchmark& b = benchmark();
    const double cost = cost_of(file_, package);
    out_.cost.push_back(cost);
    if (!free_.move_to(package)) {
      for (auto* list : {&out_.nation, &out_.pair, &out_.needed, &out_.left, &out_.people_share,
                         &out_.stakeholder_share})
        list->push_back(missing);
      return;
    }
    const Figures f = reader_.read(free_.game());
    std::size_t row = 0;
    const auto put = [&](double value) { out_.gain[row++][column] = value; };
    for (int r = 0; r < b.regions.size(); ++r) {
      put(f.rural[at(r)]);
      // A province's part of the costs falls on those whom its budget otherwise pays back.
      put(f.urban[at(r)] - share_of(file_, package, b.regions.label(r)));
    }
    put(-share_of(file_, package, "Centre"));
    double needed = 0, sum = 0, winners = 0, people = 0, gaining = 0, count = 0;
    for (std::size_t k = 0; k < row; ++k) {
      const double gain = out_.gain[k][column];
      sum += gain;
      needed += std::max(0.0, -gain);
      people += out_.stakeholders[k].persons;
      if (gain > 0) winners += out_.stakeholders[k].persons;
      gaining += gain > 0;
      count += gain != 0 || out_.stakeholders[k].kind == Stakeholder::Kind::residents;
    }
    const model::Model& m = *economy_.model().model;
    for (int r = 0; r < b.regions.size(); ++r)
      put(revenue_[at(r)].value(m, free_.game().point()) -
          share_of(file_, package, b.regions.label(r)));
    tied_rows(package, row, column);
    const std::size_t pair = at(b.regions.size());
    const double national = f.rural.back() + f.urban.back();
    out_.nation.push_back(national - cost);
    out_.pair.push_back(f.rural[pair] + f.urban[pair] - pair_cost(package));
    out_.needed.push_back(needed);
    out_.left.push_back(sum);
    out_.people_share.push_back(winners / people);
    out_.stakeholder_share.push_back(gaining / count);
  }

  /// Owners and workers, where labour and capital stay in their sectors.
  void tied_rows(std::uint32_t package, std::size_t row, std::size_t column) {
    if (!tied_.move_to(package)) return;
    const model::Benchmark& b = benchmark();
    Earnings earned(tied_.game());
    for (int r = 0; r < b.regions.size(); ++r)
      for (const bool farm : {true, false}) {
        double sum = 0;
        for (int j = 0; j < b.sectors.size(); ++j)
          if ((!b.factor_markets.farm.empty() && b.factor_markets.farm[at(j)]) == farm)
            sum += earned.labour(r, j);
        out_.gain[row++][column] = sum;
      }
    for (int r = 0; r < std::min(2, b.regions.size()); ++r)
      for (int j = 0; j < b.sectors.size(); ++j) out_.gain[row++][column] = earned.capital(r, j);
  }

  double pair_cost(std::uint32_t package) const {
    const std::size_t pair = at(benchmark().regions.size());
    double sum = 0;
    for (const int r : areas_.members[pair])
      sum += share_of(file_, package, benchmark().regions.label(r));
    return sum;
  }

  void packages() {
    const std::uint32_t all = std::uint32_t{1} << n_;
    const std::size_t pair = at(benchmark().regions.size());
    for (std::uint32_t package = 0; package < all; ++package) {
      if (progress_) progress_(static_cast<double>(package) / all);
      out_.package_cost.push_back(cost_of(file_, package));
      if (!free_.move_to(package)) {
        ++out_.failed;
        out_.package_gain.push_back(missing);
        out_.package_pair.push_back(missing);
        continue;
      }
      const Figures f = reader_.read(free_.game());
      out_.package_gain.push_back(f.rural.back() + f.urban.back() - out_.package_cost.back());
      out_.package_pair.push_back(f.rural[pair] + f.urban[pair] - pair_cost(package));
    }
    if (out_.failed == 0) out_.shapley = maths::shapley(out_.package_gain);
    for (std::size_t i = 0; i < n_; ++i) {
      out_.pull.emplace_back(n_, 0.0);
      for (std::size_t j = 0; j < n_; ++j)
        if (i != j)
          out_.pull[i][j] = out_.package_gain[std::size_t{1} << i | std::size_t{1} << j] -
                            out_.package_gain[std::size_t{1} << i] -
                            out_.package_gain[std::size_t{1} << j] + out_.package_gain[0];
    }
  }

  /// The best package within every budget at which it changes, or within those of the file.
  void frontier() {
    std::vector<double> budgets = file_.budgets;
    if (budgets.empty()) budgets = out_.package_cost;
    std::sort(budgets.begin(), budgets.end());
    for (const double budget : budgets) {
      ActionsResult::Frontier best{budget, 0, -std::numeric_limits<double>::infinity()};
      for (std::uint32_t p = 0; p < out_.package_gain.size(); ++p)
        if (out_.package_cost[p] <= budget + 1e-9 && out_.package_gain[p] > best.gain)
          best.gain = out_.package_gain[p], best.package = p;
      if (file_.budgets.empty() && !out_.frontier.empty() &&
          best.package == out_.frontier.back().package)
        continue;
      out_.frontier.push_back(best);
    }
  }

  const Economy& economy_;
  const GameFile& file_;
  const ActionScenarios& scenarios_;
  std::function<void(double)> progress_;
  FigureReader reader_;
  Mover free_, tied_;
  model::Areas areas_;
  std::size_t n_;
  std::vector<Measure> revenue_;
  ActionsResult out_;
};

}  // namespace

ActionScenarios read_actions(const GameFile& g, const model::Closure& game,
                             const std::function<model::Scenario(const std::string&)>& scenario,
                             const std::function<model::Closure(const std::string&)>& closure) {
  ActionScenarios out;
  const std::vector<model::ClosureWord> own = model::closure_words(game);
  for (const Action& a : g.actions) {
    const auto refuse = [&](const std::string& message, const std::string& hint) {
      throw data::InputError({a.where, message, a.scenario, hint});
    };
    model::Scenario s;
    try {
      s = scenario(a.scenario);
    } catch (const data::InputError& error) {
      refuse(error.message(), error.hint());
    }
    if (!s.reference.empty())
      refuse(fmt::format("\"{}\" is compared with a state of its own", s.id),
             "an action starts from the benchmark: name a scenario without [[reference]]");
    if (!s.swaps.empty())
      refuse(fmt::format("\"{}\" swaps what is given", s.id),
             "an action is played under the game's closure: name one without [[swap]]");
    if (!s.regions.empty() && s.regions != g.regions)
      refuse(fmt::format("\"{}\" needs the regions \"{}\", the game has \"{}\"", s.id, s.regions,
                         g.regions),
             "choose regions that suit all actions");
    const std::vector<model::ClosureWord> words = model::closure_words(closure(s.closure));
    for (std::size_t k = 0; k < words.size(); ++k)
      if (!held_by_game(words[k].key) && words[k].word != own[k].word)
        refuse(fmt::format("\"{}\" is written for the closure \"{}\": {} is {} there and {} under "
                           "the game's \"{}\"",
                           s.id, s.closure, words[k].key, words[k].word, own[k].word, g.closure),
               "actions of one game are played under one closure: leave it out, or give the game "
               "that closure");
    out.scenarios.push_back(std::move(s));
  }
  return out;
}

ActionsResult solve_actions(std::shared_ptr<const Economy> economy,
                            std::shared_ptr<const Economy> tied, const ActionScenarios& scenarios,
                            const std::function<void(double share)>& progress) {
  for (const Action& a : economy->file().actions)
    for (const auto& [payer, share] : a.paid_by)
      if (payer != "Centre" && !economy->model().benchmark->regions.find(payer))
        throw data::InputError({a.where, fmt::format("no payer \"{}\" in this model", payer), payer,
                                "name a region, or Centre"});
  return Actions(std::move(economy), std::move(tied), scenarios, progress).run();
}

std::vector<double> action_gains(std::shared_ptr<const Economy> economy,
                                 const ActionScenarios& scenarios) {
  const GameFile& g = economy->file();
  const FigureReader reader(*economy);
  Mover mover(economy, scenarios);
  std::vector<double> gains;
  for (std::size_t k = 0; k < scenarios.scenarios.size(); ++k) {
    if (!mover.move_to(std::uint32_t{1} << k)) {
      gains.push_back(missing);
      continue;
    }
    const Figures f = reader.read(mover.game());
    gains.push_back(f.rural.back() + f.urban.back() - g.actions[k].cost);
  }
  return gains;
}

}  // namespace yuqian::govern
