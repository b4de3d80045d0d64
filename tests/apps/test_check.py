#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`yuqian check` recomputes what a result file says, and reads every kind of file as what it is."""
import csv
import json
import shutil
import unittest

import h5py
import numpy
import xarray

from program import SMALL, SOURCES, Scratch, run, seal


class AlteredResults(Scratch):
    """One altered figure is found, whichever it is; the file as written passes."""

    def setUp(self):
        super().setUp()
        self.whole = self.folder / "whole.h5"
        self.assertEqual(run("solve", "S1a", "S8", "--decompose", "ev", "--trade", "central", "--out", self.whole, *SMALL).returncode, 0)

    def altered(self, **changes):
        """What `check` says of the file with variables changed, each by a function on its values."""
        path = self.folder / "altered.h5"
        shutil.copy(self.whole, path)
        with h5py.File(path, "a") as file:
            for name, change in changes.items():
                values = file[name][()]
                change(values)
                file[name][...] = values
        seal(path)  # whoever alters a figure can seal the file anew
        return run("check", path)

    def test_as_written(self):
        result = run("check", self.whole)
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("computed again", result.stdout)

    def test_one_figure_altered(self):
        def scale(scenario):
            def change(values):
                figures = values[scenario, 0].reshape(-1)
                figures[numpy.abs(figures).argmax()] *= 1.01
            return change
        # Enough of it to see, too little to notice by eye: one variable in each of the two scenarios.
        names = ("grp_real", "grp_nominal", "grp_income", "grp_expenditure", "grp_production", "grp_expenditure_real",
                 "grp_deflator", "grp_real_fisher", "absorption_real", "sector_output", "trade_volume", "consumption",
                 "grp_real_change", "equivalent_variation", "equivalent_variation_share",
                 "equivalent_variation_all", "equivalent_variation_share_all", "consumer_price_all",
                 "compensating_variation", "welfare_metric", "welfare_metric_by_user",
                 "welfare_metric_by_source", "equivalent_variation_by_source", "equivalent_variation_by_channel",
                 "consumer_price_change", "emissions_change", "sector_output_value", "input_purchases")
        half = len(names) // 2
        for first, second in zip(names[:half], names[half:], strict=True):
            result = self.altered(**{first: scale(0), second: scale(1)})
            self.assertEqual(result.returncode, 1, f"{first}, {second}: {result.stdout}")
            for scenario, name in (("S1a, central", first), ("S8, central", second)):
                self.assertIn(scenario, result.stdout, name)

    def test_levels_and_their_change_altered_together(self):
        path = self.folder / "altered.h5"
        shutil.copy(self.whole, path)
        with h5py.File(path, "a") as file:
            levels = file["grp_real"][()]
            levels[0, 0, 1, 0] *= 1.01
            file["grp_real"][...] = levels
            change = file["grp_real_change"][()]
            change[0, 0, 0] = 100 * (levels[0, 0, 1, 0] / levels[0, 0, 0, 0] - 1)
            file["grp_real_change"][...] = change
        seal(path)
        result = run("check", path)
        self.assertEqual(result.returncode, 1)
        self.assertIn("grp_real", result.stdout)

    def test_what_is_not_a_number_has_not_passed(self):
        def unknown(values):
            values[0, 0, 1] = numpy.nan
        result = self.altered(check_value=unknown)
        self.assertEqual(result.returncode, 1)
        self.assertIn("walras nan", result.stdout)

    def test_a_failed_check_does_not_pass_by_its_word(self):
        def failed(values):
            values[0, 0, 1] = 1
        result = self.altered(check_outcome=failed)
        self.assertEqual(result.returncode, 1)
        self.assertIn("walras", result.stdout)

    def test_findings_in_chinese(self):
        def scale(values):
            values[0, 0].flat[0] *= 1.01
        self.altered(grp_real_change=scale)
        chinese = run("check", self.folder / "altered.h5", "--lang", "zh").stdout
        self.assertIn("由水平值算得", chinese)
        told = json.loads(run("check", self.folder / "altered.h5", "--json").stdout)["checks"][0]
        self.assertIn("its levels make", told["detail"])
        self.assertIn("由水平值算得", told["detail_zh"])

    def test_checks_taken_away(self):
        path = self.folder / "without.h5"
        shutil.copy(self.whole, path)
        with h5py.File(path, "a") as file:
            del file["check_value"]
        seal(path)
        result = run("check", path)
        self.assertEqual(result.returncode, 1)
        self.assertIn("no standing checks", result.stdout)


