#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of caliendo_parro.toml from the shipped dataset, and the file beside them.

    make_data.py DIRECTORY [DATASET]      default: data/china-2017/china-2017.h5

31 provinces and 42 sectors as shipped. Taken from the dataset: trade shares between provinces
(the first variant), input coefficients, and the shares of final use. Trade abroad is left out and
no province lends to another, so the flows of the dataset do not balance: incomes are those at
which the shares do. Always the same numbers.
"""
import csv
import pathlib
import sys

import h5py
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
DATASET = HERE.parents[2] / "data" / "china-2017" / "china-2017.h5"


def shares(dataset=DATASET):
    """Labels; pi[s,r,i], a[r,j,i] inputs over output, alpha[r,j] of final use."""
    with h5py.File(dataset, "r") as file:
        regions = [t.decode() for t in file["region"][:]]
        sectors = [t.decode() for t in file["sector"][:]]
        trade = np.maximum(file["trade"][0], 0)
        use = np.maximum(file["intermediate"][:], 0)
        output = file["output"][:]
        final = np.maximum(file["final_use"][:], 0).sum(2)
    # A province buys a good if somebody there uses it and somebody makes it.
    supplied = trade.sum(0)
    pi = np.divide(trade, supplied, out=np.zeros_like(trade), where=supplied > 0)
    a = np.divide(use, output[:, None, :], out=np.zeros_like(use), where=output[:, None, :] > 0)
    a *= (supplied > 0)[:, :, None]
    # Value added is at least a tenth of output, also where the dataset records a loss.
    a *= np.minimum(1, 0.9 / np.maximum(a.sum(1, keepdims=True), 1e-300))
    final *= supplied > 0
    return regions, sectors, pi, a, final / final.sum(1, keepdims=True)


def balance(pi, a, alpha):
    """Expenditure E[r,i] and output Y[s,i] at which the shares balance; income sums to 1e4."""
    n, m = alpha.shape
    # E = alpha M + a Y, Y = pi E, M = value added: E is a fixed point of a stochastic matrix.
    make = np.zeros((n * m, n * m))                   # from E[r,i] to Y[s,i]
    for i in range(m):
        make[i::m, i::m] = pi[:, :, i]
    spend = np.zeros((n * m, n * m))                  # from Y[r,i] to E[r,j]
    for r in range(n):
        block = a[r] + np.outer(alpha[r], 1 - a[r].sum(0))
        spend[r * m:(r + 1) * m, r * m:(r + 1) * m] = block
    chain = spend @ make
    # One equation gives way to the sum of incomes.
    system = np.eye(n * m) - chain
    system[0] = 1
    right = np.zeros(n * m)
    right[0] = 1
    e = np.linalg.solve(system, right).reshape(n, m)
    y = np.einsum("sri,ri->si", pi, e)
    e, y = np.maximum(e, 0), np.maximum(y, 0)
    scale = 1e4 / (y * (1 - a.sum(1))).sum()
    return e * scale, y * scale


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def build(directory, dataset=DATASET):
    """Writes the files; returns labels and the arrays X[s,i,r], Z[r,j,i], C[r,j]."""
    directory = pathlib.Path(directory)
    regions, sectors, pi, a, alpha = shares(dataset)
    e, y = balance(pi, a, alpha)
    flows = np.einsum("sri,ri->sir", pi, e)
    # Uses and final demand from the flows as they are written, so that they add up to the last bit.
    y, e = flows.sum(2), flows.sum(0).T
    use = a * y[:, None, :]
    final = np.where(alpha > 0, np.maximum(e - use.sum(2), 0), 0)
    write(directory / "flows.csv", ["s", "i", *regions],
          ([s, i, *map(repr, map(float, flows[k, n]))] for k, s in enumerate(regions)
           for n, i in enumerate(sectors)))
    write(directory / "use.csv", ["r", "j", *sectors],
          ([r, j, *map(repr, map(float, use[k, n]))] for k, r in enumerate(regions)
           for n, j in enumerate(sectors)))
    write(directory / "final.csv", ["r", "j", "C"],
          ([r, j, repr(float(final[k, n]))] for k, r in enumerate(regions)
           for n, j in enumerate(sectors)))
    text = (HERE / "caliendo_parro.toml").read_text(encoding="utf-8")
    (directory / "caliendo_parro.toml").write_text(text, encoding="utf-8")
    return regions, sectors, flows, use, final


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    build(*sys.argv[1:])
