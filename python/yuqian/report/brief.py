# SPDX-License-Identifier: Apache-2.0
"""The brief as a Word document: two pages that a commission reads, and an annex with all that stands behind
them."""
import datetime
import functools
import math
import textwrap

from . import charts
from .figures import figure, interval
from .first_use import FirstUse
from .losers import losers
from .measures import headline, is_drawn, measures_of, overview
from .paper import Paper
from .results import NATION
from . import statements as say
from .words import Words

CHART = charts.WIDTH * 2.54  # cm: at the size that its type was made for
SECTORS = 1  # of each area among those who lose: losers_note_one says so
TABLE = 9  # points, of figures and names in tables
TYPE = {"zh": (9, 8), "en": (8.4, 7.4)}  # of what is told, and of notes: five policies on two pages
NAMES = 2.15  # cm that names of areas take in a table
COLUMNS = 5  # policies that one table holds beside each other
# Rows of the two pages beside welfare.
FIRST = ("grp_real_change", "equivalent_variation_rural", "equivalent_variation_urban", "emissions_change", "carbon_price")


def write(results, path, languages, template=None, annex=True):
    """`annex`: whether it follows the two pages."""
    paper = Paper(template, languages[0])
    for k, language in enumerate(languages):
        if k:
            paper.page_break()
        _Brief(paper, results, Words(language)).write(annex)
    paper.document.core_properties.title = Words(languages[0])("title")
    paper.document.core_properties.author = ""
    paper.document.core_properties.created = datetime.datetime.now(datetime.timezone.utc)
    paper.document.save(path)


