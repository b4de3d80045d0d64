#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What scripts/bench --peers computes without CasADi: balanced tables, a model that they solve, the ratios."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCES = pathlib.Path(os.environ["YUQIAN_SOURCE_DIR"])
os.environ.setdefault("YUQIAN_BUILD_DIR", "")  # run.py looks for programs there; none is called here
sys.path.insert(0, str(SOURCES / "tests" / "bench" / "performance"))

import armington  # noqa: E402
import peers  # noqa: E402


class Peers(unittest.TestCase):
    def test_tables_are_balanced(self):
        regions, sectors = 3, 5
        X, Z, by_sector = armington.tables(regions, sectors)
        for r in range(regions):
            for i in range(sectors):
                sold, bought = sum(X[r][i]), sum(X[s][i][r] for s in range(regions))
                self.assertAlmostEqual(sold, bought, places=9)
                self.assertGreater(sold - sum(Z[r][j][i] for j in range(sectors)), 0)  # value added
                self.assertGreater(bought - sum(Z[r][i]), 0)                           # households
        self.assertTrue(all(0 < labour < 1 and sigma > 1 and 0 < e < 1 for labour, sigma, e in by_sector))

    def test_they_are_an_equilibrium_of_the_model(self):
        with tempfile.TemporaryDirectory() as folder:
            armington.build("3x8", folder)
            done = subprocess.run([os.environ["YUQIAN_PROGRAM"], "model", pathlib.Path(folder) / "armington.toml"],
                                  capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_ratios_are_of_the_fastest_over_ours(self):
        rows = [["3x8", "105", "kept", "0.002", ""], ["3x8", "105", "region", "0.003", ""],
                ["3x8", "105", "CasADi, Newton on qr", "0.008", "2e-12"], ["3x8", "105", "CasADi, Ipopt", "0.02", "3e-11"]]
        cells = [cell.strip() for cell in peers.table(rows).splitlines()[2].split("|")]
        self.assertEqual(cells[1:], ["3x8, 105", "2 ms", "-", "3 ms", "-", "-", "8 ms", "-", "20 ms", "4", "3e-11", ""])


if __name__ == "__main__":
    unittest.main()
