# SPDX-License-Identifier: Apache-2.0
"""The pictures of brief and folder, by matplotlib: each says its unit, and that flows are estimated. They are as
wide as the text of an A4 page, so that their type has its size in print: at least range_lines.TEXT points.
`space` stretches what has to be small in a brief."""
import math
import re
import textwrap

import numpy as np

from . import fonts
from .figures import figure
from .measures import BY_KEY, over_estimates, overview, sources_table
from .range_lines import TEXT, Spans, finish, rows
from .results import NATION
from .words import Words

# Told apart by lightness too, for those who do not tell colours apart and for grey printers.
COLOURS = ("#0b3c5d", "#d98324", "#5b8c5a", "#8d99ae", "#6d597a")
LOSS, GAIN = "#b5403a", "#2b6f9e"
WIDTH = 6.7  # inches, 17 cm: the text width of an A4 page
LINE = 1.35 * TEXT / 72  # inches that a line of text takes
ROW = 0.125  # inches between lines of ranges whose figures stand below each other


def _axis(axes, names):
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.45, -0.55)
    axes.xaxis.set_major_formatter(lambda v, _: f"{v:.6g}".replace("-", "\u2212"))
    axes.locator_params(axis="x", nbins=4)
    axes.tick_params(labelsize=TEXT)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0, color="#222222", linewidth=0.8, zorder=2.5)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)


def _note_lines(results, words, more):
    """What stands below a picture, in lines that its width holds."""
    gap = "" if words.chinese else " "
    text = gap.join([words("change_note", year=results.base_year), words("estimated_note"), more])
    return _note_cut(text, words)


def _note_cut(text, words):
    return _lines_zh(text, 58) if words.chinese else textwrap.wrap(text, 118)


def _laid_out(picture, notes, top=1.0, **options):
    """The notes at the foot, the rest above them."""
    height = picture.get_figheight()
    foot = (len(notes) * LINE + 0.04) / height
    picture.text(0.005, 0.02 / height, "\n".join(notes), fontsize=TEXT, color="#444444", va="bottom", linespacing=1.15)
    picture.tight_layout(rect=(0, foot, 1, top), pad=0.3, **options)


def _central_above(axes, words):
    """The head of the column of central figures."""
    axes.annotate(words("central"), (1, 1), xycoords="axes fraction", xytext=(0, 2), textcoords="offset points",
                  ha="right", va="bottom", fontsize=TEXT)


def policies(results, language, key="grp_real_change", space=1.0, short=None):
    """One measure of every policy: the members of the pair and the two together, with the range. `short`: for a text
    that says the rest, the members alone under the policies' names, with these words below instead of all that a
    picture has to say by itself."""
    import matplotlib.pyplot as plt
    fonts.use()
    words, measure = Words(language), BY_KEY[key]
    names = results.names("area", language)
    areas = (results.members + ([results.pair] if results.pair and not short else []))[:4]
    notes = _note_cut(short, words) if short else _note_lines(results, words, words("one_scale_note"))
    labels = [_wrapped(f"{p.name} {words.of(p.title)}", words, 4, 16 if words.chinese else 36) if not short
              else p.name for p in results.policies]
    block = max(ROW * space * (len(areas) + 0.5), 1.05 * LINE * max(label.count("\n") + 1 for label in labels))
    picture, axes = plt.subplots(figsize=(WIDTH, (0.32 if short else 0.5) + block * len(labels) + len(notes) * LINE))
    height, spans = 1 / (len(areas) + 0.5), Spans()
    for k, area in enumerate(areas):
        figures = [overview(results, measure, p, area) for p in results.policies]
        drawn = rows(axes, len(figures), figures, COLOURS[k % len(COLOURS)], spans,
                     (k - (len(areas) - 1) / 2) * height, height)
        drawn.set_label(names[area])
    _axis(axes, labels)
    axes.legend(frameon=False, fontsize=TEXT, loc="lower left", bbox_to_anchor=(0, 0.99), ncol=len(areas), borderpad=0,
                handlelength=1.2, columnspacing=1.2)
    _central_above(axes, words)
    if not short:
        axes.set_xlabel(words.unit(measure.unit), loc="right", fontsize=TEXT, labelpad=0)
    _laid_out(picture, notes)
    finish(axes, spans)
    return picture


