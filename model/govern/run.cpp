// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/govern/run.hpp>

#include <yuqian/model/govern/workers.hpp>
#include <yuqian/model/regional/batch/draws.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace yuqian::govern {
namespace {

/// Half to double, evenly in logarithms; the families that batches draw, too.
std::vector<std::pair<model::Shock, double>> factors(std::uint64_t seed, std::size_t draw) {
  std::vector<std::pair<model::Shock, double>> list;
  for (const char* family : {"esubm", "esubd", "esubva"}) {
    model::Shock target;
    target.parameter = family;
    list.emplace_back(target, std::exp2(2 * model::hashed_uniform(seed, family, draw) - 1));
  }
  return list;
}

/// What one estimate of trade needs, made and checked before anything is solved.
struct Stage {
  std::shared_ptr<const model::RegionalModel> model;
  std::shared_ptr<const Economy> economy, tied;
};

class Run {
 public:
  Run(const GameFile& g, const ActionScenarios& actions, const RunOptions& options,
      std::vector<Stage> stages, std::vector<TradeRun>& out)
      : g_(g), actions_(actions), options_(options), stages_(std::move(stages)), out_(out) {
    const double draws = options.draws;
    per_trade_ = 1 + draws * 0.15;
    all_ = static_cast<double>(stages_.size()) * per_trade_;
  }

  void forms_and_actions() {
    in_parallel(options_.jobs, static_cast<int>(stages_.size()), [&](int k) {
      const auto t = static_cast<std::size_t>(k);
      TradeRun& run = out_[t];
      if (!g_.players.empty()) {
        EconomyGame game(stages_[t].economy);
        FormsOptions forms = options_.forms;
        const int stages = static_cast<int>(stages_.size());
        forms.jobs = std::max(1, options_.jobs / std::min(options_.jobs, stages));
        forms.progress = [&](const std::string& form, double share) {
          tell(run.trade + ": " + form, t, share);
        };
        run.forms = solve_forms(game, forms);
        double largest = 1e-9;
        for (const Form& f : run.forms->forms)
          for (const double v : f.payoff) largest = std::max(largest, std::abs(v));
        run.tolerance = 1e-4 * largest;
      }
      if (!g_.actions.empty())
        run.actions =
            solve_actions(stages_[t].economy, stages_[t].tied, actions_,
                          [&](double share) { tell(run.trade + ": packages", t, share); });
      check_interrupt();
      tell(run.trade, t, 1);
    });
  }

  void structures() {
    if (!g_.structures || g_.players.size() < 2) return;
    for (std::size_t t = 0; t < stages_.size(); ++t) {
      StructuresOptions s = options_.structures;
      s.jobs = options_.jobs;
      s.search.interrupted = options_.forms.search.interrupted;
      const std::size_t count = structure_count(static_cast<int>(g_.players.size()));
      std::size_t ready = 0;
      if (options_.known) s.known = [&, t](std::size_t k) { return options_.known(t, k); };
      s.done = [&, t](std::size_t k, const StructureOutcome& o) {
        if (options_.done) options_.done(t, k, o);
        if (options_.progress)
          options_.progress(out_[t].trade + ": coalition structures",
                            static_cast<double>(++ready) / static_cast<double>(count));
      };
      out_[t].structures = solve_structures(stages_[t].economy, s);
    }
  }

  void draws() {
    if (options_.draws <= 0) return;
    const int draws = options_.draws;
    for (TradeRun& run : out_) {
      run.form_draws.resize(run.forms ? static_cast<std::size_t>(draws) : 0);
      run.action_draws.resize(run.actions ? static_cast<std::size_t>(draws) : 0);
    }
    in_parallel(options_.jobs, draws * static_cast<int>(stages_.size()), [&](int k) {
      const auto t = static_cast<std::size_t>(k / draws), d = static_cast<std::size_t>(k % draws);
      const auto economy =
          std::make_shared<const Economy>(stages_[t].model, g_, factors(options_.seed, d));
      TradeRun& run = out_[t];
      if (run.forms) {
        EconomyGame game(economy);
        run.form_draws[d] = form_totals(game, *run.forms, options_.forms);
      }
      if (run.actions) run.action_draws[d] = action_gains(economy, actions_);
      check_interrupt();
      tell(run.trade + ": draws", t, 0.15);
    });
    for (TradeRun& run : out_) compare(run);
  }

 private:
  void check_interrupt() const {
    if (options_.forms.search.interrupted && options_.forms.search.interrupted())
      throw games::Interrupted{};
  }

  /// Adds up what the estimates have done; `share` of one stage's own part.
  void tell(const std::string& what, std::size_t t, double share) {
    if (!options_.progress) return;
    const std::lock_guard lock(mutex_);
    shares_.resize(stages_.size(), 0.0);
    if (share == 0.15)
      shares_[t] += share;
    else
      shares_[t] = std::max(shares_[t], share);
    double sum = 0;
    for (const double s : shares_) sum += s;
    options_.progress(what, std::min(1.0, sum / all_));
  }

  static std::size_t first_of(const std::vector<double>& gains) {
    return static_cast<std::size_t>(std::max_element(gains.begin(), gains.end()) - gains.begin());
  }

  void compare(TradeRun& run) const {
    if (run.forms) {
      std::vector<double> totals;
      for (const Form& f : run.forms->forms) totals.push_back(f.found ? f.total() : std::nan(""));
      const std::vector<int> central = ranking(totals, run.tolerance);
      double same = 0;
      for (const std::vector<double>& d : run.form_draws)
        same += ranking(d, run.tolerance) == central;
      run.same_ranking = same / static_cast<double>(run.form_draws.size());
    }
    if (run.actions) {
      const std::size_t n = run.actions->titles.size();
      const std::vector<double> central(run.actions->nation.begin(),
                                        run.actions->nation.begin() + static_cast<long>(n));
      double same = 0;
      for (const std::vector<double>& d : run.action_draws)
        same += first_of(d) == first_of(central);
      run.same_first = same / static_cast<double>(run.action_draws.size());
    }
  }

  const GameFile& g_;
  const ActionScenarios& actions_;
  const RunOptions& options_;
  std::vector<Stage> stages_;
  std::vector<TradeRun>& out_;
  std::mutex mutex_;
  std::vector<double> shares_;
  double per_trade_ = 1, all_ = 1;
};

}  // namespace

std::vector<TradeRun> run_game(const GameFile& g, const model::Closure& closure,
                               const ActionScenarios& actions,
                               const std::vector<std::string>& trades, const ModelMaker& make,
                               const RunOptions& options) {
  std::vector<Stage> stages;
  std::vector<TradeRun> out;
  model::Closure tied = closure;
  tied.capital = model::Closure::Capital::specific;
  tied.labour = model::Closure::Labour::sector_specific;
  for (const std::string& trade : trades) {
    Stage s;
    s.model = make(trade, closure);
    s.economy = std::make_shared<const Economy>(s.model, g);
    if (!g.actions.empty()) s.tied = std::make_shared<const Economy>(make(trade, tied), g);
    TradeRun run;
    run.trade = trade;
    run.areas = model::Areas(s.model->benchmark->regions).set;
    for (const games::Instrument& i : s.economy->instruments()) {
      run.instruments.push_back(i.name);
      run.owners.push_back(i.owner);
    }
    stages.push_back(std::move(s));
    out.push_back(std::move(run));
  }
  Run run(g, actions, options, std::move(stages), out);
  run.forms_and_actions();
  run.structures();
  run.draws();
  return out;
}

}  // namespace yuqian::govern
