// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/calibration_measures.hpp>

#include <functional>
#include <limits>

#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/accounts/areas.hpp>

namespace yuqian::apps {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// What one benchmark says of its areas.
class Measures {
 public:
  Measures(const Source& source, const std::string& trade, const model::Benchmark& b)
      : source_(source), trade_(trade), b_(b), areas_(b.regions) {}

  double of(const std::string& name, int area) const {
    if (name == "grp") return grp(area);
    if (name == "grp_gap") return grp_gap(area);
    if (name == "home_share") return 100 * within(area) / use(area);
    if (name == "partner_share") return partner_share(area);
    if (name == "outflow") return crossing(area, true);
    if (name == "inflow") return crossing(area, false);
    if (name == "evidence_moved") return evidence_moved(area);
    if (name == "margins") return margins(area);
    return none;
  }
  int areas() const { return areas_.set.size(); }

 private:
  double sum(int area, const std::function<double(int)>& of_region) const {
    double total = 0;
    for (const int r : areas_.members[at(area)]) total += of_region(r);
    return total;
  }
  double row(const data::Table& t, int r) const {
    double total = 0;
    for (int i = 0; i < b_.sectors.size(); ++i) total += t(r, i);
    return total;
  }
  double flow(int s, int r) const {
    double total = 0;
    for (int i = 0; i < b_.sectors.size(); ++i) total += b_.trade(s, r, i);
    return total;
  }
  double grp(int area) const {
    return sum(area, [&](int r) {
      return row(b_.labour, r) + row(b_.capital, r) + row(b_.land, r) + row(b_.production_tax, r);
    });
  }
  /// In per cent of the accounts as revised; a dataset may have none.
  double grp_gap(int area) const {
    if (!data::H5Reader(source_.path()).has("grp")) return none;
    const data::Table accounts =
        data::aggregate(data::read_dataset_table(source_.path(), "grp"), source_.regions());
    const auto revised = accounts.axis(1).find("revised");
    if (!revised) return none;
    return 100 * (grp(area) / sum(area, [&](int r) { return accounts(r, *revised); }) - 1);
  }
  double use(int area) const {
    return sum(area, [&](int r) {
      double total = row(b_.imports, r);
      for (int s = 0; s < b_.regions.size(); ++s) total += flow(s, r);
      return total;
    });
  }
  double within(int area) const {
    return sum(area, [&](int r) { return sum(area, [&](int s) { return flow(s, r); }); });
  }
  double partner_share(int area) const {
    const auto chongqing = b_.regions.find("Chongqing"), guizhou = b_.regions.find("Guizhou");
    const auto& members = areas_.members[at(area)];
    if (!chongqing || !guizhou || members.size() != 1) return none;
    if (members[0] == *chongqing) return 100 * flow(*guizhou, *chongqing) / use(area);
    if (members[0] == *guizhou) return 100 * flow(*chongqing, *guizhou) / use(area);
    return none;
  }
  double crossing(int area, bool out) const {
    return sum(area, [&](int r) {
      double total = 0;
      for (int s = 0; s < b_.regions.size(); ++s)
        if (!areas_.contains(area, s)) total += out ? flow(r, s) : flow(s, r);
      return total;
    });
  }
  double evidence_moved(int area) const {
    if (!source_.evidence()) return 0;
    const auto reconciled = source_.reconciled(trade_);
    return sum(area, [&](int t) {
      double total = 0;
      for (const int r : source_.regions().members(t)) total += reconciled->moved_by_region[at(r)];
      return total;
    });
  }
  double margins(int area) const {
    return sum(area, [&](int r) {
      double total = 0;
      for (int i = 0; i < b_.sectors.size() && b_.margins.any(); ++i)
        total += b_.margins.on_arrivals(r, i);
      return total;
    });
  }

  const Source& source_;
  const std::string& trade_;
  const model::Benchmark& b_;
  model::Areas areas_;
};

}  // namespace

std::vector<double> calibration_measures(const Source& source, const std::string& trade,
                                         const model::Benchmark& benchmark,
                                         const std::vector<std::string>& measures) {
  const Measures told(source, trade, benchmark);
  std::vector<double> values;
  for (const std::string& name : measures)
    for (int a = 0; a < told.areas(); ++a) values.push_back(told.of(name, a));
  return values;
}

}  // namespace yuqian::apps
