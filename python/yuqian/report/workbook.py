# SPDX-License-Identifier: Apache-2.0
"""The workbook: an overview, a sheet for each table of the result, definitions and provenance."""
import numpy as np

from . import range_sheets
from . import supplement_sheets
from . import statements as say
from .measures import BY_KEY, headline, measures_of, overview
from .results import NATION
from .sheets import Book, sheet_name
from .words import Words, basis, equation

CHART_ROWS = 24  # that a chart and its figures take
ROWS = 4000  # of one table: more belong into a program, not on a sheet
FIRST = ("grp_real_change", "welfare_metric", "equivalent_variation", "equivalent_variation_share")


def write(results, path, languages, everything=False):
    """Sheets for the tables of changes and effects; with `everything` also for levels of both states."""
    book = Book(path, languages)
    _Workbook(book, results, Words(languages[0]), everything).write()
    book.close()


class _Workbook:
    def __init__(self, book, results, words, everything):
        self.book, self.results, self.words, self.everything = book, results, words, everything
        self.names = [n for n in results.files[0].names() if results.has(n) and n not in ("check_value", "check_outcome")]
        self.names.sort(key=lambda n: (n not in FIRST, not n.endswith("_change"), n))
        self.where = {}  # table -> (sheet, {labels: row}, {(policy, trade): column})

    def write(self):
        kept = [n for n in self.names if self._rows(n) <= ROWS and self._wanted(n)]
        self.titles = self._sheet_titles(kept)
        front = self.book.sheet(self.words("overview"))
        contents = self.book.sheet(self.words("contents"))
        definitions = self.book.sheet(self.words("definitions"))
        provenance = self.book.sheet(self.words("provenance"))
        range_sheets.write(self.book, self.results, self.words)
        for name in kept:
            self._table(name)
        supplement_sheets.write(self.book, self.results.supplements, self.words, ROWS)
        self._overview(front)
        self._contents(contents, kept)
        self._definitions(definitions)
        self._provenance(provenance)

    def _wanted(self, name):
        if "state" in self.results.files[0].dims(name) and not self.everything:
            return False  # before its values are read
        return any(np.isfinite(self.results.values(name, p, t)).any()
                   for p in self.results.policies for t in self.results.trades)

    def _rows(self, name):
        shape = self.results.files[0].table(name).values.shape[2:]
        return int(np.prod(shape))

    def _sheet_titles(self, names):
        """Names of sheets in the first language, unlike each other and no longer than Excel allows."""
        taken = {self.words(k).lower() for k in ("overview", "contents", "definitions", "provenance",
                                                 "ranges", "variance_shares")}
        titles = {}
        for name in names:
            table = self.results.files[0].table(name)
            titles[name] = sheet_name(table.zh if self.words.chinese else name, taken)
        return titles

    def _table(self, name):
        """Labels in both languages, then a column for each policy and estimate."""
        results, book = self.results, self.book
        table = results.files[0].table(name)
        dims = table.dims[2:]
        sheet = book.sheet(self.titles[name])
        head = []
        for d in dims:
            head += [(book.both_dimension(d, "zh"), 14), (book.both_dimension(d, "en"), 16)]
        columns = [(p, t) for p in results.policies for t in results.trades]
        trades = {language: results.names("trade", language) for language in ("zh", "en")}
        figures = [f"{p.name} {book.label(trades['zh'][t], trades['en'][t])}" for p, t in columns]
        unit = book.label(Words("zh").unit(table.unit), Words("en").unit(table.unit))
        top = book.heading(sheet, f"{book.label(table.zh, table.en)}  [{unit}]", self._comment(table),
                           self._note(name))
        book.header(sheet, top, head, figures)
        labels = [list(zip(*(results.names(d, language).values() for language in ("zh", "en"))))
                  for d in dims]
        keys = [results.files[0].labels(d) for d in dims]
        arrays = [results.values(name, p, t).reshape(-1) for p, t in columns]
        rows = {}
        for k, index in enumerate(np.ndindex(*[len(x) for x in keys])):
            row = top + 1 + k
            rows[tuple(keys[d][i] for d, i in enumerate(index))] = row
            text = [word for d, i in enumerate(index) for word in labels[d][i]]
            book.row(sheet, row, text, [a[k] for a in arrays], table.unit)
        last = top + max(1, len(rows))
        book.filter(sheet, top, last, len(head) + len(figures))
        first = len(head)
        self.where[name] = (self.titles[name], rows, {c: first + k for k, c in enumerate(columns)})

    def _comment(self, table):
        """What there is to say of a table; in English alone where the file has no Chinese."""
        return self.book.label(table.comment_zh or table.comment, table.comment)

    def _note(self, name):
        """Closure, base year and meaning under every heading; the equation where there is one."""
        found = equation(name.removesuffix("_change").removesuffix("_value"))
        eq = [f"{self.words('equation')} {found}"] if found else []
        return self.words.list(eq + [say.notes(self.results, self.words, under_table=False, overview=False)])

    def _overview(self, sheet):
        """Central, lowest, highest of every policy, as formulas over the sheets where one cell or a sum
        says it, so that whoever changes a figure sees what follows."""
        book, words, results = self.book, self.words, self.results
        names = {language: results.names("area", language) for language in ("zh", "en")}
        top = book.heading(sheet, words("overview"), words.list(say.warnings(results, words)),
                           say.notes(results, words))
        head = [(book.word("area"), 26), (book.word("indicator"), 34), (book.word("unit"), 10)]
        figures = [f"{p.name} {book.word(k)}" for p in results.policies
                   for k in ("central", "low", "high")]
        book.header(sheet, top, head, figures)
        row, chart_rows = top + 1, {}
        for area in results.shown_areas:
            for m in measures_of(results):
                text = [book.label(names["zh"][area], names["en"][area]), book.word(m.key),
                        book.label(Words("zh").unit(m.unit), Words("en").unit(m.unit))]
                book.labels(sheet, row, text)
                for k, p in enumerate(results.policies):
                    self._cell(sheet, row, len(head) + 3 * k, m, p, area)
                chart_rows[(m.key, area)] = row
                row += 1
        book.filter(sheet, top, row - 1, len(head) + len(figures))
        for k, p in enumerate(results.policies):
            book.labels(sheet, row + 1 + k, [p.name, words.of(p.title)], plain=True)
        self._charts(sheet, chart_rows, len(head), row + 3 + len(results.policies))

    def _cell(self, sheet, row, column, measure, policy, area):
        found = overview(self.results, measure, policy, area)
        formulas = self._formulas(measure, policy, area)
        if formulas and self.results.quantiles(policy, measure.key, area):
            formulas = (formulas[0], None, None)  # the range is that of draws, which no sheet has
        self.book.figures(sheet, row, column, (found.central, found.low, found.high), formulas,
                          measure.unit)

    def _formulas(self, measure, policy, area):
        """Central, minimum and maximum over the estimates; None where no sheet has the parts."""
        terms = {"grp_real_change": [("grp_real_change", (area,))],
                 "welfare_metric": [("welfare_metric", (area,))],
                 "equivalent_variation": [("equivalent_variation", (area, h)) for h in ("rural", "urban")],
                 "equivalent_variation_rural": [("equivalent_variation_share", (area, "rural"))],
                 "equivalent_variation_urban": [("equivalent_variation_share", (area, "urban"))],
                 "government_revenue_change": [("government_revenue_change", (area,))],
                 "employment_total_change": [("employment_total_change", (area,))],
                 "emissions_change": [("emissions_change", (area,))]}.get(measure.key)
        if not terms or any(name not in self.where or key not in self.where[name][1]
                            for name, key in terms):
            return None
        sums = {}
        for t in self.results.trades:
            if self.results.solved(policy, t):
                sums[t] = "+".join(self._address(name, key, policy, t) for name, key in terms)
        if self.results.leading not in sums:
            return None
        ranged = len(sums) > 1
        several = ",".join(sums.values())
        return (sums[self.results.leading], f"MIN({several})" if ranged else None,
                f"MAX({several})" if ranged else None)

    def _address(self, name, key, policy, trade):
        title, rows, columns = self.where[name]
        return self.book.address(title, rows[key], columns[(policy, trade)])

    def _charts(self, sheet, rows, first, below):
        """Native charts: output and welfare of the pair's members by policy, with the range."""
        words, results = self.words, self.results
        names = results.names("area", words.language)
        areas = results.members[:3] + [results.pair or NATION]
        for k, key in enumerate(("grp_real_change", headline(results).key)):
            title = words("policies_chart" if k == 0 else "welfare_chart")
            series = []
            for a in areas:
                cells = [[self.book.address(sheet.get_name(), rows[(key, a)], first + 3 * n + side)
                          for side in range(3)] for n in range(len(results.policies))]
                series.append((names[a], cells, [overview(results, BY_KEY[key], p, a)
                                                 for p in results.policies]))
            at = below + k * CHART_ROWS
            self.book.chart(sheet, title, [p.name for p in results.policies], series, at,
                            (at, 2 + 3 * len(series)))

    def _contents(self, sheet, kept):
        book, words = self.book, self.words
        top = book.heading(sheet, words("contents"), "", "")
        head = [(book.word("sheet"), 34), (book.word("variable"), 34), ("中文", 30), ("English", 40),
                (book.word("unit"), 16), (book.word("equation"), 12), (book.word("basis"), 60)]
        book.header(sheet, top, head, [])
        for k, name in enumerate(self.names):
            table = self.results.files[0].table(name)
            variable = name.removesuffix("_change").removesuffix("_value")
            told = basis(variable, words.language) or self._comment(table)
            title = self.titles.get(name) or words(
                "left_out" if self._rows(name) > ROWS else "level_left_out")
            book.labels(sheet, top + 1 + k, [title, name, table.zh, table.en, words.unit(table.unit),
                                             equation(variable), told], plain=True, names=2)
            if name in kept:
                book.link(sheet, top + 1 + k, 0, title)
        book.filter(sheet, top, top + len(self.names), len(head))

    def _definitions(self, sheet):
        book, words = self.book, self.words
        top = book.heading(sheet, words("definitions"), "", say.notes(self.results, words))
        head = [(book.word("indicator"), 28), (book.word("unit"), 12), (book.word("meaning"), 70),
                (book.word("equation"), 12), (book.word("basis"), 80)]
        book.header(sheet, top, head, [])
        row = top + 1
        for m in measures_of(self.results):
            name, unit, meaning, eq, told = say.definition(m, words)
            book.labels(sheet, row, [name, unit, meaning, eq, told], plain=True)
            row += 1
        row += 1
        for title, lines in ((words("questions"), [f"{p.name}  {words.of(p.title)}: {words.of(p.text)}"
                                                   for p in self.results.policies]),
                             (words("closures"), say.closures(self.results, words)),
                             (words("ranges"), say.made_of(self.results, words)),
                             (words("surveyed"), say.surveyed(self.results, words))):
            if not lines:
                continue
            book.labels(sheet, row, [title], bold=True)
            for line in lines:
                row += 1
                book.labels(sheet, row, [line], plain=True, wrap_over=len(head))
            row += 2

    def _provenance(self, sheet):
        book, words = self.book, self.words
        top = book.heading(sheet, words("provenance"), "", say.sources(
            self.results, words, words("where_workbook", sheet=words("provenance"))))
        book.header(sheet, top, [(book.word("input_file"), 44), ("SHA-256", 70), (book.word("text"), 90)],
                    [])
        row = top + 1
        for file in self.results.files:
            made = file.provenance()
            book.labels(sheet, row, [str(file.path.name), "", f"{made.get('program', '')} "
                                     f"{made.get('version', '')}"], plain=True)
            row += 1
            for item in made.get("inputs", []):
                book.labels(sheet, row, [item["name"], item["sha256"]], plain=True)
                row += 1
            for item in made.get("steps", []):
                book.labels(sheet, row, [item["name"], "", words.of({"en": item["text"], "zh": item.get("text_zh")})], plain=True)
                row += 1
        book.labels(sheet, row + 1, [words("checks")], bold=True)
        row += 2
        for name, largest, tolerance, passed in say.checks(self.results, words):
            book.labels(sheet, row, [name, f"{largest:.1e} / {tolerance:.0e}",
                                     words("passed" if passed else "failed")], plain=True)
            row += 1
