// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/model/games/coalitions.hpp>
#include <yuqian/model/maths/at.hpp>
#include "apps/govern/results.hpp"
#include "apps/screen/grid.hpp"

namespace yuqian::apps::govern {
namespace {

using yuqian::govern::Form;
using yuqian::govern::Stakeholder;
using yuqian::govern::TradeRun;

class Printer {
 public:
  Printer(const Screen& screen, const GameResults& results)
      : screen_(screen), w_(screen.words), r_(results) {
    for (const auto& p : r_.file.players) players_.push_back(w_(p.title));
  }

  void print() {
    screen_.out << '\n' << screen_.bold(r_.file.id + "  " + w_(r_.file.title)) << '\n';
    if (const std::string& text = w_(r_.file.text); !text.empty())
      screen_.out << wrapped(text, 100, "  ") << '\n';
    screen_.out << wrapped(w_("闭合：", "Closure: ") + w_(r_.closure.title) +
                               w_("。单位：亿元，", ". 10^8 yuan of ") +
                               std::to_string(r_.base_year) +
                               w_("年价格，相对现状。", " against the benchmark."),
                           100, "  ")
                << '\n';
    for (const TradeRun& t : r_.trades) {
      screen_.out << '\n'
                  << screen_.bold(w_("省际贸易估计：", "Estimate of trade: ") +
                                  w_.term("variant_" + t.trade))
                  << '\n';
      if (t.forms) forms(t);
      if (t.structures) structures(t);
      if (t.actions) actions(t);
    }
  }

 private:
  /// The title of an instrument by its name.
  std::string instrument(const std::string& name) const {
    for (const auto& p : r_.file.players)
      for (const auto& i : p.instruments)
        if (i.name == name) return w_(i.title);
    return name;
  }
  /// "Chongqing -> Guizhou" in the players' titles.
  std::string payment(std::string name) const {
    for (const auto& p : r_.file.players)
      if (const std::size_t at = name.find(p.area); at != name.npos)
        name.replace(at, p.area.size(), w_(p.title));
    return name;
  }
  static std::string cell(double v, int decimals = 2) {
    return std::isinf(v) ? std::string(v > 0 ? "inf" : "-inf") : number(v, decimals);
  }

  void forms(const TradeRun& t) {
    Grid grid(w_("治理形式", "form"));
    std::vector<std::string> names;
    std::vector<std::size_t> own;
    for (std::size_t i = 0; i < t.instruments.size(); ++i)
      if (t.owners[i] != games::nobody)
        names.push_back(instrument(t.instruments[i])), own.push_back(i);
    // Payments of one pair stand three times among the instruments: net, there, and back.
    const std::size_t payments = (t.instruments.size() - own.size()) / 3;
    for (std::size_t k = 0; k < payments; ++k)
      names.push_back(payment(t.instruments[own.size() + 3 * k]));
    grid.group(w_("工具与净支付", "instruments, net payments"), names);
    grid.group(w_("收益", "payoff"), players_);
    grid.group(w_("居民福利", "residents"), players_);
    grid.group("", {w_("合计", "sum"), w_("全国", "nation"), w_("全国CO2，百万吨", "CO2, Mt")});
    grid.group(w_("耐心门槛", "patience"), players_);
    for (const Form& f : t.forms->forms) {
      std::vector<std::string> cells;
      for (const std::size_t i : own) cells.push_back(cell(f.b[i], 4));
      for (std::size_t k = 0; k < payments; ++k) {
        const std::size_t i = own.size() + 3 * k;
        cells.push_back(cell(f.b[i] + f.b[i + 1] - f.b[i + 2], 1));
      }
      const auto list = [&](const std::vector<double>& values, int decimals) {
        for (std::size_t p = 0; p < players_.size(); ++p)
          cells.push_back(p < values.size() ? cell(values[p], decimals) : "-");
      };
      list(f.payoff, 2);
      list(f.welfare, 2);
      cells.push_back(f.found ? cell(f.total()) : "-");
      cells.push_back(f.found ? cell(f.figures.rural.back() + f.figures.urban.back()) : "-");
      cells.push_back(f.found ? cell(f.figures.emissions.back(), 3) : "-");
      list(f.patience, 3);
      grid.row(w_(f.title), cells);
    }
    grid.print(screen_);
    groups(t);
    notes(t);
  }

