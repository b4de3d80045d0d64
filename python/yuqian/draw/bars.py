# SPDX-License-Identifier: Apache-2.0
"""Bars of one scenario: areas, household groups, sectors, the trade of two regions."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .._results import labels
from .style import COLOURS, finish, heading, name, series, unit


def main_areas(data) -> list[str]:
    """The named provinces, the sums of several regions, the nation: all areas but the provinces of
    the rest, where there are many."""
    areas = [str(a) for a in data.area.values]
    return areas if len(areas) <= 8 else areas[:2] + areas[data.sizes["region"]:]


def bars(axes, names, lists, units: str) -> None:
    """Grouped horizontal bars: one group for each name, one bar for each of (key, label, values)."""
    height = 0.8 / len(lists)
    at = np.arange(len(names))
    for k, (key, text, values) in enumerate(lists):
        shown = axes.barh(at + (k - (len(lists) - 1) / 2) * height, values, height * 0.92,
                          label=text, color=COLOURS.get(key))
        axes.bar_label(shown, [digits(v) for v in np.asarray(values, float)], padding=2, fontsize=8)
    axes.set_yticks(at, names)
    axes.invert_yaxis()
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlabel(units)
    axes.margins(x=0.15)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def digits(value: float) -> str:
    """Three significant digits, as far as they are decimals; nothing where there is no figure."""
    if not np.isfinite(value):
        return ""
    if abs(value) < 5e-5:
        return "0"
    decimals = max(0, 2 - int(np.floor(np.log10(abs(value)))))
    return f"{value:.{min(decimals, 4)}f}"


def by_area(data, variable: str, scenario: str, language: str = "zh"):
    """One figure for each area. Refuses a variable that has more dimensions than areas."""
    shown = data[variable].sel(scenario=scenario)
    if set(shown.dims) != {"trade", "area"}:
        further = ", ".join(d for d in shown.dims if d not in ("trade", "area"))
        raise ValueError(f"{variable} is by {further or 'something else'} too: choose one label "
                         "with .sel, or take the variable of the whole area (docs/results.md)")
    chosen = data.sel(area=main_areas(data))
    shown = shown.sel(area=chosen.area)
    figure, axes = plt.subplots(figsize=(8, 3.6))
    bars(axes, labels(chosen, "area", language), series(data, shown, language),
         unit(data[variable], language))
    return finish(figure, axes, data, heading(data, scenario, language),
                  name(data[variable], language), language)


def households(data, scenario: str, language: str = "zh"):
    """Equivalent variation in % of consumption by household group and area."""
    chosen = data.sel(area=main_areas(data))
    share = chosen.equivalent_variation_share.sel(scenario=scenario)
    names = [f"{a}  {h}" for a in labels(chosen, "area", language)
             for h in labels(data, "household", language)]
    flat = share.stack(who=("area", "household"))
    figure, axes = plt.subplots(figsize=(8, 0.7 * len(names) + 1.2))
    bars(axes, names, series(data, flat, language), "%")
    return finish(figure, axes, data, heading(data, scenario, language),
                  name(data.equivalent_variation_share, language), language)


def pair_trade(data, scenario: str, pair: tuple[str, str] = ("Chongqing", "Guizhou"),
               language: str = "zh"):
    """What two regions sell to each other, before and after: sums of volumes over goods and uses."""
    volume = data.trade_volume.sel(scenario=scenario).sum(["sector", "use"])
    names = dict(zip((str(r) for r in data.region.values), labels(data, "region", language)))
    states = dict(zip((str(s) for s in data.state.values), labels(data, "state", language)))
    rows, values = [], []
    for supplier, buyer in (pair, pair[::-1]):
        for state, text in states.items():
            rows.append(f"{names[supplier]} → {names[buyer]}  {text}")
            values.append(volume.sel(supplier=supplier, region_to=buyer, state=state))
    lists = [(str(t), text, [float(v.sel(trade=t)) for v in values])
             for t, text in zip(data.trade.values, labels(data, "trade", language))]
    figure, axes = plt.subplots(figsize=(8, 3.6))
    bars(axes, rows, lists, unit(data.trade_volume, language))
    return finish(figure, axes, data, heading(data, scenario, language),
                  name(data.trade_volume, language), language)


def sectors(data, scenario: str, area: str, count: int = 5, language: str = "zh"):
    """The sectors of an area whose output rises and falls most, by the central estimate."""
    change = data.sector_output_change_value.sel(scenario=scenario, area=area)
    trades = [str(t) for t in data.trade.values]
    leading = change.sel(trade="central" if "central" in trades else trades[0])
    order = np.argsort(-leading.values)
    count = min(count, len(order) // 2)
    chosen = np.concatenate([order[:count], order[-count:]])
    names = np.array(labels(data, "sector", language))[chosen]
    figure, axes = plt.subplots(figsize=(8, 0.5 * len(chosen) + 1.5))
    bars(axes, names, series(data, change.isel(sector=chosen), language),
         unit(data.sector_output_change_value, language))
    where = labels(data, "area", language)[[str(a) for a in data.area.values].index(area)]
    return finish(figure, axes, data, heading(data, scenario, language),
                  f"{where}  {name(data.sector_output_change_value, language)}", language)


def table(frame, what: str, units: str = "", note: str = "", width: float = 8):
    """Bars of a pandas table: a group for each row, a bar for each column."""
    figure, axes = plt.subplots(figsize=(width, 0.32 * max(4, frame.size) + 1.2))
    bars(axes, [str(row) for row in frame.index],
         [(str(c), str(c), frame[c].values) for c in frame.columns], units)
    axes.set_title(what, loc="left", fontsize=11)
    if frame.shape[1] > 1:
        axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    figure.text(0.01, 0.005, note, fontsize=7)
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    return figure
