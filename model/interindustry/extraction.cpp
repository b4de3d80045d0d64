// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/extraction.hpp>

#include <cmath>

#include <fmt/format.h>
#include <Eigen/LU>

#include <yuqian/data/error.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::interindustry {
namespace {

/// Columns of L for some cells.
Matrix columns(const Leontief& l, const std::vector<int>& cells) {
  Matrix units = Matrix::Zero(l.size(), static_cast<Eigen::Index>(cells.size()));
  for (std::size_t k = 0; k < cells.size(); ++k) units(cells[k], static_cast<Eigen::Index>(k)) = 1;
  return l.solve(units);
}

}  // namespace

Vector extract_cells(const Leontief& l, const std::vector<int>& cells) {
  if (cells.empty())
    throw data::InputError("nothing to extract", "name a sector or a region of the table");
  const Matrix from = columns(l, cells);
  const Eigen::MatrixXd own = from(cells, Eigen::all);
  const Vector made = l.table().output(cells);
  return from * own.partialPivLu().solve(made);
}

Vector extract_links(const Leontief& l, const Links& links) {
  if (!(links.share >= 0 && links.share <= 1))
    throw data::InputError(fmt::format("a share of {} of the links", links.share),
                           "give a number from 0 (nothing) to 1 (all of it)");
  const IoTable& t = l.table();
  const auto P = static_cast<Eigen::Index>(links.sellers.size()),
             Q = static_cast<Eigen::Index>(links.buyers.size());
  // x = L y and x* = L (y - dy - E x*), E the coefficients taken out. With z = what the sellers no
  // longer deliver, z = dy_P + M x*_Q, so x - x* = L_P z and z = (I + M L_QP)^-1 (dy_P + M x_Q).
  Eigen::MatrixXd m(P, Q);
  Vector delivered = Vector::Zero(P);
  for (Eigen::Index p = 0; p < P; ++p) {
    const int seller = links.sellers[at(p)];
    for (Eigen::Index q = 0; q < Q; ++q)
      m(p, q) = links.share * l.input(seller, links.buyers[at(q)]);
    for (const int r : links.final_regions)
      delivered(p) +=
          links.share * t.final_use.row(seller).segment(t.column(r, 0), t.users.size()).sum();
  }
  const Matrix from = columns(l, links.sellers);
  const Eigen::MatrixXd across = from(links.buyers, Eigen::all);
  const Eigen::MatrixXd system = Eigen::MatrixXd::Identity(P, P) + m * across;
  const Vector used = t.output(links.buyers);
  return from * system.partialPivLu().solve(delivered + m * used);
}

std::vector<int> cells_of(const IoTable& t, int region, const std::vector<int>& sectors) {
  std::vector<int> cells;
  if (sectors.empty())
    for (int i = 0; i < t.sectors.size(); ++i) cells.push_back(t.cell(region, i));
  for (const int i : sectors) cells.push_back(t.cell(region, i));
  return cells;
}

Measures losses(const IoTable& t, const Vector& lost, const Accounts& accounts) {
  Measures found;
  const auto add = [&](const std::string& name, const std::string& zh, const std::string& en,
                       const std::string& unit, const Vector& amounts) {
    const Vector gone = t.per_output(amounts).cwiseProduct(lost);
    found.push_back({by_cell(t, name + "_lost", unit, gone), zh + "损失", en + " lost", true});
    found.push_back(
        {by_region(t, name + "_lost_share", "%",
                   100 * sum_by_region(t, gone).cwiseQuotient(sum_by_region(t, amounts))),
         zh + "损失占比", en + " lost, share of the region's"});
  };
  add("output", "产出", "Output", t.unit, t.output);
  for (const Account& a : accounts) add(a.name, a.zh, a.en, a.unit, a.amounts);
  return found;
}

Measures pair_losses(const Leontief& l, const std::vector<int>& sectors, const Accounts& accounts) {
  const IoTable& t = l.table();
  const int R = t.regions.size();
  const std::vector<data::Set> axes{t.regions.renamed("supplier"), t.regions.renamed("region_to"),
                                    t.regions};
  Measures found{
      {{"output_lost_by_pair", axes, t.unit, t.source}, "产出损失", "Output lost", true}};
  for (const Account& a : accounts)
    found.push_back(
        {{a.name + "_lost_by_pair", axes, a.unit, t.source}, a.zh + "损失", a.en + " lost", true});
  for (int s = 0; s < R; ++s)
    for (int r = 0; r < R; ++r) {
      if (s == r) continue;
      const Vector lost = extract_links(l, {cells_of(t, s, sectors), cells_of(t, r), {r}, 1});
      for (std::size_t k = 0; k < found.size(); ++k) {
        const Vector gone =
            k == 0 ? lost : Vector(t.per_output(accounts[k - 1].amounts).cwiseProduct(lost));
        const Vector by_region = sum_by_region(t, gone);
        for (int where = 0; where < R; ++where) found[k].table(s, r, where) = by_region(where);
      }
    }
  return found;
}

}  // namespace yuqian::interindustry
