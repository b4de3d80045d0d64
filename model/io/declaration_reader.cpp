// SPDX-License-Identifier: Apache-2.0
// What a model file declares: commodities, and the levels, incomes and values of its blocks.
#include <yuqian/model/io/detail/model_reader.hpp>

#include <yuqian/data/nearest.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {

/// A new name with the indices between its brackets; not yet among the names.
NameFamily ModelReader::family(const Fields& fields, const Node& at, const std::string& text,
                               Role role) {
  const auto refuse = [&](const std::string& message, std::string hint) {
    throw data::InputError({document_.where(at), message, text, std::move(hint)});
  };
  NameFamily f;
  f.role = role;
  f.line = at.line;
  f.name = text;
  const std::size_t bracket = text.find('[');
  if (!sets_.empty() && bracket != std::string::npos && text.back() == ']') {
    f.name = text.substr(0, bracket);
    f.sets = indices_of(fields, at, text);
  }
  if (f.name.empty()) refuse(fmt::format("{} without a name", a_role(role)), {});
  if (f.name == "and" || f.name == "or" || f.name == "not" || sets_.find(f.name) >= 0)
    refuse(fmt::format("{} \"{}\": the name means something else in expressions", role_name(role),
                       f.name),
           "rename it");
  if (const NameFamily* taken = names_.find(f.name))
    refuse(fmt::format("{} \"{}\" stands twice: the first is the {} in line {}", role_name(role),
                       f.name, role_name(taken->role), taken->line),
           taken->role == role ? "merge the two blocks or rename one"
                               : "names of all kinds share one space: rename one");
  try {
    budget_.take(sets_.tuples(f.sets));
  } catch (const TooLarge& error) {
    refuse(fmt::format("{} \"{}\": {}", role_name(role), text, error.what()), {});
  }
  return f;
}

/// A family of unknowns: `declare(name)` gives the id of one element. Elements whose "where" does
/// not hold are left out.
template <class Declare>
void ModelReader::declare(const Fields& fields, const Node& at, const std::string& text, Role role,
                          Declare&& declare) {
  NameFamily& f = names_.add(family(fields, at, text, role));
  f.element.assign(static_cast<std::size_t>(sets_.tuples(f.sets)), -1);
  const Bound bound(bound_, f.sets);
  const Stated where = at.kind == Node::Kind::table ? stated_if_any(fields, "where") : Stated{};
  std::size_t k = 0;
  each(fields, at, f.sets, [&] {
    if (holds(fields, where)) f.element[k] = declare(f.element_name(sets_, k));
    ++k;
  });
}

/// Commodities, sectors and auxiliaries: start and bounds, each a number or an expression.
void ModelReader::declare_unknown(const Fields& fields, const Node& at, const std::string& text,
                                  Role role, double usual) {
  Stated start, lower, upper;
  const bool table = at.kind == Node::Kind::table;
  const auto read = [&] {
    if (table) {
      start = stated_if_any(fields, "start");
      lower = stated_if_any(fields, "lower", true);
      upper = stated_if_any(fields, "upper", true);
    } else {
      start = stated(fields, at, "the price");
    }
  };
  bool first = true;
  declare(fields, at, text, role, [&](std::string name) {
    if (first) read();
    first = false;
    Declaration d;
    d.name = std::move(name);
    if (lower) d.lower = number(fields, lower, "\"lower\"");
    if (upper) d.upper = number(fields, upper, "\"upper\"");
    const auto place = [&](const Stated& s) -> const Node& { return s ? *s.node : at; };
    if (d.lower > d.upper)
      fields.fail(place(upper ? upper : lower),
                  fmt::format("impossible bounds: lower {} is above upper {}", d.lower, d.upper));
    if (std::isinf(d.lower) && d.lower > 0)
      fields.fail(place(lower), "impossible bounds: no finite value lies between them");
    if (std::isinf(d.upper) && d.upper < 0)
      fields.fail(place(upper), "impossible bounds: no finite value lies between them");
    // Without a start of its own an unknown starts at the usual value or at the nearest bound.
    d.start = start ? number(fields, start, "\"start\"") : std::clamp(usual, d.lower, d.upper);
    if (role == Role::commodity && !table && !(d.start >= 0))
      fields.fail(at, fmt::format("the price {} is negative", d.start));
    if (d.start < d.lower || d.start > d.upper)
      fields.fail(place(start), fmt::format("impossible bounds: start {} is not between {} and {}",
                                            d.start, d.lower, d.upper));
    if (d.lower < 0 && role != Role::auxiliary)
      fields.fail(place(lower),
                  fmt::format("the {}'s lower bound {} is negative",
                              role == Role::commodity ? "price" : "level", d.lower),
                  role == Role::activity ? "write a second sector for the other direction" : "");
    if (d.start > 0) d.scale = d.start;
    if (table) d.region = region(fields);
    if (role == Role::activity) return builder_.activity(std::move(d)).value;
    if (role == Role::auxiliary) return builder_.auxiliary(std::move(d)).value;
    price_start_.push_back(d.start);
    supplied_.push_back(false);
    return builder_.commodity(std::move(d)).value;
  });
}

