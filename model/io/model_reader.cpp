// SPDX-License-Identifier: Apache-2.0
#include "model/io/detail/model_reader.hpp"

#include "data/nearest.hpp"
#include "data/text_file.hpp"
#include "model/coefficient_domain.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

ModelFile read_model_file(const std::string& path, const ModelFileOptions& options) {
  const Document document = read_document(path);
  return ModelReader(document, options).run();
}

ModelFile read_model_text(std::string_view text, const std::string& name,
                          const ModelFileOptions& options) {
  const Document document =
      parse_document(data::checked_text(std::string(text), name), name, format_of(name));
  return ModelReader(document, options).run();
}

ModelFile ModelReader::run() {
  const Fields root(
      document_, document_.root, "model file",
      {"model", "parameters", "commodities", "sector", "consumer", "auxiliary", "case"});
  const Fields model(document_, root.need("model", Node::Kind::table), "[model]",
                     {"name", "source", "text", "numeraire"});
  ModelFile file;
  file.path = document_.file;
  file.name = model.text("name");
  file.source = model.text_or("source", "");
  file.text = model.text_or("text", "");

  declare_all(root);
  set_numeraire(model);
  for (const Node& node : root.tables("sector")) read_sector(node);
  for (const Node& node : root.tables("consumer")) read_consumer(node);
  for (const Node& node : root.tables("auxiliary")) read_auxiliary(node);
  refuse_unsupplied();
  try {
    file.model = builder_.build();
  } catch (const ModelError& error) {
    throw data::InputError({{document_.file, 0, 0}, error.what(), {}, {}});
  }
  const std::span<const Node> cases = root.tables("case");
  for (std::size_t k = 0; k < cases.size(); ++k)
    file.cases.push_back(read_case(cases[k], *file.model, k + 1));
  if (cases.empty()) {
    if (const auto bad = bad_parameter_coefficient(*file.model, file.model->parameters()))
      root.fail(root.find("parameters") ? *root.find("parameters") : root.node(),
                "as declared, " + bad->sentence());
    Case as_stated;
    as_stated.name = "as stated";
    as_stated.parameters = file.model->parameters();
    as_stated.where = {document_.file, 0, 0};
    file.cases.push_back(std::move(as_stated));
  }
  return file;
}

void ModelReader::declare_all(const Fields& root) {
  if (const Node* parameters = root.find("parameters", Node::Kind::table))
    for (const auto& [name, node] : parameters->members) {
      const std::optional<double> value = as_number(node, false);
      if (!value) root.fail(node, fmt::format("parameter \"{}\" must be a finite number", name));
      declare(node, name, Role::parameter, {.name = name, .start = *value});
    }
  for (const auto& [name, node] : root.need("commodities", Node::Kind::table).members) {
    if (const std::optional<double> start = as_number(node, false)) {
      if (!(*start >= 0))
        root.fail(node, fmt::format("commodity \"{}\": the price {} is negative", name, *start));
      declare(node, name, Role::commodity, {.name = name, .start = *start});
      continue;
    }
    const Fields fields(document_, node, fmt::format("commodity \"{}\"", name),
                        {"start", "lower", "upper", "region"});
    const Declaration d = declaration(fields, name, 1, 0);
    if (d.lower < 0)
      fields.fail(*fields.find("lower"),
                  fmt::format("the price's lower bound {} is negative", d.lower));
    declare(node, name, Role::commodity, d);
  }
  for (const Node& node : root.tables("sector")) {
    Fields fields(
        document_, node, "[[sector]]",
        {"name", "start", "lower", "upper", "region", "sigma", "eta", "inputs", "outputs", "nest"});
    fields.rename(fmt::format("sector \"{}\"", fields.text("name")));
    const Declaration d = declaration(fields, fields.text("name"), 1, 0);
    if (d.lower < 0)
      fields.fail(*fields.find("lower"),
                  fmt::format("the level's lower bound {} is negative", d.lower),
                  "write a second sector for the other direction");
    declare(node, d.name, Role::activity, d);
  }
  for (const Node& node : root.tables("consumer")) {
    Fields fields(
        document_, node, "[[consumer]]",
        {"name", "income", "may_owe", "region", "sigma", "demand", "nest", "endowments",
         "transfers"});
    fields.rename(fmt::format("consumer \"{}\"", fields.text("name")));
    const double income = fields.number_or("income", reference_spending(fields));
    if (!(income > 0))
      fields.fail(*fields.find("income"),
                  fmt::format("the reference income {} is not positive", income));
    Declaration d{.name = fields.text("name"), .start = income, .scale = income};
    if (const Node* owes = fields.find("may_owe", Node::Kind::boolean))
      d.may_owe = owes->number != 0;
    if (fields.find("region")) d.region = region(fields.text("region"));
    declare(node, d.name, Role::consumer, d);
  }
  for (const Node& node : root.tables("auxiliary")) {
    Fields fields(document_, node, "[[auxiliary]]",
                  {"name", "start", "lower", "upper", "region", "equation"});
    fields.rename(fmt::format("auxiliary \"{}\"", fields.text("name")));
    declare(node, fields.text("name"), Role::auxiliary,
            declaration(fields, fields.text("name"), 0, 0));
  }
}

