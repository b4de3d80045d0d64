#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Ranges as a user meets them: on the screen, in JSON and in the file; the same bits on any number of threads."""
import json
import re
import signal
import subprocess
import time
import unittest

import xarray

from program import PROGRAM, SMALL, SOURCES, Scratch, run


class Ranges(Scratch):
    def solve(self, *arguments):
        result = run("solve", *arguments, "--trade", "central", *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_every_headline_has_a_range_on_the_screen(self):
        shown = self.solve("S1a", "--range", 40)
        for line in shown.splitlines():
            if line.startswith(("  Chongqing  ", "  Guizhou  ", "  China  ")) and "EV of consumption" not in line:
                if "[" in line:
                    self.assertRegex(line, r"-?[\d.]+ \[-?[\d.]+, -?[\d.]+\]")
        self.assertIn("what the range is made of", shown)
        self.assertIn("40 draws", " ".join(shown.split()))
        self.assertIn("Monte Carlo standard error", " ".join(shown.split()))
        chinese = self.solve("S1a", "--range", 40, "--lang", "zh")
        for text in ("90%区间", "区间由什么构成", "蒙特卡罗标准误"):
            self.assertIn(text, chinese)

    def test_default_draws_and_range_0_does_not(self):
        told = json.loads(run("solve", "S1a", "--trade", "central", "--json", "--sectors", "3", "--range", 0).stdout)
        self.assertNotIn("ranges", told["scenarios"][0])
        with_default = json.loads(run("solve", "S1a", "S1d", "--trade", "central", "--json", *SMALL, range_as_shipped=True).stdout)
        self.assertGreaterEqual(with_default["scenarios"][0]["ranges"]["draws"], 200)

    def test_threads_change_no_bit_and_seeds_do(self):
        one, two, eight = (json.loads(self.solve("S1a", "--json", "--range", 40, "--jobs", jobs))["scenarios"][0]["ranges"]
                           for jobs in (1, 2, 8))
        self.assertEqual(one, two)
        self.assertEqual(one, eight)
        other = json.loads(self.solve("S1a", "--json", "--range", 40, "--seed", 2))["scenarios"][0]["ranges"]
        self.assertNotEqual(one["quantiles"], other["quantiles"])

    def test_central_lies_in_its_range_and_elasticities_matter(self):
        scenario = json.loads(self.solve("S1a", "--json", "--range", 200))["scenarios"][0]
        for area in ("Chongqing", "Guizhou", "China"):
            q = scenario["ranges"]["quantiles"]["equivalent_variation"][area]
            central = scenario["trade"]["central"]["areas"][area]["equivalent_variation"]
            self.assertLess(q["0.05"]["value"], central)
            self.assertLess(central, q["0.95"]["value"])
            for p in q.values():
                self.assertGreater(p["error"], 0)
        shares = scenario["ranges"]["made_of"]["welfare_metric"]["ChongqingGuizhou"]
        self.assertGreater(shares["pair_trade"]["first"], 0.3, "what the two sell to each other is least known")
        self.assertAlmostEqual(sum(s["first"] for s in shares.values()), 1, delta=0.35)
        self.assertEqual(scenario["ranges"]["failed"], {})

    def test_file_has_quantiles_shares_and_draws(self):
        out = self.folder / "r.h5"
        told = json.loads(self.solve("S1a", "S1d", "--json", "--range", 40, "--draws", "--out", out))
        with xarray.open_dataset(out) as data:
            wanted = told["scenarios"][0]["ranges"]["quantiles"]["grp_real_change"]["Guizhou"]["0.95"]["value"]
            where = {"scenario": "S1a", "range_measure": "grp_real_change", "range_area": "Guizhou"}
            self.assertEqual(float(data["range"].sel(quantile="0.95", **where)), wanted)
            draws = data.range_draw.sel(**where)
            self.assertEqual(draws.sizes["draw"], 40)
            self.assertAlmostEqual(float(draws.quantile(0.95)), wanted, places=12)
            self.assertEqual(data.range_variance_share.dims[3:], ("uncertainty_group", "variance_share"))
            self.assertEqual(int(data.range_failed_draws.sum()), 0)
            better = data.range_probability_better.sel(range_headline="equivalent_variation", range_area="Guizhou")
            self.assertAlmostEqual(float(better.sel(scenario="S1a", scenario_other="S1d"))
                                   + float(better.sel(scenario="S1d", scenario_other="S1a")), 1)
        self.assertEqual(run("check", out).returncode, 0)

    def test_the_same_draws_meet_every_scenario(self):
        told = json.loads(self.solve("S1a", "S1d", "--json", "--range", 40))
        first = told["contests"][0]["areas"]["ChongqingGuizhou"]
        self.assertEqual(first["probability_first_better"], 1, "an iceberg gives more than a wedge, draw by draw")
        self.assertGreater(first["difference"]["0.05"]["value"], 0)
        self.assertIn("difference of EV", self.solve("S1a", "S1d", "--range", 40))
        alone = json.loads(self.solve("S1d", "--json", "--range", 40))["scenarios"][0]["ranges"]["quantiles"]
        self.assertEqual(alone, told["scenarios"][1]["ranges"]["quantiles"])

    def test_files_of_the_same_draws_are_compared_draw_by_draw(self):
        files = {name: self.folder / f"{name}.h5" for name in ("S1a", "S1d", "seed", "few", "bare")}
        both = json.loads(self.solve("S1a", "S1d", "--json", "--range", 40))["contests"][0]["areas"]
        for name in ("S1a", "S1d"):
            self.solve(name, "--range", 40, "--draws", "--out", files[name])
        self.solve("S1d", "--range", 40, "--draws", "--seed", 2, "--out", files["seed"])
        self.solve("S1d", "--range", 40, "--out", files["few"])
        self.solve("S1d", "--range", 0, "--out", files["bare"])
        told = json.loads(run("compare", files["S1a"], files["S1d"], "--json").stdout)["contests"][0]
        self.assertEqual(set(told["areas"]), set(both))
        for area, found in told["areas"].items():
            self.assertEqual(found["probability_first_better"], both[area]["probability_first_better"])
            self.assertEqual(found["difference"], {p: q["value"] for p, q in both[area]["difference"].items()})
        shown = run("compare", files["S1a"], files["S1d"]).stdout
        self.assertRegex(shown, r"(?s)probability that the.*first is better")
        self.assertRegex(shown, r"Guizhou +-?[\d.]+ \[-?[\d.]+, -?[\d.]+\]")
        for name, why in (("seed", "--seed"), ("few", "--draws"), ("bare", "--range 0")):
            told = json.loads(run("compare", files["S1a"], files[name], "--json").stdout)["contests"][0]
            self.assertIn(why, told["no_range"])
            self.assertNotIn("areas", told)
            said = run("compare", files["S1a"], files[name], "--lang", "zh").stdout
            self.assertIn("差值的区间无法给出", said)

    def test_a_file_of_ones_own_narrows_the_range(self):
        path = self.folder / "mine.toml"
        path.write_text('[[input]]\nname = "pair_flow"\ntitle = { zh = "调查", en = "surveyed" }\ngroup = "pair_trade"\n'
                        'quantity = "trade_flow"\nbetween = ["Chongqing"]\nand = ["Guizhou"]\nlaw = "lognormal"\n'
                        'interval = [0.95, 1.05]\nbasis = "evidence"\nsource = "a survey"\n')
        def width(*more):
            q = json.loads(self.solve("S1a", "--json", "--range", 100, *more))["scenarios"][0]["ranges"]["quantiles"]
            q = q["equivalent_variation"]["ChongqingGuizhou"]
            return q["0.95"]["value"] - q["0.05"]["value"]
        self.assertLess(width("--uncertainty", path), 0.75 * width())

    def stopped(self, how, out, draws):
        """A solve with draws that is stopped when some of them are solved."""
        process = subprocess.Popen([PROGRAM, "solve", "S1a", "--trade", "central", "--range", str(draws), "--out", str(out), *map(str, SMALL)],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        journal = out.with_name(out.name + ".journal")
        end = time.monotonic() + 120
        while time.monotonic() < end and not (journal.exists() and journal.read_bytes().count(b"\n") > 2):
            time.sleep(0.02)
        self.assertIsNone(process.poll(), "this many draws take longer than a few nodes")
        process.send_signal(how)
        shown, told = process.communicate(timeout=120)
        self.assertEqual(shown, "")
        self.assertFalse(out.exists())
        self.assertTrue(journal.exists())
        return process.returncode, told, journal

    def test_stopped_draws_go_on_with_the_same_bits(self):
        whole, again = self.folder / "whole.h5", self.folder / "again.h5"
        self.solve("S1a", "--range", 4000, "--out", whole)
        self.assertEqual([f.name for f in self.folder.iterdir()], ["whole.h5"], "no journal is left of a run that ended")
        code, told, journal = self.stopped(signal.SIGINT, again, 4000)
        self.assertEqual(code, 130, told)
        self.assertIn("interrupted; no file was left half-written", told)
        self.assertIn(f"kept in {journal}", told)
        code, _, _ = self.stopped(signal.SIGKILL, again, 4000)
        self.assertEqual(code, -signal.SIGKILL)
        lines = journal.read_bytes()
        journal.write_bytes(lines[:-7])  # as a power failure would leave it
        other = run("solve", "S1d", "--trade", "central", "--range", 4000, "--out", again, *SMALL)
        self.assertEqual(other.returncode, 2)
        self.assertIn("this journal was written by another run", other.stderr)
        result = run("solve", "S1a", "--trade", "central", "--range", 4000, "--out", again, *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("going on: ", result.stderr)
        self.assertFalse(journal.exists())
        with xarray.open_dataset(whole) as a, xarray.open_dataset(again) as b:
            for name in ("range", "range_error", "range_variance_share"):
                self.assertTrue(a[name].identical(b[name]), name)

    def test_the_size_of_the_policy_may_be_drawn_too(self):
        def answer(*more):
            return json.loads(self.solve("S1a", "--json", "--range", 400, *more))["scenarios"][0]["ranges"]
        fixed, drawn = answer(), answer("--size-range", "0.2,1.8")
        width = lambda r: (lambda q: q["0.95"]["value"] - q["0.05"]["value"])(r["quantiles"]["equivalent_variation"]["ChongqingGuizhou"])
        self.assertGreater(width(drawn), 1.1 * width(fixed))
        share = drawn["made_of"]["equivalent_variation"]["ChongqingGuizhou"]["policy_size"]["first"]
        self.assertGreater(share, 0.1)
        # Between sizes next to one nothing is drawn that was not drawn before.
        near = answer("--size-range", "0.999999,1.000001")
        self.assertAlmostEqual(width(near) / width(fixed), 1, delta=1e-3)
        for wrong in ("1.5,0.5", "1", "-1,1", "0.5,1,2"):
            refused = run("solve", "S1a", "--range", 20, "--size-range=" + wrong, *SMALL)
            self.assertEqual(refused.returncode, 2, wrong)
            self.assertIn("--size-range is two sizes", refused.stderr)

    def test_nothing_is_drawn_about_a_scenario_that_is_not_solved(self):
        path = self.folder / "all.toml"
        path.write_text('''id = "all"
title = { zh = "全部转走", en = "All of it given away" }
closure = "long_run"
[[shock]]
parameter = "horizontal_transfer"
where = { from = "Guizhou", to = "Chongqing" }
add = 6000
''', encoding="utf-8")
        result = run("solve", path, "S1d", *SMALL, "--trade", "central", "--range", 40, "--json")
        self.assertEqual(result.returncode, 3)
        unsolved, solved = json.loads(result.stdout)["scenarios"]
        self.assertEqual(unsolved["ranges"]["failed"], {})
        self.assertNotIn("quantiles", unsolved["ranges"])
        self.assertIn("quantiles", solved["ranges"])

    def test_wrong_inputs_are_told_before_any_solve(self):
        path = self.folder / "wrong.toml"
        path.write_text('[[correlation]]\nbetween = ["esubm", "esubd"]\nvalue = 1.0\nsource = "none"\n')
        result = run("solve", "S1a", "--range", 40, "--uncertainty", path, *SMALL)
        self.assertEqual(result.returncode, 2)
        self.assertIn("wrong.toml:3", result.stderr)
        self.assertEqual(result.stdout, "")


class Readme(unittest.TestCase):
    """The table of the README is what the program says by default."""

    def test_the_table_is_the_programs(self):
        scenario = json.loads(run("solve", "S1a", "--json", range_as_shipped=True).stdout)["scenarios"][0]
        areas = {t: scenario["trade"][t]["areas"] for t in ("low", "central", "high")}
        drawn = scenario["ranges"]["quantiles"]
        self.assertEqual(scenario["ranges"]["draws"], 1000)
        text = (SOURCES / "README.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| (\S.*?) \| ([+-][\d.]+)(?: %)? \| (-?[\d.]+) to (-?[\d.]+)(?: %)? \|$", text, re.M)
        measures = {"Chongqing, real GRP": ("grp_real_change", "Chongqing"), "Guizhou, real GRP": ("grp_real_change", "Guizhou"),
                    "both, welfare of all residents, 10^8 yuan": ("welfare_metric", "ChongqingGuizhou"),
                    "rest of China, the same": ("welfare_metric", "RestOfChina"), "China, real GRP": ("grp_real_change", "China"),
                    "Guizhou's share of intermediates from Chongqing, points": ("partner_share_change", "Guizhou")}
        self.assertEqual([row[0] for row in rows], list(measures))
        for name, central, low, high in rows:
            measure, area = measures[name]
            for p, shown in (("0.05", low), ("0.95", high)):
                self.assertAlmostEqual(float(shown) / drawn[measure][area][p]["value"], 1, delta=0.06, msg=(name, p))
            if measure in areas["central"][area]:
                self.assertAlmostEqual(float(central) / areas["central"][area][measure], 1, delta=0.06, msg=name)
        shares = scenario["ranges"]["made_of"]["welfare_metric"]["ChongqingGuizhou"]
        percent = int(re.search(r"(\d+) % of the variance of the gain is what the two sell", text)[1])
        self.assertAlmostEqual(percent, 100 * shares["pair_trade"]["first"], delta=1)
        three = re.search(r"alone the gain of both is (\d+), (\d+) and (\d+)", text).groups()
        for trade, shown in zip(("low", "central", "high"), three):
            self.assertAlmostEqual(float(shown), areas[trade]["ChongqingGuizhou"]["welfare_metric"], delta=0.5)
        own = re.search(r"equivalent variation is (\d+) \[(\d+), (\d+)\]", text).groups()
        found = drawn["equivalent_variation"]["ChongqingGuizhou"]
        for shown, value in zip(own, (areas["central"]["ChongqingGuizhou"]["equivalent_variation"], found["0.05"]["value"], found["0.95"]["value"])):
            self.assertAlmostEqual(float(shown) / value, 1, delta=0.06)


class Assumptions(Scratch):
    def ask(self, *arguments):
        result = run("sensitivity", "S1a", "--of", "ev[Guizhou]", "--range", 200, *SMALL, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_assumptions_are_ranked_by_what_they_do_to_the_result(self):
        told = json.loads(self.ask("--json"))
        rows = told["ranking"]
        self.assertEqual(rows[0]["input"], "pair_flow")
        self.assertGreater(rows[0]["effect_of_one_standard_deviation"], 0, "more trade, more gain")
        shares = [r["share_of_variance"] for r in rows]
        self.assertEqual(shares, sorted(shares, reverse=True))
        width = told["quantiles"]["0.95"] - told["quantiles"]["0.05"]
        self.assertLess(rows[0]["effect_of_one_standard_deviation"], width)
        self.assertNotIn("saving_rate", [r["input"] for r in rows], "another policy is not an assumption")

    def test_a_survey_of_the_pair_comes_first(self):
        rows = json.loads(self.ask("--survey", "--json"))["ranking"]
        self.assertEqual(rows[0]["input"], "pair_flow")
        self.assertLess(rows[0]["range_left_if_known_to_10_percent"], 0.85)
        self.assertTrue(all(r["can_be_surveyed"] for r in rows))
        shown = self.ask("--survey")
        self.assertIn("range left", shown)
        self.assertIn("what Chongqing and Guizhou sell to each other", shown)
        self.assertIn("区间缩至", self.ask("--survey", "--lang", "zh"))


if __name__ == "__main__":
    unittest.main()
