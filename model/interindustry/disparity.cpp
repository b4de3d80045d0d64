// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/disparity.hpp>

#include <cmath>
#include <numeric>

namespace yuqian::interindustry {
namespace {

double sum(std::span<const double> a) { return std::accumulate(a.begin(), a.end(), 0.0); }
double product(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// sum_k p_k ln(p_k / q_k) of two lists of amounts, as shares.
double divergence(const Vector& p, const Vector& q) {
  double found = 0;
  for (Eigen::Index k = 0; k < p.size(); ++k)
    if (p(k) > 0) found += p(k) / p.sum() * std::log(p(k) / p.sum() / (q(k) / q.sum()));
  return found;
}

/// Inputs of a good of all origins, imports too, per unit of output, [good, cell].
Matrix technology_of(const IoTable& t) {
  Matrix needs =
      t.imports_by_good() ? t.imports : Matrix(Matrix::Zero(t.sectors.size(), t.cells()));
  for (int i = 0; i < t.cells(); ++i) needs.row(i % t.sectors.size()) += t.flows.row(i);
  return needs * t.per_output(Vector::Ones(t.cells())).asDiagonal();
}

Matrix output_by_region(const IoTable& t) {
  return t.output.reshaped<Eigen::RowMajor>(t.regions.size(), t.sectors.size());
}

}  // namespace

double similarity(std::span<const double> a, std::span<const double> b) {
  return product(a, b) / std::sqrt(product(a, a) * product(b, b));
}

double specialisation(std::span<const double> a, std::span<const double> b) {
  const double all_a = sum(a), all_b = sum(b);
  double index = 0;
  for (std::size_t i = 0; i < a.size(); ++i) index += std::abs(a[i] / all_a - b[i] / all_b);
  return index;
}

double herfindahl(std::span<const double> amounts) {
  const double all = sum(amounts);
  return product(amounts, amounts) / (all * all);
}

Matrix chenery_watanabe(const IoTable& t) {
  const Matrix a = technology_of(t);
  const int R = t.regions.size(), S = t.sectors.size();
  Matrix apart(R, R);
  for (int r = 0; r < R; ++r)
    for (int s = 0; s < R; ++s) {
      double total = 0;
      int both = 0;
      for (int j = 0; j < S; ++j) {
        const auto p = a.col(t.cell(r, j)), q = a.col(t.cell(s, j));
        const double size = (p.sum() + q.sum()) / 2;
        if (!(t.output(t.cell(r, j)) > 0) || !(t.output(t.cell(s, j)) > 0) || !(size > 0)) continue;
        total += (p - q).cwiseAbs().sum() / size;
        ++both;
      }
      apart(r, s) = both > 0 ? total / both : std::nan("");
    }
  return apart;
}

Vector theil_of_sectors(const IoTable& t) {
  const Matrix x = output_by_region(t);
  const Vector regions = x.rowwise().sum();
  Vector found(t.sectors.size());
  for (int i = 0; i < found.size(); ++i)
    found(i) = x.col(i).sum() > 0 ? divergence(x.col(i), regions) : std::nan("");
  return found;
}

Vector theil_of_regions(const IoTable& t) {
  const Matrix x = output_by_region(t);
  const Vector sectors = x.colwise().sum().transpose();
  Vector found(t.regions.size());
  for (int r = 0; r < found.size(); ++r) found(r) = divergence(x.row(r).transpose(), sectors);
  return found;
}

Supply own_supply(const IoTable& t) {
  const int R = t.regions.size(), S = t.sectors.size(), F = t.users.size();
  Supply found{Vector(t.cells()), Vector(t.cells())};
  for (int r = 0; r < R; ++r)
    for (int i = 0; i < S; ++i) {
      const auto bought = [&](const auto& flows, const auto& final_use, int row) {
        return flows.row(row).segment(r * S, S).sum() + final_use.row(row).segment(r * F, F).sum();
      };
      double all = t.imports_by_good() ? bought(t.imports, t.final_imports, i) : 0;
      for (int s = 0; s < R; ++s) all += bought(t.flows, t.final_use, t.cell(s, i));
      const int here = t.cell(r, i);
      found.purchase(here) = all > 0 ? bought(t.flows, t.final_use, here) / all : std::nan("");
      found.sufficiency(here) = all > 0 ? t.output(here) / all : std::nan("");
    }
  return found;
}

Measures disparities(const IoTable& t) {
  const int R = t.regions.size(), S = t.sectors.size();
  const Matrix x = output_by_region(t);
  Measures found;
  Vector quotient(t.cells());
  for (int r = 0; r < R; ++r)
    for (int i = 0; i < S; ++i)
      quotient(t.cell(r, i)) = (x(r, i) / x.row(r).sum()) / (x.col(i).sum() / x.sum());
  const Supply own = own_supply(t);
  found.push_back({by_cell(t, "location_quotient", "1", quotient), "区位商", "Location quotient"});
  found.push_back({by_cell(t, "regional_purchase_coefficient", "1", own.purchase), "区域购买系数",
                   "Regional purchase coefficient"});
  found.push_back({by_cell(t, "self_sufficiency", "1", own.sufficiency), "自给率（产出/使用）",
                   "Self-sufficiency (output over use)"});
  Matrix alike(R, R), apart(R, R);
  for (int r = 0; r < R; ++r)
    for (int s = 0; s < R; ++s) {
      const std::span<const double> a(x.data() + r * S, static_cast<std::size_t>(S)),
          b(x.data() + s * S, static_cast<std::size_t>(S));
      alike(r, s) = similarity(a, b);
      apart(r, s) = specialisation(a, b);
    }
  found.push_back({by_pair(t, "structural_similarity", "1", alike), "产业结构相似系数",
                   "Structural similarity"});
  found.push_back({by_pair(t, "specialisation", "1", apart), "专业化指数（克鲁格曼）",
                   "Specialisation (Krugman)"});
  found.push_back({by_pair(t, "chenery_watanabe", "1", chenery_watanabe(t)),
                   "投入结构差异（钱纳里-渡边）", "Difference of technology (Chenery-Watanabe)"});
  data::Table sectors("theil_sector", {t.sectors}, "1", t.source);
  const Vector spread = theil_of_sectors(t);
  std::copy(spread.begin(), spread.end(), sectors.values().begin());
  found.push_back({std::move(sectors), "部门空间集聚（泰尔指数）",
                   "Concentration of sectors over regions (Theil)"});
  found.push_back({by_region(t, "theil_region", "1", theil_of_regions(t)), "地区专业化（泰尔指数）",
                   "Specialisation of regions (Theil)"});
  return found;
}

}  // namespace yuqian::interindustry
