#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The checker must find each kind of fault, and only that, in a small tree made for it."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKER = os.path.join(HERE, "check_layers.py")
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
LAYERS = ("data", "solvers", "model", "calibration", "apps")


class CheckLayers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        for layer in LAYERS:
            self.write(f"{layer}/a.hpp", SPDX + "#pragma once\n#include <vector>\n")

    def write(self, path, text):
        path = os.path.join(self.folder.name, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)

    def check(self):
        run = subprocess.run([sys.executable, CHECKER, self.folder.name], capture_output=True, text=True)
        return run.returncode, run.stdout

    def assert_fault(self, start, part):
        code, out = self.check()
        self.assertEqual(code, 1, out)
        lines = out.strip().splitlines()
        self.assertEqual(len(lines), 1, out)
        self.assertTrue(lines[0].startswith(start), out)
        self.assertIn(part, lines[0])

    def test_a_clean_tree_passes(self):
        self.write("model/b.cpp", SPDX + '#include <yuqian/data/a.hpp>\n#include <yuqian/solvers/a.hpp>\n')
        self.write("apps/b.cpp", SPDX + '#include <yuqian/calibration/a.hpp>\n#include <CLI/CLI.hpp>\n')
        code, out = self.check()
        self.assertEqual(code, 0, out)
        self.assertIn("7 files, nothing wrong", out)

    def test_folders_that_include_each_other_by_way_of_a_third_are_found(self):
        self.write("apps/one/a.hpp", SPDX + '#include "apps/two/a.hpp"\n')
        self.write("apps/two/a.hpp", SPDX + '#include "apps/three/detail/a.hpp"\n')
        self.write("apps/three/detail/a.hpp", SPDX + "#include <vector>\n")
        code, out = self.check()
        self.assertNotIn("again by some route", out)
        self.write("apps/three/a.cpp", SPDX + '#include "apps/one/a.hpp"\n')
        code, out = self.check()
        self.assertEqual(code, 1)
        self.assertEqual(out.count("again by some route"), 3, out)  # each arrow of the circle

    def test_a_library_above_a_fifth_of_the_lines_is_found(self):
        self.write("data/CMakeLists.txt", "# SPDX-License-Identifier: Apache-2.0\n")
        self.write("model/b.cpp", SPDX + "\n" * 8100)
        self.write("data/b.cpp", SPDX + "\n" * 1900)
        self.assertEqual(self.check()[0], 0)
        self.write("data/b.cpp", SPDX + "\n" * 2100)
        self.assert_fault("data:", "lines: divide it into rooms")

    def test_every_room_of_the_regional_model_sees_lower_ones_only(self):
        rooms = ["benchmark", "question", "blocks", "solution", "accounts", "tables", "judgement",
                 "solve", "analysis", "batch"]
        for position, low in enumerate(rooms):
            for high in rooms[position + 1:]:
                with self.subTest(low=low, high=high):
                    path = f"model/regional/{low}/wrong.cpp"
                    self.write(path, SPDX + f"#include <yuqian/model/regional/{high}/a.hpp>\n")
                    self.assert_fault(path + ":2:", "is more than this room of model knows of")
                    os.remove(os.path.join(self.folder.name, path))
                    self.write(f"model/regional/{high}/right.cpp",
                               SPDX + f"#include <yuqian/model/regional/{low}/a.hpp>\n")
                    self.assertEqual(self.check()[0], 0)

    def test_a_public_header_bears_the_name_of_the_library(self):
        self.write("model/wrong.cpp", SPDX + '#include "data/a.hpp"\n')
        self.assert_fault("model/wrong.cpp:2:", "include it as <yuqian/data/a.hpp>")

    def test_every_include_against_the_direction_is_found(self):
        order = {"data": 0, "solvers": 0, "model": 1, "calibration": 2, "apps": 3}
        tried = 0
        for low in LAYERS:
            for high in LAYERS:
                if low != high and order[low] <= order[high]:
                    tried += 1
                    with self.subTest(low=low, high=high):
                        self.write(f"{low}/wrong.cpp", SPDX + f'\n#include "{high}/a.hpp"\n')
                        self.assert_fault(f"{low}/wrong.cpp:3:", f'{low} must not include "{high}/a.hpp"')
                        os.remove(os.path.join(self.folder.name, low, "wrong.cpp"))
        self.assertEqual(tried, 11)

    def test_angle_brackets_do_not_hide_an_include(self):
        self.write("solvers/wrong.hpp", SPDX + "  #  include <model/a.hpp>\n")
        self.assert_fault("solvers/wrong.hpp:2:", "solvers must not include")

    def test_a_path_upwards_is_found(self):
        self.write("data/wrong.cpp", SPDX + '#include "../model/a.hpp"\n')
        self.assert_fault("data/wrong.cpp:2:", "climbs out")

    def test_game_theory_knows_no_economics(self):
        self.write("model/games/a.hpp", SPDX + '#include <yuqian/model/games/b.hpp>\n#include <yuqian/solvers/a.hpp>\n')
        self.write("model/games/b.hpp", SPDX)
        self.assertEqual(self.check()[0], 0)
        self.write("model/games/a.hpp", SPDX + '#include <yuqian/model/a.hpp>\n')
        self.assert_fault("model/games/a.hpp:2:", "more than this room")

    def test_the_model_knows_nothing_of_the_games_over_it(self):
        self.write("model/wrong.hpp", SPDX + '#include <yuqian/model/govern/economy.hpp>\n')
        self.assert_fault("model/wrong.hpp:2:", "which is built on it")

    def test_a_heavy_header_in_a_header_is_found(self):
        self.write("data/wrong.hpp", SPDX + "#include <toml++/toml.h>\n")
        self.assert_fault("data/wrong.hpp:2:", "heavy")

    def test_a_private_header_may_be_heavy_but_stays_private(self):
        self.write("solvers/detail/p.hpp", SPDX + "#include <IpTNLP.hpp>\n")
        self.write("solvers/b.cpp", SPDX + '#include <yuqian/solvers/detail/p.hpp>\n')
        self.assertEqual(self.check()[0], 0)
        self.write("solvers/wrong.hpp", SPDX + '#include <yuqian/solvers/detail/p.hpp>\n')
        self.assert_fault("solvers/wrong.hpp:2:", "is not installed")

    def test_notebooks_include_nothing(self):
        self.write("notebooks/wrong.cpp", SPDX)
        self.assert_fault("notebooks/wrong.cpp:1:", "no C++")

    def test_a_missing_licence_line_is_found(self):
        self.write("model/wrong.cpp", "int x;\n")
        self.assert_fault("model/wrong.cpp:1:", "SPDX")
        os.remove(os.path.join(self.folder.name, "model/wrong.cpp"))
        self.write("scripts/run", "#!/bin/sh\ntrue\n")
        self.assert_fault("scripts/run:1:", "SPDX")

    def test_a_machine_path_is_found(self):
        self.write("docs/wrong.md", "see\n/" + "home/somebody/yuqian\n")
        self.assert_fault("docs/wrong.md:2:", "path of one machine")

    def test_a_wide_line_is_found_by_columns(self):
        self.write("model/wide.cpp", SPDX + "// " + "字" * 48 + "\n" + 'auto t = R"(' + "x" * 200 + ')";\n')
        self.assertEqual(self.check()[0], 0)
        self.write("model/wide.cpp", SPDX + "// " + "字" * 49 + "\n")
        self.assert_fault("model/wide.cpp:2:", "101 columns wide")

    def test_a_dead_link_is_found(self):
        self.write("docs/a.md", "[b](b.md#there) [web](https://example.org/x) [up](../data/a.hpp)\n")
        self.write("docs/b.md", "x\n")
        self.assertEqual(self.check()[0], 0)
        os.remove(os.path.join(self.folder.name, "docs/b.md"))
        self.assert_fault("docs/a.md:1:", "links to b.md")

    def test_an_equation_that_no_document_numbers_is_found(self):
        self.write("docs/equations.md", "    (4)  a = b\n    (5)  b = c\n")
        self.write("model/cites.cpp", SPDX + "// eq. 4, 5\n")
        self.assertEqual(self.check()[0], 0)
        self.write("model/cites.cpp", SPDX + "// eq. 4 to 6\n")
        self.assert_fault("model/cites.cpp:2:", "cites eq. 6")

    def test_something_else_than_the_repository_is_refused(self):
        with tempfile.TemporaryDirectory() as empty:
            run = subprocess.run([sys.executable, CHECKER, empty], capture_output=True, text=True)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("is it the repository", run.stderr)


if __name__ == "__main__":
    unittest.main()
