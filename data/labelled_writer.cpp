// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/labelled_writer.hpp>

#include <algorithm>
#include <limits>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>

namespace yuqian::data {

void LabelledWriter::refuse(const std::string& message, const std::string& hint) const {
  throw InputError({{place()}, message, {}, hint});
}

Attributes LabelledWriter::attributes_of(const Header& header) {
  return {{"Conventions", std::string("CF-1.8")},
          {"title", header.title},
          {"schema", header.schema},
          {"schema_version", header.schema_version},
          {"history", header.history}};
}

Attributes LabelledWriter::attributes_of(const VariableText& text, const Values& values) {
  Attributes attributes;
  if (std::holds_alternative<std::span<const double>>(values))
    attributes.emplace_back("_FillValue", std::numeric_limits<double>::quiet_NaN());
  attributes.emplace_back("units", text.units);
  attributes.emplace_back("long_name", text.long_name);
  if (!text.zh.empty()) attributes.emplace_back("long_name_zh", text.zh);
  attributes.insert(attributes.end(), text.more.begin(), text.more.end());
  return attributes;
}

void LabelledWriter::scale(const Set& set, const std::string& long_name) {
  const std::string& name = set.name();
  if (const auto known = scales_.find(name); known != scales_.end()) {
    if (!known->second.same_labels(set))
      refuse("dimension \"" + name + "\" has two different lists of labels",
             "give one of the sets another name");
    return;
  }
  if (name.empty() || set.size() == 0)
    refuse("dimension \"" + name + "\" has no name or no labels", "write sets with elements");
  std::string readable = name;
  std::replace(readable.begin(), readable.end(), '_', ' ');
  put_scale(set, long_name.empty() ? readable : long_name);
  scales_.emplace(name, set);
  const auto names = [&](const char* suffix, const char* language, bool present, auto&& of) {
    if (!present) return;
    std::vector<std::string> texts;
    for (int i = 0; i < set.size(); ++i) texts.push_back(of(i));
    variable(name + suffix, {name}, texts, {"1", readable + " name in " + language, {}, {}});
    coordinates_ += (coordinates_.empty() ? "" : " ") + name + suffix;
  };
  names("_zh", "Chinese", set.has_zh(), [&](int i) { return set.zh(i); });
  names("_en", "English", set.has_en(), [&](int i) { return set.en(i); });
}

void LabelledWriter::checked(const std::string& name, const std::vector<std::string>& dims,
                             const Values& values, const VariableText& text) {
  if (text.units.empty() || text.long_name.empty())
    refuse("variable \"" + name + "\" has no unit or no long name",
           "state both; the unit of a pure number is 1");
  std::vector<std::uint64_t> shape;
  std::size_t cells = 1;
  for (std::size_t k = 0; k < dims.size(); ++k) {
    const auto found = scales_.find(dims[k]);
    if (found == scales_.end()) {
      std::vector<std::string> known;
      for (const auto& [scale_name, scale] : scales_) known.push_back(scale_name);
      refuse("variable \"" + name + "\" stands on unknown dimension \"" + dims[k] + "\"",
             suggestion(dims[k], known));
    }
    // Readers that sum over a dimension by name would silently take a diagonal or one axis only.
    if (std::find(dims.begin(), dims.begin() + static_cast<std::ptrdiff_t>(k), dims[k]) !=
        dims.begin() + static_cast<std::ptrdiff_t>(k))
      refuse("variable \"" + name + "\" has dimension \"" + dims[k] + "\" twice",
             "rename one of the sets");
    shape.push_back(static_cast<std::uint64_t>(found->second.size()));
    cells *= shape.back();
  }
  const std::size_t count = std::visit([](const auto& list) { return list.size(); }, values);
  if (cells != count)
    refuse("variable \"" + name + "\" has " + std::to_string(count) +
               " values where its dimensions want " + std::to_string(cells),
           "give one value per cell");
  put(name, dims, shape, values, text);
}

void LabelledWriter::variable(const std::string& name, const std::vector<std::string>& dims,
                              std::span<const double> values, const VariableText& text) {
  checked(name, dims, values, text);
}

void LabelledWriter::variable(const std::string& name, const std::vector<std::string>& dims,
                              std::span<const std::int32_t> values, const VariableText& text) {
  checked(name, dims, values, text);
}

void LabelledWriter::variable(const std::string& name, const std::vector<std::string>& dims,
                              std::span<const std::string> values, const VariableText& text) {
  checked(name, dims, values, text);
}

void LabelledWriter::table(const Table& table, const std::string& long_name,
                           const std::string& zh) {
  std::vector<std::string> dims;
  for (const Set& axis : table.axes()) {
    scale(axis);
    dims.push_back(axis.name());
  }
  VariableText text{table.unit(), long_name, zh, {}};
  if (!table.source().empty()) text.more.emplace_back("source", table.source());
  variable(table.name(), dims, table.values(), text);
}

void LabelledWriter::text(const std::string& name, const std::string& value,
                          const std::string& long_name) {
  variable(name, {}, std::span<const std::string>(&value, 1), {"1", long_name, {}, {}});
}

}  // namespace yuqian::data
