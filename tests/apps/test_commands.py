#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Run every command as a user would: exit codes, texts, --json, languages, files, interruption."""
import csv
import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
import unittest

import xarray

from program import PROGRAM, SMALL, SOURCES, Scratch, clean, run


def run_on_terminal(*arguments, **environment):
    """Everything that the program writes when its output is a terminal."""
    env = clean(environment | {"TERM": "xterm"})
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(PROGRAM, [PROGRAM, *map(str, arguments)], env)
    written = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        written += part
    os.waitpid(pid, 0)
    os.close(terminal)
    return written.decode()


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Help(unittest.TestCase):
    def test_help_shows_examples_and_exit_codes(self):
        result = run("--help")
        self.assertEqual(result.returncode, 0)
        for text in ("Examples:", "yuqian solve S1a", "Exit codes:", "130", "NO_COLOR", "YUQIAN_DATA"):
            self.assertIn(text, result.stdout)
        for command in ("check", "balance", "calibrate", "solve", "sensitivity", "batch", "merge", "compare", "explain", "model"):
            help_text = run(command, "--help")
            self.assertEqual(help_text.returncode, 0, command)
            self.assertIn("Example", help_text.stdout, command)
        self.assertEqual(run("--version").returncode, 0)

    def test_wrong_command_lines(self):
        for arguments, wanted in (((), "subcommand"), (("slove", "S1a"), 'did you mean "solve"?'),
                                  (("solve",), "SCENARIO"), (("solve", "S1a", "--lnag", "zh"), "--lnag"),
                                  (("info", "--lang", "fr"), "fr"), (("solve", "S1a", "--solver", "magic"), "magic")):
            result = run(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(wanted, result.stderr, arguments)
            self.assertEqual(result.stdout, "", arguments)


class Info(unittest.TestCase):
    def test_lists_what_is_shipped(self):
        result = run("info")
        self.assertEqual(result.returncode, 0, result.stderr)
        for text in ("S1a", "S10", "short_run", "with-sichuan", "low, central, high"):
            self.assertIn(text, result.stdout)
        self.assertLess(result.stdout.index("S2 "), result.stdout.index("S10 "))
        listed = json.loads(run("info", "--json").stdout)
        self.assertEqual(listed["trade_estimates"], ["low", "central", "high"])
        self.assertIn("S1d", [s["id"] for s in listed["scenarios"]])

    def test_says_where_it_looked_for_data(self):
        with tempfile.TemporaryDirectory() as empty:
            for command in (["info"], ["solve", "S1a"], ["calibrate"], ["check"]):
                result = run(*command, YUQIAN_DATA=empty)
                self.assertEqual(result.returncode, 2, command)
                self.assertIn(empty, result.stderr, command)
                self.assertIn("YUQIAN_DATA", result.stderr, command)


class Solve(Scratch):
    def test_table_has_figures_and_their_definitions(self):
        result = run("solve", "S1a", *SMALL)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        for text in ("Chongqing and Guizhou", "Rest of China", "China", "10^8 yuan", "Base year 2017", "relative to the benchmark",
                     "Closure: Factors stay", "estimated", "low", "central", "high", "Checks of the model", "Walras"):
            self.assertIn(text, result.stdout)
        self.assertNotIn("\033", result.stdout, "no colour where the output is not a terminal")
        self.assertEqual(result.stderr, "", "no progress where it is not a terminal")

    def test_chinese_uses_the_glossary_and_lines_up(self):
        result = run("solve", "S1a", "--lang", "zh", *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        for text in ("相对基准变化", "重庆", "贵州", "两地合计", "全国", "实际地区生产总值", "等价变化", "闭合", "估计", "亿元", "通过"):
            self.assertIn(text, result.stdout)
        self.assertNotIn("增长率", result.stdout)
        lines = result.stdout.splitlines()
        at = next(k for k, line in enumerate(lines) if line.startswith("相对基准变化"))
        self.assertEqual(len({width(line) for line in lines[at - 1:at + 6]}), 1, "columns line up")

    def test_structure_of_the_two_in_a_few_lines(self):
        out = self.folder / "s.h5"
        english = run("solve", "S1a", "--trade", "central", "--out", out, *SMALL).stdout
        chinese = run("solve", "S1a", "--trade", "central", "--lang", "zh", *SMALL).stdout
        for text, words, name in ((english, ("trade creation and diversion", "similarity with the partner", "concentration of suppliers"),
                                   "Chongqing"),
                                  (chinese, ("贸易创造与转移", "与对方的相似系数", "中间品供应商集中度"), "重庆")):
            for word in words:
                self.assertIn(word, text)
            block = text[text.index(words[0]):]
            effects = next(line for line in block.splitlines() if line.startswith("  " + name)).split()[-5:]
            indices = next(line for line in block[block.index(words[1]):].splitlines() if line.startswith("  " + name)).split()[-4:]
            with xarray.open_dataset(out) as data:
                data = data.sel(scenario="S1a", trade="central")
                parts = data.trade_effects.sel(supplier="Chongqing", region_to="Guizhou").sum("sector")
                for shown, value in zip(effects, (parts.sum(), *parts), strict=True):
                    self.assertAlmostEqual(float(shown), float(value), delta=0.05)
                alike = data.structural_similarity.sel(region="Chongqing", partner="Guizhou")
                spread = data.supplier_concentration_mean.sel(region="Chongqing")
                self.assertEqual(indices, [f"{v:.{d}f}" for t in (alike, spread) for v, d in
                                           ((float(t[0]), 4), (float(t[1] - t[0]), 5))])

    def test_jobs_are_figures_or_zero_by_construction(self):
        for arguments, words in ((("S7t",), "zero by construction"), (("S7t", "--lang", "zh"), "由设定决定为零")):
            result = run("solve", *arguments, "--trade", "central", "--sectors", "8")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(result.stdout.count(words), 5, "every area")
        result = run("solve", "S7j", "--trade", "central", "--sectors", "8")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("yuan per job", result.stdout)
        self.assertNotIn("zero by construction", result.stdout)

    def test_json_is_parsed_and_consistent(self):
        result = run("solve", "S1a", "S0", "--trade", "low,high", "--json", *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        told = json.loads(result.stdout)
        self.assertEqual([s["id"] for s in told["scenarios"]], ["S1a", "S0"])
        policy, baseline = (s["trade"] for s in told["scenarios"])
        self.assertEqual(list(policy), ["low", "high"])
        for estimate in policy.values():
            self.assertTrue(estimate["solved"])
            self.assertTrue(all(c["passed"] for c in estimate["checks"].values()))
            areas = estimate["areas"]
            pair = sum(areas[r]["equivalent_variation"] for r in ("Chongqing", "Guizhou"))
            self.assertAlmostEqual(areas["ChongqingGuizhou"]["equivalent_variation"], pair, places=8)
            self.assertAlmostEqual(pair + areas["RestOfChina"]["equivalent_variation"],
                                   areas["China"]["equivalent_variation"], places=8)
            self.assertGreater(areas["Guizhou"]["grp_real_change"], 0)
        self.assertGreater(policy["high"]["areas"]["Guizhou"]["grp_real_change"],
                           policy["low"]["areas"]["Guizhou"]["grp_real_change"])
        for area in baseline["low"]["areas"].values():
            self.assertLess(abs(area["grp_real_change"]), 1e-8)
            self.assertLess(abs(area["equivalent_variation"]), 1e-6)

    def test_options_may_stand_before_the_scenario(self):
        told = json.loads(run("--json", "solve", "--trade", "low", "S1a", *SMALL).stdout)
        self.assertEqual(list(told["scenarios"][0]["trade"]), ["low"])

    def test_parts_of_a_package(self):
        told = json.loads(run("solve", "S1a", "S1b", "S1c", "S1d", "--trade", "central", "--json", *SMALL).stdout)
        gain = {s["id"]: s["trade"]["central"]["areas"]["ChongqingGuizhou"]["grp_real_change"] for s in told["scenarios"]}
        self.assertAlmostEqual(gain["S1b"] + gain["S1c"], gain["S1a"], delta=0.1 * gain["S1a"])
        self.assertLess(gain["S1d"], gain["S1a"] / 2, "a wedge gives far less than an iceberg")
        self.assertGreater(gain["S1d"], 0)

    def test_unknown_scenario_closure_trade_and_regions_name_the_nearest(self):
        for arguments, wanted in ((("S1x",), "did you mean"), (("S1a", "--closure", "long_rum"), 'did you mean "long_run"?'),
                                  (("S1a", "--trade", "centrl"), 'did you mean "central"?'),
                                  (("S1a", "--trade", "low,low"), "twice"),
                                  (("S1a", "--regions", "with-sichaun"), 'did you mean "with-sichuan"?'),
                                  (("S1a", "S1a"), "twice"), (("/no/such/file.toml",), "/no/such/file.toml")):
            result = run("solve", *arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(wanted, result.stderr, arguments)

    def test_a_scenario_of_ones_own_with_a_slip(self):
        path = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "Chonqing" }\nscale = 0.9\n')
        result = run("solve", path, *SMALL)
        self.assertEqual(result.returncode, 2)
        self.assertIn(f"{path}:6:18", result.stderr)
        self.assertIn('did you mean "Chongqing"?', result.stderr)
        path = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "Sichuan" }\nscale = 0.9\n')
        self.assertIn("--regions", run("solve", path, *SMALL).stderr)
        self.assertEqual(run("solve", path, "--regions", "with-sichuan", "--trade", "low", *SMALL).returncode, 0)

    def test_s2_brings_its_own_regions(self):
        result = run("solve", "S2", "--trade", "central", *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("Sichuan", result.stdout)
        clash = run("solve", "S2", "--regions", "default", "--trade", "central", *SMALL)
        self.assertEqual(clash.returncode, 2)
        self.assertIn("Sichuan", clash.stderr)

    def test_closure_of_the_user_and_second_solver(self):
        newton, ipopt, short = (json.loads(run("solve", "S1a", "--trade", "central", "--json", *SMALL, *more).stdout)["scenarios"][0]
                                for more in ((), ("--solver", "ipopt"), ("--closure", "short_run")))
        gain = [s["trade"]["central"]["areas"]["China"]["grp_real_change"] for s in (newton, ipopt, short)]
        self.assertAlmostEqual(gain[0], gain[1], delta=1e-6)
        self.assertNotAlmostEqual(gain[0], gain[2], delta=1e-9)
        self.assertEqual(short["closure"]["capital"], "specific")

    def test_a_solve_that_fails_is_told_and_its_figures_are_missing(self):
        # An inflow that no economy of this size could pay for.
        path = self.scenario('[[shock]]\nparameter = "foreign_saving"\nwhere = { region = "*" }\nadd = -1e7\n')
        out = self.folder / "x.h5"
        result = run("solve", "S1a", path, "--trade", "low", "--out", out, *SMALL)
        self.assertEqual(result.returncode, 3, result.stderr)
        self.assertIn("not solved  mine, low", result.stdout)
        self.assertRegex(result.stdout, r"residual .* at level")
        self.assertEqual(run("check", out).returncode, 1)
        with xarray.open_dataset(out) as data:
            self.assertEqual(int(data.status.sel(scenario="S1a", trade="low")), 0)
            self.assertNotEqual(int(data.status.sel(scenario="mine", trade="low")), 0)
            self.assertTrue(bool(data.grp_real.sel(scenario="mine").isnull().all()))
            self.assertTrue(bool(data.grp_real.sel(scenario="S1a").notnull().all()))
        told = json.loads(run("solve", path, "--trade", "low", "--json", *SMALL).stdout)["scenarios"][0]["trade"]["low"]
        self.assertFalse(told["solved"])
        self.assertGreater(len(told["worst"]), 0)
        self.assertNotIn("areas", told)

    def test_a_place_that_cannot_be_written_is_said(self):
        result = run("solve", "S0", "--trade", "low", "--out", self.folder / "none" / "x.h5", *SMALL)
        self.assertEqual(result.returncode, 2)
        self.assertIn("none", result.stderr)

    def test_interrupt_leaves_nothing_behind(self):
        arguments = ["solve", "S3", "S3b", "S1a", "S1b", "S1c", "S10", "--range", "0", "--regions", "all-31", "--out", str(self.folder / "s3.h5")]
        process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(1.0)
        self.assertIsNone(process.poll(), "the solve takes longer than a second")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn("interrupted", err)
        self.assertEqual(out, "")
        self.assertEqual(list(self.folder.iterdir()), [])


class Decompose(Scratch):
    """Where figures come from: welfare by source, packages by part, many scenarios in one table."""

    def test_welfare_by_source_adds_up_on_screen_in_json_and_in_the_file(self):
        out = self.folder / "d.h5"
        told = json.loads(run("solve", "S1a", "--decompose", "ev", "--out", out, "--json", *SMALL).stdout)
        central = told["scenarios"][0]["trade"]["central"]
        for area, parts in central["equivalent_variation_by_source"].items():
            if area in central["areas"]:
                self.assertAlmostEqual(sum(parts.values()), central["areas"][area]["equivalent_variation"], 8)
            self.assertLess(abs(parts["path_error"]), 1e-6 * abs(sum(parts.values())))
        with xarray.open_dataset(out) as data:
            total = data.equivalent_variation_by_source.sum("welfare_source")
            xarray.testing.assert_allclose(total, data.equivalent_variation.sum("household"), rtol=1e-9)
        screen = run("solve", "S1a", "--decompose", "ev", "--trade", "central", *SMALL).stdout
        self.assertIn("terms of trade, provinces", screen)
        self.assertIn("省际贸易条件", run("solve", "S1a", "--decompose", "ev", "--trade", "central", "--lang", "zh", *SMALL).stdout)

    def test_a_package_by_its_parts(self):
        path = self.scenario(
            '[[part]]\nscenario = "S1b"\n[[part]]\nscenario = "S1c"\n[[shock]]\npart = "duty"\nparameter = "foreign_tariff"\nadd = 0.01\n')
        out = self.folder / "p.h5"
        told = json.loads(run("solve", path, "--decompose", "shapley", "--out", out, "--json", *SMALL).stdout)
        package = told["scenarios"][0]["trade"]["low"]["package"]
        self.assertEqual(list(package["alone"]["grp_real"]["Guizhou"]), ["S1b", "S1c", "duty"])
        for measure, areas in package["total"].items():
            for area, total in areas.items():
                self.assertAlmostEqual(sum(package["shapley"][measure][area].values()), total, 6)
        with xarray.open_dataset(out) as data:
            self.assertEqual(data.package_alone_mine.sel(trade="low", package_measure="grp_real", area="Guizhou",
                                                         package_part_mine="duty").item(),
                             package["alone"]["grp_real"]["Guizhou"]["duty"])
        screen = run("solve", path, "--trade", "low", *SMALL)
        self.assertEqual(screen.returncode, 0, screen.stderr)
        self.assertIn("interaction", screen.stdout)
        self.assertNotIn("Shapley", screen.stdout)

    def test_a_scenario_that_is_no_package_is_refused(self):
        result = run("solve", "S1a", "--decompose", "shapley", *SMALL)
        self.assertEqual(result.returncode, 2)
        self.assertIn("package", result.stderr)

    def test_several_scenarios_end_with_one_table(self):
        both = run("solve", "S0", "S1a", "--lang", "zh", *SMALL).stdout
        self.assertIn("各情景一览", both)
        self.assertRegex(both.split("各情景一览")[1], r"S1a .* \[.*\]")
        self.assertIn("no SCENARIO", run("solve").stderr)


class Terminal(unittest.TestCase):
    def test_colour_on_terminals_unless_told_otherwise(self):
        arguments = ["solve", "S0", "--range", "0", "--trade", "low", *SMALL]
        self.assertIn("\033[1m", run_on_terminal(*arguments))
        self.assertNotIn("\033[1m", run_on_terminal(*arguments, NO_COLOR="1"))
        self.assertNotIn("\033[1m", run_on_terminal(*arguments, "--no-color"))

    def test_progress_on_a_terminal_and_wiped(self):
        written = run_on_terminal("solve", "S3", "--range", "0", "--regions", "all-31")
        self.assertIn("solving S3", written)
        self.assertTrue(written.rindex("\r\033[K") > written.rindex("solving S3"))


class CheckBalanceCalibrate(Scratch):
    def test_check_everything(self):
        result = run("check", "--json")
        self.assertEqual(result.returncode, 0, result.stdout)
        told = json.loads(result.stdout)
        self.assertTrue(told["passed"])
        self.assertGreater(len(told["checks"]), 20)
        product = next(c for c in told["checks"] if c["what"] == "product of Chongqing")
        self.assertIn("19424.7", product["detail"])
        self.assertIn("20064.8", product["detail"])

    def test_check_files(self):
        good = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "Chongqing", to = "Guizhou" }\nscale = 0.9\n', "good.toml")
        bad = self.scenario('[[shock]]\nparameter = "icebreg"\nscale = 0.9\n', "bad.toml")
        self.assertEqual(run("check", good).returncode, 0)
        result = run("check", good, bad)
        self.assertEqual(result.returncode, 1)
        self.assertIn('did you mean "iceberg"?', result.stdout)
        self.assertEqual(run("check", self.folder / "nothing.toml").returncode, 2)

    def test_calibrate(self):
        out = self.folder / "benchmark.h5"
        result = run("calibrate", "--out", out, "--json", *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        told = json.loads(result.stdout)["trade"]
        self.assertAlmostEqual(told["central"]["Guizhou"]["grp"], 13540.8, delta=13.5)
        self.assertLess(told["low"]["Guizhou"]["partner_share"], told["high"]["Guizhou"]["partner_share"])
        self.assertAlmostEqual(told["central"]["Chongqing"]["grp_revised"], 20064.8, delta=0.1)
        with xarray.open_dataset(out) as data:
            self.assertEqual(list(data.variant.values), list(told))
            # A good's margins are part of what is paid for it: what arrives, with margins, is bought or sold on as margin.
            home = {"route_from": data.region.values, "route_to": data.region.values}
            abroad = {"route_from": "RestOfWorld", "route_to": data.region.values}
            use = data.intermediate.sum("using_sector") + data.rural + data.urban + data.government + data.investment
            paid = data.margin.sum("margin_service")
            arrived = (data.trade.sum("supplier").rename(region_to="region") + data.imports
                       + (paid.sel(home).sum("route_from") + paid.sel(abroad)).drop_vars("route_from").rename(route_to="region"))
            self.assertAlmostEqual(float(use.sum() + paid.sel(home).sum() + paid.sel(abroad).sum()), float(arrived.sum()), delta=1e-6 * float(use.sum()))
            sold = data.exports + data.trade.sum("region_to").rename(supplier="region")
            margins_sold_abroad = float(paid.sel(route_to="RestOfWorld").sum())
            self.assertGreater(margins_sold_abroad, 0)
            self.assertAlmostEqual(float(sold.sum()) + margins_sold_abroad, 3 * float(data.output.sum()), delta=1e-6 * float(use.sum()))
        self.assertEqual(run("calibrate", "--lang", "zh", *SMALL).returncode, 0)

    def test_calibrate_writes_a_matrix_that_balances(self):
        sam = self.folder / "sam.csv"
        self.assertEqual(run("calibrate", "--trade", "central", "--sam", sam, *SMALL).returncode, 0)
        receipts, expenditure = {}, {}
        with open(sam, encoding="utf-8", newline="") as stream:
            for line in csv.DictReader(stream):
                value = float(line["value"])
                receipts[line["row"]] = receipts.get(line["row"], 0) + value
                expenditure[line["column"]] = expenditure.get(line["column"], 0) + value
        total = sum(receipts.values())
        for account in receipts:
            self.assertAlmostEqual(receipts[account], expenditure[account], delta=1e-9 * total, msg=account)
        refused = run("calibrate", "--sam", sam, *SMALL)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("add --trade low, central or high", refused.stderr)

    def test_balance_says_what_is_missing(self):
        result = run("balance", "--tables", self.folder, "--out", self.folder / "x.h5")
        self.assertEqual(result.returncode, 2)
        self.assertIn(str(self.folder), result.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])


class Compare(Scratch):
    def test_side_by_side_with_a_warning_about_closures(self):
        long_run, short_run, other = (self.folder / name for name in ("long.h5", "short.h5", "other.h5"))
        self.assertEqual(run("solve", "S1a", "--out", long_run, *SMALL).returncode, 0)
        self.assertEqual(run("solve", "S1a", "--closure", "short_run", "--out", short_run, *SMALL).returncode, 0)
        self.assertEqual(run("solve", "S1b", "S1c", "--out", other, *SMALL).returncode, 0)
        result = run("compare", long_run, short_run)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("differ in closure (capital: mobile / specific)", result.stderr)
        self.assertIn("S1a long_run", result.stdout)
        self.assertIn("S1a short_run", result.stdout)
        self.assertIn("闭合规则不同", run("compare", long_run, short_run, "--lang", "zh").stderr)
        plain = run("compare", long_run, other, "--trade", "high")
        self.assertEqual(plain.stderr, "", "the same closure, nothing to warn of")
        told = json.loads(run("compare", long_run, other, "--json").stdout)
        self.assertEqual([c["name"] for c in told["cases"]], ["S1a", "S1b", "S1c"])
        solved = json.loads(run("solve", "S1a", "--json", *SMALL).stdout)["scenarios"][0]["trade"]["central"]["areas"]
        for area, figures in told["cases"][0]["areas"].items():
            self.assertAlmostEqual(figures["grp_real_change"], solved[area]["grp_real_change"], places=9)
        self.assertEqual(run("check", long_run).returncode, 0)

    def test_files_that_are_no_results(self):
        text = self.folder / "text.h5"
        text.write_text("no")
        for path in (text, self.folder / "absent.h5", SOURCES / "data/china-2017/china-2017.h5"):
            result = run("compare", path)
            self.assertEqual(result.returncode, 2, path)
            self.assertIn(path.name, result.stderr)


class ModelFiles(Scratch):
    def test_a_published_model_and_a_missed_promise(self):
        oracle = SOURCES / "tests/oracles/shoven_whalley_1984.toml"
        result = run("model", oracle, "--json")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertTrue(json.loads(result.stdout)["kept"])
        self.assertIn("prices", run("model", oracle).stdout)
        result = run("model", SOURCES / "tests/oracles/no_such.toml")
        self.assertEqual(result.returncode, 2)
        wrong = self.folder / "wrong.toml"
        text = (SOURCES / "tests/oracles/cobb_douglas_exchange.toml").read_text()
        wrong.write_text(text.replace("[case.expect]", "[case.expect]\nabsolute = 0", 1) + "\nnot toml")
        result = run("model", wrong)
        self.assertEqual(result.returncode, 2)
        self.assertIn(str(wrong), result.stderr)

    def test_chosen_outputs_stand_instead_of_all_levels(self):
        growth = SOURCES / "tests/oracles/recursive_growth.toml"
        result = run("model", growth, "--lang", "zh")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(result.stdout.count("consumption"), 12)  # once a year
        self.assertNotIn("Y[food]", result.stdout)
        last = json.loads(run("model", growth, "--json").stdout)["cases"][-1]
        self.assertEqual(last["name"], "year[2036]")
        self.assertGreater(last["outputs"]["capital"], 2.7)
        self.assertIn("Y[food]", last["activities"])


class NoProduct(Scratch):
    """At benchmark prices what a hundredfold cheaper export leaves of a province's output is worth less than nothing: no change is shown."""

    def test_a_volume_below_zero_is_no_product(self):
        path, out = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { to = "RestOfWorld" }\nscale = 0.01\n'), self.folder / "out.h5"
        solved = run("solve", path, *SMALL, "--trade", "central", "--json", "--out", out)
        self.assertEqual(solved.returncode, 0, solved.stderr)
        told = json.loads(solved.stdout)["scenarios"][0]["trade"]["central"]["areas"]
        self.assertEqual(run("check", out).returncode, 0)
        with xarray.open_dataset(out) as file:
            real = file.grp_real.isel(scenario=0, trade=0).sel(state="counterfactual")
            below = [str(a) for a in real.area.values if float(real.sel(area=a)) <= 0]
            self.assertIn("Guizhou", below)
            self.assertNotIn("Chongqing", below)
            for area, figures in told.items():
                change = float(file.grp_real_change.isel(scenario=0, trade=0).sel(area=area))
                self.assertEqual(figures["grp_real_change"] is None, area in below, area)
                self.assertEqual(change != change, area in below, area)
                if area not in below:
                    self.assertGreater(change, -100)
        for language, words in (("en", ("which is not a product", "Fisher")), ("zh", ("不是产品", "费雪指数"))):
            shown = "".join(run("solve", path, *SMALL, "--trade", "central", "--lang", language).stdout.split())
            for word in words:
                self.assertIn(word.replace(" ", ""), shown)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
