#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Builds data/years/: tables of Chongqing and Guizhou for 2012 and 2017 on the 38 sectors that both lists add up to.

    scripts/build_years.py FIGURES      FIGURES: the folder of collected figures (data/years, data/china-2017, ...)

Competitive tables: flows are of all origins, and what goes outside is net of what comes in (exports and outflow less imports
and inflow, with the tables' errors): gross flows of Chongqing are not comparable between the two years, net ones are. 2012
stands at prices of 2017 in two ways. `2012`: one price for all goods, the province's implied deflator of gross product. `2012-sector`:
goods by the nation's seven groups of industries, whose relative prices end in 2015, scaled so that the province's
product has the same deflator. Value added is what is left (double deflation).
"""
import csv
import os
import sys

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
USERS = {"FU101": "rural_household", "FU102": "urban_household", "FU103": "government", "FU201": "investment", "FU202": "investment"}
ITEMS = {"VA001": "compensation", "VA002": "production_tax", "VA003": "depreciation", "VA004": "surplus"}
# ISIC groups of the United Nations' main aggregates, by common sector.
GROUPS = [(range(0, 1), "agriculture"), (range(1, 24), "mining_manufacturing_utilities"), (range(24, 25), "construction"),
          (range(25, 26), "trade"), (range(27, 28), "trade"), (range(26, 27), "transport"), (range(28, 29), "transport")]


def rows(path):
    with open(path, encoding="utf-8") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def group(i, names):
    kind = next((g for span, g in GROUPS if i in span), "other")
    return next((n for n in names if n.startswith(kind[:5])), next(n for n in names if n.startswith(("other", "servic"))))


def common(figures, year, region, mapping):
    """Flows, final use, net outflow and value added on the common sectors, 10^8 yuan."""
    folder = "china-2017" if year == 2017 else "years/china-2012"
    table = {r["code"]: r for r in rows(os.path.join(figures, folder, "io", region + ".csv"))}
    place = {code: k for k, codes in enumerate(mapping[year]) for code in codes}
    n, codes = len(mapping[year]), [f"{c:02d}" for c in range(1, 43)]
    Z, Y, net, V = np.zeros((n, n)), np.zeros((n, 4)), np.zeros(n), np.zeros((4, n))
    users = list(dict.fromkeys(USERS.values()))
    for i in codes:
        row = table["sec" + i]
        for j in codes:
            Z[place[i], place[j]] += float(row["sec" + j]) / 1e4
        for u, label in USERS.items():
            Y[place[i], users.index(label)] += float(row[u]) / 1e4
        used = sum(float(row["sec" + j]) for j in codes) + sum(float(row[u]) for u in USERS)
        net[place[i]] += (float(row["GO"]) - used) / 1e4
    for k, item in enumerate(ITEMS):
        for j in codes:
            V[k, place[j]] += float(table[item]["sec" + j]) / 1e4
    return Z, Y, net, V, users


def write(name, source, sectors, Z, Y, net, V, users):
    with open(os.path.join(ROOT, "data/years", name + ".csv"), "w", encoding="utf-8") as out:
        out.write(f"# unit: 1e8 CNY\n# source: {source}\nsector," + ",".join(sectors + users + ["exports", "output"]) + "\n")
        for i, sector in enumerate(sectors):
            made = max(0, round(Z[i].sum() + Y[i].sum() + net[i], 6))
            out.write(sector + "," + ",".join(f"{v:.6g}" for v in [*Z[i], *Y[i]]) + f",{net[i]:.8g},{made:.8g}\n")
        for item, row in zip(ITEMS.values(), V):
            out.write(item + "," + ",".join(f"{v:.6g}" for v in row) + "," * (len(users) + 2) + "\n")


def main(figures):
    listed = rows(os.path.join(figures, "years/common38.csv"))
    sectors = [r["labels_2017"].replace("+", "_and_") for r in listed]
    mapping = {y: [r[f"codes_{y}"].split("+") for r in listed] for y in (2012, 2017)}
    implied = {(r["region"], int(r["year"])): float(r["implied_grp_deflator_prev_year_100"]) / 100
               for r in rows(os.path.join(figures, "years/deflators/grp_deflator_implied.csv"))}
    un = {}
    for r in rows(os.path.join(figures, "years/deflators/national_va_deflators_un_isic7.csv")):
        if r["relative_price_2005_1"]:
            un[r["industry_group"], int(r["year"])] = float(r["relative_price_2005_1"])
    names = list(dict.fromkeys(g for g, _ in un))
    relative = np.array([un[group(i, names), 2015] / un[group(i, names), 2012] for i in range(len(sectors))])
    nbs = "NBS, China Regional Input-Output Tables"
    for region in ("Chongqing", "Guizhou"):
        level = np.prod([implied[region, y] for y in range(2013, 2018)])
        Z, Y, net, V, users = common(figures, 2012, region, mapping)
        write(f"{region}-2012", f"{nbs} 2012, at prices of 2017 by the implied deflator of gross product, {level:.4f} (scripts/build_years.py)",
              sectors, Z * level, Y * level, net * level, V * level, users)
        # Product by expenditure at the sector prices has the same deflator.
        product = (Y.sum(1) + net).sum()
        price = relative * level * product / ((Y.sum(1) + net) @ relative)
        Z2, Y2, net2 = Z * price[:, None], Y * price[:, None], net * price
        left = Z2.sum(1) + Y2.sum(1) + net2 - Z2.sum(0)
        V2 = V * np.divide(left, V.sum(0), out=np.zeros_like(left), where=V.sum(0) != 0)
        write(f"{region}-2012-sector", f"{nbs} 2012, at prices of 2017 by groups of industries (UN main aggregates to 2015) scaled to the implied "
              "deflator of gross product, value added by double deflation (scripts/build_years.py)", sectors, Z2, Y2, net2, V2, users)
        write(f"{region}-2017", f"{nbs} 2017 (scripts/build_years.py)", sectors, *common(figures, 2017, region, mapping))


if __name__ == "__main__":
    main(sys.argv[1])
