// SPDX-License-Identifier: Apache-2.0
// Price competition among fourteen brands of pain relievers: Choi, DeSarbo and Harker, Product
// positioning under price competition, Management Science 36 (1990), as stated in MCPLIB (Dirkse
// and Ferris 1995). Data read in pyomo/data/mcplib/choi.dat of
// github.com/Pyomo/pyomo-model-libraries (netlib's ampl/models/compl).
#pragma once

#include <cmath>

#include "tests/solvers/problems.hpp"

namespace problems {

/// Subject i buys brand j with probability s_ij = e_ij / (1 + sum_k e_ik), 1 for no purchase, where
/// e_ij = exp(-chi (v_i |x_j - y_i|^2 + w_i p_j + b_i)); brand j earns the mean over subjects of
/// (p_j - c_j) s_ij and answers the prices of all others at best. Unknowns: prices p_j >= c_j;
/// brand 8's is given.
struct Choi {
  static constexpr std::size_t brands = 14, subjects = 30, fixed = 7;
  static constexpr double chi = 3, fixed_price = 0.199;
  struct Brand {
    double contents[4];  ///< of aspirin, its substitute, caffeine, additional ingredients
    double cost;         ///< average cost of production, in the unit of the price
  };
  struct Subject {
    double ideal[4];  ///< contents that the subject likes best, as Brand's
    double distance;  ///< weight of the squared distance from them
    double price;     ///< weight of the price
    double constant;  ///< of the disutility of buying
  };
  static constexpr Brand brand[brands] = {{{0, 0.5, 0, 0}, 0.4},
                                          {{0.4, 0, 0.032, 0}, 0.1328},
                                          {{0, 0.5, 0, 0}, 0.4},
                                          {{0.325, 0, 0, 0.15}, 0.1275},
                                          {{0.325, 0, 0, 0}, 0.0975},
                                          {{0.324, 0, 0, 0.1}, 0.1172},
                                          {{0.421, 0, 0.032, 0.075}, 0.1541},
                                          {{0.5, 0, 0, 0.1}, 0.17},
                                          {{0, 0.5, 0, 0}, 0.4},
                                          {{0.25, 0.25, 0.065, 0}, 0.301},
                                          {{0, 0.5, 0, 0}, 0.4},
                                          {{0, 0.5, 0, 0}, 0.4},
                                          {{0, 0.325, 0, 0}, 0.26},
                                          {{0.227, 0.194, 0, 0.075}, 0.2383}};
  static constexpr Subject subject[subjects] = {
      {{0, 0.0835, 0, 0.0331}, 15.13539, 3.86546, -4.42859},
      {{0, 0.543, 0.0075, 0.0204}, 4.62777, 1, -2.04758},
      {{0, 0.4889, 0.0055, 0}, 2.21225, 1, -1.82057},
      {{0.479, 0.0568, 0, 0.0725}, 0, 4.07059, -3.22572},
      {{0.3202, 0, 0.0013, 0}, 0, 2.95369, -2.13139},
      {{0, 0.1395, 0, 0}, 10.58941, 1.52444, -2.75795},
      {{0, 0.4805, 0, 0}, 5.0178, 1, -1.97219},
      {{0.0649, 0.3759, 0.0022, 0}, 3.51912, 3.03524, -2.79767},
      {{0, 0.3834, 0, 0}, 9.10098, 3.06484, -3.17282},
      {{0.3431, 0.0908, 0, 0.0695}, 0, 2.60511, -2.22797},
      {{0.0484, 0.3229, 0.0351, 0}, 10.53417, 7.67621, -5.16751},
      {{0.2696, 0.0741, 0.0005, 0.111}, 0, 7.52461, -4.40669},
      {{0.4348, 0.0276, 0.0013, 0.0605}, 0, 5.39522, -3.08085},
      {{0.2634, 0, 0.0022, 0}, 0, 5.77346, -3.46886},
      {{0.3163, 0.0581, 0, 0}, 0, 3.28809, -2.66754},
      {{0.0859, 0.0488, 0, 0.1355}, 7.46487, 4.94403, -4.11384},
      {{0.3197, 0.032, 0.0424, 0.063}, 0.64571, 2.07788, -1.83466},
      {{0.1872, 0.7724, 0, 0.0186}, 4.8654, 1, -3.56241},
      {{0.4398, 0.0235, 0.023, 0.0765}, 0.53507, 3.91686, -2.31347},
      {{0, 0.196, 0, 0.0604}, 5.31825, 1.98819, -2.28169},
      {{0.0242, 0.5938, 0.0016, 0.0002}, 6.86056, 5.20269, -4.38702},
      {{0.0016, 0.5157, 0.0399, 0.0079}, 5.69439, 1, -1.85474},
      {{0.2584, 0.0761, 0.0024, 0.0065}, 0, 4.7539, -2.75502},
      {{0, 0.5171, 0, 0}, 5.98602, 2.34962, -2.61935},
      {{0.1094, 0.1291, 0, 0.0934}, 14.47467, 1, -2.65956},
      {{0.0153, 0.2855, 0, 0}, 13.5548, 1, -2.95081},
      {{0.1851, 0.0874, 0.0322, 0.0903}, 13.01291, 1, -2.50123},
      {{0.1289, 0.262, 0.1226, 0}, 22.7317, 1.96784, -3.65221},
      {{0.0472, 0.2513, 0.0059, 0}, 5.13727, 3.41328, -2.87451},
      {{0.2752, 0.0199, 0.0003, 0.0224}, 0.07553, 5.10606, -2.78712}};

