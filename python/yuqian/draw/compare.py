# SPDX-License-Identifier: Apache-2.0
"""Several scenarios beside each other."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .._results import labels
from .bars import digits
from .style import COLOURS, finish, name, unit


def compare(data, variable: str, areas: list[str], language: str = "zh"):
    """One panel for each area, one row for each scenario: the central estimate as a point, all
    estimates as a line. `variable` stands on scenario, trade and area."""
    shown = data[variable]
    if set(shown.dims) != {"scenario", "trade", "area"}:
        raise ValueError(f"{variable} does not stand on scenario, trade and area alone")
    trades = [str(t) for t in data.trade.values]
    leading = "central" if "central" in trades else trades[0]
    titles = [f"{s}  {t}" for s, t in zip(data.scenario.values, labels(data, "scenario", language))]
    all_areas = [str(a) for a in data.area.values]
    names = labels(data, "area", language)
    at = np.arange(len(titles))
    figure, panels = plt.subplots(1, len(areas), sharey=True, squeeze=False,
                                  figsize=(3 + 2.6 * len(areas), 0.5 * len(titles) + 1.8))
    for axes, area in zip(panels[0], areas):
        values = shown.sel(area=area)
        low, high = values.min("trade").values, values.max("trade").values
        axes.hlines(at, low, high, color=COLOURS["low"], linewidth=5)
        axes.plot(values.sel(trade=leading).values, at, "o", color=COLOURS["high"],
                  label=labels(data, "trade", language)[trades.index(leading)])
        for y, v in zip(at, values.sel(trade=leading).values):
            axes.annotate(digits(float(v)), (v, y), textcoords="offset points", xytext=(0, 6),
                          ha="center", fontsize=8)
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set_yticks(at, titles, fontsize=8)
        axes.set_ylim(len(titles) - 0.5, -0.6)
        axes.margins(x=0.15)
        axes.set_xlabel(unit(shown, language))
        axes.set_title(names[all_areas.index(area)], loc="left", fontsize=10)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    first = panels[0][0].get_title(loc="left")
    figure = finish(figure, panels[0][-1], data, name(shown, language),
                    panels[0][-1].get_title(loc="left"), language)
    panels[0][0].set_title(first, loc="left", fontsize=10)
    return figure
