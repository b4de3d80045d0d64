#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What `yuqian solve` says of its attempts, and how a solve goes on from where another ended."""
import json
import sys
import unittest

import xarray

from program import SMALL, Scratch, run


class Attempts(Scratch):
    """What a solve that fails leaves: every attempt, the point where it ended, a reason in both languages; and how to go on."""

    TRANSFER = '[[shock]]\nparameter = "horizontal_transfer"\nwhere = {{ from = "Guizhou", to = "Chongqing" }}\nadd = {}\n'

    def outcome(self, *arguments, code):
        result = run("solve", *arguments, *SMALL, "--trade", "central", "--json")
        self.assertEqual(result.returncode, code, result.stderr)
        return result.stdout, json.loads(result.stdout)["scenarios"][0]["trade"]["central"]

    def test_an_empty_purse_is_named_and_the_point_is_left(self):
        path, out = self.scenario(self.TRANSFER.format(6000)), self.folder / "out.h5"
        text, told = self.outcome(path, "--out", out, code=3)
        self.assertEqual(told["status"], "overspent")
        self.assertEqual(told["objection"]["name"], "GOV[Guizhou]")
        self.assertIn("GOV[Guizhou]", told["sentence_zh"])
        self.assertEqual([r["name"] for r in told["rungs"]][0], "newton")
        self.assertIn("GOV[Guizhou]", told["point"])
        with xarray.open_dataset(out) as file:
            self.assertEqual(str(file.reason.values[0, 0]), told["sentence"])
            self.assertEqual(str(file.reason_zh.values[0, 0]), told["sentence_zh"])
        far = self.folder / "far.json"
        far.write_text(text)
        self.scenario(self.TRANSFER.format(1000))  # within the purse: the point is a start like any other
        _, near = self.outcome(path, "--start", far, code=0)
        _, plain = self.outcome(path, "--verbose", code=0)
        self.assertNotIn("point", near)
        self.assertEqual(near["areas"].keys(), plain["areas"].keys())
        for area, figures in plain["areas"].items():
            self.assertAlmostEqual(figures["equivalent_variation"], near["areas"][area]["equivalent_variation"], places=6)
        far.write_text(json.dumps({"scenarios": [{"id": "mine", "trade": {"central": plain}}]}))
        _, again = self.outcome(path, "--start", far, code=0)
        self.assertLessEqual(again["iterations"], 1)

    def test_wrong_starts_are_told(self):
        far = self.folder / "far.json"
        for text, word in (("[]", "not the results of a solve"), ('{"scenarios": []}', "no point to begin from"),
                           ('{"scenarios": [{"id": "S1a", "trade": {"central": {"point": {"PD[Guizhou,coal]": "x"}}}}]}', "not a finite number")):
            far.write_text(text)
            result = run("solve", "S1a", *SMALL, "--start", far)
            self.assertEqual(result.returncode, 2)
            self.assertIn(word, result.stderr)

    def test_verbose_lists_attempts_in_both_languages(self):
        self.assertIn("newton", run("solve", "S1a", *SMALL, "--trade", "central", "--verbose").stdout)
        self.assertIn("牛顿法", run("solve", "S1a", *SMALL, "--trade", "central", "--verbose", "--lang", "zh").stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
