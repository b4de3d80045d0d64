// SPDX-License-Identifier: Apache-2.0
// What must not matter on the shipped dataset: orders, the numeraire, how bystanders are grouped.
#include <functional>
#include <numeric>

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include <yuqian/model/regional/tables/tables.hpp>
#include "tests/regression/figures.hpp"

using namespace yuqian;
using tests::Outcome;

namespace {

/// The mapping with its targets in another order.
data::Mapping reordered(const data::Mapping& m, const std::function<int(int)>& new_place) {
  const int n = m.target().size();
  std::vector<std::string> labels(static_cast<std::size_t>(n));
  for (int t = 0; t < n; ++t) labels[at(new_place(t))] = m.target().label(t);
  std::vector<int> to;
  for (int i = 0; i < m.source().size(); ++i) to.push_back(new_place(m[i]));
  return data::Mapping(m.source(), data::Set(m.target().name(), labels), to);
}

/// Every cell of `a` against the cell of `b` with the same labels.
/// Cells agree within `tolerance` of the cell, and of `scale` where the cell is smaller than that.
void same_cells(const data::Table& a, const data::Table& b, double tolerance, double scale = 1) {
  REQUIRE(a.values().size() == b.values().size());
  std::vector<std::string> labels(static_cast<std::size_t>(a.rank()));
  double worst = 0;
  std::string where;
  for (std::size_t k = 0; k < a.values().size(); ++k) {
    std::size_t rest = k, other = 0, stride = 1;
    for (int axis = a.rank(); axis-- > 0;) {
      const auto size = static_cast<std::size_t>(a.axis(axis).size());
      const int there = b.axis(axis).index(a.axis(axis).label(static_cast<int>(rest % size)));
      other += stride * static_cast<std::size_t>(there);
      stride *= static_cast<std::size_t>(b.axis(axis).size());
      rest /= size;
    }
    const double x = a.values()[k], y = b.values()[other];
    if (std::isnan(x) && std::isnan(y)) continue;
    const double gap = std::abs(x - y) / std::max(scale, std::abs(x));
    if (!(gap <= worst)) worst = gap, where = a.cell_label(k);
  }
  INFO(a.name() << ": largest difference " << worst << " at " << where);
  CHECK(worst <= tolerance);
}

void same_results(const Outcome& a, const Outcome& b, double tolerance, bool prices = true) {
  const auto first = model::indicators(a.solution), second = model::indicators(b.solution);
  for (const data::Table& t : first) {
    if (t.name().starts_with("check_")) continue;
    if (!prices && t.name() != "absorption_real" && t.name() != "grp_real" &&
        t.name() != "equivalent_variation" && t.name() != "sector_output" &&
        t.name() != "trade_volume" && t.name() != "home_share" && t.name() != "consumption_real" &&
        t.name() != "grp_expenditure_real")
      continue;
    // A variation is a difference of levels of spending and as exact as these.
    double scale = 1;
    if (t.name() == "equivalent_variation" || t.name() == "compensating_variation")
      for (const double v : tests::table(first, "consumption").values()) scale = std::max(scale, v);
    same_cells(t, tests::table(second, t.name()), tolerance, scale);
  }
}

/// One region cut into two equal halves that trade with all, each other included, alike.
std::shared_ptr<model::Benchmark> halved(const model::Benchmark& b, int split) {
  const int n = b.regions.size();
  std::vector<std::string> labels = b.regions.labels();
  labels.push_back(labels[at(split)] + "2");
  const data::Set regions(b.regions.name(), labels);
  const auto old = [&](int r) { return r == n ? split : r; };
  const auto part = [&](int r) { return old(r) == split ? 0.5 : 1.0; };
  auto out = std::make_shared<model::Benchmark>(b);
  out->regions = regions;
  out->policy_barrier = {};
  for (auto table :
       {&model::Benchmark::labour, &model::Benchmark::capital, &model::Benchmark::land,
        &model::Benchmark::production_tax, &model::Benchmark::output, &model::Benchmark::exports,
        &model::Benchmark::imports, &model::Benchmark::rural, &model::Benchmark::urban,
        &model::Benchmark::government, &model::Benchmark::investment}) {
    const data::Table& from = b.*table;
    data::Table& to = *out.*table = data::Table(from.name(), {regions, b.sectors}, from.unit());
    for (int r = 0; r <= n; ++r)
      for (int i = 0; i < b.sectors.size(); ++i) to(r, i) = from(old(r), i) * part(r);
  }
  // Tables whose first axis is the region, whatever the others are.
  const auto by_region = [&](const data::Table& from) {
    if (from.axes().empty()) return from;
    std::vector<data::Set> axes = from.axes();
    axes.front() = regions;
    data::Table to(from.name(), axes, from.unit());
    const std::size_t row = from.values().size() / static_cast<std::size_t>(n);
    for (std::size_t k = 0; k < to.values().size(); ++k) {
      const int r = static_cast<int>(k / row);
      to.values()[k] = from.values()[static_cast<std::size_t>(old(r)) * row + k % row] * part(r);
    }
    return to;
  };
  for (data::Table* table : {&out->taxes, &out->productive_government, &out->energy.value,
                             &out->energy.emissions, &out->fuel_emissions})
    *table = by_region(*table);
  out->intermediate = data::Table("intermediate", {regions, b.sectors, b.intermediate.axis(2)},
                                  b.intermediate.unit());
  out->trade =
      data::Table("trade", {regions.renamed("supplier"), regions.renamed("region_to"), b.sectors},
                  b.trade.unit());
  for (int r = 0; r <= n; ++r)
    for (int i = 0; i < b.sectors.size(); ++i) {
      for (int j = 0; j < b.sectors.size(); ++j)
        out->intermediate(r, i, j) = b.intermediate(old(r), i, j) * part(r);
      for (int s = 0; s <= n; ++s)
        out->trade(s, r, i) = b.trade(old(s), old(r), i) * part(s) * part(r);
    }
  const auto place = [&](int p) { return p == n + 1 ? n : old(p); };  // the last one is abroad
  const auto weight = [&](int p) { return p == n + 1 ? 1.0 : part(p); };
  for (model::MarginService& service : out->margins.services) {
    const data::Table paid = service.paid;
    service.paid = data::Table(
        "margin", {model::places(regions, "from"), model::places(regions, "to"), paid.axis(2)},
        paid.unit());
    for (int s = 0; s <= n + 1; ++s)
      for (int r = 0; r <= n + 1; ++r)
        for (int i = 0; i < b.sectors.size(); ++i)
          service.paid(s, r, i) = paid(place(s), place(r), i) * weight(s) * weight(r);
  }
  for (auto rates :
       {&model::Benchmark::rural_labour_share, &model::Benchmark::rural_capital_share,
        &model::Benchmark::rural_land_share, &model::Benchmark::retained_capital,
        &model::Benchmark::enterprise_capital, &model::Benchmark::enterprise_tax_rate,
        &model::Benchmark::local_enterprise_tax_share, &model::Benchmark::rural_direct_tax_rate,
        &model::Benchmark::urban_direct_tax_rate, &model::Benchmark::rural_saving_rate,
        &model::Benchmark::urban_saving_rate, &model::Benchmark::local_production_tax_share,
        &model::Benchmark::local_direct_tax_share})
    ((*out).*rates).push_back((b.*rates)[at(split)]);
  for (auto money : {&model::Benchmark::central_to_local, &model::Benchmark::central_to_investment,
                     &model::Benchmark::social_to_rural, &model::Benchmark::social_to_urban,
                     &model::Benchmark::public_investment, &model::Benchmark::public_borrowing,
                     &model::Benchmark::external_saving}) {
    auto& list = (*out).*money;
    list[at(split)] /= 2;
    list.push_back(list[at(split)]);
  }
  return out;
}

}  // namespace

