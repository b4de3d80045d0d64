// SPDX-License-Identifier: Apache-2.0
// What a linkage target costs, where the closure has one.
#include "apps/screen/page.hpp"

#include <cmath>

#include <yuqian/model/regional/question/closure.hpp>
#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {
namespace {

const char* const zero_zh = "由设定决定为零";
const char* const zero_en = "zero by construction";

/// What stands for jobs and their cost: figures, or why there are none.
std::vector<std::string> job_cells(const Page& page, const data::Table& employment,
                                   const data::Table& by_job, int area) {
  const Words& w = page.words;
  const model::EmploymentChange can = model::employment_change(page.results.closures[page.at]);
  const bool nation = by_job.axis(0).label(area) == "China";
  if (can == model::EmploymentChange::none ||
      (can == model::EmploymentChange::between_places && nation))
    return {w(zero_zh, zero_en), "-"};
  return {number(1e4 * (employment(1, area) - employment(0, area)), 0), number(by_job(area), 0)};
}

}  // namespace

void print_linkage(const Page& page) {
  const Run& run = page.results.run(page.at, page.leading_estimate());
  const data::Table *rate = run.table("linkage_subsidy"), *cost = run.table("linkage_cost"),
                    *by_trade = run.table("linkage_cost_per_trade"),
                    *by_product = run.table("linkage_cost_per_grp"),
                    *by_job = run.table("linkage_cost_per_job"),
                    *employment = run.table("employment_total");
  if (!rate || !cost || !by_trade || !by_product || !by_job || !employment) return;
  const Words& w = page.words;
  Grid grid(w("产业关联补贴", "subsidy of the partner's intermediates"));
  grid.group(w("补贴率%", "rate, %"), {""});
  grid.group(w("支出（亿元）", "cost, 10^8 yuan"), {""});
  grid.group(w("每元新增贸易（元）", "per yuan of new trade"), {""});
  grid.group(w("每元实际总产值（元）", "per yuan of real GRP"), {""});
  grid.group(w("新增就业（人）", "jobs"), {""});
  grid.group(w("每个岗位（元/年）", "yuan per job, a year"), {""});
  const data::Set& regions = rate->axis(1);
  bool any = false;
  for (int r = 0; r < regions.size(); ++r) any = any || !std::isnan((*rate)(1, r));
  if (!any) return;
  for (int k = 0; k < page.first->areas.size(); ++k) {
    const std::string& label = page.first->areas.label(k);
    const int a = by_job->axis(0).index(label);
    const auto r = regions.find(label);
    std::vector<std::string> cells;
    for (const data::Table* t : {rate, cost})
      cells.push_back(number(r ? (*t)(1, *r) : std::nan(""), t == rate ? 2 : 1));
    cells.push_back(number(r ? (*by_trade)(*r) : std::nan(""), 2));
    cells.push_back(number((*by_product)(a), 2));
    for (std::string& cell : job_cells(page, *employment, *by_job, a))
      cells.push_back(std::move(cell));
    grid.row("  " + w.name(page.first->areas, k), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
  const model::EmploymentChange can = model::employment_change(page.results.closures[page.at]);
  std::string note = w("“-”：该区域不付补贴，或实际总产值、就业没有增加。就业为2010年普查口径。",
                       "\"-\": the region pays none, or its real GRP or its jobs do not grow. Jobs "
                       "as of the census of 2010.");
  if (can == model::EmploymentChange::none)
    note +=
        w("本闭合下各区域劳动总量给定，新增就业为零由设定决定，不是发现；闭合“linkage_"
          "jobs”允许就业变动。",
          " Under this closure labour is given in total in every region: no jobs by construction, "
          "not as a finding; the closure "
          "\"linkage_jobs\" lets employment move.");
  if (can == model::EmploymentChange::between_places)
    note +=
        w("本闭合下全国就业总量给定：两地新增岗位来自其他省份。",
          " Under this closure the nation's employment is given: jobs come from other provinces.");
  page.screen.out << page.screen.faint(wrapped(note, page_width, "  ")) << '\n';
}

}  // namespace yuqian::apps::report
