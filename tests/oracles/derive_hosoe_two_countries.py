# SPDX-License-Identifier: Apache-2.0
"""Hosoe, Gasawa and Hashimoto's two countries in the book's own equations (ch. 10.3), by fsolve.

Names as in derive_hosoe.py; pe is the price of a country's exports at the border, in dollars. A
dollar is the wage of the United States.
"""
import csv
import pathlib

import numpy as np
from scipy.optimize import fsolve

GOODS, FACTORS, COUNTRIES = ["BRD", "MLK"], ["CAP", "LAB"], ["JPN", "USA"]
PSI = ETA = 2.0     # elasticities of transformation and of substitution


def read_sam():
    path = pathlib.Path(__file__).resolve().parent / "hosoe_two_countries.csv"
    with open(path, encoding="utf-8") as handle:
        rows = csv.DictReader(line for line in handle if not line.startswith("#"))
        return {(row["r"], row["u"], v): float(row[v] or 0) for row in rows
                for v in list(row)[2:]}


class Country:
    def __init__(self, sam, r):
        def row(u, columns):
            return np.array([sam[r, u, v] for v in columns])

        def column(rows, v):
            return np.array([sam[r, u, v] for u in rows])
        self.x0 = np.array([row(i, GOODS) for i in GOODS])
        self.f0 = np.array([row(h, GOODS) for h in FACTORS])
        self.endowment = self.f0.sum(1)
        y0, tz0, tm0 = self.f0.sum(0), row("IDT", GOODS), row("TRF", GOODS)
        self.z0 = y0 + self.x0.sum(0)
        self.m0, self.e0 = row("EXT", GOODS), column(GOODS, "EXT")
        self.d0 = self.z0 + tz0 - self.e0
        self.tau_z, self.tau_m = tz0 / self.z0, tm0 / self.m0
        self.q0 = self.d0 + (1 + self.tau_m) * self.m0
        income = self.endowment.sum()
        revenue = tz0.sum() + tm0.sum() + sam[r, "GOV", "HOH"]
        self.tau_d, self.ssp = sam[r, "GOV", "HOH"] / income, sam[r, "INV", "HOH"] / income
        self.ssg, self.sf = sam[r, "INV", "GOV"] / revenue, sam[r, "INV", "EXT"]
        self.alpha, self.mu, self.lamda = (column(GOODS, v) / column(GOODS, v).sum()
                                           for v in ("HOH", "GOV", "INV"))
        self.beta = self.f0 / y0
        self.b = y0 / np.prod(self.f0 ** self.beta, axis=0)
        self.ax, self.ay = self.x0 / self.z0, y0 / self.z0

    def state(self, pf, pq, pz, pd, z, q, pe, pm, tau_m):
        """Gaps of the book's equations; exports at pe, imports at pm."""
        gross = (1 + self.tau_z) * pz
        # Revenue per unit is 1 + tau_z at the benchmark, and so pz stands for it over that.
        e = self.e0 * (pe / pz) ** PSI * z / self.z0
        d_supply = self.d0 * (pd / pz) ** PSI * z / self.z0
        imports = self.m0 * ((1 + self.tau_m) * pq / ((1 + tau_m) * pm)) ** ETA * q / self.q0
        d_demand = self.d0 * (pq / pd) ** ETA * q / self.q0
        py = np.prod((pf[:, None] / self.beta) ** self.beta, axis=0) / self.b
        factors = self.beta * py * self.ay * z / pf[:, None]
        income = pf @ self.endowment
        revenue = (self.tau_d * income + (self.tau_z / (1 + self.tau_z)
                                          * (pe * e + pd * d_supply)).sum()
                   + (tau_m * pm * imports).sum())
        savings = self.ssp * income + self.ssg * revenue + self.sf
        xp = self.alpha * (1 - self.tau_d - self.ssp) * income / pq
        xg, xv = self.mu * (1 - self.ssg) * revenue / pq, self.lamda * savings / pq
        gaps = np.concatenate([
            pz - self.ay * py - self.ax.T @ pq,
            gross * z - pe * e - pd * d_supply,
            pq * q - pd * d_demand - (1 + tau_m) * pm * imports,
            q - xp - xg - xv - self.ax @ z, d_supply - d_demand,
            factors.sum(1) - self.endowment])
        return gaps, {"imports": imports, "e": e, "income": income, "revenue": revenue, "xp": xp}


def solve(tau_m):
    """tau_m: tariffs by country."""
    sam = read_sam()
    jpn, usa = (Country(sam, r) for r in COUNTRIES)

    def both(v):
        pf_j, pf_u = v[:2], np.array([v[2], 1.0])
        (pq_j, pz_j, pd_j, pe_j, pq_u, pz_u, pd_u, pe_u) = v[3:19].reshape(8, 2)
        z_j, q_j, z_u, q_u = v[19:27].reshape(4, 2)
        gaps_j, j = jpn.state(pf_j, pq_j, pz_j, pd_j, z_j, q_j, pe_j, pe_u, tau_m[0])
        gaps_u, u = usa.state(pf_u, pq_u, pz_u, pd_u, z_u, q_u, pe_u, pe_j, tau_m[1])
        # By Walras' law the last factor market of the United States clears with the others.
        gaps = np.concatenate([gaps_j, gaps_u[:-1], j["e"] - u["imports"], u["e"] - j["imports"]])
        return gaps, (j, u), gaps_u[-1]

    v = np.concatenate([np.ones(19), jpn.z0, jpn.q0, usa.z0, usa.q0])
    v = fsolve(lambda v: both(v)[0], v, xtol=1e-13)
    gaps, flows, walras = both(v)
    assert max(np.max(np.abs(gaps)), abs(walras)) < 1e-9
    return v, flows, (jpn, usa)


def derive():
    sam = read_sam()
    jpn, usa = (Country(sam, r) for r in COUNTRIES)
    zero = np.zeros(2)
    for case, tau_m in (("benchmark", (jpn.tau_m, usa.tau_m)),
                        ("Japan abolishes its tariffs", (zero, usa.tau_m)),
                        ("both abolish their tariffs", (zero, zero))):
        v, flows, countries = solve(tau_m)
        prices = {"pf[JPN,CAP]": v[0], "pf[JPN,LAB]": v[1], "pf[USA,CAP]": v[2]}
        tables = v[3:19].reshape(8, 2)
        levels = v[19:27].reshape(4, 2)
        items = []
        for k, (r, flow, country) in enumerate(zip(COUNTRIES, flows, countries)):
            items += [("incomes", f"HOH[{r}]", flow["income"]),
                      ("incomes", f"GOV[{r}]", flow["revenue"])]
            for n, good in enumerate(GOODS):
                for m, kind in ((0, "pq"), (2, "pd"), (3, "pe")):
                    prices[f"{kind}[{r},{good}]"] = tables[4 * k + m, n]
                items += [("activities", f"Z[{r},{good}]", levels[2 * k, n] / country.z0[n]),
                          ("activities", f"Q[{r},{good}]", levels[2 * k + 1, n] / country.q0[n]),
                          ("netputs", (f"Z[{r},{good}]", f"pe[{r},{good}]"), flow["e"][n]),
                          ("netputs", (f"HOH[{r}]", f"pq[{r},{good}]"), -flow["xp"][n])]
        for group, name, value in items + [("prices", k, p) for k, p in prices.items()]:
            yield "hosoe_two_countries", case, group, name, value
