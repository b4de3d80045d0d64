#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Any two provinces: --pair gives them what the shipped pair has, in areas, tables, scenarios and files."""
import json
import unittest

import xarray

from program import SMALL, SOURCES, Scratch, run

TRADE = ("--trade", "central")


class Pair(Scratch):
    def test_another_pair_has_what_the_shipped_one_has(self):
        out = self.folder / "pair.h5"
        said = run("solve", "S1a", "--pair", "四川,Yunnan", "--sectors", 3, *TRADE, "--out", out)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn("Sichuan and Yunnan", said.stdout)
        self.assertIn("Sichuan → Yunnan", said.stdout)
        words = " ".join(said.stdout.split())
        self.assertIn("The iceberg cost of trade between Sichuan and Yunnan, both ways, falls to 0.90", words)
        self.assertIn("The size is that of S1a, which is about Chongqing and Guizhou, and is not adapted to Sichuan and Yunnan", words)
        self.assertNotIn("Head-Ries factor of 2.31", words)  # of the shipped pair
        chinese = run("solve", "S1a", "--pair", "四川,Yunnan", "--sectors", 3, *TRADE, "--lang", "zh").stdout
        self.assertIn("四川、云南之间双向贸易的冰山成本", "".join(chinese.split()))
        self.assertIn("幅度沿用重庆、贵州的情景S1a，未按四川、云南调整", "".join(chinese.split()))
        self.assertIn("四川、云南双边贸易壁垒", chinese)
        self.assertIn("Sichuan-Yunnan trade barriers", said.stdout)
        with xarray.open_dataset(out) as data:
            self.assertEqual(list(data.region.values), ["Sichuan", "Yunnan", "RestOfChina"])
            self.assertEqual(list(data.area.values), ["Sichuan", "Yunnan", "RestOfChina", "SichuanYunnan", "China"])
            self.assertEqual(data.named_regions.item(), "Sichuan\nYunnan")
            gain = data.grp_real_change.sel(area="SichuanYunnan").item()
            self.assertGreater(gain, 0)
        # The same question as a scenario of one's own on the same regions gives the same figures.
        regions = self.folder / "two.toml"
        regions.write_text('axis = "region"\npair = ["Sichuan", "Yunnan"]\n' + "".join(
            f'[[target]]\nlabel = "{p}"\nfrom = ["{p}"]\n' for p in ("Sichuan", "Yunnan")) + '[[target]]\nlabel = "RestOfChina"\nrest = true\n')
        mine = self.scenario('[[shock]]\nparameter = "iceberg"\n'
                             'where = { from = "Sichuan", to = "Yunnan", both_ways = true }\nscale = 0.9\n')
        other = json.loads(run("solve", mine, "--regions", regions, "--sectors", 3, *TRADE, "--json").stdout)
        areas = other["scenarios"][0]["trade"]["central"]["areas"]
        self.assertEqual(areas["SichuanYunnan"]["grp_real_change"], gain)
        explained = run("explain", out, "trade_volume[四川,云南]")
        self.assertEqual(explained.returncode, 0, explained.stderr)

    def test_a_report_is_of_the_pair_asked_for(self):
        page = self.folder / "page.html"
        said = run("report", "S1a", "--pair", "四川,Yunnan", "--sectors", 3, *TRADE, "--lang", "zh", "--range", 0, "--out", page)
        self.assertEqual(said.returncode, 0, said.stderr)
        text = page.read_text(encoding="utf-8")
        self.assertIn("四川", text)
        self.assertIn("云南", text)
        self.assertIn("幅度沿用重庆、贵州的情景S1a，未按四川、云南调整", text)
        self.assertNotIn("渝黔", text)

    def test_the_shipped_pair_said_is_the_shipped_pair(self):
        said = [json.loads(run("solve", "S1a", "--sectors", 3, *TRADE, "--json", *pair).stdout)["scenarios"][0]["trade"]["central"]["areas"]
                for pair in ((), ("--pair", "重庆,贵州"), ("--pair", "重庆，贵州"))]
        self.assertTrue(said[0])
        self.assertEqual(said[0], said[1])
        self.assertEqual(said[0], said[2])

    def test_a_pair_within_a_larger_set_of_regions(self):
        said = json.loads(run("solve", "S1a", "--pair", "Sichuan,Guizhou", "--regions", "seven-neighbours", "--sectors", 3, *TRADE, "--json").stdout)
        self.assertIn("SichuanGuizhou", said["scenarios"][0]["trade"]["central"]["areas"])

    def test_wrong_pairs_are_refused(self):
        for pair, words in (("Sichuan", "a pair is two regions"), ("Sichuan,Sichuan", "they are the same"), ("Sichuan,Atlantis", 'unknown region "Atlantis"'),
                            ("Sichuan,Yunnan,Hunan", "a pair is two regions")):
            said = run("solve", "S1a", "--pair", pair, "--sectors", 3, *TRADE)
            self.assertEqual(said.returncode, 2, pair)
            self.assertIn(words, said.stderr)
        said = run("solve", "S2", "--pair", "Sichuan,Yunnan", "--regions", "all-31", "--sectors", 3, *TRADE)
        self.assertEqual(said.returncode, 2)
        self.assertIn('the scenario names "Sichuan" beside the pair', said.stderr)


    def test_what_another_pair_sells_each_other_is_as_uncertain_as_what_the_shipped_one_does(self):
        width = {}
        for name, pair in (("ChongqingGuizhou", ()), ("SichuanYunnan", ("--pair", "四川,云南"))):
            out = self.folder / f"{name}.h5"
            said = run("solve", "S1a", *pair, "--sectors", 3, *TRADE, "--range", 100, "--out", out)
            self.assertEqual(said.returncode, 0, said.stderr)
            with xarray.open_dataset(out) as data:
                at = data["range"].sel(range_measure="welfare_metric", range_area=name).squeeze()
                width[name] = float(at.sel(quantile="0.95") / at.sel(quantile="0.05"))
        self.assertGreater(width["SichuanYunnan"], 0.6 * width["ChongqingGuizhou"])
        chinese = run("solve", "S1a", "--pair", "四川,云南", "--sectors", 3, *TRADE, "--range", 100, "--lang", "zh").stdout
        self.assertIn("四川、云南双边贸易", chinese)
        self.assertNotIn("渝黔双边贸易", chinese)

    def test_claims_of_texts_are_held_to_the_pair_that_they_are_about(self):
        out = self.folder / "pair.h5"
        for pair, held in ((("--pair", "Sichuan,Yunnan"), "claims of scenario texts that hold: 0"), ((), "claims of scenario texts that hold: ")):
            said = run("solve", "S4", *pair, *TRADE, "--range", 0, "--out", out)
            self.assertEqual(said.returncode, 0, said.stderr)
            said = run("check", out)
            self.assertEqual(said.returncode, 0, said.stdout + said.stderr)
            self.assertIn(held, " ".join(said.stdout.split()))
        self.assertNotIn("hold: 0", " ".join(said.stdout.split()))


