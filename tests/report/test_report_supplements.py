#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Games and input-output analyses beside the results: in the brief, the page and the workbook, figure by figure."""
import html
import re
import unittest
import zipfile

import numpy as np
import openpyxl
import xarray

from report_case import ReportCase, load_maker, run

load_maker()
from yuqian_report.figures import figure  # noqa: E402


class Supplements(ReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.game, cls.links = cls.folder / "game.h5", cls.folder / "links.h5"
        for command in (("govern", "G1", "--trade", "central", "--sectors", "3", "--out", cls.game),
                        ("io", "linkages", "--sectors", "3", "--out", cls.links)):
            done = run(*command)
            assert done.returncode == 0, done.stderr
        cls.made = {kind: cls.folder / f"r.{kind}" for kind in ("docx", "xlsx", "html")}
        outs = [word for path in cls.made.values() for word in ("--out", path)]
        cls.report(cls.result, cls.game, cls.links, "--lang", "both", *outs)

    def texts(self, kind):
        """What stands in the brief or in the page, without tags."""
        if kind == "docx":
            with zipfile.ZipFile(self.made[kind]) as parts:
                text = parts.read("word/document.xml").decode("utf-8")
        else:
            text = self.made[kind].read_text("utf-8")
        return html.unescape(re.sub(r"<[^>]+>", "|", text))

    def test_payoffs_and_leading_sectors_stand_in_brief_and_page(self):
        with xarray.open_dataset(self.game) as game, xarray.open_dataset(self.links) as links:
            payoffs = game.payoff.sel(trade="central", form="nash").values
            fines = game.smallest_fine.sel(trade="central").values
            power = links.power_of_dispersion.sel(region="Guizhou")
            sector = str(power.sector_zh.values[int(np.argmax(power.values))])
            best = f"{sector} {figure(float(power.max()))}"
        for kind in ("docx", "html"):
            text = self.texts(kind)
            for words in ("政府间博弈：", "A game among governments: ", "投入产出分析：产业关联", "Input-output analysis: Linkages", best):
                self.assertIn(words, text, kind)
            row = re.search(r"纳什均衡[^|]*\|[^现]*?" + r"\|+".join(re.escape(figure(float(v))) for v in payoffs), text)
            self.assertTrue(row, (kind, payoffs))
            self.assertIn(figure(float(fines[0])), text, kind)

    def test_the_workbook_has_every_table_with_all_digits(self):  # sixteen, as Excel keeps them
        book = openpyxl.load_workbook(self.made["xlsx"])
        for path, name, zh in ((self.game, "payoff", "收益"), (self.links, "power_of_dispersion", "影响力系数")):
            with xarray.open_dataset(path) as data:
                wanted = data[name].values.ravel()
            rows = list(book[zh].iter_rows(values_only=True))
            begin, column = next((k, c) for k, row in enumerate(rows) for c, cell in enumerate(row) if cell == "数值 value")
            shown = [row[column] for row in rows[begin + 1:begin + 1 + wanted.size]]
            for a, b in zip(shown, wanted, strict=True):
                self.assertTrue(np.isclose(a, b, rtol=1e-15) if a is not None else not np.isfinite(b), (name, a, b))

    def test_alone_they_are_no_report(self):
        for language, words in (("zh", "只能作补充"), ("en", "come beside one")):
            said = run("report", self.game, "--lang", language, "--out", self.folder / "no.html")
            self.assertEqual(said.returncode, 2)
            self.assertIn(words, said.stderr)
            self.assertFalse((self.folder / "no.html").exists())


if __name__ == "__main__":
    unittest.main()
