// SPDX-License-Identifier: Apache-2.0
// Lines of inputs, outputs and demand.
#include <yuqian/model/io/detail/model_reader.hpp>

#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

std::vector<NetputTemplate> ModelReader::read_netputs(const Fields& block, const Node* table,
                                                      Side side, bool taxes) {
  std::vector<NetputTemplate> out;
  if (!table) return out;
  if (table->kind != Node::Kind::table)
    block.fail(*table, fmt::format("netputs must be a table, not {}", kind_name(table->kind)));
  if (table->members.empty()) block.fail(*table, "an empty table of netputs: leave it out");
  out.reserve(table->members.size());
  for (const auto& [key, node] : table->members) {
    if (node.kind != Node::Kind::array) {
      out.push_back(read_netput(block, key, node, side, taxes));
      continue;
    }
    for (const Node& item : node.items) out.push_back(read_netput(block, key, item, side, taxes));
  }
  return out;
}

NetputTemplate ModelReader::read_netput(const Fields& block, const std::string& key,
                                        const Node& node, Side side, bool taxes) {
  static constexpr Role commodity = Role::commodity, consumer = Role::consumer;
  NetputTemplate out;
  out.key = &key;
  out.node = &node;
  out.commodity = reference(block, node, key, &commodity);
  out.running = out.commodity.running;
  if (node.kind != Node::Kind::table) {
    const Bound bound(bound_, out.running);
    if (node.kind == Node::Kind::number && !std::isfinite(node.number)) {
      out.quantity.node = &node;  // refused as not positive
      out.quantity.literal = node.number;
    } else {
      out.quantity = stated(block, node, fmt::format("the quantity of \"{}\"", key));
    }
    return out;
  }
  const Fields netput(
      document_, node, fmt::format("{}, \"{}\"", block.what(), key),
      {"quantity", "price", "tax", "augmentation", "preference", "subsistence", "forall", "where"});
  const Bound keyed(bound_, out.commodity.running);
  const std::vector<int> more = forall(netput);
  out.running.insert(out.running.end(), more.begin(), more.end());
  const Bound bound(bound_, more);
  const auto amount = [&](std::string_view name, std::string_view what) {
    const Node* at = netput.find(name);
    if (!at) return Stated{};
    if (at->kind == Node::Kind::number && !std::isfinite(at->number)) {
      Stated refused;
      refused.node = at;
      refused.literal = at->number;
      return refused;
    }
    return stated(block, *at, fmt::format("{} of \"{}\"", what, key));
  };
  out.quantity = amount("quantity", "the quantity");
  if (!out.quantity) netput.fail(node, "\"quantity\" is missing");
  out.price = amount("price", "the reference price");
  out.where = stated_if_any(netput, "where");
  out.augmentation = stated_if_any(netput, "augmentation");
  out.preference = stated_if_any(netput, "preference");
  out.subsistence = stated_if_any(netput, "subsistence");
  if (out.subsistence && side != Side::spending)
    netput.fail(*out.subsistence.node, "only demand has committed quantities");
  if (!taxes) return out;
  if (const Node* table = netput.find("tax", Node::Kind::table))
    for (const auto& [agent, rate] : table->members) {
      Reference receives = reference(netput, rate, agent, &consumer);
      if (!receives.running.empty())
        netput.fail(rate, fmt::format("the index {} of the tax's receiver is not bound here",
                                      sets_.name(receives.running.front())));
      out.taxes.emplace_back(std::move(receives), stated(netput, rate, "the tax rate"));
    }
  return out;
}

void ModelReader::write_netput(const Fields& block, const NetputTemplate& t, Side side,
                               BlockWriter& writer,
                               const std::function<const std::string&()>& nest) {
  const auto refuse = [&](const Stated& s, const std::string& message, std::string hint = {}) {
    document_.fail(*s.node, fmt::format("{}, \"{}\": {}", block.what(), *t.key, message),
                   std::move(hint));
  };
  const auto positive = [&](const Stated& s, const char* what) {
    const double value = number(block, s, what);
    if (!(value > 0) || !std::isfinite(value))
      block.fail(*s.node,
                 fmt::format("{} of \"{}\" is {}; it must be positive", what, *t.key, value),
                 "leave empty cells out; a supply stands in \"outputs\", a use in \"inputs\" or "
                 "\"demand\"");
    return value;
  };
  const auto shift = [&](const Stated& s, const char* key, bool zero_allowed) {
    const Coefficient value = coefficient(block, s, key);
    if (value.is_constant() && !(value.constant() > 0 || (zero_allowed && value.constant() == 0)))
      refuse(s, fmt::format("\"{}\" is {}; it must {}", key, value.constant(),
                            zero_allowed ? "not be negative" : "be positive"));
    return value;
  };
  each(block, *t.node, t.running, [&] {
    if (!holds(block, t.where)) return;
    // A table has empty cells; a number that somebody wrote is meant.
    if (t.quantity.formula && number(block, t.quantity, "the quantity") == 0) return;
    const double quantity = positive(t.quantity, "the quantity");
    const auto commodity = element<Role::commodity>(block, *t.node, t.commodity);
    if (side == Side::outputs) supplied_[static_cast<std::size_t>(commodity.value)] = true;
    writer.netput(nest(), commodity, quantity);
    if (t.price) writer.price(positive(t.price, "the reference price"));
    for (const auto& [agent, rate] : t.taxes)
      writer.tax(element<Role::consumer>(block, *rate.node, agent), tax_rate(block, t, rate, side));
    if (t.augmentation) writer.augmented(shift(t.augmentation, "augmentation", false));
    if (t.preference) writer.preferred(shift(t.preference, "preference", false));
    if (t.subsistence) writer.committed(shift(t.subsistence, "subsistence", true));
  });
}

Coefficient ModelReader::tax_rate(const Fields& block, const NetputTemplate& t, const Stated& rate,
                                  Side side) {
  Coefficient value = coefficient(block, rate, "the tax rate");
  const bool output = side == Side::outputs;
  if (value.is_constant() && !(output ? value.constant() < 1 : value.constant() > -1))
    document_.fail(
        *rate.node,
        fmt::format("{}, \"{}\": a tax rate of {} on {} leaves no positive price", block.what(),
                    *t.key, value.constant(), output ? "an output" : "a use"),
        output ? "the producer receives P (1 - t): t must be below 1"
               : "the user pays P (1 + t): t must be above -1");
  return value;
}

/// Value of what a consumer buys at reference prices: the income that a file need not state.
double ModelReader::reference_spending(const Fields& consumer,
                                       const std::vector<NetputTemplate>& demand) {
  double total = 0;
  for (const NetputTemplate& t : demand)
    each(consumer, *t.node, t.running, [&] {
      if (!holds(consumer, t.where)) return;
      double quantity = number(consumer, t.quantity, "the quantity");
      if (t.subsistence && !t.subsistence.formula) quantity += t.subsistence.literal;
      total += quantity * (t.price ? number(consumer, t.price, "the reference price") : 1);
    });
  return total > 0 && std::isfinite(total) ? total : 1;
}

}  // namespace yuqian::model
