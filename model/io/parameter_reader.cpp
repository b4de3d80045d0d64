// SPDX-License-Identifier: Apache-2.0
// [parameters] of a model file: numbers, lists, tables by label, expressions of earlier ones.
#include <yuqian/model/io/detail/model_reader.hpp>

#include <yuqian/data/nearest.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::model {

/// Families that a case changes: they become parameters of the model, the others stay numbers.
void ModelReader::find_live(const Fields& root) {
  for (const Node& item : root.tables("case"))
    for (const char* key : {"parameters", "next"})
      if (const Node* changes = item.find(key))
        for (const auto& [name, value] : changes->members)
          live_.push_back(name.substr(0, name.find('[')));
  std::sort(live_.begin(), live_.end());
}

void ModelReader::read_parameter(const Fields& root, const std::string& text, const Node& node) {
  Fields fields = root;
  fields.rename(fmt::format("parameter \"{}\"", text));
  NameFamily f = family(fields, node, text, Role::parameter);
  std::vector<double> values(static_cast<std::size_t>(sets_.tuples(f.sets)), 0.0);
  if (node.kind == Node::Kind::table && node.find("file")) {
    fill_from_table(f, node, values);
  } else if (node.kind == Node::Kind::array || node.kind == Node::Kind::table) {
    fill(fields, f, node, 0, 0, values);
  } else {
    const Bound bound(bound_, f.sets);
    const Stated value = stated(fields, node, "the value");
    std::size_t k = 0;
    each(fields, node, f.sets, [&] { values[k++] = number(fields, value, "the value"); });
  }
  f.value = std::move(values);
  f.live = f.sets.empty() || std::binary_search(live_.begin(), live_.end(), f.name);
  for (std::size_t k = 0; f.live && k < f.value.size(); ++k)
    f.element.push_back(builder_.parameter(f.element_name(sets_, k), f.value[k]).value);
  names_.add(std::move(f));
}

/// Lists in the order of the labels, or tables by label, one level for every index.
void ModelReader::fill(const Fields& fields, const NameFamily& f, const Node& node,
                       std::size_t dimension, std::size_t position,
                       std::vector<double>& values) const {
  if (dimension == f.sets.size()) {
    const std::optional<double> value = as_number(node, false);
    if (!value)
      fields.fail(node, node.kind == Node::Kind::array || node.kind == Node::Kind::table
                            ? fmt::format("has {} {}, not more", f.sets.size(),
                                          f.sets.size() == 1 ? "index" : "indices")
                            : "must be a finite number");
    values[position] = *value;
    return;
  }
  const Labels& labels = sets_.labels(f.sets[dimension]);
  const std::string& set = sets_.name(f.sets[dimension]);
  const auto size = static_cast<std::size_t>(labels.size());
  if (node.kind == Node::Kind::array) {
    if (node.items.size() != size)
      fields.fail(node, fmt::format("{} values stand here for the {} labels of {}",
                                    node.items.size(), size, set));
    for (std::size_t k = 0; k < size; ++k)
      fill(fields, f, node.items[k], dimension + 1, position * size + k, values);
    return;
  }
  if (node.kind != Node::Kind::table)
    fields.fail(node, fmt::format("a list or a table over {} is expected here", set));
  std::size_t found = 0;
  for (const auto& [label, value] : node.members) {
    const int k = labels.find(label);
    if (k < 0)
      fields.fail(value, fmt::format("\"{}\" is not a label of {}", label, set),
                  data::suggestion(label, labels.names));
    fill(fields, f, value, dimension + 1, position * size + static_cast<std::size_t>(k), values);
    ++found;
  }
  if (found < size)
    for (const std::string& label : labels.names)
      if (!node.find(label))
        fields.fail(node, fmt::format("the label \"{}\" of {} is missing", label, set));
}

}  // namespace yuqian::model
