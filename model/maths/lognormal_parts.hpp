// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/maths/lobatto.hpp>
#include <yuqian/model/maths/lognormal.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace yuqian::maths::lognormal {

double normal(double z);   ///< standard normal distribution function
double density(double z);  ///< and its density
/// Mean of the logarithm of own income.
double centre(const Lognormal&);

/// Persons of a group between two standardised logarithms of their own income, and what each
/// receives beside it.
struct Part {
  double from, to, lift;
};

/// The whole group, or its lowest fifth and the others; asked for at every step of a search, so
/// without a heap.
class Parts {
 public:
  explicit Parts(const Lognormal&);
  const Part* begin() const { return list_.data(); }
  const Part* end() const { return list_.data() + size_; }

 private:
  std::array<Part, 2> list_;
  int size_;
};
/// Own income of the richest of the lowest fifth.
double end_of_lowest_fifth(const Lognormal&);
/// Where in a part the income is x: its persons from there on have more.
double position(const Lognormal&, const Part&, double x);
/// Moment of order k of own income over its mean, up to z in a part: E[(y / mean)^k].
double moment(const Lognormal&, const Part&, double z, int k);
/// Mean of (y / m) ln(y / m) over a part.
double entropy(const Lognormal&, const Part&, double m);

/// Integral of f by panels of Gauss-Lobatto rules, none wider than `width`.
template <class F>
double integral(F&& f, double from, double to, double width) {
  static const Lobatto rule(12);
  const int panels = std::max(1, static_cast<int>(std::ceil((to - from) / width)));
  const double h = (to - from) / panels;
  double sum = 0;
  for (int panel = 0; panel < panels; ++panel)
    for (int k = 0; k < rule.size(); ++k)
      sum += h * rule.weight[at(k)] * f(from + h * (panel + rule.node[at(k)]));
  return sum;
}

}  // namespace yuqian::maths::lognormal
