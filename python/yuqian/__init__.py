# SPDX-License-Identifier: Apache-2.0
"""Yuqian 渝黔: the regional input-output and general equilibrium model, from Python.

    >>> import yuqian
    >>> result = yuqian.solve("S1a", trade="central")
    >>> result.grp_real_change.sel(area="Guizhou")

Results are `xarray.Dataset`s with the names, dimensions, units and attributes of the result files
of `yuqian solve --out` (docs/results.md). docs/python.md is the guide.
"""
from __future__ import annotations

from . import _core
from ._benchmark import Benchmark, benchmark
from ._questions import Scenario, data_folder, scenario, shipped
from ._results import checks, labels, load, solved, title
from ._studies import assumptions, batch, govern, io, sensitivity, solve
from .errors import InputError, ModelError, OutputError

__version__: str = _core.version()

__all__ = [
    "Benchmark", "InputError", "ModelError", "OutputError", "Scenario", "assumptions", "batch",
    "benchmark", "checks", "data_folder", "govern", "io", "labels", "load", "report", "scenario", "sensitivity", "shipped",
    "solve", "solved", "title",
]


def __getattr__(name: str):
    """Imports what needs heavy libraries only when it is asked for."""
    if name in ("report", "draw"):
        import importlib

        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted(set(globals()) | {"draw", "report"})
