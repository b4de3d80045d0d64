// SPDX-License-Identifier: Apache-2.0
// Cases of a model file: parameter values, bounds, a starting point, and what they follow.
#include <yuqian/model/io/detail/model_reader.hpp>

#include <yuqian/data/nearest.hpp>
#include <yuqian/model/kernel/coefficient_domain.hpp>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

bool reads_unknown(const Formula::Node& node) {
  return (node.family && node.family->role != Role::parameter) ||
         std::any_of(node.items.begin(), node.items.end(), reads_unknown);
}

}  // namespace

void ModelReader::read_cases(const Fields& root, ModelFile& file) {
  for (const Node& node : root.tables("case")) read_case(node, file);
  if (!file.cases.empty()) return;
  if (const auto bad = bad_parameter_coefficient(*file.model, file.model->parameters()))
    root.fail(root.find("parameters") ? *root.find("parameters") : root.node(),
              "as declared, " + bad->sentence());
  Case as_stated;
  as_stated.name = "as stated";
  as_stated.model = file.model;
  as_stated.parameters = file.model->parameters();
  as_stated.where = {document_.file, 0, 0};
  file.cases.push_back(std::move(as_stated));
}

/// One case, or one for every label of its indices; with `next` each follows the one before.
void ModelReader::read_case(const Node& node, ModelFile& file) {
  Fields fields(
      document_, node, fmt::format("case {}", file.cases.size() + 1),
      {"name", "parameters", "start", "fix", "bounds", "after", "next", "expect", "compare"});
  const std::string text = fields.text_or("name", fmt::format("case {}", file.cases.size() + 1));
  fields.rename(fmt::format("case \"{}\"", text));
  const Node& name = fields.find("name") ? *fields.find("name") : node;
  const std::vector<int> indices = indices_of(fields, name, text);
  const bool chain = fields.find("next") && !indices.empty();
  if (chain && indices.size() > 1)
    fields.fail(*fields.find("next"), "a chain of cases has one index, its time");
  const Bound bound(bound_, indices);
  int follows = fields.find("after") ? find_case(fields, *fields.find("after"), file) : -1;
  each(fields, node, indices, [&] {
    file.cases.push_back(case_at(fields, file, follows));
    Case& added = file.cases.back();
    added.name = substituted(text);
    for (std::size_t k = 0; k + 1 < file.cases.size(); ++k)
      if (file.cases[k].name == added.name && fields.find("name"))
        fields.fail(name,
                    fmt::format("the case \"{}\" stands twice: the first is in line {}", added.name,
                                file.cases[k].where.line),
                    "rename one");
    if (chain) follows = static_cast<int>(file.cases.size()) - 1;
  });
}

int ModelReader::find_case(const Fields& fields, const Node& name, const ModelFile& file) const {
  if (name.kind != Node::Kind::text) fields.fail(name, "the name of an earlier case is text");
  const std::string wanted = substituted(name.text);
  for (std::size_t k = 0; k < file.cases.size(); ++k)
    if (file.cases[k].name == wanted) return static_cast<int>(k);
  std::vector<std::string> names;
  for (const Case& c : file.cases) names.push_back(c.name);
  throw data::InputError({document_.where(name),
                          fmt::format("{}: there is no earlier case \"{}\"", fields.what(), wanted),
                          wanted, data::suggestion(wanted, names)});
}

Case ModelReader::case_at(const Fields& fields, const ModelFile& file, int follows) {
  Case result;
  result.where = document_.where(fields.node());
  result.after = follows;
  result.model = file.model;
  result.parameters = file.model->parameters();
  if (follows < 0)
    read_parameters(fields, result);
  else
    read_changes(fields, "parameters", true, result.changes);
  if (const auto bad = bad_parameter_coefficient(*file.model, result.parameters);
      bad && follows < 0)
    fields.fail(fields.find("parameters") ? *fields.find("parameters") : fields.node(),
                bad->sentence());
  read_changes(fields, "next", true, result.next);
  read_bounds(fields, *file.model, result);
  read_start(fields, result);
  if (const Node* expect = fields.find("expect", Node::Kind::table))
    read_expect(Fields(document_, *expect, "[case.expect]",
                       {"numeraire", "relative", "absolute", "activities", "prices", "incomes",
                        "auxiliaries", "slacks", "netputs", "values"}),
                *file.model, result.expect);
  const Node* compare = fields.find("compare");
  const std::span<const Node> several = compare && compare->kind == Node::Kind::array
                                            ? std::span<const Node>(compare->items)
                                            : std::span<const Node>(compare, compare ? 1 : 0);
  for (const Node& node : several) {
    const Fields ratios(document_, node, "[case.compare]",
                        {"to", "numeraire", "relative", "absolute", "activities", "prices",
                         "incomes", "auxiliaries", "netputs", "values"});
    Comparison comparison;
    comparison.with = find_case(fields, ratios.need("to", Node::Kind::text), file);
    read_expect(ratios, *file.model, comparison.expect);
    result.compare.push_back(std::move(comparison));
  }
  return result;
}

