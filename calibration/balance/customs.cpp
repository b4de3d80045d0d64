// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/customs.hpp>
#include <yuqian/calibration/balance/published_sectors.hpp>
#include <yuqian/data/alias.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <yuqian/data/error.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::Csv;
using data::InputError;
using data::Table;

constexpr double least_classified = 0.7, most_classified = 1.02;

double of_nation(const Table& t, int i) {
  double sum = 0.0;
  for (int r = 0; r < t.axis(0).size(); ++r) sum += t(r, i);
  return sum;
}

double of_province(const Table& t, int r) {
  double sum = 0.0;
  for (int i = 0; i < t.axis(1).size(); ++i) sum += t(r, i);
  return sum;
}

/// Customs and tables speak of the same good.
bool comparable(double customs, double tables) {
  return customs > 0.5 * tables && customs < 2.0 * tables;
}

/// Totals of the provinces by place of origin or destination, 10^8 yuan.
std::map<std::string, double> totals(const Csv& csv, const std::string& indicator) {
  std::map<std::string, double> found;
  for (int row = 0; row < csv.rows(); ++row)
    if (csv.text(row, csv.column("indicator")) == indicator)
      if (!found.emplace(csv.text(row, 0), csv.number(row, csv.column("value"))).second)
        throw InputError({csv.where(row, 0), "\"" + csv.text(row, 0) + "\" appears twice",
                          csv.text(row, 0), "keep one of the two rows"});
  return found;
}

void require_totals(const Csv& csv, const Table& by_sector, const std::string& indicator) {
  const auto known = totals(csv, indicator);
  for (int r = 0; r < by_sector.axis(0).size(); ++r) {
    const std::string& province = by_sector.axis(0).label(r);
    const auto total = known.find(province);
    if (total == known.end())
      throw InputError({{csv.name()},
                        "no \"" + indicator + "\" of " + province,
                        province,
                        "every province must be there once"});
    const double sum = of_province(by_sector, r);
    if (!(sum >= least_classified * total->second && sum <= most_classified * total->second))
      throw InputError(
          {{csv.name()},
           fmt::format("{} of {}: {:.2f} x 10^8 yuan, and {:.2f} by sector", indicator, province,
                       total->second, sum),
           province,
           fmt::format("sectors hold {} to {} of the total: compare both files with their source",
                       least_classified, most_classified)});
  }
}

/// What is left of a gross flow after `more` went another way, and what does not fit into it.
double reduce(double& flow, double more) {
  const double taken = std::min(flow, more);
  flow -= taken;
  return more - taken;
}

/// A change of foreign trade out (or in): the flow to (from) other provinces bears it, and where
/// that does not suffice the opposite flow.
void shift(double change, double& flow, double& opposite) {
  if (change < 0.0)
    flow -= change;
  else
    opposite += reduce(flow, change);
}

}  // namespace

Customs read_customs(SourceReader& reader, const CustomsList& list, const data::Set& regions,
                     const data::Set& sectors, const SectorParts& parts, int year) {
  const Csv csv = reader.csv(list.file);
  Customs c{Table("customs_exports", {regions, sectors}, "10^8 yuan", list.source),
            Table("customs_imports", {regions, sectors}, "10^8 yuan", list.source)};
  const int province = csv.column(list.province), sector = csv.column("sector"),
            of_year = csv.column("year"), exports = csv.column(list.exports),
            imports = csv.column(list.imports);
  const std::string wanted = fmt::format("{}", year);
  std::set<std::pair<int, int>> seen;
  for (int row = 0; row < csv.rows(); ++row) {
    if (csv.text(row, of_year) != wanted) continue;
    const int r = data::read_label(csv, row, province, regions),
              published = published_sector(csv, row, sector, parts);
    if (!seen.emplace(r, published).second)
      throw InputError(
          {csv.where(row, sector),
           "sector " + csv.text(row, sector) + " of " + regions.label(r) + " appears twice",
           regions.label(r), "keep one of the two rows"});
    const double out = list.unit * csv.number(row, exports, data::Sign::not_negative),
                 in = list.unit * csv.number(row, imports, data::Sign::not_negative);
    for (const SectorPart& part : parts[at(published)]) {
      c.exports(r, part.sector) += part.share * out;
      c.imports(r, part.sector) += part.share * in;
    }
  }
  if (seen.empty())
    throw InputError(
        {{csv.name()}, "no row of the year " + wanted, wanted, "compare with the list of sources"});
  if (list.totals.empty()) return c;
  const Csv all = reader.csv(list.totals);
  require_totals(all, c.exports, "goods exports, by place of origin (huoyuandi)");
  require_totals(all, c.imports, "goods imports, by place of destination (mudidi)");
  return c;
}

Treatments reconcile_foreign_trade(Accounts& a, const Customs& customs) {
  Treatments done;
  const auto note = [&](const char* step, int r, int i, double before, double after) {
    if (std::abs(after - before) > 1e-9)
      done.push_back({step, a.label(r, i), std::abs(after - before),
                      both("{:.1f} in the table, {:.1f} by customs' share of the nation",
                           "表中{:.1f}，按海关所占全国份额{:.1f}", before, after)});
  };
  for (int i = 0; i < a.goods(); ++i) {
    const double sold = of_nation(a.exports, i), seen_sold = of_nation(customs.exports, i),
                 bought = of_nation(a.imports, i), seen_bought = of_nation(customs.imports, i);
    for (int r = 0; r < a.provinces(); ++r) {
      double &out = a.outflow(r, i), &in = a.inflow(r, i);
      if (comparable(seen_sold, sold)) {
        const double before = a.exports(r, i);
        a.exports(r, i) = sold * customs.exports(r, i) / seen_sold;
        shift(a.exports(r, i) - before, out, in);
        note("customs_exports", r, i, before, a.exports(r, i));
      }
      if (comparable(seen_bought, bought)) {
        const double before = a.imports(r, i);
        a.imports(r, i) = bought * customs.imports(r, i) / seen_bought;
        shift(a.imports(r, i) - before, in, out);
        note("customs_imports", r, i, before, a.imports(r, i));
      }
      a.net_flow(r, i) = out - in;
    }
  }
  return done;
}

Doubts doubtful_services(const Accounts& a, const Table& controls, const Customs& customs) {
  Doubts doubts;
  for (int r = 0; r < a.provinces(); ++r)
    for (const bool out : {true, false}) {
      const Table &trade = out ? a.exports : a.imports,
                  &seen = out ? customs.exports : customs.imports;
      double services = 0.0;
      for (int i = 0; i < a.goods(); ++i)
        if (!comparable(of_nation(seen, i), of_nation(trade, i))) services += trade(r, i);
      const double all =
          std::abs(controls(r, controls.axis(1).index(out ? "expd_export_s" : "expd_import_d")));
      if (services > all)
        doubts.push_back(
            {"tables", a.regions.label(r),
             both("{0} {2} what customs does not record (services, gas) for {4:.0f} x "
                  "10^8 yuan, more than all its {2} in the accounts, {5:.0f}; no "
                  "source by province",
                  "{1}海关不统计的{3}（服务、燃气）为{4:.0f}亿元，多于核算中其全部{3}{5:.0f}亿元；"
                  "没有分省资料",
                  a.regions.label(r), data::chinese_name(a.regions.label(r)),
                  out ? "exports" : "imports", out ? "出口" : "进口", services, all)});
    }
  return doubts;
}

}  // namespace yuqian::calibration
