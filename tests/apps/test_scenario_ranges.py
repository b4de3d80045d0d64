#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The ranges of docs/scenarios.md are what the program says, in both languages."""
import subprocess
import sys
import unittest

from program import PROGRAM, SOURCES

SCRIPT = SOURCES / "scripts/scenario_ranges.py"
sys.path.insert(0, str(SCRIPT.parent))
import scenario_ranges  # noqa: E402


class ScenarioRanges(unittest.TestCase):
    def test_every_scenario_has_a_row(self):
        for language in ("en", "zh"):
            self.assertEqual(list(scenario_ranges.shown(language)), scenario_ranges.scenarios())

    def test_rows_are_the_programs(self):
        result = subprocess.run([sys.executable, SCRIPT, PROGRAM, "--check", "S1a", "S8", "S10"], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_a_figure_that_differs_is_seen(self):
        self.assertTrue(scenario_ranges.same("0.70 [0.30, 1.6]", "0.71 [0.29, 1.7]"))
        self.assertFalse(scenario_ranges.same("0.70 [0.30, 1.6]", "0.70 [0.30, 1.9]"))
        self.assertFalse(scenario_ranges.same("0.70 [0.30, 1.6]", "0.70 [0.30, 1.6]?"))
        self.assertFalse(scenario_ranges.same("-12 [-33, -2.0]", "12 [-33, -2.0]"))


if __name__ == "__main__":
    unittest.main()
