// SPDX-License-Identifier: Apache-2.0
// Linkages of the interregional table of each state (eq. 107 to 109).
#include <yuqian/model/interindustry/linkages.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {
namespace {

constexpr int intermediate = 0;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Intermediates by cell of origin. All sectors of a region buy a good from the same origins. What
/// is bought of transport and trade as margins is no sector's intermediate: it stays with final
/// use. Supplier's prices throughout, so that barriers, margins and imports leak.
interindustry::IoTable flow_table(const Accounts& a, const data::Set& regions,
                                  const data::Set& sectors) {
  interindustry::IoTable t =
      interindustry::empty_io_table(regions, sectors, data::Set(), data::Set(), false);
  const auto output = a.production.output.values();
  t.output = interindustry::Vector::Map(output.data(), t.cells());
  for (int r = 0; r < regions.size(); ++r)
    for (int i = 0; i < sectors.size(); ++i) {
      double bought = a.margin_supplied(r, i);
      for (int j = 0; j < sectors.size(); ++j) bought += a.production.purchases(r, i, j);
      if (!(bought > 0)) continue;
      for (int s = 0; s < regions.size(); ++s) {
        const double per_yuan = a.trade_value(s, r, i, intermediate) / bought;
        for (int j = 0; j < sectors.size(); ++j)
          t.flows(t.cell(s, i), t.cell(r, j)) = per_yuan * a.production.purchases(r, i, j);
      }
    }
  return t;
}

}  // namespace

/// Backward and forward linkages and extraction (eq. 107 to 109); nothing where the table is too
/// large.
void add_interindustry(Tables& out, const Compared& p) {
  const Benchmark& b = *p.m.benchmark;
  const data::Set place("linkage_region", {"own", "other"}, {"本地", "其他省份"},
                        {"Own region", "Other provinces"});
  data::Table backward("backward_linkage", {states(), b.regions, b.sectors, place}, "1"),
      forward("forward_linkage", {states(), b.regions, b.sectors, place}, "1"),
      extraction("extraction_loss", {states(), b.regions, b.sectors}, "1e8 CNY");
  for (int state = 0; state < 2; ++state) {
    const interindustry::IoTable t = flow_table(p.accounts[at(state)], b.regions, b.sectors);
    const interindustry::Linkages k = interindustry::linkages(interindustry::Leontief(t));
    for (int r = 0; r < b.regions.size(); ++r)
      for (int i = 0; i < b.sectors.size(); ++i) {
        const int cell = t.cell(r, i);
        const bool makes = t.output(cell) > 0;
        const auto figure = [&](double value) { return makes ? value : std::nan(""); };
        backward(state, r, i, 0) = figure(k.backward_own(cell));
        backward(state, r, i, 1) = figure(k.backward_other(cell));
        forward(state, r, i, 0) = figure(k.forward_own(cell));
        forward(state, r, i, 1) = figure(k.forward_other(cell));
        extraction(state, r, i) = k.extraction(cell);
      }
  }
  out.insert(out.end(), {std::move(backward), std::move(forward), std::move(extraction)});
}

}  // namespace yuqian::model::report
