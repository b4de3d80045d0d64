# SPDX-License-Identifier: Apache-2.0
"""The pictures of brief and folder, by matplotlib: each says its unit, and that flows are estimated.
`space` stretches what has to be small in a brief, where three stand on a page."""
import math
import re
import textwrap

import numpy as np

from . import fonts
from .figures import figure
from .measures import BY_KEY, over_estimates, overview, sources_table
from .results import NATION
from .words import Words

# Told apart by lightness too, for those who do not tell colours apart and for grey printers.
COLOURS = ("#0b3c5d", "#d98324", "#5b8c5a", "#8d99ae", "#6d597a")
LOSS, GAIN = "#b5403a", "#2b6f9e"
WIDTH = 6.7  # inches: the text width of an A4 page


def bars(axes, names, figures, colour, offset=0.0, height=0.8, dense=False):
    """Horizontal bars with the range as a line; the figure at the right, clear of the names."""
    at = np.arange(len(names)) + offset
    central = np.array([f.central for f in figures])
    low = np.array([f.low if f.ranged else f.central for f in figures])
    high = np.array([f.high if f.ranged else f.central for f in figures])
    drawn = axes.barh(at, central, height * 0.88, color=colour, zorder=2)
    ranged = [f.ranged for f in figures]
    if any(ranged):
        axes.errorbar(central, at, xerr=[np.maximum(central - low, 0), np.maximum(high - central, 0)],
                      fmt="none", ecolor="#222222", elinewidth=0.9, capsize=1.8, zorder=3)
    for y, c, hi in zip(at, central, high):
        if math.isfinite(c):
            axes.annotate(figure(c), (max(hi, c, 0), y), va="center", fontsize=5.9 if dense else 7, zorder=4,
                          xytext=(3, 0), textcoords="offset points")
    axes.axvline(0, color="#222222", linewidth=0.8, zorder=3)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    return drawn


def _room(axes, share=0.12):
    """Room for the figures at the right."""
    left, right = axes.get_xlim()
    axes.set_xlim(left, right + share * (right - left))


def _axis(axes, names):
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.45, -0.55)
    axes.xaxis.set_major_formatter(lambda v, _: f"{v:.6g}".replace("-", "\u2212"))
    axes.locator_params(axis="x", nbins=4)


def _note(picture, results, words, more):
    text = words("change_note", year=results.base_year)
    gap = "" if words.chinese else " "
    lines = [text, gap.join([words("estimated_note"), more])]
    picture.text(0.01, 0.005, "\n".join(lines), fontsize=6.5, color="#444444", va="bottom")


def policies(results, language, key="grp_real_change", space=1.0):
    """One measure of every policy: the members of the pair and the two together, with the range."""
    import matplotlib.pyplot as plt
    fonts.use()
    words, measure = Words(language), BY_KEY[key]
    names = results.names("area", language)
    areas = results.members + ([results.pair] if results.pair else [])
    if len(areas) > 4:
        areas = areas[:4]
    picture, axes = plt.subplots(figsize=(WIDTH, 0.85 + 0.125 * space * len(areas) * len(results.policies)))
    height = 0.8 / len(areas)
    for k, area in enumerate(areas):
        figures = [overview(results, measure, p, area) for p in results.policies]
        drawn = bars(axes, results.policies, figures, COLOURS[k % len(COLOURS)],
                     (k - (len(areas) - 1) / 2) * height, height)
        drawn.set_label(names[area])
    _axis(axes, [_wrapped(f"{p.name} {words.of(p.title)}", words, 2, 16 if words.chinese else 38) for p in results.policies])
    axes.tick_params(axis="y", labelsize=7.5)
    _room(axes)
    axes.legend(frameon=False, fontsize=8, loc="lower right", bbox_to_anchor=(1, 1.0), ncol=len(areas))
    axes.set_xlabel(words.unit(measure.unit), loc="right", fontsize=8)
    _note(picture, results, words, words("one_scale_note"))
    picture.tight_layout(rect=(0, 0.08, 1, 1))
    return picture


