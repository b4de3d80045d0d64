// SPDX-License-Identifier: Apache-2.0
// Parameters from tables: one row for every tuple of labels, or the last index across the columns.
#include <yuqian/model/io/detail/model_reader.hpp>

#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace yuqian::model {

const data::Csv& ModelReader::table(const Fields& fields, const Node& file) {
  const std::filesystem::path stated(file.text);
  const std::string path =
      (std::filesystem::path(document_.file).parent_path() / stated).lexically_normal().string();
  if (const auto known = tables_.find(path); known != tables_.end()) return known->second;
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none))
    fields.fail(file, fmt::format("there is no table \"{}\"", file.text),
                "paths are relative to the model file");
  return tables_.emplace(path, data::Csv::read(path)).first->second;
}

namespace {

/// The label of a column or of the header as a position in a set; strict. `where()`: its place.
template <class Where>
int label_at(const Labels& labels, const std::string& set, const std::string& word,
             const Where& where) {
  const int k = labels.find(word);
  if (k < 0)
    throw data::InputError({where(), fmt::format("\"{}\" is not a label of {}", word, set), word,
                            data::suggestion(word, labels.names)});
  return k;
}

}  // namespace

void ModelReader::fill_from_table(const NameFamily& f, const Node& node,
                                  std::vector<double>& values) {
  const Fields fields(document_, node, fmt::format("parameter \"{}\"", f.name),
                      {"file", "column", "labels", "across", "default"});
  if (f.sets.empty()) fields.fail(node, "a table gives values by label: name its index, \"x[i]\"");
  const data::Csv& csv = table(fields, fields.need("file", Node::Kind::text));
  const Node* across = fields.find("across", Node::Kind::text);
  if (across && (across->text != sets_.name(f.sets.back()) || fields.find("column")))
    fields.fail(*across, fmt::format("only the last index, {}, can stand across the columns; then "
                                     "there is no \"column\"",
                                     sets_.name(f.sets.back())));
  const std::size_t down = f.sets.size() - (across ? 1 : 0);
  std::vector<int> key_columns;
  if (const Node* named = fields.find("labels", Node::Kind::array)) {
    if (named->items.size() != down)
      fields.fail(*named, fmt::format("\"labels\" must name {} columns", down));
    for (const Node& name : named->items) {
      if (name.kind != Node::Kind::text) fields.fail(name, "a column's name must be text");
      key_columns.push_back(csv.column(name.text));
    }
  } else {
    for (std::size_t d = 0; d < down; ++d) key_columns.push_back(csv.column(sets_.name(f.sets[d])));
  }
  // The columns of values, each with the position that it adds.
  std::vector<std::pair<int, std::size_t>> value_columns;
  const std::size_t width =
      across ? static_cast<std::size_t>(sets_.labels(f.sets.back()).size()) : 1;
  if (across) {
    for (int c = 0; c < csv.columns(); ++c)
      if (std::find(key_columns.begin(), key_columns.end(), c) == key_columns.end())
        value_columns.emplace_back(
            c, label_at(sets_.labels(f.sets.back()), across->text, csv.header()[at(c)],
                        [&] { return csv.where_header(c); }));
  } else {
    value_columns.emplace_back(csv.column(fields.text_or("column", f.name)), 0);
  }
  const double absent = fields.number_or("default", 0);
  std::fill(values.begin(), values.end(), absent);
  std::vector<int> row_of(values.size(), -1);
  for (int row = 0; row < csv.rows(); ++row) {
    std::size_t position = 0;
    for (std::size_t d = 0; d < down; ++d) {
      const Labels& labels = sets_.labels(f.sets[d]);
      position = position * static_cast<std::size_t>(labels.size()) +
                 static_cast<std::size_t>(label_at(labels, sets_.name(f.sets[d]),
                                                   csv.text(row, key_columns[d]),
                                                   [&] { return csv.where(row, key_columns[d]); }));
    }
    for (const auto& [column, add] : value_columns) {
      const std::optional<double> value = csv.number_if_any(row, column);
      if (!value) continue;  // an empty cell: missing, or the default
      int& first = row_of[position * width + add];
      if (first >= 0)
        throw data::InputError({csv.where(row, key_columns.empty() ? column : key_columns.front()),
                                fmt::format("\"{}\" stands twice: the first is in line {}",
                                            f.element_name(sets_, position * width + add),
                                            csv.where(first, column).line),
                                {},
                                "leave one out"});
      first = row;
      values[position * width + add] = *value;
    }
  }
  if (fields.find("default")) return;
  const auto missing = std::count(row_of.begin(), row_of.end(), -1);
  if (missing == 0) return;
  const auto first =
      static_cast<std::size_t>(std::find(row_of.begin(), row_of.end(), -1) - row_of.begin());
  fields.fail(node,
              fmt::format("{} of {} values are missing from \"{}\", first \"{}\"", missing,
                          values.size(), csv.name(), f.element_name(sets_, first)),
              "add the rows, or say what they are: default = 0");
}

}  // namespace yuqian::model
