# SPDX-License-Identifier: Apache-2.0
"""One call for each command of the program; results are labelled datasets."""
from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import _core
from ._benchmark import Draws, Names, Progress, benchmark_for, names, questions
from ._dataset import dataset as to_dataset
from ._questions import ScenarioLike, scenario, text_or_name

if TYPE_CHECKING:
    import xarray


def solve(scenarios: ScenarioLike | Iterable[ScenarioLike], trade: Names = None,
          closure: str | None = None, *, regions: str | None = None, sectors: str = "42",
          elasticities: str = "default", dataset: str = "", evidence: str = "",
          pair: Names = None, decompose: Names = None, solver: str = "newton", range: Draws = 0,
          seed: int = 1, draws: bool = False, uncertainty: str = "",
          size_range: Iterable[float] = (), jobs: int = 0,
          progress: Progress = None) -> "xarray.Dataset":
    """What policies change for whom: `yuqian solve`.

    Parameters
    ----------
    scenarios
        One, or a list of: an id, a path, a dictionary, a `Scenario`.
    trade
        Estimates of trade between provinces: "central", "low,high", a list; all if left out.
    closure
        Instead of each scenario's own: a name or a file.
    regions, sectors, elasticities, dataset, evidence
        The benchmark, by the names of shipped files or by paths. Regions default to those that
        the scenarios ask for.
    pair
        Two regions that the policy and the tables are about, "Sichuan,Yunnan"; the region set's
        own if left out.
    decompose
        "ev" (welfare by source), "shapley" (parts of a package over all orders).
    solver
        "newton", or "ipopt" as an independent second opinion.
    range
        Draws of what is not known, for a range beside every headline (docs/ranges.md): a number,
        or "default" for as many as `yuqian solve` takes. The dataset then has `range` by quantile,
        `range_variance_share` and, between scenarios, `range_probability_better`.
    seed, uncertainty, draws, jobs
        Of the draws: the seed, a file of uncertain inputs over the shipped ones, whether every
        draw is kept (`range_draw`), threads (0: one per core). No figure depends on the threads.
    size_range
        Draw the size of the policy too, between two multiples of it: (0.5, 1.5).
    progress
        Called with what is done and its share. An exception that it raises ends the solve.

    Returns
    -------
    xarray.Dataset
        As `yuqian solve --out` writes it (docs/results.md). A solve that failed has a `status`
        above zero, a `reason`, and not-a-number for figures: see `yuqian.solved`.

    Raises
    ------
    InputError
        On wrong names, files, labels or values, with file, line and column.
    KeyboardInterrupt
        On Ctrl-C; the solve has ended then.
    """
    asked = questions(scenarios)
    return benchmark_for(asked, regions, sectors, elasticities, dataset, evidence, pair).solve(
        asked, trade, closure, decompose=decompose, solver=solver, range=range, seed=seed,
        draws=draws, uncertainty=uncertainty, size_range=size_range, jobs=jobs, progress=progress)


def sensitivity(question: ScenarioLike, of: str, trade: Names = None,
                closure: str | None = None, *, regions: str | None = None, sectors: str = "42",
                elasticities: str = "default", dataset: str = "", pair: Names = None,
                progress: Progress = None) -> "xarray.Dataset":
    """Derivatives of an indicator by every parameter: `yuqian sensitivity`.

    `of` names the indicator, "ev[Guizhou]". For each family of parameters the dataset holds its
    value, <family>, and the derivative in 10^8 yuan per unit, d_<family>.
    """
    asked = scenario(question)
    return benchmark_for([asked], regions, sectors, elasticities, dataset, pair=pair).sensitivity(
        asked, of, trade, closure, progress=progress)


def assumptions(question: ScenarioLike, of: str, closure: str | None = None, *,
                survey: bool = False, regions: str | None = None, sectors: str = "42",
                elasticities: str = "default", dataset: str = "", pair: Names = None,
                range: Draws = "default", seed: int = 1, uncertainty: str = "", jobs: int = 0,
                progress: Progress = None) -> "xarray.Dataset":
    """What is not known, ranked by what it does to an indicator: `yuqian sensitivity` without
    `--levers`. `survey`: what can be surveyed, by how much knowing it to 10 % narrows the range.

    Along `input`: `effect` of one standard deviation, `variance_first` and `variance_total`,
    `range_left`, `can_be_surveyed`, `basis`, `source`; and the indicator's quantiles.
    """
    asked = scenario(question)
    return benchmark_for([asked], regions, sectors, elasticities, dataset, pair=pair).assumptions(
        asked, of, closure, survey=survey, range=range, seed=seed, uncertainty=uncertainty,
        jobs=jobs, progress=progress)


def batch(plan: str | "os.PathLike[str]" | Mapping[str, Any], *, jobs: int = 0,
          progress: Progress = None) -> "xarray.Dataset":
    """Every case of a plan: `yuqian batch`, without its journal.

    `plan` is a shipped plan, a file, or a dictionary with a plan's keys (docs/scenarios.md).
    `jobs`: threads; 0: one per core. One row for each case along the dimension `case`.
    """
    text, name = text_or_name(plan, "plan")
    return to_dataset(_core.batch(text, name, jobs, progress))


def io(what: str, *, trade: Names = "central", regions: str = "default", sectors: str = "42",
       elasticities: str = "default", dataset: str = "", of: str = "", against: str = "",
       scenario: str = "", account: Names = None, chain: Names = None, sector: Names = None,
       region: Names = None, pair: Names = None, direction: str = "both", share: float = 1.0,
       by: str = "", top: int = 15, equilibrium: bool = False,
       progress: Progress = None) -> "xarray.Dataset":
    """Input-output analysis: `yuqian io` (docs/io.md).

    `what`: "multipliers", "linkages", "extract", "footprint", ...; an unknown name is an
    InputError that lists them all. `of` and `against` are tables of your own; `of` may be
    a result file or a folder of pymrio. With `scenario` the tables before and after it, along the
    dimension `state`, and their difference. `equilibrium` puts the equilibrium model's answer
    beside multipliers and shortages.
    """
    return to_dataset(_core.io(
        what, {"dataset": dataset, "regions": regions, "sectors": sectors,
               "elasticities": elasticities, "pair": names(pair)},
        {"of": os.fspath(of), "against": os.fspath(against), "direction": direction, "by": by,
         "scenario": os.fspath(scenario)},
        {"trades": names(trade), "accounts": names(account), "chains": names(chain),
         "sectors": names(sector), "regions": names(region)},
        share, top, equilibrium, progress))


def govern(game: str | "os.PathLike[str]", *, trade: Names = None, closure: str | None = None,
           regions: str | None = None, sectors: str | None = None,
           elasticities: str = "default", dataset: str = "", pair: Names = None, draws: int = 0,
           jobs: int = 0, progress: Progress = None) -> "xarray.Dataset":
    """A game among governments: `yuqian govern` (docs/games.md).

    Regions and sectors default to those that the game asks for. `draws`: of elasticities.
    """
    return to_dataset(_core.govern(
        os.fspath(game), {"dataset": dataset, "regions": regions or "", "sectors": sectors or "",
                          "elasticities": elasticities, "pair": names(pair)},
        names(trade), closure or "", draws, jobs, progress))
