// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

namespace yuqian::solvers {

/// Threads that share the work of one solve. The thread that makes a team belongs to it as long as
/// the team lives: what it calls may hand out parts of its work by `share`. Every member begins
/// with a stretch of the parts, the same in every round, so that it finds in its cache what it left
/// there; who is done goes on with what others have not begun. So parts write to places of their
/// own, and sums over parts are taken in their order: results are the same bits on any number of
/// threads. Threads without a team do all parts themselves, those of a batch for instance, and so
/// does whoever is at work on a part.
class Team {
 public:
  explicit Team(int threads);  ///< the calling one included
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  int size() const { return static_cast<int>(threads_.size()) + 1; }
  /// The calling thread's; null where it has none to ask now.
  static Team* of_this_thread();

  using Work = void (*)(void* context, int part, int member);
  /// work(context, k, member) for every k below `parts`; returns when all are done. The first
  /// exception is thrown again then.
  void run(int parts, Work work, void* context);

 private:
  /// Parts of a member's stretch that nobody has begun; the number of the round in the upper half.
  struct alignas(64) Stretch {
    std::atomic<std::uint64_t> left{0};
  };

  void serve(int member);
  void work_off(int member);
  void work_off(int member, int owner);
  int first_part(int owner) const;

  Team* before_;
  std::vector<std::thread> threads_;
  std::vector<Stretch> stretches_;  ///< by member
  std::atomic<unsigned> round_{0};  ///< members that find nothing to do sleep until it moves
  alignas(64) std::atomic<int> done_{0};
  std::atomic<bool> over_{false};
  // Of the present round. Read by whoever has a part of it, so it cannot change meanwhile.
  int parts_ = 0;
  Work work_ = nullptr;
  void* context_ = nullptr;
  std::atomic_flag failed_;
  std::exception_ptr failure_;
};

/// Members of the calling thread's team; 1 without one.
inline int team_size() {
  const Team* team = Team::of_this_thread();
  return team ? team->size() : 1;
}

/// f(part, member) for every part, on the calling thread's team. Members count from 0 and have one
/// part at a time, so that each may have its own scratch.
template <class F>
void share(int parts, F&& f) {
  if (Team* team = parts > 1 ? Team::of_this_thread() : nullptr) {
    team->run(
        parts,
        [](void* context, int part, int member) {
          (*static_cast<std::remove_reference_t<F>*>(context))(part, member);
        },
        const_cast<void*>(static_cast<const void*>(std::addressof(f))));
  } else {
    for (int part = 0; part < parts; ++part) f(part, 0);
  }
}

/// f(begin, end) for ranges that cover 0 .. n, each of `least` or more but for a short whole. For
/// loops whose steps do not touch each other: where the ranges meet depends on the team.
template <class F>
void share_range(std::size_t n, std::size_t least, F&& f) {
  const auto members = static_cast<std::size_t>(team_size());
  const std::size_t parts = members == 1 ? 1 : std::clamp<std::size_t>(n / least, 1, 4 * members);
  share(static_cast<int>(parts), [&](int part, int) {
    const auto k = static_cast<std::size_t>(part);
    f(n * k / parts, n * (k + 1) / parts);
  });
}

}  // namespace yuqian::solvers
