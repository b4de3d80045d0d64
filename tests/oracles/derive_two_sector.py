# SPDX-License-Identifier: Apache-2.0
"""Two-sector cases: Harberger's tax with general elasticities, trade outside the cone of
diversification."""
import numpy as np
from scipy.optimize import fsolve


def ces(labour, capital, sigma, wage, rent):
    """Unit cost relative to the reference, and the inputs per unit, of a CES function that takes
    `labour` and `capital` at unit prices."""
    total = labour + capital
    a = np.array([labour, capital]) / total
    p = np.array([wage, rent])
    cost = np.prod(p ** a) if sigma == 1 else (a @ p ** (1 - sigma)) ** (1 / (1 - sigma))
    return cost, np.array([labour, capital]) * (cost / p) ** sigma


def harberger():
    for case, s_x, s_y, s_u in (("Cobb-Douglas: capital bears all", 1, 1, 1),
                                ("little substitution in the taxed sector", 0.2, 1, 1),
                                ("elastic demand, easy substitution elsewhere", 0.5, 2, 3)):
        tax = 0.5

        def state(z):
            rent, revenue = z
            c_x, use_x = ces(120, 40, s_x, 1, rent * (1 + tax))
            c_y, use_y = ces(20, 40, s_y, 1, rent)
            income = 140 + 80 * rent + revenue
            _, bought = ces(160, 60, s_u, c_x, c_y)
            x, y = bought * income / (bought @ [c_x, c_y]) / [160, 60]
            return c_x, c_y, x, y, x * use_x, y * use_y, income

        def gaps(z):
            *_, use_x, use_y, _ = state(z)
            return [use_x[1] + use_y[1] - 80, z[1] - tax * z[0] * use_x[1]]
        z = fsolve(gaps, [0.8, 12], xtol=1e-13)
        assert np.max(np.abs(gaps(z))) < 1e-9
        c_x, c_y, x, y, use_x, use_y, income = state(z)
        assert abs(use_x[0] + use_y[0] - 140) < 1e-8  # Walras
        for group, name, value in (("prices", "PK", z[0]), ("prices", "PX", c_x),
                                   ("prices", "PY", c_y),
                                   ("activities", "X", x), ("activities", "Y", y),
                                   ("incomes", "GOV", z[1]), ("incomes", "H", income)):
            yield "harberger", case, group, name, value


def heckscher_ohlin():
    """Each country makes one good; half of world income is spent on each, so incomes are equal."""
    x = (70 / 60) ** 0.6 * (25 / 40) ** 0.4
    y = (20 / 30) ** 0.3 * (85 / 70) ** 0.7
    price = x / y
    w1, r1 = 60 * x / 70, 40 * x / 25
    w2, r2 = 30 * price * y / 20, 70 * price * y / 85
    # The idle sectors must lose money.
    idle_y1 = 100 * w1 ** 0.3 * r1 ** 0.7 - 100 * price
    idle_x2 = 100 * w2 ** 0.6 * r2 ** 0.4 - 100
    assert idle_y1 > 0 and idle_x2 > 0
    case = "outside the cone"
    for group, name, value in (("activities", "X1", x), ("activities", "Y1", 0.0),
                               ("activities", "X2", 0.0), ("activities", "Y2", y),
                               ("prices", "PY", price), ("prices", "PL1", w1),
                               ("prices", "PK1", r1),
                               ("prices", "PL2", w2), ("prices", "PK2", r2),
                               ("slacks", "Y1", idle_y1), ("slacks", "X2", idle_x2)):
        yield "heckscher_ohlin", case, group, name, value


def derive():
    yield from harberger()
    yield from heckscher_ohlin()
