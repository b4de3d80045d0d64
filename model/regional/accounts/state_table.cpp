// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/state_table.hpp>

#include <array>

#include <yuqian/model/regional/accounts/block_reader.hpp>
#include <yuqian/model/regional/accounts/priced_goods.hpp>

namespace yuqian::model {
namespace {

using interindustry::IoTable;
using report::at;

constexpr int intermediate = 0, final_goods = 1;

const data::Set& users() {
  static const data::Set set = [] {
    const data::Set& four = data::final_use_set();
    std::vector<std::string> labels = four.labels(), zh, en;
    for (int u = 0; u < four.size(); ++u) {
      zh.push_back(four.zh(u));
      en.push_back(four.en(u));
    }
    labels.push_back("margins"), zh.push_back("流通费用"), en.push_back("Margins");
    return data::Set("final_user", labels, zh, en);
  }();
  return set;
}

const data::Set& items() {
  static const data::Set set("value_added_item", {"compensation", "other_value_added"},
                             {"劳动者报酬", "其他增加值"},
                             {"Compensation of employees", "Other value added"});
  return set;
}

/// Calls f(supplier's region, purchasers' region, good, flow per yuan of purchases) for composites
/// of one use of which `bought` was bought.
template <class Bought, class F>
void each_origin(const Accounts& a, int regions, int goods, int use, Bought&& bought, F&& f) {
  for (int r = 0; r < regions; ++r)
    for (int i = 0; i < goods; ++i)
      if (const double all = bought(r, i); all > 0)
        for (int s = 0; s < regions; ++s) f(s, r, i, a.trade_value(s, r, i, use) / all);
}

/// What final users spend on goods, [region, good, user], before taxes.
data::Table final_purchases(const RegionalModel& m, const Point& point) {
  const Benchmark& b = *m.benchmark;
  data::Table spent("final_purchases", {b.regions, b.sectors, data::final_use_set()}, "10^8 yuan");
  const std::vector<int> good = priced_goods(m, m.final_price);
  for (int r = 0; r < b.regions.size(); ++r) {
    const std::array buyers{m.rural[at(r)], m.urban[at(r)], m.government[at(r)],
                            m.investment[at(r)]};
    for (int u = 0; u < static_cast<int>(buyers.size()); ++u) {
      const int block = m.model->block_of(buyers[at(u)]);
      if (block < 0) continue;
      const report::BlockReader reader(*m.model, point, block);
      reader.each(reader.data().inputs, [&](int p, double quantity, double price, int) {
        if (const int i = good[at(p)]; i >= 0) spent(r, i, u) += quantity * price;
      });
    }
  }
  return spent;
}

void add_intermediates(IoTable& t, const Accounts& a) {
  const auto output = a.production.output.values();
  t.output = interindustry::Vector::Map(output.data(), t.cells());
  const int goods = t.sectors.size();
  const auto bought = [&](int r, int i) {
    double all = a.margin_supplied(r, i);
    for (int j = 0; j < goods; ++j) all += a.production.purchases(r, i, j);
    return all;
  };
  each_origin(a, t.regions.size(), goods, intermediate, bought,
              [&](int s, int r, int i, double per_yuan) {
                for (int j = 0; j < goods; ++j)
                  t.flows(t.cell(s, i), t.cell(r, j)) = per_yuan * a.production.purchases(r, i, j);
                if (t.users.size() > 0)
                  t.final_use(t.cell(s, i), t.column(r, t.users.index("margins"))) =
                      per_yuan * a.margin_supplied(r, i);
              });
}

}  // namespace

IoTable intermediate_table(const Accounts& a, const data::Set& regions, const data::Set& sectors) {
  IoTable t = interindustry::empty_io_table(regions, sectors, data::Set(), data::Set(), false);
  add_intermediates(t, a);
  return t;
}

IoTable state_table(const RegionalModel& m, const Point& point, const Accounts& a) {
  const Benchmark& b = *m.benchmark;
  IoTable t = interindustry::empty_io_table(b.regions, b.sectors, users(), items(), false);
  add_intermediates(t, a);
  const int regions = b.regions.size(), goods = b.sectors.size(), four = t.users.size() - 1;
  const data::Table spent = final_purchases(m, point);
  const auto bought = [&](int r, int i) {
    double all = 0;
    for (int u = 0; u < four; ++u) all += spent(r, i, u);
    return all;
  };
  each_origin(a, regions, goods, final_goods, bought, [&](int s, int r, int i, double per_yuan) {
    for (int u = 0; u < four; ++u)
      t.final_use(t.cell(s, i), t.column(r, u)) = per_yuan * spent(r, i, u);
  });
  for (int r = 0; r < regions; ++r)
    for (int j = 0; j < goods; ++j) {
      const int cell = t.cell(r, j);
      t.primary(0, cell) = a.labour(r, j);
      t.primary(1, cell) = a.value_added(r, j) - a.labour(r, j);
    }
  t.exports = t.output - t.flows.rowwise().sum() - t.final_use.rowwise().sum();
  t.imports = t.output.transpose() - t.flows.colwise().sum() - t.value_added().transpose();
  for (int r = 0; r < regions; ++r)
    for (int u = 0; u < four; ++u) {
      double all = 0;
      for (int i = 0; i < goods; ++i) all += spent(r, i, u);
      t.final_imports(0, t.column(r, u)) = all - t.final_use.col(t.column(r, u)).sum();
    }
  return t;
}

}  // namespace yuqian::model
