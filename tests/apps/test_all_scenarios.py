#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Solve every shipped scenario at once: one file, one table in both languages.

YUQIAN_PROGRAM names the program, YUQIAN_SOURCE_DIR the sources.
"""
import csv
import os
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import h5py
import numpy as np
import xarray

PROGRAM = os.environ["YUQIAN_PROGRAM"]
SOURCES = Path(os.environ["YUQIAN_SOURCE_DIR"])


def parsed(folder):
    return {path.stem: tomllib.loads(path.read_text()) for path in (SOURCES / "data" / folder).glob("*.toml")}


class All(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = os.path.join(cls.folder.name, "all.h5")
        arguments = [PROGRAM, "solve", "--all", "--range", "0", "--brief", "--trade", "central"]
        cls.english = subprocess.run([*arguments, "--out", cls.path], capture_output=True, text=True, check=True).stdout
        cls.chinese = subprocess.run([*arguments, "--lang", "zh"], capture_output=True, text=True, check=True).stdout
        cls.scenarios, cls.closures = parsed("scenarios"), parsed("closures")
        cls.data = xarray.open_dataset(cls.path)

    @classmethod
    def tearDownClass(cls):
        cls.data.close()
        cls.folder.cleanup()

    def having(self, key, word):
        """Scenarios whose closure says so, and the others."""
        yes = {id for id, s in self.scenarios.items() if self.closures[s["closure"]].get(key) == word}
        self.assertTrue(yes, (key, word))
        return sorted(yes), sorted(set(self.scenarios) - yes)

    def test_what_the_texts_claim_holds(self):
        checked = subprocess.run([PROGRAM, "check", self.path], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        held = int(checked.stdout.split("claims of scenario texts that hold: ")[1].split()[0])
        # `--all` solves the seven neighbours: the rows about every region set apply, and no others.
        with open(SOURCES / "data/scenarios/claims.csv", encoding="utf-8") as file:
            rows = csv.DictReader(line for line in file if not line.startswith("#"))
            about_all = [row for row in rows if row["regions"] == "any" and row["trade"] in ("any", "central")]
        self.assertEqual(held, len(about_all))

    def test_every_scenario_is_there_solved_and_checked(self):
        self.assertGreaterEqual(len(self.scenarios), 23)
        self.assertEqual(sorted(self.data.scenario.values), sorted(self.scenarios))
        self.assertTrue(bool((self.data.status == 0).all()))
        self.assertTrue(bool((self.data.residual <= 1e-9).all()))
        checks, outcome = self.data.check_value, self.data.check_outcome
        self.assertEqual(outcome.attrs["flag_meanings"], "passed failed not_made not_applicable")
        self.assertTrue(bool(((outcome == 0) == (checks <= self.data.check_tolerance)).all()))
        self.assertFalse(bool((outcome == 1).any()))
        others = outcome.sel(check=outcome.check != "branch")  # only where the closure may branch
        self.assertTrue(bool((others == 0).all()))
        self.assertTrue(bool(self.data.grp_real_change.notnull().all()))
        for id, scenario in self.scenarios.items():
            swapped = "+swap" if "swap" in scenario else ""
            self.assertEqual(str(self.data.closure.sel(scenario=id).values), scenario["closure"] + swapped)
        with h5py.File(self.path) as file:
            self.assertEqual(file.attrs["complete"][0], 1)

    def test_what_a_closure_does_not_have_is_missing(self):
        for key, word, table in (("emissions", "priced", "carbon_price"), ("linkage", "target", "linkage_subsidy"),
                                 ("labour", "migration", "worker_welfare")):
            having, lacking = self.having(key, word)
            values = self.data[table].transpose("scenario", ...)
            self.assertTrue(bool(values.sel(scenario=having).notnull().any(values.dims[1:]).all()), table)
            self.assertTrue(bool(values.sel(scenario=lacking).isnull().all()), table)
        # A package's tables are not along the scenarios: only it has them.
        packages = {name.removeprefix("package_total_") for name in self.data if name.startswith("package_total_")}
        self.assertEqual(packages, {id for id, s in self.scenarios.items() if "part" in s})

    def test_one_table_has_a_row_for_each_in_both_languages(self):
        for text, heading, column, title in ((self.english, "All scenarios", "real GRP", "en"),
                                             (self.chinese, "各情景一览", "实际地区生产总值", "zh")):
            self.assertEqual(text.count(heading), 1)
            self.assertIn(column, text)
            # What a cut of ten per cent takes away of the barrier stands under it, for the flows in use (eq. 415).
            for said in {"en": ("multipliescost,notoffthebarrier", "takesaway18%ofwhatexceedsone"),
                         "zh": ("不是壁垒本身下降10%", "去掉其超出1的部分的18%")}[title]:
                self.assertIn(said, "".join(text.split()))
            # A star marks a policy among all provinces on regions that merge some.
            rows = {line.split()[0].rstrip("*"): line for line in text.splitlines() if line.startswith("  S")}
            self.assertEqual(sorted(rows), sorted(self.scenarios))
            for id, row in rows.items():
                self.assertIn(self.scenarios[id]["title"][title][:12], row)
                self.assertIn("passed" if title == "en" else "通过", row)

    def test_the_table_shows_what_the_file_holds(self):
        row = next(line for line in self.english.splitlines() if line.startswith("  S1a "))
        for area in ("ChongqingGuizhou", "China"):
            value = float(self.data.grp_real_change.sel(scenario="S1a", trade="central", area=area))
            self.assertIn(f"{value:.2f}", row.split())
        nothing = self.data.equivalent_variation.sel(scenario="S0")
        np.testing.assert_allclose(nothing, 0, atol=1e-6)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
