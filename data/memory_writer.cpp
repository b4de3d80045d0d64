// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/memory_writer.hpp>

#include <algorithm>
#include <type_traits>

namespace yuqian::data {

void MemoryWriter::attribute(const std::string& name, const AttributeValue& value) {
  const auto known = std::find_if(data_.attributes.begin(), data_.attributes.end(),
                                  [&](const auto& a) { return a.first == name; });
  if (known == data_.attributes.end())
    data_.attributes.emplace_back(name, value);
  else
    known->second = value;
}

LabelledData MemoryWriter::take() {
  attribute("complete", std::int32_t{1});
  data_.coordinates = coordinates();
  names_.clear();
  return std::move(data_);
}

void MemoryWriter::require_new(const std::string& name) {
  if (!names_.insert(name).second)
    refuse("\"" + name + "\" is written twice", "give every variable a name of its own");
}

void MemoryWriter::put(const std::string& name, const std::vector<std::string>& dims,
                       const std::vector<std::uint64_t>& shape, const Values& values,
                       const Attributes& attributes) {
  require_new(name);
  LabelledData::Variable v{name, dims, shape, {}, attributes};
  std::visit(
      [&](const auto& span) {
        using T = std::remove_const_t<typename std::decay_t<decltype(span)>::element_type>;
        v.values = std::vector<T>(span.begin(), span.end());
      },
      values);
  data_.variables.push_back(std::move(v));
}

void MemoryWriter::put_scale(const Set& set, const std::string& long_name) {
  require_new(set.name());
  data_.variables.push_back({set.name(),
                             {set.name()},
                             {static_cast<std::uint64_t>(set.size())},
                             set.labels(),
                             {{"long_name", long_name}}});
}

}  // namespace yuqian::data