class New(Scratch):
    def test_a_new_policy_of_another_pair_is_solved_as_it_says(self):
        out = self.folder / "two.toml"
        said = run("new", "S1a", "--pair", "四川,Yunnan", "--out", out)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn(f"yuqian solve {out} --pair Sichuan,Yunnan", said.stdout)
        gains = [json.loads(run("solve", what, "--pair", "四川,Yunnan", "--sectors", 3, *TRADE, "--json").stdout)["scenarios"][0]["trade"]["central"]["areas"]
                 for what in (out, "S1a")]
        self.assertEqual(gains[0], gains[1])
        text = run("solve", out, "--pair", "四川,Yunnan", "--sectors", 3, *TRADE, "--lang", "zh").stdout
        self.assertNotIn("幅度沿用重庆、贵州", "".join(text.split()))

    def test_a_new_policy_is_written_checked_and_solved(self):
        out = self.folder / "my.toml"
        said = run("new", "S1a", "--size", 0.85, "--goods", "chain:automobiles", "--out", out)
        self.assertEqual(said.returncode, 0, said.stderr)
        text = out.read_text()
        for words in ('id = "my"', "scale = 0.85", '"chain:automobiles"', "汽车产业链", "×0.85", "由情景S1a改写"):
            self.assertIn(words, text)
        self.assertNotIn("10 %", text)
        self.assertEqual(run("check", out).returncode, 0)
        self.assertEqual(run("solve", out, *TRADE).returncode, 0)
        self.assertIn("is there already", run("new", "S1a", "--out", out).stderr)

    def test_new_without_changes_is_the_same_policy(self):
        out = self.folder / "same.toml"
        self.assertEqual(run("new", "S1a", "--out", out).returncode, 0)
        gains = [json.loads(run("solve", name, *TRADE, "--json", *SMALL).stdout)["scenarios"][0]["trade"]["central"]["areas"] for name in ("S1a", out)]
        self.assertEqual(*gains)

    def test_slips_are_asked_about_or_refused(self):
        out = self.folder / "slip.toml"
        self.assertIn("warning", run("new", "S1a", "--size", 90, "--out", out).stderr)
        for arguments, words in ((("S1a", "--goods", "cars"), 'named "cars"'), (("S12",), "is a package itself"), (("S1a", "--size", "-1"), "cannot be below zero"),
                                 (("S1a", "--closure", "nonsense"), 'no "nonsense"')):
            said = run("new", *arguments, "--out", self.folder / "no.toml")
            self.assertEqual(said.returncode, 2, arguments)
            self.assertIn(words, said.stderr)
            self.assertFalse((self.folder / "no.toml").exists())
        self.assertIn("is no name of a scenario file", run("new", "S1a", "--out", self.folder / "no.h5").stderr)


