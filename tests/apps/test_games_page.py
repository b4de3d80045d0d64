#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""docs/games-results.md: its figures are those of fresh runs, and what its prose claims holds in them."""
import importlib.machinery
import importlib.util
import os
import re
import unittest

from program import PROGRAM, SOURCES

os.environ["YUQIAN_PROGRAM"] = PROGRAM
loader = importlib.machinery.SourceFileLoader("games_page", str(SOURCES / "scripts" / "games-page"))
page = importlib.util.module_from_spec(importlib.util.spec_from_loader("games_page", loader))
loader.exec_module(page)


def figures(text):
    """Numbers, each with what two roundings of it may differ by."""
    found = re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])", text)
    return [(float(x), 1.5 * 10.0 ** -len(x.partition(".")[2])) for x in found]


class GamesPage(unittest.TestCase):
    def hold(self, name):
        """The page's section against a fresh run: same words, figures within what it rounds to."""
        game = page.play(name)
        fresh = page.section(name, game)
        written = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- end -->", page.PAGE.read_text(), re.S)[1]
        hint = "run scripts/games-page and read the prose against it"
        self.assertEqual(len(figures(fresh)), len(figures(written)), hint)
        for (a, _), (b, rounding) in zip(figures(fresh), figures(written)):
            self.assertAlmostEqual(a, b, delta=rounding + 1e-3 * abs(b), msg=hint)
        return game

    def test_protection_pays_each_and_costs_both(self):
        game = self.hold("G1")
        for trade, found in game["trade"].items():
            forms = {f["id"]: f for f in found["forms"]}
            for p in (0, 1):
                alone = forms[f"unilateral_{p + 1}"]["payoff"]
                self.assertGreater(alone[p], 0, trade)
                self.assertLess(alone[1 - p], 0, trade)
                self.assertLess(forms["nash"]["payoff"][p], 0, trade)
                self.assertLess(found["thresholds"][p]["regard"], 1, trade)
            self.assertAlmostEqual(sum(forms["joint"]["payoff"]), 0, delta=0.01)
            self.assertLess(sum(forms["nash"]["payoff"]), sum(forms["unilateral_1"]["payoff"]))

    def test_projects(self):
        game = self.hold("G5")
        consensus = game["trade"]["central"]["consensus"]
        nation = dict(zip(consensus["actions"], consensus["nation"]))
        self.assertEqual(max((k for k in nation if k != "all"), key=nation.get), "S3")
        self.assertLess(nation["S5"], 0)
        self.assertLess(nation["S9"], 0)
        self.assertGreater(nation["S1p"], 0)


if __name__ == "__main__":
    unittest.main()
