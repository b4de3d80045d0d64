// SPDX-License-Identifier: Apache-2.0
#include "apps/check/result_audit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include <yuqian/apps/results/changes.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/find_table.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/tables/tables.hpp>

namespace yuqian::apps {
namespace {

/// Sums of figures of one solve add up to rounding; what is integrated along a path does not
/// (docs/results.md).
constexpr double rounding = 1e-9, path = 1e-6;

bool close(double left, double right, double size, double tolerance) {
  if (std::isnan(left) && std::isnan(right)) return true;
  return left == right || std::abs(left - right) <= tolerance * std::abs(size);
}

const data::Table& need(std::span<const data::Table> tables, const std::string& name) {
  if (const data::Table* found = data::find_table(tables, name)) return *found;
  throw data::InputError({{},
                          "the file has no \"" + name + "\", which every result has",
                          name,
                          "solve the scenario again with this version"});
}

/// Labels of the k-th cell: "Guizhou, rural".
std::string cell(const data::Table& t, std::size_t k) {
  std::string text;
  for (int axis = t.rank(); axis-- > 0;) {
    const auto size = static_cast<std::size_t>(t.axis(axis).size());
    text = t.axis(axis).label(static_cast<int>(k % size)) + (text.empty() ? "" : ", ") + text;
    k /= size;
  }
  return text;
}

using Faults = std::vector<model::LocalText>;

/// "grp_real_change [Guizhou] is 3, and its levels make 4".
model::LocalText differs(const std::string& name, const std::string& labels, double found,
                         const char* zh, const char* en, double right) {
  return {fmt::format("{} [{}]为{:.9g}，{}{:.9g}", name, labels, found, zh, right),
          fmt::format("{} [{}] is {:.9g}, and {} {:.9g}", name, labels, found, en, right)};
}

/// Every stored change is the one that its levels make.
void compare_changes(Faults& faults, std::span<const data::Table> stored,
                     const data::Schema& indicators) {
  for (const data::Table& again : changes(stored, indicators)) {
    const data::Table* kept = data::find_table(stored, again.name());
    if (!kept) {
      faults.push_back({fmt::format("缺少“{}”，而其水平值在文件中", again.name()),
                        fmt::format("\"{}\" is missing, and its levels are there", again.name())});
      continue;
    }
    for (std::size_t k = 0; k < again.values().size(); ++k)
      if (!close(again.values()[k], kept->values()[k], 1 + std::abs(again.values()[k]), rounding)) {
        faults.push_back(differs(again.name(), cell(again, k), kept->values()[k], "由水平值算得",
                                 "its levels make", again.values()[k]));
        break;  // one cell tells which table is wrong
      }
  }
}

/// [area, household]: the sum over the regions of the area.
void compare_areas(Faults& faults, const data::Table& t, const model::Areas& areas) {
  for (int a = 0; a < areas.set.size(); ++a)
    for (int h = 0; h < t.axis(1).size(); ++h) {
      double sum = 0, size = 0;
      for (const int r : areas.members[at(a)]) sum += t(r, h), size += std::abs(t(r, h));
      if (!close(sum, t(a, h), size, rounding))
        faults.push_back(differs(t.name(), t.axis(0).label(a) + ", " + t.axis(1).label(h), t(a, h),
                                 "其各地区合计为", "its regions add up to", sum));
    }
}

/// The groups as one: sums of amounts, and rates by what the groups spend in the reference.
void compare_all_households(Faults& faults, std::span<const data::Table> tables) {
  const data::Table &ev = need(tables, "equivalent_variation"),
                    &consumption = need(tables, "consumption"),
                    &price = need(tables, "consumer_price"),
                    &all = need(tables, "equivalent_variation_all"),
                    &share = need(tables, "equivalent_variation_share_all"),
                    &index = need(tables, "consumer_price_all");
  for (int a = 0; a < ev.axis(0).size(); ++a) {
    double sum = 0, size = 0, spent = 0, bought = 0;
    std::array<double, 2> cost{};
    for (int h = 0; h < ev.axis(1).size(); ++h) {
      sum += ev(a, h), size += std::abs(ev(a, h)), spent += consumption(0, a, h);
      const double quantity = consumption(0, a, h) / price(0, a, h);
      bought += quantity;
      for (int state = 0; state < 2; ++state) cost[at(state)] += quantity * price(state, a, h);
    }
    const auto hold = [&](const data::Table& t, double found, double right, double scale) {
      if (!close(found, right, scale, rounding))
        faults.push_back(differs(t.name(), ev.axis(0).label(a), found, "由各居民组算得",
                                 "its groups make", right));
    };
    hold(all, all(a), sum, size);
    hold(share, share(a), spent > 0 ? 100 * sum / spent : 0, spent > 0 ? 100 * size / spent : 0);
    for (int state = 0; state < 2; ++state)
      if (bought > 0) hold(index, index(state, a), cost[at(state)] / bought, 1);
  }
}

/// Equivalent variation over areas, against the share of consumption that it is, and against what
/// it was decomposed into.
void compare_welfare(Faults& faults, std::span<const data::Table> tables,
                     const model::Areas& areas) {
  const data::Table &ev = need(tables, "equivalent_variation"),
                    &share = need(tables, "equivalent_variation_share"),
                    &consumption = need(tables, "consumption"),
                    &compensating = need(tables, "compensating_variation");
  compare_areas(faults, ev, areas);
  compare_areas(faults, compensating, areas);
  for (int a = 0; a < areas.set.size(); ++a)
    for (int h = 0; h < ev.axis(1).size(); ++h) {
      const double spent = consumption(0, a, h), again = spent > 0 ? 100 * ev(a, h) / spent : 0;
      if (!close(share(a, h), again, share(a, h), rounding))
        faults.push_back(differs(share.name(), ev.axis(0).label(a) + ", " + ev.axis(1).label(h),
                                 share(a, h), "等价变化占消费的百分比为",
                                 "in per cent of consumption equivalent variation is", again));
      // One factor lies between the two: the unit cost of the discretionary basket (eq. 25, 26).
      if (a < areas.set.size() && areas.members[at(a)].size() == 1 &&
          ev(a, h) * compensating(a, h) < 0)
        faults.push_back(
            {fmt::format("[{}, {}]的等价变化与补偿变化符号不同：{:.6g}与{:.6g}",
                         ev.axis(0).label(a), ev.axis(1).label(h), ev(a, h), compensating(a, h)),
             fmt::format("equivalent and compensating variation of [{}, {}] differ in "
                         "sign: {:.6g} and {:.6g}",
                         ev.axis(0).label(a), ev.axis(1).label(h), ev(a, h), compensating(a, h))});
    }
  const data::Table &welfare = need(tables, "welfare_metric"),
                    &by_user = need(tables, "welfare_metric_by_user"),
                    &welfare_share = need(tables, "welfare_metric_share"),
                    &use = need(tables, "grp_expenditure");
  compare_areas(faults, by_user, areas);
  for (int a = 0; a < areas.set.size(); ++a) {
    double sum = 0, size = 0;
    for (int u = 0; u < by_user.axis(1).size(); ++u)
      sum += by_user(a, u), size += std::abs(by_user(a, u));
    if (!close(sum, welfare(a), size, rounding))
      faults.push_back(differs("welfare_metric", areas.set.label(a), welfare(a), "其各用户合计为",
                               "its users add up to", sum));
    double used = 0;
    for (const char* item : {"rural_consumption", "urban_consumption", "government", "investment"})
      used += use(0, a, use.axis(2).index(item));
    if (const double again = 100 * welfare(a) / used;
        !close(welfare_share(a), again, again, rounding))
      faults.push_back(differs("welfare_metric_share", areas.set.label(a), welfare_share(a),
                               "由数值算得的百分比为", "in per cent its figures make", again));
    for (int h = 0; h < ev.axis(1).size(); ++h)  // the first users are the households
      if (!close(by_user(a, h), ev(a, h), ev(a, h), rounding))
        faults.push_back(differs("welfare_metric_by_user",
                                 areas.set.label(a) + ", " + by_user.axis(1).label(h),
                                 by_user(a, h), "等价变化为", "equivalent variation is", ev(a, h)));
  }
  compare_all_households(faults, tables);
  const auto decomposed = [&](const char* name, bool by_household) {
    const data::Table* parts = data::find_table(tables, name);
    if (!parts || std::isnan(parts->values().front())) return;
    const int items = parts->axis(parts->rank() - 1).size();
    for (int a = 0; a < areas.set.size(); ++a)
      for (int h = 0; h < (by_household ? ev.axis(1).size() : 1); ++h) {
        double sum = 0, size = 0;
        for (int k = 0; k < items; ++k) {
          const double part = by_household ? (*parts)(a, h, k) : (*parts)(a, k);
          sum += part, size += std::abs(part);
        }
        const double whole = by_household ? ev(a, h)
                             : name == std::string_view("welfare_metric_by_source")
                                 ? welfare(a)
                                 : ev(a, 0) + ev(a, 1);
        if (!close(sum, whole, size, path))
          faults.push_back(differs(name, areas.set.label(a), sum, "整体为", "the whole is", whole));
      }
  };
  decomposed("welfare_metric_by_source", false);
  decomposed("equivalent_variation_by_source", false);
  decomposed("equivalent_variation_by_channel", true);
}

/// The ratios that a reader takes from the file are those of its figures.
void compare_ratios(Faults& faults, std::span<const data::Table> tables) {
  const data::Table &real = need(tables, "grp_real"), &nominal = need(tables, "grp_nominal"),
                    &deflator = need(tables, "grp_deflator"),
                    &volume = need(tables, "grp_volume_change"),
                    &fisher = need(tables, "grp_real_fisher"),
                    &absorption = need(tables, "absorption_real"),
                    &use = need(tables, "grp_expenditure_real");
  const auto report = [&](const char* what, const std::string& area, double found, double right) {
    faults.push_back(differs(what, area, found, "应为", "it should be", right));
  };
  for (int a = 0; a < real.axis(1).size(); ++a) {
    const std::string& area = real.axis(1).label(a);
    for (int state = 0; state < 2; ++state) {
      if (const double again =
              real(state, a) > 0 ? nominal(state, a) / real(state, a) : std::nan("");
          !close(deflator(state, a), again, again, rounding))
        report("grp_deflator", area, deflator(state, a), again);
      double sum = 0;
      for (const char* item :
           {"rural_consumption", "urban_consumption", "government", "investment"})
        sum += use(state, a, use.axis(2).index(item));
      if (!close(absorption(state, a), sum, sum, rounding))
        report("absorption_real", area, absorption(state, a), sum);
    }
    const auto index = [&](const char* name) { return volume(a, volume.axis(1).index(name)); };
    // Laspeyres is at the reference's prices, which real GRP is at only from the benchmark.
    const double between =
        100 * (std::sqrt((1 + index("laspeyres") / 100) * (1 + index("paasche") / 100)) - 1);
    if (!close(index("fisher"), between, 1 + std::abs(between), rounding))
      report("grp_volume_change, fisher", area, index("fisher"), between);
    const double grown = 100 * (fisher(1, a) / fisher(0, a) - 1);
    if (!close(grown, index("fisher"), 1 + std::abs(grown), rounding))
      report("grp_real_fisher", area, grown, index("fisher"));
  }
}

}  // namespace

ResultAudit::ResultAudit(const ResultReader& file)
    : file_(file),
      variables_(data::shipped_schema("variables")),
      indicators_(data::shipped_schema("indicators")) {
  for (const data::Schema* schema : {&variables_, &indicators_})
    for (const data::SchemaEntry& entry : schema->entries())
      if (file_.has_by_run(entry.name) && !entry.name.starts_with("check_"))
        whole_.emplace(entry.name, file_.whole(entry.name));
}

std::vector<data::Table> ResultAudit::tables_of(int scenario, int trade) const {
  std::vector<data::Table> list;
  for (const auto& [name, table] : whole_) list.push_back(run_part(table, scenario, trade));
  return list;
}

std::vector<model::LocalText> ResultAudit::faults(int scenario, int trade) const {
  if (!file_.solved(scenario, trade)) return {{"未求得解", "not solved"}};
  Faults faults = file_.failed_checks(scenario, trade);
  const std::vector<data::Table> tables = tables_of(scenario, trade);
  const model::Areas areas(file_.set("region"));
  need(tables, "grp_real");
  if (const model::report::SumGap gap = model::report::widest_gap(tables, areas);
      !(gap.size <= rounding))
    faults.push_back({fmt::format("加总不成立：{}（相差{:.2g}）", gap.what, gap.size),
                      fmt::format("sums do not hold: {} (off by {:.2g})", gap.what, gap.size)});
  compare_changes(faults, tables, indicators_);
  compare_welfare(faults, tables, areas);
  compare_ratios(faults, tables);
  return faults;
}

}  // namespace yuqian::apps