def _panels(results, draw, rows, words, height, indent):
    """A panel for each policy, up to three beside each other."""
    import matplotlib.pyplot as plt
    fonts.use()
    count = len(results.policies)
    columns = min(3, count)
    lines = -(-count // columns)
    picture, grid = plt.subplots(lines, columns, figsize=(WIDTH, 0.3 + lines * (0.52 + height * rows)),
                                 squeeze=False)
    for k, axes in enumerate(grid.flat):
        if k >= count:
            axes.axis("off")
            continue
        policy = results.policies[k]
        draw(axes, policy)
        title = _wrapped(f"{policy.name} {words.of(policy.title)}", words, 2, 15 if words.chinese else 31)
        axes.set_title(title, loc="left", fontsize=7.5, fontweight="bold",
                       x=0 if columns == 1 else indent)
        axes.tick_params(labelsize=7)
    return picture, grid


def households(results, language, space=1.0):
    """Welfare of rural and urban households in every area, a panel for each policy."""
    words = Words(language)
    names = results.names("area", language)
    areas = results.shown_areas

    def draw(axes, policy):
        for k, group in enumerate(("rural", "urban")):
            measure = BY_KEY[f"equivalent_variation_{group}"]
            figures = [overview(results, measure, policy, a) for a in areas]
            drawn = bars(axes, areas, figures, COLOURS[k], (k - 0.5) * 0.4, 0.4, space < 1.3)
            drawn.set_label(words(group))
        _axis(axes, [names[a] for a in areas])
        _room(axes, 0.3)

    picture, grid = _panels(results, draw, len(areas), words, 0.185 * space,
                            -0.42 if words.chinese else -0.9)
    handles, labels = grid.flat[0].get_legend_handles_labels()
    spare = grid.flat[-1] if len(results.policies) < grid.size else None
    if spare is not None:
        spare.legend(handles, labels, frameon=False, loc="center", fontsize=9)
    else:
        picture.legend(handles, labels, frameon=False, loc="upper right", ncol=2, fontsize=8)
    _note(picture, results, words, words("own_scale_note"))
    picture.tight_layout(rect=(0, 0.07, 1, 1 if spare is not None else 0.93), h_pad=0.6)
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
        found = sector_extremes(results, policy, area)
        shown = [_short(names[s], 12 if words.chinese else 22) for s, _ in found]
        bars(axes, shown, [f for _, f in found], [LOSS if f.central < 0 else GAIN for _, f in found])
        _axis(axes, shown)
        _room(axes, 0.3)

    picture, _ = _panels(results, draw, 6, words, 0.16 * space, -0.75 if words.chinese else -1.0)
    _note(picture, results, words, words("own_scale_note"))
    picture.tight_layout(rect=(0, 0.07, 1, 1), h_pad=0.6)
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
    picture, axes = plt.subplots(figsize=(WIDTH, 0.9 + 0.27 * len(labels)))
    at = np.arange(len(values))
    axes.barh(at, values, 0.7, left=starts, color=[LOSS if v < 0 else GAIN for v in values], zorder=2)
    total = float(np.sum(parts))
    axes.barh(len(values), total, 0.7, color=COLOURS[0], zorder=2)
    for y, start, v in zip([*at, len(values)], [*starts, 0.0], [*values, total]):
        axes.annotate(figure(v), (max(start, start + v), y), xytext=(3, 0), va="center", fontsize=7.5,
                      textcoords="offset points")
    axes.axvline(0, color="#222222", linewidth=0.8)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6, zorder=0)
    _axis(axes, labels)
    _room(axes)
    axes.set_xlabel(words.unit("1e8 CNY"), loc="right", fontsize=8)
    more = "" if abs(rest) < 5e-3 else words("smaller_parts", rest=figure(rest))
    _note(picture, results, words, more)
    picture.tight_layout(rect=(0, 0.09, 1, 1))
    return picture


SMALL_SHARE = 1e-3  # of the largest part: smaller ones are not drawn, and their sum is said


def _wrapped(text, words, lines=3, widest=None):
    """A title in a narrow column, on so many lines."""
    widest = widest or (14 if words.chinese else 30)
    parts = _lines_zh(text, widest) if words.chinese else textwrap.wrap(text.replace(" %", "\u00a0%"), widest)
    return "\n".join(parts[:lines]) + ("…" if len(parts) > lines else "")


def _lines_zh(text, widest):
    """Chinese may break anywhere but within a figure or a name in Latin letters, and before a mark of punctuation."""
    lines = [""]
    for part in re.findall(r"[\w.%+-]+(?<![\u4e00-\u9fff])|.[，。、：；）”％]*", text, re.ASCII):
        if lines[-1] and len(lines[-1] + part) > widest:
            lines.append("")
        lines[-1] += part
    return lines


def _short(text, widest):
    return text if len(text) <= widest else text[:widest - 1] + "…"