class Kinds(Scratch):
    """A file is read as what it is, and what is wrong with it is told in its own terms."""

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def test_every_kind_that_is_shipped(self):
        benchmark, batch = self.folder / "benchmark.h5", self.folder / "batch.h5"
        self.assertEqual(run("calibrate", "--trade", "central", "--out", benchmark, *SMALL).returncode, 0)
        plan = self.write("plan.toml", 'id = "p"\ntitle = { zh = "测", en = "P" }\nscenarios = ["S1a"]\n'
                          '[benchmark]\nsectors = "3"\ntrade = "central"\n')
        self.assertEqual(run("batch", plan, "--out", batch).returncode, 0)
        for path, told in ((SOURCES / "data/plans/elasticities.toml", "306 cases fit"),
                           (plan, "1 cases fit"),
                           (SOURCES / "tests/oracles/mathiesen.toml", "values as promised: 11"),
                           (SOURCES / "data/elasticities/default.csv", "42 sectors"),
                           (SOURCES / "data/mappings/regions/default.toml", "31 to 3"),
                           (SOURCES / "data/closures/long_run.toml", "Replication of the benchmark"),
                           (SOURCES / "data/scenarios/S1a.toml", "closure long_run"),
                           (benchmark, "costs add up to output"), (batch, "1 of 1 cases solved")):
            result = run("check", path, *SMALL)
            self.assertEqual(result.returncode, 0, f"{path}: {result.stdout}{result.stderr}")
            self.assertIn(told, result.stdout, path)

    def test_what_is_wrong_is_told(self):
        plan = 'id = "p"\ntitle = { zh = "测", en = "P" }\nscenarios = ["S1a"]\n'
        for name, text, told in (
                ("indicator.toml", plan + 'indicators = ["grp_rael"]\n', "grp_rael"),
                ("factor.toml", plan + '[[factor]]\nparameter = "esubmm"\nvalues = [0.5, 2]\n', 'did you mean "esubm"?'),
                ("label.toml", plan + '[[factor]]\nparameter = "esubm"\nwhere = { good = "cole" }\nvalues = [0.5, 2]\n', "cole"),
                ("model.toml", '[model]\nname = "m"\nnumeraire = "P"\n[commodities]\nP = 1\n[[sector]]\nname = "a"\ninputs = { Q = 1 }\noutputs = { P = 1 }\n', '"Q"'),
                ("elasticities.csv", "sector,esubd\nagriculture,2\n", "esubm")):
            result = run("check", self.write(name, text))
            self.assertEqual(result.returncode, 1, f"{name}: {result.stdout}{result.stderr}")
            self.assertIn(told, result.stdout, name)

    def test_no_kind(self):
        result = run("check", self.write("other.toml", 'colour = "red"\n'))
        self.assertEqual(result.returncode, 2)
        for kind in ("mapping", "model", "plan", "scenario", "closure"):
            self.assertIn(kind, result.stderr)

    def test_a_broken_promise_of_a_model(self):
        text = (SOURCES / "tests/oracles/mathiesen.toml").read_text()
        self.assertEqual(run("check", self.write("kept.toml", text)).returncode, 0)
        result = run("check", self.write("broken.toml", text.replace("prices = { P1 = 6", "prices = { P1 = 6.1")))
        self.assertEqual(result.returncode, 1)
        self.assertIn("P1", result.stdout)


