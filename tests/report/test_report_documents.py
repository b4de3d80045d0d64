#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Brief, workbook and pictures through the program; what cannot be made is said before anything is solved."""
import csv
import re
import shutil
import subprocess
import sys
import unittest

import numpy as np
import openpyxl

from report_case import SOURCES, ReportCase, load_maker, run

load_maker()
from yuqian_report.measures import BY_KEY, measures_of, overview  # noqa: E402

OFFICE = shutil.which("soffice")
if not (OFFICE and shutil.which("pdfinfo")):
    print("SKIPPED: needs libreoffice-calc-nogui, libreoffice-writer-nogui and poppler-utils")
    sys.exit(0)


class Workbook(ReportCase):
    """One policy has a title and a text that a spreadsheet would take for a formula."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        hostile = cls.folder / "hostile.toml"
        text = (SOURCES / "data/scenarios/S1a.toml").read_text()
        hostile.write_text(re.sub(r'^title = .*$', 'title = { zh = "=1+1", en = "@SUM(1)" }', text, flags=re.M))
        cls.book = cls.folder / "book.xlsx"
        cls.done = run("report", hostile, "--sectors", "3", "--range", "0", "--lang", "both", "--out", cls.book,
                       "--out", cls.folder / "kept.h5")

    def test_labels_stay_text_and_figures_keep_all_digits(self):
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        from yuqian_report.results import Results
        kept = Results([self.folder / "kept.h5"])
        book = openpyxl.load_workbook(self.book)
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        self.assertTrue(any(c.value == "=1+1" and c.data_type == "s" for c in cells))
        formulas = [c for c in cells if c.data_type == "f"]
        self.assertTrue(all(c.parent.title == book.sheetnames[0] for c in formulas), "labels are not formulas")
        sheet = book["实际地区生产总值变化"]
        head = next(r for r in range(1, 20) if sheet.cell(r, 3).value and "S1a" in str(sheet.cell(r, 3).value))
        figures = [[sheet.cell(head + 1 + a, 3 + t).value for t in range(3)] for a in range(len(kept.areas))]
        table = kept.files[0].table("grp_real_change").values[0]
        for mine, value in zip(np.ravel(figures), np.ravel(table.T), strict=True):
            self.assertAlmostEqual(mine, value, delta=1e-15 * abs(value))  # sixteen digits
        self.assertEqual(sheet.freeze_panes, f"C{head + 1}")
        self.assertIsNotNone(sheet.auto_filter.ref)
        self.assertEqual(sheet.cell(head + 1, 1).value, "重庆")
        self.assertEqual(sheet.cell(head + 1, 2).value, "Chongqing")

    def test_recomputed_it_says_the_same(self):
        again = self.folder / "again"
        subprocess.run([OFFICE, f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to",
                        "xlsx:Calc MS Excel 2007 XML", "--outdir", again, self.book], check=True,
                       capture_output=True)
        from yuqian_report.results import Results
        kept = Results([self.folder / "kept.h5"])
        wanted = [overview(kept, m, kept.policies[0], a) for a in kept.shown_areas for m in measures_of(kept)]
        first = openpyxl.load_workbook(self.book).worksheets[0]
        sheet = openpyxl.load_workbook(again / self.book.name, data_only=True).worksheets[0]
        top = next(r for r in range(1, 20) if "S1a" in str(first.cell(r, 4).value)) + 1
        formulas = 0
        for row, found in enumerate(wanted, top):
            for column, value in enumerate((found.central, found.low, found.high), 4):
                self.assertAlmostEqual(sheet.cell(row, column).value, value, delta=1e-9 * max(1, abs(value)))
                formulas += first.cell(row, column).data_type == "f"
        self.assertGreater(formulas, 3 * 5 * 5)


class Documents(ReportCase):
    def pages(self, pdf):
        """The text of every page, without blanks."""
        told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        texts = [subprocess.run(["pdftotext", "-layout", "-f", str(n), "-l", str(n), pdf, "-"], capture_output=True,
                                text=True, check=True).stdout
                 for n in range(1, int(re.search(r"Pages:\s+(\d+)", told)[1]) + 1)]
        return [re.sub(r"\s+", "", text) for text in texts]

    def test_the_brief_of_five_policies_is_two_pages_and_an_annex(self):
        five, brief, alone = (self.folder / name for name in ("five.h5", "brief.pdf", "alone.pdf"))
        self.report("S1a", "S4", "S5", "S7", "S8", "--lang", "zh", "--out", brief, "--out", five)
        pages = self.pages(brief)
        self.assertTrue(pages[2].startswith("附件"), pages[2][:40])
        self.assertLessEqual(len(pages), 6)
        for said in ("相对基准变化", "基准年2017年", "闭合规则", "受损主体", "不是统计置信区间", "政策幅度为假定",
                     "不同闭合规则下的数值不宜逐项比较", "基准数据", "估计：省际流量"):
            self.assertIn(said, "".join(pages[:2]))
        for said in ("Head-Ries", "指标含义", "数据性质", "二氧化碳排放"):
            self.assertIn(said, "".join(pages[2:]))
        self.assertNotIn("增长率", "".join(pages))
        for language, first in (("zh", "政策效果评估简报"), ("en", "Whatthepolicieschange")):
            self.report(five, "--lang", language, "--no-annex", "--out", alone)
            pages = self.pages(alone)
            self.assertEqual(len(pages), 2, language)
            self.assertTrue(pages[0].startswith(first))

    def test_word_has_the_table_of_the_file(self):
        import docx
        from yuqian_report import statements as say
        brief = self.folder / "two.docx"
        self.report(self.result, "--lang", "en", "--out", brief)
        table = docx.Document(str(brief)).tables[0]
        rows = [[c.text for c in row.cells] for row in table.rows]
        self.assertEqual(rows[0], ["", "S1a", "S8"])
        for key, block in (("grp_real_change", "real GRP (%)"), ("emissions_change", "CO2 emissions (%)"),
                           ("carbon_price", "carbon price under the policy (yuan per t)")):
            shown = next(rows[k + 1] for k, row in enumerate(rows) if row[0] == block)
            found = [overview(self.results, BY_KEY[key], p, "Chongqing") for p in self.results.policies]
            self.assertEqual(shown, ["Chongqing", *(" ".join(filter(None, say.cell(f))) for f in found)])

    def test_carbon_is_said_of_a_policy_that_prices_it(self):
        """Among the findings, and in rows of the regions that pay: no price is a dash, and no row of dashes."""
        import docx
        from yuqian_report.figures import figure
        brief = self.folder / "carbon.docx"
        self.report(self.result, "--lang", "zh", "--no-annex", "--out", brief)
        document = docx.Document(str(brief))
        cap = self.results.policies[1]
        price = self.results.value("carbon_price", cap, state="counterfactual", region="Chongqing")
        self.assertGreater(price, 0)
        line = next(p.text for p in document.paragraphs if p.text.startswith(f"S8　") and "亿元" in p.text)
        self.assertIn(f"碳价：重庆 {figure(price)}", line)
        self.assertNotIn("碳价", next(p.text for p in document.paragraphs if p.text.startswith("S1a　") and "亿元" in p.text))
        rows = [[c.text for c in row.cells] for row in document.tables[0].rows]
        begin = next(k for k, row in enumerate(rows) if row[0] == "政策之下的碳价（元/吨）")
        self.assertEqual([row[:2] for row in rows[begin + 1:]], [["重庆", "—"], ["贵州", "—"]])

    def test_tables_are_printed_in_nine_points(self):
        """Names and central figures of the two pages, in both languages; a range is up to two points smaller."""
        import docx
        from docx.shared import Pt
        brief = self.folder / "type.docx"
        self.report(self.result, "--lang", "both", "--no-annex", "--out", brief)
        tables = docx.Document(str(brief)).tables
        self.assertEqual(len(tables), 4)
        for table in tables:
            for cell in {id(c._tc): c for row in table.rows for c in row.cells}.values():
                for k, run in enumerate(r for p in cell.paragraphs for r in p.runs):
                    self.assertGreaterEqual(run.font.size, Pt(7.5 if k else 9), cell.text)

    def test_surveyed_figures_are_marked(self):
        import docx
        brief = self.folder / "surveyed.docx"
        self.report("S1a", "--evidence", "example-cars", "--trade", "central", "--range", "0", "--lang", "en",
                    "--out", brief)
        said = [p.text for p in docx.Document(str(brief)).paragraphs]
        self.assertTrue(any(t.startswith("Warning: the surveyed figures are an example") for t in said))
        lines = said[said.index("Surveyed figures") + 1:]
        self.assertRegex(lines[0], r"^Chongqing.*Guizhou.*Transport equipment.*: 120 .*standard deviation 10 %.*"
                                   r"Source: example, no survey")

    def test_pictures_in_both_languages(self):
        folder = self.folder / "pictures"
        self.report(self.result, "--lang", "both", "--out", f"{folder}/")
        names = {p.name for p in folder.iterdir()}
        for name in ("policies_grp", "households", "sectors", "welfare_sources_S1a"):
            for language in ("zh", "en"):
                self.assertLessEqual({f"{name}.{language}.svg", f"{name}.{language}.png"}, names)
        self.assertTrue((folder / "sectors.zh.png").read_bytes().startswith(b"\x89PNG"))
        self.assertIn("<svg", (folder / "sectors.zh.svg").read_text()[:600])

    def test_without_a_terminal_each_slow_document_is_said_on_a_line_of_its_own(self):
        """LibreOffice takes more than the second from which on something is said."""
        targets = [self.folder / name for name in ("slow.pdf", "slower.pdf")]
        for language, said in (("zh", r"已编好{}，用时\d+秒（2份中的第{}份）"), ("en", r"{} is made, \d+ s \({} of 2\)")):
            done = self.report(self.result, "--lang", language, "--out", targets[0], "--out", targets[1])
            lines = done.stderr.splitlines()
            self.assertEqual(done.stderr, "".join(line + "\n" for line in lines))
            for number, (line, target) in enumerate(zip(lines, targets, strict=True), 1):
                self.assertRegex(line, f"^{said.format(re.escape(str(target)), number)}$")
                self.assertTrue(line.isprintable())
            self.assertEqual(len(done.stdout.splitlines()), 2)

    def refused(self, *arguments, **environment):
        """In both languages, and before anything is solved: the figures of a solve would be lost."""
        done = run("report", *arguments, "--lang", "both", **environment)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def test_what_cannot_be_made_is_refused(self):
        said = self.refused("S1a", "--out", self.folder / "brief.odt")
        self.assertIn("未知的格式“.odt”", said)
        self.assertIn('unknown format ".odt"', said)
        for arguments, words in ((("S1a", "--out"), ("--out",)), (("--out", self.folder / "b.docx"), ("WHAT",))):
            said = run("report", *arguments, "--lang", "zh")
            self.assertEqual(said.returncode, 2)
            self.assertRegex(said.stderr, "^错误：.*" + words[0])
        self.assertIn("does not exist", self.refused("S1a", "--out", self.folder / "none/brief.docx"))
        self.assertIn("no such template", self.refused("S1a", "--out", self.folder / "b.docx", "--template", "none"))
        text = self.folder / "text.docx"
        text.write_text("no Word file")
        self.assertIn("cannot be opened as a Word template", self.refused("S1a", "--out", self.folder / "b.docx", "--template", text))
        self.assertIn("python3", self.refused("S1a", "--out", self.folder / "b.docx", YUQIAN_PYTHON="/none/python"))
        self.assertIn("YUQIAN_REPORT", self.refused("S1a", "--out", self.folder / "b.docx", YUQIAN_REPORT="/none"))
        self.assertEqual([p.name for p in self.folder.glob("b*.docx")], [])

    def test_unlike_results_are_refused(self):
        other = self.folder / "other.h5"
        run("solve", "S1a", "--sectors", "8", "--trade", "central", "--range", "0", "--brief", "--out", other)
        said = self.refused(self.result, other, "--out", self.folder / "mixed.html")
        self.assertIn("different sectors", said)
        self.assertIn("部门划分不同", said)
        changed = self.folder / "changed.h5"
        changed.write_bytes(self.result.read_bytes()[:-1])
        self.assertIn("seal", self.refused(changed, "--out", self.folder / "mixed.html"))


class ScreenTables(ReportCase):
    def test_csv_and_workbook_hold_the_tables_of_the_screen(self):
        files = self.folder / "screen.csv", self.folder / "screen.xlsx"
        done = run("compare", self.result, "--csv", files[0], "--xlsx", files[1])
        self.assertEqual(done.returncode, 0, done.stderr)
        def figures(rows):
            """Rows of a label and two numbers, one for each policy."""
            return [row for row in rows if len(row) == 3
                    and all(re.fullmatch(r"-?\d+(\.\d+)?", cell) for cell in row[1:])]

        shown = figures(re.split(r"\s{2,}", line.strip()) for line in done.stdout.splitlines())
        self.assertGreaterEqual(len(shown), 20)
        with files[0].open(encoding="utf-8-sig", newline="") as file:
            self.assertEqual(figures(csv.reader(file)), shown)
        sheet = openpyxl.load_workbook(files[1]).active
        cells = [[c.value for c in row] for row in sheet.iter_rows(max_col=3)
                 if all(isinstance(c.value, float | int) for c in row[1:])]
        self.assertEqual([[row[0], *map(float, row[1:])] for row in shown], cells)

    def test_a_name_says_what_a_file_is(self):
        for arguments, said in ((["solve", "S1a", "--out", self.folder / "x.xlsx"], ("HDF5", ".h5")),
                                (["solve", "S1a", "--csv", self.folder / "x.xlsx"], (".csv",)),
                                (["solve", "S1a", "--xlsx", self.folder / "x.h5"], (".xlsx",)),
                                (["solve", "S1a", "--csv", self.folder / "none/x.csv"], ("none",)),
                                (["info", "--csv", self.folder / "x.csv"], ("--csv",))):
            for language in ("zh", "en"):
                done = run(*arguments, "--lang", language)
                self.assertEqual(done.returncode, 2, done.stdout)
                for text in said:
                    self.assertIn(text, done.stderr)
        self.assertEqual(list(self.folder.glob("x.*")), [])


if __name__ == "__main__":
    unittest.main()