void ModelReader::declare_consumer(const Node& node) {
  Fields fields(document_, node, "[[consumer]]",
                {"name", "where", "income", "may_owe", "region", "sigma", "demand", "nest",
                 "endowments", "transfers"});
  fields.rename(fmt::format("consumer \"{}\"", fields.text("name")));
  Stated income;
  std::vector<NetputTemplate> demand;
  bool first = true;
  declare(fields, node, fields.text("name"), Role::consumer, [&](std::string name) {
    if (first) {
      income = stated_if_any(fields, "income");
      if (!income) {
        demand =
            read_netputs(fields, fields.find("demand", Node::Kind::table), Side::spending, false);
        for (const Node& nest : fields.tables("nest"))
          for (NetputTemplate& netput :
               read_netputs(fields, nest.kind == Node::Kind::table ? nest.find("demand") : nullptr,
                            Side::spending, false))
            demand.push_back(std::move(netput));
      }
    }
    first = false;
    Declaration d;
    d.name = std::move(name);
    if (!income) valued_incomes_.push_back(d.name);
    d.start = d.scale =
        income ? number(fields, income, "\"income\"") : reference_spending(fields, demand);
    if (!(d.start > 0))
      fields.fail(income ? *income.node : node,
                  fmt::format("the reference income {} is not positive", d.start));
    if (const Node* owes = fields.find("may_owe", Node::Kind::boolean))
      d.may_owe = owes->number != 0;
    d.region = region(fields);
    return builder_.consumer(std::move(d)).value;
  });
}

void ModelReader::declare_all(const Fields& root) {
  for (const auto& [name, node] : root.need("commodities", Node::Kind::table).members) {
    const std::string what = fmt::format("commodity \"{}\"", name);
    Fields plain = root;
    plain.rename(what);
    declare_unknown(
        node.kind == Node::Kind::table
            ? Fields(document_, node, what, {"start", "lower", "upper", "region", "where"})
            : plain,
        node, name, Role::commodity, 1);
  }
  for (const Node& node : root.tables("sector")) {
    Fields fields(document_, node, "[[sector]]",
                  {"name", "where", "start", "lower", "upper", "region", "sigma", "eta", "inputs",
                   "outputs", "nest"});
    fields.rename(fmt::format("sector \"{}\"", fields.text("name")));
    declare_unknown(fields, node, fields.text("name"), Role::activity, 1);
  }
  for (const Node& node : root.tables("consumer")) declare_consumer(node);
  for (const Node& node : root.tables("auxiliary")) {
    Fields fields(document_, node, "[[auxiliary]]",
                  {"name", "where", "start", "lower", "upper", "region", "equation"});
    fields.rename(fmt::format("auxiliary \"{}\"", fields.text("name")));
    declare_unknown(fields, node, fields.text("name"), Role::auxiliary, 0);
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
  const Role commodity = Role::commodity;
  const Reference r = reference(model, at, name, &commodity);
  if (!r.running.empty())
    model.fail(at, fmt::format("the numeraire \"{}\" is a family of prices", name),
               "name one of them by its labels");
  const auto id = element<Role::commodity>(model, at, r);
  if (!(price_start_[static_cast<std::size_t>(id.value)] > 0))
    model.fail(at, fmt::format("the numeraire \"{}\" has a price of zero", name),
               "give it a positive start");
  builder_.numeraire(id);
}

void ModelReader::refuse_unsupplied() const {
  for (const NameFamily& f : names_.families()) {
    if (f.role != Role::commodity) continue;
    for (std::size_t k = 0; k < f.element.size(); ++k)
      if (f.element[k] >= 0 && !supplied_[static_cast<std::size_t>(f.element[k])]) {
        const std::string name = f.element_name(sets_, k);
        throw data::InputError(
            {{document_.file, f.line, 0},
             fmt::format("commodity \"{}\": no sector makes it and no consumer owns it", name),
             name,
             "its market could not clear: leave it out, or give it a source"});
      }
  }
}

}  // namespace yuqian::model