class Judgements(Scratch):
    """What is to be read with the figures: on screen in both languages, in JSON, in the file, before and after solving."""

    CUT = '[[shock]]\nparameter = "iceberg"\nwhere = { from = "Chongqing", to = "Guizhou", both_ways = true }\nscale = 90\n'

    def test_a_factor_of_90(self):
        path, out = self.scenario(self.CUT), self.folder / "r.h5"
        checked = run("check", path)
        self.assertEqual(checked.returncode, 0)
        self.assertIn("is 0.9 meant?", checked.stdout)
        self.assertIn("mine.toml:4", checked.stdout)
        solved = run("solve", path, "--trade", "central", "--json", "--out", out, *SMALL)
        self.assertEqual(solved.returncode, 0)
        told = json.loads(solved.stdout)["scenarios"][0]["trade"]["central"]["judgements"]
        for name in ("plausible", "first_order"):
            self.assertEqual(told[name]["verdict"], "warning", told)
            self.assertTrue(all(reason["zh"] and reason["en"] for reason in told[name]["reasons"]))
        with xarray.open_dataset(out) as data:
            self.assertEqual(list(data.judgement.values), ["plausible", "first_order"])
            self.assertEqual(data.judgement_verdict.attrs["flag_meanings"].split()[1], "warning")
            self.assertTrue(bool((data.judgement_verdict == 1).all()))
            self.assertIn("0.9", str(data.judgement_text_en[0, 0, 0].values))
            gain = float(data.absorption_real_change_value[0, 0, -1]) if "absorption_real_change_value" in data else None
            band = data.first_order_band[0, 0]
            self.assertLess(float(band.sel(first_order_item="saved")), float(band.sel(first_order_item="gain")))
            self.assertTrue(gain is None or abs(gain - float(band.sel(first_order_item="gain"))) < 1e-6 * abs(gain))
        chinese = run("solve", path, "--trade", "central", "--lang", "zh", *SMALL).stdout
        self.assertIn("是否应为0.9", "".join(chinese.split()))

    def test_usual_sizes_pass_in_silence(self):
        told = json.loads(run("solve", "S1a", "--trade", "central", "--json", "--sectors", "17").stdout)
        judgements = told["scenarios"][0]["trade"]["central"]["judgements"]
        self.assertEqual({name: j["verdict"] for name, j in judgements.items()}, {"plausible": "passed", "first_order": "passed"})
        told = json.loads(run("solve", "S8", "--trade", "central", "--json", "--sectors", "17").stdout)
        judgements = told["scenarios"][0]["trade"]["central"]["judgements"]
        self.assertEqual(judgements["first_order"]["verdict"], "not_applicable")

    def test_a_policy_of_the_nation_on_merged_provinces(self):
        out = self.folder / "r.h5"
        brief = run("solve", "S3", "S1a", "--brief", "--trade", "central", "--out", out, *SMALL).stdout
        self.assertIn("  S3*  ", brief)
        self.assertIn("  S1a  ", brief)
        self.assertIn("of which this region set merges 29", " ".join(brief.split()))
        with xarray.open_dataset(out) as data:
            self.assertIn("all-31", str(data.scenario_remark_en.sel(scenario="S3").values))
            self.assertEqual(str(data.scenario_remark_en.sel(scenario="S1a").values), "")


class Claims(Scratch):
    """Every row of data/scenarios/claims.csv holds on the region set and the estimates that it is about."""

    def test_every_claim(self):
        lines = [line for line in (SOURCES / "data/scenarios/claims.csv").read_text().splitlines() if not line.startswith("#")]
        rows = [row for row in csv.DictReader(lines)]
        for regions in sorted({row["regions"] for row in rows} - {"any"}):
            about = [row for row in rows if row["regions"] == regions or (row["regions"] == "any" and regions == "default")]
            ids = {i for row in about for i in (row["scenario"], row["over"]) if i}
            trades = sorted({t for row in about for t in (["low", "central", "high"] if row["trade"] == "any" else [row["trade"]])})
            out = self.folder / "claims.h5"
            solved = run("solve", *sorted(ids), "--regions", regions, "--trade", ",".join(trades), "--brief", "--out", out)
            self.assertEqual(solved.returncode, 0, solved.stdout)
            result = run("check", out)
            self.assertEqual(result.returncode, 0, result.stdout)
            told = [row for row in rows if row["regions"] in ("any", regions) and row["scenario"] in ids and (not row["over"] or row["over"] in ids)]
            expected = sum(len(trades) if row["trade"] == "any" else row["trade"] in trades for row in told)
            self.assertIn(f"claims of scenario texts that hold: {expected}", result.stdout, regions)

    def test_a_claim_that_does_not_hold(self):
        out = self.folder / "r.h5"
        self.assertEqual(run("solve", "S11k", "--regions", "default", "--trade", "central", "--out", out).returncode, 0)
        with h5py.File(out, "a") as file:  # the sign of one figure, its levels with it
            for name in ("grp_real", "grp_real_change"):
                values = file[name][()]
                if name == "grp_real":
                    values[..., 1, :] = 2 * values[..., 0, :] - values[..., 1, :]
                else:
                    values = -values
                file[name][...] = values
        seal(out)
        result = run("check", out)
        self.assertEqual(result.returncode, 1)
        self.assertIn("and its text says", result.stdout)


if __name__ == "__main__":
    unittest.main()