Declaration ModelReader::declaration(const Fields& fields, std::string name, double start,
                                     double lower) {
  Declaration d;
  d.name = std::move(name);
  d.lower = fields.number_or("lower", lower, true);
  d.upper = fields.number_or("upper", d.upper, true);
  const auto at = [&](std::string_view key) -> const Node& {
    const Node* found = fields.find(key);
    return found ? *found : fields.node();
  };
  if (d.lower > d.upper)
    fields.fail(at(fields.find("upper") ? "upper" : "lower"),
                fmt::format("impossible bounds: lower {} is above upper {}", d.lower, d.upper));
  if (d.lower == std::numeric_limits<double>::infinity() ||
      d.upper == -std::numeric_limits<double>::infinity())
    fields.fail(at("lower"), "impossible bounds: no finite value lies between them");
  // Without a start of its own an unknown starts at the usual value or at the nearest bound.
  d.start = fields.number_or("start", std::clamp(start, d.lower, d.upper));
  if (d.start < d.lower || d.start > d.upper)
    fields.fail(at("start"), fmt::format("impossible bounds: start {} is not between {} and {}",
                                         d.start, d.lower, d.upper));
  if (d.start > 0) d.scale = d.start;
  if (fields.find("region")) d.region = region(fields.text("region"));
  return d;
}

int ModelReader::region(const std::string& name) {
  return regions_.try_emplace(name, static_cast<int>(regions_.size())).first->second;
}

void ModelReader::declare(const Node& at, const std::string& name, Role role, Declaration d) {
  const auto refuse = [&](const std::string& message, std::string hint) {
    throw data::InputError({document_.where(at), message, name, std::move(hint)});
  };
  if (name.empty()) refuse(fmt::format("a {} without a name", role_name(role)), {});
  if (const Names::Entry* taken = names_.find(name)) {
    const Role first = role_of(*taken);
    refuse(fmt::format("{} \"{}\" stands twice: the first is the {} in line {}", role_name(role),
                       name, role_name(first), line_of_[name]),
           first == role ? "merge the two blocks or rename one"
                         : "names of all kinds share one space: rename one");
  }
  line_of_[name] = at.line;
  switch (role) {
    case Role::parameter:
      names_.add(name, builder_.parameter(name, d.start));
      break;
    case Role::commodity:
      price_start_.push_back(d.start);
      supplied_.push_back(false);
      names_.add(name, builder_.commodity(std::move(d)));
      break;
    case Role::activity:
      names_.add(name, builder_.activity(std::move(d)));
      break;
    case Role::consumer:
      names_.add(name, builder_.consumer(std::move(d)));
      break;
    case Role::auxiliary:
      names_.add(name, builder_.auxiliary(std::move(d)));
      break;
  }
}

void ModelReader::set_numeraire(const Fields& model) {
  const Node* stated = model.find("numeraire", Node::Kind::text);
  if (!stated && !options_.numeraire)
    model.fail(model.node(), "\"numeraire\" is missing",
               "name the commodity whose price stays at its start value: only relative prices are "
               "determined");
  const std::string name = options_.numeraire.value_or(stated ? stated->text : "");
  const Node& at = options_.numeraire ? model.node() : *stated;
  const CommodityId id = known<Role::commodity>(model, at, name);
  if (!(price_start_[static_cast<std::size_t>(id.value)] > 0))
    model.fail(at, fmt::format("the numeraire \"{}\" has a price of zero", name),
               "give it a positive start");
  builder_.numeraire(id);
}

void ModelReader::refuse_unsupplied() const {
  for (const std::string& name : names_.of(Role::commodity)) {
    const CommodityId id = *names_.find_as<Role::commodity>(name);
    if (!supplied_[static_cast<std::size_t>(id.value)])
      throw data::InputError(
          {{document_.file, line_of_.find(name)->second, 0},
           fmt::format("commodity \"{}\": no sector makes it and no consumer owns it", name),
           name,
           "its market could not clear: leave it out, or give it a source"});
  }
}

void ModelReader::unknown_name(const Fields& fields, const Node& at, const std::string& name,
                               Role role) const {
  const Names::Entry* other = names_.find(name);
  throw data::InputError(
      {document_.where(at),
       other ? fmt::format("{}: \"{}\" is a {}, not a {}", fields.what(), name,
                           role_name(role_of(*other)), role_name(role))
             : fmt::format("{}: unknown {} \"{}\"", fields.what(), role_name(role), name),
       name, data::suggestion(name, names_.of(role))});
}

Coefficient ModelReader::coefficient(const Fields& fields, const Node& node,
                                     std::string_view what) const {
  if (const std::optional<double> value = as_number(node, false)) return *value;
  if (node.kind != Node::Kind::text)
    fields.fail(node, fmt::format("{} must be a finite number or an expression in quotes, not {}",
                                  what, kind_name(node.kind)));
  try {
    return parse_expression(node.text, names_);
  } catch (const ExpressionError& error) {
    // The text begins behind the opening quote; where it spans lines the column is that of its
    // start.
    data::Position where = document_.where(node);
    if (node.text.find('\n') == std::string::npos)
      where.column += 1 + static_cast<int>(error.offset);
    throw data::InputError(
        {where,
         fmt::format("{}: {} \"{}\": {}", fields.what(), what, node.text, error.what()),
         {},
         error.hint});
  }
}

Expr ModelReader::expression(const Fields& fields, const Node& node, std::string_view what) const {
  return as_expr(coefficient(fields, node, what));
}

}  // namespace yuqian::model
