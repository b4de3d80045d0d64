// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/ranges/run.hpp>

#include <yuqian/model/regional/batch/case_group.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
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
    std::vector<std::size_t> open;
    for (std::size_t q = 0; q < in_.questions.size(); ++q)
      if (const NodeFigures* known = in_.known ? in_.known(node, q) : nullptr)
        keep(node, q, *known);
      else
        open.push_back(q);
    if (open.empty()) return;
    std::shared_ptr<const Benchmark> benchmark;
    std::string refused;
    try {
      benchmark = in_.benchmark(node);
    } catch (const std::runtime_error& error) {  // the draw fits no balanced table
      refused = error.what();
    }
    std::map<std::string, std::optional<CaseGroup::Shared>> models;  // by closure
    for (const std::size_t q : open) {
      if (stopping()) return;
      const Closure& closure = *in_.questions[q].closure;
      auto& shared = models[closure.id + text(closure.swaps)];
      std::string refusal = refused;
      if (refusal.empty()) try {
          if (!shared)
            shared.emplace(
                std::make_shared<const RegionalModel>(build_regional_model(benchmark, closure)));
          solve(node, q, *shared);
        } catch (const std::runtime_error& error) {  // the scenario does not fit this benchmark
          refusal = error.what();
        }
      if (refusal.empty()) continue;
      note(q, refusal, static_cast<int>(design_.draws));
      ++finished_;
    }
  }

  void solve(std::size_t node, std::size_t q, const CaseGroup::Shared& shared) {
    std::vector<CaseGroup::Move> moves;
    std::vector<const DrawnNumber*> numbers;
    const DrawnNumber* size = nullptr;
    for (const DrawnNumber& n : in_.drawn->numbers()) {
      if (n.by_node) continue;
      if (in_.drawn->acts_on(in_.drawn->inputs().inputs[at(n.input)]).name == policy_size)
        size = &n;
      if (auto parameters = in_.drawn->parameters(*shared.model, n); !parameters.empty()) {
        moves.push_back({std::move(parameters), true, n.cell.empty()});
        numbers.push_back(&n);
      }
    }
    const Scenario* scenario = in_.questions[q].scenario;
    CaseSolver solver(std::make_shared<const CaseGroup>(shared, scenario, std::move(moves)));
    Solution solution;
    solution.scenario = *scenario;
    FigureReader read;
    std::vector<double> factors(numbers.size());
    NodeFigures figures(design_.draws);
    bool whole = true;
    for (std::size_t d = 0; d < design_.draws; ++d) {
      if (stopping()) return;
      const std::size_t k = node * design_.draws + d;
      for (std::size_t f = 0; f < factors.size(); ++f) factors[f] = numbers[f]->factors[k];
      const BatchResult result =
          solver.solve(size ? size->factors[k] : 1, factors, in_.interrupted);
      if (result.status != BatchResult::Status::solved) {
        if (result.status == BatchResult::Status::interrupted) return;
        note(q, status_words()[static_cast<std::size_t>(result.status)], 1);
        whole = false;
        continue;
      }
      solver.read_solution(solution);
      // What is drawn within a node leaves the benchmark where it is.
      if (!read || !scenario->reference.empty()) read = in_.reader(solver.equilibrium(), solution);
      figures[d] = read(solver.equilibrium(), solution);
    }
    keep(node, q, figures);
    if (whole && in_.found) in_.found(node, q, figures);
  }

  /// Draws without figures have no solution.
  void keep(std::size_t node, std::size_t q, const NodeFigures& figures) {
    const std::lock_guard lock(mutex_);
    ++finished_;
    std::vector<std::vector<double>>& table = done_[q].figures;
    for (std::size_t d = 0; d < figures.size(); ++d) {
      if (table.empty())
        table.assign(
            figures[d].size(),
            std::vector<double>(design_.all_draws(), std::numeric_limits<double>::quiet_NaN()));
      for (std::size_t f = 0; f < figures[d].size(); ++f)
        table[f][node * design_.draws + d] = figures[d][f];
    }
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
