// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/ranges/run.hpp>

#include <yuqian/model/regional/batch/case_group.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <thread>

namespace yuqian::model {
namespace {

class Runner {
 public:
  explicit Runner(const RangeInputs& in)
      : in_(in), design_(in.drawn->design()), done_(in.questions.size()) {}

  std::vector<RangeDraws> run() {
    std::vector<std::thread> threads;
    const int jobs = std::clamp(in_.jobs, 1, static_cast<int>(design_.all_nodes()));
    running_ = jobs;
    for (int k = 0; k < jobs; ++k) threads.emplace_back([this] { work(); });
    wait();
    for (std::thread& t : threads) t.join();
    if (failure_) std::rethrow_exception(failure_);
    return std::move(done_);
  }

 private:
  bool stopping() const { return stop_ || (in_.interrupted && in_.interrupted()); }

  /// Tells how far it is, from the caller's own thread: a screen belongs to one.
  void wait() {
    std::unique_lock lock(mutex_);
    while (running_ > 0) {
      changed_.wait_for(lock, std::chrono::milliseconds(100));
      const double parts = static_cast<double>(design_.all_nodes() * in_.questions.size());
      if (in_.progress) in_.progress(static_cast<double>(finished_) / parts);
    }
  }

  void work() {
    try {
      for (std::size_t node; !stopping() && (node = next_++) < design_.all_nodes();) solve(node);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stop_ = true;
    }
    const std::lock_guard lock(mutex_);
    --running_;
    changed_.notify_all();
  }

  void solve(std::size_t node) {
    std::shared_ptr<const Benchmark> benchmark;
    std::string refused;
    try {
      benchmark = in_.benchmark(node);
    } catch (const std::runtime_error& error) {  // the draw fits no balanced table
      refused = error.what();
    }
    std::map<std::string, std::shared_ptr<const RegionalModel>> models;  // by closure
    for (std::size_t q = 0; q < in_.questions.size() && !stopping(); ++q) {
      const Closure& closure = *in_.questions[q].closure;
      auto& model = models[closure.id + text(closure.swaps)];
      std::string refusal = refused;
      if (refusal.empty()) try {
          if (!model)
            model = std::make_shared<const RegionalModel>(build_regional_model(benchmark, closure));
          solve(node, q, model);
        } catch (const std::runtime_error& error) {  // the scenario does not fit this benchmark
          refusal = error.what();
        }
      if (!refusal.empty()) note(q, refusal, static_cast<int>(design_.draws));
      ++finished_;
    }
  }

  void solve(std::size_t node, std::size_t q, std::shared_ptr<const RegionalModel> model) {
    std::vector<CaseGroup::Move> moves;
    std::vector<const DrawnNumber*> numbers;
    for (const DrawnNumber& n : in_.drawn->numbers()) {
      if (n.by_node) continue;
      if (auto parameters = in_.drawn->parameters(*model, n); !parameters.empty()) {
        moves.push_back({std::move(parameters), true, n.cell.empty()});
        numbers.push_back(&n);
      }
    }
    const Scenario* scenario = in_.questions[q].scenario;
    CaseSolver solver(std::make_shared<const CaseGroup>(model, scenario, std::move(moves)));
    Solution solution;
    solution.scenario = *scenario;
    std::vector<double> factors(numbers.size());
    for (std::size_t k = node * design_.draws; k < (node + 1) * design_.draws; ++k) {
      if (stopping()) return;
      for (std::size_t f = 0; f < factors.size(); ++f) factors[f] = numbers[f]->factors[k];
      const BatchResult result = solver.solve(1, factors, in_.interrupted);
      if (result.status != BatchResult::Status::solved) {
        if (result.status != BatchResult::Status::interrupted)
          note(q, status_words()[static_cast<std::size_t>(result.status)], 1);
        continue;
      }
      solver.read_solution(solution);
      keep(q, k, in_.figures(solver.equilibrium(), solution));
    }
  }

  void keep(std::size_t q, std::size_t draw, const std::vector<double>& figures) {
    const std::lock_guard lock(mutex_);
    std::vector<std::vector<double>>& table = done_[q].figures;
    if (table.empty())
      table.assign(figures.size(), std::vector<double>(design_.all_draws(),
                                                       std::numeric_limits<double>::quiet_NaN()));
    for (std::size_t f = 0; f < figures.size(); ++f) table[f][draw] = figures[f];
  }

  void note(std::size_t q, const std::string& why, int draws) {
    const std::lock_guard lock(mutex_);
    done_[q].failures[why] += draws;
  }

  const RangeInputs& in_;
  const uncertainty::Design& design_;
  std::vector<RangeDraws> done_;
  std::atomic<std::size_t> next_{0}, finished_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  int running_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

int RangeDraws::failed() const {
  int sum = 0;
  for (const auto& [why, draws] : failures) sum += draws;
  return sum;
}

std::vector<RangeDraws> run_ranges(const RangeInputs& in) { return Runner(in).run(); }

}  // namespace yuqian::model
