# SPDX-License-Identifier: Apache-2.0
"""The benchmark that is calibrated once and solved on as often as you like."""
from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Optional, Union

from . import _core
from ._dataset import Assembly, dataset as to_dataset
from ._questions import Scenario, ScenarioLike, scenario

if TYPE_CHECKING:
    import xarray

#: Called with what is being done and how much of it is done, 0 to 1, negative where unknown.
Progress = Optional[Callable[[str, float], None]]
Names = Union[str, Iterable[str], None]
#: A number of draws, 0 for none, or "default": as many as the program takes.
Draws = Union[int, str]


class Benchmark:
    """A dataset with its mappings and elasticities, calibrated and compiled when first needed.

    Everything is kept, so that a second solve costs the solve alone. Threads may share it.
    """

    def __init__(self, regions: str = "default", sectors: str = "42",
                 elasticities: str = "default", dataset: str = "", evidence: str = "",
                 pair: Names = None) -> None:
        self._core = _core.Benchmark(dataset, regions, sectors, elasticities, evidence, names(pair))
        self._assembly = Assembly()

    @property
    def trades(self) -> list[str]:
        """Estimates of trade between provinces that the dataset has."""
        return self._core.trades()

    @property
    def regions(self) -> dict[str, str]:
        """Labels of the regions with their Chinese names."""
        return dict(self._core.regions())

    @property
    def sectors(self) -> dict[str, str]:
        """Labels of the sectors with their Chinese names."""
        return dict(self._core.sectors())

    def solve(self, scenarios: ScenarioLike | Iterable[ScenarioLike], trade: Names = None,
              closure: str | None = None, *, decompose: Names = None, solver: str = "newton",
              range: Draws = 0, seed: int = 1, draws: bool = False, uncertainty: str = "",
              size_range: Iterable[float] = (), jobs: int = 0, progress: Progress = None) -> "xarray.Dataset":
        """What scenarios change for whom; see `yuqian.solve`."""
        return self._assembly.dataset(self._core.solve(
            questions(scenarios), names(trade), closure or "", names(decompose), solver,
            _range_request(range, seed, uncertainty, draws, jobs, size_range), progress))

    def sensitivity(self, question: ScenarioLike, of: str, trade: Names = None,
                    closure: str | None = None, *, progress: Progress = None) -> "xarray.Dataset":
        """What an indicator depends on; see `yuqian.sensitivity`."""
        return to_dataset(self._core.sensitivity(
            scenario(question), of, names(trade), closure or "", progress))

    def assumptions(self, question: ScenarioLike, of: str, closure: str | None = None, *,
                    survey: bool = False, range: Draws = "default", seed: int = 1,
                    uncertainty: str = "", jobs: int = 0,
                    progress: Progress = None) -> "xarray.Dataset":
        """What is not known, by what it does to an indicator; see `yuqian.assumptions`."""
        how = _range_request(range, seed, uncertainty, False, jobs)
        if how is None:
            raise ValueError("range is 0, which leaves nothing to rank by: give 20 draws or more")
        return to_dataset(self._core.assumptions(scenario(question), of, closure or "", survey,
                                                 how, progress))

    def __repr__(self) -> str:
        asked = self._core.request()
        return (f"<yuqian.Benchmark {asked['dataset'] or 'shipped'}: {len(self.regions)} regions "
                f"({asked['regions']}), {len(self.sectors)} sectors ({asked['sectors']}), "
                f"elasticities {asked['elasticities']}, trade {'/'.join(self.trades)}"
                + (f", pair {' and '.join(asked['pair'])}>" if asked["pair"] else ">"))


def benchmark(regions: str = "default", sectors: str = "42", elasticities: str = "default",
              dataset: str = "", evidence: str = "", pair: Names = None) -> Benchmark:
    """A benchmark by the names that `yuqian solve` takes: shipped files, or paths of your own.

    `evidence`: surveyed figures that its tables are reconciled with (docs/evidence.md).
    `pair`: two regions that policies and tables are about, "Sichuan,Yunnan".

    Raises InputError where a file is missing or wrong.
    """
    return Benchmark(regions, sectors, elasticities, dataset, evidence, pair)


def _range_request(draws: Draws, seed: int, file: str, keep: bool,
                   jobs: int, sizes: Iterable[float] = ()) -> "_core.RangeRequest | None":
    """How ranges are drawn; nothing where they are not."""
    if draws == "default":
        return _core.RangeRequest(-1, seed, os.fspath(file), keep, jobs, list(sizes))
    if isinstance(draws, str) or draws < 0:
        raise ValueError(f'range is {draws!r}: give a number of draws, 0, or "default"')
    if not draws:
        return None
    return _core.RangeRequest(draws, seed, os.fspath(file), keep, jobs, list(sizes))


@functools.lru_cache(maxsize=4)
def _kept(regions: str, sectors: str, elasticities: str, pair: tuple[str, ...]) -> Benchmark:
    return Benchmark(regions, sectors, elasticities, pair=pair)


def benchmark_for(asked: list[Scenario], regions: str | None, sectors: str, elasticities: str,
                  dataset: str, evidence: str = "", pair: Names = None) -> Benchmark:
    """The benchmark that scenarios ask for. Shipped ones are kept, files of a user are read."""
    regions = regions or _core.common_regions(asked) or "default"
    own = dataset or evidence or any("/" in name or "." in name for name in (regions, sectors, elasticities))
    return (Benchmark(regions, sectors, elasticities, dataset, evidence, pair) if own
            else _kept(regions, sectors, elasticities, tuple(names(pair))))


def questions(asked: ScenarioLike | Iterable[ScenarioLike]) -> list[Scenario]:
    """Scenarios as a list, whether one or several are given."""
    return [scenario(one) for one in asked] if isinstance(asked, (list, tuple)) \
        else [scenario(asked)]  # type: ignore[arg-type]


def names(given: Names) -> list[str]:
    """"low,central", ["low", "central"] or nothing as a list."""
    if given is None:
        return []
    return [name.strip() for name in given.split(",")] if isinstance(given, str) else list(given)
