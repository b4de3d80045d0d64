// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/accounts.hpp>

#include <yuqian/data/mrio.hpp>

namespace yuqian::calibration {

double Accounts::use(int r, int i) const {
  double sum = 0.0;
  for (int j = 0; j < goods(); ++j) sum += intermediate(r, i, j);
  for (int f = 0; f < final_use.axis(2).size(); ++f) sum += final_use(r, i, f);
  return sum;
}

double Accounts::value_added_of(int r, int j) const {
  double sum = 0.0;
  for (int v = 0; v < value_added.axis(1).size(); ++v) sum += value_added(r, v, j);
  return sum;
}

double Accounts::grp(int r) const {
  double sum = 0.0;
  for (int j = 0; j < goods(); ++j) sum += value_added_of(r, j);
  return sum;
}

}  // namespace yuqian::calibration
