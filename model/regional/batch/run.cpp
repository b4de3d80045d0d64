// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/batch/run.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

namespace yuqian::model {
namespace {

/// Cases that one thread takes at a time: of one group, few enough that the last chunk does not
/// keep everybody waiting.
constexpr std::size_t chunk_size = 32;

struct Chunk {
  std::size_t begin = 0, end = 0;
};  ///< within BatchRun::positions

/// Something that several threads share: made once, by the first who asks, let go after the last.
template <class T>
class Shared {
 public:
  void expect(int users) { users_ += users; }
  template <class Make>
  std::shared_ptr<const T> get(Make&& make) {
    const std::lock_guard lock(mutex_);
    if (!made_ && !failure_) try {
        made_ = make();
      } catch (...) {
        failure_ = std::current_exception();
      }
    if (failure_) std::rethrow_exception(failure_);
    return made_;
  }
  void release() {
    const std::lock_guard lock(mutex_);
    if (--users_ == 0) made_ = nullptr;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const T> made_;
  std::exception_ptr failure_;
  int users_ = 0;
};

class Runner {
 public:
  Runner(const BatchInputs& inputs, const BatchRun& run)
      : in_(inputs), run_(run), groups_(inputs.cases.groups.size()) {
    for (std::size_t k = 0; k < run.positions.size(); ++k) {
      const bool joins =
          k > 0 && group_at(k) == group_at(k - 1) && k - chunks_.back().begin < chunk_size;
      if (joins)
        chunks_.back().end = k + 1;
      else
        chunks_.push_back({k, k + 1});
    }
    for (const Chunk& c : chunks_) {
      const BatchGroup& g = in_.cases.groups[group_at(c.begin)];
      groups_[group_at(c.begin)].expect(1);
      models_[model_key(g)].expect(1);
      benchmarks_[g.benchmark].expect(1);
    }
  }

  void work() {
    Worker worker;
    try {
      for (std::size_t k; !stopping() && (k = next_++) < chunks_.size();) {
        solve(chunks_[k], worker);
        if (run_.chunk_done && !stopping()) run_.chunk_done();
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop_ = true;
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  /// What a thread keeps from one chunk to the next of the same group.
  struct Worker {
    std::size_t group = static_cast<std::size_t>(-1);
    std::unique_ptr<CaseSolver> solver;
    std::string refusal;
    std::vector<double> measures;  ///< of the benchmark, where nothing is shocked
  };

  std::size_t group_at(std::size_t k) const { return in_.cases.cases[run_.positions[k]].group; }
  const Scenario* scenario_of(const BatchGroup& g) const {
    if (g.scenario.empty()) return nullptr;
    const auto at = std::find(in_.plan.scenarios.begin(), in_.plan.scenarios.end(), g.scenario) -
                    in_.plan.scenarios.begin();
    return &in_.scenarios[static_cast<std::size_t>(at)];
  }
  /// Scenarios share a model where benchmark and closure are the same, swaps of their own included.
  using ModelKey = std::pair<BenchmarkName, std::string>;
  ModelKey model_key(const BatchGroup& g) const {
    const Scenario* scenario = scenario_of(g);
    return {g.benchmark,
            g.closure + (scenario && !scenario->swaps.empty() ? text(scenario->swaps) : "")};
  }
  bool stopping() const { return stop_ || (run_.interrupted && run_.interrupted()); }

  std::shared_ptr<const CaseGroup> make_group(const BatchGroup& g) {
    const Scenario* scenario = scenario_of(g);
    const auto model = models_.at(model_key(g)).get([&] {
      const auto benchmark = benchmarks_.at(g.benchmark).get([&] {
        const std::lock_guard lock(mutex_);
        return in_.benchmark(g.benchmark);
      });
      const auto closure =
          std::find(in_.closure_names.begin(), in_.closure_names.end(), g.closure) -
          in_.closure_names.begin();
      const Closure& own = in_.closures[at(closure)];
      return std::make_shared<const RegionalModel>(
          build_regional_model(benchmark, scenario ? closure_with_swaps(own, *scenario) : own));
    });
    return std::make_shared<const CaseGroup>(model, scenario, in_.plan);
  }

  void turn_to(std::size_t group, Worker& w) {
    if (w.group == group) return;
    w = {group, nullptr, {}, {}};
    const BatchGroup& g = in_.cases.groups[group];
    try {
      const auto made = groups_[group].get([&] { return make_group(g); });
      w.solver = std::make_unique<CaseSolver>(made);
      if (g.scenario.empty() && in_.measures) {
        const std::lock_guard lock(mutex_);
        w.measures = in_.measures(g.benchmark, *made->model().benchmark);
      }
    } catch (const std::runtime_error& error) {  // wrong input or a benchmark that has no model
      w.refusal = error.what();
    }
  }

  void solve(const Chunk& chunk, Worker& worker) {
    const std::size_t group = group_at(chunk.begin);
    const BatchGroup& g = in_.cases.groups[group];
    turn_to(group, worker);
    for (std::size_t k = chunk.begin; k < chunk.end && !stopping(); ++k) {
      const BatchCase& c = in_.cases.cases[run_.positions[k]];
      BatchResult result;
      if (worker.solver)
        result =
            worker.solver->solve(in_.plan.sizes[c.size], in_.cases.draws[c.draw], run_.interrupted);
      else
        result.reason = {"算例不成立：" + worker.refusal, worker.refusal};
      if (result.status == BatchResult::Status::solved && g.scenario.empty())
        std::copy(worker.measures.begin(), worker.measures.end(), result.values.begin());
      if (result.status != BatchResult::Status::interrupted) run_.done(run_.positions[k], result);
    }
    groups_[group].release();
    models_.at(model_key(g)).release();
    benchmarks_.at(g.benchmark).release();
  }

  const BatchInputs& in_;
  const BatchRun& run_;
  std::vector<Chunk> chunks_;
  std::vector<Shared<CaseGroup>> groups_;
  std::map<ModelKey, Shared<RegionalModel>> models_;
  std::map<BenchmarkName, Shared<Benchmark>> benchmarks_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace

void run_batch(const BatchInputs& inputs, const BatchRun& run) {
  Runner runner(inputs, run);
  std::vector<std::thread> threads;
  try {
    for (int j = 1; j < run.jobs; ++j) threads.emplace_back([&] { runner.work(); });
  } catch (const std::system_error&) {
    // The machine gives no more threads: those that there are do all the work.
  }
  runner.work();
  for (std::thread& t : threads) t.join();
  runner.rethrow();
}

}  // namespace yuqian::model
