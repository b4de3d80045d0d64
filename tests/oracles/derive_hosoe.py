# SPDX-License-Identifier: Apache-2.0
"""Hosoe, Gasawa and Hashimoto's standard model in the book's own equations (ch. 6), by fsolve.

Names as in the book: Z output, Q Armington composite, D domestic good, E exports, M imports, pf
factor prices, py value added, pz output, pq composite, pd domestic good, epsilon exchange rate.
Added: a quota on imported bread with the rent chi, and a mark-up m on home sales of bread, both paid
to the household.
"""
import numpy as np
from scipy.optimize import fsolve

GOODS = ("BRD", "MLK")
X0 = np.array([[21.0, 8.0], [17.0, 9.0]])      # [used, by]
F0 = np.array([[20.0, 30.0], [15.0, 25.0]])    # [factor, sector]
XP0, XG0, XV0 = np.array([20.0, 30]), np.array([19.0, 14]), np.array([16.0, 15])
E0, M0, TZ0, TM0 = np.array([8.0, 4]), np.array([13.0, 11]), np.array([5.0, 4]), np.array([1.0, 2])
FF, TD0, SP0, SG0, SF = F0.sum(1), 23.0, 17.0, 2.0, 12.0
Y0 = F0.sum(0)
Z0 = Y0 + X0.sum(0)
TAU_Z, TAU_M, TAU_D = TZ0 / Z0, TM0 / M0, TD0 / FF.sum()
D0 = (1 + TAU_Z) * Z0 - E0
Q0 = (1 + TAU_M) * M0 + D0
SSP, SSG = SP0 / FF.sum(), SG0 / (TD0 + TZ0.sum() + TM0.sum())
ALPHA, MU, LAMBDA = XP0 / XP0.sum(), XG0 / XG0.sum(), XV0 / XV0.sum()
BETA = F0 / Y0
B = Y0 / np.prod(F0 ** BETA, axis=0)
AX, AY = X0 / Z0, Y0 / Z0
ETA, PHI = 0.5, 1.5                             # sigma = psi = 2
DELTA_M = (1 + TAU_M) * M0 ** (1 - ETA) / ((1 + TAU_M) * M0 ** (1 - ETA) + D0 ** (1 - ETA))
DELTA_D = 1 - DELTA_M
GAMMA = Q0 / (DELTA_M * M0 ** ETA + DELTA_D * D0 ** ETA) ** (1 / ETA)
XI_E = E0 ** (1 - PHI) / (E0 ** (1 - PHI) + D0 ** (1 - PHI))
XI_D = 1 - XI_E
THETA = Z0 / (XI_E * E0 ** PHI + XI_D * D0 ** PHI) ** (1 / PHI)


def state(v, tau_z, tau_m, quota, power):
    pf, pq, pz, pd = np.array([v[0], 1.0]), v[1:3], v[3:5], v[5:7]
    epsilon, z, q, chi = v[7], v[8:10], v[10:12], np.array([v[12], 0.0])
    # The share s of the home producer in spending on bread, by the Armington function.
    s = pd[0] * D0[0] * q[0] / Q0[0] * (pq[0] / pd[0]) ** 2 / (pq[0] * q[0])
    m = np.array([power / (2 - s), 0.0])
    net = pd * (1 - m)
    e = (THETA ** PHI * XI_E * (1 + tau_z) * pz / epsilon) ** (1 / (1 - PHI)) * z
    d_supply = (THETA ** PHI * XI_D * (1 + tau_z) * pz / net) ** (1 / (1 - PHI)) * z
    imports = (GAMMA ** ETA * DELTA_M * pq / ((1 + tau_m + chi) * epsilon)) ** (1 / (1 - ETA)) * q
    d_demand = (GAMMA ** ETA * DELTA_D * pq / pd) ** (1 / (1 - ETA)) * q
    py = np.prod((pf[:, None] / BETA) ** BETA, axis=0) / B
    factors = BETA * py * AY * z / pf[:, None]
    rent = chi * epsilon * imports
    profit = m * pd * d_supply / (1 + tau_z)
    income = pf @ FF + rent.sum() + profit.sum()
    td, sp = TAU_D * income, SSP * income
    tz = tau_z / (1 + tau_z) * (epsilon * e + pd * d_supply)
    tm = tau_m * epsilon * imports
    revenue = td + tz.sum() + tm.sum()
    sg = SSG * revenue
    xp = ALPHA * (income - td - sp) / pq
    xg = MU * (revenue - sg) / pq
    xv = LAMBDA * (sp + sg + epsilon * SF) / pq
    gaps = np.concatenate([
        pz - AY * py - AX.T @ pq,
        z - THETA * (XI_E * e ** PHI + XI_D * d_supply ** PHI) ** (1 / PHI),
        q - GAMMA * (DELTA_M * imports ** ETA + DELTA_D * d_demand ** ETA) ** (1 / ETA),
        q - xp - xg - xv - AX @ z,
        d_supply - d_demand,
        [factors[0].sum() - FF[0], e.sum() + SF - imports.sum(),
         chi[0] if quota is None else imports[0] - quota]])
    return gaps, {"income": income, "revenue": revenue, "imports": imports, "xp": xp, "chi": chi[0],
                  "markup": m[0], "e": e}


def solve(tau_z=TAU_Z, tau_m=TAU_M, quota=None, power=0.0):
    v = np.concatenate([[1], np.ones(6), [1], Z0, Q0, [0.0]])
    for step in (0.5, 1.0):  # half of the shock first
        mix = lambda a, b: a + step * (b - a)
        arguments = (mix(TAU_Z, tau_z), mix(TAU_M, tau_m),
                     None if quota is None else mix(M0[0], quota), mix(0.0, power))
        v, _, _, text = fsolve(lambda v: state(v, *arguments)[0], v, full_output=True,
                               xtol=1e-13)
    gaps, out = state(v, *arguments)
    assert np.max(np.abs(gaps)) < 1e-9, text
    return v, out


def derive():
    double = np.array([2 * TAU_Z[0], TAU_Z[1]])
    for file, case, arguments in (
            ("hosoe_standard", "benchmark", {}), ("hosoe_quota", "the quota does not bind", {}),
            ("hosoe_monopoly", "benchmark", {}),
            ("hosoe_standard", "tariffs abolished", {"tau_m": np.zeros(2)}),
            ("hosoe_standard", "production tax on bread doubled", {"tau_z": double}),
            ("hosoe_quota", "quota of 10", {"quota": 10.0}),
            ("hosoe_monopoly", "a monopolist that goes half the way", {"power": 0.5})):
        v, out = solve(**arguments)
        items = [("prices", "CAP", v[0]), ("prices", "FX", v[7]), ("incomes", "HOH", out["income"]),
                 ("incomes", "GOV", out["revenue"])]
        for k, good in enumerate(GOODS):
            items += [("prices", good, v[1 + k]), ("prices", good + "_D", v[5 + k]),
                      ("activities", good + "_Z", v[8 + k] / Z0[k]),
                      ("activities", good + "_Q", v[10 + k] / Q0[k]),
                      ("netputs", (good + "_Q", "FX"), -out["imports"][k]),
                      ("netputs", (good + "_Z", "FX"), out["e"][k]),
                      ("netputs", ("HOH", good), -out["xp"][k])]
        if file == "hosoe_quota":
            items.append(("auxiliaries", "rent", out["chi"]))
        if file == "hosoe_monopoly":
            items.append(("auxiliaries", "markup", out["markup"]))
        for group, name, value in items:
            yield file, case, group, name, value
