// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/multipliers.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

#include <Eigen/LU>

namespace yuqian::interindustry {

Multiplier multiplier(const Leontief& l, const Vector& f) {
  const IoTable& t = l.table();
  Matrix weights = region_sums(t);
  for (int r = 0; r < weights.rows(); ++r)
    weights.row(r) = weights.row(r).cwiseProduct(f.transpose());
  const Matrix fallen = l.times(weights);  // [region where it falls, cell]
  Multiplier m;
  m.direct = f;
  m.simple = fallen.colwise().sum().transpose();
  m.own_region.resize(t.cells());
  for (int j = 0; j < t.cells(); ++j) m.own_region(j) = fallen(t.region_of(j), j);
  m.spillover = m.simple - m.own_region;
  m.feedback = feedback(t, f, m.own_region);
  return m;
}

Vector feedback(const IoTable& t, const Vector& f, const Vector& own_region) {
  const int S = t.sectors.size();
  Vector alone(t.cells());
  const Vector per_unit = t.per_output(Vector::Ones(t.cells()));
  for (int r = 0; r < t.regions.size(); ++r) {
    Eigen::MatrixXd m = Eigen::MatrixXd::Identity(S, S);
    m -= t.flows.block(r * S, r * S, S, S) * per_unit.segment(r * S, S).asDiagonal();
    alone.segment(r * S, S) = m.transpose().partialPivLu().solve(f.segment(r * S, S));
  }
  return own_region - alone;
}

Households endogenous_households(const IoTable& t) {
  const std::vector<int> groups = t.households();
  Households h;
  if (groups.empty() || !t.items.find("compensation")) return h;
  const int H = static_cast<int>(groups.size()), R = t.regions.size();
  const Vector pay = t.item("compensation"), per_unit = t.per_output(pay),
               earned = sum_by_region(t, pay);
  h.income = Matrix::Zero(R * H, t.cells());
  h.consumption = Matrix::Zero(t.cells(), R * H);
  h.propensity = Vector::Zero(R);
  for (int r = 0; r < R; ++r) {
    double spent = 0;
    std::vector<double> by_group;
    for (const int g : groups) {
      by_group.push_back(t.final_use.col(t.column(r, g)).sum() +
                         t.final_imports.col(t.column(r, g)).sum());
      spent += by_group.back();
    }
    if (!(spent > 0) || !(earned(r) > 0)) continue;
    h.propensity(r) = std::min(1.0, spent / earned(r));
    for (int k = 0; k < H; ++k) {
      const double of_group = by_group[at(k)];
      if (!(of_group > 0)) continue;
      const int S = t.sectors.size();
      h.income.row(r * H + k).segment(r * S, S) =
          of_group / spent * per_unit.segment(r * S, S).transpose();
      h.consumption.col(r * H + k) =
          h.propensity(r) / of_group * t.final_use.col(t.column(r, groups[at(k)]));
    }
  }
  return h;
}

ClosedMultiplier closed_multiplier(const Leontief& l, const Households& h, const Vector& f) {
  // Incomes y = W L (d + C y), so y = (I - W L C)^-1 W L d, and output is L (d + C y). Households
  // are few, so the closed system is solved from the open one (partitioned inverse).
  const Matrix wl = l.times(h.income);
  const Matrix inner = Matrix::Identity(wl.rows(), wl.rows()) - wl * h.consumption;
  const Eigen::PartialPivLU<Eigen::MatrixXd> lu{Eigen::MatrixXd(inner)};
  const Vector simple = l.totals(f);
  const Vector weight = h.consumption.transpose() * simple;  // account per unit of a group's income
  const Eigen::MatrixXd incomes = lu.solve(Eigen::MatrixXd(wl));  // [group, cell]
  ClosedMultiplier m;
  m.truncated = simple + incomes.transpose() * weight;
  m.total = m.truncated + incomes.colwise().sum().transpose();
  return m;
}

Measures multipliers(const Leontief& l, const Accounts& accounts) {
  const IoTable& t = l.table();
  const data::Set parts(
      "multiplier_part", {"direct", "simple", "own_region", "spillover", "feedback", "type_two"},
      {"直接", "简单（Ⅰ型）", "本地区", "溢出", "反馈", "Ⅱ型（截断）"},
      {"direct", "simple (type I)", "own region", "spill-over", "feedback", "type II (truncated)"});
  const data::Set ratios("multiplier_ratio", {"type_one", "type_two"}, {"Ⅰ型", "Ⅱ型"},
                         {"type I", "type II"});
  const Households households = endogenous_households(t);
  Measures found;
  const auto add = [&](const std::string& name, const std::string& zh, const std::string& en,
                       const std::string& unit, const Vector& f) {
    const Multiplier m = multiplier(l, f);
    const bool closed = households.income.size() > 0;
    const ClosedMultiplier two = closed ? closed_multiplier(l, households, f) : ClosedMultiplier{};
    Matrix values(t.cells(), parts.size());
    values << m.direct, m.simple, m.own_region, m.spillover, m.feedback,
        closed ? two.truncated : Vector(Vector::Constant(t.cells(), std::nan("")));
    found.push_back({by_cell(t, name + "_multiplier", unit, parts, values, true), zh + "乘数",
                     en + " multiplier"});
    if (name == "output") {
      if (closed)
        found.push_back({by_cell(t, "output_multiplier_total", "1", two.total, true),
                         "产出乘数（Ⅱ型，含居民收入）", "output multiplier (type II, total)"});
      return;
    }
    Matrix over(t.cells(), 2);
    for (int j = 0; j < t.cells(); ++j)
      for (int k = 0; k < 2; ++k)
        over(j, k) = f(j) > 0 ? values(j, k == 0 ? 1 : 5) / f(j) : std::nan("");
    found.push_back({by_cell(t, name + "_multiplier_ratio", "1", ratios, over, true),
                     zh + "乘数（对直接效应之比）", en + " multiplier, ratio to direct"});
  };
  add("output", "产出", "Output", "1", Vector::Ones(t.cells()));
  for (const Account& a : accounts)
    add(a.name, a.zh, a.en, per_unit(a.unit, t.unit), t.per_output(a.amounts));
  return found;
}

}  // namespace yuqian::interindustry
