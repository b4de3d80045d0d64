// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/read_table.hpp>

#include <cstddef>

#include <yuqian/data/alias.hpp>

namespace yuqian::data {
namespace {

double cell_value(const Csv& csv, int row, int column, const CellRule& rule) {
  if (rule.blank_is_zero) return csv.number_if_any(row, column, rule.sign).value_or(0.0);
  return csv.number(row, column, rule.sign);
}

InputError repeated(const Position& where, const Position& first, const std::string& label) {
  return InputError({where, "\"" + label + "\" appears twice", label,
                     "it stands already at " + first.text() + ": remove one of them"});
}

InputError missing(const Csv& csv, const Set& set, const std::string& label, int count) {
  std::string text = set.name() + " \"" + label + "\" is missing";
  if (count > 1) text += ", and " + std::to_string(count - 1) + " more";
  return InputError({{csv.name()}, text, label, "every " + set.name() + " must be there once"});
}

/// Refuses the first element of the set that was not seen.
void require_all(const Csv& csv, const Set& set, const std::vector<int>& seen) {
  int count = 0;
  for (const int s : seen) count += s < 0;
  for (int i = 0; i < set.size(); ++i)
    if (seen[static_cast<std::size_t>(i)] < 0) throw missing(csv, set, set.label(i), count);
}

}  // namespace

int read_label(const Csv& csv, int row, int column, const Set& set) {
  try {
    return set.index(csv.text(row, column));
  } catch (const InputError& error) {
    throw error.at(csv.where(row, column));
  }
}

Table read_matrix(const Csv& csv, const Set& rows, const Set& columns, const std::string& name,
                  const std::string& unit, CellRule rule) {
  std::vector<int> column_seen(static_cast<std::size_t>(columns.size()), -1);
  std::vector<int> target(static_cast<std::size_t>(csv.columns()), -1);
  for (int c = 1; c < csv.columns(); ++c) {
    const std::string& label = csv.header()[static_cast<std::size_t>(c)];
    const auto j = find_named(columns, label);
    if (!j)
      throw InputError({csv.where_header(c), "unknown " + columns.name() + " \"" + label + "\"",
                        label, suggestion(label, columns)});
    target[static_cast<std::size_t>(c)] = *j;
    column_seen[static_cast<std::size_t>(*j)] = c;
  }
  require_all(csv, columns, column_seen);
  Table table(name, {rows, columns}, unit, csv.name());
  std::vector<int> row_seen(static_cast<std::size_t>(rows.size()), -1);
  for (int r = 0; r < csv.rows(); ++r) {
    const int i = read_label(csv, r, 0, rows);
    int& first = row_seen[static_cast<std::size_t>(i)];
    if (first >= 0) throw repeated(csv.where(r, 0), csv.where(first, 0), rows.label(i));
    first = r;
    for (int c = 1; c < csv.columns(); ++c)
      table(i, target[static_cast<std::size_t>(c)]) = cell_value(csv, r, c, rule);
  }
  require_all(csv, rows, row_seen);
  return table;
}

Set read_set(const Csv& csv, const std::string& name, std::string_view label_column,
             std::string_view zh_column, std::string_view en_column) {
  const int column = csv.column(label_column);
  const auto zh_at = csv.find_column(zh_column), en_at = csv.find_column(en_column);
  std::vector<std::string> labels, zh, en;
  for (int r = 0; r < csv.rows(); ++r) {
    const std::string& label = csv.text(r, column);
    if (label.empty())
      throw InputError({csv.where(r, column), "an empty label", {}, "give every element a label"});
    for (int before = 0; before < r; ++before)
      if (labels[static_cast<std::size_t>(before)] == label)
        throw repeated(csv.where(r, column), csv.where(before, column), label);
    labels.push_back(label);
    if (zh_at) zh.push_back(csv.text(r, *zh_at));
    if (en_at) en.push_back(csv.text(r, *en_at));
  }
  return Set(name, std::move(labels), std::move(zh), std::move(en));
}

std::string list_csv(const Table& table) {
  std::vector<std::string> line;
  for (const Set& axis : table.axes()) line.push_back(axis.name());
  line.push_back("value");
  std::string text = csv_line(line);
  const auto values = table.values();
  for (std::size_t at = 0; at < values.size(); ++at) {
    std::size_t rest = at;
    for (std::size_t k = table.axes().size(); k-- > 0;) {
      const auto size = static_cast<std::size_t>(table.axes()[k].size());
      line[k] = table.axes()[k].label(static_cast<int>(rest % size));
      rest /= size;
    }
    line.back() = shortest(values[at]);
    text += csv_line(line);
  }
  return text;
}

}  // namespace yuqian::data
