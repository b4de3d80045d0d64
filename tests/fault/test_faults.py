#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every write of every command fails once: no space, an I/O error, half a write. Nothing is lost, and it is said.

YUQIAN_FAIL_WRITES names the library of tests/fault/shim.
"""
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(os.environ["YUQIAN_SOURCE_DIR"]) / "tests/apps"))
from program import PROGRAM, SMALL, Scratch, clean, run  # noqa: E402

CENTRAL = [*SMALL, "--trade", "central"]
PLAN = """
id = "p"
title = { zh = "", en = "" }
scenarios = ["S1a"]
sizes = [0.5, 1]
[benchmark]
trade = ["central", "high"]
sectors = "3"
"""


class Faults(Scratch):
    def faulty(self, at, how, *command):
        """Runs with the fault; None where the command does not write so often."""
        told = self.folder / "told"
        told.unlink(missing_ok=True)
        preload = os.environ["YUQIAN_FAIL_WRITES"]
        result = subprocess.run([PROGRAM, *map(str, command)], capture_output=True, text=True, timeout=3600, env=clean(
            {"LD_PRELOAD": preload, "YUQIAN_FAIL_AT": str(at), "YUQIAN_FAIL_HOW": how, "YUQIAN_FAIL_TOLD": str(told),
             "ASAN_OPTIONS": "verify_asan_link_order=0"}))
        return result if told.exists() else None

    def every_fault(self, out, command, told_on_screen=None, keeps=()):
        """Fails each write in turn; yields after each, so that the caller may look."""
        good = self.folder / "good"
        self.assertEqual(run(*command, good).returncode, 0)
        for how in ("once", "on", "io", "short"):
            for at in range(1, 100):
                with self.subTest(how=how, at=at):
                    out.write_text("the old one")
                    result = self.faulty(at, how, *command, out)
                    if result is None:
                        self.assertGreater(at, 3)  # bytes, seal, fsync, rename: there was something to fail
                        break
                    left = {p.name for p in self.folder.iterdir()} - {"good", "told", out.name, *keeps}
                    self.assertEqual(left, set())
                    if result.returncode == 0:  # half a write is gone on with; a folder's fsync is not a loss
                        self.assertEqual(out.read_bytes(), good.read_bytes())
                        continue
                    self.assertEqual(result.returncode, 4, result.stderr)
                    self.assertIn(str(out), result.stderr)
                    self.assertIn("Input/output error" if how == "io" else "No space left on device", result.stderr)
                    self.assertEqual(out.read_text(), "the old one")
                    if told_on_screen:
                        self.assertIn(told_on_screen, result.stdout)

    def test_solve_keeps_its_figures_and_the_old_file(self):
        self.every_fault(self.folder / "x.h5", ["solve", "S1a", *CENTRAL, "--range", "0", "--brief", "--out"], "All scenarios")

    def test_sensitivity(self):
        self.every_fault(self.folder / "x.h5", ["sensitivity", "S1a", "--of", "ev[China]", *CENTRAL, "--out"], "depends on")

    def test_calibrate(self):
        self.every_fault(self.folder / "x.h5", ["calibrate", *CENTRAL, "--out"])
        self.every_fault(self.folder / "x.csv", ["calibrate", *CENTRAL, "--sam"], keeps=("x.h5",))

    def test_a_batch_goes_on_from_where_it_failed(self):
        plan, whole, out = (self.folder / name for name in ("p.toml", "whole.h5", "x.h5"))
        plan.write_text(PLAN)
        self.assertEqual(run("batch", plan, "--out", whole).returncode, 0)
        for how in ("once", "on", "io", "short"):
            for at in range(1, 100):
                with self.subTest(how=how, at=at):
                    out.unlink(missing_ok=True)
                    result = self.faulty(at, how, "batch", plan, "--out", out, "--jobs", 2)
                    if result is None:
                        self.assertGreater(at, 8)  # the header, four cases, their flush, the file
                        break
                    if result.returncode != 0:
                        self.assertEqual(result.returncode, 4, result.stderr)
                        self.assertIn(str(out), result.stderr)
                        self.assertFalse(out.exists())
                        again = run("batch", plan, "--out", out)
                        self.assertEqual(again.returncode, 0, again.stderr)
                    self.assertEqual(out.read_bytes(), whole.read_bytes())
                    self.assertEqual({p.name for p in self.folder.iterdir()}, {"p.toml", "whole.h5", "x.h5", "told"})


if __name__ == "__main__":
    unittest.main()
