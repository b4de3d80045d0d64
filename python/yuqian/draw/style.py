# SPDX-License-Identifier: Apache-2.0
"""What all figures share: font, colours, words, and the note below."""
from __future__ import annotations

import matplotlib

from .._results import labels, title

COLOURS = {"low": "#a8c5dd", "central": "#3f7fb5", "high": "#17375e"}
UNITS = {"zh": {"1e8 CNY": "亿元", "percentage point": "百分点", "1e4 person": "万人",
                "Mt": "百万吨", "1": ""},
         "en": {"1e8 CNY": "10^8 yuan", "percentage point": "percentage points",
                "1e4 person": "10^4 persons", "1": ""}}


def use_chinese_font() -> str:
    """Makes figures use Noto Sans CJK SC, whose characters are those written in China.

    Raises RuntimeError where it is not installed: the other regional fonts of the family show
    Japanese, Korean or Taiwanese forms of the same characters.
    """
    from ..report import ReportError, fonts

    try:
        fonts.use()
    except ReportError as error:
        raise RuntimeError(str(error)) from None
    matplotlib.rcParams["axes.unicode_minus"] = False
    return fonts.FAMILY


def unit(variable, language: str) -> str:
    """Its unit in words."""
    return unit_name(variable.attrs.get("units", "1"), language)


def unit_name(code: str, language: str) -> str:
    """A unit in words."""
    return UNITS[language].get(code, code)


def name(variable, language: str) -> str:
    """Its long name."""
    english = variable.attrs["long_name"]
    return variable.attrs.get("long_name_zh", english) if language == "zh" else english


def series(data, values, language: str) -> list:
    """(estimate, its name, values) for every trade estimate of `values`."""
    return [(str(t), text, values.sel(trade=t).values)
            for t, text in zip(data.trade.values, labels(data, "trade", language))]


def finish(figure, axes, data, heading: str, what: str, language: str):
    """Puts heading, legend and the note on what is estimated on a figure."""
    axes.set_title(what, loc="left", fontsize=10)
    axes.legend(title="省际贸易估计" if language == "zh" else "trade estimate", frameon=False,
                fontsize=8, title_fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    year = int(data.attrs["base_year"])
    note = (f"{year}年生产者价格；相对基准变化；省际流量为估计值，政策幅度为假定"
            if language == "zh" else
            f"producer prices of {year}; relative to the benchmark; flows between provinces are "
            "estimated, the policy's size is assumed")
    return framed(figure, heading, note)


def framed(figure, heading: str, note: str):
    """The figure with its heading above and, small, below it what a reader must know."""
    figure.suptitle(heading, x=0.01, ha="left", fontsize=11)
    figure.text(0.01, 0.005, note, fontsize=7)
    figure.tight_layout(rect=(0, 0.03, 1, 0.97))
    return figure


def heading(data, scenario: str, language: str) -> str:
    """Title of a scenario and its closure."""
    return title(data, scenario, language)
