// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/shortage.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>

namespace yuqian::interindustry {
namespace {

/// What is left of every good in every region, [region, good], where cells make a share of today's.
Matrix pools(const IoTable& t, const Matrix& bought, const Matrix& imported, const Vector& made) {
  const int R = t.regions.size(), S = t.sectors.size();
  Matrix left(R, S);
  for (int r = 0; r < R; ++r)
    for (int i = 0; i < S; ++i) {
      double all = imported(i, r), there = imported(i, r);
      for (int s = 0; s < R; ++s) {
        all += bought(t.cell(s, i), r);
        there += made(t.cell(s, i)) * bought(t.cell(s, i), r);
      }
      left(r, i) = all > 0 ? there / all : 1;
    }
  return left;
}

}  // namespace

Shortage shortage(const IoTable& t, const std::vector<int>& cells, double share, double smallest) {
  if (cells.empty())
    throw data::InputError("no supply is cut", "name a sector or a region of the table");
  if (!(share >= 0 && share <= 1))
    throw data::InputError(fmt::format("a cut of {} of the supply", share),
                           "give a number from 0 (nothing) to 1 (all of it)");
  const int R = t.regions.size(), S = t.sectors.size(), n = t.cells();
  Matrix bought = Matrix::Zero(n, R), imported = Matrix::Zero(S, R), needs = Matrix::Zero(S, n);
  for (int r = 0; r < R; ++r) {
    bought.col(r) = t.flows.middleCols(r * S, S).rowwise().sum() +
                    t.final_use.middleCols(t.column(r, 0), t.users.size()).rowwise().sum();
    if (t.imports_by_good())
      imported.col(r) = t.imports.middleCols(r * S, S).rowwise().sum() +
                        t.final_imports.middleCols(t.column(r, 0), t.users.size()).rowwise().sum();
  }
  for (int i = 0; i < n; ++i) needs.row(i % S) += t.flows.row(i);
  if (t.imports_by_good()) needs += t.imports;
  Vector cap = Vector::Ones(n);
  for (const int c : cells) cap(c) = 1 - share;
  const auto round = [&](const Vector& made) {
    const Matrix left = pools(t, bought, imported, made);
    Vector next = cap;
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < S; ++i)
        if (needs(i, j) > smallest * t.output(j))
          next(j) = std::min(next(j), left(t.region_of(j), i));
    return next;
  };
  Shortage found{cap, round(cap), cap, 0};
  for (;;) {  // what is left falls in every round and is bounded below, so it settles
    const Vector next = round(found.upper);
    const double moved = (found.upper - next).cwiseAbs().maxCoeff();
    found.upper = next;
    ++found.rounds;
    if (moved < 1e-12) return found;
  }
}

Measures shortage_measures(const IoTable& t, const std::vector<int>& cells, double share,
                           const Accounts& accounts) {
  const Shortage s = shortage(t, cells, share);
  const data::Set readings(
      "shortage_reading", {"lower", "first", "upper"},
      {"仅本部门（下界）", "含直接用户", "全部轮次（上界）"},
      {"the cells alone (lower)", "direct customers too", "all rounds (upper)"});
  Measures found;
  const auto add = [&](const std::string& name, const std::string& zh, const std::string& en,
                       const std::string& unit, const Vector& amounts) {
    data::Table lost(name + "_short", {t.regions, readings}, unit, t.source),
        part(name + "_short_share", {t.regions, readings}, "%", t.source);
    const Vector all = sum_by_region(t, amounts);
    const Vector* left[] = {&s.lower, &s.first, &s.upper};
    for (int k = 0; k < 3; ++k) {
      const Vector gone = sum_by_region(t, (1 - left[k]->array()).matrix().cwiseProduct(amounts));
      for (int r = 0; r < t.regions.size(); ++r) {
        lost(r, k) = gone(r);
        part(r, k) = 100 * gone(r) / all(r);
      }
    }
    found.push_back({std::move(lost), zh + "损失", en + " lost", true});
    found.push_back({std::move(part), zh + "损失占比", en + " lost, share"});
  };
  add("output", "产出", "Output", t.unit, t.output);
  for (const Account& a : accounts) add(a.name, a.zh, a.en, a.unit, a.amounts);
  Matrix left(t.cells(), 3);
  left << s.lower, s.first, s.upper;
  found.push_back({by_cell(t, "output_left", "%", readings, 100 * left, true), "剩余产出占比",
                   "Output left, share of today's"});
  return found;
}

}  // namespace yuqian::interindustry