class _Brief:
    def __init__(self, paper, results, words):
        self.paper, self.results, self.words = paper, results, words
        self.areas = results.names("area", words.language)
        self.tables = self.figures = 0
        self.type, self.small = TYPE[words.language]
        self.gap = "" if words.chinese else " "  # between sentences
        paper.explain = FirstUse([words.language])

    def write(self, annex):
        self.head()
        self.questions(self._assumption, titles=False)
        self.overview("headline_table", self._first())
        notes = self.words("one_scale_note") + self.gap + self.words("as_under_table", number=1)
        self.chart("policies_chart", functools.partial(charts.policies, short=notes))
        self.losers()
        self.ranges()
        self.supplements()
        self.origin()
        if not annex:
            return
        self.paper.page_break()
        self.paper.heading(self.words("annex"), 0)
        self.questions(lambda policy: self.words.of(policy.text))
        self.overview("overview", self._measures())
        self.closures()
        self.small_print()
        self.paper.heading(self.words("charts"))
        self.chart("households_chart", charts.households)
        self.chart("sectors_chart", charts.sectors)

    def head(self):
        words, results = self.words, self.results
        self.paper.heading(words("title"), 0)
        join = "、" if words.chinese else ", "
        members = join.join(self.areas[a] for a in results.members[:4])
        self.paper.text(words("subtitle", areas=members, count=len(results.policies)), grey=True)
        for line in say.warnings(results, words):
            self.paper.text([(line, "b")], size=self.type, after=2)
        self.paper.heading(words("findings"))
        self.paper.text(say.findings_note(self.results, words), size=self.type, after=2, keep=True)
        for line in say.findings(results, words):
            self.paper.text(line, size=self.type, style="List Bullet", after=1)

    def _assumption(self, policy):
        """The first sentence of its text, which says what is done; the annex has the rest."""
        return say.first_sentence(policy.text, self.words)

    def questions(self, told, titles=True):
        """`titles`: beside the names of the policies, where they have not just been said."""
        words = self.words
        self.paper.heading(words("questions"))
        for p in self.results.policies:
            parts = [(f"{p.name}　" if words.chinese else f"{p.name}  ", "b")]
            parts += [(words.of(p.title), "b"), "。" if words.chinese else ". "] if titles else []
            parts.append(told(p))
            if any(p.remark.values()):
                parts += [" ", (words("remark"), "b"), words.of(p.remark)]
            self.paper.text(parts, size=self.type, after=1, justify=True)

    def overview(self, title, shown):
        """A block for each measure, a row for each area that has it."""
        words, results, paper = self.words, self.results, self.paper
        paper.heading(words(title))
        policies = results.policies
        tables = -(-len(policies) // COLUMNS)
        for k in range(tables):
            some = policies[k * len(policies) // tables:(k + 1) * len(policies) // tables]
            rows, blocks = [], []
            for m in shown:
                blocks.append(len(rows))
                rows.append([words(m.key) + words.parenthesis(words.unit(m.unit))] + [""] * len(some))
                drawn = not results.drawn or is_drawn(results, m)
                for area in results.shown_areas:
                    found = [overview(results, m, p, area) for p in some]
                    if any(math.isfinite(f.central) for f in found):
                        rows.append([self._short(area)] + [say.cell(f, drawn) for f in found])
            self.caption("table", words(title))
            cells = [row[1:] for r, row in enumerate(rows) if r not in blocks]
            paper.table([""] + [p.name for p in some], rows, paper.widths(NAMES, zip(*cells), TABLE), size=TABLE, blocks=blocks)
            self.note(say.notes(results, words, shown=shown))

    def _short(self, area):
        return self.words("the_two") if area == self.results.pair else self.areas[area]

    def _first(self):
        """Rows of the two pages: product, welfare, what households of each group have of it, and carbon."""
        return [m for m in self._measures() if m.key in (*FIRST, headline(self.results).key)]

    def _measures(self):
        """Rows that say something of some policy: jobs are not a row where no closure moves them."""
        def moves(m):
            figures = (overview(self.results, m, p, a).central for p in self.results.policies
                       for a in self.results.shown_areas)
            return any(figure(v) not in ("0", "—") for v in figures)
        # Of welfare the headline in yuan, and what each group of households has of it in %.
        left_out = {"equivalent_variation", "equivalent_variation_share"} - {headline(self.results).key}
        return [m for m in measures_of(self.results) if m.key not in left_out and moves(m)]

    def chart(self, key, draw):
        words, results = self.words, self.results
        title = words(key, area=self.areas[results.pair or NATION])
        self.caption("figure", title)
        self.paper.picture(draw(results, words.language), title, width=min(CHART, self.paper.room()))

    def losers(self):
        words, results = self.words, self.results
        self.paper.heading(words("losers"))
        sectors = results.names("sector", words.language)
        rows = []
        for p in results.policies:
            found = losers(results, p, SECTORS)
            told = [words.list(self._loss(x, sectors) for x in found if x.is_sector == kind) or "—"
                    for kind in (False, True)]
            rows.append([(p.name, ""), (told[0], ""), (told[1], "")])
        self.caption("table", words("losers"))
        head = [words("policy"), words("losers_households_note"), words("losers_sectors_note")]
        self.paper.table(head, rows, [1.2, *self._shared(rows)], size=TABLE, left=(0, 1, 2))
        self.note(self.gap.join(
            [words("losers_note_one"), say.estimates_note(results, words), words("as_under_table", number=1)]))

    def _shared(self, rows):
        """Widths of the two columns of losers with which the table takes the fewest lines."""
        room = self.paper.room() - 1.2
        letters = room / (2.54 / 72 * TABLE * (0.85 if self.words.chinese else 0.5))  # over both columns

        def lines(text, share):
            width = int(share * letters)
            return math.ceil(len(text) / width) if self.words.chinese else len(textwrap.wrap(text, width))

        def high(share):
            return sum(max(lines(row[1][0], share), lines(row[2][0], 1 - share)) for row in rows)

        share = min((0.3 + 0.01 * k for k in range(41)), key=lambda s: (high(s), abs(s - 0.45)))
        return room * share, room * (1 - share)

    def _loss(self, loss, sectors):
        words = self.words
        if loss.is_sector:
            who = words("loser_sector", area=self.areas[loss.area], sector=sectors[loss.item])
        else:
            who = words("loser_group", area=self.areas[loss.area], household=words(loss.item))
        shown = interval(loss.figure.low, loss.figure.high) if loss.figure.ranged else ""
        unsure = "†" if loss.figure.unsure else ""
        return f"{who} {figure(loss.figure.central)}{unsure}" + (f" {shown}" if shown else "")

    def ranges(self):
        words, paper = self.words, self.paper
        paper.heading(words("ranges"))
        paper.text(self.gap.join(say.made_of(self.results, words)), size=self.small, justify=True)

    def supplements(self):
        for beside in self.results.supplements:
            self.paper.heading(beside.title(self.words))
            for block in beside.blocks(self.words):
                self.caption("table", block.caption)
                first, count = (5.2 if beside.is_game else 1.0), len(block.head) - 1
                self.paper.table(block.head, block.rows, [first] + [(self.paper.room() - first) / count] * count, size=TABLE,
                                 left=(0,) if beside.is_game else tuple(range(count + 1)))
            self.note(beside.note(self.words))

    def closures(self):
        self.paper.heading(self.words("closures"))
        for line in say.closures(self.results, self.words):
            self.paper.text(line, size=self.small, after=1, justify=True)

    def origin(self):
        """Where the figures come from, for a reader who has no annex."""
        if lines := say.surveyed(self.results, self.words):
            self.paper.heading(self.words("surveyed"))
            for line in lines:
                self.paper.text(line, size=self.small, after=1)
        self.note(say.origin(self.results, self.words))

    def small_print(self):
        words, results, paper = self.words, self.results, self.paper
        paper.heading(words("definitions"))
        told = [say.definition(m, words) for m in self._measures()]
        rows = [[f"{name}{words.parenthesis(unit)}", (meaning, ""), (equation, "")]
                for name, unit, meaning, equation, _ in told]
        paper.table([words("indicator"), words("meaning"), words("equation")], rows, [4.4, paper.room() - 6.4, 2.0],
                    size=TABLE, left=(0, 1, 2))
        paper.heading(words("marks"))
        comma = "、" if words.chinese else ", "
        for basis in dict.fromkeys(d[4] for d in told if d[4]):
            names = comma.join(d[0] for d in told if d[4] == basis)
            paper.text(words("basis_of", names=names, text=basis), size=self.small, after=1)
        paper.heading(words("sources"))
        paper.text(say.sources(results, words, say.where_result(results, words)), size=self.small, after=1)

    def caption(self, kind, text):
        if kind == "table":
            self.tables += 1
        else:
            self.figures += 1
        number = self.tables if kind == "table" else self.figures
        self.paper.text([(self.words(f"{kind}_caption", number=number) + text, "b")], size=9, after=2,
                        keep=True)

    def note(self, text):
        self.paper.text(text, size=self.small, grey=True, after=3, justify=True)