TEST_CASE("the order of regions and of sectors does not matter") {
  const data::Mapping regions = tests::mapping("regions", "with-sichuan"),
                      sectors = tests::mapping("sectors", "17");
  const auto backwards = [&](int t) { return regions.target().size() - 1 - t; };
  const auto rotated = [&](int t) { return (t + 5) % sectors.target().size(); };
  const data::Mrio& m = tests::china("central");
  const Outcome plain = tests::solved(tests::china_model(tests::calibrated(m, regions, sectors)),
                                      tests::scenario("S2"));
  const Outcome mixed =
      tests::solved(tests::china_model(tests::calibrated(m, reordered(regions, backwards),
                                                         reordered(sectors, rotated))),
                    tests::scenario("S2"));
  same_results(plain, mixed, 1e-8);
}

TEST_CASE("real results do not depend on the numeraire on the shipped dataset") {
  const auto b = tests::china_benchmark("central");
  model::Closure other = tests::closure("long_run");
  other.numeraire = "wage:Guizhou";
  for (const char* id : {"S1a", "S10"}) {
    const Outcome a = tests::solved(tests::china_model(b), tests::scenario(id));
    const Outcome c = tests::solved(tests::china_model(b, other), tests::scenario(id));
    same_results(a, c, 1e-8, false);
  }
}

