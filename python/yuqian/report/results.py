# SPDX-License-Identifier: Apache-2.0
"""Policies from one or several result files, comparable as far as a report may put them side by side."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .errors import ReportError
from .result_file import ResultFile

NATION = "China"
OTHERS = ("OtherProvinces", "RestOfChina")


@dataclass(frozen=True, eq=False)
class Policy:
    """One scenario of one file. `name` is its id, made unique where files share it."""
    name: str
    file: ResultFile
    at: int
    title: dict
    text: dict
    remark: dict
    closure: str
    closure_text: dict


class Results:
    """What a report is made of. Policies without a solution under any estimate are kept apart in
    `unsolved`; under a single estimate they are missing values there. Raises ReportError where the
    files have different datasets, years, regions or sectors: no table may hold both."""

    def __init__(self, paths, saved=True):
        """`saved`: the files stay, and a report may name them."""
        self.files = [ResultFile(p) for p in paths]
        self.saved = saved
        self.supplements = []  # games and analyses of tables that stand beside them
        _require_same(self.files, saved)
        first = self.files[0]
        self.trades = first.labels("trade")
        self.leading = "central" if "central" in self.trades else self.trades[0]
        self.areas, self.regions = first.labels("area"), first.labels("region")
        self.base_year = first.attributes["base_year"]
        everyone = _distinct([p for file in self.files for p in _policies(file)])
        self.policies = [p for p in everyone if self.solved(p)]
        self.unsolved = [p for p in everyone if not self.solved(p)]
        if not self.policies:
            raise ReportError("文件中没有求得解的情景，无法编制报告。",
                              "no scenario in these files was solved, so there is nothing to report.")

    def solved(self, policy, trade=None):
        status = policy.file.table("status").values[policy.at]
        trades = self.trades if trade is None else [trade]
        return any(status[self.trades.index(t)] == 0 for t in trades)

    def has(self, name):
        return all(f.has(name) for f in self.files)

    def names(self, dimension, language):
        """Labels of a dimension to their long names."""
        first = self.files[0]
        return dict(zip(first.labels(dimension), first.label_names(dimension, language)))

    def values(self, name, policy, trade=None, **where):
        """The table `name` of a policy under an estimate, at the labels `where`; what is left keeps the
        file's order of dimensions."""
        table = policy.file.table(name)
        if table.dims[:2] != ("scenario", "trade"):
            raise ReportError(f"表“{name}”没有维度scenario、trade。",
                              f'table "{name}" is not on scenario and trade.')
        index = [policy.at, self.trades.index(trade or self.leading)]
        for dimension in table.dims[2:]:
            if dimension in where:
                index.append(policy.file.labels(dimension).index(where[dimension]))
            else:
                index.append(slice(None))
        return table.values[tuple(index)]

    def value(self, name, policy, trade=None, **where):
        return float(np.asarray(self.values(name, policy, trade, **where)))

    def quantiles(self, policy, measure, area):
        """The 90 % range over all that is not known, (5 %, 95 %), where the file has draws of it."""
        file = policy.file
        if not file.has("range") or measure not in file.labels("range_measure") \
                or area not in file.labels("range_area"):
            return None
        at = (policy.at, file.labels("range_measure").index(measure), file.labels("range_area").index(area))
        drawn = dict(zip(file.labels("quantile"), file.table("range").values[at]))
        ends = (float(drawn["0.05"]), float(drawn["0.95"]))
        return ends if np.all(np.isfinite(ends)) else None

    def variance_shares(self, policy, headline, area, language):
        """(group of inputs, share of the variance of a figure), the largest first; empty without draws."""
        file = policy.file
        if not file.has("range_variance_share") or headline not in file.labels("range_headline") \
                or area not in file.labels("range_area"):
            return []
        at = (policy.at, file.labels("range_headline").index(headline), file.labels("range_area").index(area))
        first = file.table("range_variance_share").values[at][:, file.labels("variance_share").index("first")]
        found = zip(file.label_names("uncertainty_group", language), map(float, first))
        return sorted((x for x in found if np.isfinite(x[1])), key=lambda x: -x[1])

    @property
    def drawn(self):
        """True where the range of every policy comes from draws."""
        return all(p.file.has("range") for p in self.policies)

    @property
    def draws(self):
        """How often the inputs were drawn: of the first file."""
        return self.files[0].attributes.get("range_draws", 0)

    @property
    def others(self):
        return next((a for a in OTHERS if a in self.areas), None)

    @property
    def pair(self):
        """The area of several regions that is neither the nation nor the rest; None where there is none."""
        return next((a for a in self.areas
                     if a not in self.regions and a != NATION and a not in OTHERS), None)

    @property
    def members(self):
        """The regions that the pair is made of, in the file's order; all regions without a pair."""
        pair = self.pair
        return [r for r in self.regions if pair is None or r in pair]

    @property
    def shown_areas(self):
        """Blocks of a table: the members, the two together, the others, the nation."""
        nation = [NATION] if NATION in self.areas else []
        together = [self.pair] if self.pair else []
        rest = [self.others] if self.others and self.others not in self.members else []
        return self.members + together + rest + nation

    @property
    def closures_differ(self):
        return len({(p.closure, p.closure_text["en"]) for p in self.policies}) > 1


