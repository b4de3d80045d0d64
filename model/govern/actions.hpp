// SPDX-License-Identifier: Apache-2.0
// Projects and reforms that can be agreed on: who gains by which, and with which to begin.
#pragma once

#include <yuqian/model/govern/economy.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

#include <cstdint>
#include <functional>

namespace yuqian::govern {

/// Who has a view of an action. Gains of residents add up to the nation's; those of budgets, owners
/// and workers are where incomes arise and are part of them.
struct Stakeholder {
  enum class Kind { residents, payer, budget, owners, workers };
  std::string name;
  model::LocalText title;
  Kind kind = Kind::residents;
  double persons = 0;  ///< 10^4; residents only
};

struct ActionsResult {
  std::vector<Stakeholder> stakeholders;
  std::vector<std::string> actions;       ///< ids, then "all" for the package of all
  std::vector<model::LocalText> titles;   ///< of actions, without the package
  std::vector<std::vector<double>> gain;  ///< [stakeholder][action], 10^8 yuan, costs deducted
  // By action, the package last (eq. 347).
  std::vector<double> cost, nation, pair, needed, left, people_share, stakeholder_share;
  // By package, bit k standing for action k (eq. 348).
  std::vector<double> package_cost, package_gain, package_pair;
  std::vector<double> shapley;            ///< of the nation's net gain, by action
  std::vector<std::vector<double>> pull;  ///< [action][action]
  struct Frontier {
    double budget = 0;
    std::uint32_t package = 0;
    double gain = 0;
  };
  std::vector<Frontier> frontier;  ///< best package within each budget, by rising budget
  int failed = 0;                  ///< packages without an equilibrium
};

/// The scenarios of a game's actions, checked: they must suit the game's closure but for public
/// consumption and investment, its regions, and start from the benchmark. Throws data::InputError.
struct ActionScenarios {
  std::vector<model::Scenario> scenarios;
};
ActionScenarios read_actions(const GameFile&, const model::Closure& game,
                             const std::function<model::Scenario(const std::string&)>& scenario,
                             const std::function<model::Closure(const std::string&)>& closure);

/// `tied`: the model in which labour and capital stay in their sectors: owners and workers.
ActionsResult solve_actions(std::shared_ptr<const Economy>, std::shared_ptr<const Economy> tied,
                            const ActionScenarios&,
                            const std::function<void(double share)>& progress = {});

/// The nation's gain by each action alone, costs deducted: for draws.
std::vector<double> action_gains(std::shared_ptr<const Economy>, const ActionScenarios&);

}  // namespace yuqian::govern
