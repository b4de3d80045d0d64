// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/maths/at.hpp>

#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

BlockWriter::BlockWriter(TreeSpec* inputs, TreeSpec* outputs, std::string what)
    : inputs_(inputs), outputs_(outputs), what_(std::move(what)) {}

BlockWriter& BlockWriter::inputs(std::string nest, Coefficient sigma) {
  inputs_->nests.front() = {std::move(nest), -1, std::move(sigma)};
  return *this;
}

BlockWriter& BlockWriter::outputs(std::string nest, Coefficient eta) {
  if (!outputs_) throw ModelError(fmt::format("{} has no outputs", what_));
  outputs_->nests.front() = {std::move(nest), -1, std::move(eta)};
  return *this;
}

namespace {

int find_nest(const TreeSpec* tree, const std::string& name) {
  if (tree)
    for (std::size_t n = 0; n < tree->nests.size(); ++n)
      if (tree->nests[n].name == name) return static_cast<int>(n);
  return -1;
}

}  // namespace

BlockWriter& BlockWriter::nest(std::string name, Coefficient elasticity, const std::string& under) {
  if (find_nest(inputs_, name) >= 0 || find_nest(outputs_, name) >= 0)
    throw ModelError(fmt::format("{}: nest \"{}\" stands twice", what_, name));
  for (TreeSpec* tree : {inputs_, outputs_})
    if (const int parent = find_nest(tree, under); parent >= 0) {
      tree->nests.push_back({std::move(name), parent, std::move(elasticity)});
      return *this;
    }
  throw ModelError(fmt::format(
      "{}: nest \"{}\" is put under \"{}\", which is not declared before it", what_, name, under));
}

BlockWriter& BlockWriter::preferred_nest(const std::string& name, Coefficient shift) {
  for (TreeSpec* tree : {inputs_, outputs_})
    if (const int n = find_nest(tree, name); n > 0) {
      tree->nests[at(n)].preference = std::move(shift);
      return *this;
    }
  throw ModelError(fmt::format("{}: there is no nest \"{}\" below another", what_, name));
}

BlockWriter& BlockWriter::netput(const std::string& nest, CommodityId commodity, double quantity) {
  if (!(quantity > 0) || !std::isfinite(quantity))
    throw ModelError(
        fmt::format("{}: a reference quantity of {} in nest \"{}\"; it must be positive "
                    "(leave empty cells out)",
                    what_, quantity, nest));
  for (TreeSpec* tree : {inputs_, outputs_})
    if (const int n = find_nest(tree, nest); n >= 0) {
      NetputSpec spec;
      spec.commodity = commodity;
      spec.nest = n;
      spec.quantity = quantity;
      tree->netputs.push_back(std::move(spec));
      last_tree_ = tree;
      return *this;
    }
  throw ModelError(fmt::format("{}: there is no nest \"{}\"", what_, nest));
}

BlockWriter& BlockWriter::input(CommodityId commodity, double quantity) {
  return netput(inputs_->nests.front().name, commodity, quantity);
}

BlockWriter& BlockWriter::output(CommodityId commodity, double quantity) {
  if (!outputs_) throw ModelError(fmt::format("{} has no outputs", what_));
  return netput(outputs_->nests.front().name, commodity, quantity);
}

NetputSpec& BlockWriter::last() {
  if (!last_tree_)
    throw ModelError(fmt::format("{}: a price or tax before the first netput", what_));
  return last_tree_->netputs.back();
}

BlockWriter& BlockWriter::price(double reference) {
  if (!(reference > 0) || !std::isfinite(reference))
    throw ModelError(
        fmt::format("{}: a reference price of {}; it must be positive", what_, reference));
  last().price = reference;
  return *this;
}

BlockWriter& BlockWriter::tax(ConsumerId receives, Coefficient rate, const Tag& tag) {
  last().taxes.push_back({receives, std::move(rate), tag});
  return *this;
}

BlockWriter& BlockWriter::augmented(Coefficient tau) {
  last().augmentation = std::move(tau);
  return *this;
}

BlockWriter& BlockWriter::preferred(Coefficient shift) {
  last().preference = std::move(shift);
  return *this;
}

BlockWriter& BlockWriter::committed(Coefficient subsistence) {
  if (outputs_) throw ModelError(fmt::format("{}: only spending has committed quantities", what_));
  last().subsistence = std::move(subsistence);
  return *this;
}

BlockWriter& BlockWriter::tagged(const Tag& tag) {
  last().tag = tag;
  return *this;
}

