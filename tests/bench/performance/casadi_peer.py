# SPDX-License-Identifier: Apache-2.0
"""The model of armington.toml stated a second time in CasADi (https://web.casadi.org, LGPL), solved there, timed there.

    casadi_peer.py FOLDER POINT     FOLDER: what armington.py wrote; POINT: name,value of our solution

Runs in an environment of its own where casadi and numpy are installed (scripts/bench --peers). One line for each
solver: name, unknowns, CPU seconds of one solve, the largest difference of any unknown from ours, relative to the larger
of the two and one. Equations are divided by their benchmark values, and solved where none is off by more than 1e-9.
CasADi's functions, Jacobian and symbolic factors are made before the clock starts.
"""
import csv
import pathlib
import sys
import time

import casadi
import numpy as np

TOLERANCE = 1e-9
DIRECT = ("qr", "csparse")  # CasADi's sparse QR; CSparse's sparse LU, which comes with CasADi


def read(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.reader(file))


class Armington:
    """Data in arrays: X[s,i,r], Z[r,j,i], and by sector labour's share and two elasticities."""

    def __init__(self, folder):
        head, *rows = read(folder / "flows.csv")
        self.regions = head[2:]
        head, *uses = read(folder / "use.csv")
        self.sectors = head[2:]
        self.R, self.S = R, S = len(self.regions), len(self.sectors)
        self.X = np.array([row[2:] for row in rows], float).reshape(R, S, R)
        self.Z = np.array([row[2:] for row in uses], float).reshape(R, S, S)
        self.labour, self.sigma, self.factors = np.array([row[1:] for row in read(folder / "sectors.csv")[1:]], float).T

    def names(self):
        """Of the unknowns, in the order of equations(): prices, composites, levels, factors, incomes."""
        cells = [f"[{r},{i}]" for r in self.regions for i in self.sectors]
        return [what + cell for what in ("p", "q", "make", "buy") for cell in cells] \
            + [f"{what}[{r}]" for what in ("w", "k", "H") for r in self.regions]

    def start(self):
        household = (self.X.sum(2) - self.Z.sum(1)).sum(1)
        return np.concatenate([np.ones(4 * self.R * self.S + 2 * self.R), household])

    def equations(self, barrier):
        """Unknowns and residuals: zero profits, markets, incomes, and the numeraire in the place of its market."""
        R, S, X, Z = self.R, self.S, self.X, self.Z
        x = casadi.SX.sym("x", 4 * R * S + 3 * R)
        cell = lambda block: [[x[block * R * S + r * S + i] for i in range(S)] for r in range(R)]
        p, q, make, buy = (cell(block) for block in range(4))
        w, k, income = ([x[4 * R * S + block * R + r] for r in range(R)] for block in range(3))
        output, spent = X.sum(2), X.sum(0).T
        added = output - Z.sum(1)
        bought = spent - Z.sum(2)
        sold = [[0 for _ in range(S)] for _ in range(R)]
        profit_make, profit_buy, market_q, market_w, market_k, budget = [], [], [], [], [], []
        for r in range(R):
            worked, rented, used = 0, 0, [0] * S
            for i in range(S):
                a, e = self.labour[i], self.factors[i]
                va = (a * w[r] ** (1 - e) + (1 - a) * k[r] ** (1 - e)) ** (1 / (1 - e))
                worked += a * added[r, i] * make[r][i] * (va / w[r]) ** e
                rented += (1 - a) * added[r, i] * make[r][i] * (va / k[r]) ** e
                cost = added[r, i] * va
                for j in range(S):
                    cost += Z[r, j, i] * q[r][j]
                    used[j] += Z[r, j, i] * make[r][i]
                profit_make.append(cost / output[r, i] - p[r][i])
            for i in range(S):
                e = self.sigma[i]
                landed = [p[s][i] * (1 if s == r else barrier) for s in range(R)]
                index = sum(X[s, i, r] / spent[r, i] * landed[s] ** (1 - e) for s in range(R))
                composite = index ** (1 / (1 - e))
                profit_buy.append(composite - q[r][i])
                for s in range(R):
                    sold[s][i] += X[s, i, r] * (1 if s == r else barrier) * buy[r][i] * (composite / landed[s]) ** e
                wanted = bought[r, i] / bought[r].sum() * income[r] / q[r][i]
                market_q.append(buy[r][i] - (used[i] + wanted) / spent[r, i])
            labour, capital = (added[r] * self.labour).sum(), (added[r] * (1 - self.labour)).sum()
            market_w.append(1 - worked / labour if r else w[0] - 1)
            market_k.append(1 - rented / capital)
            budget.append((income[r] - w[r] * labour - k[r] * capital) / (labour + capital))
        market_p = [make[s][i] - sold[s][i] / output[s, i] for s in range(R) for i in range(S)]
        return x, casadi.vertcat(*profit_make, *profit_buy, *market_p, *market_q, *market_w, *market_k, *budget)


def solvers(x, f):
    """Name and callable of every way to solve."""
    for linear in DIRECT:
        newton = casadi.rootfinder("newton", "newton", {"x": x, "g": f},
                                   {"linear_solver": linear, "abstol": TOLERANCE, "abstolStep": 0, "error_on_fail": True})
        yield f"CasADi, Newton on {linear}", lambda start, newton=newton: newton(start, casadi.DM(0, 1))
    options = {"ipopt.print_level": 0, "print_time": False, "ipopt.sb": "yes", "ipopt.tol": TOLERANCE,
               "ipopt.constr_viol_tol": TOLERANCE, "error_on_fail": True}
    ipopt = casadi.nlpsol("ipopt", "ipopt", {"x": x, "f": 0, "g": f}, options)
    yield "CasADi, Ipopt", lambda start: ipopt(x0=start, lbx=0, ubx=casadi.inf, lbg=0, ubg=0)["x"]


def cpu_seconds(work, most=9):
    """Median CPU seconds of up to `most` runs; fewer if together they take more than a few seconds."""
    times = []
    while len(times) < most and sum(times) < 4:
        begin = time.process_time()
        result = work()
        times.append(time.process_time() - begin)
    return sorted(times)[len(times) // 2], result


def main(folder, point):
    model = Armington(pathlib.Path(folder))
    ours = dict(read(point))
    ours = np.array([float(ours[name]) for name in model.names()])
    x, f = model.equations(0.9)
    residual = casadi.Function("residual", [x], [f])
    start = model.start()
    for name, solve in solvers(x, f):
        try:
            seconds, found = cpu_seconds(lambda: solve(start))
        except RuntimeError as error:
            print(f"{name}: {str(error).splitlines()[0]}", file=sys.stderr)
            continue
        found = np.array(found).ravel()
        left = np.abs(np.array(residual(found))).max()
        if left > TOLERANCE:
            print(f"{name}: an equation is off by {left:.1e}", file=sys.stderr)
            continue
        apart = (np.abs(found - ours) / np.maximum(1, np.maximum(np.abs(found), np.abs(ours)))).max()
        print(f"{name}\t{len(ours)}\t{seconds:.6g}\t{apart:.3g}")


if __name__ == "__main__":
    main(*sys.argv[1:])
