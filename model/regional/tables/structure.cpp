// SPDX-License-Identifier: Apache-2.0
// How alike regions are by what their sectors make, and what each is specialised in (eq. 103 to
// 105).
#include <yuqian/model/interindustry/disparity.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <numeric>
#include <span>

namespace yuqian::model {
namespace {

double sum(std::span<const double> a) { return std::accumulate(a.begin(), a.end(), 0.0); }

}  // namespace

void report::add_structure(Tables& out, const Compared& p) {
  const data::Set &regions = p.m.benchmark->regions, &sectors = p.m.benchmark->sectors;
  const data::Set partner = regions.renamed("partner");
  data::Table alike("structural_similarity", {states(), regions, partner}, "1"),
      apart("specialisation", {states(), regions, partner}, "1"),
      quotient("location_quotient", {states(), regions, sectors}, "1");
  for (int state = 0; state < 2; ++state) {
    const data::Table& output = p.accounts[at(state)].output;
    const auto row = [&](int r) {
      const auto n = static_cast<std::size_t>(sectors.size());
      return output.values().subspan(static_cast<std::size_t>(r) * n, n);
    };
    std::vector<double> nation(static_cast<std::size_t>(sectors.size()));
    for (int r = 0; r < regions.size(); ++r)
      for (std::size_t i = 0; i < nation.size(); ++i) nation[i] += row(r)[i];
    for (int r = 0; r < regions.size(); ++r) {
      for (int s = 0; s < regions.size(); ++s) {
        alike(state, r, s) = interindustry::similarity(row(r), row(s));
        apart(state, r, s) = interindustry::specialisation(row(r), row(s));
      }
      for (int i = 0; i < sectors.size(); ++i)
        quotient(state, r, i) = (output(r, i) / sum(row(r))) / (nation[at(i)] / sum(nation));
    }
  }
  out.insert(out.end(), {std::move(alike), std::move(apart), std::move(quotient)});
}

}  // namespace yuqian::model
