// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/table.hpp>
#include <yuqian/model/maths/at.hpp>

#include <array>
#include <vector>

namespace yuqian::model {

/// Origins and destinations of trade: the provinces, then "RestOfWorld".
data::Set places(const data::Set& regions, std::string axis);

/// Services that are sold with goods: transport, trade (wholesale and retail).
const data::Set& margin_services();

/// Mode groups by which a scenario saves on them: rail_water, road and air_other of transport, and
/// trade.
const data::Set& mode_groups();
constexpr int mode_count = 4;
constexpr int transport_modes = 3;  ///< the first of them

/// One service that is bought with goods on their way, in fixed proportion to what is delivered
/// (eq. 50, 51): a margin in the sense of TERM. Of goods from provinces it is made in part where
/// they leave and in part where they arrive; of imports, where they arrive; of exports, where they
/// leave.
struct MarginService {
  /// [from, to, good] over places, 10^8 yuan at the benchmark, >= 0; on the diagonal: with own
  /// supply
  data::Table paid;
  int good = -1;            ///< the sector whose service it is
  double origin_share = 0;  ///< of a margin between provinces that the origin supplies
  /// By good: of its margin, adding up to one; zero where none is paid.
  std::vector<std::array<double, mode_count>> mode_share;

  double on_route(int from, int to) const;  ///< paid with all goods
  /// The parts that origin and destination supply.
  double from_origin(int from, int to, int i) const;
  double from_destination(int from, int to, int i) const;
};

/// What one flow buys of one service from one supplier, 10^8 yuan at the benchmark.
struct MarginPurchase {
  int service = 0, supplier = 0;
  double amount = 0;
};

/// All that one flow buys: at most each service from either end. Made for every flow of a model, so
/// without a heap.
class MarginPurchases {
 public:
  void add(const MarginPurchase& p) { list_[at(size_++)] = p; }
  int size() const { return size_; }
  const MarginPurchase& operator[](int k) const { return list_[at(k)]; }
  const MarginPurchase* begin() const { return list_.data(); }
  const MarginPurchase* end() const { return list_.data() + size_; }

 private:
  std::array<MarginPurchase, 4> list_;
  int size_ = 0;
};

/// The margins of a benchmark.
struct RouteMargins {
  /// As margin_services(); empty: the benchmark has no margins.
  std::vector<MarginService> services;

  bool any() const { return !services.empty(); }
  /// Paid, for all services, on the way from `from` (regions: from abroad) to `to` (regions: to
  /// abroad) with a good.
  double on(int from, int to, int i) const;
  double on_arrivals(int to, int i) const;  ///< paid with a good by a place, from all origins
  /// Of good i, sold as margin by region r on ways within the nation and of imports.
  double supplied_by(int r, int i) const;
  /// Of good i, sold abroad as margin on other goods that region r exports.
  double exported_by(int r, int i) const;
  /// What a flow buys, by service; from the origin before from the destination.
  MarginPurchases purchases(int from, int to, int i) const;
};

}  // namespace yuqian::model
