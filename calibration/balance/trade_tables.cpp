// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/trade_tables.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

template <class... A>
std::string cell(const char* format, A... values) {
  char text[200];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

std::string pair_table(std::span<const data::Mrio> variants, int cq, int gz) {
  const data::Set& broad = broad_sectors();
  std::string out = "| 10^8 yuan | variant | ";
  for (int b = 0; b < broad.size(); ++b) out += broad.en(b) + " | ";
  out += "All | % of buyer's use |\n|---|---|---|---|---|---|---|---|---|\n";
  for (const bool to_guizhou : {true, false}) {
    const int seller = to_guizhou ? cq : gz, buyer = to_guizhou ? gz : cq;
    for (const data::Mrio& m : variants) {
      out += "| " + m.regions.label(seller) + " to " + m.regions.label(buyer) + " | " + m.variant +
             " |";
      for (int b = 0; b < broad.size(); ++b)
        out += cell(" %.1f |", summarise(m, buyer, seller, b).from_partner);
      const TradeSummary all = summarise(m, buyer, seller, -1);
      out += cell(" %.1f | %.2f |\n", all.from_partner, 100.0 * all.partner_share());
    }
  }
  return out;
}

std::string home_table(std::span<const data::Mrio> variants, int cq, int gz) {
  const data::Set& broad = broad_sectors();
  std::string out = "| Province |";
  for (int b = 0; b < broad.size(); ++b) out += " " + broad.en(b) + " |";
  out += " All | From Chongqing, % | From Guizhou, % |\n|---|---|---|---|---|---|---|---|---|\n";
  const int provinces = variants[0].regions.size();
  for (int r = 0; r < provinces; ++r) {
    out += "| " + variants[0].regions.label(r) + " |";
    for (int b = -1; b < broad.size(); ++b) {
      const int group = b + 1 < broad.size() ? b + 1 : -1;  // the total comes last
      for (std::size_t v = 0; v < variants.size(); ++v)
        out +=
            cell(v == 0 ? " %.2f" : " / %.2f", summarise(variants[v], r, -1, group).home_share());
      out += " |";
    }
    for (const int partner : {cq, gz}) {
      if (partner == r) {
        out += " - |";
        continue;
      }
      for (std::size_t v = 0; v < variants.size(); ++v)
        out += cell(v == 0 ? " %.2f" : " / %.2f",
                    100.0 * summarise(variants[v], r, partner, -1).partner_share());
      out += " |";
    }
    out += "\n";
  }
  return out;
}

/// Head-Ries barriers (D17) of one aggregate of sectors, trade elasticity 4: pairs by name and the
/// median pair of all provinces.
std::vector<double> barriers(const data::Mrio& m, const std::vector<bool>& within,
                             const std::vector<std::pair<int, int>>& pairs) {
  const int n = m.regions.size();
  const auto flow = [&](int s, int r) {
    double sum = 0.0;
    for (int i = 0; i < m.sectors.size(); ++i)
      if (within[at(i)]) sum += m.trade(s, r, i);
    return sum;
  };
  const auto barrier = [&](int s, int r) {
    return std::pow(flow(s, r) * flow(r, s) / (flow(s, s) * flow(r, r)), -1.0 / 8.0);
  };
  std::vector<double> out, all;
  for (const auto& [s, r] : pairs) out.push_back(barrier(s, r));
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < s; ++r) all.push_back(barrier(s, r));
  std::sort(all.begin(), all.end());
  out.push_back(all[all.size() / 2]);
  return out;
}

std::string barrier_table(std::span<const data::Mrio> variants, int cq, int gz) {
  const int sichuan = variants[0].regions.index("Sichuan");
  std::string out =
      "| Barrier, ratio | variant | Chongqing-Guizhou | Chongqing-Sichuan | median pair |\n"
      "|---|---|---|---|---|\n";
  for (const bool goods_only : {false, true}) {
    std::vector<bool> within;
    for (const int broad : broad_sector_of())
      within.push_back(goods_only ? broad == 1 || broad == 2 : broad != 0);
    for (const data::Mrio& m : variants) {
      out += std::string("| ") + (goods_only ? "mining and manufacturing" : "all but agriculture") +
             " | " + m.variant + " |";
      for (const double b : barriers(m, within, {{cq, gz}, {cq, sichuan}}))
        out += cell(" %.2f |", b);
      out += "\n";
    }
  }
  return out;
}

