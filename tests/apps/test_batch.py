#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`yuqian batch` and `merge` as a user calls them: threads, kill -9, Ctrl-C, chunks, wrong plans, the file."""
import filecmp
import json
import signal
import subprocess
import time
import unittest

import numpy
import xarray

from program import PROGRAM, Scratch, run

PLAN = """
id = "test"
title = { zh = "测试", en = "Test" }
scenarios = ["S1a", "S1d"]
sizes = [0.5, 1]
draws = %d
seed = 11
indicators = ["grp_real", "ev"]
[benchmark]
sectors = "3"
trade = ["central", "high"]
[[factor]]
parameter = "esubm"
range = [0.5, 2]
[[factor]]
parameter = "iceberg"
name = "barriers with the world"
where = { from = "RestOfWorld" }
values = [0.9, 1]
"""


class Batch(Scratch):
    def plan(self, draws=10, text=PLAN):
        path = self.folder / "plan.toml"
        path.write_text(text % draws if "%d" in text else text)
        return path

    def solve(self, name, *more, plan=None, code=0):
        out = self.folder / name
        result = run("batch", plan or self.plan(), "--out", out, *more)
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return out

    def test_same_bytes_on_1_2_and_8_threads(self):
        one = self.solve("1.h5", "--jobs", 1)
        for jobs in (2, 8):
            self.assertTrue(filecmp.cmp(one, self.solve(f"{jobs}.h5", "--jobs", jobs), shallow=False), jobs)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["1.h5", "2.h5", "8.h5", "plan.toml"])

    def test_what_was_checked_of_branches_and_why_cases_failed(self):
        growing = self.folder / "growing.toml"
        growing.write_text('id = "growing"\ntitle = { zh = "规模", en = "Scale" }\nclosure = "external_scale"\n'
                           '[[shock]]\nparameter = "scale_elasticity"\nset = 0.05\n'
                           '[[shock]]\nparameter = "productivity"\nwhere = { region = "Chongqing" }\nscale = 1.01\n')
        text = PLAN.replace('["S1a", "S1d"]', '["S1a", "%s"]' % growing)
        text = text[:text.index("[[factor]]")].replace("draws = %d\n", "")
        result = run("batch", self.plan(text=text), "--out", self.folder / "b.h5")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("only the sign at the end was checked", " ".join(result.stdout.split()))
        with xarray.open_dataset(self.folder / "b.h5") as file:
            words = file.branch_check.attrs["flag_meanings"].split()
            told = {(str(s) == "S1a", words[int(v)]) for s, v in zip(file.scenario.values, file.branch_check.values)}
            self.assertEqual(told, {(True, "not_applicable"), (False, "end_only")})
        refused = PLAN[:PLAN.index("[[factor]]")].replace("draws = %d\n", "").replace("[0.5, 1]", "[1]")
        refused += '[[factor]]\nparameter = "saving_rate"\nvalues = [3]\n'
        self.assertEqual(run("batch", self.plan(text=refused), "--out", self.folder / "r.h5").returncode, 3)
        with xarray.open_dataset(self.folder / "r.h5") as file:
            why = {(str(z), str(e)) for z, e in zip(file.reason_zh.values, file.reason.values) if str(e)}
            self.assertTrue(why)
            for zh, en in why:
                self.assertIn("超出取值范围", zh)
                self.assertIn("it must be from 0 to less than 1", en)

    def test_file_opens_as_a_labelled_table(self):
        with xarray.open_dataset(self.solve("a.h5")) as file:
            self.assertEqual(file.sizes["case"], 2 * 2 * 2 * (1 + 20))
            solved = file.status.attrs["flag_values"][file.status.attrs["flag_meanings"].split().index("solved")]
            self.assertTrue((file.status == solved).all())
            self.assertLessEqual(float(file.residual.max()), 1e-9)
            self.assertLessEqual(float(file.replication.max()), 1e-9)
            self.assertEqual(file.grp_real_change.attrs["units"], "%")
            self.assertEqual(list(file.factor.values), ["esubm", "barriers with the world"])
            self.assertEqual(set(file.scenario.values), {"S1a", "S1d"})
            draws = file.factor_value.sel(factor="esubm").values
            self.assertTrue(((draws >= 0.5) & (draws <= 2)).all())
            # The centre is what `yuqian solve` says.
            alone = json.loads(run("solve", "S1a", "--sectors", 3, "--trade", "central", "--json").stdout)
            text = json.dumps(alone)
            centre = file.grp_real_change.sel(case="default/3/default/central/long_run/S1a/1/0", area="Guizhou").item()
            self.assertIn("Guizhou", text)
            self.assertTrue(any(abs(centre - v) < 1e-6 for v in numbers(alone)), centre)
            # Cheaper imports in the counterfactual: every region gains on top of the policy.
            wide = file.grp_real_change.where((file.scenario == "S1a") & (file.trade == "central"))
            cheap = wide.where(file.factor_value.sel(factor="barriers with the world") == 0.9).mean("case")
            same = wide.where(file.factor_value.sel(factor="barriers with the world") == 1).mean("case")
            self.assertGreater(float((cheap - same).sel(area="China")), 0)

    def test_kill_9_and_rerun_give_the_same_file(self):
        plan = self.plan(400)
        whole = self.solve("whole.h5", plan=plan)
        out, journal = self.folder / "killed.h5", self.folder / "killed.h5.journal"
        killed = 0
        for _ in range(6):
            process = subprocess.Popen([PROGRAM, "batch", plan, "--out", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            before = journal.stat().st_size if journal.exists() else 0
            for _ in range(2000):
                if process.poll() is not None or (journal.exists() and journal.stat().st_size > before + 20000):
                    break
                time.sleep(0.002)
            if process.poll() is None:
                process.kill()
                killed += 1
            process.wait()
            if process.returncode == 0:
                break
        self.assertGreater(killed, 0)
        self.assertTrue(out.exists() or journal.stat().st_size > 20000)
        again = run("batch", plan, "--out", out)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertTrue(filecmp.cmp(whole, out, shallow=False))
        self.assertFalse(journal.exists())

    def test_interrupt_keeps_what_is_done(self):
        for signals in ([signal.SIGINT], [signal.SIGTERM] * 3):  # Slurm tells a shell and its child, and the shell tells the child
            with self.subTest(signals=signals):
                self.interrupt(f"{len(signals)}.h5", signals)

    def interrupt(self, name, signals):
        plan = self.plan(3000)
        out, journal = self.folder / name, self.folder / f"{name}.journal"
        process = subprocess.Popen([PROGRAM, "batch", plan, "--out", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while process.poll() is None and not (journal.exists() and journal.stat().st_size > 20000):
            time.sleep(0.002)
        for number in signals:
            process.send_signal(number)
        _, err = process.communicate(timeout=3600)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn("the same command goes on", err)
        self.assertTrue(journal.exists())
        self.assertFalse(out.exists())
        other = self.plan(3000, PLAN.replace("seed = 11", "seed = 12"))
        result = run("batch", other, "--out", out)
        self.assertEqual(result.returncode, 2)
        self.assertIn("another run", result.stderr)

    def test_chunks_merge_to_the_same_file(self):
        whole = self.solve("whole.h5")
        for k in (1, 2, 3):
            self.solve("part.h5", "--chunk", f"{k}/3")
        parts = sorted(self.folder.glob("part.h5.journal.*"))
        self.assertEqual(len(parts), 3)
        merged = self.folder / "merged.h5"
        result = run("merge", self.folder / "plan.toml", *parts[:2], "--out", merged, "--require-complete")
        self.assertEqual(result.returncode, 2)
        self.assertIn("in no part", result.stderr)
        self.assertFalse(merged.exists())
        self.assertEqual(run("merge", self.folder / "plan.toml", *parts, "--out", merged, "--require-complete").returncode, 0)
        self.assertTrue(filecmp.cmp(whole, merged, shallow=False))

    def test_a_benchmark_that_does_not_fit_is_a_row(self):
        text = 'id = "x"\ntitle = { zh = "", en = "" }\nscenarios = ["S10"]\n[benchmark]\nregions = ["with-sichuan", "default"]\nsectors = "3"\ntrade = "central"\n'
        probe = run("solve", "S10", "--regions", "default", "--sectors", 3)
        out = self.solve("x.h5", plan=self.plan(text=text), code=3 if probe.returncode else 0)
        with xarray.open_dataset(out) as file:
            words = dict(zip(file.status.attrs["flag_values"], file.status.attrs["flag_meanings"].split()))
            for case in file.case.values:
                row = file.sel(case=case)
                status, reason = words[row.status.item()], row.reason.item()
                self.assertEqual(status == "solved", reason == "", (case, status, reason))
                self.assertEqual(bool(numpy.isnan(row.grp_real_change).all()), status != "solved")

    def test_wrong_requests(self):
        for text, wanted in ((PLAN.replace("scenarios", "scenarois"), "scenarois"), (PLAN.replace('"S1d"', '"S1z"'), "S1z"),
                             (PLAN.replace("[0.5, 2]", "[2, 0.5]"), "plan.toml:14")):
            result = run("batch", self.plan(text=text), "--out", self.folder / "a.h5")
            self.assertEqual(result.returncode, 2, text)
            self.assertIn(wanted, result.stderr)
        self.assertEqual(run("batch", self.plan(), "--out", self.folder / "a.h5", "--chunk", "4/3").returncode, 2)


def numbers(value):
    if isinstance(value, (int, float)):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)


if __name__ == "__main__":
    unittest.main()
