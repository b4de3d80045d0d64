#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A document in Chinese says what the English one says: the same headings in number and depth, the same commands, and in
tables the same figures."""
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The Chinese section at the end of the English document points at the Chinese one and has no counterpart.
POINTER = re.compile(r"## 中文说明.*", re.S)


def documents():
    for chinese in (ROOT / "README.zh.md",):
        english = chinese.with_name(chinese.name.replace(".zh", ""))
        yield english, chinese, POINTER.sub("", english.read_text(encoding="utf-8")), chinese.read_text(encoding="utf-8")


def blocks(text):
    return re.findall(r"^```.*?^```", text, re.S | re.M)


def prose(text):
    return re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)


def figures(text):
    return sorted(f for f in re.findall(r"[+-]?\d+(?:\.\d+)?(?= %| →|\s*\|)", "\n".join(l for l in prose(text).splitlines() if l.startswith("|")))
                  if not re.match(r"20\d\d\b", f))  # years stand in words


class ChineseDocuments(unittest.TestCase):
    def test_headings_commands_and_figures_are_the_same(self):
        count = 0
        for english, chinese, en, zh in documents():
            count += 1
            with self.subTest(chinese.name):
                depth = [[len(m) for m in re.findall(r"^(#+) ", prose(t), re.M)] for t in (en, zh)]
                self.assertEqual(*depth, f"headings of {english.name} and {chinese.name}")
                self.assertEqual(blocks(en), blocks(zh))
                self.assertEqual(figures(en), figures(zh))
                self.assertGreater(len(re.findall("[\u4e00-\u9fff]", zh)), len(zh) / 8)
        self.assertEqual(count, 1)

    def test_shorter_guides_name_what_there_is(self):
        """Those to results and scenarios are shorter than the English ones: what they name, and their commands, are there too."""
        for name in ("results", "scenarios"):
            en = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
            zh = (ROOT / f"docs/{name}.zh.md").read_text(encoding="utf-8")
            for block in blocks(zh):
                self.assertIn(block, en)
            names = set(re.findall(r"`(--?[a-z]\w*|[a-z]\w*_\w+)`", zh))
            self.assertGreater(len(names), 40)
            for word in sorted(names):
                with self.subTest(word):
                    self.assertIn(word, en)
            codes = [re.findall(r"^\| (\d+) \|", t, re.M) for t in (en, zh)]
            self.assertEqual(*codes)
            told = [set(re.findall(r"\bS\d+[a-z]*\b", t)) for t in (en, zh)]
            self.assertLessEqual(told[1], told[0])


if __name__ == "__main__":
    unittest.main()
