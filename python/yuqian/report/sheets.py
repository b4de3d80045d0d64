# SPDX-License-Identifier: Apache-2.0
"""Sheets, headings, figures and charts of a workbook, on XlsxWriter."""
import math
import re

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from .first_use import FirstUse
from .words import catalogue, dimension_names

# Figures keep all digits; these say how many are shown.
FORMATS = {"%": "0.000", "1e8 CNY": "#,##0.00", "1e4 person": "#,##0.00", "Mt": "#,##0.000",
           "percentage point": "0.000", "CNY/person": "#,##0", "CNY/t": "#,##0.0"}
OTHER = "0.0000"
PAGE = 60  # rows of a printed page


def sheet_name(text, taken):
    """A name that Excel accepts (31 characters, none of []:*?/\\) and that is not taken yet."""
    stem = re.sub(r"[\[\]:*?/\\]", " ", text).strip("' ")
    name, k = stem[:31], 2
    while name.lower() in taken:
        name = f"{stem[:28]} {k}"
        k += 1
    taken.add(name.lower())
    return name


class Book:
    """Strings are written as strings: a label that begins with = + - @ is not a formula."""

    def __init__(self, path, languages):
        self.languages = languages
        self._explain = {}  # of every sheet, since each is read by itself
        self.book = xlsxwriter.Workbook(str(path), {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "nan_inf_to_errors": False})
        font = {"font_name": "Noto Sans CJK SC", "font_size": 10}
        self.formats = {}
        self.font = font
        self.title = self.book.add_format({**font, "bold": True, "font_size": 14})
        self.plain = self.book.add_format(font)
        self.bold = self.book.add_format({**font, "bold": True})
        self.wrap = self.book.add_format({**font, "text_wrap": True, "valign": "top"})
        self.grey = self.book.add_format({**font, "font_color": "#555555", "text_wrap": True,
                                          "valign": "top", "font_size": 9})
        self.alarm = self.book.add_format({**font, "bold": True, "font_color": "#B5403A",
                                           "text_wrap": True, "valign": "top"})
        self.head = self.book.add_format({**font, "bold": True, "bg_color": "#E8EEF4", "bottom": 1,
                                          "text_wrap": True, "valign": "vcenter"})
        self.blue = self.book.add_format({**font, "font_color": "#0B3C5D", "underline": 1})

    def close(self):
        self.book.close()

    def sheet(self, name):
        sheet = self.book.add_worksheet(name[:31])
        self._explain[sheet] = FirstUse(self.languages)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_default_row(15)  # given, so that nobody has to measure thousands of rows on opening
        return sheet

    def label(self, zh, en):
        """A text in the languages asked for, one after the other where it is both."""
        chosen = dict.fromkeys({"zh": zh, "en": en}[language] for language in self.languages)
        return " ".join(chosen)

    def word(self, key):
        return self.label(catalogue()[key]["zh"], catalogue()[key]["en"])

    def both_dimension(self, dimension, language):
        return dimension_names(dimension)[language]

    def heading(self, sheet, title, comment, note):
        """Title, comment and note; the row of the table's header."""
        title, comment, note = map(self._explain[sheet], (title, comment, note))
        sheet.write_string(0, 0, title, self.title)
        sheet.set_row(0, 24)
        row = 1
        for text, form in ((comment, self.alarm if sheet.index == 0 else self.grey), (note, self.grey)):
            if text:
                sheet.merge_range(row, 0, row, 8, "", form)
                sheet.write_string(row, 0, text, form)
                sheet.set_row(row, 13.5 * (1 + len(text.encode()) // 150))
                row += 1
        return row + 1

    def header(self, sheet, row, labels, figures):
        for c, (text, width) in enumerate(labels):
            sheet.set_column(c, c, width, self.plain)
            sheet.write_string(row, c, text, self.head)
        for c, text in enumerate(figures, len(labels)):
            sheet.write_string(row, c, text, self.head)
        if figures:
            sheet.set_column(len(labels), len(labels) + len(figures) - 1, 12)
        sheet.set_row(row, 32)
        sheet.freeze_panes(row + 1, len(labels) if figures else 1)

    def filter(self, sheet, top, last, columns):
        """Filters on the header; it is printed on every page where there are several."""
        if last - top > PAGE:  # and only there: LibreOffice takes long to open many
            sheet.repeat_rows(top)
        sheet.autofilter(top, 0, last, columns - 1)

    def number(self, unit):
        pattern = FORMATS.get(unit, OTHER)
        if pattern not in self.formats:
            self.formats[pattern] = self.book.add_format({**self.font, "num_format": pattern})
        return self.formats[pattern]

    def row(self, sheet, row, texts, values, unit):
        for c, text in enumerate(texts):
            sheet.write_string(row, c, text, self.plain)
        form = self.number(unit)
        for c, value in enumerate(values, len(texts)):
            if math.isfinite(value):
                sheet.write_number(row, c, value, form)

    def labels(self, sheet, row, texts, plain=False, bold=False, wrap_over=0, names=0):
        """A row of texts; the first `names` of them are names of sheets and tables, which are not explained."""
        form = self.bold if bold else self.plain
        texts = [*texts[:names], *map(self._explain[sheet], texts[names:])]
        if wrap_over:
            sheet.merge_range(row, 0, row, wrap_over - 1, "", self.wrap)
            sheet.write_string(row, 0, texts[0], self.wrap)
            sheet.set_row(row, 14 * (1 + len(texts[0].encode()) // 230))
            return
        for c, text in enumerate(texts):
            sheet.write_string(row, c, text, form)

    def figures(self, sheet, row, column, values, formulas, unit):
        form = self.number(unit)
        for k, value in enumerate(values):
            if not math.isfinite(value):
                continue
            if formulas and formulas[k]:
                sheet.write_formula(row, column + k, "=" + formulas[k], form, value)
            else:
                sheet.write_number(row, column + k, value, form)

    def address(self, sheet, row, column):
        return f"{quote_sheetname(sheet)}!{xl_rowcol_to_cell(row, column, True, True)}"

    def link(self, sheet, row, column, title):
        sheet.write_url(row, column, f"internal:{quote_sheetname(title)}!A1", self.blue, title)

    def chart(self, sheet, title, policies, series, row, place):
        """Columns by policy with the range, drawn from a block of formulas that begins at `row`: a line
        for each policy, and three columns for each series (name, cells of each policy, figures): the
        central figure, and how far the range goes above and below it."""
        chart = self.book.add_chart({"type": "column"})
        own, last, form = sheet.get_name(), row + len(policies), self.number("%")
        sheet.write_string(row, 0, title, self.bold)
        for k, policy in enumerate(policies, 1):
            sheet.write_string(row + k, 0, policy, self.plain)
        for c, (name, cells, figures) in enumerate(series):
            columns = [1 + 3 * c + n for n in range(3)]
            for column, sign in zip(columns, ("", " +", " −")):
                sheet.write_string(row, column, name + sign, self.bold)
            for k, ((central, low, high), found) in enumerate(zip(cells, figures), 1):
                told = [v if math.isfinite(v) else 0 for v in (found.central, found.low, found.high)]
                sheet.write_formula(row + k, columns[0], f"={central}", form, told[0])
                if found.ranged:
                    sheet.write_formula(row + k, columns[1], f"={high}-{central}", form, told[2] - told[0])
                    sheet.write_formula(row + k, columns[2], f"={central}-{low}", form, told[0] - told[1])
            sides = [f"={quote_sheetname(own)}!{xl_rowcol_to_cell(row + 1, column, True, True)}:"
                     f"{xl_rowcol_to_cell(last, column, True, True)}" for column in columns[1:]]
            bars = {"type": "custom", "plus_values": sides[0], "minus_values": sides[1]}
            chart.add_series({
                "name": [own, row, columns[0]], "categories": [own, row + 1, 0, last, 0],
                "values": [own, row + 1, columns[0], last, columns[0]],
                **({"y_error_bars": bars} if all(f.ranged for f in figures) else {})})
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_legend({"position": "bottom"})
        chart.set_x_axis({"label_position": "low"})
        chart.set_y_axis({"num_format": "General", **_ends([f for _, _, figures in series for f in figures])})
        chart.set_size({"width": 620, "height": 320})
        sheet.insert_chart(*place, chart)


def _ends(figures):
    """Ends of an axis that hold the ranges, which programs leave out of account; round numbers."""
    values = [v for f in figures for v in (f.central, f.low, f.high) if math.isfinite(v)]
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        return {}
    step = 10.0 ** math.floor(math.log10((high - low) / 2))
    return {"min": math.floor(low / step) * step, "max": math.ceil(high / step) * step}
