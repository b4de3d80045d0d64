// SPDX-License-Identifier: Apache-2.0
#include "apps/check/validation.hpp"

#include "apps/check/province_accounts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/model/interindustry/leontief.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>
#include <yuqian/model/regional/benchmark/incomes.hpp>

namespace yuqian::apps {
namespace {

/// The published figure of a row; capital formation is two columns.
double published(const data::Csv& file, int row, const std::string& item) {
  const auto figure = [&](const char* column) {
    return file.number_if_any(row, file.column(column)).value_or(missing);
  };
  if (item == "capital_formation") return figure("fixed_capital_formation") + figure("inventories");
  return figure(item.c_str());
}

double median(std::vector<double> values) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (values.empty()) return missing;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

double AccountCheck::gap(int p) const { return 100 * (benchmark[at(p)] / published[at(p)] - 1); }

double AccountCheck::median_gap() const {
  std::vector<double> sizes;
  for (std::size_t p = 0; p < published.size(); ++p)
    sizes.push_back(std::abs(gap(static_cast<int>(p))));
  return median(sizes);
}

double AccountCheck::sum(const std::vector<double>& values) const {
  if (unit == "CNY/person") return missing;
  double all = 0;
  for (std::size_t p = 0; p < values.size(); ++p)
    if (std::isfinite(published[p])) all += values[p];
  return all;
}

std::vector<AccountCheck> check_accounts(const model::Benchmark& b) {
  const data::Csv figures = data::Csv::read(data::shipped("validation/provinces-2017.csv")),
                  items = data::Csv::read(data::shipped("validation/items.csv"));
  items.expect_columns({"item", "unit", "zh", "en", "reason_zh", "reason_en", "source"});
  const int province = figures.column("province");
  std::vector<int> region;
  for (int row = 0; row < figures.rows(); ++row)
    region.push_back(b.regions.index(figures.text(row, province)));  // throws on a wrong name
  std::vector<AccountCheck> list;
  for (int k = 0; k < items.rows(); ++k) {
    const auto text = [&](const char* column) { return items.text(k, items.column(column)); };
    AccountCheck c{text("item"),
                   text("unit"),
                   text("source"),
                   {text("zh"), text("en")},
                   {text("reason_zh"), text("reason_en")},
                   {},
                   {}};
    c.benchmark.assign(at(b.regions.size()), missing);
    c.published = c.benchmark;
    for (int row = 0; row < figures.rows(); ++row) {
      const int r = region[at(row)];
      c.benchmark[at(r)] = ProvinceAccounts(b, r)(c.item);
      c.published[at(r)] = published(figures, row, c.item);
      if (std::isnan(c.benchmark[at(r)]))
        throw data::InputError({items.where(k, 0),
                                fmt::format("the benchmark has no \"{}\"", c.item), c.item,
                                "see ProvinceAccounts for the names that it has"});
    }
    list.push_back(std::move(c));
  }
  return list;
}

std::vector<double> published_figures(const model::Benchmark& b, const std::string& column) {
  const data::Csv figures = data::Csv::read(data::shipped("validation/provinces-2017.csv"));
  std::vector<double> list(at(b.regions.size()), missing);
  for (int row = 0; row < figures.rows(); ++row)
    list[at(b.regions.index(figures.text(row, figures.column("province"))))] =
        published(figures, row, column);
  return list;
}

GroupIncome& GroupIncome::operator+=(const GroupIncome& o) {
  const double all = persons + o.persons;
  if (!(all > 0)) return *this;
  const auto mean = [&](double& mine, double other) {
    mine = (persons * mine + o.persons * other) / all;
  };
  mean(benchmark, o.benchmark), mean(survey, o.survey), mean(consumption, o.consumption);
  persons = all;
  return *this;
}

std::vector<std::array<GroupIncome, 2>> check_group_incomes(const model::Benchmark& b) {
  constexpr double per_head = 1e4;  // 10^8 yuan over 10^4 persons
  std::vector<std::array<GroupIncome, 2>> list(at(b.regions.size()));
  for (const model::PopulationCell& c : b.population.cells)
    list[at(c.region)][at(c.household)] += {c.persons, 0, c.income, 0};
  for (int r = 0; r < b.regions.size(); ++r) {
    const TaxesAndSaving sums = ProvinceAccounts(b, r).taxes_and_saving();
    for (int h = 0; h < 2; ++h) {
      GroupIncome& g = list[at(r)][at(h)];
      g.benchmark = per_head * sums.disposable[at(h)] / g.persons;
      g.consumption = per_head * sums.consumption[at(h)] / g.persons;
    }
  }
  return list;
}

std::vector<TaxCheck> check_taxes(const model::Benchmark& b) {
  const data::Csv file = data::Csv::read(data::shipped("institutions/national_taxes-2017.csv"));
  file.expect_columns({"item", "in_tables", "amount", "zh", "en", "reason_zh", "reason_en"});
  std::vector<TaxCheck> list;
  for (int row = 0; row < file.rows(); ++row) {
    const auto text = [&](const char* column) { return file.text(row, file.column(column)); };
    TaxCheck c{{text("zh"), text("en")}, {text("reason_zh"), text("reason_en")}, missing, missing};
    c.published = file.number_if_any(row, file.column("amount")).value_or(missing);
    if (text("in_tables") == "yes" && b.taxes.rank() == 3) {
      const int kind = model::tax_kinds().index(text("item"));
      c.benchmark = 0;
      for (int r = 0; r < b.regions.size(); ++r)
        for (int j = 0; j < b.sectors.size(); ++j) c.benchmark += b.taxes(r, j, kind);
    }
    list.push_back(std::move(c));
  }
  return list;
}

namespace {

/// Mean of a sector's figure, weighted.
class Mean {
 public:
  void add(double weight, double value) { weight_ += weight, sum_ += weight * value; }
  double value() const { return sum_ / weight_; }