class Others(Scratch):
    def test_a_province_that_is_merged_is_known_and_can_be_kept_apart(self):
        merged = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "Sichuan", to = "Guizhou" }\nscale = 0.9\n')
        said = run("solve", merged, "--sectors", 3, *TRADE)
        self.assertEqual(said.returncode, 2)
        self.assertIn("it is part of RestOfChina here; --regions all-31 keeps every province apart", said.stderr)
        self.assertIn("它在此处属于RestOfChina", run("solve", merged, "--sectors", 3, *TRADE, "--lang", "zh").stderr)

    def test_a_scenario_that_cannot_be_stated_does_not_stop_the_others(self):
        bad = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "Chongqing", to = "Guizhou", good = "coal" }\nscale = 0.9\n')
        out = self.folder / "o.h5"
        said = run("solve", bad, "S1a", "--sectors", 3, *TRADE, "--out", out)
        self.assertEqual(said.returncode, 2)
        self.assertIn("mine is left out: ", said.stderr)
        self.assertIn("coal", said.stderr)
        with xarray.open_dataset(out) as data:
            self.assertEqual(list(data.scenario.values), ["S1a"])
        self.assertEqual(run("solve", bad, "--sectors", 3, *TRADE).returncode, 2)

    def test_paths_in_a_file_are_relative_to_it(self):
        closure = (SOURCES / "data/closures/short_run.toml").read_text()
        (self.folder / "inner").mkdir()
        (self.folder / "inner/own.toml").write_text(closure)
        mine = self.folder / "inner/mine.toml"
        mine.write_text('id = "mine"\ntitle = { zh = "我的", en = "Mine" }\nclosure = "./own.toml"\n[[shock]]\nparameter = "iceberg"\n'
                        'where = { from = "Chongqing", to = "Guizhou" }\nscale = 0.9\n')
        said = run("solve", mine, "--sectors", 3, *TRADE)
        self.assertEqual(said.returncode, 0, said.stderr)
        (self.folder / "plan.toml").write_text('id = "p"\ntitle = { zh = "方案", en = "Plan" }\nscenarios = ["inner/mine.toml"]\n'
                                               'benchmark = { sectors = "3", trade = "中" }\n')
        said = run("batch", self.folder / "plan.toml", "--out", self.folder / "p.h5")
        self.assertEqual(said.returncode, 0, said.stderr)

    def test_an_out_that_promises_another_format_is_refused(self):
        for name in ("a.xlsx", "a.csv", "a.docx"):
            said = run("solve", "S1a", "--out", self.folder / name)
            self.assertEqual(said.returncode, 2)
            self.assertIn("promises another format", said.stderr)
            self.assertFalse((self.folder / name).exists())

    def test_lists_are_in_both_languages(self):
        regions = {r["label"]: r for r in json.loads(run("list", "regions", "--json").stdout)}
        self.assertEqual(len(regions), 31)
        self.assertEqual(regions["Guizhou"]["code"], "520000")
        self.assertEqual(regions["Guizhou"]["zh"], "贵州")
        for what in ("regions", "sectors", "parameters", "closures", "scenarios", "indicators", "games", "plans", "chains", "mappings"):
            rows = json.loads(run("list", what, "--json").stdout)
            self.assertGreater(len(rows), 1, what)
            for row in rows:
                self.assertTrue(row["zh"] and row["en"], row)
            table = run("list", what, "--csv").stdout
            self.assertEqual(table.count("\n"), len(rows) + 1)
            self.assertEqual(run("list", what, "--lang", "zh").returncode, 0)
        self.assertIn("行政区划代码", run("list", "regions", "--lang", "zh").stdout)
        self.assertIn('did you mean "regions"', run("list", "region").stderr)


if __name__ == "__main__":
    unittest.main()
