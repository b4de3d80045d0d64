# SPDX-License-Identifier: Apache-2.0
"""caliendo_parro.toml at 31 x 42 against Caliendo and Parro's equations in changes, in numpy.

Wages, prices and welfare after a fall of trade costs: equations (10) to (13) of the paper without
tariffs and deficits. Only the tables are shared with the program.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from scipy.optimize import root

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "caliendo_parro"))
import make_data  # noqa: E402


class Hat:
    """The economy in changes; arrays by province r, sector i; pi[s,r,i]."""

    def __init__(self, flows, use, final):
        self.y, e = flows.sum(2), flows.sum(0).T
        self.pi = flows.transpose(0, 2, 1) / e
        self.gamma = np.divide(use, self.y[:, None, :], out=np.zeros_like(use),
                               where=self.y[:, None, :] > 0)    # [r,j,i]
        self.labour = np.where(self.y > 0, 1 - self.gamma.sum(1), 0)
        self.income = (self.labour * self.y).sum(1)
        self.alpha = final / final.sum(1, keepdims=True)
        self.theta = 4 + np.arange(1, e.shape[1] + 1) / 20

    def prices(self, w, kappa):
        """Costs and prices at given wages, all as changes, by iteration on eq. (10) and (11)."""
        p = np.ones_like(self.y)
        for _ in range(1000):
            cost = np.exp(self.labour * np.log(w)[:, None]
                          + np.einsum("rji,rj->ri", self.gamma, np.log(p)))
            reach = self.pi * (kappa[:, :, None] * cost[:, None, :]) ** -self.theta
            new = reach.sum(0) ** (-1 / self.theta)
            if np.max(np.abs(new / p - 1)) < 1e-14:
                break
            p = new
        return cost, new, reach / reach.sum(0)

    def income_gap(self, w, kappa):
        """Payrolls less incomes at given wages: eq. (12) and (13)."""
        _, p, pi = self.prices(w, kappa)
        income = w * self.income
        y = self.y
        for _ in range(2000):   # expenditure and output: a contraction, since labour has a share
            e = self.alpha * income[:, None] + np.einsum("rji,ri->rj", self.gamma, y)
            new = np.einsum("sri,ri->si", pi, e)
            if np.max(np.abs(new - y)) < 1e-12 * np.max(y):
                break
            y = new
        return (self.labour * y).sum(1) / income - 1, p

    def solve(self, kappa):
        """Wages over the first province's, and welfare, as changes."""
        n = len(self.income)

        def gap(log_w):
            return self.income_gap(np.exp(np.append(0, log_w)), kappa)[0][1:]
        found = root(gap, np.zeros(n - 1), method="krylov", options={"fatol": 1e-10})
        assert found.success, found.message
        w = np.exp(np.append(0, found.x))
        p = self.income_gap(w, kappa)[1]
        return w, w / np.exp((self.alpha * np.log(p)).sum(1))


def main():
    with tempfile.TemporaryDirectory() as directory:
        regions, _, flows, use, final = make_data.build(directory)
        file = pathlib.Path(directory) / "caliendo_parro.toml"
        statement = file.read_text(encoding="utf-8").splitlines()
        assert len(statement) <= 60, len(statement)
        out = subprocess.run([os.environ["YUQIAN_PROGRAM"], "model", str(file), "--json"],
                             capture_output=True, text=True)
    assert out.returncode == 0, out.stderr + out.stdout[:2000]
    cases = {c["name"]: c for c in json.loads(out.stdout)["cases"]}
    assert cases["benchmark"]["kept"] and cases["benchmark"]["iterations"] <= 1
    found = cases["trade between provinces costs a tenth less"]
    kappa = np.where(np.eye(len(regions)) > 0, 1.0, 0.9)
    w, welfare = Hat(flows, use, final).solve(kappa)
    wrong = 0
    for k, r in enumerate(regions):
        pairs = ((found["prices"][f"w[{r}]"]["value"], w[k]),
                 (found["outputs"][f"welfare[{r}]"], welfare[k]))
        for mine, theirs in pairs:
            if abs(mine - theirs) > 1e-7:
                wrong += 1
                print(f"{r}: program {mine:.10g}, equations in changes {theirs:.10g}")
    print(f"welfare rises by {100 * (welfare.min() - 1):.2f} to {100 * (welfare.max() - 1):.2f} %; "
          f"{wrong} of {2 * len(regions)} values differ")
    # A tenth off all trade must matter, or the comparison is empty.
    return 1 if wrong or welfare.min() < 1.01 or np.ptp(w) < 0.01 else 0


if __name__ == "__main__":
    sys.exit(main())