  /// Households, product and emissions by area.
  void groups(const TradeRun& t) {
    Grid grid(w_("治理形式", "form"));
    std::vector<std::string> areas;
    for (int a = 0; a < t.areas.size(); ++a) areas.push_back(w_.name(t.areas, a));
    grid.group(w_("农村居民", "rural residents"), areas);
    grid.group(w_("城镇居民", "urban residents"), areas);
    grid.group(w_("实际地区生产总值", "real GRP"), areas);
    for (const Form& f : t.forms->forms) {
      if (!f.found) continue;
      std::vector<std::string> cells;
      for (const auto* list : {&f.figures.rural, &f.figures.urban, &f.figures.product})
        for (const double v : *list) cells.push_back(cell(v));
      grid.row(w_(f.title), cells);
    }
    screen_.out << '\n';
    grid.print(screen_);
  }

  void line(const std::string& text) { screen_.out << wrapped(text, 100, "  ") << '\n'; }

  void notes(const TradeRun& t) {
    screen_.out << '\n';
    const auto& forms = *t.forms;
    for (const Form& f : forms.forms)
      if (!f.found) line(w_(f.title) + w_("：未找到（", ": not found (") + f.why + w_("）", ")"));
    line(fmt::format(
        fmt::runtime(
            w_("纳什均衡：{}个起点找到{}个；扫描发现的最大偏离收益{:.1e}。未证明没有其他均衡。",
               "Nash: {} starts led to {} equilibria; largest gain from deviating that the "
               "scan found: {:.1e}. That there is no other is not proven.")),
        forms.nash.starts, forms.nash.points.size(),
        forms.nash.points.empty() ? 0.0 : forms.nash.points[0].gain));
    dilemma(forms);
    for (std::size_t p = 0; p < forms.thresholds.size(); ++p)
      line(fmt::format(
          fmt::runtime(
              w_("{}：使其守住现状的最小罚款{}亿元；伙伴收益的最小考核权重{}。",
                 "{}: keeps to the status quo from a fine of {} (10^8 yuan) on, or where the "
                 "others' payoffs weigh {} in its assessment.")),
          players_[p], cell(forms.thresholds[p].fine), cell(forms.thresholds[p].regard, 3)));
    if (!t.form_draws.empty())
      line(fmt::format(fmt::runtime(w_("{}次弹性抽样中，治理形式的排序在{:.0f}%中不变。",
                                       "Of {} draws of elasticities, the ranking of forms is the "
                                       "same in {:.0f} %.")),
                       t.form_draws.size(), 100 * t.same_ranking));
    for (const auto& c : forms.curves) {
      std::string text =
          players_[at(c.player)] + w_("的最优反应（他人工具由下限到上限）：",
                                      "'s best answers while the others go through their ranges: ");
      for (std::size_t k = 0; k < c.answer.size(); ++k)
        text += (k ? ", " : "") + cell(c.answer[k].empty() ? NAN : c.answer[k][0], 4);
      line(text);
    }
  }

  /// A dilemma: somebody gains alone by what all together lose by.
  void dilemma(const yuqian::govern::FormsResult& forms) {
    const Form *quo = nullptr, *nash = nullptr, *joint = nullptr;
    for (const Form& f : forms.forms) {
      if (f.id == "status_quo") quo = &f;
      if (f.id == "nash") nash = &f;
      if (f.id == "joint") joint = &f;
    }
    if (!quo || !nash || !joint || !nash->found || !joint->found) return;
    const double lost = joint->total() - nash->total(),
                 small = 1e-4 * (std::abs(joint->total()) + std::abs(nash->total()));
    if (lost <= small)
      line(w_("没有困境：各自为政即达到联合最优。",
              "There is no dilemma: each for itself is the joint optimum."));
    else
      line(fmt::format(
          fmt::runtime(w_("困境：各自为政使参与者合计比联合最优少得{}亿元。",
                          "A dilemma: each for itself, the players together have {} less "
                          "than in the joint optimum.")),
          cell(lost)));
  }

