# SPDX-License-Identifier: Apache-2.0
"""Sheets of the tables of games and input-output analyses that stand beside the results."""
import numpy as np

from .sheets import sheet_name
from .words import Words


def write(book, supplements, words, most):
    """A sheet for each table that has no more than `most` rows: labels in both languages, one figure."""
    taken = {sheet.get_name().lower() for sheet in book.book.worksheets()}
    for beside in supplements:
        for name in beside.tables:
            table = beside.file.table(name)
            if table.values.size <= most:
                title = sheet_name(table.zh if words.chinese and table.zh else name, taken)
                _table(book, book.sheet(title), beside, table, words)


def _table(book, sheet, beside, table, words):
    head = [(book.both_dimension(d, language), 18) for d in table.dims for language in ("zh", "en")]
    unit = book.label(Words("zh").unit(table.unit), Words("en").unit(table.unit))
    top = book.heading(sheet, f"{book.label(table.zh or table.en, table.en)}  [{unit}]", beside.title(words),
                       beside.note(words))
    book.header(sheet, top, head, [book.word("value")])
    labels = [list(zip(*(beside.file.label_names(d, language) for language in ("zh", "en")))) for d in table.dims]
    for k, index in enumerate(np.ndindex(*table.values.shape), 1):
        text = [word for d, i in enumerate(index) for word in labels[d][i]]
        book.row(sheet, top + k, text, [table.values[index]], table.unit)
    book.filter(sheet, top, top + table.values.size, len(head) + 1)
