// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/objective.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/missing.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::games {
namespace {}  // namespace

void Objective::add_by_instrument(std::span<const double>, std::span<const double>,
                                  std::span<double>) const {}

double WeightedSum::value(std::span<const double> measure, std::span<const double>) const {
  double sum = 0;
  for (std::size_t p = 0; p < weights_.size(); ++p) sum += weights_[p] * measure[p];
  return sum;
}

void WeightedSum::by_measure(std::span<const double>, std::span<const double>,
                             std::span<double> weight) const {
  std::fill(weight.begin(), weight.end(), 0.0);
  std::copy(weights_.begin(), weights_.end(), weight.begin());
}

double NashProduct::value(std::span<const double> measure, std::span<const double>) const {
  double sum = 0;
  for (std::size_t p = 0; p < threat_.size(); ++p) {
    const double gain = measure[p] - threat_[p];
    if (!(gain > 0)) return missing;
    sum += power_[p] * std::log(gain);
  }
  return sum;
}

void NashProduct::by_measure(std::span<const double> measure, std::span<const double>,
                             std::span<double> weight) const {
  std::fill(weight.begin(), weight.end(), 0.0);
  for (std::size_t p = 0; p < threat_.size(); ++p)
    weight[p] = power_[p] / (measure[p] - threat_[p]);
}

Atkinson::Atkinson(double aversion, std::vector<Province> provinces,
                   std::vector<Transfer> transfers, double excess)
    : aversion_(aversion),
      provinces_(std::move(provinces)),
      transfers_(std::move(transfers)),
      excess_(excess) {
  for (const Province& p : provinces_) persons_ += p.persons;
}

std::vector<double> Atkinson::per_capita(std::span<const double> measure,
                                         std::span<const double> b) const {
  std::vector<double> y;
  for (const Province& p : provinces_) y.push_back(p.base + measure[at(p.measure)]);
  for (const Transfer& t : transfers_) y[at(t.payer)] -= excess_ * b[at(t.instrument)];
  for (std::size_t p = 0; p < y.size(); ++p) y[p] /= provinces_[p].persons;
  return y;
}

double Atkinson::value(std::span<const double> measure, std::span<const double> b) const {
  const std::vector<double> y = per_capita(measure, b);
  double sum = 0;
  for (std::size_t p = 0; p < y.size(); ++p) {
    if (!(y[p] > 0)) return missing;
    const double n = provinces_[p].persons / persons_;
    sum += n * (aversion_ == 1 ? std::log(y[p]) : std::pow(y[p], 1 - aversion_));
  }
  return persons_ * (aversion_ == 1 ? std::exp(sum) : std::pow(sum, 1 / (1 - aversion_)));
}

std::vector<double> Atkinson::slopes(std::span<const double> measure,
                                     std::span<const double> b) const {
  // The equally distributed equivalent e has d(N e) / dY_p = (e / y_p)^aversion.
  std::vector<double> y = per_capita(measure, b);
  const double e = value(measure, b) / persons_;
  for (double& v : y) v = std::pow(e / v, aversion_);
  return y;
}

void Atkinson::by_measure(std::span<const double> measure, std::span<const double> b,
                          std::span<double> weight) const {
  std::fill(weight.begin(), weight.end(), 0.0);
  const std::vector<double> slope = slopes(measure, b);
  for (std::size_t p = 0; p < slope.size(); ++p) weight[at(provinces_[p].measure)] += slope[p];
}

void Atkinson::add_by_instrument(std::span<const double> measure, std::span<const double> b,
                                 std::span<double> out) const {
  const std::vector<double> slope = slopes(measure, b);
  for (const Transfer& t : transfers_) out[at(t.instrument)] -= excess_ * slope[at(t.payer)];
}

}  // namespace yuqian::games
