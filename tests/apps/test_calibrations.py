#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Plans that calibrate benchmarks and shock nothing: what is told, kill -9, chunks, laws and own draws."""
import filecmp
import json
import signal
import subprocess
import time
import unittest

import numpy
import xarray

from program import PROGRAM, Scratch, clean, run

PLAN = """
id = "benchmarks"
title = { zh = "基准", en = "Benchmarks" }
[calibration]
[benchmark]
regions = ["default", "with-sichuan"]
sectors = ["3", "8"]
trade = ["low", "central"]
evidence = ["none", "example-cars"]
"""


class Calibrations(Scratch):
    def plan(self, text=PLAN, name="plan.toml"):
        path = self.folder / name
        path.write_text(text)
        return path

    def solve(self, name, *more, plan=None):
        out = self.folder / name
        result = run("batch", plan or self.plan(), "--out", out, *more)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return out, result.stdout

    def test_measures_are_those_of_calibrate(self):
        out, printed = self.solve("a.h5")
        self.assertIn("replication residual", printed)
        self.assertIn("surveyed: example-cars", printed)
        self.assertIn("Gave way most: trade", printed)
        with xarray.open_dataset(out) as file:
            self.assertEqual(file.sizes["case"], 16)
            self.assertTrue((file.replication < 1e-8).all())
            for case in range(16):
                of = file.isel(case=case)
                arguments = ["--regions", of.regions.item(), "--sectors", of.sectors.item(), "--trade", of.trade.item()]
                if of.evidence.item():
                    arguments += ["--evidence", of.evidence.item()]
                told = json.loads(run("calibrate", *arguments, "--json").stdout)["trade"][of.trade.item()]
                for region, figures in told.items():
                    here = of.sel(area=region)
                    for name in ("grp", "home_share", "partner_share", "outflow", "inflow"):
                        if figures[name] is not None:
                            numpy.testing.assert_allclose(here[name], figures[name], rtol=1e-9, err_msg=f"{region} {name}")
                    numpy.testing.assert_allclose(here.grp_gap_to_accounts, 100 * (figures["grp"] / figures["grp_revised"] - 1), atol=1e-9)
            moved = file.evidence_moved.sel(area="China").values
            surveyed = file.evidence.values != ""
            self.assertTrue((moved[surveyed] > 10).all() and (moved[~surveyed] == 0).all())
            # A survey moves partner shares, and no product.
            numpy.testing.assert_allclose(file.grp.values[surveyed], file.grp.values[~surveyed], rtol=1e-12)
        self.assertEqual(run("check", out).returncode, 0)

    def test_json_and_chinese(self):
        plan = self.plan(PLAN.replace('["default", "with-sichuan"]', '"default"').replace('["3", "8"]', '"3"'))
        found = json.loads(self.solve("j.h5", "--json", plan=plan)[1])
        self.assertEqual(len(found["calibrations"]), 4)
        self.assertEqual(found["ranges"], [])
        self.assertIn("home_share", found["calibrations"][0]["areas"]["Guizhou"])
        self.assertIn("复现残差", self.solve("z.h5", "--lang", "zh", plan=plan)[1])

    def test_killed_and_in_parts_the_same_bytes(self):
        plan = self.plan()
        whole, _ = self.solve("whole.h5", "--jobs", 2, plan=plan)
        out = self.folder / "killed.h5"
        process = subprocess.Popen([PROGRAM, "batch", str(plan), "--out", str(out), "--jobs", "1"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean({}))
        journal = self.folder / "killed.h5.journal"
        while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") >= 3):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.solve("killed.h5", plan=plan)
        self.assertTrue(filecmp.cmp(whole, out, shallow=False))
        for k in (1, 2, 3):
            run("batch", plan, "--out", self.folder / "parts.h5", "--chunk", f"{k}/3")
        parts = sorted(self.folder.glob("parts.h5.journal.*"))
        merged = run("merge", plan, *parts, "--out", self.folder / "merged.h5", "--require-complete")
        self.assertEqual(merged.returncode, 0, merged.stderr)
        self.assertTrue(filecmp.cmp(whole, self.folder / "merged.h5", shallow=False))

    def test_own_draws_and_laws_reach_the_file(self):
        table = self.folder / "mine.csv"
        table.write_text("esubm,note\n0.7,1\n1.4,2\n")
        plan = self.plan('id = "d"\ntitle = { zh = "抽", en = "D" }\nscenarios = ["S1a"]\nindicators = ["ev"]\noutputs = ["grp_nominal[Guizhou]", "grp_nominal[reference,Guizhou]"]\ncentral = false\n'
                         f'draws_file = "{table}"\n[benchmark]\nsectors = "3"\ntrade = "central"\n[[factor]]\nparameter = "esubm"\n'
                         'column = "esubm"\n[[factor]]\nparameter = "esubd"\nlaw = "triangular"\nlow = 0.5\nmode = 1\nhigh = 2\n')
        with xarray.open_dataset(self.solve("d.h5", plan=plan)[0]) as file:
            numpy.testing.assert_array_equal(file.factor_value.sel(factor="esubm"), [0.7, 1.4])
            self.assertTrue(((file.factor_value.sel(factor="esubd") > 0.5) & (file.factor_value.sel(factor="esubd") < 2)).all())
            self.assertTrue(numpy.isfinite(file.equivalent_variation).all())
            told = file.output_value.sel(output="grp_nominal[reference,Guizhou]")
            numpy.testing.assert_allclose(told, 13540.8, rtol=1e-4)
            self.assertGreater(float(numpy.ptp(file.output_value.sel(output="grp_nominal[Guizhou]").values)), 0)

    def test_outputs_are_those_of_a_result_file(self):
        names = ["wage[counterfactual,Guizhou]", "sector_output[counterfactual,Chongqing,secondary]"]
        plan = self.plan('id = "o"\ntitle = { zh = "出", en = "O" }\nscenarios = ["S1a"]\nindicators = ["ev"]\noutputs = %s\n'
                         '[benchmark]\nsectors = "3"\ntrade = "central"\n' % json.dumps(names))
        with xarray.open_dataset(self.solve("o.h5", plan=plan)[0]) as file:
            told = file.output_value.values[0]
        result = self.folder / "r.h5"
        run("solve", "S1a", "--sectors", 3, "--trade", "central", "--out", result)
        with xarray.open_dataset(result) as file:
            at = file.isel(scenario=0, trade=0).sel(state="counterfactual")
            numpy.testing.assert_allclose(told, [at.wage.sel(region="Guizhou"), at.sector_output.sel(area="Chongqing", sector="secondary")], rtol=1e-7)
        wrong = self.plan(plan.read_text().replace("wage[", "wgae["), "w.toml")
        self.assertIn("wage", run("batch", wrong, "--out", self.folder / "w.h5").stderr)


if __name__ == "__main__":
    unittest.main()
