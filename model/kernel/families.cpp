// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/families.hpp>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/every_processor.hpp>

#include <algorithm>
#include <unordered_map>

namespace yuqian::model {
namespace {

constexpr int tile = 4, vector = 8;  ///< rows and columns of the sum that stay in registers

/// sum += R'P; R and P are count x stride, sum stride x stride, stride a whole number of vectors.
YUQIAN_FOR_EVERY_PROCESSOR
void add_product(const double* __restrict r, const double* __restrict p, int count, int stride,
                 double* __restrict sum) {
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

/// The home with slopes that has most terms decides: it holds a sum worth a matrix, or none does.
bool worth_it(const KernelData& kernel, const TreeData& tree) {
  for (int n = tree.nest_begin; n < tree.nest_end; ++n)
    if (kernel.nests[at(n)].term_end - kernel.nests[at(n)].term_begin >= family_from &&
        has_slope(kernel, n))
      return true;
  return false;
}

bool is_below(const KernelData& kernel, int nest, int above) {
  while (nest > above) nest = kernel.nests[at(nest)].parent;
  return nest == above;
}

/// Families under construction, found by the markets they have.
class Grouping {
 public:
  explicit Grouping(const KernelData& kernel) : kernel_(kernel) {}

  void place(int t) {
    const TreeData& tree = kernel_.trees[at(t)];
    const int family = most_alike(tree);
    Family& f = families_[at(family)];
    Family::Member member{t, {}};
    for (int k = tree.term_begin; k < tree.term_end; ++k) {
      const int price = kernel_.terms[at(k)].price;
      const auto [place, fresh] =
          slots_[at(family)].try_emplace(price, static_cast<int>(f.prices.size()));
      if (fresh) {
        f.prices.push_back(price);
        families_of_[price].push_back(family);
      }
      member.slot.push_back(place->second);
    }
    f.members.push_back(std::move(member));
    for (int n = tree.nest_begin; n < tree.nest_end; ++n) f.homes += kernel_.nests[at(n)].home == n;
  }

  std::vector<Family> take() {
    std::erase_if(families_, [](const Family& f) { return f.members.size() < 2; });
    return std::move(families_);
  }

 private:
  int most_alike(const TreeData& tree) {
    std::unordered_map<int, int> shared;
    for (int t = tree.term_begin; t < tree.term_end; ++t)
      if (const auto found = families_of_.find(kernel_.terms[at(t)].price);
          found != families_of_.end())
        for (const int family : found->second) ++shared[family];
    int best = -1, most = 2 * (tree.term_end - tree.term_begin) / 3;
    for (const auto& [family, prices] : shared)  // of equals the first
      if (prices > most || (prices == most && family < best)) best = family, most = prices;
    if (best >= 0) return best;
    families_.emplace_back();
    slots_.emplace_back();
    return static_cast<int>(families_.size()) - 1;
  }

  const KernelData& kernel_;
  std::vector<Family> families_;
  std::vector<std::unordered_map<int, int>> slots_;        ///< of a price, by family
  std::unordered_map<int, std::vector<int>> families_of_;  ///< of a price
};

/// Marks where the trees of a family have slopes.
void mark_meetings(const KernelData& kernel, Family& f) {
  f.meet.assign(f.prices.size() * f.prices.size(), 0);
  for (const Family::Member& member : f.members) {
    const TreeData& tree = kernel.trees[at(member.tree)];
    for (int a = tree.nest_begin; a < tree.nest_end; ++a)
      for (int c = tree.nest_begin; c < tree.nest_end; ++c) {
        const NestData &rows = kernel.nests[at(a)], &columns = kernel.nests[at(c)];
        if (rows.term_begin == rows.term_end || columns.term_begin == columns.term_end) continue;
        if (!has_slope(kernel, common_nest(kernel, a, c))) continue;
        const int *slot = member.slot.data(), first = tree.term_begin;
        for (int i = rows.term_begin - first; i < rows.term_end - first; ++i) {
          char* row = f.meet.data() + at(slot[i]) * f.prices.size();
          for (int j = columns.term_begin - first; j < columns.term_end - first; ++j)
            row[slot[j]] = 1;
        }
      }
  }
}

}  // namespace

void find_families(KernelData& kernel, const std::vector<BlockData>& blocks) {
  Grouping grouping(kernel);
  for (int t = 0; t < static_cast<int>(kernel.trees.size()); ++t)
    if (blocks[at(kernel.trees[at(t)].block)].kind == BlockKind::production &&
        worth_it(kernel, kernel.trees[at(t)]))
      grouping.place(t);
  kernel.families = grouping.take();
  for (Family& f : kernel.families) {
    mark_meetings(kernel, f);
    for (const Family::Member& member : f.members) kernel.trees[at(member.tree)].in_family = true;
  }
}

int family_stride(const Family& f) {
  return (static_cast<int>(f.prices.size()) + vector - 1) / vector * vector;
}

FamilyScratch::FamilyScratch(const KernelData& kernel) {
  std::size_t homes = 0, stride = 0;
  for (const Family& f : kernel.families) {
    homes = std::max(homes, at(f.homes));
    stride = std::max(stride, at(family_stride(f)));
  }
  rows.resize(homes * stride);
  pulls.resize(homes * stride);
  sum.resize(stride * stride);
}

void sum_family(const Model& model, const Point& point, const Family& f,
                const std::vector<double>& row, const std::vector<double>& spent,
                FamilyScratch& scratch) {
  const KernelData& kernel = model.kernel();
  const KernelState& state = point.kernel;
  const std::size_t stride = at(family_stride(f));
  std::fill_n(scratch.rows.begin(), at(f.homes) * stride, 0.0);
  std::fill_n(scratch.pulls.begin(), at(f.homes) * stride, 0.0);
  std::fill_n(scratch.sum.begin(), stride * stride, 0.0);
  // Each nest with a slope is one rank-one term of (6): a row of R has what its terms weigh in
  // their markets, the same row of P what their prices pull. The product sums all nests of all
  // members.
  std::size_t first = 0;  // of the present nest's row of R and P
  for (const Family::Member& member : f.members) {
    const TreeData& tree = kernel.trees[at(member.tree)];
    const double m = point.multiplier[at(tree.block)];
    const auto slot = [&](int term) { return at(member.slot[at(term - tree.term_begin)]); };
    for (int n = tree.nest_begin; n < tree.nest_end; ++n) {
      const NestData& nest = kernel.nests[at(n)];
      const double e = state.elasticity[at(n)];
      const double step = e - (nest.parent < 0 ? 0 : state.elasticity[at(nest.parent)]);
      if (step == 0) continue;  // k_n = 0: the elasticity above is the same
      const double k = m * step / state.cost[at(n)];
      if (nest.home != n) {  // a branch: few leaves
        for (int i = nest.leaf_begin; i < nest.leaf_end; ++i) {
          const double to = k * tree.sign * state.netput[at(i)] *
                            point.side_weight(kernel.price[at(i)], tree.sign);
          double* sum = &scratch.sum[slot(kernel.term[at(i)]) * stride];
          for (int j = nest.leaf_begin; j < nest.leaf_end; ++j)
            sum[slot(kernel.term[at(j)])] += to * state.netput[at(j)] * state.phi[at(j)];
        }
        continue;
      }
      // All leaves below n move with it, so the terms of every home below take part.
      for (int h = n; h < tree.nest_end; ++h) {
        const NestData& home = kernel.nests[at(h)];
        if (home.term_begin == home.term_end || !is_below(kernel, h, n)) continue;
        for (int t = home.term_begin; t < home.term_end; ++t) {
          scratch.rows[first + slot(t)] += row[at(t)];
          scratch.pulls[first + slot(t)] += k * spent[at(t)];
        }
      }
      first += stride;
    }
  }
  // R'P in tiles: a matrix product, which is why trees that meet in the same markets are one
  // family.
  add_product(scratch.rows.data(), scratch.pulls.data(), static_cast<int>(first / stride),
              static_cast<int>(stride), scratch.sum.data());
}

}  // namespace yuqian::model
