# SPDX-License-Identifier: Apache-2.0
"""One call for each command of the program; results are labelled datasets."""
from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import _core
from ._benchmark import Names, Progress, benchmark_for, names, questions
from ._dataset import dataset as to_dataset
from ._questions import ScenarioLike, scenario, text_or_name

if TYPE_CHECKING:
    import xarray


def solve(scenarios: ScenarioLike | Iterable[ScenarioLike], trade: Names = None,
          closure: str | None = None, *, regions: str | None = None, sectors: str = "42",
          elasticities: str = "default", dataset: str = "", evidence: str = "",
          decompose: Names = None, solver: str = "newton", progress: Progress = None) -> "xarray.Dataset":
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
    decompose
        "ev" (welfare by source), "shapley" (parts of a package over all orders).
    solver
        "newton", or "ipopt" as an independent second opinion.
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
    return benchmark_for(asked, regions, sectors, elasticities, dataset, evidence).solve(
        asked, trade, closure, decompose=decompose, solver=solver, progress=progress)


def sensitivity(question: ScenarioLike, of: str, trade: Names = None,
                closure: str | None = None, *, regions: str | None = None, sectors: str = "42",
                elasticities: str = "default", dataset: str = "",
                progress: Progress = None) -> "xarray.Dataset":
    """Derivatives of an indicator by every parameter: `yuqian sensitivity`.

    `of` names the indicator, "ev[Guizhou]". For each family of parameters the dataset holds its
    value, <family>, and the derivative in 10^8 yuan per unit, d_<family>.
    """
    asked = scenario(question)
    return benchmark_for([asked], regions, sectors, elasticities, dataset).sensitivity(
        asked, of, trade, closure, progress=progress)


def batch(plan: str | "os.PathLike[str]" | Mapping[str, Any], *, jobs: int = 0,
          progress: Progress = None) -> "xarray.Dataset":
    """Every case of a plan: `yuqian batch`, without its journal.

    `plan` is a shipped plan, a file, or a dictionary with a plan's keys (docs/scenarios.md).
    `jobs`: threads; 0: one a core. One row for each case along the dimension `case`.
    """
    text, name = text_or_name(plan, "plan")
    return to_dataset(_core.batch(text, name, jobs, progress))


def io(what: str, *, trade: Names = "central", regions: str = "default", sectors: str = "42",
       elasticities: str = "default", dataset: str = "", of: str = "", against: str = "",
       account: Names = None, chain: Names = None, sector: Names = None, region: Names = None,
       pair: Names = None, direction: str = "both", share: float = 1.0, by: str = "",
       top: int = 15, progress: Progress = None) -> "xarray.Dataset":
    """Input-output analysis: `yuqian io` (docs/io.md).

    `what`: "multipliers", "linkages", "extract", "footprint", ...; an unknown name is an
    InputError that lists them all. `of` and `against` are tables of your own.
    """
    return to_dataset(_core.io(
        what, {"dataset": dataset, "regions": regions, "sectors": sectors,
               "elasticities": elasticities},
        {"of": os.fspath(of), "against": os.fspath(against), "direction": direction, "by": by},
        {"trades": names(trade), "accounts": names(account), "chains": names(chain),
         "sectors": names(sector), "regions": names(region), "pair": names(pair)},
        share, top, progress))


def govern(game: str | "os.PathLike[str]", *, trade: Names = None, closure: str | None = None,
           regions: str | None = None, sectors: str | None = None,
           elasticities: str = "default", dataset: str = "", draws: int = 0, jobs: int = 0,
           progress: Progress = None) -> "xarray.Dataset":
    """A game among governments: `yuqian govern` (docs/games.md).

    Regions and sectors default to those that the game asks for. `draws`: of elasticities.
    """
    return to_dataset(_core.govern(
        os.fspath(game), {"dataset": dataset, "regions": regions or "", "sectors": sectors or "",
                          "elasticities": elasticities},
        names(trade), closure or "", draws, jobs, progress))
