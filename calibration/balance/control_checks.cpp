// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/control_checks.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <vector>

#include <yuqian/calibration/balance/china_2017.hpp>
#include <yuqian/data/dataset_rules.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/mrio.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::calibration {
namespace {

using data::InputError;
using data::Table;

constexpr double least_ratio = 0.8, most_ratio = 1.6;
/// Log points by which exchanged files must fit better before the tables are refused. Exchanging
/// any two provinces' files of 2017 costs more than this, save Anhui's and Fujian's, whose accounts
/// by production group are too alike to tell.
constexpr double exchanged_by = 0.5;
/// Where the accounts were revised far below a table, levels fit another province's by chance
/// (2012: Liaoning's and Anhui's, 0.8). Up to this many log points the structure must fit better
/// too.
constexpr double exchanged_surely = 1.5;

double sum_of(const Table& controls, int r, std::string_view prefix) {
  double sum = 0.0;
  for (int k = 0; k < controls.axis(1).size(); ++k)
    if (controls.axis(1).label(k).starts_with(prefix)) sum += controls(r, k);
  return sum;
}

/// Value added of a province by production group, as the controls name the groups.
std::vector<double> by_group(const SourceTables& t, int r) {
  std::vector<double> sums(production_groups().size(), 0.0);
  for (int j = 0; j < t.sectors.size(); ++j)
    for (int v = 0; v < t.value_added.axis(1).size(); ++v)
      sums[at(production_group_of(j))] += t.value_added(r, v, j);
  return sums;
}

double grp_of(const std::vector<double>& groups) {
  return std::accumulate(groups.begin(), groups.end(), 0.0);
}

/// How far value added by group is from a province's accounts, in log points over the groups:
/// amounts, and shares of the product.
struct Misfit {
  double level = 0.0, structure = 0.0;
  Misfit operator+(const Misfit& o) const { return {level + o.level, structure + o.structure}; }
  Misfit operator-(const Misfit& o) const { return {level - o.level, structure - o.structure}; }
};

Misfit misfit(const std::vector<double>& groups, const Table& controls, int r) {
  Misfit sum;
  const double scale = std::log(grp_of(groups) / sum_of(controls, r, "prod_va_"));
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const double control = controls(r, controls.axis(1).index(production_groups()[g]));
    const double ratio = std::log(std::max(groups[g], 0.1) / std::max(control, 0.1));
    sum.level += std::abs(ratio);
    sum.structure += std::abs(ratio - scale);
  }
  return sum;
}

/// Two files fit each other's accounts so much better than their own that they must be exchanged.
bool exchanged(const Misfit& gain) {
  return gain.level > exchanged_by && (gain.structure > 0.0 || gain.level > exchanged_surely);
}

std::string file_of(const SourceTables& t, int r) { return (t.folder / t.file_of(r)).string(); }

/// Refuses a table whose GRP is not between two multiples of the revised one.
void require_ratio(const SourceTables& t, int r, double grp, double least, double most) {
  const double revised = sum_of(t.controls, r, "prod_va_"), ratio = grp / revised;
  if (ratio >= least && ratio <= most) return;
  throw InputError(
      {{file_of(t, r)},
       fmt::format(
           "value added of {} is {:.4g} x 10^8 yuan, and {:.4g} in macro_controls.csv: {:.3g} "
           "times as much",
           t.regions.label(r), grp, revised, ratio),
       t.regions.label(r),
       fmt::format("tables hold {} to {} times the revised GRP: compare the units, 10^4 yuan here "
                   "and 10^8 yuan there",
                   least_ratio, most_ratio)});
}

}  // namespace

const data::Set& control_items() {
  static const data::Set set(
      "control", {"expd_export_s",     "expd_fixed_capital", "expd_gov",       "expd_hsh_rural",
                  "expd_hsh_urban",    "expd_import_d",      "expd_inventory", "expd_net_provflow",
                  "incm_compensation", "incm_depreciation",  "incm_net_tax",   "incm_surplus",
                  "prod_va_acc",       "prod_va_agr",        "prod_va_con",    "prod_va_fin",
                  "prod_va_ind",       "prod_va_oth",        "prod_va_rst",    "prod_va_trp",
                  "prod_va_whr"});
  return set;
}

