// SPDX-License-Identifier: Apache-2.0
// From the labels of a shock to the parameters that it moves.
#include <yuqian/model/regional/question/chains.hpp>
#include <yuqian/model/regional/question/scenario.hpp>

#include <yuqian/data/alias.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/schema.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

constexpr const char* abroad = "RestOfWorld";
constexpr std::string_view all_but = "not:";

void require_domain(const Shock& shock, const ParameterFamily& family, double value) {
  if (family.domain.contains(value)) return;
  throw data::InputError({shock.place,
                          fmt::format("the shock brings \"{}\" to {:.6g}", family.name, value),
                          family.name, "it must be " + family.domain.text()});
}

std::string names(const std::vector<data::Set>& axes) {
  std::string text;
  for (const data::Set& axis : axes) text += (text.empty() ? "" : ", ") + axis.name();
  return text;
}

data::Position place_of(const Shock& shock, const std::string& axis) {
  const auto found = shock.label_place.find(axis);
  return found == shock.label_place.end() ? shock.place : found->second;
}

/// Positions on an axis. All of a trade axis means all provinces: foreign trade is moved by name
/// only.
std::vector<int> positions(const Shock& shock, const data::Set& axis) {
  const bool is_trade = axis.name() == "from" || axis.name() == "to";
  const auto given = shock.where.find(axis.name());
  std::set<int> found, left_out;
  const auto all = [&] {
    for (int i = 0; i < axis.size(); ++i)
      if (!is_trade || axis.label(i) != abroad) found.insert(i);
  };
  if (given == shock.where.end() ||
      std::all_of(given->second.begin(), given->second.end(),
                  [](const std::string& l) { return l.starts_with(all_but); }))
    all();
  if (given != shock.where.end())
    for (const std::string& word : given->second) {
      const bool but = word.starts_with(all_but);
      const std::string label = but ? word.substr(all_but.size()) : word;
      const auto at = data::find_named(axis, label);
      if (but && at)
        left_out.insert(*at);
      else if (label == "*")
        all();
      else if (at)
        found.insert(*at);
      else if (const std::string chain = chain_named(label, axis); !chain.empty())
        for (const int i : chain_positions(chain, axis, place_of(shock, axis.name())))
          (but ? left_out : found).insert(i);
      else
        throw data::InputError(
            {place_of(shock, axis.name()),
             fmt::format("\"{}\" has no \"{}\" named \"{}\" in this model", shock.parameter,
                         axis.name(), label),
             label,
             data::suggestion(label, axis) + (is_trade || axis.name() == "region"
                                                  ? " (another region set is chosen with --regions)"
                                                  : "")});
    }
  for (const int i : left_out) found.erase(i);
  return {found.begin(), found.end()};
}

/// Offsets of the cells that the shock names and that hold a parameter.
std::set<std::size_t> cells(const Shock& shock, const ParameterFamily& family) {
  std::vector<std::vector<int>> choice;
  int from = -1, to = -1;
  for (const data::Set& axis : family.axes) {
    if (axis.name() == "from") from = static_cast<int>(choice.size());
    if (axis.name() == "to") to = static_cast<int>(choice.size());
    choice.push_back(positions(shock, axis));
  }
  std::set<std::size_t> found;
  const auto visit = [&](std::vector<int>& index, auto&& self) -> void {
    const std::size_t k = index.size();
    if (k == choice.size()) {
      if (family.at(index).valid()) found.insert(family.offset(index));
      return;
    }
    for (const int i : choice[k]) {
      index.push_back(i);
      self(index, self);
      index.pop_back();
    }
  };
  std::vector<int> index;
  visit(index, visit);
  if (shock.both_ways && from >= 0 && to >= 0) {
    std::swap(choice[at(from)], choice[at(to)]);
    visit(index, visit);
  }
  return found;
}

/// What a closure must say for the model to have the parameter, as its record lists it
/// ("labour=migration; public_capital=productive"); empty: it is not a parameter of any closure.
std::string needed_closure(const std::string& parameter) {
  const data::SchemaEntry* record = parameter_record(parameter);
  if (!record) return {};
  std::istringstream conditions(record->more.at("closures"));
  std::string text;
  for (std::string condition; std::getline(conditions >> std::ws, condition, ';');) {
    const auto equals = condition.find('=');
    text += (text.empty() ? "" : " and ") +
            (equals == std::string::npos ? fmt::format("a \"{}\"", condition)
                                         : fmt::format("{} = \"{}\"", condition.substr(0, equals),
                                                       condition.substr(equals + 1)));
  }
  return text;
}

