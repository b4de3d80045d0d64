// SPDX-License-Identifier: Apache-2.0
#include "apps/govern/play.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include <yuqian/data/sha256.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::apps::govern {

using yuqian::govern::StructureOutcome;

Play::Play(const PlayRequest& request) : request_(request) {
  const std::string path = data::shipped_or_path("games", request.game, ".toml");
  r_.file = yuqian::govern::read_game(path);
  r_.closure = model::read_closure(data::shipped_or_path(
      "closures", request.closure.empty() ? r_.file.closure : request.closure, ".toml"));
  if (!request.regions_given) request_.benchmark.regions = r_.file.regions;
  if (!request.sectors_given && !r_.file.sectors.empty())
    request_.benchmark.sectors = r_.file.sectors;
  r_.regions = request_.benchmark.regions;
  r_.sectors = request_.benchmark.sectors;
  r_.draws = request.draws;
  actions_ = yuqian::govern::read_actions(
      r_.file, r_.closure,
      [](const std::string& id) {
        return model::read_scenario(data::shipped_or_path("scenarios", id, ".toml"));
      },
      [](const std::string& id) {
        return model::read_closure(data::shipped_or_path("closures", id, ".toml"));
      });
  source_ = std::make_unique<calibration::BenchmarkSource>(request_.benchmark);
  trades_ = source_->variants(request.trades);
  r_.provenance = source_->provenance();
  r_.provenance.input(path, "games/" + r_.file.id);
}

std::size_t Play::keep_in(const std::string& path) {
  if (!r_.file.structures || r_.file.players.size() < 2) return 0;
  std::size_t instruments = 0;
  for (const auto& p : r_.file.players) instruments += p.instruments.size();
  if (r_.file.transfers) instruments += 3 * (r_.file.players.size() - 1);
  journal_path_ = path;
  std::string words;
  for (const model::ClosureWord& w : model::closure_words(r_.closure)) words += w.key + w.word;
  for (const std::string& t : trades_) words += t;
  journal_ = std::make_unique<StructureJournal>(
      path, data::sha256(r_.file.source_text + words + r_.provenance.json()), instruments,
      yuqian::govern::structure_count(static_cast<int>(r_.file.players.size())), trades_.size());
  return journal_->size();
}

void Play::remove_journal() {
  if (!journal_) return;
  journal_.reset();
  std::filesystem::remove(journal_path_);
}

void Play::calibrate() {
  for (const std::string& trade : trades_) benchmark(trade);
}

std::shared_ptr<const model::Benchmark> Play::benchmark(const std::string& trade) {
  auto& made = benchmarks_[trade];
  if (!made) made = source_->benchmark(trade);
  return made;
}

GameResults Play::run(const Hooks& hooks) {
  const auto begin = std::chrono::steady_clock::now();
  yuqian::govern::RunOptions run;
  run.jobs = request_.jobs > 0
                 ? request_.jobs
                 : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  run.draws = request_.draws;
  run.forms.search.interrupted = [&hooks] { return hooks.stopping(); };
  run.progress = [&hooks](const std::string& what, double share) { hooks.show(what, share); };
  if (journal_) {
    run.known = [this](std::size_t t, std::size_t k) { return journal_->find(t, k); };
    run.done = [this](std::size_t t, std::size_t k, const StructureOutcome& o) {
      journal_->add(t, k, o);
    };
  }
  const auto make = [this, &hooks](const std::string& trade, const model::Closure& closure) {
    hooks.throw_if_stopping();
    const auto calibrated = benchmark(trade);
    r_.base_year = calibrated->base_year;
    return std::make_shared<const model::RegionalModel>(
        model::build_regional_model(calibrated, closure));
  };
  try {
    r_.trades = yuqian::govern::run_game(r_.file, r_.closure, actions_, trades_, make, run);
  } catch (const yuqian::games::Interrupted&) {
    throw Interrupted{};
  }
  r_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  r_.provenance.step("govern", "game {}, closure {}, {} draws of elasticities",
                     "博弈{}，闭合规则{}，弹性抽样{}次", r_.file.id, r_.closure.id, request_.draws);
  return std::move(r_);
}

}  // namespace yuqian::apps::govern
