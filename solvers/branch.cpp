// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/branch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuqian::solvers {

Branch::Branch(ParametricMcp& whole) : Forwarding(whole) { release(); }

void Branch::release() {
  lower_.assign(whole_.lower().begin(), whole_.lower().end());
  upper_.assign(whole_.upper().begin(), whole_.upper().end());
  held_.assign(lower_.size(), 0);
}

void Branch::hold(Held held) {
  release();
  held_ = std::move(held);
  for (std::size_t i = 0; i < held_.size(); ++i) {
    if (lower_[i] == upper_[i]) continue;
    if (held_[i] == 0) {
      lower_[i] = -std::numeric_limits<double>::infinity();
      upper_[i] = std::numeric_limits<double>::infinity();
    } else {
      (held_[i] < 0 ? upper_ : lower_)[i] = held_[i] < 0 ? lower_[i] : upper_[i];
    }
  }
}

Held Branch::held_at(In x, In f) const {
  Held held(x.size(), 0);
  const auto lower = whole_.lower(), upper = whole_.upper();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (lower[i] == upper[i]) continue;
    if (f[i] > x[i] - lower[i]) held[i] = -1;
    if (-f[i] > upper[i] - x[i]) held[i] = 1;
  }
  return held;
}

double Branch::margin(In x, In f) const {
  const auto lower = whole_.lower(), upper = whole_.upper();
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (lower[i] == upper[i]) continue;
    least = std::min(least,
                     held_[i] != 0 ? -held_[i] * f[i] : std::min(x[i] - lower[i], upper[i] - x[i]));
  }
  return least;
}

double Branch::off(In x, In f) const {
  const auto lower = whole_.lower(), upper = whole_.upper();
  double most = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (lower[i] == upper[i]) continue;
    const double miss = held_[i] == 0 ? f[i] : x[i] - (held_[i] < 0 ? lower[i] : upper[i]);
    most = std::max(most, std::abs(miss));
  }
  return most;
}

void Branch::between(double from, double to) {
  from_ = from;
  to_ = to;
}

void Branch::move_to(double t) { whole_.move_to(t == 1 ? to_ : from_ + t * (to_ - from_)); }

Evaluation Branch::path_derivative(In x, Out dfdt) {
  const Evaluation outcome = whole_.path_derivative(x, dfdt);
  for (double& d : dfdt) d *= to_ - from_;
  return outcome;
}

}  // namespace yuqian::solvers
