# SPDX-License-Identifier: Apache-2.0
"""Policy questions: shipped scenarios, scenario files, and scenarios from dictionaries."""
from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Union

from . import _core

Scenario = _core.Scenario

#: What names a scenario: an id, a path, a dictionary, or a `Scenario`.
ScenarioLike = Union[str, "os.PathLike[str]", Mapping[str, Any], Scenario]


def scenario(what: ScenarioLike, name: str | None = None) -> Scenario:
    """A policy question, checked as a scenario file is.

    Parameters
    ----------
    what
        The id of a shipped scenario ("S1a"), the path of a file, or a dictionary with the keys of
        a scenario file (docs/scenarios.md):

            yuqian.scenario({
                "id": "mine", "title": {"en": "Barriers down 15 %", "zh": "壁垒下降15%"},
                "closure": "long_run",
                "shock": [{"parameter": "iceberg", "scale": 0.85,
                           "where": {"from": "Chongqing", "to": "Guizhou", "good": "*",
                                     "use": "all", "both_ways": True}}]})
    name
        What errors call a dictionary; its id if left out. Parts of a package that are not shipped
        scenarios are looked for in the folder of this name.

    Raises
    ------
    InputError
        With the line and column of the dictionary's text, which `Scenario.toml` shows.
    """
    if isinstance(what, Scenario):
        return what
    if isinstance(what, Mapping):
        return _core.parse_scenario(toml(what), name or _called(what, "scenario"))
    return _core.read_scenario(os.fspath(what))


def shipped(kind: str = "scenarios") -> dict[str, str]:
    """Ids and English titles of what is shipped: "scenarios", "closures", "games", "plans",
    "mappings/regions", "mappings/sectors"."""
    return dict(_core.shipped(kind))


def data_folder() -> str:
    """The folder of the shipped data: what a file of your own may begin from."""
    return _core.data_folder()


def toml(document: Mapping[str, Any]) -> str:
    """The text of a dictionary; numpy's scalars and arrays and paths are taken too."""
    import tomli_w

    return tomli_w.dumps(_plain(document))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if hasattr(value, "tolist"):
        return value.tolist()
    return os.fspath(value) if isinstance(value, os.PathLike) else value


def _called(document: Mapping[str, Any], kind: str) -> str:
    return f"{kind} {document['id']}" if isinstance(document.get("id"), str) else f"a {kind}"


def text_or_name(what: Any, kind: str) -> tuple[str, str]:
    """(text, name) of a dictionary, ("", name or path) of anything else."""
    if isinstance(what, Mapping):
        return toml(what), _called(what, kind)
    return "", os.fspath(what)
