// SPDX-License-Identifier: Apache-2.0
#include <yuqian/calibration/balance/both.hpp>
#include <yuqian/calibration/balance/primary_inputs.hpp>

#include <algorithm>
#include <cstdio>

#include <yuqian/data/mrio.hpp>

namespace yuqian::calibration {
namespace {

constexpr double bearable = 0.9;  // share of depreciation that a loss may take

}  // namespace

Treatments remove_losses(Accounts& a) {
  const data::Set& items = data::value_added_set();
  const int compensation = items.index("compensation"), tax = items.index("production_tax"),
            depreciation = items.index("depreciation"), surplus = items.index("surplus");
  Treatments done;
  for (int r = 0; r < a.provinces(); ++r)
    for (int j = 0; j < a.goods(); ++j) {
      double loss = 0.0;
      for (const int v : {compensation, depreciation, surplus})
        if (a.value_added(r, v, j) < 0.0) {
          loss -= a.value_added(r, v, j);
          a.value_added(r, v, j) = 0.0;
        }
      if (loss == 0.0) continue;
      const double borne = std::min(loss, bearable * a.value_added(r, depreciation, j));
      a.value_added(r, depreciation, j) -= borne;
      a.value_added(r, tax, j) -= loss - borne;
      done.push_back(
          {"remove_losses", a.label(r, j), loss,
           both("loss of {:.2f}: {:.2f} borne by depreciation, {:.2f} as a subsidy",
                "亏损{:.2f}：由折旧承担{:.2f}，其余{:.2f}作为补贴", loss, borne, loss - borne)});
    }
  return done;
}

Treatments drop_tiny_sectors(Accounts& a, double threshold) {
  Treatments done;
  for (int r = 0; r < a.provinces(); ++r)
    for (int j = 0; j < a.goods(); ++j) {
      const double output = a.output(r, j);
      if (output >= threshold) continue;
      if (output > 0.0) {
        done.push_back({"drop_tiny_sectors", a.label(r, j), output,
                        both("output of {:.4f} and value added of {:.4f} dropped",
                             "产出{:.4f}、增加值{:.4f}，舍去", output, a.value_added_of(r, j))});
      }
      for (int i = 0; i < a.goods(); ++i) a.intermediate(r, i, j) = 0.0;
      for (int v = 0; v < a.value_added.axis(1).size(); ++v) a.value_added(r, v, j) = 0.0;
      a.output(r, j) = 0.0;
      a.net_flow(r, j) -= output;
    }
  return done;
}

}  // namespace yuqian::calibration
