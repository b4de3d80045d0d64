#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes data/population/2012.csv and data/institutions/2012.csv: what the benchmark of 2012 needs beside its dataset.

    scripts/build_2012.py FIGURES      FIGURES: the folder of collected figures (years/, china-2017/, ...)

Published for 2012 are residents, urban shares, local tax revenue and budget expenditure. The rest is 2017's, carried
back by what is published of both years; the headings say how.
"""
import csv
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

POPULATION_HEAD = """\
# Population and disposable income of the 31 provinces, 2012.
# population: resident, end of year, 10^4 persons, the series before the census of 2020. urban_share: %. Source: National
# Bureau of Statistics (RenJiyi163/panel_data_analysis_for_thesis).
# rural_income, urban_income: disposable income per head, yuan, estimated: 2017's, moved by consumption per resident of the
# group in the provincial accounts of both years (Chen et al. 2023). The survey changed its concept in 2013, so that no
# published figure of 2012 is comparable.
"""
BUDGET_HEAD = """\
# Public budgets of the 31 provinces, 2012, 10^8 yuan: columns as in 2017.csv.
# expenditure, and the sum of the three kinds of taxes: National Bureau of Statistics (RenJiyi163/
# panel_data_analysis_for_thesis). Estimated: the kinds of taxes, and non_tax beside them, as in 2017; social as in 2017
# beside expenditure; central_subsidy as in 2017 beside the gap of expenditure and own revenue.
"""


def rows(path):
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def by(column, table):
    return {row[column]: {k: float(v) for k, v in row.items() if k != column} for row in table}


def write(path, head, columns, lines):
    path.write_text(head + "\n".join([",".join(columns), *lines]) + "\n", encoding="utf-8")


def population(people, panel, controls):
    lines = []
    for name, now in people.items():
        then = panel[name]
        persons, urban = float(then["population_pre2020census_1e4"]), float(then["urbanisation_pct"])
        incomes = []
        for group, share, share_now in (("rural", 100 - urban, 100 - now["urban_share"]), ("urban", urban, now["urban_share"])):
            per_head = [controls[year][name]["expd_hsh_" + group] / (heads * part)
                        for year, heads, part in ((2012, persons, share), (2017, now["population"], share_now))]
            incomes.append(now[group + "_income"] * per_head[0] / per_head[1])
        lines.append(f"{name},{persons:.0f},{urban:.2f},{incomes[0]:.0f},{incomes[1]:.0f}")
    return lines


def budgets(of_2017, panel):
    taxes = ("production_taxes", "corporate_income_tax", "personal_income_tax")
    lines = []
    for name, now in of_2017.items():
        then = panel[name]
        taxed = float(then["tax_revenue_1e8yuan"]) / sum(now[t] for t in taxes)
        spent = float(then["fiscal_expenditure_1e8yuan"])
        own, own_now = (sum(now[t] for t in (*taxes, "non_tax")) * factor for factor in (taxed, 1))
        subsidy = now["central_subsidy"] * (spent - own) / (now["expenditure"] - own_now)
        values = [now[t] * taxed for t in (*taxes, "non_tax")]
        values += [spent, now["social"] * spent / now["expenditure"], subsidy]
        lines.append(",".join([name] + [f"{v:.2f}" for v in values]))
    return lines


def main(figures):
    panel = {row["region"]: row for row in rows(figures / "years" / "series" / "province_panel_1997_2024.csv")
             if row["year"] == "2012"}
    controls = {year: by("province", rows(figures / place / "macro_controls.csv"))
                for year, place in ((2012, "years/china-2012"), (2017, "china-2017"))}
    people = by("province", rows(ROOT / "data" / "population" / "2017.csv"))
    of_2017 = by("province", rows(ROOT / "data" / "institutions" / "2017.csv"))
    write(ROOT / "data" / "population" / "2012.csv", POPULATION_HEAD,
          ("province", "population", "urban_share", "rural_income", "urban_income"), population(people, panel, controls))
    write(ROOT / "data" / "institutions" / "2012.csv", BUDGET_HEAD,
          ("province", "production_taxes", "corporate_income_tax", "personal_income_tax", "non_tax", "expenditure",
           "social", "central_subsidy"), budgets(of_2017, panel))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
