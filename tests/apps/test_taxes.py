#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What decision 0034 says of the provinces' net taxes on production, from the shipped figures alone, with numpy.

Provinces export and import very different shares of their product. If rebates of exports had been taken off their net
taxes, or taxes on imports put in, what the accounts have beyond domestic taxes would move with trade. It would fall with exports by 9 per cent of their value and rise with imports by 15.
"""
import csv
import unittest

import numpy as np

from program import SOURCES


def rows(name):
    with open(SOURCES / "data" / name, encoding="utf-8") as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def column(table, name):
    return np.array([float(row[name]) for row in table])


class Taxes(unittest.TestCase):
    def setUp(self):
        self.nation = {row["item"]: float(row["amount"] or "nan") for row in rows("institutions/national_taxes-2017.csv")}
        self.published = rows("validation/provinces-2017.csv")
        self.budgets, self.taxes = rows("institutions/2017.csv"), rows("institutions/taxes-2017.csv")
        for other in (self.budgets, self.taxes):
            self.assertEqual([r["province"] for r in other], [r["province"] for r in self.published])
        self.vat = column(self.taxes, "vat")
        # What the accounts have beyond domestic taxes that are known by province: value-added tax of both levels, and
        # the local taxes but those on incomes, half of the value-added tax among them.
        self.domestic = column(self.budgets, "production_taxes") + self.vat / 2
        self.beyond = column(self.published, "net_taxes") - self.domestic

    def test_the_sum_of_the_provinces_is_the_nations_value_added_tax(self):
        self.assertAlmostEqual(self.vat.sum() / self.nation["vat"], 1, delta=0.001)

    def test_net_taxes_of_provinces_are_before_rebates_and_without_taxes_on_imports(self):
        grp = column(self.published, "grp")
        exports, imports = column(self.published, "goods_exports"), column(self.published, "goods_imports")
        rebate = -self.nation["export_rebates"] / exports.sum()
        duty = (self.nation["import_taxes"] + self.nation["customs_duties"]) / imports.sum()
        self.assertAlmostEqual(rebate, 0.0908, delta=0.0001)
        self.assertAlmostEqual(duty, 0.1524, delta=0.0001)
        weight = 1 / np.sqrt(grp)
        x = np.stack([grp, exports, imports], 1) * weight[:, None]
        slope, *_ = np.linalg.lstsq(x, self.beyond * weight, rcond=None)
        left = self.beyond * weight - x @ slope
        error = np.sqrt(np.diag(np.linalg.inv(x.T @ x)) * (left @ left) / (len(left) - 3))
        self.assertGreater((slope[1] + rebate) / error[1], 3)  # were rebates taken off: -0.09
        self.assertLess((slope[2] - duty) / error[2], -3)      # were taxes on imports in: 0.15
        # Shanghai and Beijing import half of their product and more, and their net taxes fall short of domestic taxes alone.
        for province in ("Shanghai", "Beijing"):
            k = [r["province"] for r in self.published].index(province)
            self.assertLess(self.beyond[k], 0)
        # Guangdong and Zhejiang would have less than their domestic taxes, had rebates been taken off.
        for province in ("Guangdong", "Zhejiang"):
            k = [r["province"] for r in self.published].index(province)
            self.assertGreater(self.beyond[k], 1000)
            self.assertLess(self.beyond[k] - rebate * exports[k], 0)

    def test_what_the_validation_page_says_of_local_shares_and_income_taxes(self):
        """Final accounts of 2018 over the published ratio to 2017 (the source of national_taxes-2017.csv), with the budgets."""
        taxes, other = 156402.86 / 1.083, 26956.98 / 0.953  # tax and non-tax revenue of 2017
        incomes = 35323.71 / 1.100 + 13871.97 / 1.159       # taxes on incomes of enterprises and of persons
        local_taxes = sum(column(self.budgets, c).sum() for c in
                          ("production_taxes", "corporate_income_tax", "personal_income_tax"))
        local_other = column(self.budgets, "non_tax").sum()
        domestic = taxes - sum(self.nation[k] for k in ("import_taxes", "customs_duties", "export_rebates"))
        product = column(self.published, "grp").sum()
        said = {row["used"]: row["published"] for row in rows("validation/literature.csv")}
        for used, figures in (("[local_taxes]", (local_taxes / taxes, (local_taxes + local_other) / (domestic + other))),
                              ("[income_taxes]", ((incomes + local_other) / product, incomes / product, local_other / product))):
            for figure in figures:
                self.assertIn(f"{figure:.3f}", said[used])


if __name__ == "__main__":
    unittest.main()
