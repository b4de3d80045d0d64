#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""--evidence as a planner uses it: the worked example of docs/evidence.md, marks in every output, refusals."""
import json
import re
import unittest

import numpy
import xarray

from program import SMALL, SOURCES, Scratch, run

FLOW = """
[[flow]]
from = "Chongqing"
to = "Guizhou"
good = "transport_equipment"
value = %s
error = %s
source = "a survey"
"""
CENTRAL = ["--trade", "central"]


class Evidence(Scratch):
    def evidence(self, text, name="survey.toml"):
        path = self.folder / name
        path.write_text('title = { zh = "测试调查", en = "Test survey" }\n' + text)
        return path

    def ok(self, *arguments):
        result = run(*arguments)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return result.stdout

    def test_the_worked_example_is_what_the_program_prints(self):
        for page, language in (("evidence.md", "en"), ("evidence.zh.md", "zh")):
            text = (SOURCES / "docs" / page).read_text()
            shown = re.search(r"```text\n(.*?)\n```", text, re.S)[1]
            printed = self.ok("calibrate", *SMALL, "--evidence", "example-cars", *CENTRAL, "--lang", language)
            self.assertIn(shown, printed, printed)
        found = json.loads(self.ok("calibrate", *SMALL, "--evidence", "example-cars", *CENTRAL, "--json"))["evidence"]
        self.assertTrue(found["example"])
        cars = found["figures"][0]["trade"]["central"]
        self.assertTrue(120 < cars["result"] < cars["estimate"])
        self.assertLess(cars["result_sd"], 12)

    def test_exact_figures_stand_in_the_benchmark_and_in_every_output(self):
        survey = self.evidence(FLOW % (150.5, 0))
        out = self.folder / "b.h5"
        self.ok("calibrate", "--sectors", "42", "--evidence", survey, "--out", out)
        self.assertIn("costs add up", self.ok("check", out))
        with xarray.open_dataset(out) as file:
            pair = dict(supplier="Chongqing", region_to="Guizhou", sector="transport_equipment")
            numpy.testing.assert_allclose(file.trade.sel(pair), 150.5, rtol=1e-12)
            self.assertTrue((file.surveyed.sel(pair) == 1).all())
            self.assertEqual(float(file.surveyed.sum()), 3)  # one flow in three estimates
            self.assertTrue((file.survey_result_sd == 0).all())
            self.assertEqual(file.survey_result.dims, ("variant", "surveyed_figure"))
        result = self.folder / "r.h5"
        printed = self.ok("solve", "S1a", *SMALL, "--evidence", survey, *CENTRAL, "--out", result)
        self.assertIn("Surveyed: Chongqing → Guizhou", printed)
        self.assertIn("surveyed in part", printed)
        with xarray.open_dataset(result) as file:
            self.assertIn("surveyed", file.attrs)
            self.assertEqual(file.survey_estimate.dims, ("trade", "surveyed_figure"))
            self.assertIn(survey.name, file.provenance.item())
        chinese = self.ok("solve", "S1a", *SMALL, "--evidence", survey, *CENTRAL, "--lang", "zh")
        self.assertIn("调查值：重庆 → 贵州", chinese)
        self.assertEqual(json.loads(self.ok("solve", "S1a", *SMALL, "--evidence", survey, *CENTRAL, "--json"))
                         ["evidence"]["figures"][0]["mark"], "surveyed")

    def test_gross_products_stay_and_the_answer_moves(self):
        survey = self.evidence(FLOW % (400, 0.05))
        plain = json.loads(self.ok("calibrate", *SMALL, *CENTRAL, "--json"))["trade"]["central"]
        told = json.loads(self.ok("calibrate", *SMALL, *CENTRAL, "--json", "--evidence", survey))["trade"]["central"]
        for region in plain:
            for figure in ("grp", "consumption", "investment", "exports", "imports"):
                self.assertAlmostEqual(plain[region][figure], told[region][figure], delta=1e-6 * plain[region][figure])
        self.assertGreater(told["Guizhou"]["partner_share"], plain["Guizhou"]["partner_share"])

    def test_batch_meets_benchmarks_with_and_without(self):
        survey = self.evidence(FLOW % (400, 0))
        plan = self.folder / "plan.toml"
        plan.write_text('id = "t"\ntitle = { zh = "测", en = "T" }\nscenarios = ["S1a"]\nindicators = ["ev"]\n[benchmark]\n'
                        f'sectors = "3"\ntrade = ["central"]\nevidence = ["none", "{survey}"]\n')
        out = self.folder / "batch.h5"
        self.ok("batch", plan, "--out", out)
        with xarray.open_dataset(out) as file:
            self.assertEqual(list(file.evidence.values), ["", str(survey)])
            gain = file.equivalent_variation.sel(area="Guizhou").values
            self.assertGreater(gain[1], gain[0])
        self.ok("batch", plan, "--out", self.folder / "one.h5", "--evidence", survey)
        with xarray.open_dataset(self.folder / "one.h5") as file:
            numpy.testing.assert_array_equal(file.equivalent_variation.sel(area="Guizhou").values, gain[1:])

    def test_wrong_files_say_where(self):
        for text, line, word in ((FLOW % (-3, 0.1), 7, "negative"), (FLOW.replace("Guizhou", "Guizou") % (3, 0), 5, "Guizhou"),
                                 (FLOW % (30, 0) + FLOW % (31, 0), 11, "two exact"), (FLOW % (9000, 0.1), 3, "allow"), ("", 1, "no figure")):
            survey = self.evidence(text)
            for command in (["calibrate"], ["solve", "S1a"], ["check"]):
                arguments = [*command, survey] if command == ["check"] else [*command, *SMALL, *CENTRAL, "--evidence", survey]
                if command == ["check"] and not text:
                    continue  # a file of nothing is of no kind
                result = run(*arguments)
                self.assertNotEqual(result.returncode, 0, text)
                told = result.stdout + result.stderr
                self.assertIn(f"survey.toml:{line}", told)
                self.assertIn(word, told)

    def test_check_accepts_the_example(self):
        self.assertIn("fit all estimates", self.ok("check", SOURCES / "data/evidence/example-cars.toml"))

    def test_published_power_fits_and_moves_flows_towards_it(self):
        shipped = SOURCES / "data/evidence/electricity-2017.toml"
        self.assertIn("fit all estimates", self.ok("check", shipped))
        found = json.loads(self.ok("calibrate", "--sectors", "42", "--evidence", "electricity-2017", "--json"))["evidence"]
        self.assertFalse(found["example"])
        self.assertEqual(len(found["figures"]), 31)
        for trade in ("low", "central", "high"):
            for figure in found["figures"]:
                said, estimate, result = figure["value"], *(figure["trade"][trade][k] for k in ("estimate", "result"))
                self.assertLessEqual(abs(result - said), abs(estimate - said) + 1e-9, (trade, figure))
        # What Guizhou sends Chongqing comes down to the wires' 4,880 GWh, within the error of a fifth.
        pair = [f for f in found["figures"] if abs(f["value"] - 16.3) < 1e-9]
        self.assertEqual(len(pair), 1)
        self.assertLess(abs(pair[0]["trade"]["central"]["result"] / 16.3 - 1), 0.2)


if __name__ == "__main__":
    unittest.main()
