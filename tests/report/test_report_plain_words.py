#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Terms of the trade are explained in plain words where a brief, a page or a workbook says them first."""
import re
import unittest
from html.parser import HTMLParser

from report_case import ReportCase, load_maker

load_maker()
from yuqian_report.first_use import FirstUse  # noqa: E402
from yuqian_report.words import glossary, plain_words  # noqa: E402

ICEBERG, CLOSURE = plain_words()["iceberg"], plain_words()["closure"]


def of_word(path):
    """Paragraphs and cells in the order of reading."""
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    document = docx.Document(str(path))
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}p"):
            yield Paragraph(element, document).text
        elif element.tag.endswith("}tbl"):
            yield from (cell.text for row in Table(element, document).rows for cell in row.cells)


def of_workbook(path):
    import openpyxl
    book = openpyxl.load_workbook(path)
    for sheet in book:  # names of sheets are not texts
        yield from (c.value for row in sheet.iter_rows() for c in row if c.data_type == "s" and c.value not in book.sheetnames)


class _Spoken(HTMLParser):
    """Texts of a page in one language, without those of scripts."""

    def __init__(self, language):
        super().__init__()
        self.language, self.open, self.texts = language, [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "link"):
            own = "none" if tag in ("script", "style") else dict(attributes).get("lang")
            self.open.append(own or (self.open[-1] if self.open else None))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, text):
        if self.open and self.open[-1] == self.language:
            self.texts.append(text)


def of_page(path, language):
    reader = _Spoken({"zh": "zh-CN", "en": "en"}[language])
    reader.feed(path.read_text("utf-8"))
    return reader.texts


class PlainWords(ReportCase):
    scenarios = ("S10", "S4k", "S4h", "S11k")  # titles with a wedge before brackets, one within brackets

    def held(self, texts, language, once):
        """Where it stands first every term is explained, and only there where `once`."""
        texts = list(texts)
        edge, marks = ("", ("（{}", "，即{}")) if language == "zh" else (r"\b", (" ({}", ", that is, {}"))
        found = 0
        for row in plain_words().values():
            first = next((t for t in texts if re.search(f"{edge}(?:{row[language]}){edge}", t)), None)
            if first is None:
                continue
            found += 1
            said = [mark.format(row[f"plain_{language}"]) for mark in marks]
            told = any(s in first for s in said) or (row["own"] and re.search(row["own"], first))
            self.assertTrue(told, f"{row['key']}: {first}")
            if once:
                self.assertLessEqual(sum(t.count(s) for t in texts for s in said), 1, row["key"])
        self.assertGreaterEqual(found, 5)

    def test_brief_page_and_workbook(self):
        made = {kind: self.folder / f"{kind}.{kind}" for kind in ("docx", "html", "xlsx")}
        for language in ("zh", "en"):
            outs = [word for path in made.values() for word in ("--out", path)]
            self.report(self.result, "--lang", language, *outs)
            with self.subTest(language=language, kind="docx"):
                self.held(of_word(made["docx"]), language, once=True)
            with self.subTest(language=language, kind="html"):
                self.held(of_page(made["html"], language), language, once=True)
            with self.subTest(language=language, kind="xlsx"):  # every sheet explains, since each is read by itself
                self.held(of_workbook(made["xlsx"]), language, once=False)

    def test_brackets(self):
        plain, rule = ICEBERG["plain_zh"], CLOSURE["plain_zh"]
        for text, told in (("冰山成本下降，冰山成本", f"冰山成本（{plain}）下降，冰山成本"), ("壁垒（冰山成本）", f"壁垒（冰山成本，即{plain}）"),
                           ("冰山成本（S1a）下降", f"冰山成本（{plain}；S1a）下降"), ("冰山成本（货物“融化”的部分）", "冰山成本（货物“融化”的部分）"),
                           ("短期闭合", f"短期闭合（{rule}）")):
            self.assertEqual(FirstUse(["zh"])(text), told)
        plain = ICEBERG["plain_en"]
        for text, told in (("an iceberg cost", f"an iceberg cost ({plain})"), ("a cost (iceberg)", f"a cost (iceberg, that is, {plain})"),
                           ("icebergs", "icebergs"), ("--closure long_run", "--closure long_run")):
            self.assertEqual(FirstUse(["en"])(text), told)

    def test_every_explanation_is_in_both_languages(self):
        for key, row in plain_words().items():
            self.assertTrue(all(row[c] for c in ("zh", "en", "plain_zh", "plain_en")), key)
            self.assertRegex(row["plain_zh"], "[\u4e00-\u9fff]")
            self.assertNotRegex(row["plain_en"], "[\u4e00-\u9fff]")
            if key in glossary():
                self.assertRegex(glossary()[key]["zh"], row["zh"], key)


if __name__ == "__main__":
    unittest.main()