/// Parameter values that differ from the declared ones; known before anything is solved.
void ModelReader::read_parameters(const Fields& fields, Case& result) {
  std::vector<std::pair<int, Expr>> changes;
  read_changes(fields, "parameters", false, changes);
  for (const auto& [parameter, value] : changes)
    result.parameters[static_cast<std::size_t>(parameter)] = value.node().value;
}

/// `solved`: the values may read a solution. Otherwise they are constants.
void ModelReader::read_changes(const Fields& fields, std::string_view key, bool solved,
                               std::vector<std::pair<int, Expr>>& changes) {
  static constexpr Role parameter = Role::parameter;
  const Node* table = fields.find(key, Node::Kind::table);
  if (!table) return;
  for (const auto& [name, node] : table->members) {
    const Reference r = reference(fields, node, name, &parameter);
    if (r.family->only_data)
      fields.fail(node,
                  fmt::format("\"{}\" only describes the reference point: no tax, endowment, "
                              "elasticity or equation reads it",
                              name),
                  "a case moves what the model reads as a coefficient");
    const Bound bound(bound_, r.running);
    const Stated value = stated(fields, node, fmt::format("\"{}\"", name));
    if (!solved && value.formula && reads_unknown(value.formula->root))
      fields.fail(node,
                  fmt::format("\"{}\" reads an unknown, and this case follows no other", node.text),
                  "say after = \"...\", or write it as a condition of the model: [[auxiliary]]");
    each(fields, node, r.running, [&] {
      const std::size_t at = position_of(*r.family, r.arguments, sets_, env_);
      changes.emplace_back(r.family->element[at], solved ? as_expr(coefficient(fields, value, name))
                                                         : Expr(number(fields, value, name)));
    });
  }
}

void ModelReader::read_bounds(const Fields& fields, const Model& model, Case& result) {
  std::vector<Bounds> changed;
  const auto change = [&](const Node& at, int unknown, double lower, double upper) {
    const Role role = model.role(unknown);
    if (unknown == model.numeraire())
      fields.fail(at, fmt::format("the numeraire \"{}\" stays at its start", model.name(unknown)));
    if (role == Role::consumer)
      fields.fail(at, fmt::format("\"{}\" is an income, and follows from the accounts",
                                  model.name(unknown)));
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (!(lower <= upper) || lower == infinity || upper == -infinity ||
        (lower < 0 && role != Role::auxiliary))
      fields.fail(
          at,
          fmt::format("impossible bounds of \"{}\": {} to {}", model.name(unknown), lower, upper),
          role == Role::auxiliary ? "" : "levels and prices are not negative");
    changed.push_back({unknown, lower, upper});
  };
  if (const Node* fix = fields.find("fix", Node::Kind::table))
    for (const auto& [name, node] : fix->members)
      each_unknown(fields, name, node, nullptr, model, [&](int unknown) {
        const double value = number(fields, stated(fields, node, "the level"), "the level");
        change(node, unknown, value, value);
      });
  if (const Node* bounds = fields.find("bounds", Node::Kind::table))
    for (const auto& [name, node] : bounds->members) {
      const Fields pair(document_, node, fmt::format("{}, bounds of \"{}\"", fields.what(), name),
                        {"lower", "upper"});
      each_unknown(fields, name, node, nullptr, model, [&](int unknown) {
        const Stated lower = stated_if_any(pair, "lower", true),
                     upper = stated_if_any(pair, "upper", true);
        const Declaration& d = model.unknown(unknown);
        change(node, unknown, lower ? number(pair, lower, "\"lower\"") : d.lower,
               upper ? number(pair, upper, "\"upper\"") : d.upper);
      });
    }
  if (!changed.empty()) result.model = model.with_bounds(changed);
}

void ModelReader::read_start(const Fields& fields, Case& result) {
  const Node* start = fields.find("start", Node::Kind::table);
  if (!start) return;
  const Model& model = *result.model;
  for (const auto& [name, node] : start->members)
    each_unknown(fields, name, node, nullptr, model, [&](int unknown) {
      const double level = number(fields, stated(fields, node, "the start"), "the start");
      const Declaration& d = model.unknown(unknown);
      // Another numeraire than the file's stays at its own start.
      const bool replaced = options_.numeraire && unknown == model.numeraire();
      if (!replaced && (level < d.lower || level > d.upper))
        fields.fail(node, fmt::format("the start {} of \"{}\" is not between its bounds {} and {}",
                                      level, d.name, d.lower, d.upper));
      result.start.emplace_back(unknown, level);
    });
}

}  // namespace yuqian::model
