// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/benchmark/workers.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/store.hpp>

namespace yuqian::calibration {
namespace {

using data::Table;

constexpr double per_million = 100;  // 10^4 persons in 10^6

/// Position of "Chongqing_ag" and the like among the shares' labels; -1 where there is none.
int position(const data::Set& labels, const std::string& province, int kind) {
  const auto found = labels.find(province + (kind == model::farm_labour ? "_ag" : "_na"));
  return found ? *found : -1;
}

void require_totals(const Table& workers, const Table& employment) {
  const data::Set& provinces = workers.axis(0);
  for (int d = 0; d < provinces.size(); ++d)
    for (int work = 0; work < 2; ++work) {
      double arrived = 0;
      for (int o = 0; o < provinces.size(); ++o)
        for (int k = 0; k < 2; ++k) arrived += workers(o, k, d, work);
      const double counted = employment(d, work) * per_million;
      if (std::isfinite(counted) && std::abs(arrived - counted) > 1e-3 * counted)
        throw data::InputError(
            fmt::format("{}: migration_shares_2010 brings {:.6g} (10^4) {} workers and "
                        "employment_2010 counts {:.6g}; "
                        "both must be of one census",
                        provinces.label(d), arrived, model::labour_kinds().label(work), counted));
    }
}

}  // namespace

Table read_workers(const std::string& dataset) {
  const data::H5Reader file(dataset, data::dataset_schema);
  if (!file.has("employment_2010") || !file.has("migration_shares_2010")) return {};
  const Table employment = data::read_dataset_table(dataset, "employment_2010"),
              shares = data::read_dataset_table(dataset, "migration_shares_2010");
  const data::Set& provinces = employment.axis(0);
  Table workers("workers",
                {provinces.renamed("from"), model::labour_kinds().renamed("registered"),
                 provinces.renamed("to"), model::labour_kinds().renamed("work")},
                "1e4 person", "Population census 2010, after Tombe and Zhu 2019");
  for (int o = 0; o < provinces.size(); ++o)
    for (int k = 0; k < 2; ++k) {
      const int row = position(shares.axis(0), provinces.label(o), k);
      const double registered =
          employment(o, employment.axis(1).index(k == model::farm_labour ? "registered_farm"
                                                                         : "registered_nonfarm"));
      if (row < 0 || !std::isfinite(registered)) continue;
      double sum = 0;
      for (int c = 0; c < shares.axis(1).size(); ++c) sum += shares(row, c);
      for (int d = 0; d < provinces.size(); ++d)
        for (int work = 0; work < 2; ++work)
          if (const int column = position(shares.axis(1), provinces.label(d), work); column >= 0)
            workers(o, k, d, work) = registered * per_million * shares(row, column) / sum;
    }
  require_totals(workers, employment);
  return workers;
}

void set_workers(model::Benchmark& b, const Table& workers, const data::Mapping& regions) {
  if (workers.rank() == 0) return;
  b.factor_markets.workers = data::aggregate(workers, regions);
}

}  // namespace yuqian::calibration
