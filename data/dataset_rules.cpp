// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/dataset_rules.hpp>

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include <yuqian/data/error.hpp>

namespace yuqian::data {
namespace {

constexpr double exchanged_by = 0.3;  // log points; the tables of 2017 fit straight by 0.7 at least
constexpr double share_precision = 1e-4;

[[noreturn]] void refuse(const Table& t, std::size_t at, const std::string& path,
                         const std::string& what) {
  throw InputError({{path},
                    fmt::format("table \"{}\", cell {}: {:g} {}", t.name(), t.cell_label(at),
                                t.values()[at], what),
                    t.cell_label(at),
                    "correct the dataset, or build it again with `yuqian balance`"});
}

/// Every cell at least `least` (or above it), or missing where `missing` allows.
void require_least(const Table& t, const std::string& path, bool above_zero, bool missing) {
  for (std::size_t k = 0; k < t.values().size(); ++k) {
    const double value = t.values()[k];
    if (missing && std::isnan(value)) continue;
    if (!std::isfinite(value)) refuse(t, k, path, "is not a finite number");
    if (value < 0.0) refuse(t, k, path, "is below zero");
    if (above_zero && value == 0.0) refuse(t, k, path, "is not above zero");
  }
}

void require_distance(const Table& t, const std::string& path) {
  require_least(t, path, false, false);
  const int n = t.axis(0).size();
  for (int s = 0; s < n; ++s)
    for (int r = 0; r < n; ++r) {
      const auto at =
          static_cast<std::size_t>(s) * static_cast<std::size_t>(n) + static_cast<std::size_t>(r);
      if (s == r && t(s, r) != 0.0) refuse(t, at, path, "must be zero on the diagonal");
      if (s != r && t(s, r) == 0.0) refuse(t, at, path, "is not above zero");
      if (t(s, r) != t(r, s)) refuse(t, at, path, fmt::format("is {:g} the other way", t(r, s)));
    }
}

void require_shares(const Table& t, const std::string& path) {
  require_least(t, path, false, false);
  for (int s = 0; s < t.axis(0).size(); ++s) {
    double sum = 0.0;
    for (int r = 0; r < t.axis(1).size(); ++r) sum += t(s, r);
    if (std::abs(sum - 1.0) > share_precision)
      throw InputError({{path},
                        fmt::format("table \"{}\", row {}: the shares add up to {:g}", t.name(),
                                    t.axis(0).label(s), sum),
                        t.axis(0).label(s),
                        "they must add up to 1"});
  }
}

}  // namespace

void require_finite(const Mrio& m, const std::string& path) {
  for (const Table* t :
       {&m.intermediate, &m.final_use, &m.value_added, &m.output, &m.exports, &m.imports, &m.trade})
    for (std::size_t k = 0; k < t->values().size(); ++k)
      if (!std::isfinite(t->values()[k])) refuse(*t, k, path, "is not a finite number");
}

void require_sound(const Table& t, const std::string& path) {
  const std::string_view name = t.name();
  if (name == "co2" || name == "co2_household" || name == "employment_2010")
    require_least(t, path, false, true);
  else if (name == "grp")
    require_least(t, path, true, false);
  else if (name == "reported_outflow" || name == "reported_inflow")
    require_least(t, path, false, false);
  else if (name == "rail_distance" && t.rank() == 2 && t.axis(0).same_labels(t.axis(1)))
    require_distance(t, path);
  else if (name == "migration_shares_2010" && t.rank() == 2)
    require_shares(t, path);
}

std::optional<std::string> exchanged_incomes(double compensation, double surplus,
                                             double accounts_compensation, double accounts_surplus,
                                             double farm_compensation, double farm_surplus) {
  if (farm_compensation > farm_surplus) return std::nullopt;
  const auto gap = [](double a, double b) {
    return std::abs(std::log(std::max(a, 1e-6) / std::max(b, 1e-6)));
  };
  const double straight = gap(compensation, accounts_compensation) + gap(surplus, accounts_surplus),
               crossed = gap(compensation, accounts_surplus) + gap(surplus, accounts_compensation);
  if (straight - crossed <= exchanged_by) return std::nullopt;
  return fmt::format(
      "compensation of employees is {:.1f} % of value added and operating surplus {:.1f} %, in the "
      "accounts {:.1f} and {:.1f} %: the two stand in each other's place",
      100 * compensation, 100 * surplus, 100 * accounts_compensation, 100 * accounts_surplus);
}

void require_incomes_fit(const Mrio& m, const Table& controls, const std::string& path) {
  if (controls.rank() != 2 || !controls.axis(0).same_labels(m.regions)) return;
  const Set& items = controls.axis(1);
  const auto labour = items.find("incm_compensation"), capital = items.find("incm_surplus");
  if (!labour || !capital) return;
  for (int r = 0; r < m.regions.size(); ++r) {
    double grp = 0.0, compensation = 0.0, surplus = 0.0, accounts = 0.0;
    const int labour_row = value_added_set().index("compensation"),
              surplus_row = value_added_set().index("surplus");
    const auto farm = m.sectors.find("agriculture");
    for (int j = 0; j < m.sectors.size(); ++j) {
      compensation += m.value_added(r, labour_row, j);
      surplus += m.value_added(r, surplus_row, j);
      for (int v = 0; v < value_added_set().size(); ++v) grp += m.value_added(r, v, j);
    }
    for (int k = 0; k < items.size(); ++k)
      if (items.label(k).starts_with("incm_")) accounts += controls(r, k);
    if (const auto text = exchanged_incomes(
            compensation / grp, surplus / grp, controls(r, *labour) / accounts,
            controls(r, *capital) / accounts, farm ? m.value_added(r, labour_row, *farm) : 0.0,
            farm ? m.value_added(r, surplus_row, *farm) : 0.0))
      throw InputError({{path},
                        m.regions.label(r) + ": " + *text,
                        m.regions.label(r),
                        "correct the table \"value_added\""});
  }
}

}  // namespace yuqian::data
