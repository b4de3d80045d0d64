// SPDX-License-Identifier: Apache-2.0
// Sectors, consumers and auxiliaries of a model file.
#include "model/io/detail/model_reader.hpp"

#include "data/nearest.hpp"

#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::string_view netputs_key(bool production, bool outputs) {
  return outputs ? "outputs" : production ? "inputs" : "demand";
}

double constant_or(const Node* node, double otherwise) {
  return node && node->kind == Node::Kind::number ? node->number : otherwise;
}

}  // namespace

void ModelReader::read_sector(const Node& node) {
  // The keys were checked when the sector was declared.
  const Fields sector(
      document_, node, fmt::format("sector \"{}\"", node.find("name")->text),
      {"name", "start", "lower", "upper", "region", "sigma", "eta", "inputs", "outputs", "nest"});
  BlockWriter block = builder_.production(*names_.find_as<Role::activity>(sector.text("name")));
  block.inputs("inputs", elasticity(sector, "sigma", 0));
  block.outputs("outputs", elasticity(sector, "eta", 0));
  read_netputs(sector, block, "inputs", sector.find("inputs", Node::Kind::table), Side::inputs);
  read_netputs(sector, block, "outputs", sector.find("outputs", Node::Kind::table), Side::outputs);
  read_nests(sector, block, true);
  const auto has = [&](std::string_view key) {
    for (const Node& nest : sector.tables("nest"))
      if (nest.find(key)) return true;
    return sector.find(key) != nullptr;
  };
  for (const char* side : {"inputs", "outputs"})
    if (!has(side)) sector.fail(node, fmt::format("has no {}", side));
}

void ModelReader::read_consumer(const Node& node) {
  const Fields consumer(
      document_, node, fmt::format("consumer \"{}\"", node.find("name")->text),
      {"name", "income", "may_owe", "region", "sigma", "demand", "nest", "endowments",
       "transfers"});
  const ConsumerId id = *names_.find_as<Role::consumer>(consumer.text("name"));
  if (consumer.find("demand") || consumer.find("nest")) {
    BlockWriter block = builder_.demand(id);
    block.inputs("spending", elasticity(consumer, "sigma", 1));
    read_netputs(consumer, block, "spending", consumer.find("demand", Node::Kind::table),
                 Side::spending);
    read_nests(consumer, block, false);
  } else if (!consumer.find("transfers")) {
    consumer.fail(node, "neither spends nor gives: its income would vanish",
                  "give it \"demand\" or \"transfers\"");
  }
  if (const Node* endowments = consumer.find("endowments", Node::Kind::table))
    for (const auto& [name, quantity] : endowments->members) {
      const CommodityId commodity = known<Role::commodity>(consumer, quantity, name);
      supplied_[static_cast<std::size_t>(commodity.value)] = true;
      builder_.endowment(
          id, commodity,
          coefficient(consumer, quantity, fmt::format("the endowment of \"{}\"", name)));
    }
  if (const Node* transfers = consumer.find("transfers", Node::Kind::table))
    for (const auto& [name, rate] : transfers->members) {
      const ConsumerId to = known<Role::consumer>(consumer, rate, name);
      if (to == id) consumer.fail(rate, "gives to itself");
      const Coefficient share =
          coefficient(consumer, rate, fmt::format("the transfer to \"{}\"", name));
      if (share.is_constant() && !(share.constant() >= 0 && share.constant() <= 1))
        consumer.fail(rate,
                      fmt::format("the transfer to \"{}\" is {} of its income", name,
                                  share.constant()),
                      "it must be from 0 to 1; what flows the other way is the other's transfer");
      builder_.transfer(id, to, share);
    }
}

void ModelReader::read_auxiliary(const Node& node) {
  const Fields auxiliary(document_, node, fmt::format("auxiliary \"{}\"", node.find("name")->text),
                         {"name", "start", "lower", "upper", "region", "equation"});
  builder_.equation(
      *names_.find_as<Role::auxiliary>(auxiliary.text("name")),
      expression(auxiliary, auxiliary.need("equation", Node::Kind::text), "the equation"));
}

void ModelReader::read_nests(const Fields& block, BlockWriter& writer, bool production) {
  std::map<std::string, bool, std::less<>> outputs{{production ? "inputs" : "spending", false}};
  if (production) outputs["outputs"] = true;
  for (const Node& node : block.tables("nest")) {
    Fields nest = production
                      ? Fields(document_, node, block.what(),
                               {"name", "under", "sigma", "eta", "inputs", "outputs"})
                      : Fields(document_, node, block.what(), {"name", "under", "sigma", "demand"});
    const std::string name = nest.text("name");
    nest.rename(fmt::format("{}, nest \"{}\"", block.what(), name));
    const bool is_output = nest.find("outputs") || nest.find("eta");
    if (is_output && (nest.find("inputs") || nest.find("sigma")))
      nest.fail(node,
                "is of the inputs (sigma, inputs) or of the outputs (eta, outputs), not of both");
    const std::string root = is_output ? "outputs" : production ? "inputs" : "spending";
    const std::string under = nest.text_or("under", root);
    const auto parent = outputs.find(under);
    if (parent == outputs.end()) {
      std::vector<std::string> known;
      for (const auto& [n, side] : outputs) known.push_back(n);
      nest.fail(*nest.find("under"),
                fmt::format("stands under \"{}\", which is not declared before it", under),
                data::suggestion(under, known));
    }
    if (parent->second != is_output)
      nest.fail(*nest.find("under"), fmt::format("\"{}\" is a nest of {}", under,
                                                 parent->second ? "outputs" : "inputs"));
    if (!outputs.emplace(name, is_output).second)
      nest.fail(*nest.find("name"), "stands twice, or has the name of a root");
    writer.nest(name, elasticity(nest, is_output ? "eta" : "sigma", 0), under);
    read_netputs(nest, writer, name,
                 nest.find(netputs_key(production, is_output), Node::Kind::table),
                 is_output    ? Side::outputs
                 : production ? Side::inputs
                              : Side::spending);
  }
}

