# SPDX-License-Identifier: Apache-2.0
"""Ranges: where a figure lies in 90 % of the draws of what is not known, and what makes it so wide."""
from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .._results import labels
from .bars import bars, digits
from .style import COLOURS, framed, heading, unit_name

MEASURES = {
    "grp_real_change": ("实际地区生产总值", "real GRP"),
    "welfare_metric": ("福利（货币度量）", "welfare, money metric"),
    "equivalent_variation": ("等价变化", "equivalent variation"),
    "partner_trade_change": ("对方向本地的销售", "what the partner sells here"),
    "partner_share_change": ("对方产品占中间投入比重", "partner's share of intermediates"),
}


def ranges(data, measure: str, areas: list[str], language: str = "zh"):
    """One panel for each area, one row for each scenario: the median as a point, the middle half of
    the draws as a thick line, 90 % of them as a thin one."""
    shown = _drawn(data).range.sel(range_measure=measure)
    names = dict(zip(map(str, data.range_area.values), labels(data, "range_area", language)))
    titles = [f"{s}  {t}" for s, t in zip(data.scenario.values, labels(data, "scenario", language))]
    at = np.arange(len(titles))
    figure, panels = plt.subplots(1, len(areas), sharey=True, squeeze=False,
                                  figsize=(3 + 2.6 * len(areas), 0.5 * len(titles) + 1.8))
    for axes, area in zip(panels[0], areas):
        low, quarter, middle, three, high = shown.sel(range_area=area).transpose("quantile", ...).values
        axes.hlines(at, low, high, color=COLOURS["low"], linewidth=2)
        axes.hlines(at, quarter, three, color=COLOURS["central"], linewidth=6)
        axes.plot(middle, at, "o", color=COLOURS["high"])
        for y, (m, a, b) in enumerate(zip(middle, low, high)):
            axes.annotate(f"{digits(m)} [{digits(a)}, {digits(b)}]", (m, y), textcoords="offset points",
                          xytext=(0, 8), ha="center", fontsize=7)
        axes.axvline(0, color="black", linewidth=0.8)
        axes.set_yticks(at, titles, fontsize=8)
        axes.set_ylim(len(titles) - 0.5, -0.7)
        axes.margins(x=0.35)
        axes.set_xlabel(_unit(data, measure, language))
        axes.set_title(names[area], loc="left", fontsize=10)
        _bare(axes)
    return _finish(figure, data, _name(measure, language), language)


def range_parts(data, headline: str, area: str, language: str = "zh"):
    """Shares of the variance of a headline by what is not known, for each scenario: first-order
    indices, in per cent; groups below 1 % everywhere are left out."""
    share = 100 * _drawn(data).range_variance_share.sel(range_headline=headline, range_area=area,
                                                        variance_share="first")
    large = [g for g in map(str, data.uncertainty_group.values)
             if float(share.sel(uncertainty_group=g).max()) >= 1]
    names = dict(zip(map(str, data.uncertainty_group.values), labels(data, "uncertainty_group", language)))
    scenarios = [str(s) for s in data.scenario.values]
    figure, axes = plt.subplots(figsize=(8, 0.3 * len(large) * (len(scenarios) + 1) + 1.4))
    bars(axes, [names[g] for g in large],
         [(s, s, share.sel(scenario=s, uncertainty_group=large).values) for s in scenarios],
         "方差份额，%" if language == "zh" else "share of variance, %")
    if len(scenarios) > 1:
        axes.legend(frameon=False, fontsize=8, loc="lower right")
    where = dict(zip(map(str, data.range_area.values), labels(data, "range_area", language)))[area]
    axes.set_title(where, loc="left", fontsize=10)
    return _finish(figure, data, _name(headline, language), language)


def distribution(data, measure: str, scenario: str, area: str, language: str = "zh"):
    """Every draw of one figure as a histogram, with the ends of its range; needs `draws=True`."""
    if "range_draw" not in data:
        raise ValueError("the result does not hold every draw: solve with draws=True")
    where = {"range_measure": measure, "scenario": scenario, "range_area": area}
    values = data.range_draw.sel(**where).values
    values = values[np.isfinite(values)]
    ends = data.range.sel(**where)
    figure, axes = plt.subplots(figsize=(8, 3.2))
    axes.hist(values, bins=40, color=COLOURS["low"])
    for p in ("0.05", "0.5", "0.95"):
        value = float(ends.sel(quantile=p))
        axes.axvline(value, color=COLOURS["high"], linewidth=2 if p == "0.5" else 1)
        axes.annotate(digits(value), (value, axes.get_ylim()[1]), textcoords="offset points",
                      xytext=(2, -10), fontsize=8)
    axes.set_xlabel(_unit(data, measure, language))
    axes.set_ylabel("抽样次数" if language == "zh" else "draws")
    name = dict(zip(map(str, data.range_area.values), labels(data, "range_area", language)))[area]
    axes.set_title(f"{name}  {_name(measure, language)}", loc="left", fontsize=10)
    _bare(axes)
    return _finish(figure, data, heading(data, scenario, language), language)


def _drawn(data):
    if "range" not in data:
        raise ValueError("the result has no ranges: solve with range=200 or more")
    return data


def _unit(data, measure: str, language: str) -> str:
    return unit_name(str(data.range_unit.sel(range_measure=measure).values), language)


def _name(measure: str, language: str) -> str:
    return MEASURES.get(measure, (measure, measure))[language != "zh"]


def _bare(axes) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _finish(figure, data, what: str, language: str):
    year, draws = int(data.attrs["base_year"]), int(data.attrs["range_draws"])
    note = (f"{year}年生产者价格；相对基准变化；{draws}次抽样，5%至95%分位数；政策幅度为假定，不在区间之内"
            if language == "zh" else
            f"producer prices of {year}; relative to the benchmark; {draws} draws, 5th to 95th percentile; "
            "the policy's size is assumed and not in the range")
    return framed(figure, what, note)
