// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include <yuqian/data/mrio.hpp>
#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/model/regional/benchmark/benchmark.hpp>

namespace yuqian::apps {

/// One figure of all provinces, in the benchmark and as published (data/validation).
struct AccountCheck {
  std::string item, unit, source;
  model::LocalText name, reason;             ///< reason: why the two differ
  std::vector<double> benchmark, published;  ///< by province; not a number: not published

  /// 100 (benchmark / published - 1).
  double gap(int province) const;
  double median_gap() const;  ///< of its sizes, over the provinces that have one
  /// Sums over the provinces that have a published figure; not a number for figures per capita.
  double sum(const std::vector<double>& values) const;
};

/// The benchmark's regions must be the provinces of the file. Throws data::InputError on a file
/// whose items or provinces do not fit.
std::vector<AccountCheck> check_accounts(const model::Benchmark&);

/// A column of data/validation/provinces-2017.csv by region; not a number: not published.
std::vector<double> published_figures(const model::Benchmark&, const std::string& column);

/// Disposable income and consumption a head of one group, yuan: in the benchmark, and income by the
/// household survey. Residents of both are the population's.
struct GroupIncome {
  double persons = 0;  ///< 10^4
  double benchmark = 0, survey = 0, consumption = 0;

  GroupIncome& operator+=(const GroupIncome&);  ///< means weighted by persons
  double gap() const { return 100 * (benchmark / survey - 1); }
};
/// By region, rural and urban.
std::vector<std::array<GroupIncome, 2>> check_group_incomes(const model::Benchmark&);

/// Taxes of one kind, 10^8 yuan, the nation's: as the benchmark divides the tables' net taxes, and
/// as published; not a number where one of the two has none.
struct TaxCheck {
  model::LocalText name, reason;
  double benchmark, published;
};
std::vector<TaxCheck> check_taxes(const model::Benchmark&);

/// What the benchmark implies, by the key that data/validation/literature.csv has in brackets:
/// "armington", "interprovincial", "labour_demand", "multiplier" and others.
std::map<std::string, double> implied_elasticities(const model::Benchmark&, const data::Mrio&);

/// One line of the comparison with the literature, its figure computed where it is an implied one.
struct LiteratureCheck {
  std::string used, published, source;
  model::LocalText name, verdict;
};
std::vector<LiteratureCheck> check_literature(const model::Benchmark&, const data::Mrio&);

}  // namespace yuqian::apps