void require_control_sums(const data::Csv& csv, const Table& controls) {
  double flows = 0.0, nation = 0.0, largest = 0.0;
  int of = 0;
  for (int row = 0; row < csv.rows(); ++row) {
    const int r = controls.axis(0).index(csv.text(row, 0));
    const std::string& province = controls.axis(0).label(r);
    const double production = sum_of(controls, r, "prod_va_");
    for (const char* side : {"incm_", "expd_"})
      if (const double sum = sum_of(controls, r, side);
          !(std::abs(sum - production) <= 1e-6 * std::abs(production)))
        throw InputError({csv.where(row, 0),
                          fmt::format("{}: GDP by {} is {:.4f}, by production {:.4f}", province,
                                      side[0] == 'i' ? "income" : "expenditure", sum, production),
                          province, "the three sums of a province must agree"});
    for (const char* item : {"expd_hsh_rural", "expd_hsh_urban", "expd_gov", "expd_fixed_capital"})
      if (const double value = controls(r, controls.axis(1).index(item)); !(value > 0.0))
        throw InputError({csv.where(row, csv.column(item)),
                          fmt::format("{} of {} is {:g}", item, province, value), province,
                          "every province consumes and invests: give a figure above zero"});
    const double flow = controls(r, controls.axis(1).index("expd_net_provflow"));
    if (std::abs(flow) > std::abs(largest)) largest = flow, of = row;
    flows += flow;
    nation += production;
  }
  if (!(std::abs(flows) <= 1e-6 * nation))
    throw InputError({csv.where(of, csv.column("expd_net_provflow")),
                      fmt::format("net flows between provinces add up to {:.4f} x 10^8 yuan; the "
                                  "largest is that of {}, {:.4f}",
                                  flows, csv.text(of, 0), largest),
                      csv.text(of, 0),
                      "what one province sends another receives: they must add up to zero"});
}

void require_tables_fit_accounts(const SourceTables& t) {
  const int provinces = t.regions.size();
  const auto at = [](int r) { return static_cast<std::size_t>(r); };
  std::vector<std::vector<double>> groups;
  std::vector<Misfit> own;
  for (int r = 0; r < provinces; ++r) {
    groups.push_back(by_group(t, r));
    own.push_back(misfit(groups.back(), t.controls, r));
  }
  for (int r = 0; r < provinces; ++r) require_ratio(t, r, grp_of(groups[at(r)]), 0.01, 100.0);
  // The pair that gains most by an exchange: what single ratios of GRP say is a consequence.
  double most = exchanged_by;
  int first = -1, second = -1;
  for (int p = 0; p < provinces; ++p)
    for (int q = 0; q < p; ++q) {
      const Misfit gain = own[at(p)] + own[at(q)] - misfit(groups[at(p)], t.controls, q) -
                          misfit(groups[at(q)], t.controls, p);
      if (exchanged(gain) && gain.level > most) most = gain.level, first = q, second = p;
    }
  if (first >= 0)
    throw InputError(
        {{file_of(t, second)},
         fmt::format("the tables of {} and {} fit each other's accounts by production group better "
                     "than their own, by {:.2f} log points",
                     t.regions.label(first), t.regions.label(second), most),
         t.regions.label(second),
         "are the two files exchanged?"});
  const int labour_row = data::value_added_set().index("compensation"),
            surplus_row = data::value_added_set().index("surplus"),
            farm = t.sectors.index("agriculture");
  for (int r = 0; r < provinces; ++r) {
    const double grp = grp_of(groups[at(r)]), revised = sum_of(t.controls, r, "prod_va_");
    require_ratio(t, r, grp, least_ratio, most_ratio);
    double compensation = 0.0, surplus = 0.0;
    for (int j = 0; j < t.sectors.size(); ++j) {
      compensation += t.value_added(r, labour_row, j);
      surplus += t.value_added(r, surplus_row, j);
    }
    if (const auto text = data::exchanged_incomes(
            compensation / grp, surplus / grp,
            t.controls(r, t.controls.axis(1).index("incm_compensation")) / revised,
            t.controls(r, t.controls.axis(1).index("incm_surplus")) / revised,
            t.value_added(r, labour_row, farm), t.value_added(r, surplus_row, farm)))
      throw InputError({{file_of(t, r)},
                        t.regions.label(r) + ": " + *text,
                        t.regions.label(r),
                        "are rows VA001 and VA004 exchanged?"});
  }
}

}  // namespace yuqian::calibration
