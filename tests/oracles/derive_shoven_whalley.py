# SPDX-License-Identifier: Apache-2.0
"""Shoven and Whalley (1984) from the paper's own functions: two excess demands, scipy's fsolve."""
import numpy as np
from scipy.optimize import fsolve

SCALE = {"manufacturing": 1.5, "nonmanufacturing": 2.0}
WEIGHT = {"manufacturing": 0.6, "nonmanufacturing": 0.7}     # of labour
SIGMA = {"manufacturing": 2.0, "nonmanufacturing": 0.5}
TASTE = {"rich": (0.5, 0.5, 1.5), "poor": (0.3, 0.7, 0.75)}  # a_M, a_N, elasticity


def factors(sector, wage, rent):
    """Labour and capital per unit of output from the first-order conditions."""
    phi, d, s = SCALE[sector], WEIGHT[sector], SIGMA[sector]
    ratio = (d * rent / ((1 - d) * wage)) ** s  # labour per unit of capital
    r = (s - 1) / s
    capital = 1 / (phi * (d * ratio ** r + (1 - d)) ** (1 / r))
    return np.array([ratio * capital, capital])


def solve(tax, rich_share=0.4):
    def state(z):
        rent, revenue = z
        use = {"manufacturing": factors("manufacturing", 1, rent * (1 + tax)),
               "nonmanufacturing": factors("nonmanufacturing", 1, rent)}
        price = np.array([use["manufacturing"] @ [1, rent * (1 + tax)],
                          use["nonmanufacturing"] @ [1, rent]])
        income = {"rich": 25 * rent + rich_share * revenue, "poor": 60 + (1 - rich_share) * revenue}
        bought = {}
        for who, (a_m, a_n, s) in TASTE.items():
            a = np.array([a_m, a_n])
            bought[who] = a * income[who] / (price ** s * (a @ price ** (1 - s)))
        output = bought["rich"] + bought["poor"]
        return price, income, bought, output, use

    def gaps(z):
        price, income, bought, output, use = state(z)
        capital = [use["manufacturing"][1] * output[0], use["nonmanufacturing"][1] * output[1]]
        return [sum(capital) - 25, z[1] - tax * z[0] * capital[0]]
    z = fsolve(gaps, [1.3, 3.0 * tax], xtol=1e-12)
    return z, state(z)


def derive():
    for case, tax in (("published equilibrium", 0), ("all digits", 0),
                      ("tax of one half on capital in manufacturing", 0.5)):
        z, (price, income, bought, output, use) = solve(tax)
        items = [("prices", "PM", price[0]), ("prices", "PN", price[1]), ("prices", "PK", z[0]),
                 ("activities", "manufacturing", output[0]),
                 ("activities", "nonmanufacturing", output[1]),
                 ("incomes", "rich", income["rich"]), ("incomes", "poor", income["poor"])]
        for who in bought:
            items += [("netputs", (who, "PM"), -bought[who][0]),
                      ("netputs", (who, "PN"), -bought[who][1])]
        for k, sector in enumerate(use):
            items += [("netputs", (sector, "PL"), -use[sector][0] * output[k]),
                      ("netputs", (sector, "PK"), -use[sector][1] * output[k])]
        for group, name, value in items:
            yield "shoven_whalley_1984", case, group, name, value
