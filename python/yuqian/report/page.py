# SPDX-License-Identifier: Apache-2.0
"""The page: one HTML file that needs nothing else, in both languages, with charts, tables and checks."""
import base64
import hashlib
import json
import math
import re
from html import escape, unescape
from pathlib import Path

from . import statements as say
from .errors import ReportError
from .first_use import FirstUse
from .measures import measures_of, overview, sources_table
from .page_data import PARTS, collect, provinces_shown
from .words import LANGUAGES, Words, catalogue

SCRIPTS = ("base.js", "charts.js", "sections.js")
# D3's modules, as Debian has them, each after those that it needs.
MODULES = ("array", "collection", "color", "format", "interpolate", "time", "time-format", "scale",
           "selection", "axis")
_D3 = Path("/usr/share/nodejs")
TAGS = {"zh": "zh-CN", "en": "en"}


def _module(name):
    return _D3 / f"d3-{name}/dist/d3-{name}.min.js"


def require():
    if any(not _module(m).is_file() for m in MODULES):
        raise ReportError("缺少网页图表所用的D3；请安装Debian软件包node-d3-axis、node-d3-scale、"
                          "node-d3-selection。",
                          "D3, which draws the page's charts, is missing; install the Debian packages "
                          "node-d3-axis, node-d3-scale and node-d3-selection.")


def write(results, path, languages):
    Path(path).write_text(render(results, languages[0]), "utf-8")


def render(results, language):
    library = "\n".join(_module(m).read_text("utf-8") for m in MODULES)
    own = "\n".join((PARTS / name).read_text("utf-8") for name in SCRIPTS)
    style = (PARTS / "page.css").read_text("utf-8")
    scripts = [_script_safe(text) for text in (library, own)]
    used = sorted(set(re.findall(r'word\((?:c \? )?"(\w+)"', own)) | {"rural", "urban", "title"}
                  | set(re.findall(r'pick\("(\w+)"', own)))
    data = json.dumps(collect(results, used), ensure_ascii=False, separators=(",", ":"))
    policy = "; ".join([
        "default-src 'none'", "script-src " + " ".join(_hash(s) for s in scripts),
        f"style-src {_hash(style)}", "img-src data:", "base-uri 'none'", "form-action 'none'"])
    body = explained(_Body(results).write())
    return f"""<!DOCTYPE html>
<html lang="{TAGS[language]}" data-language="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{escape(Words(language)("title"))}</title>
<style>{style}</style>
</head>
<body>
{body}
<div id="note" role="status" aria-live="polite" hidden></div>
<script type="application/json" id="data">{data.replace("</", "<" + chr(92) + "/")}</script>
<script>{scripts[0]}</script>
<script>{scripts[1]}</script>
</body>
</html>
"""


def _script_safe(text):
    if "</script" in text.lower():
        raise ValueError("a script holds its own end tag")
    return text


def _hash(text):
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def spoken(text, tag="span", **attributes):
    """An element for each language; the style shows one of them. `text(words)` gives what it says."""
    more = "".join(f' {k.rstrip("_")}="{escape(v)}"' for k, v in attributes.items())
    return "".join(f'<{tag} lang="{TAGS[language]}"{more}>{escape(text(Words(language)))}</{tag}>'
                   for language in LANGUAGES)


def explained(html):
    """The body with terms explained where they stand first in each language."""
    uses = {tag: FirstUse([language]) for language, tag in TAGS.items()}
    tags, parts = [None], re.split(r"(<[^>]*>)", html)  # tags: the language of every element that is open
    for k, part in enumerate(parts):
        if part.startswith("</"):
            tags.pop()
        elif part.startswith("<"):
            own = re.search(r' lang="([\w-]+)"', part)
            tags.append(own[1] if own else tags[-1])
        elif tags[-1] in uses:
            parts[k] = escape(uses[tags[-1]](unescape(part)))
    return "".join(parts)


def wide(html, kind="wide"):
    """A place that scrolls by itself; what is wider than it says that it can be swiped."""
    return f'<p class="swipe" hidden>{spoken(lambda w: w("swipe"))}</p><div class="{kind}">{html}</div>'


