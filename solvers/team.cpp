// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/team.hpp>

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

namespace yuqian::solvers {
namespace {

thread_local Team* of_thread = nullptr;

/// Tries before a thread sleeps: some tens of microseconds, longer than most pauses within a solve
/// and shorter than it takes to wake up.
constexpr int tries = 2000;

void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// Until `value` is no longer `old`.
template <class T>
void wait_for_change(const std::atomic<T>& value, T old) {
  for (int k = 0; k < tries; ++k) {
    if (value.load(std::memory_order_acquire) != old) return;
    pause();
  }
  value.wait(old, std::memory_order_acquire);
}

}  // namespace

Team* Team::of_this_thread() { return of_thread; }

Team::Team(int threads)
    : before_(std::exchange(of_thread, this)),
      stretches_(static_cast<std::size_t>(std::max(threads, 1))) {
  try {
    for (int k = 1; k < threads; ++k) threads_.emplace_back([this, k] { serve(k); });
  } catch (const std::system_error&) {
    // The machine gives no more threads: those that there are do all the work.
  }
}

Team::~Team() {
  of_thread = before_;
  over_ = true;
  ++round_;
  round_.notify_all();
  for (std::thread& t : threads_) t.join();
}

void Team::serve(int member) {
  for (;;) {
    const unsigned round = round_.load(std::memory_order_acquire);
    if (over_) return;
    work_off(member);
    wait_for_change(round_, round);
  }
}

int Team::first_part(int owner) const {
  return static_cast<int>(static_cast<long>(parts_) * owner / std::ssize(stretches_));
}

void Team::work_off(int member) {
  const int count = static_cast<int>(stretches_.size());
  for (int k = 0; k < count; ++k) work_off(member, (member + k) % count);
}

/// Does parts of a stretch until none is left. One is taken before anything about the round is
/// read: as long as it is not done the round cannot end.
void Team::work_off(int member, int owner) {
  constexpr std::uint64_t count = 0xffffffff;
  std::atomic<std::uint64_t>& stretch = stretches_[static_cast<std::size_t>(owner)].left;
  std::uint64_t left = stretch.load(std::memory_order_acquire);
  while ((left & count) != 0) {
    if (!stretch.compare_exchange_weak(left, left - 1, std::memory_order_acq_rel)) continue;
    const int parts = parts_;
    try {
      work_(context_, first_part(owner + 1) - static_cast<int>(left & count), member);
    } catch (...) {
      if (!failed_.test_and_set()) failure_ = std::current_exception();
    }
    if (done_.fetch_add(1, std::memory_order_acq_rel) + 1 == parts) done_.notify_one();
    left = stretch.load(std::memory_order_acquire);
  }
}

void Team::run(int parts, Work work, void* context) {
  parts_ = parts;
  work_ = work;
  context_ = context;
  done_.store(0, std::memory_order_relaxed);
  const unsigned round = round_.load(std::memory_order_relaxed) + 1;
  for (int owner = 0; owner < static_cast<int>(stretches_.size()); ++owner)
    stretches_[static_cast<std::size_t>(owner)].left.store(
        static_cast<std::uint64_t>(round) << 32 |
            static_cast<unsigned>(first_part(owner + 1) - first_part(owner)),
        std::memory_order_release);
  round_.store(round, std::memory_order_release);
  round_.notify_all();
  of_thread = nullptr;  // what a part shares out it does itself
  work_off(0);
  for (int done = done_.load(std::memory_order_acquire); done != parts;
       done = done_.load(std::memory_order_acquire))
    wait_for_change(done_, done);
  of_thread = this;
  if (failed_.test()) {
    failed_.clear();
    std::rethrow_exception(std::exchange(failure_, nullptr));
  }
}

}  // namespace yuqian::solvers