template <Role R>
Id<R> Builder::declare(std::vector<Declaration>& list, Declaration d, const char* kind) {
  if (d.lower > d.upper || !(d.start >= d.lower && d.start <= d.upper))
    throw ModelError(fmt::format("{} \"{}\": impossible bounds or start: {} <= {} <= {}", kind,
                                 d.name, d.lower, d.start, d.upper));
  if (!(d.scale > 0))
    throw ModelError(fmt::format("{} \"{}\": scale {} is not positive", kind, d.name, d.scale));
  names_.push_back(d.name);
  list.push_back(std::move(d));
  return {static_cast<int>(list.size()) - 1};
}

CommodityId Builder::commodity(Declaration d) {
  if (d.lower < 0)
    throw ModelError(
        fmt::format("commodity \"{}\": a price below zero is allowed by its bound", d.name));
  return declare<Role::commodity>(commodities_, std::move(d), "commodity");
}

ActivityId Builder::activity(Declaration d) {
  return declare<Role::activity>(activities_, std::move(d), "activity");
}

ConsumerId Builder::consumer(Declaration d) {
  if (d.lower == 0) d.lower = -std::numeric_limits<double>::infinity();
  return declare<Role::consumer>(consumers_, std::move(d), "consumer");
}

AuxiliaryId Builder::auxiliary(Declaration d) {
  return declare<Role::auxiliary>(auxiliaries_, std::move(d), "auxiliary");
}

ParameterId Builder::parameter(std::string name, double value) {
  const int id = static_cast<int>(parameters_.size());
  parameters_.push_back(value);
  if (!name.empty()) parameter_names_.emplace(id, std::move(name));
  return {id};
}

ParameterId Builder::parameter(double value) { return parameter(std::string(), value); }

void Builder::replace(ParameterId parameter, Expr expr) {
  if (replacements_.emplace(parameter.value, std::move(expr)).second) return;
  const auto name = parameter_names_.find(parameter.value);
  throw ModelError(fmt::format("parameter \"{}\" is made endogenous twice",
                               name == parameter_names_.end() ? "" : name->second));
}

double Builder::value(ParameterId parameter) const {
  return parameters_.at(static_cast<std::size_t>(parameter.value));
}

std::optional<Builder::Named> Builder::find(const std::string& name) const {
  const auto position = [&](const std::vector<Declaration>& list) {
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i].name == name) return static_cast<int>(i);
    return -1;
  };
  if (const int i = position(activities_); i >= 0)
    return Named{Role::activity, Expr(ActivityId{i}), activities_[at(i)].start};
  if (const int i = position(commodities_); i >= 0)
    return Named{Role::commodity, Expr(CommodityId{i}), commodities_[at(i)].start};
  if (const int i = position(consumers_); i >= 0)
    return Named{Role::consumer, Expr(ConsumerId{i}), consumers_[at(i)].start};
  if (const int i = position(auxiliaries_); i >= 0)
    return Named{Role::auxiliary, Expr(AuxiliaryId{i}), auxiliaries_[at(i)].start};
  return std::nullopt;
}

BlockWriter Builder::production(ActivityId activity) {
  productions_.push_back(std::make_unique<ProductionSpec>());
  ProductionSpec& p = *productions_.back();
  p.activity = activity;
  p.inputs.nests.push_back({"inputs", -1, 0.0});
  p.outputs.nests.push_back({"outputs", -1, 0.0});
  return {&p.inputs, &p.outputs,
          "sector \"" + activities_.at(static_cast<std::size_t>(activity.value)).name + "\""};
}

BlockWriter Builder::demand(ConsumerId consumer) {
  demands_.push_back(std::make_unique<DemandSpec>());
  DemandSpec& d = *demands_.back();
  d.consumer = consumer;
  d.spending.nests.push_back({"spending", -1, 1.0});
  return {&d.spending, nullptr,
          "consumer \"" + consumers_.at(static_cast<std::size_t>(consumer.value)).name + "\""};
}

void Builder::endowment(ConsumerId consumer, CommodityId commodity, Coefficient quantity,
                        const Tag& tag) {
  endowments_.push_back({consumer, commodity, std::move(quantity), tag});
}

void Builder::transfer(ConsumerId from, ConsumerId to, Coefficient rate, const Tag& tag) {
  transfers_.push_back({from, to, std::move(rate), tag});
}

void Builder::equation(AuxiliaryId auxiliary, Expr expr) {
  equations_.push_back({auxiliary, std::move(expr)});
}

void Builder::numeraire(CommodityId commodity) { numeraire_ = commodity; }

}  // namespace yuqian::model
