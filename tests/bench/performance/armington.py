#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of armington.toml, random and balanced, and the file beside them: R regions and S sectors, four
unknowns per region and sector, three per region.

    armington.py RxS DIRECTORY

What s sells of a good to r is what r sells of it to s, so that trade is balanced good by good. Always the same numbers.
"""
import csv
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent


def tables(regions, sectors):
    """X[s][i][r], Z[r][j][i] and, by sector, labour's share and two elasticities."""
    draw = random.Random(1).uniform
    X = [[[0.0] * regions for _ in range(sectors)] for _ in range(regions)]
    for s in range(regions):
        for r in range(s + 1):
            for i in range(sectors):
                X[s][i][r] = X[r][i][s] = draw(50, 100) if s == r else draw(5, 15) / regions
    by_sector = [(round(draw(0.4, 0.8), 3), round(draw(3, 6), 3), round(draw(0.5, 0.9), 3)) for _ in range(sectors)]
    Z = []
    for r in range(regions):
        output = [sum(X[r][i]) for i in range(sectors)]
        column = []
        for i in range(sectors):  # two fifths of output are materials
            weight = [output[j] * draw(0.5, 1.5) for j in range(sectors)]
            column.append([0.4 * output[i] * w / sum(weight) for w in weight])
        Z.append([[column[i][j] for i in range(sectors)] for j in range(sectors)])
    return X, Z, by_sector


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def build(size, directory):
    regions, sectors = map(int, size.split("x"))
    X, Z, by_sector = tables(regions, sectors)
    directory = pathlib.Path(directory)
    R, S = [f"r{r}" for r in range(regions)], [f"g{i}" for i in range(sectors)]
    write(directory / "flows.csv", ["s", "i", *R], ([R[s], S[i], *X[s][i]] for s in range(regions) for i in range(sectors)))
    write(directory / "use.csv", ["r", "j", *S], ([R[r], S[j], *Z[r][j]] for r in range(regions) for j in range(sectors)))
    write(directory / "sectors.csv", ["i", "labour", "sigma", "factors"], ([S[i], *by_sector[i]] for i in range(sectors)))
    (directory / "armington.toml").write_text((HERE / "armington.toml").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    build(*sys.argv[1:])
