#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every string that a user can meet is in both languages: sentences of errors and help by the catalogue
data/text/zh.csv, those of screens as pairs beside each other."""
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import error_texts  # noqa: E402

CHINESE = re.compile("[\u4e00-\u9fff]")


def has_chinese(text):
    return CHINESE.search(text) is not None


class Texts(unittest.TestCase):
    def test_errors_and_help_are_in_the_catalogue(self):
        there = error_texts.catalogue()
        missing = [f"{path}: {text}" for text, path in error_texts.all_texts().items() if text not in there]
        self.assertEqual(missing, [], "say these in data/text/zh.csv; scripts/error_texts.py --missing writes the rows")

    def test_translations_are_chinese(self):
        for en, zh in error_texts.catalogue().items():
            with self.subTest(en):
                self.assertFalse(has_chinese(re.sub("“[^”]*”", "", en)))
                self.assertTrue(has_chinese(zh) or re.fullmatch(r'[\w ="\[\]{}]+', zh), zh)
                for command in re.findall(r"--[a-z-]{2,}", en):
                    self.assertIn(command, zh, "an option that the Chinese text does not name")

    def test_the_scan_sees_how_sentences_are_made(self):
        for code, wanted in (
                ('"unknown " + name + " \\"" + label + "\\""', ['unknown {} "{}"']),
                ('fmt::format("the {:.3f} of {}", a, b)', ["the {} of {}"]),
                ('more ? "two " "words" : std::string("one")', ["two words", "one"]),
                ("message", ["{}"])):
            self.assertEqual([error_texts.tidy(t) for t in error_texts.templates(code)], wanted)

    def test_pairs_on_screens_have_both_languages(self):
        pairs = 0
        for path in sorted((ROOT / "apps").rglob("*.cpp")):
            text = error_texts.source(path)
            for call in re.finditer(r"(?<![\w.])(?:screen_?\.|page\.|screen\.)?(?:words|w)\(", text):
                given, _ = error_texts.arguments(text, call.end())
                if len(given) != 2 or not all(error_texts.only_literals(g.strip()) for g in given):
                    continue
                zh, en = (error_texts.plain(g) for g in given)
                pairs += 1
                with self.subTest(f"{path.relative_to(ROOT)}: {en}"):
                    self.assertFalse(has_chinese(en))
                    if re.search("[A-Za-z]{4}", en) and zh.strip("，。；：（）"):
                        self.assertTrue(has_chinese(zh), zh)
                    self.assertEqual(zh.count("{"), en.count("{"), "both must be filled in alike")
        self.assertGreater(pairs, 150)


if __name__ == "__main__":
    unittest.main()
