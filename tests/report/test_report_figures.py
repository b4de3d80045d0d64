#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What a report says: figures as they are written, the overview against the program's own, words in both languages."""
import json
import re
import unittest

from report_case import MAKER, SOURCES, ReportCase, load_maker, run

load_maker()
from yuqian_report import figures, words  # noqa: E402
from yuqian_report.measures import BY_KEY, MEASURES, Figure, overview  # noqa: E402


class Figures(unittest.TestCase):
    def test_as_many_digits_as_say_something(self):
        for value, text in ((1234.6, "1235"), (137.43, "137"), (38.7, "38.7"), (9.998, "10.0"), (99.96, "100"),
                            (0.8812, "0.88"), (0.0996, "0.10"), (0.0123, "0.012"), (0.0007, "0.001"),
                            (0.0004, "≈0"), (1e-12, "0"), (0.0, "0"), (-0.25, "−0.25"), (-1e-4, "≈0"),
                            (float("nan"), "—"), (None, "—")):
            self.assertEqual(figures.figure(value), text)
        self.assertEqual(figures.interval(0.352, 1.811), "[0.35, 1.81]")
        self.assertEqual(figures.interval(0.8811, 0.8812), "", "one figure twice is not a range")

    def test_a_sign_is_certain_or_marked(self):
        self.assertTrue(Figure(0.1, -0.2, 0.3).unsure)
        self.assertFalse(Figure(0.1, 0.0, 0.3).unsure)
        self.assertFalse(Figure(0.0, -1e-13, 1e-13).unsure, "what a solve leaves is not a sign")
        self.assertFalse(Figure(0.1, float("nan"), float("nan")).unsure)


class Overview(ReportCase):
    def test_is_what_solve_says(self):
        """Areas' wages and shares, which the file has in parts, come out as the program adds them up."""
        solved = json.loads(run("solve", *self.scenarios, *self.options, "--json").stdout)
        keys = {"grp_real_change": "grp_real_change", "equivalent_variation": "equivalent_variation",
                "equivalent_variation_share": "equivalent_variation_share", "wage_change": "wage_change"}
        compared = 0
        for policy, told in zip(self.results.policies, solved["scenarios"]):
            for trade, found in told["trade"].items():
                for area, measures in found["areas"].items():
                    for key, name in keys.items():
                        mine = BY_KEY[key].value(self.results, policy, trade, area)
                        self.assertAlmostEqual(mine, measures[name], delta=1e-9 * max(1, abs(mine)))
                        compared += 1
        self.assertGreaterEqual(compared, 2 * 3 * 5 * 4)

    def test_the_range_is_that_of_the_estimates(self):
        policy, measure = self.results.policies[0], BY_KEY["equivalent_variation"]
        by_trade = [measure.value(self.results, policy, t, "Guizhou") for t in ("low", "central", "high")]
        found = overview(self.results, measure, policy, "Guizhou")
        self.assertEqual([found.low, found.central, found.high],
                         [min(by_trade), by_trade[1], max(by_trade)])
        self.assertLess(found.low, found.central)

    def test_losers_are_those_of_the_screen(self):
        from yuqian_report.losers import losers
        found = losers(self.results, self.results.policies[0])
        screen = run("solve", self.scenarios[0], *self.options).stdout
        table = screen.split("who loses")[1].split("\n\n")[0].splitlines()[1:]
        rows = [re.findall(r"-?\d+\.\d\d", line) for line in table if re.search(r"\d\.\d\d", line)]
        self.assertEqual([f"{x.figure.central:.2f}" for x in found], [row[1] for row in rows])


class Drawn(ReportCase):
    scenarios, options = ("S1a",), ("--sectors", "3", "--range", "48")

    def test_ranges_are_the_quantiles_of_the_draws(self):
        import numpy as np
        from yuqian_report import statements as say
        file, policy = self.results.files[0], self.results.policies[0]
        at = [file.labels("range_measure").index("grp_real_change"), file.labels("range_area").index("Guizhou")]
        quantiles = file.table("range").values[0][tuple(at)]
        found = overview(self.results, BY_KEY["grp_real_change"], policy, "Guizhou")
        self.assertEqual([found.low, found.high], [quantiles[0], quantiles[-1]])
        self.assertTrue(np.all(np.diff(quantiles) >= 0))
        for language, said in (("zh", "90%区间"), ("en", "90 %")):
            told = words.Words(language)
            self.assertIn(said, say.range_note(self.results, told))
            self.assertRegex("".join(say.made_of(self.results, told)), r"\d+%")
        note = say.range_note(self.results, words.Words("en"))
        self.assertIn("provincial revenue", note, "a row that was not drawn is named")
        self.assertNotIn("real GRP", note)

    def test_the_workbook_has_them(self):
        import openpyxl
        book = self.folder / "drawn.xlsx"
        self.report(self.result, "--lang", "en", "--out", book)
        sheets = openpyxl.load_workbook(book)
        self.assertLessEqual({"What the range is made of", "Shares of variance"}, set(sheets.sheetnames))


class TwoLanguages(unittest.TestCase):
    def test_every_word_has_both(self):
        for key, both in words.catalogue().items():
            self.assertEqual(set(both), {"zh", "en"}, key)
            self.assertTrue(all(text.strip() for text in both.values()), key)
            self.assertEqual(*({*re.findall(r"\{(\w+)\}", text)} - {"grp"} for text in both.values()), key)
            self.assertNotIn("增长率", both["zh"], "a change is relative to the benchmark")

    def test_every_word_used_is_there_and_used(self):
        sources = "\n".join(p.read_text("utf-8") for p in sorted(MAKER.rglob("*"))
                            if p.suffix in (".py", ".js"))
        used = set(re.findall(r'"(\w+)"', sources))
        prefixes = ("unit_", "meaning_", "check_", "basis_", "equivalent_variation_", "table_", "figure_", "share_")
        for key in words.catalogue():
            self.assertTrue(key in used or key.startswith(prefixes), f"{key} is used nowhere")
        for text in re.findall(r'\bword\("(\w+)"', sources) + [m.key for m in MEASURES]:
            self.assertIn(text, words.catalogue())

    def test_a_document_is_named_by_its_title_too(self):
        """A path says nothing to a reader who has the report and not the program."""
        cited = 0
        for key, both in words.catalogue().items():
            for language, marks in (("zh", "《{}》（{}）"), ("en", "“{}” ({})")):
                for path in re.findall(r"docs/[\w.-]+\.md", both[language]):
                    document = SOURCES / path
                    title = re.search(r"^# (.+)$", document.read_text("utf-8"), re.M)[1]
                    if language == "zh" and not path.endswith(".zh.md"):  # there in English alone, which is said
                        self.assertFalse(document.with_suffix(".zh.md").exists(), path)
                        self.assertRegex(both[language], f"《[^》A-Za-z]+》（英文，{re.escape(path)}）", key)
                    else:
                        self.assertIn(marks.format(title, path), both[language], key)
                    cited += 1
        self.assertGreaterEqual(cited, 8)

    def test_measures_say_what_they_mean_and_rest_on(self):
        for m in MEASURES:
            for language in words.LANGUAGES:
                self.assertIn(f"meaning_{m.key}", words.catalogue())
                self.assertTrue(words.basis(m.variable, language), m.key)
                self.assertNotEqual(words.Words(language).unit(m.unit), "")


if __name__ == "__main__":
    unittest.main()
