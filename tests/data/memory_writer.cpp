// SPDX-License-Identifier: Apache-2.0
// What MemoryWriter keeps is what a file of H5Writer holds.
#include <yuqian/data/memory_writer.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/h5_writer.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian::data;

namespace {

const Set regions("region", {"Chongqing", "Guizhou"}, {"重庆", "贵州"}, {"Chongqing", "Guizhou"});
const LabelledWriter::Header header{"A test", "yuqian-test", "1.0", "made by a test"};

/// The same record, wherever it goes.
void record(LabelledWriter& to) {
  Table output("output", {regions, Set("sector", {"coal", "food", "steel"})}, "1e8 CNY", "a test");
  for (std::size_t k = 0; k < 6; ++k) output.values()[k] = 0.1 * static_cast<double>(k);
  output(1, 2) = std::numeric_limits<double>::quiet_NaN();
  to.table(output, "Output of sectors", "总产出");
  to.variable("status", {"region"}, std::vector<std::int32_t>{0, 2},
              {"1", "Status", "状态", {{"flag_values", std::vector<std::int32_t>{0, 1, 2}}}});
  to.text("note", "渝黔", "A note");
  to.attribute("base_year", std::int32_t{2017});
  to.attribute("base_year", std::int32_t{2012});
}

const LabelledData::Variable& find(const LabelledData& data, const std::string& name) {
  const auto found = std::find_if(data.variables.begin(), data.variables.end(),
                                  [&](const auto& v) { return v.head->name == name; });
  REQUIRE(found != data.variables.end());
  return *found;
}

}  // namespace

TEST_CASE("what is kept in memory is what the file holds, in its order") {
  const Scratch scratch;
  const std::string path = scratch.file("record.h5");
  H5Writer file(path, header);
  MemoryWriter memory(header);
  record(file);
  record(memory);
  file.finish();
  const LabelledData kept = memory.take();

  const H5Reader read(path);
  std::vector<std::string> names;
  for (const auto& v : kept.variables) names.push_back(v.head->name);
  CHECK(names == read.names());
  CHECK(find(kept, "region").head->dims == std::vector<std::string>{"region"});
  CHECK(std::get<std::vector<std::string>>(find(kept, "region_zh").values) ==
        read.texts("region_zh"));
  const auto& output = find(kept, "output");
  CHECK(output.head->dims == read.dimensions("output"));
  CHECK(output.shape == std::vector<std::uint64_t>{2, 3});
  const Table table = read.table("output");
  const auto& values = std::get<std::vector<double>>(output.values);
  for (std::size_t k = 0; k < values.size(); ++k)
    CHECK((values[k] == table.values()[k] || (std::isnan(values[k]) && k == 5)));
  for (const auto& [key, value] : output.head->attributes)
    if (const auto* text = std::get_if<std::string>(&value))
      CHECK(read.attribute("output", key) == *text);
  CHECK(std::get<std::vector<std::int32_t>>(find(kept, "status").values) ==
        std::vector<std::int32_t>{0, 2});
  CHECK(std::get<std::vector<std::string>>(find(kept, "note").values)[0] == read.text("note"));
  for (const auto& [key, value] : kept.attributes) {
    if (const auto* text = std::get_if<std::string>(&value))
      CHECK(read.attribute("/", key) == *text);
    else
      CHECK(read.number(key) == std::get<std::int32_t>(value));
  }
  CHECK(read.number("base_year") == 2012);
  CHECK(read.attribute("/", "coordinates") == kept.coordinates);
}

TEST_CASE("heads are taken again where they are the same, and only there") {
  const auto heads = std::make_shared<VariableHeads>();
  const auto status_with = [&](const char* unit, const auto& values) {
    MemoryWriter memory(header, heads);
    record(memory);
    memory.variable("level", {"region"}, values, {unit, "Level", "", {}});
    return memory.take();
  };
  const std::vector<double> numbers{1, 2};
  const LabelledData first = status_with("1", numbers), same = status_with("1", numbers),
                     other = status_with("%", numbers),
                     whole = status_with("%", std::vector<std::int32_t>{1, 2});
  for (const auto& v : first.variables) CHECK(find(same, v.head->name).head == v.head);
  CHECK(find(other, "level").head != find(first, "level").head);
  CHECK(find(other, "output").head == find(first, "output").head);
  CHECK(find(other, "level").head->attributes.front().first == "_FillValue");
  CHECK(find(whole, "level").head->attributes.front().first == "units");
}

TEST_CASE("memory refuses what a file refuses") {
  MemoryWriter memory(header);
  memory.scale(regions);
  const auto refused = [&](auto&& act, const char* why) {
    CHECK_THAT(error_text(act), ContainsSubstring(why));
  };
  const std::vector<double> two{1, 2};
  const auto add = [&](const char* name, std::vector<std::string> dims, const char* unit) {
    return [&memory, &two, name, dims, unit] {
      memory.variable(name, dims, two, {unit, "A variable", "", {}});
    };
  };
  refused([&] { memory.scale(Set("region", {"Chongqing"})); }, "two different lists of labels");
  add("wage", {"region"}, "1")();
  refused(add("wage", {"region"}, "1"), "written twice");
  refused(add("rent", {"regoin"}, "1"), "did you mean \"region\"?");
  refused(add("rent", {"region"}, ""), "no unit");
  refused(add("rent", {}, "1"), "2 values");
}
