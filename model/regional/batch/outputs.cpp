// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/outputs.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// The cell at these labels, one for each axis.
double cell(const data::Table& t, const std::vector<std::string>& labels) {
  std::size_t offset = 0;
  for (int k = 0; k < t.rank(); ++k)
    offset = offset * static_cast<std::size_t>(t.axis(k).size()) +
             static_cast<std::size_t>(t.axis(k).index(labels[at(k)]));
  return t.values()[offset];
}

}  // namespace

BatchOutput read_output(const data::Toml& value) {
  BatchOutput o;
  o.text = value.name();
  const auto open = o.text.find('[');
  o.table = o.text.substr(0, open);
  const data::Schema schema = data::shipped_schema("variables");
  std::vector<std::string> names;
  for (const data::SchemaEntry& entry : schema.entries()) names.push_back(entry.name);
  if (std::find(names.begin(), names.end(), o.table) == names.end())
    throw value.error(fmt::format("no variable of result files is called \"{}\"", o.table),
                      data::suggestion(o.table, names), o.table);
  if (open == o.text.npos) return o;
  if (o.text.back() != ']')
    throw value.error(fmt::format("\"{}\" does not end with ]", o.text),
                      "write the labels in brackets: wage[Guizhou]");
  const std::string inside = o.text.substr(open + 1, o.text.size() - open - 2);
  for (std::size_t begin = 0; begin <= inside.size();) {
    const std::size_t end = std::min(inside.find(',', begin), inside.size());
    const std::size_t first = inside.find_first_not_of(' ', begin);
    o.labels.push_back(first < end ? inside.substr(first, end - first) : "");
    begin = end + 1;
  }
  return o;
}

double value_of(const BatchOutput& o, const std::vector<data::Table>& tables) {
  const data::Table* table = data::find_table(tables, o.table);
  if (!table) return std::numeric_limits<double>::quiet_NaN();
  const auto rank = static_cast<std::size_t>(table->rank());
  if (o.labels.size() == rank) return cell(*table, o.labels);
  int state = -1;
  for (int k = 0; k < table->rank(); ++k)
    if (table->axis(k).name() == "state") state = k;
  if (state < 0 || o.labels.size() + 1 != rank) {
    std::string axes;
    for (int k = 0; k < table->rank(); ++k) axes += (k ? "," : "") + table->axis(k).name();
    throw data::InputError(
        {{},
         fmt::format("\"{}\" has not one label for each axis", o.text),
         o.text,
         fmt::format("write {}[{}]{}", o.table, axes,
                     state < 0 ? "" : ", or leave out the state for the change")});
  }
  std::vector<std::string> labels = o.labels;
  labels.insert(labels.begin() + state, "counterfactual");
  const double after = cell(*table, labels);
  labels[at(state)] = "reference";
  return after - cell(*table, labels);
}

}  // namespace yuqian::model