def _panels(results, draw, words, height, more):
    """A panel for each policy, two beside each other; `draw` gives what stands in its axes."""
    import matplotlib.pyplot as plt
    fonts.use()
    count = len(results.policies)
    columns = min(2, count)
    lines, notes = -(-count // columns), _note_lines(results, words, more)
    picture, grid = plt.subplots(lines, columns, squeeze=False,
                                 figsize=(WIDTH, 0.25 + lines * (0.62 + height) + len(notes) * LINE))
    drawn = []
    for k, axes in enumerate(grid.flat):
        if k >= count:
            axes.axis("off")
            continue
        policy = results.policies[k]
        drawn.append((axes, draw(axes, policy)))
        title = _wrapped(f"{policy.name} {words.of(policy.title)}", words, 2, 28 if words.chinese else 54)
        axes.set_title(title, loc="left", pad=TEXT + 6, fontsize=TEXT, fontweight="bold")
        _central_above(axes, words)
    return picture, grid, drawn, notes


def _finish(picture, drawn, notes, top=1.0):
    """Titles at the left of their panels, limits that leave the texts their room."""
    _laid_out(picture, notes, top, h_pad=0.8, w_pad=1.5)
    for axes, spans in drawn:
        finish(axes, spans)
        place = axes.get_position()
        left = axes.get_subplotspec().colspan.start / axes.get_subplotspec().get_gridspec().ncols + 0.005
        axes.set_title(axes.get_title("left"), loc="left", pad=TEXT + 6, fontsize=TEXT, fontweight="bold",
                       x=(left - place.x0) / place.width)


def households(results, language, space=1.0):
    """Welfare of rural and urban households in every area, a panel for each policy."""
    words = Words(language)
    names = results.names("area", language)
    areas = results.shown_areas

    def draw(axes, policy):
        spans = Spans()
        for k, group in enumerate(("rural", "urban")):
            measure = BY_KEY[f"equivalent_variation_{group}"]
            figures = [overview(results, measure, policy, a) for a in areas]
            drawn = rows(axes, len(areas), figures, COLOURS[k], spans, (k - 0.5) * 0.44, 0.44)
            drawn.set_label(words(group))
        _axis(axes, [_wrapped(names[a], words, 2, 8 if words.chinese else 14) for a in areas])
        return spans

    picture, grid, drawn, notes = _panels(results, draw, words, 2.3 * ROW * space * len(areas), words("own_scale_note"))
    handles, labels = grid.flat[0].get_legend_handles_labels()
    picture.legend(handles, labels, frameon=False, loc="upper right", ncol=2, fontsize=TEXT, borderpad=0)
    _finish(picture, drawn, notes, 1 - 0.2 / picture.get_figheight())
    return picture


def sector_extremes(results, policy, area, count=3):
    """The sectors of an area that lose and gain most output: (sector, figure), losers first."""
    table = "sector_output_change_value"
    amounts = results.values(table, policy, area=area)
    order = np.argsort(amounts, kind="stable")
    chosen = list(dict.fromkeys([*order[:count], *order[-count:]]))
    chosen = [k for k in chosen if math.isfinite(amounts[k]) and abs(amounts[k]) >= 5e-5]
    labels = policy.file.labels("sector")
    return [(labels[k], over_estimates(results, policy, lambda t, k=k: float(
        results.values(table, policy, t, area=area)[k]))) for k in chosen]


def sectors(results, language, area=None, space=1.0):
    """Output of the sectors that lose and gain most, a panel for each policy."""
    words = Words(language)
    area = area or results.pair or NATION
    names = results.names("sector", language)

    def draw(axes, policy):
        spans = Spans()
        found = sector_extremes(results, policy, area)
        rows(axes, len(found), [f for _, f in found], [LOSS if f.central < 0 else GAIN for _, f in found], spans, height=0.6)
        _axis(axes, [_wrapped(names[s], words, 2, 9 if words.chinese else 20) for s, _ in found])
        return spans

    picture, _, drawn, notes = _panels(results, draw, words, 6 * 0.27 * space, words("own_scale_note"))
    _finish(picture, drawn, notes)
    return picture


def sources(results, policy, area, language):
    """Where the welfare of an area comes from: a waterfall under the leading estimate."""
    import matplotlib.pyplot as plt
    fonts.use()
    words = Words(language)
    names = policy.file.label_names("welfare_source", language)
    parts = results.values(sources_table(results), policy, area=area)
    shown = [k for k in range(len(parts)) if abs(parts[k]) >= SMALL_SHARE * np.nanmax(np.abs(parts))]
    rest = float(np.sum(parts)) - float(np.sum(parts[shown]))
    labels = [names[k] for k in shown] + [words("total")]
    values = [float(parts[k]) for k in shown]
    starts = np.concatenate([[0.0], np.cumsum(values)[:-1]])
    notes = _note_lines(results, words, "" if abs(rest) < 5e-3 else words("smaller_parts", rest=figure(rest)))
    picture, axes = plt.subplots(figsize=(WIDTH, 0.5 + 0.29 * len(labels) + len(notes) * LINE))
    at = np.arange(len(values))
    axes.barh(at, values, 0.7, left=starts, color=[LOSS if v < 0 else GAIN for v in values], zorder=2)
    total = float(np.sum(parts))
    axes.barh(len(values), total, 0.7, color=COLOURS[0], zorder=2)
    for y, start, v in zip([*at, len(values)], [*starts, 0.0], [*values, total]):
        axes.annotate(figure(v), (max(start, start + v), y), xytext=(3, 0), va="center", fontsize=TEXT,
                      textcoords="offset points")
    _axis(axes, [_wrapped(label, words, 2, 16 if words.chinese else 32) for label in labels])
    left, right = axes.get_xlim()
    axes.set_xlim(left, right + 0.12 * (right - left))  # room for the figures at the right
    axes.set_xlabel(words.unit("1e8 CNY"), loc="right", fontsize=TEXT)
    _laid_out(picture, notes)
    return picture


SMALL_SHARE = 1e-3  # of the largest part: smaller ones are not drawn, and their sum is said


def _wrapped(text, words, lines, widest):
    """A title in a narrow column, on so many lines of much the same length."""
    cut = _lines_zh if words.chinese else lambda t, n: textwrap.wrap(t, n, break_long_words=False)
    text = text.replace(" %", "\u00a0%")
    parts = cut(text, widest)
    while len(parts) > 1 < widest and len(shorter := cut(text, widest - 1)) == len(parts):
        widest, parts = widest - 1, shorter
    return "\n".join(parts[:lines]) + ("…" if len(parts) > lines else "")


def _lines_zh(text, widest):
    """Chinese may break anywhere but within a figure or a name in Latin letters, and before a mark of punctuation."""
    lines = [""]
    for part in re.findall(r"[\w.%+-]+(?<![\u4e00-\u9fff])|.[，。、：；）”％]*", text, re.ASCII):
        if lines[-1] and len(lines[-1] + part) > widest:
            lines.append("")
        lines[-1] += part
    return lines