/// What the evidence of docs/data.md speaks of, measured in one variant.
std::vector<std::pair<std::string, double>> measures(const data::Mrio& m, int cq, int gz) {
  const auto outside_farming = [&](int buyer, int seller) {
    TradeSummary all = summarise(m, buyer, seller, -1);
    const TradeSummary farm = summarise(m, buyer, seller, 0);
    all.use -= farm.use;
    all.own -= farm.own;
    all.from_partner -= farm.from_partner;
    return all;
  };
  const auto outflow = [&](int s) {
    double sum = 0.0;
    for (int r = 0; r < m.regions.size(); ++r)
      if (r != s) sum += summarise(m, r, s, -1).from_partner;
    return sum;
  };
  const auto local_flow = [&](int s, int r) {
    double sum = 0.0;
    for (int i = 0; i < m.sectors.size(); ++i)
      if (is_local()[at(i)]) sum += m.trade(s, r, i);
    return sum;
  };
  const TradeSummary in_cq = outside_farming(cq, gz), in_gz = outside_farming(gz, cq);
  return {
      {"home share of non-farm spending, Chongqing", in_cq.home_share()},
      {"home share of non-farm spending, Guizhou", in_gz.home_share()},
      {"non-farm spending of Guizhou on Chongqing, %", 100.0 * in_gz.partner_share()},
      {"non-farm spending of Chongqing on Guizhou, %", 100.0 * in_cq.partner_share()},
      {"Guizhou in the outflow of Chongqing, %",
       100.0 * summarise(m, gz, cq, -1).from_partner / outflow(cq)},
      {"Chongqing in the outflow of Guizhou, %",
       100.0 * summarise(m, cq, gz, -1).from_partner / outflow(gz)},
      {"local sectors, Chongqing to Guizhou, 10^8 yuan", local_flow(cq, gz)},
      {"local sectors, Guizhou to Chongqing, 10^8 yuan", local_flow(gz, cq)},
      {"all flows between provinces, 10^12 yuan", interprovincial_trade(m) / 1e4},
  };
}

std::string measure_table(std::span<const data::Mrio> variants, int cq, int gz) {
  std::string out = "| Measure | low | central | high |\n|---|---|---|---|\n";
  std::vector<std::vector<std::pair<std::string, double>>> columns;
  for (const data::Mrio& m : variants) columns.push_back(measures(m, cq, gz));
  for (std::size_t k = 0; k < columns[0].size(); ++k) {
    out += "| " + columns[0][k].first + " |";
    for (const auto& column : columns) out += cell(" %.2f |", column[k].second);
    out += "\n";
  }
  return out;
}

}  // namespace

TradeSummary summarise(const data::Mrio& m, int region, int partner, int broad) {
  TradeSummary sum;
  for (int i = 0; i < m.sectors.size(); ++i) {
    if (broad >= 0 && broad_sector_of()[at(i)] != broad) continue;
    for (int s = 0; s < m.regions.size(); ++s) sum.use += m.trade(s, region, i);
    sum.use += m.imports(region, i);
    sum.imports += m.imports(region, i);
    sum.own += m.trade(region, region, i);
    if (partner >= 0) sum.from_partner += m.trade(partner, region, i);
  }
  return sum;
}

double interprovincial_trade(const data::Mrio& m) {
  double sum = 0.0;
  for (int s = 0; s < m.regions.size(); ++s)
    for (int r = 0; r < m.regions.size(); ++r)
      for (int i = 0; i < m.sectors.size(); ++i) sum += s == r ? 0.0 : m.trade(s, r, i);
  return sum;
}

std::string trade_tables_markdown(std::span<const data::Mrio> variants) {
  const int cq = variants[0].regions.index("Chongqing"), gz = variants[0].regions.index("Guizhou");
  return pair_table(variants, cq, gz) + "\n" + measure_table(variants, cq, gz) + "\n" +
         barrier_table(variants, cq, gz) + "\n" + home_table(variants, cq, gz);
}

}  // namespace yuqian::calibration
