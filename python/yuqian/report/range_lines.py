# SPDX-License-Identifier: Apache-2.0
"""Figures with their range as a line that bears both ends in figures; the central ones stand in a column at the
right as well. Axes get the room that these texts take, so that none lies on another or on a name."""
import math
from dataclasses import dataclass, field

import numpy as np

from .figures import figure, interval

TEXT = 8  # points, as everything in a picture that is printed at its own size
WIDTH_OF_A_DIGIT = 0.6 * TEXT  # points; a little more than the font's
GAP = 4  # points between the end of a line and its figure


@dataclass
class Spans:
    """What stands in an axes: ends of lines in its units with the width of the texts beyond them."""
    lows: list = field(default_factory=list)
    highs: list = field(default_factory=list)
    column: float = 0.0  # points that central figures take at the right


def width_of(text):
    return len(text) * WIDTH_OF_A_DIGIT + GAP


def rows(axes, count, figures, colour, spans, offset=0.0, height=0.8):
    """`count` figures, one above the other, `offset` from whole numbers: a line from the low to the high end with
    a dot at the central figure, or bars where no figure has a range."""
    at = np.arange(count) + offset
    central = np.array([f.central for f in figures])
    colours = [colour] * count if isinstance(colour, str) else colour
    ranged = any(f.ranged for f in figures)
    drawn = axes.scatter(central, at, s=13, c=colours, zorder=4) if ranged else \
        axes.barh(at, central, height * 0.8, color=colour, zorder=2)
    for y, found, own in zip(at, figures, colours):
        if not math.isfinite(found.central):
            continue
        told = figure(found.central)
        axes.annotate(told, (1, y), xycoords=("axes fraction", "data"), ha="right", va="center_baseline",
                      fontsize=TEXT, fontweight="bold", zorder=5)
        spans.column = max(spans.column, width_of(told) + GAP)
        shown = found.ranged and interval(found.low, found.high) != ""
        for side, end in ((-1, found.low), (1, found.high)):
            _end(axes, y, end if shown else found.central, figure(end) if shown else "", side, spans)
        if shown:
            axes.plot([found.low, found.high], [y, y], color=own, linewidth=1.6, zorder=3, marker="|",
                      markersize=4.5, markeredgewidth=1.3)
    return drawn


def _end(axes, y, end, text, side, spans):
    (spans.lows if side < 0 else spans.highs).append((end, width_of(text) if text else 0.0))
    if text:
        axes.annotate(text, (end, y), xytext=(side * GAP, 0), textcoords="offset points", va="center_baseline",
                      ha="right" if side < 0 else "left", fontsize=TEXT, zorder=4,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3})


def finish(axes, spans):
    """Limits of the axes, in its final place, that leave every text its room."""
    points = axes.get_window_extent().width * 72 / axes.figure.dpi - spans.column
    lows, highs = [(0.0, 0.0), *spans.lows], [(0.0, 0.0), *spans.highs]
    span = max(e for e, _ in highs) - min(e for e, _ in lows)
    if not span > 0:
        return
    scale, most = 0.0, points / span  # points per unit: the largest at which all fits
    for _ in range(60):
        middle = (scale + most) / 2
        left = min(end - width / middle for end, width in lows)
        right = max(end + width / middle for end, width in highs)
        scale, most = (middle, most) if (right - left) * middle <= points else (scale, middle)
    left = min(end - width / scale for end, width in lows)
    axes.set_xlim(left, left + (points + spans.column) / scale)
    axes.locator_params(axis="x", nbins=5)
    axes.set_xticks([t for t in axes.get_xticks() if left <= t <= left + points / scale])  # none below the column
