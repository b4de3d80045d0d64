#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A dataset of another year from end to end: the second one that is shipped, 2012."""
import json
import re
import unittest

import h5py
import xarray

from program import SMALL, SOURCES, Scratch, run


def dataset(year):
    return h5py.File(SOURCES / f"data/china-{year}/china-{year}.h5", "r")


class Years(Scratch):
    def told(self, *arguments):
        result = run(*arguments, "--data", "china-2012")
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_the_files_say_their_year_and_lack_what_nobody_published(self):
        for year in (2012, 2017):
            with dataset(year) as file:
                self.assertEqual(int(file.attrs["base_year"]), year)
                self.assertEqual("co2" in file, year == 2017)
                self.assertEqual(file["trade"].shape, (3, 31, 31, 42))

    def test_products_are_those_of_the_tables_beside_the_revised_ones(self):
        with dataset(2012) as file:
            labels = [name.decode() for name in file["region"][()]]
            ratio = dict(zip(labels, file["grp"][:, 0] / file["grp"][:, 1]))
        page = (SOURCES / "docs/data.md").read_text(encoding="utf-8")
        stated = re.search(r"precede downward revisions of their product: (.*?) times the revised", page).group(1)
        named = dict(re.findall(r"(\w+(?: \w+)?) (\d\.\d\d)", stated))
        self.assertEqual({n.replace(" ", ""): float(v) for n, v in named.items()},
                         {n: round(v, 2) for n, v in ratio.items() if v > 1.155})
        self.assertAlmostEqual(ratio["Chongqing"], 0.992, delta=0.001)
        self.assertAlmostEqual(ratio["Guizhou"], 1.025, delta=0.001)

    def test_a_sector_that_was_one_in_2012_is_divided_by_the_nations_shares(self):
        with dataset(2012) as file:
            sectors = [name.decode() for name in file["sector"][()]]
            output = file["output"][()].sum(axis=0)
        research, technical = output[sectors.index("research")], output[sectors.index("technical_services")]
        self.assertAlmostEqual(research / (research + technical), 0.2036, delta=0.002)

    def test_scenarios_are_solved_and_say_whose_accounts_they_are_on(self):
        out = self.folder / "s1a.h5"
        told = json.loads(self.told("solve", "S1a", "--trade", "central", "--out", out, "--json"))
        self.assertEqual(told["base_year"], 2012)
        scenario = told["scenarios"][0]
        self.assertIn("accounts of 2012", scenario["title"]["en"])
        both = scenario["trade"]["central"]["areas"]["ChongqingGuizhou"]
        self.assertGreater(both["grp_real_change"], 0.3)  # 2017: 0.70, on more trade between the two
        self.assertLess(both["grp_real_change"], 0.7)
        with xarray.open_dataset(out) as result:
            self.assertEqual(int(result.attrs["base_year"]), 2012)
            self.assertEqual(result.attrs["prices"], "producer prices of 2012")
        self.assertEqual(run("check", out, "--data", "china-2012").returncode, 0)

    def test_the_screen_names_the_year(self):
        self.assertIn("producer prices of 2012", self.told("calibrate", "--trade", "central"))
        self.assertIn("provincial tables of 2012", " ".join(self.told("solve", "S1a", *SMALL, "--trade", "central").split()))
        self.assertIn("2012年", self.told("solve", "S1a", *SMALL, "--trade", "central", "--lang", "zh"))
        self.assertIn("Coal mining", self.told("io", "multipliers"))

    def test_what_2012_lacks_is_refused(self):
        for arguments, why in ((("solve", "S8", *SMALL), "prices emissions"), (("validate",), "published figures are of 2017")):
            result = run(*arguments, "--data", "china-2012")
            self.assertEqual(result.returncode, 2)
            self.assertIn(why, result.stderr)
        result = run("solve", "S1a", "--data", "china-2011")
        self.assertEqual(result.returncode, 2)
        self.assertIn("china-2011", result.stderr)


if __name__ == "__main__":
    unittest.main()