def _policies(file):
    def both(stem):
        return [dict(zh=zh, en=en) for zh, en in zip(file.texts(stem + "_zh"), file.texts(stem + "_en"))]

    text, remark, closure = (both(s) for s in ("scenario_text", "scenario_remark", "closure_text"))
    titles = [file.label_names("scenario", language) for language in ("zh", "en")]
    ids = file.texts("closure")
    return [Policy(name, file, k, dict(zh=titles[0][k], en=titles[1][k]), text[k], remark[k], ids[k],
                   closure[k]) for k, name in enumerate(file.labels("scenario"))]


def _distinct(policies):
    """The same scenario from several files goes by its closure too, and by its file where that is the
    same."""
    for suffix in (lambda p: p.closure, lambda p: Path(p.file.path).stem):
        names = [p.name for p in policies]
        policies = [p if names.count(p.name) == 1 else
                    Policy(f"{p.name} {suffix(p)}", *list(p.__dict__.values())[1:]) for p in policies]
    names = [p.name for p in policies]
    for name in names:
        if names.count(name) > 1:
            raise ReportError(f"情景“{name}”出现了不止一次；请只给一次。",
                              f'scenario "{name}" is given more than once; give it once.')
    return policies


def _require_same(files, saved):
    first = files[0]
    zh_first, en_first = (first.path, first.path) if saved else ("本次求解的情景", "what was solved now")
    for file in files[1:]:
        for zh, en, of in (
                ("基准年", "base years", lambda f: f.attributes.get("base_year")),
                ("价格基准", "prices", lambda f: f.attributes.get("prices")),
                ("所问的两省", "pairs", _pair),
                ("地区划分", "regions", lambda f: f.labels("area")),
                ("部门划分", "sectors", lambda f: f.labels("sector")),
                ("贸易估计", "estimates of trade", lambda f: f.labels("trade")),
                ("数据集", "datasets", lambda f: _hashes(f, lambda name: name.endswith(".h5"))),
                ("弹性", "elasticities", lambda f: _hashes(f, lambda name: "elasticities/" in name))):
            a, b = of(first), of(file)
            if a != b:
                raise ReportError(
                    f"{zh_first}与{file.path}的{zh}不同（{_brief(a)}；{_brief(b)}），不能列入同一份报告；"
                    "请用同一数据和划分求解。",
                    f"{en_first} and {file.path} have different {en} ({_brief(a)}; {_brief(b)}) and "
                    "cannot stand in one report; solve them on the same data and sets.")


def _pair(file):
    """Names of the two regions that the file is about."""
    names = dict(zip(file.labels("region"), file.label_names("region", "zh")))
    return [names.get(r, r) for r in str(file.attributes.get("named_regions", "")).split("\n")]


def _hashes(file, wanted):
    """What the model was calibrated on, each input with the beginning of its SHA-256."""
    return sorted(f"{i['name']} {i['sha256'][:12]}" for i in file.provenance().get("inputs", [])
                  if wanted(i["name"]))


def _brief(value):
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 70 else text[:67] + "..."
