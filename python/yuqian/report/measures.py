# SPDX-License-Identifier: Apache-2.0
"""The rows of the overview: what a commission reads first, each with its range."""
import math
from dataclasses import dataclass
from typing import Callable

import numpy as np

from .figures import NOISE


@dataclass(frozen=True)
class Measure:
    """A figure of an area. `key` names it in words.toml; `variable` has its equation and basis in
    data/schema/explain.toml; `value(results, policy, trade, area)` reads or adds up the file's tables."""
    key: str
    unit: str
    variable: str
    value: Callable


@dataclass(frozen=True)
class Figure:
    """Central estimate and range; not-a-number where there is none."""
    central: float
    low: float
    high: float

    @property
    def ranged(self):
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def unsure(self):
        """The range includes both signs."""
        return self.ranged and self.low < -NOISE and self.high > NOISE


def _indicator(name):
    return lambda r, policy, trade, area: r.value(name, policy, trade, area=area)


def _households(r, policy, trade, area):
    return float(np.sum(r.values("equivalent_variation", policy, trade, area=area)))


def _households_share(r, policy, trade, area):
    consumption = r.values("consumption", policy, trade, state="reference", area=area)
    return 100 * _households(r, policy, trade, area) / float(np.sum(consumption))


def _household(label):
    return lambda r, policy, trade, area: r.value("equivalent_variation_share", policy, trade, area=area,
                                                  household=label)


def _wage(r, policy, trade, area):
    before, after = (r.value("wage_index", policy, trade, state=s, area=area)
                     for s in ("reference", "counterfactual"))
    return 100 * (after / before - 1) if before else math.nan


def _carbon_price(r, policy, trade, area):
    """Of a region that pays one: areas of several have none of their own."""
    if not policy.file.has("carbon_price") or area not in r.regions:
        return math.nan
    price = r.value("carbon_price", policy, trade, state="counterfactual", region=area)
    return price if price > NOISE else math.nan


MEASURES = (
    Measure("grp_real_change", "%", "grp_real", _indicator("grp_real_change")),
    Measure("welfare_metric", "1e8 CNY", "welfare_metric", _indicator("welfare_metric")),
    Measure("equivalent_variation", "1e8 CNY", "equivalent_variation", _households),
    Measure("equivalent_variation_share", "%", "equivalent_variation", _households_share),
    Measure("equivalent_variation_rural", "%", "equivalent_variation", _household("rural")),
    Measure("equivalent_variation_urban", "%", "equivalent_variation", _household("urban")),
    Measure("wage_change", "%", "wage_index", _wage),
    Measure("government_revenue_change", "%", "government_revenue",
            _indicator("government_revenue_change")),
    Measure("employment_total_change", "1e4 person", "employment_total",
            _indicator("employment_total_change")),
    Measure("emissions_change", "%", "emissions", _indicator("emissions_change")),
    Measure("carbon_price", "CNY/t", "carbon_price", _carbon_price),
)
BY_KEY = {m.key: m for m in MEASURES}


def measures_of(results):
    """The rows that the results have: older files are without the money metric of welfare, and carbon has a price
    in few policies."""
    priced = any(math.isfinite(carbon_price(results, p, a)) for p in results.policies for a in results.regions)
    left_out = {"welfare_metric": not results.has("welfare_metric"), "carbon_price": not priced}
    return [m for m in MEASURES if not left_out.get(m.key)]


def carbon_price(results, policy, region):
    return _carbon_price(results, policy, results.leading, region)


def headline(results):
    """What welfare is in a sentence: all that residents get, or what households consume of it."""
    return BY_KEY["welfare_metric" if results.has("welfare_metric") else "equivalent_variation"]


def sources_table(results):
    """The table of where the headline comes from; None in files without it."""
    found = [n for n in (f"{headline(results).key}_by_source", "equivalent_variation_by_source")
             if results.has(n)]
    return found[0] if found else None


def over_estimates(results, policy, value):
    """Range of `value(trade)` over the estimates of trade under which the policy was solved."""
    trades = [t for t in results.trades if results.solved(policy, t)]
    figures = {t: value(t) for t in trades}
    central = figures.get(results.leading, math.nan)
    finite = [v for v in figures.values() if math.isfinite(v)]
    if len(finite) < 2:
        return Figure(central, math.nan, math.nan)
    return Figure(central, min(finite), max(finite))


def overview(results, measure, policy, area):
    """The figure of one cell of the overview: with the 90 % range where the file has draws of it, with
    that of the estimates of trade otherwise."""
    found = over_estimates(results, policy, lambda t: measure.value(results, policy, t, area))
    drawn = results.quantiles(policy, measure.key, area)
    return found if drawn is None else Figure(found.central, *drawn)


def is_drawn(results, measure):
    """True where some cell of the measure's row is from draws."""
    return any(results.quantiles(p, measure.key, a) for p in results.policies for a in results.shown_areas)
