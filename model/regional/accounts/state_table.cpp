// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/accounts/state_table.hpp>

#include <array>

#include <yuqian/model/regional/accounts/block_reader.hpp>

namespace yuqian::model {
namespace {

using interindustry::IoTable;

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
void each_origin(const data::Table& trade_value, int use, Bought&& bought, F&& f) {
  const int regions = trade_value.axis(0).size(), goods = trade_value.axis(2).size();
  for (int r = 0; r < regions; ++r)
    for (int i = 0; i < goods; ++i)
      if (const double all = bought(r, i); all > 0)
        for (int s = 0; s < regions; ++s) f(s, r, i, trade_value(s, r, i, use) / all);
}

/// What final users spend on goods, [region, good, user], before taxes.
data::Table final_purchases(const RegionalModel& m, const Point& point) {
  const Benchmark& b = *m.benchmark;
  data::Table spent("final_purchases", {b.regions, b.sectors, data::final_use_set()}, "1e8 CNY");
  for (int r = 0; r < b.regions.size(); ++r) {
    const std::array buyers{m.rural[at(r)], m.urban[at(r)], m.government[at(r)],
                            m.investment[at(r)]};
    for (int u = 0; u < static_cast<int>(buyers.size()); ++u) {
      const int block = m.model->block_of(buyers[at(u)]);
      if (block < 0) continue;
      const report::BlockReader reader(*m.model, point, block);
      reader.each(reader.data().inputs, [&](const auto& bought, double quantity, double price,
                                            int) { spent(r, bought.item, u) += quantity * price; });
    }
  }
  return spent;
}

/// Intermediates, output, and margins where the table has a user for them.
void add_intermediates(IoTable& t, const data::Table& trade_value, const data::Table& inputs,
                       const data::Table& margins, const data::Table& output) {
  t.output = interindustry::Vector::Map(output.values().data(), t.cells());
  const int goods = t.sectors.size();
  const auto bought = [&](int r, int i) {
    double all = margins(r, i);
    for (int j = 0; j < goods; ++j) all += inputs(r, i, j);
    return all;
  };
  each_origin(trade_value, intermediate, bought, [&](int s, int r, int i, double per_yuan) {
    for (int j = 0; j < goods; ++j)
      t.flows(t.cell(s, i), t.cell(r, j)) = per_yuan * inputs(r, i, j);
    if (t.users.size() > 0)
      t.final_use(t.cell(s, i), t.column(r, t.users.index("margins"))) = per_yuan * margins(r, i);
  });
}

/// What the four final users buy, by origin; where they pay more than the flows, imports.
void add_final_use(IoTable& t, const StateFlows& f) {
  const data::Table& spent = f.final_purchases;
  const int four = spent.axis(2).size();
  const auto bought = [&](int r, int i) {
    double all = 0;
    for (int u = 0; u < four; ++u) all += spent(r, i, u);
    return all;
  };
  each_origin(f.trade_value, final_goods, bought, [&](int s, int r, int i, double per_yuan) {
    for (int u = 0; u < four; ++u)
      t.final_use(t.cell(s, i), t.column(r, u)) = per_yuan * spent(r, i, u);
  });
  for (int r = 0; r < t.regions.size(); ++r)
    for (int u = 0; u < four; ++u) {
      double all = 0;
      for (int i = 0; i < t.sectors.size(); ++i) all += spent(r, i, u);
      t.final_imports(0, t.column(r, u)) = all - t.final_use.col(t.column(r, u)).sum();
    }
}

}  // namespace

StateFlows state_flows(const RegionalModel& m, const Point& point, const Accounts& a) {
  return {a.trade_value,     a.production.purchases, final_purchases(m, point),
          a.margin_supplied, a.production.output,    a.labour,
          a.value_added};
}

IoTable intermediate_table(const Accounts& a, const data::Set& regions, const data::Set& sectors) {
  IoTable t = interindustry::empty_io_table(regions, sectors, data::Set(), data::Set(), false);
  add_intermediates(t, a.trade_value, a.production.purchases, a.margin_supplied,
                    a.production.output);
  return t;
}

IoTable state_table(const StateFlows& f) {
  IoTable t = interindustry::empty_io_table(f.output_value.axis(0), f.output_value.axis(1), users(),
                                            items(), false);
  add_intermediates(t, f.trade_value, f.input_purchases, f.margin_purchases, f.output_value);
  add_final_use(t, f);
  for (int r = 0; r < t.regions.size(); ++r)
    for (int j = 0; j < t.sectors.size(); ++j) {
      t.primary(0, t.cell(r, j)) = f.compensation(r, j);
      t.primary(1, t.cell(r, j)) = f.value_added(r, j) - f.compensation(r, j);
    }
  t.exports = t.output - t.flows.rowwise().sum() - t.final_use.rowwise().sum();
  t.imports = t.output.transpose() - t.flows.colwise().sum() - t.value_added().transpose();
  return t;
}

}  // namespace yuqian::model
