// SPDX-License-Identifier: Apache-2.0
// Cases of a model file: parameter values, a starting point, and what must come out.
#include "model/io/detail/model_reader.hpp"

#include "data/nearest.hpp"
#include "model/coefficient_domain.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::model {

Case ModelReader::read_case(const Node& node, const Model& model, std::size_t number) const {
  Fields fields(document_, node, fmt::format("case {}", number),
                {"name", "parameters", "start", "expect"});
  Case result;
  result.name = fields.text_or("name", fmt::format("case {}", number));
  result.where = document_.where(node);
  fields.rename(fmt::format("case \"{}\"", result.name));
  result.parameters = model.parameters();
  if (const Node* parameters = fields.find("parameters", Node::Kind::table))
    for (const auto& [name, value] : parameters->members) {
      const ParameterId id = known<Role::parameter>(fields, value, name);
      result.parameters[static_cast<std::size_t>(id.value)] = finite(fields, value, name);
    }
  if (const auto bad = bad_parameter_coefficient(model, result.parameters))
    fields.fail(fields.find("parameters") ? *fields.find("parameters") : node, bad->sentence());
  if (const Node* start = fields.find("start", Node::Kind::table))
    for (const auto& [name, value] : start->members)
      result.start.emplace_back(unknown_index(fields, value, name, model),
                                finite(fields, value, name));
  if (const Node* expect = fields.find("expect", Node::Kind::table))
    read_expect(*expect, model, result.expect);
  return result;
}

double ModelReader::finite(const Fields& fields, const Node& node, const std::string& name) const {
  const std::optional<double> value = as_number(node, false);
  if (!value) fields.fail(node, fmt::format("\"{}\" must be a finite number", name));
  return *value;
}

int ModelReader::unknown_index(const Fields& fields, const Node& at, const std::string& name,
                               const Model& model) const {
  const Names::Entry* entry = names_.find(name);
  if (!entry || role_of(*entry) == Role::parameter)
    throw data::InputError({document_.where(at),
                            fmt::format("{}: unknown name \"{}\"", fields.what(), name), name,
                            data::suggestion(name, names_.all())});
  return std::visit([&]<Role R>(Id<R> id) { return model.offsets()(R, id.value); }, *entry);
}

void ModelReader::read_expect(const Node& node, const Model& model,
                              Expectation& expectation) const {
  const Fields expect(document_, node, "[case.expect]",
                      {"numeraire", "relative", "absolute", "activities", "prices", "incomes",
                       "auxiliaries", "slacks", "netputs", "values"});
  const UnknownOffsets& offsets = model.offsets();
  if (const Node* numeraire = expect.find("numeraire", Node::Kind::text))
    expectation.numeraire = offsets(known<Role::commodity>(expect, *numeraire, numeraire->text));
  for (auto [key, value] : {std::pair<const char*, double*>{"relative", &expectation.relative},
                            std::pair<const char*, double*>{"absolute", &expectation.absolute}}) {
    *value = expect.number_or(key, *value);
    if (!(*value >= 0))
      expect.fail(*expect.find(key), fmt::format("the tolerance {} is negative", *value));
  }
  const auto group = [&](const char* key, Expected::Kind kind, auto&& index) {
    const Node* table = expect.find(key, Node::Kind::table);
    if (!table) return;
    for (const auto& [name, value] : table->members)
      expectation.values.push_back({kind, name, index(value, name), -1, std::nullopt,
                                    finite(expect, value, name), document_.where(value)});
  };
  const auto of = [&]<Role R>(Id<R>) {
    return [&](const Node& at, const std::string& name) {
      return offsets(known<R>(expect, at, name));
    };
  };
  group("activities", Expected::Kind::activity, of(ActivityId{}));
  group("prices", Expected::Kind::price, of(CommodityId{}));
  group("incomes", Expected::Kind::income, of(ConsumerId{}));
  group("auxiliaries", Expected::Kind::auxiliary, of(AuxiliaryId{}));
  group("slacks", Expected::Kind::slack, [&](const Node& at, const std::string& name) {
    return unknown_index(expect, at, name, model);
  });
  if (const Node* netputs = expect.find("netputs", Node::Kind::table))
    read_expected_netputs(expect, *netputs, model, expectation);
  if (const Node* values = expect.find("values", Node::Kind::table))
    for (const auto& [text, value] : values->members) {
      Node key;
      key.kind = Node::Kind::text;
      key.line = value.line;
      key.text = text;
      expectation.values.push_back({Expected::Kind::value, text, -1, -1,
                                    expression(expect, key, "value"), finite(expect, value, text),
                                    document_.where(value)});
    }
}

void ModelReader::read_expected_netputs(const Fields& expect, const Node& node, const Model& model,
                                        Expectation& expectation) const {
  for (const auto& [name, goods] : node.members) {
    const int level = unknown_index(expect, goods, name, model);
    const auto block = std::find_if(model.blocks().begin(), model.blocks().end(),
                                    [&](const BlockData& b) { return b.level == level; });
    if (block == model.blocks().end())
      expect.fail(goods, fmt::format("\"{}\" has no netputs", name));
    if (goods.kind != Node::Kind::table)
      expect.fail(goods, fmt::format("netputs of \"{}\" must be a table", name));
    for (const auto& [good, value] : goods.members) {
      const int price = model.offsets()(known<Role::commodity>(expect, value, good));
      const auto& leaves = model.kernel().leaves;
      if (std::none_of(leaves.begin() + block->leaf_begin, leaves.begin() + block->leaf_end,
                       [&](const Leaf& leaf) { return leaf.price == price; }))
        expect.fail(value, fmt::format("\"{}\" neither uses nor supplies \"{}\"", name, good));
      expectation.values.push_back({Expected::Kind::netput, good, price,
                                    static_cast<int>(block - model.blocks().begin()), std::nullopt,
                                    finite(expect, value, good), document_.where(value)});
    }
  }
}

}  // namespace yuqian::model
