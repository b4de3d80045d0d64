#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""docs/validation.md and its Chinese twin are what `yuqian validate` prints."""
import math
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
        for heading in ("Gaps of every province", "Incomes of rural and urban residents"):
            part = page.partition(f"### {heading}")[2].partition("\n#")[0]
            self.assertEqual(len(re.findall(r"^\| (?:Beijing|Chongqing|Guizhou|Tibet) \|", part, re.M)), 4, heading)

    def test_power_against_what_is_published(self):
        page = (SOURCES / "docs/validation.md").read_text(encoding="utf-8").partition("## Power against")[2].partition("\n## ")[0]
        made = {row[0]: [float(v) for v in row[1:6]] for row in re.findall(
            r"^\| (Thermal|Hydro|Nuclear|Wind|Solar) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| (-?[\d.]+) \|", page, re.M)}
        self.assertEqual(len(made), 5)
        for source, (_, _, together, nation, gap) in made.items():
            self.assertAlmostEqual(gap, 100 * (together / nation - 1), delta=0.06, msg=source)
            if source != "Solar":  # small plants of the provinces are not published
                self.assertLess(abs(gap), 1, source)
        # 10^8 kWh of the file that the plants are divided by, gas-fired ones counted with the others.
        self.assertEqual(made["Hydro"][1], 658.4)
        flows = re.findall(r"^\| (\w+) \| (\w+) \| ([\d,]+) GWh at ([\d.]+) yuan a kWh \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|", page, re.M)
        self.assertGreater(len(flows), 25)
        for sender, receiver, gwh, price, value, _, _ in flows:
            exact = float(gwh.replace(",", "")) * float(price) / 100
            # Rounded twice: to three digits in the evidence, to a tenth on the page.
            half_a_digit = 0.5 * 10.0 ** (math.floor(math.log10(exact)) - 2) + 0.0501
            self.assertAlmostEqual(float(value), exact, delta=half_a_digit, msg=f"{sender} {receiver}")

    def test_chinese(self):
        self.hold("validation.zh.md", "--lang", "zh")


if __name__ == "__main__":
    unittest.main()
