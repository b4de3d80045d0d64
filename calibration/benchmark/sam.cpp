// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/sam.hpp>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/row_sum.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/benchmark/incomes.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace yuqian::calibration {
namespace {

/// Names accounts as they come and gathers payments; what two accounts pay each other twice adds
/// up.
class Ledger {
 public:
  explicit Ledger(const model::Benchmark& b) : b_(b) {
    const int regions = b.regions.size(), sectors = b.sectors.size();
    for (const char* kind : {"good", "activity"})
      for (int r = 0; r < regions; ++r)
        for (int i = 0; i < sectors; ++i) open(cell(kind, r, i));
    for (const char* kind :
         {"labour", "capital", "land", "production_tax", "direct_tax", "enterprise",
          "rural_household", "urban_household", "provincial_government", "investment"})
      for (int r = 0; r < regions; ++r) open(cell(kind, r));
    open("central_government");
    open("rest_of_world");
  }

  std::string cell(const char* kind, int r, int i) const {
    return fmt::format("{}[{},{}]", kind, b_.regions.label(r), b_.sectors.label(i));
  }
  std::string cell(const char* kind, int r) const {
    return fmt::format("{}[{}]", kind, b_.regions.label(r));
  }

  void pay(const std::string& from, const std::string& to, double value) {
    if (value != 0) cells_[{position_.at(to), position_.at(from)}] += value;
  }

  Sam close() const {
    Sam sam;
    sam.accounts = data::Set("account", labels_);
    for (const auto& [where, value] : cells_)
      if (value != 0) sam.entries.push_back({where.first, where.second, value});
    add_up(sam);
    return sam;
  }

 private:
  void open(std::string label) {
    position_[label] = static_cast<int>(labels_.size());
    labels_.push_back(std::move(label));
  }

  const model::Benchmark& b_;
  std::vector<std::string> labels_;
  std::map<std::string, int> position_;
  std::map<std::pair<int, int>, double> cells_;
};

/// Goods and activities of one region (eq. 37, 38).
void enter_production(Ledger& l, const model::Benchmark& b, int r) {
  const int sectors = b.sectors.size();
  for (int i = 0; i < sectors; ++i) {
    const std::string good = l.cell("good", r, i), activity = l.cell("activity", r, i);
    for (int j = 0; j < sectors; ++j)
      l.pay(l.cell("activity", r, j), good, b.intermediate(r, i, j));
    l.pay(l.cell("rural_household", r), good, b.rural(r, i));
    l.pay(l.cell("urban_household", r), good, b.urban(r, i));
    l.pay(l.cell("provincial_government", r), good, b.government(r, i));
    l.pay(l.cell("investment", r), good, b.investment(r, i));
    for (int s = 0; s < b.regions.size(); ++s)
      l.pay(good, l.cell("activity", s, i), b.trade(s, r, i));
    for (int s = 0; s <= b.regions.size();
         ++s)  // margins are paid to the composites that supply them
      for (const model::MarginPurchase& m : b.margins.purchases(s, r, i))
        l.pay(good, l.cell("good", m.supplier, b.margins.services[at(m.service)].good), m.amount);
    l.pay(good, "rest_of_world", b.imports(r, i));
    l.pay("rest_of_world", activity, b.sold_abroad(r, i));
    l.pay(activity, l.cell("labour", r), b.labour(r, i));
    l.pay(activity, l.cell("capital", r), b.capital(r, i));
    l.pay(activity, l.cell("land", r), b.land(r, i));
    l.pay(activity, l.cell("production_tax", r), b.production_tax(r, i));
  }
}

using data::row_sum;

/// Who earns, saves, pays taxes and transfers in one region (eq. 39, 40).
void enter_institutions(Ledger& l, const model::Benchmark& b, int r) {
  const std::string enterprise = l.cell("enterprise", r), rural = l.cell("rural_household", r),
                    urban = l.cell("urban_household", r),
                    government = l.cell("provincial_government", r),
                    investment = l.cell("investment", r),
                    production_tax = l.cell("production_tax", r),
                    direct_tax = l.cell("direct_tax", r), centre = "central_government";
  const double capital = row_sum(b.capital, r), retained = capital * b.retained_capital[at(r)],
               kept = capital * b.enterprise_capital[at(r)];
  l.pay(l.cell("capital", r), investment, retained);
  l.pay(l.cell("capital", r), enterprise, kept);
  const auto share_out = [&](const std::string& account, double revenue, double local) {
    l.pay(account, government, revenue * local);
    l.pay(account, centre, revenue * (1 - local));
  };
  const double enterprise_tax = kept * b.enterprise_tax_rate[at(r)];
  share_out(enterprise, enterprise_tax, b.local_enterprise_tax_share[at(r)]);
  l.pay(enterprise, investment, kept - enterprise_tax);
  double taxes = 0;
  const auto household = [&](const std::string& account, int which, double tax_rate,
                             double saving_rate) {
    const model::HouseholdIncome income = model::household_income(b, r, which);
    const double tax = income.total() * tax_rate;
    l.pay(l.cell("labour", r), account, income.labour);
    l.pay(l.cell("capital", r), account, income.capital);
    l.pay(l.cell("land", r), account, income.land);
    l.pay(government, account, income.social);
    l.pay(account, direct_tax, tax);
    l.pay(account, investment, (income.total() - tax) * saving_rate);
    taxes += tax;
  };
  household(rural, 0, b.rural_direct_tax_rate[at(r)], b.rural_saving_rate[at(r)]);
  household(urban, 1, b.urban_direct_tax_rate[at(r)], b.urban_saving_rate[at(r)]);
  share_out(production_tax, row_sum(b.production_tax, r), b.local_production_tax_share[at(r)]);
  share_out(direct_tax, taxes, b.local_direct_tax_share[at(r)]);
  const double down = b.central_to_local[at(r)];
  if (down > 0) l.pay(centre, government, down);
  if (down < 0) l.pay(government, centre, -down);
  l.pay(government, investment, b.public_investment[at(r)]);
  l.pay(investment, government, b.public_borrowing[at(r)]);
  l.pay(centre, investment, b.central_to_investment[at(r)]);
  l.pay("rest_of_world", investment, b.external_saving[at(r)]);
}

}  // namespace

