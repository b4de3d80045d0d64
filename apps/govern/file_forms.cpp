// SPDX-License-Identifier: Apache-2.0
#include "apps/govern/game_writer.hpp"

namespace yuqian::apps::govern {
namespace {

using yuqian::govern::Form;
using yuqian::govern::TradeRun;

/// Forms found on any estimate; further equilibria may be found on one only.
data::Set form_set(const GameResults& game) {
  std::vector<std::string> ids, zh, en;
  for (const TradeRun& t : game.trades)
    for (const Form& f : t.forms->forms)
      if (std::find(ids.begin(), ids.end(), f.id) == ids.end()) {
        ids.push_back(f.id);
        zh.push_back(f.title.zh);
        en.push_back(f.title.en);
      }
  return data::Set("form", ids, zh, en);
}

/// Payments in a direction and net bear the same names.
std::vector<std::string> unique(std::vector<std::string> names) {
  for (std::size_t k = 0; k < names.size(); ++k)
    while (std::find(names.begin(), names.begin() + static_cast<long>(k), names[k]) !=
           names.begin() + static_cast<long>(k))
      names[k] += " (one way)";
  return names;
}

template <class F>
void by_form(GameWriter& w, const char* name, const char* dim, std::size_t size,
             const data::VariableText& text, const data::Set& forms, F&& of) {
  w.variable(name, {"form", dim}, static_cast<std::size_t>(forms.size()) * size, text,
             [&](const TradeRun& t) {
               std::vector<double> list;
               for (const std::string& id : forms.labels()) {
                 std::vector<double> one;
                 for (const Form& f : t.forms->forms)
                   if (f.id == id && f.found) one = of(f);
                 one.resize(size, no_figure);
                 list.insert(list.end(), one.begin(), one.end());
               }
               return list;
             });
}

template <class F>
void threshold(GameWriter& w, const char* name, const data::VariableText& text, F&& of) {
  w.variable(name, {"player"}, w.game.file.players.size(), text, [&](const TradeRun& t) {
    std::vector<double> list;
    for (const auto& x : t.forms->thresholds) list.push_back(of(x));
    return list;
  });
}

/// Best answers of each player where all others move together.
void write_curves(GameWriter& w) {
  std::size_t points = 0;
  for (const TradeRun& t : w.game.trades)
    for (const auto& c : t.forms->curves) points = std::max(points, c.others.size());
  if (points == 0) return;
  w.count("response_point", points, "point of a curve of best answers");
  const std::size_t players = w.game.file.players.size(), instruments = w.first.instruments.size();
  const auto by_point = [&](const char* name, const data::VariableText& text, auto member) {
    w.variable(name, {"player", "response_point"}, players * points, text, [&](const TradeRun& t) {
      std::vector<double> list(players * points, no_figure);
      for (const auto& c : t.forms->curves)
        std::copy((c.*member).begin(), (c.*member).end(),
                  list.begin() + static_cast<long>(static_cast<std::size_t>(c.player) * points));
      return list;
    });
  };
  using Curve = yuqian::govern::ResponseCurve;
  by_point("response_others",
           {"1", "Where the others stand, 0: lower ends, 1: upper", "他方位置", {}},
           &Curve::others);
  by_point("response_payoff", {money, "Payoff of the best answer", "最优反应的收益", {}},
           &Curve::payoff);
  w.variable("response", {"player", "response_point", "instrument"}, players * points * instruments,
             {"1", "Best answer: the player's own instruments", "最优反应", {}},
             [&](const TradeRun& t) {
               std::vector<double> list(players * points * instruments, no_figure);
               for (const auto& c : t.forms->curves)
                 for (std::size_t p = 0; p < c.answer.size(); ++p) {
                   std::size_t own = 0;
                   for (std::size_t k = 0; k < instruments && own < c.answer[p].size(); ++k)
                     if (t.owners[k] == c.player)
                       list[(static_cast<std::size_t>(c.player) * points + p) * instruments + k] =
                           c.answer[p][own++];
                 }
               return list;
             });
}

/// Sums of payoffs by form in every draw of the elasticities.
void write_form_draws(GameWriter& w) {
  std::size_t draws = 0, forms = w.first.forms->forms.size();
  for (const TradeRun& t : w.game.trades) draws = std::max(draws, t.form_draws.size());
  if (draws == 0) return;
  std::vector<std::string> ids;
  for (const Form& f : w.first.forms->forms) ids.push_back(f.id);
  w.count("draw", draws, "draw of elasticities");
  w.file.scale(data::Set("form_drawn", ids), "form of governance that draws look at");
  w.variable("payoff_drawn", {"draw", "form_drawn"}, draws * forms,
             {money, "Sum of the players' payoffs", "收益合计", {}}, [&](const TradeRun& t) {
               std::vector<double> list;
               for (std::vector<double> row : t.form_draws) {
                 row.resize(forms, no_figure);
                 list.insert(list.end(), row.begin(), row.end());
               }
               return list;
             });
  w.variable("same_ranking", {}, 1,
             {"1", "Share of draws with the central ranking of forms", "排序不变的抽样比重", {}},
             [](const TradeRun& t) { return std::vector{t.same_ranking}; });
}

}  // namespace

void write_forms(GameWriter& w) {
  const data::Set forms = form_set(w.game);
  w.players();
  w.file.scale(forms, "form of governance");
  w.file.scale(data::Set("instrument", unique(w.first.instruments)), "instrument");
  w.file.scale(w.first.areas, "area");
  const std::size_t n = w.game.file.players.size(), instruments = w.first.instruments.size(),
                    areas = static_cast<std::size_t>(w.first.areas.size());
  by_form(w, "instruments", "instrument", instruments,
          {"1", "Instruments; payments in 10^8 yuan", "工具", {}}, forms,
          [](const Form& f) { return f.b; });
  by_form(w, "payoff", "player", n, {money, "Payoff against the status quo", "收益", {}}, forms,
          [](const Form& f) { return f.payoff; });
  by_form(w, "welfare", "player", n, {money, "Residents' gain", "居民福利", {}}, forms,
          [](const Form& f) { return f.welfare; });
  by_form(w, "patience", "player", n, {"1", "Smallest discount factor", "耐心门槛", {}}, forms,
          [](const Form& f) { return f.patience; });
  by_form(w, "gain_rural", "area", areas, {money, "Gain of rural residents", "农村居民", {}}, forms,
          [](const Form& f) { return f.figures.rural; });
  by_form(w, "gain_urban", "area", areas, {money, "Gain of urban residents", "城镇居民", {}}, forms,
          [](const Form& f) { return f.figures.urban; });
  by_form(w, "grp_real_change", "area", areas, {money, "Change of real GRP", "实际产值变化", {}},
          forms, [](const Form& f) { return f.figures.product; });
  by_form(w, "emissions_change", "area", areas, {"Mt", "Change of CO2", "排放变化", {}}, forms,
          [](const Form& f) { return f.figures.emissions; });
  threshold(w, "smallest_fine", {money, "Smallest fine that deters", "最小罚款", {}},
            [](const auto& x) { return x.fine; });
  threshold(w, "smallest_regard",
            {"1", "Smallest weight of the others' payoffs that deters", "伙伴收益的最小权重", {}},
            [](const auto& x) { return x.regard; });
  write_curves(w);
  write_form_draws(w);
}

}  // namespace yuqian::apps::govern