void ModelReader::read_netputs(const Fields& block, BlockWriter& writer, const std::string& nest,
                               const Node* table, Side side) {
  if (!table) return;
  if (table->members.empty()) block.fail(*table, "an empty table of netputs: leave it out");
  for (const auto& [name, node] : table->members) {
    const CommodityId commodity = known<Role::commodity>(block, node, name);
    if (node.kind == Node::Kind::array) {
      for (const Node& item : node.items)
        read_netput(block, writer, nest, commodity, name, item, side);
    } else {
      read_netput(block, writer, nest, commodity, name, node, side);
    }
  }
}

void ModelReader::read_netput(const Fields& block, BlockWriter& writer, const std::string& nest,
                              CommodityId commodity, const std::string& name, const Node& node,
                              Side side) {
  if (side == Side::outputs) supplied_[static_cast<std::size_t>(commodity.value)] = true;
  const auto positive = [&](const Node& at, const char* what) {
    if (at.kind == Node::Kind::number && at.number > 0 && std::isfinite(at.number))
      return at.number;
    if (at.kind != Node::Kind::number)
      block.fail(at, fmt::format("{} of \"{}\" must be a number", what, name));
    block.fail(
        at, fmt::format("{} of \"{}\" is {}; it must be positive", what, name, at.number),
        "leave empty cells out; a supply stands in \"outputs\", a use in \"inputs\" or \"demand\"");
  };
  if (node.kind != Node::Kind::table) {
    writer.netput(nest, commodity, positive(node, "the quantity"));
    return;
  }
  const Fields netput(document_, node, fmt::format("{}, \"{}\"", block.what(), name),
                      {"quantity", "price", "tax", "augmentation", "preference", "subsistence"});
  writer.netput(nest, commodity,
                positive(netput.need("quantity", Node::Kind::number), "the quantity"));
  if (const Node* price = netput.find("price"))
    writer.price(positive(*price, "the reference price"));
  if (const Node* taxes = netput.find("tax", Node::Kind::table))
    for (const auto& [agent, rate] : taxes->members)
      writer.tax(known<Role::consumer>(netput, rate, agent), read_tax(netput, rate, side));
  const auto optional = [&](std::string_view key, bool zero_allowed) -> std::optional<Coefficient> {
    const Node* at = netput.find(key);
    if (!at) return std::nullopt;
    Coefficient value = coefficient(netput, *at, fmt::format("\"{}\"", key));
    if (value.is_constant() && !(value.constant() > 0 || (zero_allowed && value.constant() == 0)))
      netput.fail(*at, fmt::format("\"{}\" is {}; it must {}", key, value.constant(),
                                   zero_allowed ? "not be negative" : "be positive"));
    return value;
  };
  if (const auto tau = optional("augmentation", false)) writer.augmented(*tau);
  if (const auto shift = optional("preference", false)) writer.preferred(*shift);
  if (const auto minimum = optional("subsistence", true)) {
    if (side != Side::spending)
      netput.fail(*netput.find("subsistence"), "only demand has committed quantities");
    writer.committed(*minimum);
  }
}

Coefficient ModelReader::read_tax(const Fields& netput, const Node& node, Side side) const {
  Coefficient rate = coefficient(netput, node, "the tax rate");
  const bool output = side == Side::outputs;
  if (rate.is_constant() && !(output ? rate.constant() < 1 : rate.constant() > -1))
    netput.fail(node,
                fmt::format("a tax rate of {} on {} leaves no positive price", rate.constant(),
                            output ? "an output" : "a use"),
                output ? "the producer receives P (1 - t): t must be below 1"
                       : "the user pays P (1 + t): t must be above -1");
  return rate;
}

Coefficient ModelReader::elasticity(const Fields& block, std::string_view key,
                                    double otherwise) const {
  const Node* node = block.find(key);
  if (!node) return otherwise;
  Coefficient value = coefficient(block, *node, key);
  if (value.is_constant() && !(value.constant() >= 0))
    block.fail(*node, fmt::format("the elasticity {} = {} is negative", key, value.constant()));
  return value;
}

/// Value of what a consumer buys at reference prices: the income that a file need not state.
double ModelReader::reference_spending(const Fields& consumer) const {
  double total = 0;
  const auto add = [&](const Node& netput) {
    if (netput.kind == Node::Kind::number) total += netput.number;
    if (netput.kind != Node::Kind::table) return;
    total += constant_or(netput.find("price"), 1) *
             (constant_or(netput.find("quantity"), 0) + constant_or(netput.find("subsistence"), 0));
  };
  const auto add_table = [&](const Node* table) {
    if (!table) return;
    for (const auto& [name, node] : table->members) {
      add(node);
      for (const Node& item : node.items) add(item);
    }
  };
  add_table(consumer.find("demand", Node::Kind::table));
  for (const Node& nest : consumer.tables("nest")) add_table(nest.find("demand"));
  return total > 0 && std::isfinite(total) ? total : 1;
}

}  // namespace yuqian::model
