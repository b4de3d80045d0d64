// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <nlohmann/json.hpp>

#include "apps/govern/results.hpp"

namespace yuqian::apps::govern {
namespace {

using Json = nlohmann::ordered_json;
using yuqian::govern::TradeRun;

/// Null where there is no number; "inf" where it is none that can be written.
Json figure(double v) {
  if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
  return std::isfinite(v) ? Json(v) : Json();
}
Json figures(const std::vector<double>& list) {
  Json out = Json::array();
  for (const double v : list) out.push_back(figure(v));
  return out;
}
Json text(const model::LocalText& t) { return {{"zh", t.zh}, {"en", t.en}}; }

Json forms_of(const TradeRun& t) {
  Json out;
  out["forms"] = Json::array();
  for (const auto& f : t.forms->forms) {
    Json form{{"id", f.id}, {"title", text(f.title)}, {"found", f.found}};
    if (!f.found) form["why"] = f.why;
    form["instruments"] = figures(f.b);
    form["payoff"] = figures(f.payoff);
    form["welfare"] = figures(f.welfare);
    form["patience"] = figures(f.patience);
    form["largest_gain_from_deviating"] = figure(f.gain);
    form["rural"] = figures(f.figures.rural);
    form["urban"] = figures(f.figures.urban);
    form["grp_real"] = figures(f.figures.product);
    form["emissions"] = figures(f.figures.emissions);
    out["forms"].push_back(std::move(form));
  }
  out["nash"] = {{"starts", t.forms->nash.starts},
                 {"found", t.forms->nash.points.size()},
                 {"failures", t.forms->nash.failures}};
  out["thresholds"] = Json::array();
  for (const auto& x : t.forms->thresholds)
    out["thresholds"].push_back({{"fine", figure(x.fine)}, {"regard", figure(x.regard)}});
  out["curves"] = Json::array();
  for (const auto& c : t.forms->curves) {
    Json curve{{"player", c.player}, {"others", c.others}, {"payoff", figures(c.payoff)}};
    for (const auto& a : c.answer) curve["answer"].push_back(figures(a));
    out["curves"].push_back(std::move(curve));
  }
  out["draws"] = Json::array();
  for (const auto& d : t.form_draws) out["draws"].push_back(figures(d));
  if (!t.form_draws.empty()) out["same_ranking"] = t.same_ranking;
  out["evaluations"] = t.forms->evaluations;
  out["gradients"] = t.forms->gradients;
  return out;
}

Json structures_of(const TradeRun& t, const std::vector<std::string>& players) {
  const auto& s = *t.structures;
  Json out{{"failed", s.failed}, {"structures", Json::array()}};
  for (std::size_t k = 0; k < s.outcomes.size(); ++k) {
    Json one{{"structure", games::text(s.table.structures[k], players)},
             {"found", s.outcomes[k].found},
             {"payoff", figures(s.table.payoff[k])},
             {"instruments", figures(s.outcomes[k].b)},
             {"largest_gain_from_deviating", figure(s.outcomes[k].gain)}};
    if (!s.stability.empty()) {
      one["internal"] = s.stability[k].internal;
      one["external"] = s.stability[k].external;
      one["potential"] = s.stability[k].potential;
    }
    out["structures"].push_back(std::move(one));
  }
  out["worth"] = figures(s.worth);
  out["shapley"] = figures(s.shapley);
  if (!s.shapley.empty())
    out["core"] = {{"empty", s.core.empty},
                   {"slack", figure(s.core.slack)},
                   {"nearest", figures(s.core.nearest)}};
  if (!s.networks.empty()) out["stable_networks"] = s.stable_networks;
  return out;
}

Json actions_of(const TradeRun& t) {
  const auto& a = *t.actions;
  Json out{{"actions", a.actions},
           {"cost", figures(a.cost)},
           {"nation", figures(a.nation)},
           {"pair", figures(a.pair)},
           {"needed", figures(a.needed)},
           {"left", figures(a.left)},
           {"people_share", figures(a.people_share)},
           {"stakeholder_share", figures(a.stakeholder_share)},
           {"shapley", figures(a.shapley)},
           {"failed", a.failed}};
  for (std::size_t s = 0; s < a.stakeholders.size(); ++s)
    out["stakeholders"].push_back({{"name", a.stakeholders[s].name},
                                   {"title", text(a.stakeholders[s].title)},
                                   {"gain", figures(a.gain[s])}});
  for (const auto& row : a.pull) out["pull"].push_back(figures(row));
  out["package_cost"] = figures(a.package_cost);
  out["package_gain"] = figures(a.package_gain);
  for (const auto& f : a.frontier)
    out["frontier"].push_back({{"budget", f.budget}, {"package", f.package}, {"gain", f.gain}});
  for (const auto& d : t.action_draws) out["draws"].push_back(figures(d));
  if (!t.action_draws.empty()) out["same_first"] = t.same_first;
  return out;
}

}  // namespace

std::string json(const std::vector<GameResults>& games) {
  Json out{{"schema", "yuqian-game"}, {"schema_version", "1"}, {"unit", "1e8 CNY"}};
  out["games"] = Json::array();
  for (const GameResults& r : games) {
    std::vector<std::string> players;
    for (const auto& p : r.file.players) players.push_back(p.name);
    Json game{{"id", r.file.id},         {"title", text(r.file.title)},
              {"closure", r.closure.id}, {"regions", r.regions},
              {"sectors", r.sectors},    {"base_year", r.base_year},
              {"players", players},      {"draws", r.draws},
              {"trade", Json::object()}};
    for (const TradeRun& t : r.trades) {
      Json one{{"areas", t.areas.labels()}, {"instruments", t.instruments}};
      if (t.forms) one.update(forms_of(t));
      if (t.structures) one["coalitions"] = structures_of(t, players);
      if (t.actions) one["consensus"] = actions_of(t);
      game["trade"][t.trade] = std::move(one);
    }
    out["games"].push_back(std::move(game));
  }
  return out.dump(2);
}

}  // namespace yuqian::apps::govern
