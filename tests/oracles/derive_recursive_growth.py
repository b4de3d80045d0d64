# SPDX-License-Identifier: Apache-2.0
"""Two goods, twelve years (recursive_growth.toml): every year in closed form.

All functions are Cobb-Douglas, so values are fixed shares of income: outputs solve the linear
system v = B v + d M, factor payments follow, prices solve a linear system in logarithms.
"""
import csv
import pathlib

import numpy as np

VA, ALPHA = np.array([60.0, 40.0]), np.array([0.3, 0.5])
X, S0 = np.array([[5.0, 10.0], [12.0, 20.0]]), np.array([2.0, 22.0])
Y0 = VA + X.sum(0)
C0 = Y0 - X.sum(1) - S0
DELTA, K0, PROGRESS = 0.08, 3.0, 0.015


def population():
    path = pathlib.Path(__file__).resolve().parent / "recursive_growth.csv"
    with open(path, encoding="utf-8") as handle:
        rows = list(csv.DictReader(line for line in handle if not line.startswith("#")))
    return {row["t"]: float(row["population"]) for row in rows}


def year(k, labour, a):
    """Prices over the wage, activity levels, income of one year."""
    cost = np.vstack([X, (1 - ALPHA) * VA, ALPHA * VA]) / Y0    # cost shares by sector
    final = (C0 + S0) / (C0.sum() + S0.sum())
    value = np.linalg.solve(np.eye(2) - cost[:2], final)        # of output over income
    labour_share = cost[2] @ value
    payroll = labour * ((1 - ALPHA) * VA).sum()                 # at a wage of one
    income = payroll / labour_share
    rental = (1 - labour_share) * income / (k * (ALPHA * VA).sum())
    log_p = np.linalg.solve(np.eye(2) - cost[:2].T,
                            cost[3] * np.log(rental) - (cost[2] + cost[3]) * np.log(a))
    p = np.exp(log_p)
    pk = np.exp(S0 / S0.sum() @ log_p)
    invest = S0.sum() / (C0.sum() + S0.sum()) * income / (pk * S0.sum())
    return {"r": rental, "p[food]": p[0], "p[machines]": p[1], "pk": pk}, {
        "Y[food]": value[0] * income / (p[0] * Y0[0]),
        "Y[machines]": value[1] * income / (p[1] * Y0[1]), "invest": invest}, income


def derive():
    k, a = 1.0, 1.0
    for t, labour in population().items():
        prices, levels, income = year(k, labour, a)
        case = f"year[{t}]"
        for group, table in (("prices", prices), ("activities", levels),
                             ("incomes", {"household": income}), ("values", {"K": k, "A": a})):
            for name, value in table.items():
                yield "recursive_growth", case, group, name, value
        k = (1 - DELTA) * k + levels["invest"] * S0.sum() / (K0 * (ALPHA * VA).sum())
        a *= 1 + PROGRESS
