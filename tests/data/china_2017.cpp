// SPDX-License-Identifier: Apache-2.0
// The shipped dataset as its readers find it: labels, balance, and every shipped mapping on it.
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/mapping.hpp>
#include <yuqian/data/read_table.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include "tests/catch.hpp"

using namespace yuqian::data;

namespace {

std::string dataset() { return shipped("china-2017/china-2017.h5"); }

}  // namespace

TEST_CASE("the shipped dataset bears the labels and names of the schema") {
  const H5Reader file(dataset(), dataset_schema);
  for (const char* axis : {"region", "sector"}) {
    const Set listed =
        read_set(Csv::read(shipped(std::string("schema/") + axis + "s.csv")), axis, "label");
    const Set found = file.set(axis);
    CHECK(found.labels() == listed.labels());
    for (int i = 0; i < found.size(); ++i) CHECK(found.zh(i) == listed.zh(i));
  }
  CHECK(dataset_variants(dataset()) == std::vector<std::string>{"low", "central", "high"});
  const Schema variables = shipped_schema("variables");
  for (const char* name :
       {"intermediate", "final_use", "value_added", "output", "exports", "imports", "trade"}) {
    INFO(name);
    CHECK(variables.at(name).dims == file.dimensions(name));
    CHECK(variables.at(name).unit == file.attribute(name, "units"));
  }
}

TEST_CASE("the shipped dataset balances, and still does under every shipped mapping") {
  for (const std::string& variant : dataset_variants(dataset())) {
    const Mrio china = read_mrio(dataset(), variant);
    const double total = china.output.sum(), value_added = china.value_added.sum();
    for (const char* regions : {"default", "with-sichuan", "seven-neighbours", "all-31"})
      for (const char* sectors : {"42", "17", "8", "3"}) {
        INFO(variant << ", regions " << regions << ", sectors " << sectors);
        const Mrio merged = aggregate(
            china,
            Mapping::read(shipped_or_path("mappings/regions", regions, ".toml"), china.regions),
            Mapping::read(shipped_or_path("mappings/sectors", sectors, ".toml"), china.sectors));
        CHECK(check_identities(merged, 1e-9 * total).empty());
        CHECK(merged.output.sum() == Approx(total).epsilon(1e-12));
        CHECK(merged.value_added.sum() == Approx(value_added).epsilon(1e-12));
      }
  }
}

TEST_CASE("the shipped dataset says where it comes from") {
  const Provenance record = dataset_provenance(dataset());
  CHECK(record.inputs.size() >= 31);
  for (const Provenance::Input& input : record.inputs) CHECK(input.sha256.size() == 64);
  CHECK(record.steps.size() >= 3);
}
