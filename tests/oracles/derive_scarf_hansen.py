# SPDX-License-Identifier: Apache-2.0
"""The activity-analysis economy by enumeration: for every set of active activities the equations
are square; the solution without negative level, profit or excess demand is the equilibrium."""
from itertools import combinations

import numpy as np
from scipy.optimize import fsolve

GOODS = ["CAP_END", "SKILLED", "UNSKILLED", "NONDURABLE", "DURABLE", "CAP_NOW"]
ACTIVITIES = {  # net outputs in the order of GOODS
    "D1": (4, -2, -1, 0, 4, -5.3), "D2": (4, -1, -6, 0, 3.5, -5), "N1": (1.6, -2, -3, 6, 0, -2),
    "N2": (1.6, -4, -1, 8, 0, -2), "N3": (1.6, -1, -8, 7, 0, -2), "CD": (0.9, 0, 0, 0, 0, -1),
    "C1": (7, -3, -1, 0, 0, -4), "C2": (8, -2, -8, 0, 0, -5)}
ENDOWMENT = np.array([[0, 5, 0.1, 0, 1, 3], [0, 0.1, 7, 0, 2, 0.1], [0, 6, 0.1, 0, 1.5, 2],
                      [0, 0.1, 8, 0, 1, 1], [0, 0.1, 0.5, 0, 2, 6]])
WEIGHT = np.array([[4, 0.2, 0, 2, 3.2, 0], [0.4, 0, 0.6, 4, 1, 0], [2, 0.5, 0, 2, 1.5, 0],
                   [5, 0, 0.2, 5, 4.5, 0], [3, 0, 0.2, 4, 2, 0]])
SIGMA = np.array([1.2, 1.6, 0.8, 0.5, 0.6])
A = np.array(list(ACTIVITIES.values()))


def demand(p):
    income = ENDOWMENT @ p
    raw = WEIGHT * p[None, :] ** -SIGMA[:, None]  # reference prices are one
    return raw * (income / (raw @ p))[:, None]


def equilibrium():
    found = []
    for size in range(2, 6):
        for active in combinations(range(len(A)), size):
            def gaps(z):
                p = np.insert(np.exp(z[:5]), 2, 1.0)
                supply = ENDOWMENT.sum(0) + z[5:] @ A[list(active)]
                market = supply - demand(p).sum(0)
                return np.concatenate([A[list(active)] @ p, np.delete(market, 2)])
            with np.errstate(all="ignore"):
                z, *_ = fsolve(gaps, np.concatenate([np.log([4, 3, 2, 4, 4.5]), np.ones(size)]),
                                       full_output=True, xtol=1e-13)
                worst = np.max(np.abs(gaps(z)))
            if not worst < 1e-8:
                continue
            p, y = np.insert(np.exp(z[:5]), 2, 1.0), z[5:]
            if np.all(y > -1e-9) and np.all(A @ p < 1e-8):
                levels = np.zeros(len(A))
                levels[list(active)] = y
                if not any(np.allclose(levels, other, atol=1e-6) for _, other in found):
                    found.append((p, levels))
    return found


def derive():
    found = equilibrium()
    assert len(found) == 1, found
    p, y = found[0]
    for good, price in zip(GOODS, p):
        yield "scarf_hansen_1973", "equilibrium", "prices", good, price
    for k, activity in enumerate(ACTIVITIES):
        yield "scarf_hansen_1973", "equilibrium", "activities", activity, y[k]
        loss = max(0.0, -(A[k] @ p)) if y[k] == 0 else 0.0
        yield "scarf_hansen_1973", "equilibrium", "slacks", activity, loss