class _Body:
    """The parts that stand in the page before any script runs."""

    def __init__(self, results):
        self.results = results

    def write(self):
        charts = [("compare", "overview", None), ("households", "households", None),
                  ("sectors", "sectors", lambda w: w("sort_hint")),
                  ("trade", "trade", lambda w: w("trade_note", trade=self.leading(w)))]
        if provinces_shown(self.results):
            charts.append(("tiles", "tile_map", lambda w: w("tile_note")))
        if sources_table(self.results):
            charts.append(("sources", "welfare_sources",
                           lambda w: say.sources_note(self.results, w)))
        parts = [("findings", "findings", self.findings()), ("questions", "questions", self.questions()),
                 ("table", "one_table", self.overview())]
        parts += [(name, key, self.chart(note, name in ("compare", "households", "tiles")))
                  for name, key, note in charts]
        parts += [("losers", "losers", self.losers()), ("ranges", "ranges", self.lines(say.made_of)),
                  ("checks", "checks", self.checks()), ("definitions", "definitions", self.definitions()),
                  ("closures", "closures", self.closures())]
        supplements = [(f"beside-{k}", beside) for k, beside in enumerate(self.results.supplements)]
        if say.surveyed(self.results, Words("zh")):
            parts.append(("surveyed", "surveyed", self.lines(say.surveyed)))
        headed = [(name, lambda w, k=key: w(k), html) for name, key, html in parts]
        headed += [(name, beside.title, self.supplement(beside)) for name, beside in supplements]
        links = "".join(f'<a href="#{name}">{spoken(title)}</a>' for name, title, _ in headed)
        content = "".join(f'<section id="{name}"><h2>{spoken(title)}</h2>{html}</section>\n'
                          for name, title, html in headed)
        return self.header(links) + f"<main>{content}</main>" + self.footer()

    def leading(self, words):
        return self.results.names("trade", words.language)[self.results.leading]

    def header(self, links):
        results = self.results
        buttons = "".join(f'<button type="button" data-language-button="{x}" lang="{TAGS[x]}-x" '
                          f'aria-pressed="false">{catalogue()["language"][x]}</button>' for x in LANGUAGES)

        def subtitle(words):
            names = results.names("area", words.language)
            join = "、" if words.chinese else ", "
            return words("subtitle", areas=join.join(names[a] for a in results.members[:4]),
                         count=len(results.policies))

        alarms = "".join(f'<p class="alarm">{spoken(lambda w, k=k: say.warnings(results, w)[k])}</p>'
                         for k in range(len(say.warnings(results, Words("zh")))))
        return (f'<header><div class="tools">{buttons}<button type="button" id="print">'
                f'{spoken(lambda w: w("print"))}</button></div><h1>{spoken(lambda w: w("title"))}</h1>'
                f'<p>{spoken(subtitle)}</p>{alarms}'
                f'<p class="soft">{spoken(lambda w: w("page_note"))}</p>'
                f'<nav>{links}</nav></header>')

    def findings(self):
        count = len(self.results.policies)
        items = "".join(f"<li>{spoken(lambda w, k=k: say.findings(self.results, w)[k])}</li>"
                        for k in range(count))
        return f'<p class="soft">{spoken(lambda w: say.findings_note(self.results, w))}</p><ul>{items}</ul>'

    def questions(self):
        html = ""
        for p in self.results.policies:
            title = spoken(lambda w, p=p: f"{p.name}  {w.of(p.title)}")
            text = spoken(lambda w, p=p: w.of(p.text) + (
                f" {w('remark')}{w.of(p.remark)}" if any(p.remark.values()) else ""))
            html += f"<dt>{title}</dt><dd>{text}</dd>"
        return f"<dl>{html}</dl>"

    def overview(self):
        """The one table: policies as columns, measures by area as rows."""
        results = self.results
        names = {language: results.names("area", language) for language in LANGUAGES}
        head = "".join(f'<th scope="col">{escape(p.name)}</th>' for p in results.policies)
        rows = ""
        for area in results.shown_areas:
            rows += (f'<tr class="block"><th scope="rowgroup" colspan="{len(results.policies) + 1}">'
                     f'{spoken(lambda w, a=area: names[w.language][a])}</th></tr>')
            for m in measures_of(results):
                figures = [overview(results, m, p, area) for p in results.policies]
                if not any(math.isfinite(f.central) for f in figures):
                    continue  # a price of carbon where nobody pays one
                cells = ""
                for found in figures:
                    central, range_ = say.cell(found)
                    small = f' <span class="interval">{range_}</span>' if range_ else ""
                    cells += f'<td class="number">{central}{small}</td>'
                label = spoken(lambda w, m=m: w(m.key) + w.parenthesis(w.unit(m.unit)))
                rows += f'<tr data-measure="{m.key}" data-area="{area}"><th scope="row">{label}</th>{cells}</tr>'
        return (wide(f'<table id="overview-table"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>')
                + f'<p class="soft">{spoken(lambda w: say.notes(results, w))}</p>')

    def chart(self, note, overview):
        said = f'<p class="soft">{spoken(note)}</p>' if note else ""
        hint = spoken(lambda w: w("hover_hint"))
        under = spoken(lambda w: say.notes(self.results, w, under_table=False,
                                             overview=overview))
        return (f'{said}<div class="choices"></div><noscript>{spoken(lambda w: w("no_script"))}</noscript>'
                f'{wide("", "chart")}<p class="soft">{hint}</p>'
                f'<details class="rows-box"><summary>{spoken(lambda w: w("table"))}</summary>'
                f'{wide("", "rows")}</details>'
                f'<button type="button" class="csv">{spoken(lambda w: w("csv"))}</button>'
                f'<p class="soft">{under}</p>')

    def losers(self):
        from .losers import losers
        results = self.results
        html = ""
        for p in results.policies:
            found = losers(results, p)

            def told(words, kind, found=found):
                sectors, areas = (results.names(d, words.language) for d in ("sector", "area"))
                items = [words("loser_sector", area=areas[x.area], sector=sectors[x.item]) if kind else
                         words("loser_household", area=areas[x.area], household=words(x.item))
                         for x in found if x.is_sector == kind]
                shown = [" ".join(filter(None, say.cell(x.figure))) for x in found if x.is_sector == kind]
                return words.list(f"{a} {b}" for a, b in zip(items, shown)) or "—"

            html += (f"<tr><th scope=\"row\">{escape(p.name)}</th><td>{spoken(lambda w: told(w, False))}</td>"
                     f"<td>{spoken(lambda w: told(w, True))}</td></tr>")
        head = "".join(f'<th scope="col">{spoken(lambda w, k=k: w(k))}</th>'
                       for k in ("policy", "losers_households_note", "losers_sectors_note"))
        return (wide(f"<table><thead><tr>{head}</tr></thead><tbody>{html}</tbody></table>")
                + f'<p class="soft">{spoken(lambda w: w("losers_note", count=3))} '
                f'{spoken(lambda w: say.notes(results, w, overview=False))}</p>')

    def lines(self, told):
        """A list of what `told(results, words)` says."""
        count = len(told(self.results, Words("zh")))
        return "<ul>" + "".join(f"<li>{spoken(lambda w, k=k: told(self.results, w)[k])}</li>"
                                for k in range(count)) + "</ul>"

    def checks(self):
        head = "".join(f'<th scope="col">{spoken(lambda w, k=k: w(k))}</th>'
                       for k in ("check", "largest", "tolerance", "verdict"))
        names = [c[0] for c in say.checks(self.results, Words("zh"))]
        rows = ""
        for k in range(len(names)):
            _, largest, tolerance, passed = say.checks(self.results, Words("zh"))[k]
            verdict = spoken(lambda w, p=passed: w("passed" if p else "failed"))
            rows += (f'<tr><th scope="row">{spoken(lambda w, k=k: say.checks(self.results, w)[k][0])}</th>'
                     f'<td class="number">{largest:.1e}</td><td class="number">{tolerance:.0e}</td>'
                     f"<td>{verdict}</td></tr>")
        return wide(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")

    def definitions(self):
        head = "".join(f'<th scope="col">{spoken(lambda w, k=k: w(k))}</th>'
                       for k in ("indicator", "unit", "meaning", "equation", "basis"))
        rows = ""
        for m in measures_of(self.results):
            cells = "".join(f"<td>{spoken(lambda w, m=m, k=k: say.definition(m, w)[k] or '—')}</td>"
                            for k in range(1, 5))
            rows += f'<tr><th scope="row">{spoken(lambda w, m=m: w(m.key))}</th>{cells}</tr>'
        return wide(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")

    def supplement(self, beside):
        """The small tables of a game or of an analysis, once in each language."""
        html, kind = "", ' class="number"' if beside.is_game else ""
        for language in LANGUAGES:
            words, shown = Words(language), ""
            for block in beside.blocks(words):
                head = "".join(f'<th scope="col">{escape(h)}</th>' for h in block.head)
                rows = "".join(f'<tr><th scope="row">{escape(row[0])}</th>'
                               + "".join(f"<td{kind}>{escape(c)}</td>" for c in row[1:]) + "</tr>"
                               for row in block.rows)
                shown += (f"<h3>{escape(block.caption)}</h3>"
                          + wide(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"))
            html += f'<div lang="{TAGS[language]}">{shown}<p class="soft">{escape(beside.note(words))}</p></div>'
        return html

    def closures(self):
        count = len(say.closures(self.results, Words("zh")))
        return "".join(f"<p>{spoken(lambda w, k=k: say.closures(self.results, w)[k])}</p>"
                       for k in range(count))

    def footer(self):
        made = self.results.files[0].provenance()
        return ("<footer><h2>" + spoken(lambda w: w("sources")) + "</h2><p>" + spoken(
            lambda w: say.sources(self.results, w, say.where_result(self.results, w))) + '</p><p class="soft">'
            + spoken(lambda w: w("made_by", program=made.get("program", "yuqian"),
                                 version=made.get("version", ""))) + "</p></footer>")
