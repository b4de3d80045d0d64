#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""docs/validation.md and its Chinese twin are what `yuqian validate` prints."""
import re
import unittest

from program import SOURCES, run

NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")


class ValidationPage(unittest.TestCase):
    def hold(self, page, *language):
        result = run("validate", *language)
        self.assertEqual(result.returncode, 0, result.stderr)
        fresh, written = result.stdout, (SOURCES / "docs" / page).read_text(encoding="utf-8")
        hint = f"run yuqian validate{' '.join(('', *language))} > docs/{page} and read what changed"
        # Words alike, and figures within what they round to: two processors may differ in the last digit.
        self.assertEqual(NUMBER.sub("#", fresh), NUMBER.sub("#", written), hint)
        for a, b in zip(NUMBER.findall(fresh), NUMBER.findall(written)):
            self.assertAlmostEqual(float(a), float(b), delta=1.5 * 10.0 ** -len(b.partition(".")[2]), msg=hint)
        return written

    def test_english(self):
        page = self.hold("validation.md")
        self.assertEqual(len(re.findall(r"^\| (?:Beijing|Chongqing|Guizhou|Tibet) \|", page, re.M)), 4)

    def test_chinese(self):
        self.hold("validation.zh.md", "--lang", "zh")


if __name__ == "__main__":
    unittest.main()
