# SPDX-License-Identifier: Apache-2.0
"""Result files, and what every reader of a result asks first."""
from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import _core

if TYPE_CHECKING:
    import pandas
    import xarray


def load(file: str | "os.PathLike[str]") -> "xarray.Dataset":
    """A file that the program wrote: a result, a batch, a game, a sensitivity, a benchmark.

    Its seal is verified before anything in it is believed. Raises InputError where the file is
    missing, incomplete, changed, or of another program.
    """
    import xarray

    path = os.fspath(file)
    _core.verify(path)
    with xarray.open_dataset(path) as data:
        return data.load()


def solved(result: "xarray.Dataset") -> bool:
    """Whether every run of a result or batch was solved; figures of others are not-a-number."""
    return bool((result.status == 0).all())


def checks(result: "xarray.Dataset") -> "pandas.DataFrame":
    """Standing checks: the largest value over all runs, its tolerance, and whether it passed."""
    value = result.check_value.transpose("check", ...)
    table = value.max(value.dims[1:]).to_dataframe(name="largest")[["largest"]]
    table["tolerance"] = result.check_tolerance.to_series()
    table["passed"] = table.largest <= table.tolerance
    return table


def labels(result: "xarray.Dataset", dimension: str, language: str = "zh") -> list[str]:
    """Long names of a dimension's labels in "zh" or "en"; the labels where it has none."""
    name = f"{dimension}_{language}"
    return [str(t) for t in (result[name] if name in result.variables else
                             result[dimension]).values]


def title(result: "xarray.Dataset", scenario: str, language: str = "zh") -> str:
    """Title of a scenario with its closure, as every figure has to bear."""
    at = [str(s) for s in result.scenario.values].index(scenario)
    closure, name = str(result.closure.values[at]), labels(result, "scenario", language)[at]
    return f"{name}（闭合：{closure}）" if language == "zh" else f"{name} (closure: {closure})"
