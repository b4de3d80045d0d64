#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`yuqian govern` as a user calls it: screen, JSON, HDF5, journal, errors."""
import json
import subprocess
import unittest

import numpy
import xarray

from program import PROGRAM, SMALL, SOURCES, Scratch, clean, run

CENTRAL = ["--trade", "central"]


class Govern(Scratch):
    def three_neighbours(self):
        """G4 with three of its players: five structures, eight networks."""
        game = self.folder / "three.toml"
        text = (SOURCES / "data/games/G4.toml").read_text().split("[[player]]")
        keep = [p for p in text[1:] if any(f'name = "{n}"\n' in p for n in ("Chongqing", "Guizhou", "Sichuan"))]
        game.write_text("[[player]]".join([text[0], *keep]))
        return game

    def test_two_provinces_on_the_screen_as_json_and_in_a_file(self):
        out = self.folder / "g.h5"
        played = run("govern", "G1", *SMALL, *CENTRAL, "--draws", 2, "--out", out, "--json")
        self.assertEqual(played.returncode, 0, played.stderr)
        game = json.loads(played.stdout)["games"][0]
        central = game["trade"]["central"]
        forms = {f["id"]: f for f in central["forms"]}
        self.assertEqual(game["players"], ["Chongqing", "Guizhou"])
        for payoff in forms["status_quo"]["payoff"]:
            self.assertAlmostEqual(payoff, 0, places=6)
        self.assertLess(sum(forms["nash"]["payoff"]), 0)
        self.assertEqual(len(central["draws"]), 2)
        with xarray.open_dataset(out) as file:
            self.assertEqual(set(file.payoff.dims), {"trade", "form", "player"})
            for id, form in forms.items():
                if form["found"]:
                    numpy.testing.assert_array_equal(file.payoff.sel(trade="central", form=id), form["payoff"])
                    # Under the welfare closure a payoff of 1 is what residents gain.
                    gain = file.gain_rural + file.gain_urban
                    numpy.testing.assert_allclose(
                        gain.sel(trade="central", form=id, area="Chongqing"), form["payoff"][0], atol=1e-6)
            curve = central["curves"][1]
            numpy.testing.assert_array_equal(file.response_payoff.sel(trade="central", player="Guizhou"), curve["payoff"])
            own = file.response.sel(trade="central", player="Guizhou").dropna("instrument", how="all")
            numpy.testing.assert_array_equal(own, curve["answer"])
            numpy.testing.assert_array_equal(file.payoff_drawn.sel(trade="central"), numpy.array(central["draws"], dtype=float))
        explained = run("explain", out, "payoff[nash,Guizhou]", "--json")
        self.assertEqual(explained.returncode, 0, explained.stderr)
        value = json.loads(explained.stdout)
        self.assertAlmostEqual(value["value"], forms["nash"]["payoff"][1])
        self.assertAlmostEqual(sum(t["value"] for t in value["terms"]), value["value"])
        self.assertEqual(run("check", out).returncode, 0)
        self.assertIn("payoff[FORM,PLAYER]", run("explain", out, "ev[Guizhou]").stderr)

    def test_both_languages_say_whether_there_is_a_dilemma(self):
        for language, word in (("en", "A dilemma"), ("zh", "困境")):
            played = run("govern", "G1", *SMALL, *CENTRAL, "--lang", language)
            self.assertEqual(played.returncode, 0, played.stderr)
            self.assertIn(word, played.stdout)

    def test_a_run_that_was_stopped_goes_on_from_its_journal(self):
        game = self.three_neighbours()
        out = self.folder / "g.h5"
        whole = run("govern", game, *SMALL, *CENTRAL, "--jobs", 2, "--json", "--out", out)
        self.assertEqual(whole.returncode, 0, whole.stderr)
        self.assertFalse((self.folder / "g.h5.journal").exists())
        again = run("govern", game, *SMALL, *CENTRAL, "--jobs", 1, "--json")
        self.assertEqual(json.loads(whole.stdout), json.loads(again.stdout))
        coalitions = json.loads(whole.stdout)["games"][0]["trade"]["central"]["coalitions"]
        self.assertEqual(len(coalitions["structures"]), 5)
        self.assertAlmostEqual(sum(coalitions["shapley"]), coalitions["worth"][-1], places=6)

    def test_killed_it_goes_on_from_its_journal_to_the_same_bits(self):
        game = self.three_neighbours()
        out, whole = self.folder / "killed.h5", self.folder / "whole.h5"
        options = [game, *SMALL, *CENTRAL, "--jobs", "2"]
        self.assertEqual(run("govern", *options, "--out", whole).returncode, 0)
        journal = self.folder / "killed.h5.journal"
        process = subprocess.Popen([PROGRAM, "govern", *map(str, options), "--out", out], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=clean({}))
        while process.poll() is None and not (journal.exists() and journal.stat().st_size > 400):
            pass  # until the first structures are there
        process.kill()
        process.wait()
        self.assertTrue(journal.exists(), "it ended before it could be killed")
        self.assertFalse(out.exists())
        again = run("govern", *options, "--out", out)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertRegex(again.stderr, r"going on: \d+ structures")
        with xarray.open_dataset(out) as one, xarray.open_dataset(whole) as other:
            xarray.testing.assert_identical(one.drop_vars("provenance"), other.drop_vars("provenance"))
            self.assertEqual(one.network_payoff.sizes["network"], 8)
            stable = one.pairwise_stable.sel(trade="central")
            self.assertTrue(set(stable.values) <= {0, 1})
        self.assertFalse(journal.exists())

    def test_the_file_holds_what_json_holds(self):
        out = self.folder / "g5.h5"
        played = run("govern", "G5", *CENTRAL, "--draws", 2, "--out", out, "--json")
        self.assertEqual(played.returncode, 0, played.stderr)
        consensus = json.loads(played.stdout)["games"][0]["trade"]["central"]["consensus"]
        with xarray.open_dataset(out) as file:
            central = file.sel(trade="central")
            numpy.testing.assert_array_equal(central.pull, consensus["pull"])
            numpy.testing.assert_array_equal(central.frontier_gain, [f["gain"] for f in consensus["frontier"]])
            numpy.testing.assert_array_equal(central.gain_drawn, consensus["draws"])
            best = int(central.frontier_package[-1])
            self.assertEqual(float(central.package_gain[best]), float(central.frontier_gain[-1]))
        explained = json.loads(run("explain", out, "nation_gain[all]", "--json").stdout)
        self.assertAlmostEqual(explained["value"], consensus["nation"][-1])
        self.assertAlmostEqual(sum(t["value"] for t in explained["terms"]), explained["value"], places=6)

    def test_wrong_games_are_told_before_anything_is_solved(self):
        bad = self.folder / "bad.toml"
        bad.write_text((SOURCES / "data/games/G1.toml").read_text().replace("[0.0, 0.5]", "[0.5, 0.0]"))
        played = run("govern", bad)
        self.assertEqual(played.returncode, 2)
        self.assertIn("is empty", played.stderr)
        self.assertEqual(run("check", bad).returncode, 1)
        self.assertIn("G1", run("govern", "G11").stderr)
        self.assertEqual(run("govern").returncode, 2)
        self.assertIn("one game", run("govern", "G1", "G2", "--out", self.folder / "x.h5").stderr)


if __name__ == "__main__":
    unittest.main()
