// SPDX-License-Identifier: Apache-2.0
#include "model/families.hpp"

#include "solvers/every_processor.hpp"

#include <algorithm>
#include <unordered_map>

namespace yuqian::model {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

constexpr int tile = 4, vector = 8;  ///< rows and columns of the sum that stay in registers

/// sum += R'P; R and P are count x stride, sum stride x stride, stride a whole number of vectors.
YUQIAN_FOR_EVERY_PROCESSOR
void add_product(const double* __restrict r, const double* __restrict p, int count, int stride, double* __restrict sum) {
  for (int i = 0; i < stride; i += tile)
    for (int j = 0; j < stride; j += vector) {
      double s[tile][vector] = {};
      for (int k = 0; k < count; ++k) {
        const double* row = r + at(k) * at(stride) + at(i);
        const double* pull = p + at(k) * at(stride) + at(j);
        for (int a = 0; a < tile; ++a)
          for (int b = 0; b < vector; ++b) s[a][b] += row[a] * pull[b];
      }
      for (int a = 0; a < tile; ++a)
        for (int b = 0; b < vector; ++b) sum[at(i + a) * at(stride) + at(j + b)] += s[a][b];
    }
}

/// Families under construction, found by the markets they have.
class Grouping {
 public:
  explicit Grouping(const KernelData& kernel) : kernel_(kernel) {}

  void place(int home) {
    const NestData& nest = kernel_.nests[at(home)];
    const int family = most_alike(nest);
    Family& f = families_[at(family)];
    Family::Member member{home, {}};
    for (int t = nest.term_begin; t < nest.term_end; ++t) {
      const int price = kernel_.terms[at(t)].price;
      const auto [place, fresh] = slots_[at(family)].try_emplace(price, static_cast<int>(f.prices.size()));
      if (fresh) {
        f.prices.push_back(price);
        families_of_[price].push_back(family);
      }
      member.slot.push_back(place->second);
    }
    f.members.push_back(std::move(member));
  }

  std::vector<Family> take() {
    std::erase_if(families_, [](const Family& f) { return f.members.size() < 2; });
    return std::move(families_);
  }

 private:
  int most_alike(const NestData& nest) {
    std::unordered_map<int, int> shared;
    for (int t = nest.term_begin; t < nest.term_end; ++t)
      if (const auto found = families_of_.find(kernel_.terms[at(t)].price); found != families_of_.end())
        for (const int family : found->second) ++shared[family];
    int best = -1, most = 2 * (nest.term_end - nest.term_begin) / 3;
    for (int family = 0; family < static_cast<int>(families_.size()); ++family)
      if (const auto found = shared.find(family); found != shared.end() && found->second > most)
        best = family, most = found->second;
    if (best >= 0) return best;
    families_.emplace_back();
    slots_.emplace_back();
    return static_cast<int>(families_.size()) - 1;
  }

  const KernelData& kernel_;
  std::vector<Family> families_;
  std::vector<std::unordered_map<int, int>> slots_;           ///< of a price, by family
  std::unordered_map<int, std::vector<int>> families_of_;     ///< of a price
};

}  // namespace

void find_families(KernelData& kernel) {
  Grouping grouping(kernel);
  for (int n = 0; n < static_cast<int>(kernel.nests.size()); ++n)
    if (kernel.nests[at(n)].term_end - kernel.nests[at(n)].term_begin >= family_from) grouping.place(n);
  kernel.families = grouping.take();
  for (Family& f : kernel.families) {
    f.meet.assign(f.prices.size() * f.prices.size(), 0);
    for (const Family::Member& member : f.members) {
      kernel.nests[at(member.home)].in_family = true;
      for (const int i : member.slot)
        for (const int j : member.slot) f.meet[at(i) * f.prices.size() + at(j)] = 1;
    }
  }
}

int family_stride(const Family& f) { return (static_cast<int>(f.prices.size()) + vector - 1) / vector * vector; }

FamilyScratch::FamilyScratch(const KernelData& kernel) {
  std::size_t members = 0, stride = 0;
  for (const Family& f : kernel.families) {
    members = std::max(members, f.members.size());
    stride = std::max(stride, at(family_stride(f)));
  }
  rows.resize(members * stride);
  pulls.resize(members * stride);
  sum.resize(stride * stride);
}

void sum_family(const KernelData& kernel, const Family& f, const std::vector<double>& row, const std::vector<double>& pull,
                FamilyScratch& scratch) {
  const std::size_t stride = at(family_stride(f)), members = f.members.size();
  std::fill_n(scratch.rows.begin(), members * stride, 0.0);
  std::fill_n(scratch.pulls.begin(), members * stride, 0.0);
  std::fill_n(scratch.sum.begin(), stride * stride, 0.0);
  for (std::size_t k = 0; k < members; ++k) {
    const std::size_t first = at(kernel.nests[at(f.members[k].home)].term_begin);
    for (std::size_t t = 0; t < f.members[k].slot.size(); ++t) {
      const std::size_t place = k * stride + at(f.members[k].slot[t]);
      scratch.rows[place] = row[first + t];
      scratch.pulls[place] = pull[first + t];
    }
  }
  add_product(scratch.rows.data(), scratch.pulls.data(), static_cast<int>(members), static_cast<int>(stride), scratch.sum.data());
}

}  // namespace yuqian::model