const ParameterFamily& family_of(const ParameterSpace& space, const Shock& shock) {
  std::vector<std::string> known;
  for (const ParameterFamily& f : space.families()) {
    known.push_back(f.name);
    if (f.name != shock.parameter) continue;
    for (const auto& [axis, labels] : shock.where)
      if (std::none_of(f.axes.begin(), f.axes.end(),
                       [&](const data::Set& s) { return s.name() == axis; }))
        throw data::InputError({place_of(shock, axis),
                                fmt::format("\"{}\" has no axis \"{}\"", f.name, axis), axis,
                                "its axes are: " + names(f.axes)});
    return f;
  }
  if (const std::string key = needed_closure(shock.parameter); !key.empty())
    throw data::InputError({shock.place,
                            fmt::format("there is no \"{}\" under this closure", shock.parameter),
                            shock.parameter, "choose a closure with " + key});
  throw data::InputError({shock.place, fmt::format("unknown parameter \"{}\"", shock.parameter),
                          shock.parameter, data::suggestion(shock.parameter, known)});
}

/// What each cell is moved by, of an amount that they share: by the family's weights.
class Shares {
 public:
  Shares(const Shock& shock, const ParameterFamily& family, const std::set<std::size_t>& touched)
      : shock_(shock), family_(family) {
    if (shock.operation != Shock::Operation::share) return;
    if (family.weight.empty())
      throw data::InputError({shock.place,
                              fmt::format("an amount of \"{}\" cannot be shared out", family.name),
                              family.name, "write \"add\": the amount for each cell"});
    for (const std::size_t offset : touched) total_ += family.weight[offset];
  }
  double of(std::size_t offset) const { return shock_.amount * family_.weight[offset] / total_; }

 private:
  const Shock& shock_;
  const ParameterFamily& family_;
  double total_ = 0;
};

std::set<std::size_t> touched_cells(const Shock& shock, const ParameterFamily& family) {
  std::set<std::size_t> touched = cells(shock, family);
  if (touched.empty())
    throw data::InputError(
        {shock.place, fmt::format("the shock of \"{}\" touches nothing", family.name), family.name,
         family.absence.empty() ? "no flow of the benchmark has these labels; widen \"where\""
                                : family.absence});
  return touched;
}

}  // namespace

std::vector<std::size_t> touched_parameters(const ParameterSpace& space, const Shock& shock) {
  const ParameterFamily& family = family_of(space, shock);
  std::vector<std::size_t> positions;
  for (const std::size_t offset : touched_cells(shock, family))
    positions.push_back(static_cast<std::size_t>(family.ids[offset].value));
  std::sort(positions.begin(), positions.end());
  return positions;
}

std::vector<double> apply_shocks(const ParameterSpace& space, std::span<const Shock> shocks,
                                 std::span<const double> values) {
  std::vector<double> moved(values.begin(), values.end());
  for (const Shock& shock : shocks) {
    const ParameterFamily& family = family_of(space, shock);
    bool any = false;
    const std::set<std::size_t> touched = touched_cells(shock, family);
    const Shares shares(shock, family, touched);
    for (const std::size_t offset : touched) {
      double& parameter = moved[at(family.ids[offset].value)];
      double part = family.part.empty() ? 0 : family.part[offset];
      double& value = family.part.empty() ? parameter : part;
      any = any || value != 0;
      switch (shock.operation) {
        case Shock::Operation::scale:
          value *= shock.amount;
          break;
        case Shock::Operation::set:
          value = shock.amount;
          break;
        case Shock::Operation::add:
          value += shock.amount;
          break;
        case Shock::Operation::share:
          value += shares.of(offset);
          break;
      }
      require_domain(shock, family, value);
      if (!family.part.empty()) parameter *= std::exp(part - family.part[offset]);
    }
    if (shock.operation == Shock::Operation::scale && !any)
      throw data::InputError(
          {shock.place,
           fmt::format("\"{}\" is zero wherever the shock would scale it", family.name),
           family.name, "write \"set\" or \"add\""});
  }
  return moved;
}

}  // namespace yuqian::model
