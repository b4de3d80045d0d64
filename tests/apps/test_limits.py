#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What is too large, too deep, or no name: said with its place before anything is solved."""
import shutil
import unittest

from program import SMALL, SOURCES, Scratch, run

HEAD = 'id = "x"\ntitle = { zh = "a", en = "a" }\n'
SCENARIO = HEAD + 'closure = "long_run"\n'
SHOCK = '[[shock]]\nparameter = "iceberg"\nscale = 0.9\n'
BENCHMARK = '[benchmark]\ntrade = ["central"]\nsectors = "3"\n'
PLAN = HEAD + 'scenarios = ["S1a"]\n'


class Limits(Scratch):
    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def refused(self, *command, words, code=2):
        result = run(*command)
        self.assertEqual(result.returncode, code, (command, result.stdout, result.stderr))
        told = result.stdout + result.stderr
        for word in words if isinstance(words, tuple) else (words,):
            self.assertIn(word, told)
        self.assertLess(len(told), 3000)
        self.assertTrue(told.isprintable() or all(c.isprintable() or c == "\n" for c in told), repr(told))

    def solve(self, text, *words):
        path = self.write("s.toml", text)
        self.refused("solve", path, *SMALL, "--trade", "central", words=(str(path), *words))

    def plan(self, text, *words):
        path = self.write("p.toml", text)
        self.refused("batch", path, "--out", self.folder / "p.h5", words=(str(path), *words))
        self.assertEqual([p.name for p in self.folder.glob("p.h5*")], [])

    def test_whole_numbers_beyond_2_53(self):
        for parameter, line in (("saving_rate", 6), ("wedge", 6)):
            self.solve(SCENARIO + f'[[shock]]\nparameter = "{parameter}"\nset = 9007199254740993\n', f"s.toml:{line}:7", "beyond 2^53")
        self.solve(SCENARIO + '[[shock]]\nparameter = "wedge"\nset = 9223372036854775807\n', "beyond 2^53")
        for name, text in (("m.toml", 'name = "m"\nx = 9007199254740993\n'), ("m.json", '{"name": "m", "x": 9007199254740993}')):
            self.refused("model", self.write(name, text), words=(name, "beyond 2^53"))

    def test_parts_that_contain_each_other(self):
        for name, part in (("a", "b"), ("b", "c"), ("c", "a"), ("self", "self")):
            self.write(f"{name}.toml", SCENARIO.replace('"x"', f'"{name.upper()}"') + f'[[part]]\nscenario = "{part}"\n')
        self.refused("solve", self.folder / "a.toml", *SMALL, words=("c.toml:5:12", "parts contain each other: a > b > c > a"))
        self.refused("solve", self.folder / "self.toml", *SMALL, words=("self.toml:5:12", "self > self"))
        self.refused("check", self.folder / "a.toml", words="parts contain each other", code=1)

    def test_depth(self):
        deep = ".".join(["a"] * 100000)
        self.solve(f"[{deep}]\n", "s.toml:1:", "more than 16 parts")
        self.solve(SCENARIO + f"{deep} = 1\n", "s.toml:4:", "more than 16 parts")
        self.solve(SCENARIO + "x = " + "[" * 100000 + "\n")
        self.refused("model", self.write("m.toml", f"[{deep}]\n"), words="more than 16 parts")
        fine = SCENARIO + 'text.zh = """\n' + "." * 300 + '= x """\ntext.en = "' + "." * 300 + '"\n# ' + "." * 300 + "\n" + SHOCK
        self.assertEqual(run("check", self.write("fine.toml", fine)).returncode, 0)
        model = (SOURCES / "tests/oracles/two_by_two.toml").read_text()
        self.assertEqual(run("model", self.write("m.toml", model)).returncode, 0)

    def test_devices_and_streams_as_inputs(self):
        self.refused("solve", "/dev/zero", words="is a device")
        self.refused("compare", "/dev/zero", words="is a device")

    def test_sizes_and_numbers_of_cases(self):
        for sizes, word in (("[1e-300, 1]", "size 1e-300"), ("[1e9]", "size 1e+09"), ("[1e300]", "from 1e-06 to 1000"), ("[-1]", "size -1"),
                            ("[1, 1]", "stands twice")):
            self.plan(PLAN + f"sizes = {sizes}\n" + BENCHMARK, "p.toml:4:", word)
        factor = '[[factor]]\nparameter = "esubm"\nrange = [0.5, 2]\n'
        self.plan(PLAN + "draws = 20000000\n" + BENCHMARK + factor, "p.toml:4:9", "from 1 to 1000000")
        self.plan(PLAN + "draws = 2e7\n" + BENCHMARK + factor, "p.toml:4:9", "an integer")
        self.plan(PLAN + "draws = 900000\nsizes = [0.5, 1]\n" + BENCHMARK + factor, "1.8e+06 cases", "1000000")
        grids = "".join(f'[[factor]]\nname = "f{k}"\nparameter = "esubm"\nvalues = {[1 + j / 100 for j in range(1, 11)]}\n' for k in range(30))
        self.plan(PLAN + BENCHMARK + grids, "1e+30 cases")
        self.plan(PLAN + BENCHMARK + factor.replace("[0.5, 2]", "[1e-9, 2]") + "draws = 3\n", "factor 1e-09")
        self.refused("batch", "verify_benchmarks", "--jobs", 1000, "--out", self.folder / "x.h5", words=("--jobs", "256"))

    def test_sizes_that_nearly_agree_are_cases_of_their_own(self):
        path = self.write("p.toml", PLAN + "sizes = [1, 1.0000001]\n" + BENCHMARK)
        result = run("batch", path, "--out", self.folder / "p.h5")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("2 cases: 2 solved", result.stdout)

    def test_a_plan_with_a_misspelt_name_solves_nothing(self):
        self.plan(PLAN + 'indicators = ["grp_reel"]\n' + BENCHMARK, "p.toml:4:15", 'did you mean "grp_real"?')
        self.plan(PLAN + BENCHMARK + '[[factor]]\nparameter = "esubn"\nvalues = [1, 2]\n', "p.toml:7:1", "esubn")
        self.plan(PLAN + BENCHMARK + '[[factor]]\nparameter = "esubm"\nwhere = { good = "agricultur" }\nvalues = [1, 2]\n', "agricultur")
        self.plan(PLAN.replace("S1a", "S1aa") + BENCHMARK, "S1aa")
        self.plan(PLAN + BENCHMARK.replace("central", "centrl"), "centrl")
        self.write("wrong.toml", SCENARIO + SHOCK.replace("scale", 'where = { from = "Chonqing" }\nscale'))
        path = self.write("p.toml", HEAD + f'scenarios = ["{self.folder}/wrong.toml"]\n' + BENCHMARK)
        self.refused("batch", path, "--out", self.folder / "p.h5", words=("wrong.toml:6:", 'did you mean "Chongqing"?'))
        self.assertEqual(list(self.folder.glob("p.h5*")), [])

    def test_names_of_shipped_files_of_any_length(self):
        data = self.folder / "data"
        shutil.copytree(SOURCES / "data", data, ignore=shutil.ignore_patterns("*.cpp", "*.hpp"))
        shutil.copy(data / "scenarios/S0.toml", data / "scenarios/S99999999999999999999.toml")
        told = run("info", YUQIAN_DATA=str(data))
        self.assertEqual(told.returncode, 0, told.stderr)
        order = [line.split()[0] for line in told.stdout.splitlines() if line.strip().startswith("S") and line.split()[0][1:2].isdigit()]
        self.assertEqual(order[-1], "S99999999999999999999", order)
        self.assertLess(order.index("S2"), order.index("S10"))

    def test_labels_that_are_none(self):
        for label, word in (("a\\u0000b", "U+0000"), ("a\\nb", "U+000A"), ("a\\u001B[31m", "U+001B"), ("\\u009B", "U+009B"), ("=1+1", "formula"),
                            ("*", "chooses among labels"), ("all", "chooses among labels"), ("not:x", "chooses among labels"),
                            ("China", "name of an area"), ("ChongqingGuizhou", "name of an area"), ("RestOfWorld", "name of an area")):
            with self.subTest(label):
                path = self.write("map.toml", f'axis = "region"\ntitle = {{ zh = "a", en = "a" }}\n[[target]]\nlabel = "{label}"\n'
                                              'from = ["Chongqing"]\n[[target]]\nlabel = "Rest"\nrest = true\n')
                self.refused("solve", "S1a", "--regions", path, *SMALL, words=("map.toml:4:9", word))
        for text in ('id = "a\\tb"', 'id = "=x"', 'id = "\\u0007"'):
            self.solve(SCENARIO.replace('id = "x"', text) + SHOCK, "s.toml:1:6")
        self.solve(SCENARIO.replace('en = "a"', 'en = "\\u001B[2J"') + SHOCK, "s.toml:2:", "U+001B")

    def test_errors_show_what_came_from_outside_as_text(self):
        self.refused("solve", "\x1b[31mS1a", words="\\x1b[31mS1a")
        self.refused("\x1b]0;x\x07", words="\\x1b]0;x\\x07")
        self.solve(SCENARIO + SHOCK.replace("iceberg", "x" * 100000), "(100000 characters)")

    def test_one_file_holds_one_policy(self):
        part = (SOURCES / "data/scenarios/S1a.toml").read_text().replace('id = "S1a"', 'id = "X1"')
        folder = self.folder / "pk"
        self.write("pk/X1.toml", part)
        self.write("pk/X2.toml", part.replace('id = "X1"', 'id = "X2"').replace('to = "Guizhou"', 'to = "RestOfChina"'))
        self.write("pk/pkg.toml", SCENARIO + '[[part]]\nscenario = "X1"\n[[part]]\nscenario = "X2"\n')
        plan = self.write("p.toml", HEAD + f'scenarios = ["{folder}/pkg.toml"]\nsizes = [0.5, 1]\n' + BENCHMARK)
        out = self.folder / "p.h5"
        self.assertEqual(run("batch", plan, "--out", out, "--chunk", "1/2").returncode, 0)
        parts = [f"{out}.journal.1-of-2"]
        self.assertEqual(run("merge", plan, *parts, "--out", out).returncode, 3)  # half of it is not run
        self.assertIn("1 are in no part", run("merge", plan, *parts, "--out", out).stderr)
        self.write("pk/X1.toml", part.replace("scale = 0.90", "scale = 0.50"))
        self.refused("batch", plan, "--out", out, "--chunk", "1/2", words="another run")
        self.refused("merge", plan, *parts, "--out", out, words="another run")
        self.refused("merge", plan, *parts, "--out", parts[0], words="")


if __name__ == "__main__":
    unittest.main()
