# SPDX-License-Identifier: Apache-2.0
"""Words of a report in one language: words.toml, and names, units and bases of data/schema."""
import csv
import functools
import os
import tomllib
from pathlib import Path

from .errors import ReportError

LANGUAGES = ("zh", "en")
_HERE = Path(__file__).resolve().parent


@functools.lru_cache
def catalogue():
    return tomllib.loads((_HERE / "words.toml").read_text("utf-8"))


class Words:
    def __init__(self, language):
        self.language = language

    @property
    def chinese(self):
        return self.language == "zh"

    def __call__(self, key, **parts):
        text = catalogue()[key][self.language]
        return text.format(**parts) if parts else text

    def of(self, both):
        """The text of a {zh, en}; the other language rather than nothing. Lines of a file are joined."""
        text = both[self.language] or both["en"] or both["zh"]
        return text.replace("\n", "" if self.chinese else " ").strip()

    def unit(self, unit):
        keys = {"%": "unit_percent", "1e8 CNY": "unit_1e8_CNY", "1e4 person": "unit_1e4_person",
                "Mt": "unit_Mt", "percentage point": "unit_percentage_point", "1": "unit_1",
                "Mt per 1e8 CNY": "unit_Mt_1e8_CNY", "1e4 person per 1e8 CNY": "unit_1e4_person_1e8_CNY",
                "t/1e4 CNY": "unit_1e4_CNY_t", "CNY/t": "unit_CNY_t", "CNY/person": "unit_CNY_person"}
        return self(keys[unit]) if unit in keys else unit

    def list(self, items):
        return ("；" if self.chinese else "; ").join(items)

    def parenthesis(self, text):
        return f"（{text}）" if self.chinese else f" ({text})"


def schema_folder():
    """YUQIAN_DATA/schema; beside an installed copy; data/schema of the source tree or of the package;
    share/yuqian/schema above a package that Python found."""
    chosen = os.environ.get("YUQIAN_DATA")
    if chosen:
        places = [Path(chosen) / "schema"]
    else:
        places = [_HERE.parent / "schema", _HERE.parent / "data/schema", _HERE.parents[2] / "data/schema",
                  *(p / "share/yuqian/schema" for p in _HERE.parents)]
    for place in places:
        if (place / "explain.toml").is_file():
            return place
    raise ReportError(f"找不到数据定义文件explain.toml；查找过：{places[0]}等。请用YUQIAN_DATA指明数据文件夹。",
                      f"explain.toml of the shipped data is not there; looked at {places[0]} and more. Set "
                      "YUQIAN_DATA to the folder of the shipped data.")


@functools.lru_cache
def _explained():
    return tomllib.loads((schema_folder() / "explain.toml").read_text("utf-8"))


def chain(variable):
    """Equation and basis of a variable, from data/schema/explain.toml; None where it tells none."""
    return next((c for c in _explained()["chain"] if c["indicator"] == variable), None)


def equation(variable):
    found = chain(variable)
    return found["equation"] if found else ""


def basis(variable, language):
    """What is official, estimated and assumed of a variable."""
    found = chain(variable)
    own = catalogue().get(f"basis_{variable}", {}).get(language, "")
    return _explained()["basis"][found["basis"]][language] if found else own


def closure_title(closure, language):
    """The title in the closure's shipped file; its id where it is a file of the user's own."""
    path = schema_folder().parent / "closures" / f"{closure}.toml"
    if not path.is_file():
        return closure
    return tomllib.loads(path.read_text("utf-8")).get("title", {}).get(language, closure)


@functools.lru_cache
def provinces():
    """Rows of data/schema/regions.csv: code, label, zh, en, short_zh, short."""
    lines = (schema_folder() / "regions.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@functools.lru_cache
def shipped_pair():
    """The two regions that the shipped scenarios are about."""
    return tuple(_rows("pair.csv", "region"))


@functools.lru_cache
def _dimensions():
    return _rows("dimensions.csv", "name")


@functools.lru_cache
def glossary():
    """Terms of the program by key, each {zh, en}."""
    return _rows("glossary.csv", "key")


@functools.lru_cache
def plain_words():
    """What first_use.py explains, by key."""
    return _rows("plain_words.csv", "key")


def _rows(file, key):
    lines = (schema_folder() / file).read_text("utf-8").splitlines()
    return {row[key]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


def dimension_names(dimension):
    """Both names of a dimension, by data/schema/dimensions.csv; its own name where that has none."""
    row = _dimensions().get(dimension, {})
    return {language: row.get(language) or dimension for language in LANGUAGES}
