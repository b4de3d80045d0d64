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
    """Makes datasets one after another. Checks and copies make most of the work of a dataset. So the labels of the last one are taken again where they are the same objects, and its variables serve as patterns."""

    def __init__(self) -> None:
        self._pattern: Optional[_Pattern] = None

    def dataset(self, recorded: tuple) -> "xarray.Dataset":
        """The dataset of (attributes, variables, names of auxiliary labels) from `_core`."""
        attributes, variables, _ = recorded
        pattern = self._pattern  # once: threads may share this
        if pattern and pattern.fits(variables):
            return pattern.filled(variables, attributes)
        made = _assembled(recorded)
        self._pattern = _Pattern.of(variables, made)
        return made


def _assembled(recorded: tuple) -> "xarray.Dataset":
    """By xarray's public constructors."""
    import xarray

    attributes, variables, auxiliary = recorded
    labels: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for (name, dims, notes), values in variables:
        notes = dict(notes)
        fill = notes.pop("_FillValue", None)
        into = labels if dims == (name,) or name in auxiliary else data
        into[name] = xarray.Variable(dims, values, notes,
                                     None if fill is None else {"_FillValue": fill}, fastpath=True)
    return xarray.Dataset(data, labels, attributes)


class _Pattern:
    """A dataset whose numbers may be others. xarray has no public constructor that believes what it
    is given, so this one sets the fields of a `Variable`, which have stood since 2016; where a
    version of xarray has others there is no pattern, and every dataset is made anew."""

    def __init__(self, variables: list, made: "xarray.Dataset") -> None:
        self._variables = [(head, values if head[0] in made.coords else None)
                           for head, values in variables]
        self._made = made
        self._data = [(head[0], made.variables[head[0]]) for head, _ in variables
                      if head[0] not in made.coords]
        self._at = [k for k, (head, _) in enumerate(variables) if head[0] not in made.coords]

    @classmethod
    def of(cls, variables: list, made: "xarray.Dataset") -> Optional["_Pattern"]:
        pattern = cls(variables, made)
        try:
            return pattern if pattern.filled(variables, made.attrs).identical(made) else None
        except (AttributeError, TypeError):
            return None

    def fits(self, variables: list) -> bool:
        """Whether heads and labels are the objects that this was made of."""
        return len(variables) == len(self._variables) and all(
            head is known and (labels is None or values is labels)
            for (head, values), (known, labels) in zip(variables, self._variables))

    def filled(self, variables: list, attributes: dict) -> "xarray.Dataset":
        """The dataset of other numbers and texts."""
        import xarray

        made = self._made
        filled = {name: _with_data(made._variables[name], made._variables[name]._data)
                  for name in made._coord_names}
        for (name, old), at in zip(self._data, self._at):
            filled[name] = _with_data(old, variables[at][1])
        return xarray.Dataset._construct_direct(filled, set(made._coord_names), dict(made._dims),
                                                dict(attributes), dict(made._indexes))


def _with_data(old: Any, data: Any) -> Any:
    """A variable like `old` that holds `data` and shares nothing else with it."""
    kind = type(old)
    new = kind.__new__(kind)
    new._dims, new._data = old._dims, data
    new._attrs, new._encoding = dict(old._attrs or ()), dict(old._encoding or ())
    return new
