// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include <yuqian/solvers/linear/linear_solver.hpp>

namespace yuqian::solvers {
namespace {

struct Regions {
  Index count = 0, largest = 0, border = 0;
};

Regions count_regions(std::span<const Index> partition) {
  std::vector<Index> size;
  Regions r;
  for (const Index p : partition) {
    if (p < 0) {
      ++r.border;
      continue;
    }
    if (p >= static_cast<Index>(size.size())) size.resize(static_cast<std::size_t>(p) + 1, 0);
    ++size[p];
  }
  for (const Index s : size) {
    r.count += s > 0;
    r.largest = std::max(r.largest, s);
  }
  return r;
}

ChosenSolver best_direct(const LinearOptions& options, const std::string& why) {
  auto solver = have_umfpack() ? make_umfpack() : make_eigen_lu();
  return {make_refined(std::move(solver), options.refinement), why};
}

ChosenSolver automatic(const LinearOptions& options, Index n, std::span<const Index> partition) {
  if (n <= options.dense_below)
    return {make_refined(make_dense_lu(), options.refinement),
            fmt::format("{} unknowns: dense LU is fastest", n)};
  if (n < options.iterative_from)
    return best_direct(options, fmt::format("{} unknowns: a direct solver is fastest", n));
  const Regions r = count_regions(partition);
  if (r.count < 2)
    return best_direct(options, fmt::format("{} unknowns, not divided into regions", n));
  // Worth it while the dense blocks are small beside the whole.
  if (r.border > n / 4 || r.largest > n / 2)
    return best_direct(options, fmt::format("{} unknowns, but the largest of {} regions has {} and "
                                            "the border {}: blocks too large for region GMRES",
                                            n, r.count, r.largest, r.border));
  return {make_with_fallback(make_region_gmres(options), best_direct(options, {}).solver),
          fmt::format("{} unknowns in {} regions of at most {}, border {}: region blocks are far "
                      "cheaper than a factorization of the whole",
                      n, r.count, r.largest, r.border)};
}

}  // namespace

ChosenSolver choose_linear_solver(const LinearOptions& options, const Pattern& pattern,
                                  std::span<const Index> partition) {
  const auto direct = [&](std::unique_ptr<LinearSolver> s) {
    return ChosenSolver{make_refined(std::move(s), options.refinement), "asked for"};
  };
  switch (options.choice) {
    case LinearChoice::dense:
      return direct(make_dense_lu());
    case LinearChoice::eigen_lu:
      return direct(make_eigen_lu());
    case LinearChoice::umfpack:
      return direct(make_umfpack());
    case LinearChoice::region_gmres:
      if (partition.empty())
        throw std::invalid_argument(
            "region GMRES was asked for, but the problem has no partition into regions");
      return {make_with_fallback(make_region_gmres(options), best_direct(options, {}).solver),
              "asked for"};
    case LinearChoice::automatic:
      break;
  }
  return automatic(options, pattern.size(), partition);
}

}  // namespace yuqian::solvers
