// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/changes.hpp>

#include <algorithm>
#include <limits>

#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/data/schema.hpp>

namespace yuqian::apps {

namespace {

/// What is a volume of something has a relative change only where something is left of it: a real
/// GRP below zero is not a product (eq. 125).
bool is_positive(const data::Table& levels) {
  static const data::Schema variables = data::shipped_schema("variables");
  const data::SchemaEntry* record = variables.find(levels.name());
  return record && record->sign != data::Sign::any;
}

}  // namespace

data::Table change(const data::Table& levels, const std::string& name, const std::string& unit,
                   bool percent) {
  const auto& axes = levels.axes();
  const auto state = std::find_if(axes.begin(), axes.end(),
                                  [](const data::Set& s) { return s.name() == "state"; });
  if (state == axes.end())
    throw data::InputError({{},
                            "\"" + levels.name() + "\" has no axis \"state\"",
                            levels.name(),
                            "only levels in two states have changes"});
  const auto reference = static_cast<std::size_t>(state->index("reference"));
  const auto counterfactual = static_cast<std::size_t>(state->index("counterfactual"));
  std::vector<data::Set> kept(axes.begin(), state);
  kept.insert(kept.end(), state + 1, axes.end());
  data::Table result(name, kept, unit, levels.source());

  std::size_t inner = 1;  // cells below one label of the state
  for (auto s = state + 1; s != axes.end(); ++s) inner *= static_cast<std::size_t>(s->size());
  const auto states = static_cast<std::size_t>(state->size());
  const auto from = levels.values();
  const bool positive = percent && is_positive(levels);
  const auto into = result.values();
  for (std::size_t k = 0; k < into.size(); ++k) {
    const std::size_t outer = k / inner, within = k % inner;
    const double before = from[(outer * states + reference) * inner + within];
    const double after = from[(outer * states + counterfactual) * inner + within];
    const bool none = before == 0 || (positive && after < 0);
    into[k] = !percent ? after - before
              : none   ? std::numeric_limits<double>::quiet_NaN()
                       : 100 * (after / before - 1);
  }
  return result;
}

std::vector<data::Table> changes(std::span<const data::Table> levels,
                                 const data::Schema& indicators) {
  std::vector<data::Table> found;
  for (const data::SchemaEntry& entry : indicators.entries()) {
    const std::string& measure = entry.more.at("measure");
    const data::Table* table = data::find_table(levels, entry.more.at("variable"));
    if (!table || measure == "level") continue;
    if (measure != "change" && measure != "change_percent")
      throw data::InputError({entry.where, "unknown measure \"" + measure + "\"", measure,
                              "valid are: level, change, change_percent"});
    found.push_back(change(*table, entry.name, entry.unit, measure == "change_percent"));
  }
  return found;
}

}  // namespace yuqian::apps
