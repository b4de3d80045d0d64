// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/ras.hpp>
#include <yuqian/calibration/benchmark/uncertain.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

constexpr const char* abroad = "RestOfWorld";  // as an end of a flow: exports and imports

/// Logarithm of every flow's factor, and whether the flow is fixed by it; of foreign trade by
/// province.
struct Moves {
  std::vector<double> logarithm;
  std::vector<bool> fixed;
  std::vector<double> foreign;
};

/// Positions of the named provinces; -1 for "*".
std::vector<int> positions(const std::vector<std::string>& names, const data::Set& regions) {
  std::vector<int> list;
  for (const std::string& name : names) {
    if (name == abroad) continue;
    const auto place = name == "*" ? std::optional<int>(-1) : regions.find(name);
    if (!place)
      throw data::InputError({{},
                              fmt::format("an uncertain flow names \"{}\", which the dataset does "
                                          "not have",
                                          name),
                              name,
                              data::suggestion(name, regions.labels())});
    list.push_back(*place);
  }
  return list;
}

Moves moves(const std::vector<BenchmarkDraw::Flow>& flows, const data::Set& regions) {
  const int n = regions.size();
  Moves m{std::vector<double>(at(n * n)), std::vector<bool>(at(n * n)), std::vector<double>(at(n))};
  const auto is_foreign = [](const BenchmarkDraw::Flow& f) {
    return std::find(f.other_end.begin(), f.other_end.end(), abroad) != f.other_end.end();
  };
  // "*" is what no other flow of its kind names, at home or abroad.
  std::vector<bool> named[2] = {std::vector<bool>(at(n)), std::vector<bool>(at(n))};
  for (const BenchmarkDraw::Flow& f : flows)
    for (const auto* list : {&f.between, &f.other_end})
      for (const int r : positions(*list, regions))
        if (r >= 0) named[is_foreign(f)][at(r)] = true;
  const auto members = [&](const std::vector<std::string>& names, bool foreign = false) {
    std::vector<int> list = positions(names, regions);
    if (std::erase(list, -1) > 0)
      for (int r = 0; r < n; ++r)
        if (!named[foreign][at(r)]) list.push_back(r);
    return list;
  };
  for (const BenchmarkDraw::Flow& f : flows) {
    if (is_foreign(f)) {
      for (const int r : members(f.between, true)) m.foreign[at(r)] += std::log(f.factor);
      continue;
    }
    const bool both = std::find(f.between.begin(), f.between.end(), "*") == f.between.end() &&
                      std::find(f.other_end.begin(), f.other_end.end(), "*") == f.other_end.end();
    std::vector<bool> met(at(n * n));  // lists that overlap name a flow twice
    for (const int a : members(f.between))
      for (const int b : members(f.other_end))
        for (const int cell : {a * n + b, b * n + a})
          if (a != b && !met[at(cell)]) {
            met[at(cell)] = true;
            m.logarithm[at(cell)] += std::log(f.factor);
            m.fixed[at(cell)] = m.fixed[at(cell)] || both;
          }
  }
  return m;
}

/// Exports or imports of a good by province with their factors; the nation's stay (eq. 357).
std::vector<double> foreign_trade(const data::Table& trade, int good, const Moves& moves,
                                  double part) {
  std::vector<double> list;
  double before = 0, after = 0;
  for (int r = 0; r < trade.axis(0).size(); ++r) {
    before += trade(r, good);
    list.push_back(trade(r, good) * std::exp(part * moves.foreign[at(r)]));
    after += list.back();
  }
  for (double& value : list) value *= after > 0 ? before / after : 1;
  return list;
}

/// One good: the matrix with its moves a share `part` of the way, 1 all of it, and foreign trade
/// with its own.
bool move_good(data::Mrio& mrio, int good, const Moves& moves, double part, double foreign_part) {
  const int n = mrio.regions.size();
  std::vector<double> table(at(n * n));
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) table[at(s * n + r)] = mrio.trade(s, r, good);
  Margins margins{std::vector<double>(at(n)), std::vector<double>(at(n)), mrio.regions.labels(),
                  mrio.regions.labels()};
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) {
      margins.rows[at(s)] += table[at(s * n + r)];
      margins.columns[at(r)] += table[at(s * n + r)];
    }
  const std::vector<double> exports = foreign_trade(mrio.exports, good, moves, foreign_part),
                            imports = foreign_trade(mrio.imports, good, moves, foreign_part);
  for (int r = 0; r < n; ++r) {
    margins.rows[at(r)] += mrio.exports(r, good) - exports[at(r)];
    margins.columns[at(r)] += mrio.imports(r, good) - imports[at(r)];
    if (margins.rows[at(r)] < 0 || margins.columns[at(r)] < 0) return false;
  }
  std::vector<double> fixed(at(n * n));
  constexpr double room = 0.9;  // of supply and of use that one flow may take
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) {
      double& cell = table[at(s * n + r)];
      const double moved = cell * std::exp(part * moves.logarithm[at(s * n + r)]);
      if (!moves.fixed[at(s * n + r)] || cell == 0) {
        cell = moved;
        continue;
      }
      const double most = room * std::min(margins.rows[at(s)], margins.columns[at(r)]);
      fixed[at(s * n + r)] = std::min(moved, std::max(cell, most));
      cell = 0;
    }
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) {
      margins.rows[at(s)] = std::max(0.0, margins.rows[at(s)] - fixed[at(s * n + r)]);
      margins.columns[at(r)] = std::max(0.0, margins.columns[at(r)] - fixed[at(s * n + r)]);
    }
  SparseMatrix free = sparse(table, n, n);
  if (free.value.empty()) return true;
  try {
    // Margins that can be met need a handful of Newton steps after the sweeps; where they cannot,
    // which is common, more of either is time lost before a smaller part is tried.
    ras(free, margins, {.sweeps = 30, .newton_steps = 20, .tolerance = 1e-12});
  } catch (const InfeasibleMargins&) {
    return false;
  }
  const std::vector<double> balanced = dense(free);
  for (int s = 0; s < n; ++s) {
    for (int r = 0; r < n; ++r)
      mrio.trade(s, r, good) = balanced[at(s * n + r)] + fixed[at(s * n + r)];
    mrio.exports(s, good) = exports[at(s)];
    mrio.imports(s, good) = imports[at(s)];
  }
  return true;
}

}  // namespace

void move_flows(data::Mrio& mrio, const std::vector<BenchmarkDraw::Flow>& flows) {
  if (flows.empty()) return;
  const Moves all = moves(flows, mrio.regions);
  const bool foreign = std::any_of(all.foreign.begin(), all.foreign.end(),
                                   [](double logarithm) { return logarithm != 0; });
  // A good with too little own supply gives less way: foreign trade first, then the flows.
  for (int i = 0; i < mrio.sectors.size(); ++i) {
    bool moved = false;
    for (double part = 1; part > 0.1 && !moved; part /= 2) {
      for (double abroad_part = foreign ? 1 : 0; abroad_part > 0.1 && !moved; abroad_part /= 2)
        moved = move_good(mrio, i, all, part, abroad_part);
      moved = moved || move_good(mrio, i, all, part, 0);
    }
  }
}

}  // namespace yuqian::calibration
