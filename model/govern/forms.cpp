// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/forms.hpp>

#include <yuqian/model/govern/figures.hpp>
#include <yuqian/model/govern/workers.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>

#include <fmt/format.h>

namespace yuqian::govern {
namespace {

using games::Agreement;
using games::Control;

model::LocalText player_text(const GameFile& g, std::size_t p, const char* zh, const char* en) {
  return {g.players[p].title.zh + zh, g.players[p].title.en + en};
}

/// Everybody's own instruments.
std::vector<int> all_instruments(const games::Game& game) {
  std::vector<int> list;
  for (int i = 0; i < static_cast<int>(game.instruments().size()); ++i)
    if (game.instruments()[at(i)].owner != games::nobody) list.push_back(i);
  return list;
}

games::BlockControls own_controls(const games::Game& game) {
  const int n = static_cast<int>(game.players().size());
  return games::block_controls(game, games::with_singletons(1, n));
}

std::vector<double> powers(const GameFile& g) {
  std::vector<double> list;
  double sum = 0;
  for (const Player& p : g.players) sum += p.power;
  for (const Player& p : g.players) list.push_back(p.power / sum);
  return list;
}

class Solver {
 public:
  Solver(EconomyGame& game, const FormsOptions& options)
      : game_(game),
        economy_(game.economy()),
        file_(economy_.file()),
        options_(options),
        reader_(economy_),
        n_(game.players().size()) {
    // Work in units of forms; curves and thresholds count as some.
    steps_ =
        3.0 + 2.0 * static_cast<double>(n_) + 4 + static_cast<double>(options.aversions.size());
  }

  FormsResult run() {
    quo_ = games::status_quo(game_);
    add_point("status_quo", {"现状", "Status quo"}, quo_);
    std::vector<Part> parts;
    for (std::size_t p = 0; p < n_; ++p) parts.push_back([p](Solver& s) { s.unilateral(p); });
    parts.emplace_back(&Solver::nash);
    side_by_side(parts);

    joint();
    parts = {&Solver::divided, &Solver::bargains, &Solver::centre};
    for (std::size_t p = 0; p < n_ && options_.curve_points > 1; ++p)
      parts.push_back([p](Solver& s) { s.curve(p); });
    for (std::size_t p = 0; p < n_ && options_.thresholds; ++p)
      parts.push_back([p](Solver& s) { s.threshold(p); });
    side_by_side(parts);
    count_work(game_);
    return std::move(out_);
  }

  Agreement centre_optimum(double aversion, const std::vector<std::vector<double>>& from) {
    std::vector<games::Atkinson::Province> provinces;
    for (std::size_t p = 0; p < n_; ++p) {
      const int player = static_cast<int>(p);
      provinces.push_back({economy_.welfare_measure(player), economy_.consumption(player),
                           std::max(economy_.persons(player), 1e-9)});
    }
    std::vector<games::Atkinson::Transfer> transfers;
    std::vector<int> instruments = all_instruments(game_);
    for (std::size_t p = 1; p < n_; ++p) {
      const int player = static_cast<int>(p);
      if (economy_.transfer_to(player) < 0) continue;
      transfers.push_back({economy_.transfer_to(player), 0});
      transfers.push_back({economy_.transfer_from(player), player});
    }
    for (const auto& t : transfers) instruments.push_back(t.instrument);
    const games::Atkinson wanted(aversion, provinces, transfers, file_.marginal_cost_of_funds - 1);
    return games::optimum(game_, from, {instruments, &wanted}, options_.search);
  }

  games::Division division(const std::vector<double>& threat) const {
    games::Division d{{}, threat, powers(file_)};
    for (std::size_t p = 1; p < n_; ++p)
      d.transfers.push_back(economy_.net_transfer(static_cast<int>(p)));
    return d;
  }
  bool can_pay() const {
    for (std::size_t p = 1; p < n_; ++p)
      if (economy_.net_transfer(static_cast<int>(p)) < 0) return false;
    return n_ > 1;
  }

 private:
  using Part = std::function<void(Solver&)>;

  /// Parts that depend on what is found until here and not on each other: each on a game of its
  /// own, so that the result is the same on any number of threads.
  void side_by_side(const std::vector<Part>& parts) {
    std::vector<std::optional<Solver>> solvers(parts.size());
    std::vector<std::unique_ptr<EconomyGame>> games;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      games.push_back(std::make_unique<EconomyGame>(game_.shared_economy()));
      solvers[k].emplace(Solver(*games[k], *this));
    }
    in_parallel(options_.jobs, static_cast<int>(parts.size()),
                [&](int k) { parts[at(k)](*solvers[at(k)]); });
    const std::size_t known = out_.forms.size();
    for (std::optional<Solver>& part : solvers) take(*part, known);
  }

