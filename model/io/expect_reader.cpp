// SPDX-License-Identifier: Apache-2.0
// What a case promises, and what a file asks for.
#include <yuqian/model/io/detail/model_reader.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::model {

void ModelReader::promise(const Fields& fields, const Node& at, const Stated& value, Expected e,
                          Expectation& expectation) {
  const Coefficient c = coefficient(fields, value, "the value");
  if (c.is_constant())
    e.value = c.constant();
  else
    e.formula = as_expr(c);
  e.where = document_.where(at);
  expectation.values.push_back(std::move(e));
}

void ModelReader::read_expect(const Fields& expect, const Model& model, Expectation& expectation) {
  static constexpr Role activity = Role::activity, commodity = Role::commodity,
                        consumer = Role::consumer, auxiliary = Role::auxiliary;
  if (const Node* numeraire = expect.find("numeraire", Node::Kind::text))
    each_unknown(expect, numeraire->text, *numeraire, &commodity, model, [&](int unknown) {
      if (expectation.numeraire >= 0)
        expect.fail(*numeraire, fmt::format("\"{}\" is a family of prices", numeraire->text),
                    "name one of them by its labels");
      expectation.numeraire = unknown;
    });
  for (auto [key, value] : {std::pair<const char*, double*>{"relative", &expectation.relative},
                            std::pair<const char*, double*>{"absolute", &expectation.absolute}}) {
    *value = expect.number_or(key, *value);
    if (!(*value >= 0))
      expect.fail(*expect.find(key), fmt::format("the tolerance {} is negative", *value));
  }
  struct Group {
    const char* key;
    Expected::Kind kind;
    const Role* role;
  };
  static constexpr Group groups[] = {{"activities", Expected::Kind::activity, &activity},
                                     {"prices", Expected::Kind::price, &commodity},
                                     {"incomes", Expected::Kind::income, &consumer},
                                     {"auxiliaries", Expected::Kind::auxiliary, &auxiliary},
                                     {"slacks", Expected::Kind::slack, nullptr}};
  for (const Group& group : groups) {
    const Node* table = expect.find(group.key, Node::Kind::table);
    if (!table) continue;
    for (const auto& [name, node] : table->members)
      each_unknown(expect, name, node, group.role, model, [&](int unknown) {
        Expected e;
        e.kind = group.kind;
        e.unknown = unknown;
        e.name = model.name(unknown);
        promise(expect, node, stated(expect, node, fmt::format("\"{}\"", name)), std::move(e),
                expectation);
      });
  }
  if (const Node* netputs = expect.find("netputs", Node::Kind::table))
    read_expected_netputs(expect, *netputs, model, expectation);
  if (const Node* values = expect.find("values", Node::Kind::table))
    read_values(expect, *values, expectation);
}

void ModelReader::read_expected_netputs(const Fields& expect, const Node& node, const Model& model,
                                        Expectation& expectation) {
  static constexpr Role commodity = Role::commodity;
  for (const auto& [name, goods] : node.members) {
    if (goods.kind != Node::Kind::table)
      expect.fail(goods, fmt::format("netputs of \"{}\" must be a table", name));
    each_unknown(expect, name, goods, nullptr, model, [&, &goods = goods](int level) {
      const int block = model.block_of(level);
      if (block < 0) expect.fail(goods, fmt::format("\"{}\" has no netputs", model.name(level)));
      const BlockData& data = model.blocks()[at(block)];
      for (const auto& [good, value] : goods.members)
        each_unknown(expect, good, value, &commodity, model, [&, &value = value](int price) {
          const auto& leaves = model.kernel().leaves;
          if (std::none_of(leaves.begin() + data.leaf_begin, leaves.begin() + data.leaf_end,
                           [&](const Leaf& leaf) { return leaf.price == price; }))
            expect.fail(value, fmt::format("\"{}\" neither uses nor supplies \"{}\"",
                                           model.name(level), model.name(price)));
          Expected e;
          e.kind = Expected::Kind::netput;
          e.name = model.name(price);
          e.unknown = price;
          e.block = block;
          promise(expect, value, stated(expect, value, fmt::format("\"{}\"", model.name(price))),
                  std::move(e), expectation);
        });
    });
  }
}

/// Expressions of everything; an index that stands free runs over its set.
void ModelReader::read_values(const Fields& expect, const Node& table, Expectation& expectation) {
  for (const auto& [text, value] : table.members) {
    Node key;
    key.kind = Node::Kind::text;
    key.line = value.line;
    key.text = text;
    Formula formula;
    try {
      formula = parse_formula(text, scope(), true);
    } catch (const ExpressionError& error) {
      fail(expect, key, "value", error);
    }
    const std::vector<int> running = formula.free;
    const Bound bound(bound_, running);
    Stated what;
    what.node = &key;
    what.formula = std::make_unique<Formula>(std::move(formula));
    const Stated wanted = stated(expect, value, fmt::format("\"{}\"", text));
    each(expect, value, running, [&, &text = text, &value = value] {
      Expected e;
      e.kind = Expected::Kind::value;
      e.name = running.empty() ? text : text + ", " + sets_.place(running, env_);
      e.expression = as_expr(coefficient(expect, what, "value"));
      promise(expect, value, wanted, std::move(e), expectation);
    });
  }
}

void ModelReader::read_outputs(const Fields& root, ModelFile& file) {
  const Node* table = root.find("outputs", Node::Kind::table);
  if (!table) return;
  Fields fields = root;
  for (const auto& [name, node] : table->members) {
    fields.rename(fmt::format("output \"{}\"", name));
    const std::vector<int> running = indices_of(fields, node, name);
    const Bound bound(bound_, running);
    const Stated value = stated(fields, node, "the value");
    each(fields, node, running, [&, &name = name] {
      file.outputs.push_back({substituted(name), as_expr(coefficient(fields, value, "the value"))});
    });
  }
}

}  // namespace yuqian::model
