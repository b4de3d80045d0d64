# SPDX-License-Identifier: Apache-2.0
"""Figures for planners: every one says what is estimated, and shows the three trade estimates."""
import matplotlib
import matplotlib.font_manager
import matplotlib.pyplot as plt
import numpy as np

from .read import labels, title

COLOURS = {"low": "#a8c5dd", "central": "#3f7fb5", "high": "#17375e"}
MAIN_AREAS = ["Chongqing", "Guizhou", "ChongqingGuizhou", "OtherProvinces", "RestOfChina", "China"]


def use_chinese_font():
    """Chooses a font with Chinese characters; raises where there is none."""
    have = {font.name for font in matplotlib.font_manager.fontManager.ttflist}
    for name in ("Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "Noto Serif CJK SC", "Noto Serif CJK JP",
                 "WenQuanYi Zen Hei", "SimHei", "PingFang SC"):
        if name in have:
            matplotlib.rcParams["font.family"] = [name, "DejaVu Sans"]
            matplotlib.rcParams["axes.unicode_minus"] = False
            return name
    raise RuntimeError("no font with Chinese characters; on Debian: apt-get install fonts-noto-cjk")


def _areas(data):
    have = [str(a) for a in data.area.values]
    if "ChongqingGuizhou" not in have:
        return have
    return [a for a in MAIN_AREAS if a in have and not (a == "RestOfChina" and "OtherProvinces" in have)]


def _bars(axes, names, series, unit):
    """Grouped horizontal bars: one group a name, one bar a trade estimate."""
    height = 0.8 / len(series)
    at = np.arange(len(names))
    for k, (trade, label, values) in enumerate(series):
        bars = axes.barh(at + (k - (len(series) - 1) / 2) * height, values, height * 0.92, label=label,
                         color=COLOURS.get(trade))
        axes.bar_label(bars, [f"{v:.2f}" if abs(v) >= 0.005 else "0.00" for v in np.asarray(values, float)],
                       padding=2, fontsize=8)
    axes.set_yticks(at, names)
    axes.invert_yaxis()
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlabel(unit)
    axes.margins(x=0.15)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _series(data, values, language):
    """(estimate, its name, values) for every trade estimate; `values` by trade."""
    return [(str(t), name, values.sel(trade=t).values)
            for t, name in zip(data.trade.values, labels(data, "trade", language))]


def _finish(figure, axes, data, scenario, what, language):
    axes.set_title(what, loc="left")
    axes.legend(title="省际贸易估计" if language == "zh" else "trade estimate", frameon=False, fontsize=8,
                loc="upper left", bbox_to_anchor=(1, 1))
    note = ("2017年生产者价格；相对基准变化；省际流量为估计值，政策幅度为假定" if language == "zh" else
            "producer prices of 2017; relative to the benchmark; flows between provinces are estimated, the policy's size is assumed")
    figure.suptitle(title(data, scenario, language), x=0.01, ha="left", fontsize=11)
    figure.text(0.01, 0.005, note, fontsize=7)
    figure.tight_layout(rect=(0, 0.03, 1, 0.97))
    return figure


def _name(variable, language):
    return variable.attrs["long_name_zh" if language == "zh" else "long_name"]


def _unit(variable, language):
    zh = {"1e8 CNY": "亿元", "percentage point": "百分点"}
    en = {"1e8 CNY": "10^8 yuan", "percentage point": "percentage points"}
    return (zh if language == "zh" else en).get(variable.attrs["units"], variable.attrs["units"])


def by_area(data, variable, scenario, language="zh"):
    """One change for every area: Chongqing, Guizhou, the two, the rest of China, the nation."""
    shown = data[variable].sel(scenario=scenario, area=_areas(data))
    if "household" in shown.dims:
        shown = shown.sum("household", keep_attrs=True)
    figure, axes = plt.subplots(figsize=(8, 3.6))
    _bars(axes, labels(data.sel(area=_areas(data)), "area", language), _series(data, shown, language), _unit(shown, language))
    return _finish(figure, axes, data, scenario, _name(data[variable], language), language)


def households(data, scenario, language="zh"):
    """Equivalent variation in % of consumption by household group and area."""
    ev = data.equivalent_variation_share.sel(scenario=scenario, area=_areas(data))
    names = [f"{a}  {h}" for a in labels(data.sel(area=_areas(data)), "area", language)
             for h in labels(data, "household", language)]
    flat = ev.stack(who=("area", "household"))
    figure, axes = plt.subplots(figsize=(8, 5))
    _bars(axes, names, _series(data, flat, language), "%")
    return _finish(figure, axes, data, scenario, _name(data.equivalent_variation_share, language), language)


def pair_trade(data, scenario, language="zh"):
    """What the two sell to each other, before and after."""
    pairs = [("Chongqing", "Guizhou"), ("Guizhou", "Chongqing")]
    volume = data.trade_volume.sel(scenario=scenario).sum(["sector", "use"])
    names = dict(zip((str(r) for r in data.region.values), labels(data, "region", language)))
    states = dict(zip((str(s) for s in data.state.values), labels(data, "state", language)))
    rows, values = [], []
    for s, r in pairs:
        for state, text in states.items():
            rows.append(f"{names[s]} → {names[r]}  {text}")
            values.append(volume.sel(supplier=s, region_to=r, state=state))
    series = [(str(t), name, [float(v.sel(trade=t)) for v in values])
              for t, name in zip(data.trade.values, labels(data, "trade", language))]
    figure, axes = plt.subplots(figsize=(8, 3.6))
    _bars(axes, rows, series, "亿元" if language == "zh" else "10^8 yuan")
    return _finish(figure, axes, data, scenario, _name(data.trade_volume, language), language)


def sectors(data, scenario, area, count=5, language="zh"):
    """The sectors of an area whose output rises and falls most by the central estimate."""
    change = data.sector_output_change_value.sel(scenario=scenario, area=area)
    central = change.sel(trade="central" if "central" in data.trade.values else data.trade.values[0])
    order = np.argsort(-central.values)
    count = min(count, len(order) // 2)
    chosen = np.concatenate([order[:count], order[-count:]])
    names = np.array(labels(data, "sector", language))[chosen]
    figure, axes = plt.subplots(figsize=(8, 0.5 * len(chosen) + 1.5))
    _bars(axes, names, _series(data, change.isel(sector=chosen), language), _unit(data.sector_output_change_value, language))
    at = [str(a) for a in data.area.values].index(area)
    what = f"{labels(data, 'area', language)[at]}  {_name(data.sector_output_change_value, language)}"
    return _finish(figure, axes, data, scenario, what, language)