  /// What a part has found beyond the first `known` forms.
  void take(Solver& part, std::size_t known) {
    part.count_work(part.game_);
    FormsResult& found = part.out_;
    std::move(found.forms.begin() + static_cast<long>(known), found.forms.end(),
              std::back_inserter(out_.forms));
    std::move(found.curves.begin(), found.curves.end(), std::back_inserter(out_.curves));
    std::move(found.thresholds.begin(), found.thresholds.end(),
              std::back_inserter(out_.thresholds));
    if (out_.nash.starts == 0) {
      out_.nash = std::move(found.nash);
      nash_payoff_ = std::move(part.nash_payoff_);
    }
    out_.evaluations += found.evaluations;
    out_.gradients += found.gradients;
    out_.refusals += found.refusals;
    done_ += 1;
  }

  /// Goes on from what another one has found, on a game of its own.
  Solver(EconomyGame& game, const Solver& from)
      : game_(game),
        economy_(game.economy()),
        file_(economy_.file()),
        options_(from.options_),
        reader_(economy_),
        n_(from.n_),
        quo_(from.quo_),
        nash_payoff_(from.nash_payoff_),
        joint_(from.joint_),
        out_(from.out_),
        done_(from.done_),
        steps_(from.steps_) {
    out_.evaluations = out_.gradients = out_.refusals = 0;
  }

  void count_work(const EconomyGame& game) {
    out_.evaluations += game.evaluations();
    out_.gradients += game.gradients();
    out_.refusals += game.refusals();
  }

  void tell(const model::LocalText& form) {
    if (options_.progress) options_.progress(form.en, std::min(1.0, done_ / steps_));
    done_ += 1;
  }

  Form& add_point(const std::string& id, const model::LocalText& title,
                  const std::vector<double>& b) {
    tell(title);
    Form f;
    f.id = id;
    f.title = title;
    f.b = b;
    f.found = game_.move_to(b);
    if (!f.found) {
      f.why = "no equilibrium of the economy was found";
    } else {
      f.payoff.assign(game_.measures().begin(), game_.measures().begin() + static_cast<long>(n_));
      f.welfare.assign(game_.measures().begin() + static_cast<long>(n_), game_.measures().end());
      f.figures = reader_.read(game_);
    }
    out_.forms.push_back(std::move(f));
    return out_.forms.back();
  }

  void add(const std::string& id, const model::LocalText& title, const Agreement& a,
           bool agreement = true) {
    if (!a.found) {
      tell(title);
      Form f;
      f.id = id;
      f.title = title;
      f.why = a.why;
      f.b.assign(quo_.size(), std::nan(""));
      out_.forms.push_back(std::move(f));
      return;
    }
    Form& f = add_point(id, title, a.b);
    if (agreement && f.found) patience(f);
  }

  /// Who would have to be how patient for the agreement to last, Nash for ever
  /// being the threat.
  void patience(Form& f) {
    if (nash_payoff_.empty()) return;
    for (const Form& known : out_.forms)
      if (known.b == f.b && !known.patience.empty()) {  // several forms end at the same point
        f.patience = known.patience;
        return;
      }
    for (std::size_t p = 0; p < n_; ++p) {
      const games::Deviation d =
          games::best_deviation(game_, f.b, static_cast<int>(p), options_.search);
      f.patience.push_back(
          d.gained <= 1e-6 * std::max(1.0, std::abs(d.kept))
              ? 0
              : games::smallest_patience(d.kept + d.gained, d.kept, nash_payoff_[p]));
    }
  }

  void unilateral(std::size_t p) {
    const games::BlockControls own = own_controls(game_);
    const games::Optimum o = games::best_choice(game_, quo_, own.controls[p], options_.search);
    add_point(fmt::format("unilateral_{}", p + 1), player_text(file_, p, "单方最优", " alone"),
              o.b);
  }

  void nash() {
    const games::BlockControls own = own_controls(game_);
    out_.nash = games::nash_equilibria(game_, own.controls, options_.search, options_.more_starts);
    for (std::size_t k = 0; k < out_.nash.points.size(); ++k) {
      const std::string number = k == 0 ? "" : fmt::format("_{}", k + 1);
      const std::string word = k == 0 ? "" : fmt::format(" {}", k + 1);
      Form& f = add_point("nash" + number, {"纳什均衡" + word, "Nash equilibrium" + word},
                          out_.nash.points[k].b);
      f.gain = out_.nash.points[k].gain;
      if (k == 0) nash_payoff_ = f.payoff;
    }
    if (out_.nash.points.empty()) {
      Agreement none;
      none.why = out_.nash.failures.empty() ? "" : out_.nash.failures.front();
      add("nash", {"纳什均衡", "Nash equilibrium"}, none, false);
    }
  }