 private:
  double weight_ = 0, sum_ = 0;
};

/// Column sums of the Leontief inverse, over cells that make something.
double output_multiplier(const data::Mrio& flows) {
  const interindustry::IoTable table = interindustry::interregional(flows);
  const interindustry::Vector sums =
      interindustry::Leontief(table).totals(interindustry::Vector::Ones(table.cells()));
  Mean mean;
  for (int k = 0; k < table.cells(); ++k)
    if (table.output(k) > 0) mean.add(1, sums(k));
  return mean.value();
}

}  // namespace

std::map<std::string, double> implied_elasticities(const model::Benchmark& b,
                                                   const data::Mrio& flows) {
  Mean armington, between, labour;
  TaxesAndSaving nation;
  double work = 0, property = 0;  // of households; mixed income of farms is work and land
  for (int r = 0; r < b.regions.size(); ++r) {
    for (int h = 0; h < 2; ++h) {
      const model::HouseholdIncome income = model::household_income(b, r, h);
      work += income.labour + income.land;
      property += income.capital;
    }
    nation += ProvinceAccounts(b, r).taxes_and_saving();
    for (int i = 0; i < b.sectors.size(); ++i) {
      const model::SectorElasticities& e = b.elasticities[at(i)];
      armington.add(b.imports(r, i), e.domestic_foreign);
      for (int s = 0; s < b.regions.size(); ++s)
        if (s != r) between.add(b.trade(s, r, i), e.between_provinces - 1);
      const double added = b.labour(r, i) + b.capital(r, i) + b.land(r, i);
      if (added > 0) labour.add(b.labour(r, i), -e.value_added * (1 - b.labour(r, i) / added));
    }
  }
  const double disposable = nation.disposable[0] + nation.disposable[1];
  return {{"armington", armington.value()},
          {"interprovincial", between.value()},
          {"labour_demand", labour.value()},
          {"multiplier", output_multiplier(flows)},
          {"income_taxes", nation.income_taxes / nation.product},
          {"local_taxes", nation.local_taxes / (nation.production_taxes + nation.income_taxes)},
          {"income_work", work / disposable},
          {"income_property", property / disposable},
          {"income_transfers", 1 - (work + property) / disposable},
          {"saving_rural", 1 - nation.consumption[0] / nation.disposable[0]},
          {"saving_urban", 1 - nation.consumption[1] / nation.disposable[1]}};
}

std::vector<LiteratureCheck> check_literature(const model::Benchmark& b, const data::Mrio& flows) {
  const data::Csv file = data::Csv::read(data::shipped("validation/literature.csv"));
  file.expect_columns({"used", "zh", "en", "published", "source", "verdict_zh", "verdict_en"});
  const std::map<std::string, double> implied = implied_elasticities(b, flows);
  std::vector<LiteratureCheck> list;
  for (int k = 0; k < file.rows(); ++k) {
    const auto text = [&](const char* column) { return file.text(k, file.column(column)); };
    LiteratureCheck c{text("used"),
                      text("published"),
                      text("source"),
                      {text("zh"), text("en")},
                      {text("verdict_zh"), text("verdict_en")}};
    if (c.used.starts_with("[")) {
      const auto found = implied.find(c.used.substr(1, c.used.size() - 2));
      if (found == implied.end())
        throw data::InputError({file.where(k, file.column("used")),
                                fmt::format("nothing is computed by the name {}", c.used), c.used,
                                "name what implied_elasticities computes"});
      c.used = fmt::format("{:.2f}", found->second);
    }
    list.push_back(std::move(c));
  }
  return list;
}

}  // namespace yuqian::apps
