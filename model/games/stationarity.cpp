// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/stationarity.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::games {
namespace {

using solvers::Evaluation;

/// Of a range. Gradients are good to ten digits, so that their differences are to five: enough for
/// Newton's method, which only needs a direction, and for the sign of a curvature.
constexpr double step = 1e-5;

}  // namespace

Stationarity::Stationarity(Game& game, std::vector<double> b, std::vector<Control> controls,
                           const Division* division)
    : game_(game), b_(std::move(b)), controls_(std::move(controls)), division_(division) {
  for (std::size_t c = 0; c < controls_.size(); ++c)
    for (const int i : controls_[c].instruments) {
      chosen_.push_back(i);
      control_.push_back(static_cast<int>(c));
    }
  if (division_)
    for (const int i : division_->transfers) {
      chosen_.push_back(i);
      control_.push_back(-1);
    }
  const auto n = static_cast<solvers::Index>(chosen_.size());
  lower_.assign(chosen_.size(), 0.0);
  upper_.assign(chosen_.size(), 1.0);
  for (solvers::Index j = 0; j <= n; ++j) pattern_.column_start.push_back(j * n);
  for (solvers::Index j = 0; j < n; ++j)
    for (solvers::Index i = 0; i < n; ++i) pattern_.row.push_back(i);
  set_scales();
}

std::vector<double> Stationarity::instruments(solvers::In z) const {
  std::vector<double> b = b_;
  for (std::size_t k = 0; k < chosen_.size(); ++k) {
    const Instrument& i = game_.instruments()[at(chosen_[k])];
    b[at(chosen_[k])] = i.lower + z[k] * (i.upper - i.lower);
  }
  return b;
}

std::vector<double> Stationarity::start() const {
  std::vector<double> z;
  for (const int k : chosen_) {
    const Instrument& i = game_.instruments()[at(k)];
    z.push_back(std::clamp((b_[at(k)] - i.lower) / (i.upper - i.lower), 0.0, 1.0));
  }
  return z;
}

/// The largest slope at the start and in the middle of the ranges counts as one.
void Stationarity::set_scales() {
  scale_.assign(controls_.size() + 1, 1.0);
  std::vector<double> f(chosen_.size()), largest(scale_.size(), 0.0);
  std::vector<double> middle(chosen_.size(), 0.5);
  for (std::size_t k = 0; k < chosen_.size(); ++k)
    if (control_[k] < 0) middle[k] = start()[k];
  for (const std::vector<double>& z : {start(), middle})
    if (evaluate(z, f))
      for (std::size_t k = 0; k < f.size(); ++k) {
        const std::size_t c = control_[k] < 0 ? controls_.size() : at(control_[k]);
        if (std::isfinite(f[k])) largest[c] = std::max(largest[c], std::abs(f[k]));
      }
  for (std::size_t c = 0; c < scale_.size(); ++c)
    if (largest[c] > 0) scale_[c] = largest[c];
}

bool Stationarity::evaluate(solvers::In z, std::vector<double>& f) {
  const std::vector<double> b = instruments(z);
  if (!game_.move_to(b)) return false;
  const std::span<const double> measure = game_.measures();
  std::vector<double> weight(measure.size()), slope(b.size());
  std::size_t k = 0;
  for (std::size_t c = 0; c < controls_.size(); ++c) {
    const Objective& wanted = *controls_[c].objective;
    if (std::isnan(wanted.value(measure, b))) return false;
    wanted.by_measure(measure, b, weight);
    game_.gradient(weight, slope);
    wanted.add_by_instrument(measure, b, slope);
    for (const int i : controls_[c].instruments) {
      const Instrument& own = game_.instruments()[at(i)];
      f[k++] = -slope[at(i)] * (own.upper - own.lower) / scale_[c];
    }
  }
  if (!division_) return true;
  double surplus = 0;
  for (std::size_t p = 0; p < division_->threat.size(); ++p)
    surplus += measure[p] - division_->threat[p];
  for (std::size_t p = 1; p < division_->threat.size(); ++p)
    f[k++] = (measure[p] - division_->threat[p] - division_->share[p] * surplus) / scale_.back();
  return true;
}

Evaluation Stationarity::residual(solvers::In z, solvers::Out f) {
  std::vector<double> list(f.size());
  if (!evaluate(z, list)) return Evaluation::outside_domain;
  std::copy(list.begin(), list.end(), f.begin());
  return std::all_of(list.begin(), list.end(), [](double v) { return std::isfinite(v); })
             ? Evaluation::ok
             : Evaluation::not_finite;
}

Evaluation Stationarity::jacobian(solvers::In z, solvers::Out values) {
  std::vector<double> f(z.size()), moved_f(z.size()), moved(z.begin(), z.end());
  if (!evaluate(z, f)) return Evaluation::outside_domain;
  for (std::size_t j = 0; j < z.size(); ++j) {
    double by = z[j] + step > upper_[j] ? -step : step;
    moved[j] = z[j] + by;
    if (!evaluate(moved, moved_f)) {
      by = -by;
      moved[j] = z[j] + by;
      if (!evaluate(moved, moved_f)) return Evaluation::outside_domain;
    }
    for (std::size_t i = 0; i < z.size(); ++i) values[j * z.size() + i] = (moved_f[i] - f[i]) / by;
    moved[j] = z[j];
  }
  known_z_.assign(z.begin(), z.end());
  known_.assign(values.begin(), values.end());
  return Evaluation::ok;
}

Evaluation Stationarity::jacobian_times(solvers::In z, solvers::In v, solvers::Out jv) {
  std::vector<double> values(z.size() * z.size());
  if (!std::equal(z.begin(), z.end(), known_z_.begin(), known_z_.end()))
    if (const Evaluation e = jacobian(z, values); e != Evaluation::ok) return e;
  std::fill(jv.begin(), jv.end(), 0.0);
  for (std::size_t j = 0; j < z.size(); ++j)
    for (std::size_t i = 0; i < z.size(); ++i) jv[i] += known_[j * z.size() + i] * v[j];
  return Evaluation::ok;
}

Evaluation Stationarity::jacobian_transpose_times(solvers::In z, solvers::In v, solvers::Out jtv) {
  std::vector<double> values(z.size() * z.size());
  if (!std::equal(z.begin(), z.end(), known_z_.begin(), known_z_.end()))
    if (const Evaluation e = jacobian(z, values); e != Evaluation::ok) return e;
  for (std::size_t j = 0; j < z.size(); ++j) {
    jtv[j] = 0;
    for (std::size_t i = 0; i < z.size(); ++i) jtv[j] += known_[j * z.size() + i] * v[i];
  }
  return Evaluation::ok;
}

std::string Stationarity::label(solvers::Index i) const {
  return game_.instruments()[at(chosen_[at(i)])].name;
}

}  // namespace yuqian::games
