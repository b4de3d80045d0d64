// SPDX-License-Identifier: Apache-2.0
// Who lives where once workers have moved (eq. 110).
#include <yuqian/model/regional/accounts/residents.hpp>

#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/accounts/migration.hpp>
#include <yuqian/model/regional/benchmark/rural_pay.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::model {
namespace {

double arrived(const data::Table& workers, int to, int work) {
  double sum = 0;
  for (int from = 0; from < workers.axis(0).size(); ++from)
    for (int registered = 0; registered < 2; ++registered)
      sum += workers(from, registered, to, work);
  return sum;
}

}  // namespace

Residents::Residents(const RegionalModel& m, const Point& point, std::span<const double> parameters)
    : benchmark_("residents", {m.benchmark->regions, report::households()}, "1e4 person"),
      now_(benchmark_) {
  const Benchmark& b = *m.benchmark;
  for (int r = 0; r < b.regions.size(); ++r)
    for (int h = 0; h < 2; ++h) benchmark_(r, h) = b.population.persons(r, h);
  now_ = benchmark_;
  if (m.closure->labour != Closure::Labour::migration) return;
  const FactorMarkets& f = b.factor_markets;
  double persons = 0, employed = 0;
  for (int r = 0; r < b.regions.size(); ++r)
    if (const double working = f.employed(r, farm_labour) + f.employed(r, nonfarm_labour);
        working > 0) {
      persons += benchmark_(r, 0) + benchmark_(r, 1);
      employed += working;
    }
  const double persons_per_worker = persons / employed;
  const data::Table workers = model::workers(m, point, parameters);
  for (int r = 0; r < b.regions.size(); ++r)
    for (int k = 0; k < 2; ++k) {
      const double more = persons_per_worker * (arrived(workers, r, k) - f.employed(r, k)),
                   rural = rural_pay_share(b, r, k);
      now_(r, 0) += rural * more;
      now_(r, 1) += (1 - rural) * more;
    }
}

double Residents::growth(int region, int household) const {
  return benchmark_(region, household) > 0 ? now_(region, household) / benchmark_(region, household)
                                           : 1;
}

}  // namespace yuqian::model
