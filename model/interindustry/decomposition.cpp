// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/decomposition.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <yuqian/data/error.hpp>
#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/shapley.hpp>

namespace yuqian::interindustry {
namespace {

enum Factor { intensity, technology, composition, level, external, factors };
constexpr unsigned coalitions = 1u << factors;

void require_same(const IoTable& a, const IoTable& b) {
  if (!a.regions.same_labels(b.regions) || !a.sectors.same_labels(b.sectors) ||
      !a.users.same_labels(b.users))
    throw data::InputError("the two tables differ in their regions, sectors or final users",
                           "bring both to the same ones by mapping files");
  if (a.unit != b.unit)
    throw data::InputError("the two tables are in " + a.unit + " and in " + b.unit,
                           "convert one of them");
}

/// f x of every cell where each factor is that of the first or (bit set) the second table.
std::array<Vector, coalitions> values(const IoTable& from, const IoTable& to,
                                      const Vector& amounts_from, const Vector& amounts_to) {
  require_same(from, to);
  const std::array<const IoTable*, 2> table{&from, &to};
  const std::array<Leontief, 2> l{Leontief(from), Leontief(to)};
  const std::array<Vector, 2> f{from.per_output(amounts_from), to.per_output(amounts_to)};
  std::array<Vector, 2> amount;
  std::array<Matrix, 2> mix;
  for (std::size_t k = 0; k < 2; ++k) {
    // A user's purchases from the table; what he imports is outside it.
    amount[k] = table[k]->final_use.colwise().sum().transpose();
    const Vector over = (amount[k].array() != 0).select(amount[k].array().inverse(), 0.0);
    mix[k] = table[k]->final_use * over.asDiagonal();
  }
  // A user who buys nothing in one year has the other year's composition in both.
  for (Eigen::Index h = 0; h < amount[0].size(); ++h)
    for (std::size_t k = 0; k < 2; ++k)
      if (amount[k](h) == 0) mix[k].col(h) = mix[1 - k].col(h);
  std::array<Vector, coalitions> found;
  for (unsigned c = 0; c < coalitions; ++c) {
    const auto state = [&](Factor k) { return static_cast<std::size_t>((c >> k) & 1u); };
    const Vector y =
        mix[state(composition)] * amount[state(level)] + table[state(external)]->exports;
    found[c] = f[state(intensity)].cwiseProduct(l[state(technology)].output_for(y));
  }
  return found;
}

}  // namespace

const data::Set& sda_factors() {
  static const data::Set set(
      "sda_factor", {"intensity", "technology", "composition", "level", "external"},
      {"强度", "技术（投入结构）", "最终使用构成", "最终使用规模", "对外（净）流出"},
      {"intensity", "technology", "composition of final use", "level of final use",
       "outside demand (net)"});
  return set;
}

Decomposition decompose(const IoTable& from, const IoTable& to, const Vector& amounts_from,
                        const Vector& amounts_to) {
  const auto value = values(from, to, amounts_from, amounts_to);
  const int n = from.cells();
  Decomposition d{Matrix::Zero(n, factors), Matrix::Zero(n, factors)};
  unsigned upwards = 0, downwards = 0;
  for (int k = 0; k < factors; ++k) {
    d.polar.col(k) += (value[upwards | (1u << k)] - value[upwards]) / 2;
    upwards |= 1u << k;
    const int last = factors - 1 - k;
    d.polar.col(last) += (value[downwards | (1u << last)] - value[downwards]) / 2;
    downwards |= 1u << last;
  }
  std::vector<double> worth(coalitions);
  for (int i = 0; i < n; ++i) {
    for (unsigned c = 0; c < coalitions; ++c) worth[c] = value[c](i);
    const std::vector<double> share = maths::shapley(worth);
    for (int k = 0; k < factors; ++k) d.full(i, k) = share[at(k)];
  }
  return d;
}

Matrix decompose_ratio(const IoTable& from, const IoTable& to, const Vector& amounts_from,
                       const Vector& amounts_to) {
  const auto value = values(from, to, amounts_from, amounts_to);
  Matrix ratio(from.regions.size(), factors);
  std::vector<double> worth(coalitions);
  for (int r = 0; r < from.regions.size(); ++r) {
    for (unsigned c = 0; c < coalitions; ++c) {
      const double all = sum_by_region(from, value[c])(r);
      worth[c] = all > 0 ? std::log(all) : std::nan("");
    }
    const std::vector<double> share = maths::shapley(worth);
    for (int k = 0; k < factors; ++k) ratio(r, k) = std::exp(share[at(k)]);
  }
  return ratio;
}

Measures structural_decomposition(const IoTable& from, const Accounts& of_from, const IoTable& to,
                                  const Accounts& of_to) {
  Measures found;
  const auto add = [&](const std::string& name, const std::string& zh, const std::string& en,
                       const std::string& unit, const Vector& a, const Vector& b) {
    const Decomposition d = decompose(from, to, a, b);
    const auto by_region = [&](const char* suffix, const Matrix& cells) {
      data::Table table(name + suffix, {to.regions, sda_factors()}, unit, to.source);
      for (int k = 0; k < factors; ++k) {
        const Vector sums = sum_by_region(to, cells.col(k));
        for (int r = 0; r < to.regions.size(); ++r) table(r, k) = sums(r);
      }
      return table;
    };
    found.push_back({by_region("_sda", d.full), zh + "变化的来源（全排列平均）",
                     en + ", change by factor (mean of all orders)", true});
    found.push_back({by_region("_sda_polar", d.polar), zh + "变化的来源（两极分解平均）",
                     en + ", change by factor (mean of polar forms)", true});
    data::Table ratio(name + "_sda_ratio", {to.regions, sda_factors()}, "1", to.source);
    const Matrix r = decompose_ratio(from, to, a, b);
    std::copy(r.data(), r.data() + r.size(), ratio.values().begin());
    found.push_back({std::move(ratio), zh + "变化的来源（乘法分解）",
                     en + ", ratio by factor (multiplicative)"});
    found.push_back({by_cell(to, name + "_sda_sector", unit, sda_factors(), d.full),
                     zh + "变化的来源（分部门）", en + ", change by factor and sector", true});
  };
  add("output", "产出", "Output", to.unit, from.output, to.output);
  for (const Account& b : of_to)
    for (const Account& a : of_from)
      if (a.name == b.name && a.unit == b.unit)
        add(b.name, b.zh, b.en, b.unit, a.amounts, b.amounts);
  return found;
}

}  // namespace yuqian::interindustry
