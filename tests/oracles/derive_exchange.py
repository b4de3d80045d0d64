# SPDX-License-Identifier: Apache-2.0
"""Exchange economies with several equilibria: every sign change of one excess demand."""
import numpy as np
from scipy.optimize import brentq


def roots(excess, low, high, points=20001):
    grid = np.geomspace(low, high, points)
    values = [excess(t) for t in grid]
    return [brentq(excess, a, b, xtol=1e-15)
            for a, b, u, v in zip(grid, grid[1:], values, values[1:]) if u * v < 0]


def kehoe_exchange():
    """Market 1 at prices (p, 1); utility weights a, substitution elasticity 1/(1-b) = 1/5."""
    weights, endowments = ((1024, 1), (1, 1024)), ((12, 1), (1, 12))

    def excess(p):
        total = -13.0
        for a, e in zip(weights, endowments):
            k1, k2 = (a[0] / p) ** 0.2, a[1] ** 0.2  # first-order conditions up to one factor
            total += k1 * (e[0] * p + e[1]) / (p * k1 + k2)
        return total
    return roots(excess, 0.01, 97.0)


def quasilinear():
    """Market 2 at p = p1/p2: x2 = p^(1/9) for consumer one, the rest of income for consumer two."""
    r = 2 ** (8 / 9) - 2 ** (1 / 9)
    return roots(lambda p: p ** (1 / 9) + (2 + r * p - p ** (8 / 9)) - (2 + r), 0.1, 9.7)


def derive():
    found = kehoe_exchange()
    assert len(found) == 3, found
    for p, case in zip(found, ("good 1 cheap", "symmetric", "good 1 dear")):
        yield "kehoe_exchange", case, "values", "P1 / (P1 + P2)", p / (1 + p)
    found = quasilinear()
    assert len(found) == 3, found
    for p, case in zip(found, ("low price of good 1", "symmetric", "high price of good 1")):
        yield "quasilinear_three_equilibria", case, "prices", "P1", p
