# SPDX-License-Identifier: Apache-2.0
"""Sheets of the workbook for what was drawn: quantiles of figures, and what their variance is made of."""
from .words import Words


def write(book, results, words):
    if not results.drawn:
        return
    _quantiles(book, results, words)
    if results.files[0].has("range_variance_share"):
        _shares(book, results, words)


def _names(results, dimension, label):
    """A label in both languages."""
    return tuple(results.names(dimension, language).get(label, label) for language in ("zh", "en"))


def _quantiles(book, results, words):
    file = results.files[0]
    sheet = book.sheet(words("ranges"))
    top = book.heading(sheet, book.word("quantiles"), "", words("range_note_quantiles", draws=results.draws))
    quantiles = file.labels("quantile")
    head = [(book.word("indicator"), 34), (book.word("area"), 26), (book.word("unit"), 12)]
    book.header(sheet, top, head, [f"{p.name} {100 * float(q):g}%" for p in results.policies
                                   for q in quantiles])
    units = dict(zip(file.labels("range_measure"), file.texts("range_unit"))) if file.has("range_unit") else {}
    row = top
    for m, measure in enumerate(file.labels("range_measure")):
        unit = units.get(measure, "")
        for a, area in enumerate(file.labels("range_area")):
            row += 1
            values = [v for p in results.policies for v in p.file.table("range").values[p.at, m, a]]
            told = book.label(Words("zh").unit(unit), Words("en").unit(unit))
            book.row(sheet, row, [book.label(*_names(results, "range_measure", measure)), book.label(*_names(results, "area", area)),
                                  told], values, unit)
    book.filter(sheet, top, row, len(head) + len(quantiles) * len(results.policies))


def _shares(book, results, words):
    file = results.files[0]
    sheet = book.sheet(words("variance_shares"))
    top = book.heading(sheet, book.word("variance_shares"), "", words("made_of_quantiles"))
    kinds = file.labels("variance_share")
    head = [(book.word("indicator"), 34), (book.word("area"), 26), (book.word("input_group"), 34)]
    book.header(sheet, top, head, [f"{p.name} {book.word('share_' + k)}" for p in results.policies
                                   for k in kinds])
    groups = list(zip(*(file.label_names("uncertainty_group", language) for language in ("zh", "en"))))
    row = top
    for h, headline in enumerate(file.labels("range_headline")):
        for a, area in enumerate(file.labels("range_area")):
            for g, group in enumerate(groups):
                row += 1
                values = [v for p in results.policies
                          for v in p.file.table("range_variance_share").values[p.at, h, a, g]]
                book.row(sheet, row, [book.label(*_names(results, "range_measure", headline)),
                                      book.label(*_names(results, "area", area)), book.label(*group)], values, "%")
    book.filter(sheet, top, row, len(head) + len(kinds) * len(results.policies))