  void structures(const TradeRun& t) {
    const auto& s = *t.structures;
    screen_.out << '\n' << screen_.bold(w_("联盟结构", "Coalition structures")) << '\n';
    std::vector<std::size_t> order(s.outcomes.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    const auto total = [&](std::size_t k) {
      double sum = 0;
      for (const double v : s.table.payoff[k]) sum += v;
      return std::isnan(sum) ? -INFINITY : sum;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return total(a) > total(b); });
    Grid grid(w_("结构", "structure"));
    grid.group(w_("收益", "payoff"), players_);
    grid.group("", {w_("合计", "sum"), w_("内部稳定", "internal"), w_("外部稳定", "external"),
                    w_("潜在稳定", "potential")});
    const auto row = [&](std::size_t k) {
      std::vector<std::string> cells;
      for (const double v : s.table.payoff[k]) cells.push_back(cell(v));
      cells.push_back(cell(total(k)));
      for (const bool yes : {!s.stability.empty() && s.stability[k].internal,
                             !s.stability.empty() && s.stability[k].external,
                             !s.stability.empty() && s.stability[k].potential})
        cells.push_back(s.stability.empty() ? "-" : yes ? w_("是", "yes") : w_("否", "no"));
      grid.row(games::text(s.table.structures[k], players_), cells);
    };
    constexpr std::size_t most = 12;  // of the largest sums, and of stable ones beyond them
    std::size_t shown = 0, stable_ones = 0;
    for (const std::size_t k : order) {
      const bool stable =
          !s.stability.empty() && s.stability[k].internal && s.stability[k].external;
      const bool chosen = shown < most || (stable && stable_ones < most);
      if (!chosen && k != 0 && k + 1 != order.size()) continue;
      row(k);
      ++shown;
      stable_ones += stable;
    }
    grid.print(screen_);
    if (shown < order.size())
      line(fmt::format(fmt::runtime(w_("列出{}种，全部见--json、--out。",
                                       "{} are shown; --json and --out hold all.")),
                       shown));
    std::size_t internal = 0, both = 0, potential = 0;
    for (const auto& x : s.stability) {
      internal += x.internal;
      both += x.internal && x.external;
      potential += x.potential;
    }
    line(fmt::format(
        fmt::runtime(w_("{}种结构：内部稳定{}，内外部均稳定{}，潜在内部稳定{}；未求解{}。",
                        "{} structures: {} internally stable, {} internally and externally, {} "
                        "potentially; {} not solved.")),
        s.outcomes.size(), internal, both, potential, s.failed));
    if (!s.shapley.empty()) {
      std::string shares = w_("沙普利值：", "Shapley values: ");
      for (std::size_t p = 0; p < players_.size(); ++p)
        shares += (p ? ", " : "") + players_[p] + " " + cell(s.shapley[p]);
      line(shares);
      line(s.core.empty
               ? w_("核为空，最大联盟缺少", "The core is empty; the grand coalition lacks ") +
                     cell(-s.core.slack) + w_("亿元。", ".")
               : w_("核非空：有一种分配使每个较小的联盟都比自立至少多得",
                    "The core is not empty: the gains can be divided so that every smaller "
                    "coalition has more than by itself, by at least ") +
                     cell(s.core.slack) + w_("亿元。", "."));
    }
    if (!s.networks.empty()) networks(t);
  }

  void networks(const TradeRun& t) {
    const auto& s = *t.structures;
    const auto all = games::links(s.table.players);
    std::string text = w_("成对稳定的协议网络：", "Pairwise stable agreements: ");
    bool first = true;
    for (const games::Network g : s.stable_networks) {
      text += first ? "" : "; ";
      first = false;
      bool any = false;
      for (std::size_t k = 0; k < all.size(); ++k)
        if (g >> k & 1) {
          text +=
              (any ? ", " : "") + players_[at(all[k].first)] + "-" + players_[at(all[k].second)];
          any = true;
        }
      if (!any) text += w_("无协议", "none");
    }
    line(text + (s.stable_networks.empty() ? w_("无", "no network is") : ""));
  }

  std::string package(const TradeRun& t, std::uint32_t p) const {
    std::string text;
    for (std::size_t k = 0; k < t.actions->titles.size(); ++k)
      if (p >> k & 1) text += (text.empty() ? "" : " + ") + t.actions->actions[k];
    return text.empty() ? w_("无", "none") : text;
  }

