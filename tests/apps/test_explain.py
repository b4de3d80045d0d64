#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`yuqian explain` on a real file: its figures recomputed with xarray, its errors, a file that does not add up."""
import json
import shutil
import tempfile
import unittest
from pathlib import Path

import h5py
import xarray

from program import run, seal

AREAS = ("Guizhou", "ChongqingGuizhou", "China")


class Explain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.folder = Path(cls._folder.name)
        cls.file = cls.folder / "r.h5"
        # S9 has payments of provinces to households, which lower their revenue.
        solved = run("solve", "S1a", "S9", "--trade", "central,high", "--sectors", "8", "--out", cls.file)
        assert solved.returncode == 0, solved.stdout + solved.stderr

    @classmethod
    def tearDownClass(cls):
        cls._folder.cleanup()

    def told(self, indicator, scenario="S1a", *more):
        result = run("explain", self.file, indicator, "--scenario", scenario, "--json", *more)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return json.loads(result.stdout)

    def levels(self, scenario="S1a", trade="central"):
        with xarray.open_dataset(self.file) as data:
            return data.sel(scenario=scenario, trade=trade).load()

    def change(self, variable):
        return (variable.sel(state="counterfactual") - variable.sel(state="reference"))

    def contributions(self, chain):
        return {tuple(t["labels"]): t["contribution"] for t in chain["terms"]}

    def test_every_indicator_adds_up_for_every_area(self):
        for indicator in ("grp_real", "grp_nominal", "absorption_real", "ev", "household_income", "consumption",
                          "consumption_real", "cpi", "sector_output", "sector_value_added", "factor_income", "outflow",
                          "inflow", "foreign_exports", "foreign_imports", "government_revenue", "emissions",
                          "poverty_number", "wage", "rent"):
            for area in AREAS:
                if area == "China" and indicator in ("outflow", "inflow"):
                    continue  # nothing crosses the nation's border to another province
                for scenario in ("S1a", "S9"):
                    told = self.told(f"{indicator}[{area}]", scenario)
                    explained = [c for c in told["chains"] if "terms" in c]
                    self.assertTrue(explained, indicator)
                    for chain in explained:
                        total = sum(t["contribution"] for t in chain["terms"])
                        self.assertAlmostEqual(total, chain["sum"], places=9)
                        self.assertLessEqual(abs(told["change"] - total), chain["tolerance"], (indicator, area))
                        self.assertTrue(chain["adds_up"])

    def test_product_by_expenditure_and_income(self):
        data = self.levels()
        for indicator, parts, number in (("grp_real", data.grp_expenditure_real, 0), ("grp_nominal", data.grp_income, 0),
                                         ("grp_nominal", data.grp_expenditure, 1)):
            chain = self.told(f"{indicator}[Guizhou]")["chains"][number]
            terms = self.contributions(chain)
            expected = self.change(parts.sel(area="Guizhou"))
            dimension = expected.dims[0]
            for item in expected[dimension].values:
                self.assertAlmostEqual(terms.get((item,), 0.0), float(expected.sel({dimension: item})), places=8)
        told = self.told("grp_real_change[Guizhou]", "S1a", "--trade", "high")
        expected = float(self.change(self.levels(trade="high").grp_real.sel(area="Guizhou")))
        self.assertAlmostEqual(told["change"], expected, places=8)

    def test_trade_welfare_and_prices(self):
        data = self.levels()
        inflow = self.contributions(self.told("inflow[Guizhou]")["chains"][0])
        expected = self.change(data.trade_volume.sel(region_to="Guizhou").sum("use"))
        self.assertEqual({k[0] for k in inflow}, {"Chongqing", "RestOfChina"})
        for (partner, good), value in inflow.items():
            self.assertAlmostEqual(value, float(expected.sel(supplier=partner, sector=good)), places=8)
        ev = self.contributions(self.told("ev[ChongqingGuizhou]")["chains"][0])
        self.assertEqual(len(ev), 4)
        for (region, household), value in ev.items():
            self.assertAlmostEqual(value, float(data.equivalent_variation.sel(area=region, household=household)), places=9)
        price = self.told("consumer_price[Guizhou,rural]")
        self.assertAlmostEqual(price["change"], float(self.change(data.consumer_price.sel(area="Guizhou", household="rural"))))
        terms = self.contributions(price["chains"][0])
        expected = (data.basket_share.sel(region="Guizhou", household="rural")
                    * self.change(data.final_price.sel(region="Guizhou")))
        for (good,), value in terms.items():
            self.assertAlmostEqual(value, float(expected.sel(sector=good)), places=12)

    def test_trade_of_a_pair_the_poor_and_what_factors_are_paid(self):
        data = self.levels()
        terms = self.contributions(self.told("trade_volume[Chongqing,Guizhou]")["chains"][0])
        expected = self.change(data.trade_volume.sel(supplier="Chongqing", region_to="Guizhou"))
        self.assertGreater(len(terms), 10)
        for (good, use), value in terms.items():
            self.assertAlmostEqual(value, float(expected.sel(sector=good, use=use)), places=8)
        final = self.told("trade_volume[Chongqing,Guizhou,final]")
        self.assertAlmostEqual(final["change"], float(expected.sel(use="final").sum()), places=8)
        poor = self.levels("S9").poverty_number
        told = self.told("poverty_number[ChongqingGuizhou]", "S9")
        self.assertAlmostEqual(told["change"], float(self.change(poor.sel(area="ChongqingGuizhou", group="all"))), places=8)
        for (region, group), value in self.contributions(told["chains"][0]).items():
            self.assertAlmostEqual(value, float(self.change(poor.sel(area=region, group=group))), places=9)
        rural = self.contributions(self.told("poverty_number[Guizhou,rural]", "S9")["chains"][0])
        self.assertEqual(list(rural.values()), [self.told("poverty_number[Guizhou,rural]", "S9")["change"]])
        # One wage in a region whose labour is given: sectors' wage bills over it add up to the wage.
        for name, factor, index in (("wage", "labour", data.wage_index), ("rent", "capital", data.capital_rent_index)):
            told = self.told(f"{name}[Guizhou]")
            self.assertAlmostEqual(told["change"], float(self.change(index.sel(area="Guizhou"))), places=12)
            paid = data.factor_income.sel(area="Guizhou", factor=factor)
            self.assertAlmostEqual(float(paid[1] / paid[0]), 1 + told["change"], places=9)

    def test_incomes_and_budgets(self):
        data = self.levels("S9")
        income = data.household_income_by_source.sum("income_source")
        self.assertLess(float(abs(income / data.household_income - 1).max()), 1e-10)
        # S9's transfers of 97.1 and 67.7 reach Chongqing and Guizhou; the provinces' other transfers give way.
        received = self.change(data.household_income_by_source.sel(income_source="transfers").sum("household"))
        paid = self.change(data.fixed_payments)
        for region in ("Chongqing", "Guizhou"):
            given = -float(self.change(data.fiscal.sel(budget=region, budget_item="to_households")))
            self.assertAlmostEqual(float(received.sel(area=region)), given, places=6)
            self.assertLess(given, -float(paid.sel(budget=region)))
            self.assertGreater(given, 50)
        terms = self.contributions(self.told("government_revenue[Guizhou]", "S9")["chains"][0])
        self.assertAlmostEqual(terms[("fixed_payments",)], float(paid.sel(budget="Guizhou")), places=8)
        self.assertAlmostEqual(terms[("from_governments",)],
                               float(self.change(data.fiscal.sel(budget="Guizhou", budget_item="from_governments"))), places=8)

    def test_screen_in_both_languages(self):
        result = run("explain", self.file, "sector_output[Guizhou]", "--scenario", "S1a", "--all")
        self.assertEqual(result.returncode, 0, result.stderr)
        for text in ("Eq. 10, 70", "contribution", "remainder", "Unit: 10^8 yuan", "base year 2017", "Closure: long_run", "Official",
                     "Estimated", "Assumed"):
            self.assertIn(text, result.stdout)
        many = run("explain", self.file, "inflow[Guizhou]", "--scenario", "S1a")
        self.assertIn("the largest five", many.stdout)
        terms = self.told("inflow[Guizhou]")["chains"][0]["terms"]
        self.assertIn(f"the other {len(terms) - 5}", many.stdout)
        chinese = run("explain", self.file, "grp_real[Guizhou]", "--scenario", "S1a", "--lang", "zh")
        for text in ("实际地区生产总值", "贵州", "式 23", "农村居民消费", "对变化的贡献", "余差", "亿元", "基准年：2017", "闭合", "官方", "估计", "假定"):
            self.assertIn(text, chinese.stdout)

    def test_a_term_that_was_changed_is_a_failed_check(self):
        spoiled = self.folder / "spoiled.h5"
        shutil.copy(self.file, spoiled)
        with h5py.File(spoiled, "r+") as file:
            file["grp_expenditure_real"][...] += 1
            file["grp_real"][0, :, 1] += 0.5
        seal(spoiled)
        result = run("explain", spoiled, "grp_real[Guizhou]", "--scenario", "S1a")
        self.assertEqual(result.returncode, 1, result.stdout)
        self.assertIn("FAILED", result.stdout)

    def test_errors_name_the_nearest_word(self):
        for arguments, wanted in (((self.file, "grp_reel[Guizhou]"), 'did you mean "grp_real"?'),
                                  ((self.file, "grp_real[Guizho]"), 'did you mean "Guizhou"?'),
                                  ((self.file, "ev[Guizhou,rual]"), 'did you mean "rural"?'),
                                  ((self.file, "grp_real[Guizhou,rural]"), "one label too many"),
                                  ((self.file, "grp_real"), "of which area?"),
                                  ((self.file, "grp_real[Guizhou"), "in quotes"),
                                  ((self.file, "wage_gap[Guizhou]"), "no chain is known"),
                                  ((self.folder / "none.h5", "grp_real[Guizhou]"), "none.h5")):
            result = run("explain", *arguments, "--scenario", "S1a")
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(wanted, result.stderr, arguments)
            self.assertEqual(result.stdout, "", arguments)
        several = run("explain", self.file, "grp_real[Guizhou]")
        self.assertEqual(several.returncode, 2)
        self.assertIn("--scenario: S1a, S9", several.stderr)
        unknown = run("explain", self.file, "grp_real[Guizhou]", "--scenario", "S1b")
        self.assertEqual(unknown.returncode, 2)
        unsolved = self.folder / "unsolved.h5"
        shutil.copy(self.file, unsolved)
        with h5py.File(unsolved, "r+") as file:
            file["status"][0, 0] = 2
        seal(unsolved)
        result = run("explain", unsolved, "grp_real[Guizhou]", "--scenario", "S1a")
        self.assertEqual(result.returncode, 2)
        self.assertIn("was not solved", result.stderr)


if __name__ == "__main__":
    unittest.main()