double Sam::value(std::string_view row, std::string_view column) const {
  const int r = accounts.index(row), c = accounts.index(column);
  for (const SamEntry& e : entries)
    if (e.row == r && e.column == c) return e.value;
  return 0;
}

Sam sam(const model::Benchmark& b) {
  Ledger ledger(b);
  for (int r = 0; r < b.regions.size(); ++r) {
    enter_production(ledger, b, r);
    enter_institutions(ledger, b, r);
  }
  return ledger.close();
}

void add_up(Sam& sam) {
  sam.receipts.assign(at(sam.accounts.size()), 0);
  sam.expenditure.assign(at(sam.accounts.size()), 0);
  sam.total = 0;
  for (const SamEntry& e : sam.entries) {
    sam.receipts[at(e.row)] += e.value;
    sam.expenditure[at(e.column)] += e.value;
    sam.total += e.value;
  }
}

std::vector<std::string> check_sam(const Sam& sam) {
  struct Gap {
    int account;
    double size;
  };
  std::vector<Gap> gaps;
  for (int a = 0; a < sam.accounts.size(); ++a) {
    const double gap = sam.receipts[at(a)] - sam.expenditure[at(a)];
    if (!(std::abs(gap) <= 1e-9 * std::abs(sam.total))) gaps.push_back({a, gap});
  }
  std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& x, const Gap& y) {
    // Not a number comes first.
    return std::isnan(x.size) != std::isnan(y.size) ? std::isnan(x.size)
                                                    : std::abs(x.size) > std::abs(y.size);
  });
  std::vector<std::string> words;
  for (const Gap& g : gaps)
    words.push_back(fmt::format("{}: receives {:.6f}, pays {:.6f}, difference {:.3g} (10^8 yuan)",
                                sam.accounts.label(g.account), sam.receipts[at(g.account)],
                                sam.expenditure[at(g.account)], g.size));
  return words;
}

void write_sam(const std::string& path, const Sam& sam) {
  std::string text = "row,column,value\n";
  for (const SamEntry& e : sam.entries)
    text += data::csv_line(
        {sam.accounts.label(e.row), sam.accounts.label(e.column), data::shortest(e.value)});
  data::write_file(path, text);
}

}  // namespace yuqian::calibration
