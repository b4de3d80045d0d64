// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/h5_writer.hpp>
#include <yuqian/data/provenance.hpp>
#include <yuqian/model/interindustry/table_file.hpp>

#include <algorithm>

namespace yuqian::interindustry {
namespace {

/// Every matrix with its name and axes: one list for writing and reading.
template <class Table, class Each>
void each_part(Table& t, Each&& each) {
  const data::Set supplier = t.regions.renamed("supplier"), to = t.regions.renamed("region_to"),
                  user_sector = t.sectors.renamed("using_sector"),
                  good = t.imports_by_good() ? t.sectors.renamed("good")
                                             : data::Set("good", {"imports"});
  each("flows", std::vector<data::Set>{supplier, t.sectors, to, user_sector}, t.flows);
  each("final_use", std::vector<data::Set>{supplier, t.sectors, to, t.users}, t.final_use);
  each("exports", std::vector<data::Set>{t.regions, t.sectors}, t.exports);
  each("imports", std::vector<data::Set>{good, t.regions, t.sectors}, t.imports);
  each("final_imports", std::vector<data::Set>{good, to, t.users}, t.final_imports);
  each("value_added", std::vector<data::Set>{t.items, t.regions, t.sectors}, t.primary);
  each("output", std::vector<data::Set>{t.regions, t.sectors}, t.output);
}

}  // namespace

void write_io_table(const std::string& path, const IoTable& t) {
  data::H5Writer file(
      path, {"Input-output table", io_table_schema, "1.0", "yuqian " + data::program_version()}, 4);
  each_part(t, [&](const char* name, const std::vector<data::Set>& axes, const auto& matrix) {
    data::Table table(name, axes, t.unit, t.source);
    std::copy(matrix.data(), matrix.data() + matrix.size(), table.values().begin());
    file.table(table, name);
  });
  file.text("variant", t.variant, "Estimate of trade");
  file.finish();
}

IoTable read_io_h5(const std::string& path) {
  const data::H5Reader file(path, io_table_schema);
  const data::Table flows = file.table("flows"), final_use = file.table("final_use"),
                    items = file.table("value_added"), imports = file.table("imports");
  IoTable t = empty_io_table(flows.axis(0), flows.axis(1), final_use.axis(3), items.axis(0),
                             imports.axis(0).size() == flows.axis(1).size());
  t.unit = flows.unit();
  t.source = flows.source();
  t.variant = file.text("variant");
  each_part(t, [&](const char* name, const std::vector<data::Set>&, auto& matrix) {
    const data::Table table = file.table(name);
    std::copy(table.values().begin(), table.values().end(), matrix.data());
  });
  return t;
}

}  // namespace yuqian::interindustry
