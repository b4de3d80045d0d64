#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`yuqian sensitivity` as a user calls it: figures against solves, the file, texts, wrong requests."""
import json
import unittest

import xarray

from program import SMALL, Scratch, run


class Sensitivity(Scratch):
    def ask(self, *arguments):
        result = run("sensitivity", "S1a", "--levers", "--json", *SMALL, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def test_effects_are_what_solves_around_the_scenario_show(self):
        told = self.ask("--of", "ev[Guizhou]", "--trade", "central", "--parameter", "iceberg", "--sum", "good,use", "--top", 100)
        effect = {(r["from"], r["to"]): r["effect"][0] for r in told["ranking"]}
        sizes = [abs(e) for e in effect.values()]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        shock = '[[shock]]\nparameter = "iceberg"\nwhere = {{ from = "{}", to = "{}" }}\nscale = {!r}\n'
        gains = []
        step = 1e-3
        for move in (1 - step, 1 + step):
            path = self.scenario(shock.format("Chongqing", "Guizhou", 0.9 * move) + shock.format("Guizhou", "Chongqing", 0.9))
            solved = json.loads(run("solve", path, "--trade", "central", "--json", *SMALL).stdout)
            gains.append(solved["scenarios"][0]["trade"]["central"]["areas"]["Guizhou"]["equivalent_variation"])
        expected = 0.1 * (gains[1] - gains[0]) / (2 * step)
        self.assertAlmostEqual(effect["Chongqing", "Guizhou"] / expected, 1, delta=1e-5)

    def test_file_holds_every_derivative(self):
        out = self.folder / "s.h5"
        told = self.ask("--of", "grp_real[China]", "--out", out, "--top", 1)
        best = told["ranking"][0]
        where = {k: v for k, v in best.items() if k in ("from", "to", "good", "use", "region", "household", "mode")}
        with xarray.open_dataset(out) as data:
            self.assertEqual(list(data.trade.values), told["trade"])
            for values, wanted in ((data["d_" + best["parameter"]], best["derivative"]), (data[best["parameter"]], best["value"]),
                                   (data.indicator, told["value"])):
                for t, trade in enumerate(told["trade"]):
                    self.assertEqual(float(values.sel(trade=trade, **(where if values.ndim > 1 else {}))), wanted[t])
            largest = max(float(abs(0.1 * data["d_" + f] * (1 if f in ("wedge", "foreign_tariff", "capital_tax") else data[f])).sel(trade="central").max())
                          for f in ("iceberg", "wedge", "preference", "foreign_tariff", "saving_rate", "direct_tax", "foreign_saving",
                                    "esubd", "esubm", "margin_use", "capital_tax"))
            for amount in ("foreign_saving", "transfer_to_household", "horizontal_transfer"):
                if amount in data:
                    self.assertEqual(data[amount].attrs["units"], "1e8 CNY", amount)
                    self.assertEqual(data["d_" + amount].attrs["units"], "1", amount)
            self.assertAlmostEqual(largest, abs(best["effect"][told["trade"].index("central")]), delta=1e-9 * largest)
            self.assertEqual(data.attrs["closure"], "long_run")

    def test_screen_says_what_the_figures_are(self):
        result = run("sensitivity", "S1a", "--levers", "--of", "ev[Guizhou,rural]", "--top", 5, *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        shown = " ".join(result.stdout.split())  # the notes are wrapped
        for text in ("+10 %", "10^8 yuan", "Base year 2017", "closure: Factors stay", "estimated", "low", "central", "high"):
            self.assertIn(text, shown)
        chinese = run("sensitivity", "S1a", "--levers", "--of", "ev[Guizhou]", "--lang", "zh", "--top", 5, *SMALL)
        for text in ("亿元", "基准年2017", "估计值", "贵州"):
            self.assertIn(text, chinese.stdout)

    def test_modes_and_factors_have_names_in_both_languages(self):
        for parameter, words in (("margin_use", {"zh": "批发和零售", "en": "wholesale and retail"}),
                                 ("endowment", {"zh": "劳动", "en": "labour"})):
            for language, word in words.items():
                shown = run("sensitivity", "S1a", "--of", "ev[Guizhou]", "--parameter", parameter, "--top", 40,
                            "--lang", language, *SMALL).stdout
                self.assertIn(word, shown)
                if language == "zh":
                    self.assertNotRegex(shown, "trade$|labour|rail_water")

    def test_wrong_requests_name_the_nearest_word(self):
        for more, wanted in ((["--of", "ev[Guizhu]"], 'did you mean "Guizhou"'), (["--of", "eev[China]"], 'did you mean "ev"'),
                             (["--of", "ev[China]", "--parameter", "icebreg"], 'did you mean "iceberg"'),
                             (["--of", "ev[China]", "--sum", "goods"], 'did you mean "good"')):
            result = run("sensitivity", "S1a", "--trade", "low", *SMALL, *more)
            self.assertEqual(result.returncode, 2, more)
            self.assertIn(wanted, result.stderr)
            self.assertEqual(result.stdout, "")

    def test_a_solve_that_fails_has_no_derivatives(self):
        path = self.scenario('[[shock]]\nparameter = "foreign_saving"\nwhere = { region = "*" }\nadd = -1e7\n')
        out = self.folder / "s.h5"
        result = run("sensitivity", path, "--of", "ev[China]", "--trade", "low", "--out", out, *SMALL)
        self.assertEqual(result.returncode, 3)
        self.assertIn("mine, low", result.stderr)
        self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
