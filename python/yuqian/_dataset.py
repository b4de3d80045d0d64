# SPDX-License-Identifier: Apache-2.0
"""Labelled data of the library as `xarray.Dataset`, as xarray itself would read it from a file."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    import xarray


def dataset(recorded: tuple) -> "xarray.Dataset":
    """The dataset of (attributes, variables, names of auxiliary labels) from `_core`."""
    return Assembly().dataset(recorded)


class Assembly:
    """Makes datasets one after another. Labels make most of the work of a dataset, so those of the
    last one are kept, and taken again where they have not changed."""

    def __init__(self) -> None:
        self._kept: tuple[dict[str, tuple], Any] = ({}, None)  # labels, a dataset of them alone

    def dataset(self, recorded: tuple) -> "xarray.Dataset":
        """The dataset of (attributes, variables, names of auxiliary labels) from `_core`."""
        attributes, variables, auxiliary = recorded
        labels, data = {}, {}
        for name, dims, values, notes in variables:
            fill = notes.pop("_FillValue", None)
            entry = (dims, values, notes, None if fill is None else {"_FillValue": fill})
            (labels if dims == (name,) or name in auxiliary else data)[name] = entry
        known, labelled = self._kept  # once: threads may share this
        if labelled is None or not _same(known, labels):
            labelled = _assembled(labels, {}, {})
            self._kept = (labels, labelled)
        made = _with_data(labelled, data, attributes)
        return _assembled(labels, data, attributes) if made is None else made


def _assembled(labels: dict, data: dict, attributes: dict) -> "xarray.Dataset":
    import xarray

    made = [{name: xarray.Variable(*entry, fastpath=True) for name, entry in entries.items()}
            for entries in (data, labels)]
    return xarray.Dataset(*made, attributes)


def _same(known: dict, labels: dict) -> bool:
    import numpy

    return known.keys() == labels.keys() and all(
        known[name][0] == dims and known[name][2] == notes and
        numpy.array_equal(known[name][1], values)
        for name, (dims, values, notes, _) in labels.items())


def _with_data(labelled: "xarray.Dataset", data: dict,
               attributes: dict) -> Optional["xarray.Dataset"]:
    """The same labels with other data. xarray has no public constructor that believes them; this
    one has stood since 2016. Nothing where a version of xarray has another."""
    import xarray

    try:
        variables = {name: label.copy(deep=False) for name, label in labelled._variables.items()}
        variables.update((name, xarray.Variable(*entry, fastpath=True))
                         for name, entry in data.items())
        return xarray.Dataset._construct_direct(
            variables, set(labelled._coord_names), dict(labelled._dims), attributes,
            dict(labelled._indexes))
    except (AttributeError, TypeError):
        return None
