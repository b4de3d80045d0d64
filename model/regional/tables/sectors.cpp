// SPDX-License-Identifier: Apache-2.0
// Output, value added and foreign trade by sector.
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/tables/registry.hpp>

namespace yuqian::model::report {

void add_sectors(Tables& out, const Compared& p) {
  const data::Set& sectors = p.m.benchmark->sectors;
  data::Table output("sector_output", {states(), p.areas.set, sectors}, "1e8 CNY"),
      value_added("sector_value_added", {states(), p.areas.set, sectors}, "1e8 CNY"),
      exports("sector_exports", {states(), p.areas.set, sectors}, "1e8 CNY"),
      imports("sector_imports", {states(), p.areas.set, sectors}, "1e8 CNY");
  for (int state = 0; state < 2; ++state)
    for (int a = 0; a < p.areas.set.size(); ++a)
      for (int i = 0; i < sectors.size(); ++i)
        for (const int r : p.areas.members[at(a)]) {
          const Accounts& of = p.accounts[at(state)];
          output(state, a, i) += of.output(r, i);
          value_added(state, a, i) += of.value_added(r, i);
          exports(state, a, i) += of.exports(r, i);
          imports(state, a, i) += of.imports(r, i, 0) + of.imports(r, i, 1);
        }
  out.insert(out.end(),
             {std::move(output), std::move(value_added), std::move(exports), std::move(imports)});
}

}  // namespace yuqian::model::report
