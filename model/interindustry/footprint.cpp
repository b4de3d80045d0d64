// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/interindustry/footprint.hpp>

namespace yuqian::interindustry {
namespace {

Matrix intensities_by_region(const IoTable& t, const Account& a) {
  Matrix weights = region_sums(t);
  const Vector f = t.per_output(a.amounts);
  for (int r = 0; r < weights.rows(); ++r)
    weights.row(r) = weights.row(r).cwiseProduct(f.transpose());
  return weights;
}

/// Sums over the users of every region of a matrix with columns [region and user].
Matrix by_destination(const IoTable& t, const Matrix& by_user) {
  Matrix sums(by_user.rows(), t.regions.size());
  for (int r = 0; r < t.regions.size(); ++r)
    sums.col(r) = by_user.middleCols(t.column(r, 0), t.users.size()).rowwise().sum();
  return sums;
}

}  // namespace

Footprint footprint(const Leontief& l, const IoTable& demand, const Account& a) {
  const IoTable& t = l.table();
  const Matrix embodied = l.times(intensities_by_region(t, a));  // [origin, cell]
  Footprint f;
  f.by_origin = embodied * demand.final_use;
  f.exported = embodied * demand.exports;
  f.direct = by_destination(t, a.direct.transpose()).transpose();
  return f;
}

Matrix footprint_cells(const Leontief& l, const Account& a) {
  const IoTable& t = l.table();
  return t.per_output(a.amounts).asDiagonal() * l.solve(by_destination(t, t.final_use));
}

Vector embodied_intensity(const Leontief& l, const Account& a) {
  return l.totals(l.table().per_output(a.amounts));
}

Measures footprints(const Leontief& l, const Accounts& accounts) {
  const IoTable& t = l.table();
  const int R = t.regions.size();
  const data::Set views(
      "footprint_view",
      {"territorial", "direct", "own_use", "for_others", "for_abroad", "from_others", "consumption",
       "balance"},
      {"属地口径", "其中最终使用者直接", "本地生产本地使用", "为其他地区", "为国外", "来自其他地区",
       "消费口径", "净流出（属地－消费）"},
      {"territorial", "of which direct by users", "made and used here", "for other regions",
       "for abroad", "from other regions", "consumption", "balance (territorial - consumption)"});
  Measures found;
  for (const Account& a : accounts) {
    const Footprint f = footprint(l, t, a);
    const Matrix pair = by_destination(t, f.by_origin);
    Matrix view(R, views.size());
    const Vector own = pair.diagonal(), territorial = f.territorial(),
                 consumed = pair.colwise().sum().transpose() + f.direct;
    view << territorial, f.direct, own, pair.rowwise().sum() - own, f.exported,
        pair.colwise().sum().transpose() - own, consumed, territorial - consumed;
    data::Table summary(a.name + "_footprint", {t.regions, views}, a.unit, a.source);
    std::copy(view.data(), view.data() + view.size(), summary.values().begin());
    found.push_back({std::move(summary), a.zh, a.en, true});
    found.push_back({by_pair(t, a.name + "_footprint_pair", a.unit, pair),
                     a.zh + "：产生地（行）×最终使用地（列）",
                     a.en + ": where it arises (rows), whose final use (columns)", true});
    found.push_back({by_pair(t, a.name + "_footprint_balance", a.unit, pair - pair.transpose()),
                     a.zh + "：双边差额（行为列产生减列为行产生）",
                     a.en + ": bilateral balance (row's for column less column's for row)"});
    data::Table by_user(a.name + "_footprint_user",
                        {t.regions.renamed("supplier"), t.regions.renamed("region_to"), t.users},
                        a.unit, a.source);
    std::copy(f.by_origin.data(), f.by_origin.data() + f.by_origin.size(),
              by_user.values().begin());
    found.push_back({std::move(by_user), a.zh + "：按最终使用者", a.en + ": by final user", true});
    data::Table origin(a.name + "_footprint_origin",
                       {t.regions.renamed("supplier"), t.sectors, t.regions.renamed("region_to")},
                       a.unit, a.source);
    const Matrix cells = footprint_cells(l, a);
    std::copy(cells.data(), cells.data() + cells.size(), origin.values().begin());
    found.push_back(
        {std::move(origin), a.zh + "：按产生部门", a.en + ": by sector of origin", true});
  }
  return found;
}

}  // namespace yuqian::interindustry
