// SPDX-License-Identifier: Apache-2.0
#include "apps/io/extraction.hpp"

#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/model/interindustry/extraction.hpp>

namespace yuqian::apps::io {
namespace {

namespace ii = interindustry;

/// One thing taken out, with its output lost by cell.
struct Extraction {
  std::string label, zh, en;
  ii::Vector lost;
};

/// Deliveries from one region of a pair to the other, of some sectors; both directions at once is a
/// case of its own, since what is lost twice is lost once.
void add_links(std::vector<Extraction>& list, const Case& c, const Options& o,
               const std::string& chain, const std::vector<int>& sectors) {
  const ii::IoTable& t = c.table;
  const int a = t.regions.index(o.pair[0]), b = t.regions.index(o.pair[1]);
  const std::string prefix = chain.empty() ? "" : chain + ":";
  const auto one = [&](int s, int r) {
    list.push_back(
        {prefix + t.regions.label(s) + ">" + t.regions.label(r),
         prefix + t.regions.zh(s) + "→" + t.regions.zh(r),
         prefix + t.regions.en(s) + " to " + t.regions.en(r),
         ii::extract_links(c.leontief(),
                           {ii::cells_of(t, s, sectors), ii::cells_of(t, r), {r}, o.share})});
  };
  if (o.direction != "back") one(a, b);
  if (o.direction != "forth") one(b, a);
}

std::vector<Extraction> extractions(const Case& c, const Options& o) {
  const ii::IoTable& t = c.table;
  std::vector<Extraction> list;
  if (!o.pair.empty()) {
    if (o.pair.size() != 2)
      throw data::InputError("a pair is two regions", "for example --pair Chongqing,Guizhou");
    if (o.chains.empty() || !o.sectors.empty()) {
      Options only = o;
      only.chains.clear();
      add_links(list, c, o, "", chosen_sectors(only, t));
    }
    for (const std::string& chain : o.chains) add_links(list, c, o, chain, chain_sectors(chain, t));
    return list;
  }
  const std::vector<int> sectors = chosen_sectors(o, t);
  std::vector<int> places;
  for (const std::string& region : o.regions) places.push_back(t.regions.index(region));
  if (places.empty())
    for (int r = 0; r < t.regions.size(); ++r) places.push_back(r);
  for (const int r : places) {
    if (sectors.empty())
      list.push_back({t.regions.label(r), t.regions.zh(r), t.regions.en(r),
                      ii::extract_cells(c.leontief(), ii::cells_of(t, r))});
    for (const int i : sectors)
      list.push_back({t.label(t.cell(r, i)), t.regions.zh(r) + t.sectors.zh(i),
                      t.regions.en(r) + ", " + t.sectors.en(i),
                      ii::extract_cells(c.leontief(), {t.cell(r, i)})});
  }
  return list;
}

}  // namespace

ii::Measures run_extraction(const Case& c, const Options& o) {
  if (o.pair.empty() && o.share != 1)
    throw data::InputError("a part of a sector cannot be taken out, only of links",
                           "name a pair: --pair Chongqing,Guizhou --share 0.1");
  const std::vector<Extraction> list = extractions(c, o);
  std::vector<std::string> labels, zh, en;
  for (const Extraction& e : list)
    labels.push_back(e.label), zh.push_back(e.zh), en.push_back(e.en);
  const data::Set taken("extraction", labels, zh, en);
  // The tables of losses() under the axis of what was taken out.
  ii::Measures found;
  for (std::size_t e = 0; e < list.size(); ++e) {
    const ii::Measures one = ii::losses(c.table, list[e].lost, c.accounts);
    for (std::size_t k = 0; k < one.size(); ++k) {
      if (e == 0) {
        std::vector<data::Set> axes = one[k].table.axes();
        axes.insert(axes.begin(), taken);
        found.push_back({{one[k].table.name(), axes, one[k].table.unit(), one[k].table.source()},
                         one[k].zh,
                         one[k].en,
                         one[k].adds_up});
      }
      const auto from = one[k].table.values();
      std::copy(from.begin(), from.end(),
                found[k].table.values().begin() + static_cast<std::ptrdiff_t>(e * from.size()));
    }
  }
  // By region beside by cell: what a reader asks first.
  ii::Measures sums;
  for (const ii::Measure& m : found) {
    if (!m.adds_up) continue;
    data::Table by_region(m.table.name() + "_region", {taken, c.table.regions}, m.table.unit(),
                          m.table.source());
    const std::size_t S = static_cast<std::size_t>(c.table.sectors.size());
    for (std::size_t k = 0; k < m.table.values().size(); ++k)
      by_region.values()[k / S] += m.table.values()[k];
    sums.push_back({std::move(by_region), m.zh, m.en, true});
  }
  for (ii::Measure& m : found) sums.push_back(std::move(m));
  if (o.pair.empty() && o.regions.empty() && o.sectors.empty() && o.chains.empty())
    for (ii::Measure& m : ii::pair_losses(c.leontief(), {}, c.accounts))
      sums.push_back(std::move(m));
  return sums;
}

}  // namespace yuqian::apps::io