  void actions(const TradeRun& t) {
    const auto& a = *t.actions;
    screen_.out << '\n' << screen_.bold(w_("项目", "Actions")) << '\n';
    Grid grid(w_("项目", "action"));
    grid.group("", {w_("费用", "cost"), w_("全国净收益", "nation, net"),
                    w_("两地净收益", "the two, net"), w_("每元收益", "gain a yuan"),
                    w_("需补偿", "needed"), w_("余额", "left"), w_("受益人口%", "people %"),
                    w_("受益方%", "stakeholders %"), w_("沙普利值", "Shapley")});
    for (std::size_t k = 0; k < a.actions.size(); ++k)
      grid.row(
          k < a.titles.size() ? a.actions[k] + " " + w_(a.titles[k]) : w_("全部", "all of them"),
          {cell(a.cost[k]), cell(a.nation[k]), cell(a.pair[k]),
           a.cost[k] > 0 ? cell((a.nation[k] + a.cost[k]) / a.cost[k]) : "-", cell(a.needed[k]),
           cell(a.left[k]), cell(100 * a.people_share[k], 0), cell(100 * a.stakeholder_share[k], 0),
           k < a.shapley.size() ? cell(a.shapley[k]) : "-"});
    grid.print(screen_);
    screen_.out << '\n';
    Grid who(w_("利益相关方", "stakeholder"));
    who.group("", a.actions);
    for (std::size_t s = 0; s < a.stakeholders.size(); ++s)
      if (a.stakeholders[s].kind != Stakeholder::Kind::owners) {
        std::vector<std::string> cells;
        for (const double v : a.gain[s]) cells.push_back(cell(v));
        who.row(w_(a.stakeholders[s].title), cells);
      }
    who.print(screen_);
    owners(a);
    for (const auto& f : a.frontier)
      line(fmt::format(fmt::runtime(w_("预算{}亿元：{}，净收益{}", "Budget {}: {}, net gain {}")),
                       cell(f.budget, 0), package(t, f.package), cell(f.gain)));
    pulls(a);
    if (!t.action_draws.empty())
      line(fmt::format(fmt::runtime(w_("{}次弹性抽样中，净收益最大的项目在{:.0f}%中不变。",
                                       "Of {} draws of elasticities, the same action gains most in "
                                       "{:.0f} %.")),
                       t.action_draws.size(), 100 * t.same_first));
  }

  /// Owners of capital who lose most by everything together.
  void owners(const yuqian::govern::ActionsResult& a) {
    std::vector<std::size_t> list;
    for (std::size_t s = 0; s < a.stakeholders.size(); ++s)
      if (a.stakeholders[s].kind == Stakeholder::Kind::owners && std::isfinite(a.gain[s].back()))
        list.push_back(s);
    std::sort(list.begin(), list.end(),
              [&](std::size_t x, std::size_t y) { return a.gain[x].back() < a.gain[y].back(); });
    std::string text = w_("资本固定在部门内时，全部实施后损失最大者：",
                          "Where capital stays in its sector, all together cost most: ");
    for (std::size_t k = 0; k < std::min<std::size_t>(3, list.size()); ++k)
      text +=
          (k ? "; " : "") + w_(a.stakeholders[list[k]].title) + " " + cell(a.gain[list[k]].back());
    line(text);
  }

  void pulls(const yuqian::govern::ActionsResult& a) {
    double most = 0;
    std::size_t x = 0, y = 0;
    for (std::size_t i = 0; i < a.pull.size(); ++i)
      for (std::size_t j = i + 1; j < a.pull.size(); ++j)
        if (std::abs(a.pull[i][j]) > std::abs(most)) most = a.pull[i][j], x = i, y = j;
    if (most != 0)
      line(fmt::format(
          fmt::runtime(w_("相互作用最强：{}与{}，{}亿元", "Strongest interaction: {} with {}, {}")),
          a.actions[x], a.actions[y], cell(most)));
  }

  const Screen& screen_;
  const Words& w_;
  const GameResults& r_;
  std::vector<std::string> players_;
};

}  // namespace

void print(const Screen& screen, const GameResults& results) { Printer(screen, results).print(); }

bool complete(const GameResults& results) {
  for (const TradeRun& t : results.trades) {
    if (t.forms && t.forms->nash.points.empty()) return false;
    if (t.structures && t.structures->failed > 0) return false;
    if (t.actions && t.actions->failed > 0) return false;
  }
  return true;
}

}  // namespace yuqian::apps::govern
