// SPDX-License-Identifier: Apache-2.0
// Sectors, consumers and auxiliaries of a model file: each block is read once, and written for
// every tuple of its labels.
#include <yuqian/model/io/detail/model_reader.hpp>

#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <functional>

#include <fmt/format.h>

namespace yuqian::model {

void ModelReader::read_sector(const Node& node) {
  // The keys were checked when the sector was declared.
  const Fields sector(document_, node, fmt::format("sector \"{}\"", node.find("name")->text),
                      {"name", "where", "start", "lower", "upper", "region", "sigma", "eta",
                       "inputs", "outputs", "nest"});
  const std::string& text = node.find("name")->text;
  const NameFamily& f = *parse_reference(text, scope()).family;
  const Bound bound(bound_, f.sets);
  const std::vector<NestTemplate> nests = read_nests(sector, true);
  for (const Side side : {Side::inputs, Side::outputs})
    if (std::none_of(nests.begin(), nests.end(),
                     [&](const NestTemplate& n) { return n.side == side && !n.netputs.empty(); }))
      sector.fail(node, fmt::format("has no {}", side == Side::inputs ? "inputs" : "outputs"));
  std::size_t k = 0;
  each(sector, node, f.sets, [&] {
    const int id = f.element[k++];
    if (id < 0) return;
    BlockWriter writer = builder_.production(ActivityId{id});
    write_block(sector, nests, writer);
  });
}

void ModelReader::read_consumer(const Node& node) {
  const Fields consumer(document_, node, fmt::format("consumer \"{}\"", node.find("name")->text),
                        {"name", "where", "income", "may_owe", "region", "sigma", "demand", "nest",
                         "endowments", "transfers"});
  const std::string& text = node.find("name")->text;
  const NameFamily& f = *parse_reference(text, scope()).family;
  const Bound bound(bound_, f.sets);
  const bool spends = consumer.find("demand") || consumer.find("nest");
  if (spends) {
    const std::vector<NestTemplate> nests = read_nests(consumer, false);
    std::size_t k = 0;
    each(consumer, node, f.sets, [&] {
      const int id = f.element[k++];
      if (id < 0) return;
      BlockWriter writer = builder_.demand(ConsumerId{id});
      write_block(consumer, nests, writer);
    });
  } else if (!consumer.find("transfers")) {
    consumer.fail(node, "neither spends nor gives: its income would vanish",
                  "give it \"demand\" or \"transfers\"");
  }
  read_receipts(consumer, f);
}

/// Endowments and transfers.
void ModelReader::read_receipts(const Fields& consumer, const NameFamily& f) {
  struct Line {
    const std::string* key;
    const Node* node;
    Reference what;
    Stated amount;
  };
  const auto lines = [&](std::string_view key, Role role) {
    std::vector<Line> out;
    if (const Node* table = consumer.find(key, Node::Kind::table))
      for (const auto& [name, node] : table->members) {
        Line line{&name, &node, reference(consumer, node, name, &role), {}};
        const Bound inner(bound_, line.what.running);
        line.amount = stated(consumer, node,
                             role == Role::commodity ? fmt::format("the endowment of \"{}\"", name)
                                                     : fmt::format("the transfer to \"{}\"", name));
        out.push_back(std::move(line));
      }
    return out;
  };
  const std::vector<Line> endowments = lines("endowments", Role::commodity),
                          transfers = lines("transfers", Role::consumer);
  const auto left_out = [](const Line& line, const Coefficient& c) {
    return line.amount.formula && c.is_constant() && c.constant() == 0;
  };
  std::size_t k = 0;
  each(consumer, consumer.node(), f.sets, [&] {
    const ConsumerId id{f.element[k++]};
    if (!id.valid()) return;
    for (const Line& line : endowments)
      each(consumer, *line.node, line.what.running, [&] {
        const Coefficient quantity = coefficient(consumer, line.amount, "the endowment");
        if (left_out(line, quantity)) return;
        const auto commodity = element<Role::commodity>(consumer, *line.node, line.what);
        supplied_[static_cast<std::size_t>(commodity.value)] = true;
        builder_.endowment(id, commodity, quantity);
      });
    for (const Line& line : transfers)
      each(consumer, *line.node, line.what.running, [&] {
        const Coefficient rate = coefficient(consumer, line.amount, "the transfer");
        if (left_out(line, rate)) return;
        const auto to = element<Role::consumer>(consumer, *line.node, line.what);
        if (to == id)
          consumer.fail(*line.node, "gives to itself",
                        f.sets.empty() ? "" : "exclude it: if(s == r, 0, ...)");
        if (rate.is_constant() && !(rate.constant() >= 0 && rate.constant() <= 1))
          consumer.fail(
              *line.node,
              fmt::format("the transfer to \"{}\" is {} of its income", *line.key, rate.constant()),
              "it must be from 0 to 1; what flows the other way is the other's transfer");
        builder_.transfer(id, to, rate);
      });
  });
}

void ModelReader::read_auxiliary(const Node& node) {
  const Fields auxiliary(document_, node, fmt::format("auxiliary \"{}\"", node.find("name")->text),
                         {"name", "where", "start", "lower", "upper", "region", "equation"});
  const std::string& text = node.find("name")->text;
  const NameFamily& f = *parse_reference(text, scope()).family;
  const Bound bound(bound_, f.sets);
  const Stated equation =
      stated(auxiliary, auxiliary.need("equation", Node::Kind::text), "the equation");
  std::size_t k = 0;
  each(auxiliary, node, f.sets, [&] {
    const int id = f.element[k++];
    if (id >= 0)
      builder_.equation(AuxiliaryId{id}, as_expr(coefficient(auxiliary, equation, "the equation")));
  });
}

std::vector<NestTemplate> ModelReader::read_nests(const Fields& block, bool production) {
  std::vector<NestTemplate> nests;
  for (const Side side : {production ? Side::inputs : Side::spending, Side::outputs}) {
    if (side == Side::outputs && !production) break;
    NestTemplate root;
    root.node = &block.node();
    root.side = side;
    root.name = side == Side::outputs ? "outputs" : production ? "inputs" : "spending";
    root.elasticity = stated_if_any(block, side == Side::outputs ? "eta" : "sigma");
    root.netputs =
        read_netputs(block, block.find(production ? root.name : "demand", Node::Kind::table), side);
    nests.push_back(std::move(root));
  }
  for (const Node& node : block.tables("nest")) {
    NestTemplate nest = read_nest(block, node, production, nests);
    nests.push_back(std::move(nest));
  }
  for (NestTemplate& nest : nests) {
    const bool has_children = std::any_of(nests.begin(), nests.end(), [&](const NestTemplate& n) {
      return n.under.substr(0, n.under.find('[')) == nest.name.substr(0, nest.name.find('['));
    });
    nest.lazy = !nest.under.empty() && (has_children || !nest.netputs.empty());
  }
  return nests;
}

NestTemplate ModelReader::read_nest(const Fields& block, const Node& node, bool production,
                                    std::vector<NestTemplate>& above) {
  Fields nest = production ? Fields(document_, node, block.what(),
                                    {"name", "under", "where", "sigma", "eta", "inputs", "outputs"})
                           : Fields(document_, node, block.what(),
                                    {"name", "under", "where", "sigma", "demand"});
  NestTemplate out;
  out.node = &node;
  out.name = nest.text("name");
  nest.rename(fmt::format("{}, nest \"{}\"", block.what(), out.name));
  const bool is_output = nest.find("outputs") || nest.find("eta");
  if (is_output && (nest.find("inputs") || nest.find("sigma")))
    nest.fail(node,
              "is of the inputs (sigma, inputs) or of the outputs (eta, outputs), not of both");
  out.side = is_output ? Side::outputs : production ? Side::inputs : Side::spending;
  out.under = nest.text_or("under", is_output ? "outputs" : production ? "inputs" : "spending");
  const auto parent = std::find_if(above.begin(), above.end(),
                                   [&](const NestTemplate& n) { return n.name == out.under; });
  if (parent == above.end()) {
    std::vector<std::string> known;
    for (const NestTemplate& n : above) known.push_back(n.name);
    nest.fail(*nest.find("under"),
              fmt::format("stands under \"{}\", which is not declared before it", out.under),
              data::suggestion(out.under, known));
  }
  if (parent->side != out.side)
    nest.fail(*nest.find("under"),
              fmt::format("\"{}\" is a nest of {}", out.under,
                          parent->side == Side::outputs ? "outputs" : "inputs"));
  if (std::any_of(above.begin(), above.end(),
                  [&](const NestTemplate& n) { return n.name == out.name; }))
    nest.fail(*nest.find("name"), "stands twice, or has the name of a root");
  // The indices between its brackets that the block does not bind: a nest for every label.
  for (const int set : indices_of(nest, *nest.find("name"), out.name))
    if (!bound_[at(set)]) out.running.push_back(set);
  for (const int set : parent->running)
    if (std::find(out.running.begin(), out.running.end(), set) == out.running.end())
      nest.fail(*nest.find("under"),
                fmt::format("there is a nest \"{}\" for every {}, and \"{}\" has no index {}",
                            parent->name, sets_.name(set), out.name, sets_.name(set)));
  const Bound bound(bound_, out.running);
  out.where = stated_if_any(nest, "where");
  out.elasticity = stated_if_any(nest, is_output ? "eta" : "sigma");
  out.netputs = read_netputs(nest,
                             nest.find(is_output    ? "outputs"
                                       : production ? "inputs"
                                                    : "demand",
                                       Node::Kind::table),
                             out.side);
  return out;
}

Coefficient ModelReader::elasticity(const Fields& block, const NestTemplate& nest) {
  if (!nest.elasticity) return nest.under.empty() && nest.side == Side::spending ? 1.0 : 0.0;
  const char* key = nest.side == Side::outputs ? "eta" : "sigma";
  Coefficient value = coefficient(block, nest.elasticity, key);
  if (value.is_constant() && !(value.constant() >= 0))
    block.fail(*nest.elasticity.node,
               fmt::format("the elasticity {} = {} is negative", key, value.constant()));
  return value;
}

void ModelReader::write_block(const Fields& block, const std::vector<NestTemplate>& nests,
                              BlockWriter& writer) {
  std::vector<std::string> made;
  // Makes a nest and those above it, at the labels that are bound now, unless they are there.
  const std::function<std::string(const NestTemplate&)> make = [&](const NestTemplate& nest) {
    std::string name = nest.running.empty() ? nest.name : substituted(nest.name);
    if (std::find(made.begin(), made.end(), name) != made.end()) return name;
    if (nest.under.empty()) {
      if (nest.side == Side::outputs)
        writer.outputs(name, elasticity(block, nest));
      else
        writer.inputs(name, elasticity(block, nest));
    } else {
      const auto parent = std::find_if(nests.begin(), nests.end(),
                                       [&](const NestTemplate& n) { return n.name == nest.under; });
      writer.nest(name, elasticity(block, nest), make(*parent));
    }
    made.push_back(name);
    return name;
  };
  for (const NestTemplate& nest : nests)
    each(block, *nest.node, nest.running, [&] {
      if (!holds(block, nest.where)) return;
      std::string name;
      const std::function<const std::string&()> here = [&]() -> const std::string& {
        if (name.empty()) name = make(nest);
        return name;
      };
      if (!nest.lazy) here();
      for (const NetputTemplate& netput : nest.netputs)
        write_netput(block, netput, nest.side, writer, here);
    });
}

}  // namespace yuqian::model