  void joint() {
    std::vector<std::vector<double>> from{quo_};
    if (!nash_payoff_.empty()) from.push_back(out_.nash.points[0].b);
    const Agreement best = games::joint_optimum(game_, from, options_.search);
    add("joint", {"联合最优（无转移支付）", "Joint optimum, nobody pays"}, best);
    if (best.found) joint_ = best.b;
  }

  /// The joint optimum with what the gainers pay the losers.
  void divided() {
    if (joint_.empty() || !can_pay()) return;
    const auto paid = [&](const char* id, const model::LocalText& title,
                          const std::vector<double>& threat) {
      add(id, title, games::divide(game_, joint_, division(threat), options_.search));
    };
    if (!nash_payoff_.empty())
      paid("joint_nash", {"联合最优，相对纳什均衡分成", "Joint optimum, gain over Nash divided"},
           nash_payoff_);
    paid("joint_status_quo",
         {"联合最优，相对现状分成", "Joint optimum, gain over the status quo divided"},
         out_.forms[0].payoff);
  }

  /// What the joint optimum adds to a threat, beyond rounding; positive where
  /// there is none known.
  double surplus(const std::vector<double>& threat) const {
    double sum = 0, size = 0;
    for (const Form& f : out_.forms)
      if (f.id == "joint" && f.found) sum = f.total();
    if (joint_.empty()) return 1;
    for (const double v : threat) sum -= v, size += std::abs(v);
    return sum - 1e-6 * (1 + size);
  }

  void bargains() {
    std::vector<std::vector<double>> from{quo_};
    if (!joint_.empty() && joint_ != quo_) from.push_back(joint_);
    if (!nash_payoff_.empty()) from.push_back(out_.nash.points[0].b);
    const std::vector<int> everything = all_instruments(game_);
    const auto struck = [&](const std::string& id, const model::LocalText& title,
                            const std::vector<double>& threat, const std::vector<double>& threat_b,
                            const std::vector<int>& over) {
      if (surplus(threat) <= 0) {  // then nobody can gain without another's loss
        Agreement none;
        none.why =
            "the threat is as good for all together as anything they "
            "could agree on";
        add(id, title, none);
        return;
      }
      std::vector<std::vector<double>> starts = from;
      // What is not bargained over stays where the threat has it.
      for (std::vector<double>& b : starts)
        for (const int i : everything)
          if (std::find(over.begin(), over.end(), i) == over.end()) b[at(i)] = threat_b[at(i)];
      add(id, title, games::bargain(game_, starts, threat, powers(file_), over, options_.search));
    };
    if (!nash_payoff_.empty())
      struck("bargain_nash", {"纳什谈判（威胁点：纳什均衡）", "Nash bargain, threat: Nash"},
             nash_payoff_, out_.nash.points[0].b, everything);
    struck("bargain_status_quo", {"纳什谈判（威胁点：现状）", "Nash bargain, threat: status quo"},
           out_.forms[0].payoff, quo_, everything);
    for (std::size_t k = 0; k < file_.issues.size() && !nash_payoff_.empty(); ++k) {
      std::vector<int> over;
      for (const int i : everything)
        if (std::find(file_.issues[k].instruments.begin(), file_.issues[k].instruments.end(),
                      game_.instruments()[at(i)].name) != file_.issues[k].instruments.end())
          over.push_back(i);
      struck(fmt::format("bargain_issue_{}", k + 1),
             {"只谈：" + file_.issues[k].title.zh,
              "Bargain over one issue: " + file_.issues[k].title.en},
             nash_payoff_, out_.nash.points[0].b, over);
    }
  }

  void centre() {
    std::vector<std::vector<double>> from{quo_};
    if (!joint_.empty() && joint_ != quo_) from.push_back(joint_);
    for (const double aversion : options_.aversions)
      add(fmt::format("centre_{:g}", aversion),
          {fmt::format("中央最优（不平等厌恶{:g}）", aversion),
           fmt::format("The centre's optimum, aversion {:g}", aversion)},
          centre_optimum(aversion, from));
  }

  /// Best answers of one player while all others move together through their ranges.
  void curve(std::size_t p) {
    const games::BlockControls own = own_controls(game_);
    tell({"反应曲线", "best-response curves"});
    ResponseCurve c;
    c.player = static_cast<int>(p);
    std::vector<double> b = quo_;
    for (int k = 0; k < options_.curve_points; ++k) {
      const double z = static_cast<double>(k) / (options_.curve_points - 1);
      for (std::size_t i = 0; i < b.size(); ++i) {
        const games::Instrument& x = game_.instruments()[i];
        if (x.owner != games::nobody && x.owner != c.player)
          b[i] = x.lower + z * (x.upper - x.lower);
      }
      games::SearchOptions coarse = options_.search;
      coarse.grid = 11;
      const games::Optimum o = games::best_choice(game_, b, own.controls[p], coarse);
      std::vector<double> answer;
      for (const int i : own.controls[p].instruments) answer.push_back(o.b[at(i)]);
      c.others.push_back(z);
      c.answer.push_back(std::move(answer));
      c.payoff.push_back(o.value);
    }
    out_.curves.push_back(std::move(c));
  }

