// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace yuqian::uncertainty {

/// An independent variable at every point: a standard normal score, or where it is bounded a
/// uniform number in (-1, 1).
struct Column {
  std::vector<double> values;
  bool bounded = false;
};

/// A product of polynomials of norm one in one or two variables: Hermite's in a score, Legendre's
/// in a bounded variable.
struct Term {
  int variable = 0, degree = 1;
  int second = -1, second_degree = 0;  ///< second -1: of one variable alone
};

/// What a number is, as a sum of orthonormal polynomials in independent variables (polynomial
/// chaos, eq. 354).
struct PolynomialFit {
  std::vector<Term> terms;
  std::vector<double> coefficients;
  /// By term: square of the coefficient times the term's variance over the points, which is one in
  /// the limit of many. Chance correlations among terms are left out.
  std::vector<double> variances;
  double mean = 0, variance = 0;  ///< of the data
  double residual = 0;            ///< variance of what is left of each point, left out of the fit
};

struct FitOptions {
  int degree = 3;            ///< of one variable, and of a product in all
  bool interactions = true;  ///< products of two of the variables that matter
  std::size_t most_terms = 60;
};

/// By orthogonal matching pursuit: the term that explains most of what is left enters, as long as
/// chance alone would not give the best of so many as much (t^2 > 2 ln candidates); of these sets
/// the one counts whose error at points left out is least (Blatman and Sudret 2011 choose by that).
/// `variables` are as long as `values`. Values that are not finite are left out.
PolynomialFit fit_polynomials(const std::vector<Column>& variables, std::span<const double> values,
                              const FitOptions& = {});

/// He_n(z) / sqrt(n!), n from 0.
double hermite(int degree, double z);
/// P_n(x) sqrt(2 n + 1), n from 0.
double legendre(int degree, double x);

}  // namespace yuqian::uncertainty
