// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/planner_report.hpp"

#include "apps/screen/grid.hpp"
#include "apps/screen/page.hpp"
#include "apps/screen/table_record.hpp"

namespace yuqian::apps {
namespace {

void print_scenario(const report::Page& page) {
  const model::Scenario& s = page.results.scenarios[page.at];
  const std::string heading = s.id + "  " + page.words(s.title);
  TableRecord::heading(heading);
  page.screen.out << '\n' << page.screen.bold(heading) << '\n';
  if (const std::string& text = page.words(s.text); !text.empty())
    page.screen.out << wrapped(text, report::page_width, "  ") << '\n';
  if (page.first) {
    print_areas(page, {"grp_real_change", "welfare_metric", "welfare_metric_share"});
    print_areas(page, {"equivalent_variation", "equivalent_variation_share"});
    print_made_of(page);
    print_areas(page, {"absorption_change", "first_order_gain"});
    print_areas(page, {"consumer_price_change", "wage_change", "capital_rent_change"});
    print_welfare(page);
    print_package(page);
    print_partner_ranges(page);
    print_pair(page);
    print_structure(page);
    print_factors(page);
    print_distribution(page);
    print_emissions(page);
    print_linkage(page);
    print_losers(page);
    print_notes(page);
    print_checks(page);
  }
  print_failures(page);
}

}  // namespace

void print_planner_report(const Screen& screen, const Results& results) {
  for (std::size_t s = 0; s < results.scenarios.size(); ++s)
    print_scenario(report::Page(screen, results, s));
  report::print_contests(screen, results);
  TableRecord::heading({});
}

}  // namespace yuqian::apps
