#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Builds data/satellites/employment.csv: jobs of 2017 by province and sector, an estimate.

    scripts/build_satellites.py FIGURES      FIGURES: the folder of collected figures (data/years, ...)

No statistic gives jobs by province and sector. Known are the nation's by sector (2017), the provinces' in
all (2020; by the nation's change brought to 2017) and the provinces' in farming by the census of 2010. Farm jobs
follow the census; other jobs start from what each sector of a province pays its employees (table of 2017) at the
nation's pay per job of the sector, and are scaled in turn to the provinces' and the sectors' totals (RAS).
"""
import csv
import os
import sys

import h5py
import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

def rows(path):
    with open(path, encoding="utf-8") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def main(figures):
    years = os.path.join(figures, "years")
    with h5py.File(os.path.join(ROOT, "data/china-2017/china-2017.h5")) as data:
        regions = [x.decode() if isinstance(x, bytes) else x for x in data["region"][:]]
        sectors = [x.decode() if isinstance(x, bytes) else x for x in data["sector"][:]]
        pay = data["value_added"][:, 0, :]
        census = data["employment_2010"][:]
        kinds = [x.decode() if isinstance(x, bytes) else x for x in data["employment_kind"][:]]
    nation = np.array([float(r["y2017"]) for r in rows(os.path.join(years, "satellite/employment_national_by_sector.csv"))])
    assert len(nation) == len(sectors)
    panel = {r["region"]: r for r in rows(os.path.join(years, "series/province_panel_1997_2024.csv")) if r["year"] == "2020"}
    total = np.array([float(panel[r]["employed_1e4"]) for r in regions])
    total *= nation.sum() / total.sum()
    farm = census[:, kinds.index("employed_farm")]
    # Tibet is not in the census file: its farm jobs follow its pay.
    known = np.isfinite(farm)
    farm = np.where(known, farm, 0)
    farm[~known] = farm.sum() * pay[~known, 0] / pay[known, 0].sum()
    farm *= nation[0] / farm.sum()
    other = total - farm
    assert (other > 0).all(), [regions[i] for i in range(len(regions)) if other[i] <= 0]
    jobs = np.maximum(pay[:, 1:], 0)
    jobs *= nation[1:] / jobs.sum(axis=0)
    for _ in range(1000):
        jobs *= (other / jobs.sum(axis=1))[:, None]
        jobs *= nation[1:] / jobs.sum(axis=0)
    assert np.allclose(jobs.sum(axis=1), other, rtol=1e-9)
    jobs = np.column_stack([farm, jobs])
    path = os.path.join(ROOT, "data/satellites/employment.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("# name: employment\n# unit: 1e4 person\n# zh: 就业\n# en: Jobs\n"
                  "# source: estimate for 2017 (scripts/build_satellites.py): the nation by sector 2017 (NBS, after Wang, Jia and "
                  "Wang 2021), provinces in all 2020 (NBS), farm jobs as in the census of 2010, the rest by pay of employees in the "
                  "tables of 2017 and RAS\n")
        out.write("region,sector,value\n")
        for r, region in enumerate(regions):
            for i, sector in enumerate(sectors):
                out.write(f"{region},{sector},{jobs[r, i]:.4f}\n")


if __name__ == "__main__":
    main(sys.argv[1])
