#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every shipped scenario says what of its results is not a finding, in both languages, has claims, and stands wherever all
scenarios are listed."""
import csv
import re
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "data/scenarios").glob("S*.toml")}


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


class Texts(unittest.TestCase):
    def test_each_says_which_of_its_results_are_artefacts(self):
        for name, scenario in SCENARIOS.items():
            if name == "S0":  # nothing moves
                continue
            with self.subTest(name):
                for language, mark in (("en", "\nArtefacts: "), ("zh", "\n不是结论的部分：")):
                    text = "\n" + scenario["text"][language]
                    self.assertEqual(text.count(mark), 1, language)
                    said = text.partition(mark)[2].strip()
                    self.assertGreater(len(said), 3)
                    # A text that points at another one's points at one that says so itself.
                    for other in re.findall(r"S\d+[a-z]*", said):
                        self.assertIn(other, SCENARIOS)

    def test_none_points_at_itself_in_a_circle(self):
        def followed(name, seen=()):
            self.assertNotIn(name, seen)
            said = SCENARIOS[name]["text"]["en"].partition("Artefacts: ")[2]
            for other in re.findall(r"those of (S\d+[a-z]*)", said):
                followed(other, (*seen, name))
        for name in SCENARIOS:
            followed(name)

    def test_each_has_a_claim(self):
        lines = (line for line in read("data/scenarios/claims.csv").splitlines() if not line.startswith("#"))
        claimed = {row["scenario"] for row in csv.DictReader(lines)}
        self.assertEqual(claimed, set(SCENARIOS))

    def test_each_is_in_the_pages_that_list_all(self):
        for page in ("docs/scenarios.md", "docs/scenarios.zh.md"):
            text = read(page)
            ranges = text.partition("<!-- ranges:")[2].partition("<!-- end of ranges -->")[0]
            self.assertEqual(set(re.findall(r"^\| (S\d+[a-z]*) \|", ranges, re.M)), set(SCENARIOS), page)
            prose = re.sub(r"[\u4e00-\u9fff]", " ", text.replace(ranges, ""))
            for name in SCENARIOS:
                with self.subTest(page=page, scenario=name):
                    self.assertTrue(re.search(rf"\b{name}\b", prose))
        for page in ("README.md", "README.zh.md"):
            table = re.sub(r"[\u4e00-\u9fff]", " ", read(page))
            listed = set(re.findall(r"\bS\d+[a-z]*\b", table))
            # A range "S1a to S1g" stands for those between; S0 is not a question.
            ends = re.findall(r"(S\d+)([a-z])(?: to |\s+)\1([a-z])", table)
            listed |= {f"{number}{chr(c)}" for number, a, z in ends for c in range(ord(a), ord(z) + 1)}
            asked = {name for name in SCENARIOS if name != "S0" and not name.endswith("i")}  # variants of another's
            self.assertEqual(asked - listed, set(), page)


if __name__ == "__main__":
    unittest.main()
