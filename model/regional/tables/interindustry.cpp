// SPDX-License-Identifier: Apache-2.0
// Linkages of the interregional table of each state (eq. 107 to 109).
#include <yuqian/model/interindustry/linkages.hpp>
#include <yuqian/model/regional/accounts/block_reader.hpp>
#include <yuqian/model/regional/accounts/state_table.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

#include <cmath>

namespace yuqian::model::report {

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
    const interindustry::IoTable t =
        intermediate_table(p.accounts[at(state)], b.regions, b.sectors);
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