  void threshold(std::size_t p) {
    tell({"罚款与权重门槛", "fines and weights"});
    const int player = static_cast<int>(p);
    Threshold t;
    t.fine = games::best_deviation(game_, quo_, player, options_.search).gained;
    t.regard = games::smallest_regard(game_, quo_, player, options_.search);
    out_.thresholds.push_back(t);
  }

  EconomyGame& game_;
  const Economy& economy_;
  const GameFile& file_;
  const FormsOptions& options_;
  FigureReader reader_;
  std::size_t n_;
  std::vector<double> quo_, nash_payoff_, joint_;
  FormsResult out_;
  double done_ = 0, steps_ = 1;
};

}  // namespace

double Form::total() const { return std::accumulate(payoff.begin(), payoff.end(), 0.0); }

FormsResult solve_forms(EconomyGame& game, const FormsOptions& options) {
  return Solver(game, options).run();
}

std::vector<double> form_totals(EconomyGame& game, const FormsResult& central,
                                const FormsOptions& options) {
  FormsOptions few = options;
  few.search.grid = 5;
  few.search.scattered = 0;
  few.progress = {};
  Solver solver(game, few);
  const GameFile& file = game.economy().file();
  const std::size_t n = game.players().size();
  const auto total = [&](const std::vector<double>& measures) {
    return std::accumulate(measures.begin(), measures.begin() + static_cast<long>(n), 0.0);
  };
  const games::BlockControls own = own_controls(game);
  std::vector<double> nash_payoff, out;
  const std::vector<double> quo = games::status_quo(game);
  for (const Form& f : central.forms) {
    Agreement a;
    if (!f.found) {
      out.push_back(std::nan(""));
      continue;
    }
    if (f.id == "status_quo") {
      a.found = game.move_to(quo);
      if (a.found) a.measures.assign(game.measures().begin(), game.measures().end());
    } else if (f.id.starts_with("unilateral_")) {
      const std::size_t p = std::stoul(f.id.substr(11)) - 1;
      std::vector<double> b = f.b;
      a = games::optimum(game, {b}, own.controls[p], few.search);
    } else if (f.id.starts_with("nash")) {
      const games::NashSearch s = games::nash_from(game, f.b, own.controls, few.search);
      a.found = !s.points.empty();
      if (a.found) a.measures = s.points[0].measures;
      if (a.found && f.id == "nash")
        nash_payoff.assign(a.measures.begin(), a.measures.begin() + static_cast<long>(n));
    } else if (f.id == "joint") {
      a = games::joint_optimum(game, {f.b}, few.search);
    } else if (f.id == "joint_nash" || f.id == "joint_status_quo") {
      const std::vector<double> threat =
          f.id == "joint_nash" ? nash_payoff : std::vector<double>(n, 0.0);
      if (!threat.empty()) a = games::divide(game, f.b, solver.division(threat), few.search);
    } else if (f.id.starts_with("centre_")) {
      a = solver.centre_optimum(std::stod(f.id.substr(7)), {f.b});
    } else if (f.id == "bargain_nash" || f.id == "bargain_status_quo") {
      const std::vector<double> threat =
          f.id == "bargain_nash" ? nash_payoff : std::vector<double>(n, 0.0);
      std::vector<int> all = all_instruments(game);
      if (!threat.empty())
        a = games::bargain(game, {f.b, quo}, threat, powers(file), all, few.search);
    }
    out.push_back(a.found ? total(a.measures) : std::nan(""));
  }
  return out;
}

std::vector<int> ranking(const std::vector<double>& totals, double tolerance) {
  std::vector<int> order(totals.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    const double x = totals[at(a)], y = totals[at(b)];
    if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
    return x > y;
  });
  // Rank of every form; close ones share the best of theirs.
  std::vector<int> rank(totals.size(), 0);
  for (std::size_t k = 1; k < order.size(); ++k) {
    const double above = totals[at(order[k - 1])], here = totals[at(order[k])];
    const bool equal = std::isnan(here) ? std::isnan(above) : above - here <= tolerance;
    rank[at(order[k])] = equal ? rank[at(order[k - 1])] : static_cast<int>(k);
  }
  return rank;
}

}  // namespace yuqian::govern