TEST_CASE(
    "totals of the benchmark and first-order gains do not depend on how bystanders are grouped") {
  // Sums of flows survive any grouping. The first-order gain of a cut between two regions that stay
  // alone depends on their own flows and products only. So it is the same for every grouping of
  // others; of sectors too, as the cut is the same on all goods.
  const auto first_order = [](const char* regions, const char* sectors) {
    const Outcome o =
        tests::solved(tests::china_model(tests::china_benchmark("central", regions, sectors)),
                      tests::pair_cut(0.01));
    return tests::table(model::indicators(o.solution), "first_order_gain");
  };
  const data::Table reference = first_order("default", "42");
  const auto agrees = [&](const data::Table& other) {
    for (const char* area : {"Chongqing", "Guizhou", "ChongqingGuizhou", "China"}) {
      const double gain = reference(reference.axis(0).index(area));
      INFO(area);
      CHECK(gain > 0);
      CHECK(other(other.axis(0).index(area)) == Approx(gain).epsilon(1e-9));
    }
  };
  for (const char* regions : {"with-sichuan", "seven-neighbours"})
    agrees(first_order(regions, "42"));
  for (const char* sectors : {"17", "8", "3"}) agrees(first_order("default", sectors));
  const auto full = tests::china_benchmark("central", "all-31", "42");
  for (const char* regions : {"default", "with-sichuan", "seven-neighbours"})
    for (const char* sectors : {"42", "17", "8", "3"}) {
      const auto b = tests::china_benchmark("central", regions, sectors);
      for (auto table :
           {&model::Benchmark::labour, &model::Benchmark::capital, &model::Benchmark::land,
            &model::Benchmark::production_tax, &model::Benchmark::output,
            &model::Benchmark::exports, &model::Benchmark::imports, &model::Benchmark::rural,
            &model::Benchmark::urban, &model::Benchmark::government, &model::Benchmark::investment,
            &model::Benchmark::intermediate, &model::Benchmark::trade})
        CHECK(((*b).*table).sum() == Approx(((*full).*table).sum()).epsilon(1e-10));
      const auto sum = [](const std::vector<double>& v) {
        return std::accumulate(v.begin(), v.end(), 0.0);
      };
      CHECK(sum(b->external_saving) == Approx(sum(full->external_saving)).epsilon(1e-8));
    }
}

TEST_CASE("two halves of a region do what the region did") {
  // Exact aggregation: equal halves face equal prices, and nests of equal prices merge without
  // error.
  const auto whole = tests::china_benchmark("central", "default", "17");
  const int rest = whole->regions.index("RestOfChina");
  const auto halves = halved(*whole, rest);
  REQUIRE(model::check_benchmark(*halves).empty());
  for (const char* closure : {"long_run", "short_run", "fixed_government"}) {
    const Outcome a =
        tests::solved(tests::china_model(whole, tests::closure(closure)), tests::scenario("S1a"));
    const Outcome b =
        tests::solved(tests::china_model(halves, tests::closure(closure)), tests::scenario("S1a"));
    INFO(closure);
    for (const char* region : {"Chongqing", "Guizhou"})
      CHECK(b.gain(region) == Approx(a.gain(region)).epsilon(1e-7));
    CHECK(b.gain("RestOfChina") == Approx(a.gain("RestOfChina") / 2).epsilon(1e-7));
    CHECK(b.gain("RestOfChina2") == Approx(a.gain("RestOfChina") / 2).epsilon(1e-7));
    CHECK(b.gain() == Approx(a.gain()).epsilon(1e-7));
  }
}
