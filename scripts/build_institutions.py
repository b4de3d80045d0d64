#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes data/institutions/2017.csv and taxes-2017.csv: public budgets of the 31 provinces and their value-added tax.

    scripts/build_institutions.py SOURCES        the folder that holds accounts-2017/ and china-2017/

Everything is the yearbook's of 2017 but the subsidy of the centre, which is published to 2016 and moved on with the
gap between expenditure and own revenue.
"""
import collections
import csv
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

HEAD = """\
# Public budgets of the 31 provinces, 2017, 10^8 yuan: general public budgets of all levels below the centre.
# production_taxes: local tax revenue but income taxes (half of the value-added tax, all of the smaller taxes).
# corporate_income_tax, personal_income_tax: the local part, 40 per cent of what is paid.
# non_tax: fees, fines, income from state assets. expenditure: all. social: of it, the social safety net and
# employment, and housing security. Source: National Bureau of Statistics, China Statistical Yearbook 2018
# (lpstntw/ChinaLocalDebt); sums over provinces are the published national ones, 91,469 of revenue, 173,228 of
# expenditure. Outside: social insurance funds, sales of land, state capital budgets.
# central_subsidy: received less remitted, estimated: the figure of 2016 (Finance Yearbook of China, balance sheets
# of provinces; same place) times the gap of expenditure and own revenue of 2017 over that of 2016.
"""


TAXES = """\
# Value-added tax on what is made in each of the 31 provinces, 2017, 10^8 yuan, before rebates of exports and without
# that on imports: twice the local part of the general public budgets, since centre and province share it half and half
# (State Council 2016). Source: National Bureau of Statistics, China Statistical Yearbook 2018 (lpstntw/ChinaLocalDebt);
# the sum is 56,424, the nation's published figure 56,400 (national_taxes-2017.csv).
"""


def figures(path, year):
    table = collections.defaultdict(lambda: collections.defaultdict(float))
    with open(path, encoding="utf-8") as f:
        for row in csv.DictReader(f):
            if row["year"] == year:
                table[row["region"]][row["indicator"].split(" (")[0]] += float(row["value"])
    return table


def main(sources):
    with open(sources / "china-2017" / "provinces.csv", encoding="utf-8") as f:
        provinces = [row["name_en"] for row in csv.DictReader(f)]
    budget = figures(sources / "accounts-2017" / "government_2017.csv", "2017")
    before = figures(sources / "accounts-2017" / "transfers_2014_2016.csv", "2016")
    taxes = ["province,vat\n"]
    lines = ["province,production_taxes,corporate_income_tax,personal_income_tax,non_tax,expenditure,social,"
             "central_subsidy\n"]
    for name in provinces:
        b, t = budget[name], before[name]
        corporate, personal = b["Revenue Corporate Income Tax"], b["Revenue Individual Income Tax"]
        spent, own = b["General Budgetary Expenditure"], b["General Budgetary Revenue"]
        gap = t["general public budget expenditure"] - t["general public budget revenue"]
        subsidy = (t["central subsidy received"] - t["remitted to the centre"]) * (spent - own) / gap
        social = b["Expenditure Social Safety Net and Employment Effort"] + b["Expenditure Housing security"]
        values = [b["Revenue Tax Revenue"] - corporate - personal, corporate, personal, b["Revenue Non-tax Revenue"],
                  spent, social, subsidy]
        lines.append(",".join([name] + [f"{v:.2f}" for v in values]) + "\n")
        taxes.append(f"{name},{2 * b['Revenue Domestic Value Added Tax']:.2f}\n")
    folder = ROOT / "data" / "institutions"
    (folder / "2017.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    (folder / "taxes-2017.csv").write_text(TAXES + "".join(taxes), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
