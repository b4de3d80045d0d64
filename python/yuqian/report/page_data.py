# SPDX-License-Identifier: Apache-2.0
"""What the page's charts and tables are drawn from: every figure once, as JSON."""
import csv
import math
from pathlib import Path

import numpy as np

from . import figures
from .measures import measures_of, over_estimates, overview, sources_table
from .words import LANGUAGES, Words, basis, catalogue, equation, provinces

DIGITS = 7  # of each figure: two more than any chart or table shows
PARTS = Path(__file__).resolve().parent / "page_parts"


def number(value):
    """A figure for JSON: null for what does not exist."""
    value = float(value)
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def spread(found):
    return [number(found.central), number(found.low), number(found.high)]


def both(text):
    return {language: text(Words(language)) for language in LANGUAGES}


def collect(results, script_words):
    """The whole of it. `script_words`: the keys of words.toml that the scripts use."""
    areas = results.areas
    names = {language: results.names("area", language) for language in LANGUAGES}
    data = {
        "words": {key: catalogue()[key] for key in script_words},
        "figures": {"none": figures.NONE, "nearly": figures.NEARLY_NONE, "most": figures.MOST,
                    "noise": figures.NOISE, "steps": figures.STEPS},
        "policies": [{"id": p.name, "title": both(lambda w, p=p: w.of(p.title))}
                     for p in results.policies],
        "areas": [{"id": a, **{language: names[language][a] for language in LANGUAGES}} for a in areas],
        "shown": [areas.index(a) for a in results.shown_areas],
        "first_area": areas.index(results.pair) if results.pair else 0,
        "measures": [_measure(m.key, m.unit, m.variable) for m in measures_of(results)],
        "overview": [[[spread(overview(results, m, p, a)) for a in areas] for p in results.policies]
                     for m in measures_of(results)],
        "output": _measure("sector_output_change_value", "1e8 CNY", "sector_output"),
        **_sectors(results), **_trade(results)}
    if sources_table(results):
        data["sources"] = _sources(results)
    if provinces_shown(results):
        data["tiles"] = _tiles(results)
    return data


def provinces_shown(results):
    """True where every one of the 31 provinces is a region of its own."""
    return {p["label"] for p in provinces()} <= set(results.regions)


def _measure(key, unit, variable):
    return {"key": key, "name": both(lambda w: w(key)), "unit": both(lambda w: w.unit(unit)),
            "equation": equation(variable), "basis": both(lambda w: basis(variable, w.language))}


def _sectors(results):
    """Change of output by policy, area and sector: the value with its range, and % of the central one."""
    names = {language: list(results.names("sector", language).values()) for language in LANGUAGES}
    labels = results.files[0].labels("sector")
    values, percents = [], []
    for p in results.policies:
        tables = {t: results.values("sector_output_change_value", p, t) for t in results.trades}
        percent = results.values("sector_output_change", p)
        values.append([[spread(over_estimates(results, p, lambda t: float(tables[t][a, k])))
                        for k in range(len(labels))] for a in range(len(results.areas))])
        percents.append([[number(v) for v in row] for row in percent])
    return {"sectors": [{"id": s, **{language: names[language][k] for language in LANGUAGES}}
                        for k, s in enumerate(labels)],
            "sector_values": values, "sector_percents": percents}


def _trade(results):
    """Volumes between regions under the leading estimate, over all goods and uses."""
    flows = []
    for p in results.policies:
        before, after = (np.sum(results.values("trade_volume", p, state=s), axis=(2, 3))
                         for s in ("reference", "counterfactual"))
        flows.append({"reference": [[number(v) for v in row] for row in before],
                      "change": [[number(v) for v in row] for row in after - before]})
    shorts = {p["label"]: p for p in provinces()}
    names = {language: results.names("region", language) for language in LANGUAGES}
    regions = [{"id": r, **{language: names[language][r] for language in LANGUAGES},
                "short": _short(shorts.get(r), {language: names[language][r] for language in LANGUAGES})}
               for r in results.regions]
    return {"trade": flows, "regions": regions}


def _short(province, names):
    return {"zh": province["short_zh"], "en": province["short"]} if province else names


def _sources(results):
    file = results.files[0]
    names = {language: file.label_names("welfare_source", language) for language in LANGUAGES}
    return {"names": [{language: names[language][k] for language in LANGUAGES}
                      for k in range(len(names["zh"]))],
            "equation": equation(sources_table(results).removesuffix("_by_source")),
            "values": [[[number(v) for v in row]
                        for row in results.values(sources_table(results), p)]
                       for p in results.policies]}


def _tiles(results):
    lines = (PARTS / "tiles.csv").read_text("utf-8").splitlines()
    shorts = {p["label"]: p for p in provinces()}
    return [{"area": results.areas.index(row["label"]), "column": int(row["column"]),
             "row": int(row["row"]), "short": _short(shorts[row["label"]], {})}
            for row in csv.DictReader(line for line in lines if not line.startswith("#"))]
