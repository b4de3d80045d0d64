#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`yuqian io` against input-output analysis written again in numpy: on random tables of a user, wide and long, of one
region and three, and on the benchmark; its errors; pymrio side by side where it is installed."""
import json
import unittest

import h5py
import numpy as np
import pandas
import xarray

from program import Scratch, run

USERS = ["rural_household", "urban_household", "investment"]
ITEMS = ["compensation", "production_tax", "surplus"]


class Table:
    """A balanced random table; cells region-major."""

    def __init__(self, regions, sectors, seed=0):
        random = np.random.default_rng(seed)
        self.regions = [f"r{k}" for k in range(regions)]
        self.sectors = [f"s{k}" for k in range(sectors)]
        n = self.n = regions * sectors
        self.Z = random.random((n, n)) / n
        self.Y = random.random((n, regions * 3)) * 0.6 / (regions * 3)
        self.e = random.random(n) * 0.3
        self.x = self.Z.sum(1) + self.Y.sum(1) + self.e
        left = self.x - self.Z.sum(0)
        self.m = 0.2 * left
        self.V = np.outer([0.5, 0.1, 0.2], left)
        self.mY = random.random(regions * 3) * 0.1
        self.A = self.Z / self.x
        self.L = np.linalg.inv(np.eye(n) - self.A)
        self.region = np.repeat(np.arange(regions), sectors)

    def cells(self):
        return [(r, s) for r in self.regions for s in self.sectors]

    def flows(self):
        """(from region, from label, to region, to label, value) of every flow."""
        users = [(r, u) for r in self.regions for u in USERS]
        for i, (r, s) in enumerate(self.cells()):
            for j, (q, t) in enumerate(self.cells()):
                yield r, s, q, t, self.Z[i, j]
            for h, (q, u) in enumerate(users):
                yield r, s, q, u, self.Y[i, h]
            yield r, s, "", "exports", self.e[i]
        for j, (q, t) in enumerate(self.cells()):
            for k, item in enumerate(ITEMS):
                yield "", item, q, t, self.V[k, j]
            yield "", "imports", q, t, self.m[j]
        for h, (q, u) in enumerate(users):
            yield "", "imports", q, u, self.mY[h]

    def write_long(self, path):
        one = len(self.regions) == 1
        with open(path, "w") as out:
            out.write("# source: random\nfrom_sector,to_sector,value\n" if one else
                      "from_region,from_sector,to_region,to_sector,value\n")
            for r, s, q, t, value in self.flows():
                out.write(f"{s},{t},{float(value)!r}\n" if one else f"{r},{s},{q},{t},{float(value)!r}\n")

    def write_wide(self, path):
        rows, columns = {}, {}
        for r, s, q, t, value in self.flows():
            head = t if len(self.regions) == 1 or not q else f"{q}:{t}"
            columns[head] = None
            rows.setdefault((r, s), {})[head] = value
        with open(path, "w") as out:
            one = len(self.regions) == 1
            out.write(",".join((["sector"] if one else ["region", "sector"]) + list(columns)) + "\n")
            for (r, s), row in rows.items():
                out.write(",".join(([s] if one else [r, s]) + [repr(float(row[c])) if c in row else "" for c in columns]) + "\n")


def table(answer, name):
    found = answer["tables"][name]
    shape = [len(labels) for labels in found["axes"].values()]
    return np.array([np.nan if v is None else v for v in found["values"]]).reshape(shape)


class Io(Scratch):
    def ask(self, *arguments):
        result = run("io", *arguments, "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def close(self, found, wanted, tolerance=1e-9):
        np.testing.assert_allclose(np.ravel(found), np.ravel(wanted), rtol=tolerance, atol=1e-12)

    def test_user_tables_against_numpy(self):
        for regions, sectors, form in ((3, 4, "long"), (3, 4, "wide"), (1, 6, "long"), (1, 6, "wide")):
            with self.subTest(regions=regions, form=form):
                t, path = Table(regions, sectors, seed=regions), self.folder / f"{form}{regions}.csv"
                getattr(t, f"write_{form}")(path)
                self.check_linkages(t, path)
                self.check_multipliers(t, path)
                self.check_footprint(t, path)
                self.check_trade(t, path)
                self.check_extraction(t, path)
                self.check_influence(t, path)

    def check_linkages(self, t, path):
        answer = self.ask("linkages", "--of", path)
        G = t.L * t.x[None, :] / t.x[:, None]
        back, forth = t.L.sum(0), G.sum(1)
        self.close(table(answer, "power_of_dispersion"), t.n * back / back.sum())
        self.close(table(answer, "sensitivity_of_dispersion"), t.n * forth / forth.sum())
        self.close(table(answer, "backward_variation"), t.L.std(0, ddof=1) / t.L.mean(0))
        self.close(table(answer, "forward_variation"), G.std(1, ddof=1) / G.mean(1))
        self.close(table(answer, "extraction_loss"), back * t.x / np.diag(t.L))
        y, rest = t.Y.sum(1) + t.e, np.arange(1, t.n)  # the first cell by its partitioned inverse
        R = np.linalg.inv(np.eye(t.n - 1) - t.A[np.ix_(rest, rest)])
        self.close(table(answer, "backward_pure").flat[0], (R @ t.A[rest, 0]).sum() * y[0] / (1 - t.A[0, 0]))
        self.close(table(answer, "forward_pure").flat[0], t.A[0, rest] @ R @ y[rest] / (1 - t.A[0, 0]))

    def check_multipliers(self, t, path):
        answer = self.ask("multipliers", "--of", path)
        found = table(answer, "compensation_multiplier").reshape(t.n, -1)
        w = t.V[0] / t.x
        self.close(found[:, 1], w @ t.L)
        own = np.array([(w * (t.region == t.region[j])) @ t.L[:, j] for j in range(t.n)])
        self.close(found[:, 2], own)
        alone = np.concatenate([w[c] @ np.linalg.inv(np.eye(c.sum()) - t.A[np.ix_(c, c)])
                                for c in (t.region == r for r in range(len(t.regions)))])
        self.close(found[:, 4], own - alone)
        # Households as further cells of one larger table.
        R = len(t.regions)
        spent = np.array([t.Y[:, 3 * r + k].sum() + t.mY[3 * r + k] for r in range(R) for k in (0, 1)])
        pay = np.array([t.V[0][t.region == r].sum() for r in range(R)])
        closed = np.zeros((t.n + 2 * R, t.n + 2 * R))
        closed[:t.n, :t.n] = t.A
        for r in range(R):
            both = spent[2 * r:2 * r + 2].sum()
            for k in (0, 1):
                closed[t.n + 2 * r + k, :t.n] = w * (t.region == r) * spent[2 * r + k] / both
                closed[:t.n, t.n + 2 * r + k] = t.Y[:, 3 * r + k] / spent[2 * r + k] * min(1, both / pay[r])
        inverse = np.linalg.inv(np.eye(len(closed)) - closed)
        self.close(found[:, 5], w @ inverse[:t.n, :t.n])
        self.close(table(answer, "output_multiplier_total"), inverse[:, :t.n].sum(0))

    def check_footprint(self, t, path):
        account = self.folder / "water.csv"
        amounts = np.arange(1.0, t.n + 1)
        one = len(t.regions) == 1
        with open(account, "w") as out:
            out.write("# name: water\n# unit: 1e4 t\n# source: made up\n" + ("" if one else "region,") + "sector,value\n")
            for (r, s), v in zip(t.cells(), amounts):
                out.write(f"{s},{v}\n" if one else f"{r},{s},{v}\n")
            out.write("urban_household,5\n" if one else "r1,urban_household,5\n")
        answer = self.ask("footprint", "--of", path, "--account", account)
        R = len(t.regions)
        f, demand = amounts / t.x, t.Y.reshape(t.n, R, 3).sum(2)
        pair = np.array([(f * (t.region == s)) @ t.L @ demand for s in range(R)])
        self.close(table(answer, "water_footprint_pair"), pair)
        view = table(answer, "water_footprint")
        direct = np.zeros(R)
        direct[0 if one else 1] = 5
        self.close(view[:, 0], [amounts[t.region == s].sum() for s in range(R)] + direct)
        self.close(view[:, 6], pair.sum(0) + direct)
        self.assertEqual(answer["tables"]["water_footprint"]["unit"], "1e4 t")

    def check_trade(self, t, path):
        answer = self.ask("trade-in-value-added", "--of", path)
        v, R = t.V.sum(0) / t.x, len(t.regions)
        content = table(answer, "outflow_content")
        for r in range(R):
            for k in (0, 1):
                sold = np.where(t.region == r, t.e, 0) if k else np.where(
                    t.region == r, t.Z[:, t.region != r].sum(1) + np.delete(t.Y, slice(3 * r, 3 * r + 3), 1).sum(1), 0)
                wanted = [(v * (t.region == s)) @ t.L @ sold for s in range(R)] + [t.m / t.x @ t.L @ sold]
                self.close(content[k, r], wanted)
        self.close(table(answer, "upstreamness"), t.L @ t.x / t.x)
        steps = t.L @ (t.L - np.eye(t.n))
        self.close(table(answer, "propagation_backward"), steps.sum(0) / (t.L - np.eye(t.n)).sum(0))

    def check_extraction(self, t, path):
        if len(t.regions) == 1:
            return
        answer = self.ask("extract", "--of", path, "--pair", "r0,r2", "--share", "0.5", "--direction", "forth", "--sector", "s1,s3")
        A, Y = t.A.copy(), t.Y.copy()
        for i in (1, 3):
            A[i, t.region == 2] *= 0.5
            Y[i, 6:9] *= 0.5
        left = np.linalg.solve(np.eye(t.n) - A, Y.sum(1) + t.e)
        self.close(table(answer, "output_lost"), t.x - left)

    def check_influence(self, t, path):
        answer = self.ask("influence", "--of", path)
        links = 100 * t.L.sum(0)[:, None] * t.Z / t.x.sum()
        R = len(t.regions)
        self.close(table(answer, "output_influence_pair"), links.reshape(R, t.n // R, R, t.n // R).sum((1, 3)))
        self.close(table(answer, "output_influence_links")[0], links.max())

    def test_structural_decomposition_against_numpy(self):
        a, b = Table(1, 3, 1), Table(1, 3, 2)
        paths = self.folder / "a.csv", self.folder / "b.csv"
        a.write_long(paths[0]), b.write_wide(paths[1])
        answer = self.ask("sda", "--of", paths[0], "--against", paths[1])
        self.close(table(answer, "output_sda").sum(1), b.x.sum() - a.x.sum())
        self.close(table(answer, "value_added_sda_ratio").prod(1), b.V.sum() / a.V.sum())
        # The first polar form by hand; technology comes second.
        def y(mix, level, outside):
            return mix.Y / mix.Y.sum(0) @ level.Y.sum(0) + outside.e
        polar = ((b.L - a.L) @ y(a, a, a) + (b.L - a.L) @ y(b, b, b)).sum() / 2
        self.close(table(answer, "output_sda_polar")[0, 1], polar)

    def test_the_benchmark_adds_up(self):
        answer = self.ask("footprint", "--sectors", "8", "--trade", "low,high")
        view = table(answer, "co2_footprint")  # [trade, region, view]
        self.close(view[:, :, 0].sum(1), view[:, :, 6].sum(1) + view[:, :, 4].sum(1))
        jobs = table(answer, "employment_footprint")[0, :, 0]
        self.close(jobs.sum(), 77640, 1e-3)  # the nation's jobs of 2017
        self.assertTrue(any("Tibet" in w for w in answer["warnings"]))
        whole = self.ask("multipliers", "--sectors", "3")
        self.assertIn("type_two", whole["tables"]["output_multiplier"]["axes"]["multiplier_part"])

    def test_files_and_screens(self):
        out, folder = self.folder / "l.h5", self.folder / "csv"
        for what in ("coefficients", "linkages", "disparity", "extract", "influence"):
            for language in ("en", "zh"):
                result = run("io", what, "--sectors", "3", "--lang", language, "--out", out, "--csv", folder)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertIn("docs/equations.md", result.stdout)
        with h5py.File(out) as file:
            self.assertIn("output_influence_pair", file)
        shown = pandas.read_csv(folder / "location_quotient.csv", comment="#")
        self.assertEqual(list(shown.columns), ["region", "sector", "value"])
        summed = self.ask("extract", "--sectors", "3", "--pair", "Chongqing,Guizhou", "--by", "region")
        self.assertEqual(list(summed["tables"]["output_lost"]["axes"]), ["extraction", "region"])

    def test_wrong_requests_say_what_to_do(self):
        t = Table(1, 2)
        path = self.folder / "t.csv"
        t.write_long(path)
        text = path.read_text()
        broken = self.folder / "broken.csv"
        for old, new, words in (("s0,s1,", "s0,s1,x", "broken.csv:4"), ("s0,exports,", "s0,s0,", "given twice")):
            broken.write_text(text.replace(old, new))
            result = run("io", "linkages", "--of", broken)
            self.assertEqual(result.returncode, 2)
            self.assertIn(words, result.stderr)
        for arguments, words in ((["linkage"], 'did you mean "linkages"'), (["shortage"], "whose supply"), (["sda"], "two tables"),
                                 (["extract", "--pair", "Chongqing,Guizhu"], "Guizhou"),
                                 (["disparity", "--by", "sector"], "adds up"),
                                 (["footprint", "--account", path], "without its name")):
            result = run("io", *arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(words, result.stderr)

    def test_both_states_of_a_scenario(self):
        out = self.folder / "states.h5"
        told = run("io", "multipliers", "--scenario", "S1a", "--sectors", "8", "--out", out, "--json")
        self.assertEqual(told.returncode, 0, told.stderr)
        with xarray.open_dataset(out) as found:
            self.assertEqual(list(found["state"].values), ["reference", "counterfactual", "change"])
            output = found["output_multiplier"]
            np.testing.assert_allclose(output.sel(state="change"),
                                          output.sel(state="counterfactual") - output.sel(state="reference"), atol=1e-14)
            spill = output.sel(region="Guizhou", multiplier_part="spillover", state="change")
            self.assertGreater(float(spill.max()), 0.005)  # cheaper inputs from the partner
        screen = run("io", "linkages", "--scenario", "S1a", "--sectors", "8", "--lang", "zh")
        self.assertIn("变化", screen.stdout)
        for extra, why in ((("--of", "x.csv"), "each name the tables"), (("--account", "employment"), "after a policy"),
                           (("--trade", "low,high"), "one estimate of trade")):
            refused = run("io", "multipliers", "--scenario", "S1a", *extra)
            self.assertEqual(refused.returncode, 2)
            self.assertIn(why, refused.stderr)

    def test_both_states_of_a_result_file(self):
        result = self.folder / "two.h5"
        options = ("--sectors", "8")
        solved = run("solve", "S1a", "S8", "--trade", "low,central", "--range", "0", "--out", result, *options)
        self.assertEqual(solved.returncode, 0, solved.stderr)
        read = self.ask("footprint", "--of", result, "--scenario", "S8", "--trade", "low")
        again = self.ask("footprint", "--scenario", "S8", "--trade", "low", *options)
        self.assertEqual(list(read["tables"]), list(again["tables"]))
        for name in read["tables"]:
            self.close(table(read, name), table(again, name))
        for extra, why in (((), "name one with --scenario: S1a, S8"), (("--scenario", "S2"), "S2"),
                           (("--scenario", "S1a", "--trade", "high"), "high"),
                           (("--scenario", "S1a", "--account", "employment"), "after a policy"),
                           (("--scenario", "S1a", "--equilibrium"), "the equilibrium's own")):
            refused = run("io", "multipliers", "--of", result, *extra)
            self.assertEqual(refused.returncode, 2, extra)
            self.assertIn(why, refused.stderr)

    def test_the_equilibrium_beside_multipliers(self):
        answer = self.ask("multipliers", "--equilibrium", "--sectors", "8", "--region", "Guizhou", "--sector", "equipment,services")
        axes = answer["tables"]["multiplier_and_equilibrium"]["axes"]
        everything = table(answer, "multiplier_and_equilibrium")
        asked = [(axes["region"][r], axes["sector"][i]) for r, i in np.argwhere(np.isfinite(everything).all(2))]
        self.assertEqual(asked, [("Guizhou", "equipment"), ("Guizhou", "services")])
        found = everything[axes["region"].index("Guizhou"), axes["sector"].index("equipment")]
        multiplier = table(answer, "value_added_multiplier")
        everything = answer["tables"]["value_added_multiplier"]["axes"]
        cell = multiplier[everything["region"].index("Guizhou"), everything["sector"].index("equipment")]
        self.close(found[:3], cell[[everything["multiplier_part"].index(p) for p in ("own_region", "simple", "type_two")]])
        # The same question as a scenario of its own.
        asked, result = self.folder / "asked.toml", self.folder / "asked.h5"
        asked.write_text('id = "asked"\ntitle = { zh = "问", en = "asked" }\nclosure = "long_run"\n[[shock]]\nparameter = "preference"\n'
                         'where = { from = "Guizhou", to = ["Chongqing", "RestOfChina"], good = "equipment", use = "final" }\nscale = 1.05\n')
        solved = run("solve", asked, "--sectors", "8", "--trade", "central", "--range", "0", "--out", result)
        self.assertEqual(solved.returncode, 0, solved.stderr)
        with xarray.open_dataset(result) as data:
            run_of = data.isel(scenario=0, trade=0)
            volume = run_of["trade_volume"].sel(supplier="Guizhou", sector="equipment").sum("use")
            sold = (volume.sel(state="counterfactual") - volume.sel(state="reference")).drop_sel(region_to="Guizhou").sum()
            absorbed = run_of["absorption_real"].sel(area="Guizhou")
            self.close(found[3], run_of["grp_real_change_value"].sel(area="Guizhou") / sold, 1e-6)
            self.close(found[4], (absorbed[1] - absorbed[0]) / sold, 1e-6)
            self.close(found[5], run_of["grp_real_change_value"].sel(area="China") / sold, 1e-6)
        self.assertTrue((found[3:] < found[1]).all())  # factors are given
        refused = run("io", "linkages", "--equilibrium")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("multipliers and shortage", refused.stderr)

    def test_the_equilibrium_beside_a_shortage(self):
        cut = ("shortage", "--sectors", "8", "--region", "Guizhou", "--sector", "mining_utilities", "--share", "0.1", "--equilibrium")
        lower, between, upper = table(self.ask(*cut), "shortage_and_equilibrium").sum(0)
        self.assertGreater(lower, 0)
        self.assertGreater(upper, lower)
        self.assertGreater(between, 0)  # labour finds other work, so it may be less than the lower bound
        self.assertLess(between, upper)
        everything = run("io", *cut[:-2], "1", "--equilibrium")
        self.assertEqual(everything.returncode, 2)
        self.assertIn("--share below 1", everything.stderr)

    def test_a_folder_of_pymrio(self):
        t, folder = Table(3, 4, 5), self.folder / "saved"
        index = pandas.MultiIndex.from_tuples(t.cells(), names=["region", "sector"])
        users = pandas.MultiIndex.from_product([t.regions, USERS], names=["region", "category"])
        (folder / "emissions").mkdir(parents=True)
        x = t.Z.sum(1) + t.Y.sum(1)
        amounts = pandas.DataFrame([np.arange(1.0, t.n + 1), np.ones(t.n)], columns=index,
                                   index=pandas.MultiIndex.from_tuples([("SO2", "air"), ("N", "water")], names=["stressor", "compartment"]))
        direct = pandas.DataFrame(np.full((2, 9), 0.5), columns=users, index=amounts.index)
        for name, frame in (("Z", pandas.DataFrame(t.Z, index, index)), ("Y", pandas.DataFrame(t.Y, index, users)),
                            ("emissions/F", amounts), ("emissions/F_Y", direct),
                            ("x", pandas.DataFrame({"indout": x}, index)), ("unit", pandas.DataFrame({"unit": ["M.EUR"] * t.n}, index)),
                            ("emissions/unit", pandas.DataFrame({"unit": ["kg", "t"]}, amounts.index))):
            frame.to_csv(folder / f"{name}.txt", sep="\t")
        layout = {"Z": ("2", "2"), "Y": ("2", "2"), "x": ("2", "1"), "unit": ("2", "1"), "F": ("2", "2"), "F_Y": ("2", "2")}
        text = json.dumps({"files": {k: {"name": f"{k}.txt", "nr_index_col": i, "nr_header": h} for k, (i, h) in layout.items()}})
        for place in (folder, folder / "emissions"):
            (place / "file_parameters.json").write_text(text)
        L = np.linalg.inv(np.eye(t.n) - t.Z / x)
        answer = self.ask("footprint", "--of", folder)
        demand = t.Y.reshape(t.n, 3, 3).sum(2)
        f = np.arange(1.0, t.n + 1) / x
        self.close(table(answer, "so2_air_footprint_pair"), [(f * (t.region == s)) @ L @ demand for s in range(3)])
        self.assertEqual(answer["tables"]["n_water_footprint"]["unit"], "t")
        self.assertEqual(table(answer, "so2_air_footprint")[0, 1], 1.5)  # three users, half each
        shown = run("io", "footprint", "--of", folder, "--account", "so2_air", "--lang", "zh")
        self.assertIn("kg", shown.stdout)
        self.assertNotIn("N, water", shown.stdout)
        z = folder / "Z.txt"
        lines = z.read_text().split("\n")
        z.write_text("\n".join(lines[:5] + [lines[5].rsplit("\t", 1)[0] + "\tx"] + lines[6:]))
        broken = run("io", "footprint", "--of", folder)
        self.assertEqual(broken.returncode, 2)
        self.assertIn("Z.txt:6", broken.stderr)
        z.unlink()
        self.assertIn("Z.txt", run("io", "footprint", "--of", folder).stderr)

    def test_pymrio_side_by_side(self):
        try:
            import pymrio
        except ImportError:
            self.skipTest("pymrio is not installed")
        t, path = Table(3, 4, 7), self.folder / "p.csv"
        t.write_long(path)
        index = pandas.MultiIndex.from_tuples(t.cells(), names=["region", "sector"])
        users = pandas.MultiIndex.from_product([t.regions, USERS], names=["region", "category"])
        Y = pandas.DataFrame(t.Y, index, users)
        Y[("r0", "investment")] += t.e  # pymrio has no exports beside final demand
        system = pymrio.IOSystem(Z=pandas.DataFrame(t.Z, index, index), Y=Y)
        system.calc_all()
        system.save_all(self.folder / "system")
        for of in (path, self.folder / "system"):
            answer = self.ask("multipliers", "--of", of)
            self.close(table(answer, "output_multiplier").reshape(t.n, -1)[:, 1], system.L.sum(0))


if __name__ == "__main__":
    unittest.main()