  /// Slope of the disutility in the price: chi w_i.
  static double slope(std::size_t i) { return chi * subject[i].price; }
  /// s_i at these prices.
  static Vector shares(std::size_t i, In p) {
    Vector s(brands);
    double sum = 1;
    for (std::size_t j = 0; j < brands; ++j) {
      double distance = 0;
      for (std::size_t k = 0; k < 4; ++k) {
        const double apart = brand[j].contents[k] - subject[i].ideal[k];
        distance += apart * apart;
      }
      s[j] =
          std::exp(-chi * (subject[i].distance * distance + subject[i].constant) - slope(i) * p[j]);
      sum += s[j];
    }
    for (double& share : s) share /= sum;
    return s;
  }
  /// What brand j earns, a subject.
  static double profit(std::size_t j, In p) {
    double sum = 0;
    for (std::size_t i = 0; i < subjects; ++i) sum += shares(i, p)[j];
    return (p[j] - brand[j].cost) * sum / subjects;
  }
  /// The start of the library: a cent above cost.
  static Vector start() {
    Vector p;
    for (const Brand& b : brand) p.push_back(b.cost + 0.01);
    p[fixed] = fixed_price;
    return p;
  }
  static Dense best_answers() {
    Vector lower, upper(brands, infinity);
    for (const Brand& b : brand) lower.push_back(b.cost);
    lower[fixed] = upper[fixed] = fixed_price;
    return Dense(
        lower, upper,
        [](double, In p, Out f) {
          std::fill(f.begin(), f.end(), 0.0);
          for (std::size_t i = 0; i < subjects; ++i) {
            const Vector s = shares(i, p);
            for (std::size_t j = 0; j < brands; ++j)
              f[j] -= s[j] * (1 - slope(i) * (p[j] - brand[j].cost) * (1 - s[j])) / subjects;
          }
          return Evaluation::ok;
        },
        [](double, In p, Out rows) {
          std::fill(rows.begin(), rows.end(), 0.0);
          for (std::size_t i = 0; i < subjects; ++i) {
            const Vector s = shares(i, p);
            for (std::size_t j = 0; j < brands; ++j) {
              const double margin = slope(i) * (p[j] - brand[j].cost);
              for (std::size_t k = 0; k < brands; ++k) {
                const double moved = -slope(i) * s[j] * ((j == k) - s[k]);
                double change = moved * (1 - margin * (1 - 2 * s[j]));
                if (j == k) change -= s[j] * slope(i) * (1 - s[j]);
                rows[j * brands + k] -= change / subjects;
              }
            }
          }
          return Evaluation::ok;
        });
  }
};

}  // namespace problems
