// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/memory_writer.hpp>

#include <algorithm>
#include <type_traits>

namespace yuqian::data {

std::shared_ptr<const VariableHead> VariableHeads::find(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(name);
  return found == known_.end() ? nullptr : found->second;
}

void VariableHeads::keep(std::shared_ptr<const VariableHead> head) {
  const std::lock_guard lock(mutex_);
  known_.insert_or_assign(head->name, std::move(head));
}

MemoryWriter::MemoryWriter(const Header& header, std::shared_ptr<VariableHeads> heads)
    : heads_(heads ? std::move(heads) : std::make_shared<VariableHeads>()) {
  data_.attributes = attributes_of(header);
}

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
                       const VariableText& text) {
  require_new(name);
  std::shared_ptr<const VariableHead> head = heads_->find(name);
  if (!head || head->dims != dims || head->text != text || head->kind != values.index()) {
    head = std::make_shared<const VariableHead>(
        VariableHead{name, dims, text, values.index(), attributes_of(text, values)});
    heads_->keep(head);
  }
  LabelledData::Variable v{std::move(head), shape, {}};
  std::visit(
      [&](const auto& span) {
        using T = std::remove_const_t<typename std::decay_t<decltype(span)>::element_type>;
        v.values = std::vector<T>(span.begin(), span.end());
      },
      values);
  data_.variables.push_back(std::move(v));
}

void MemoryWriter::put_scale(const Set& set, const std::string& long_name) {
  const std::string& name = set.name();
  require_new(name);
  std::shared_ptr<const VariableHead> head = heads_->find(name);
  const VariableText text{{}, long_name, {}, {}};
  if (!head || head->text != text) {
    head = std::make_shared<const VariableHead>(
        VariableHead{name, {name}, text, 2, {{"long_name", long_name}}});
    heads_->keep(head);
  }
  data_.variables.push_back(
      {std::move(head), {static_cast<std::uint64_t>(set.size())}, set.labels()});
}

}  // namespace yuqian::data
