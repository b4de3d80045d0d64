#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The recipes of CONTRIBUTING.md: the program is built with the files and lines that stand there, and runs them.

YUQIAN_PROGRAM names the program, YUQIAN_SOURCE_DIR the sources. Only what the recipes touch is compiled; the rest
comes from the libraries of the build.
"""
import json
import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

import xarray

PROGRAM = Path(os.environ["YUQIAN_PROGRAM"])
SOURCES = Path(os.environ["YUQIAN_SOURCE_DIR"])
BUILD = PROGRAM.parents[1]
PAGE = (SOURCES / "CONTRIBUTING.md").read_text(encoding="utf-8")


def section(title):
    return PAGE.split(f"\n### {title}\n")[1].split("\n### ")[0].split("\n## ")[0]


def blocks(title, language):
    return [text for text in re.findall(rf"```{language}\n(.*?)```", section(title), re.DOTALL)]


def file_of(title):
    """The file that a recipe makes: the first path of a source that it names, and its text."""
    return re.search(r"`((?:model|apps)/[\w/]+\.cpp)`", section(title))[1], blocks(title, "cpp")[0]


def tree_of_links(target):
    """The sources, each file a link, so that single ones can be replaced."""
    for name in ("data", "solvers", "model", "calibration", "apps"):
        subprocess.run(["cp", "-rs", SOURCES / name, target / name], check=True)


def changes(title):
    """The files that a recipe changes, and what it puts in the place of what."""
    for part in blocks(title, "diff")[0].split("--- ")[1:]:
        name, *lines = part.rstrip("\n").split("\n")
        yield name, *("\n".join(line[1:] for line in lines if line.startswith(sign)) for sign in "-+")


def replace(path, text):
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")


def id_of(scenario):
    return re.search(r'^id = "(\w+)"', scenario, re.MULTILINE)[1]


class Recipes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.tree = Path(cls.scratch.name) / "tree"
        cls.tree.mkdir()
        tree_of_links(cls.tree)
        touched = []
        for title, registry in (("An indicator", "model/regional/tables/registry.hpp"),
                                ("An instrument", "model/regional/blocks/instruments.hpp"),
                                ("A command", "apps/commands/registry.hpp")):
            name, text = file_of(title)
            replace(cls.tree / name, text)
            line = blocks(title, "cpp")[1].rstrip("\n")
            listed = (SOURCES / registry).read_text()
            start = listed.index("\\\n") + 2
            replace(cls.tree / registry, listed[:start] + line + "\n" + listed[start:])
            touched += [name, *cls.users_of(registry)]
        for name, old, new in changes("A closure option"):
            text = (SOURCES / name).read_text(encoding="utf-8")
            assert text.count(old + "\n") == 1, f"{name} does not have: {old}"
            replace(cls.tree / name, text.replace(old, new))
            touched += [name] if name.endswith(".cpp") else []
        closure = blocks("A closure option", "toml")[0]
        replace(cls.tree / f"data/closures/{id_of(closure)}.toml", closure)
        for table, rows in (("data/schema/variables.csv", blocks("An indicator", "csv")[0]),
                            ("data/schema/parameters.csv", blocks("An instrument", "csv")[0]),
                            ("data/scenarios/claims.csv", blocks("An instrument", "csv")[1])):
            listed = (SOURCES / table).read_text(encoding="utf-8").rstrip("\n")
            replace(cls.tree / table, listed + "\n" + rows)
        scenario = blocks("An instrument", "toml")[0]
        cls.scenario = id_of(scenario)
        replace(cls.tree / f"data/scenarios/{cls.scenario}.toml", scenario)
        cls.program = cls.build(touched)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @staticmethod
    def users_of(registry):
        """Sources of the same library that expand the registry into more than declarations."""
        macro = re.search(r"#define (YUQIAN_\w+)\(", (SOURCES / registry).read_text())[1]
        found = [path for folder in ("model", "apps") for path in (SOURCES / folder).rglob("*.cpp")
                 if macro + "(" in path.read_text()]
        assert found, registry
        return [str(path.relative_to(SOURCES)) for path in found]

    @classmethod
    def compiled_with(cls, touched):
        """What to compile for the sources that were touched, and a command that compiles its like.

        Where the build compiles several sources as one, a touched one comes with the others: the object of all of them
        is what takes the place of the library's.
        """
        jobs = {}
        entries = json.loads((BUILD / "compile_commands.json").read_text())
        parts = {entry["file"]: re.findall(r'#include "(.+)"', Path(entry["file"]).read_text())
                 if "/Unity/" in entry["file"] else [entry["file"]] for entry in entries}
        for name in touched:
            source = SOURCES / name
            entry = next((e for e in entries if str(source) in parts[e["file"]]), None)
            if entry is None:  # a new source: compiled alone, as a neighbour is
                near = next(e for e in entries if any(Path(p).parent == source.parent for p in parts[e["file"]]))
                jobs[name] = cls.tree / name, near
                continue
            unity = Path(cls.scratch.name) / f"{len(jobs)}.cpp"
            unity.write_text("".join(f'#include "{cls.tree / Path(p).relative_to(SOURCES)}"\n' for p in parts[entry["file"]]))
            jobs[entry["file"]] = unity, entry
        return jobs.values()

    @classmethod
    def build(cls, touched):
        """Compiles what was touched as the build compiles its neighbours, and links it before the libraries."""
        include = Path(cls.scratch.name) / "include"
        include.mkdir()
        (include / "yuqian").symlink_to(cls.tree)
        objects = []
        for number, (source, like) in enumerate(cls.compiled_with(touched)):
            words = shlex.split(like["command"])
            for position, word in enumerate(words):  # what stands before the compiler: ccache and its settings
                if word.endswith("/ccache"):
                    words = words[position + 1:]
                    break
            objects.append(str(Path(cls.scratch.name) / f"{number}.o"))
            words[words.index("-o") + 1] = objects[-1]
            words[words.index("-c") + 1] = str(source)
            words[1:1] = ["-O0", f"-I{include}", f"-I{cls.tree}"]
            subprocess.run(words, cwd=BUILD, check=True)
        link = subprocess.run(["ninja", "-t", "commands", "-s", "apps/yuqian"], cwd=BUILD, check=True,
                              capture_output=True, text=True).stdout.strip().splitlines()[-1]
        words = [word for word in shlex.split(link) if word not in (":", "&&")]
        target = Path(cls.scratch.name) / "yuqian"
        at = words.index("-o")
        words[at + 1] = str(target)
        words[at:at] = objects
        subprocess.run(words, cwd=BUILD, check=True)
        return target

    def run_program(self, *arguments):
        run = subprocess.run([self.program, *arguments], capture_output=True, text=True, cwd=self.scratch.name,
                             env=os.environ | {"YUQIAN_DATA": str(self.tree / "data")})
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def test_the_indicator_is_in_the_file_with_its_name_and_value(self):
        self.run_program("solve", "S10", "--sectors", "3", "--trade", "central", "--out", "out.h5")
        with xarray.open_dataset(Path(self.scratch.name) / "out.h5", engine="h5netcdf") as result:
            openness = result["trade_openness"].squeeze()
            self.assertEqual(openness.attrs["units"], "%")
            self.assertIn("外贸依存度", openness.attrs.values())
            trade = result["foreign_exports"] * 0 + openness  # the same areas and states
            self.assertEqual(trade.squeeze().shape, openness.shape)
            reference, counterfactual = openness.sel(area="China")
            self.assertGreater(float(counterfactual), float(reference))  # S10 opens to the world

    def test_the_instrument_is_solved_ranked_and_held_to_its_claims(self):
        self.assertIn("工资税率", self.run_program("list", "parameters", "--lang", "zh"))
        self.run_program("solve", self.scenario, "--trade", "central", "--range", "0", "--out", "payroll.h5")
        with xarray.open_dataset(Path(self.scratch.name) / "payroll.h5", engine="h5netcdf") as result:
            wage = result["wage_index_change"].squeeze().sel(area="Guizhou")
            # Where labour is given a subsidy s ends in pay: 1 / (1 - s), and prices fall by little.
            self.assertAlmostEqual(float(wage), 100 * (1 / 0.96 - 1), delta=0.5)
        self.assertIn("claims of scenario texts that hold: 1", self.run_program("check", "payroll.h5"))
        levers = self.run_program("sensitivity", "S0", "--of", "grp_real[Guizhou]", "--sectors", "3", "--trade", "central",
                                  "--levers", "--parameter", "payroll_tax")
        self.assertIn("Tax on payrolls: Guizhou", levers)

    def test_the_closure_option_gives_the_rent_to_whom_it_says(self):
        gain = {}
        for closure in ("pair_quota", "rural_quota"):
            self.run_program("solve", "S1q", "--closure", closure, "--sectors", "3", "--trade", "central", "--range", "0",
                             "--out", f"{closure}.h5")
            with xarray.open_dataset(Path(self.scratch.name) / f"{closure}.h5", engine="h5netcdf") as result:
                gain[closure] = result["equivalent_variation"].squeeze().sel(area="Guizhou")
        # S1q lifts the quota: who had its rent loses it.
        change = gain["rural_quota"] - gain["pair_quota"]
        self.assertLess(float(gain["rural_quota"].sel(household="rural")), 0)
        self.assertLess(float(change.sel(household="rural")), -1)
        self.assertGreater(abs(float(change.sel(household="rural"))), 5 * abs(float(change.sel(household="urban"))))

    def test_the_command_is_in_the_help_and_answers(self):
        self.assertIn("population", self.run_program("--help"))
        lines = self.run_program("population").splitlines()
        self.assertTrue(lines[0].startswith("Chongqing"))
        residents = float(lines[0].split()[1])
        self.assertTrue(3000 < residents < 3200, residents)  # 30.75 million at the end of 2017, as then published


if __name__ == "__main__":
    unittest.main()
