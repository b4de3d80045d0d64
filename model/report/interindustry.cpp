// SPDX-License-Identifier: Apache-2.0
// Linkages of the interregional table of each state (eq. 107 to 109).
#include "model/report/leontief.hpp"
#include "model/report/parts.hpp"

#include <cmath>

namespace yuqian::model::report {
namespace {

constexpr int largest_table = 600;  // cells: a dense inverse takes a tenth of a second there
constexpr int intermediate = 0;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Intermediates by cell of origin. All sectors of a region buy a good from the same origins. What
/// is bought of transport and trade as margins is no sector's intermediate: it stays with final
/// use. Supplier's prices throughout, so that barriers, margins and imports leak.
FlowTable flow_table(const Accounts& a, int regions, int sectors) {
  FlowTable t{regions,
              sectors,
              {},
              {a.production.output.values().begin(), a.production.output.values().end()}};
  t.flows.resize(at(t.cells()) * at(t.cells()));
  for (int r = 0; r < regions; ++r)
    for (int i = 0; i < sectors; ++i) {
      double bought = a.margin_supplied(r, i);
      for (int j = 0; j < sectors; ++j) bought += a.production.purchases(r, i, j);
      if (!(bought > 0)) continue;
      for (int s = 0; s < regions; ++s) {
        const double flow = a.trade_value(s, r, i, intermediate);
        const double per_yuan = flow / bought;
        for (int j = 0; j < sectors; ++j)
          t.flows[at(s * sectors + i) * at(t.cells()) + at(r * sectors + j)] =
              per_yuan * a.production.purchases(r, i, j);
      }
    }
  return t;
}

}  // namespace

void add_interindustry(Tables& out, const Compared& p) {
  const Benchmark& b = *p.m.benchmark;
  if (b.regions.size() * b.sectors.size() > largest_table) return;
  const data::Set place("linkage_region", {"own", "other"}, {"本地", "其他省份"},
                        {"Own region", "Other provinces"});
  data::Table backward("backward_linkage", {states(), b.regions, b.sectors, place}, "1"),
      forward("forward_linkage", {states(), b.regions, b.sectors, place}, "1"),
      extraction("extraction_loss", {states(), b.regions, b.sectors}, "1e8 CNY");
  for (int state = 0; state < 2; ++state) {
    const FlowTable t = flow_table(p.accounts[at(state)], b.regions.size(), b.sectors.size());
    const Linkages k = linkages(t);
    for (int r = 0; r < b.regions.size(); ++r)
      for (int i = 0; i < b.sectors.size(); ++i) {
        const auto cell = at(r * b.sectors.size() + i);
        const bool makes = t.output[cell] > 0;
        const auto figure = [&](double value) { return makes ? value : std::nan(""); };
        backward(state, r, i, 0) = figure(k.backward_own[cell]);
        backward(state, r, i, 1) = figure(k.backward_other[cell]);
        forward(state, r, i, 0) = figure(k.forward_own[cell]);
        forward(state, r, i, 1) = figure(k.forward_other[cell]);
        extraction(state, r, i) = k.extraction[cell];
      }
  }
  out.insert(out.end(), {std::move(backward), std::move(forward), std::move(extraction)});
}

}  // namespace yuqian::model::report
