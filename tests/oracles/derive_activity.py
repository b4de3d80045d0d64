# SPDX-License-Identifier: Apache-2.0
"""Kehoe's production economy: a scan over the prices at which both activities break even."""
import numpy as np
from scipy.optimize import brentq

ENDOWMENT = np.diag([5.0, 5.0, 40.0, 40.0])  # consumer by good
SHARE = np.array([[0.52, 0.4, 0.04, 0.04], [0.86, 0.1, 0.02, 0.02],
                  [0.5, 0.2, 0.2975, 0.0025], [0.06, 0.25, 0.0025, 0.6875]])
ACTIVITY = np.array([[6, -1, -4, -1], [-1, 3, -1, -1]], float)


def prices(p2):
    """P1 = 1; P3 and P4 from the two zero-profit conditions."""
    a = -ACTIVITY[:, 2:]
    return np.array([1, p2, *np.linalg.solve(a, ACTIVITY[:, :2] @ [1, p2])])


def demand(p):
    income = ENDOWMENT @ p
    return (SHARE * income[:, None]).sum(0) / p


def levels(p):
    gap = (demand(p) - ENDOWMENT.sum(0))[:2]
    return np.linalg.solve(ACTIVITY[:, :2].T, gap)


def market_4(p2):
    p = prices(p2)
    return ENDOWMENT.sum(0)[3] + levels(p) @ ACTIVITY[:, 3] - demand(p)[3]


def equilibria():
    grid = [t for t in np.geomspace(0.05, 50, 40001) if np.all(prices(t) > 1e-9)]
    values = [market_4(t) for t in grid]
    roots = [brentq(market_4, a, b, xtol=1e-14) for a, b, u, v in
             zip(grid, grid[1:], values, values[1:]) if u == 0 or u * v < 0]
    return [(prices(r), levels(prices(r))) for r in roots]


def derive():
    found = equilibria()
    assert len(found) == 3, found
    for (p, y), case in zip(found, ("low price of good 2", "equal prices", "high price of good 2")):
        for good in range(1, 5):
            yield "kehoe_production", case, "prices", f"P{good}", p[good - 1] / p[1]
        for activity in range(1, 3):
            yield "kehoe_production", case, "activities", f"Y{activity}", y[activity - 1]
