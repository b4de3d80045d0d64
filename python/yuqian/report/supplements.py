# SPDX-License-Identifier: Apache-2.0
"""Files of `yuqian govern --out` and `yuqian io --out` beside the results: what they say, as small tables
for the brief and the page; the workbook has every table of theirs."""
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .figures import figure
from .result_file import ResultFile, schema_of

SCHEMAS = ("yuqian-game", "yuqian-io")
TOP = 5  # sectors of a region that a small table names
MEASURES = 3  # of an analysis in the brief and the page
LARGEST = 14  # rows and columns of a table that is shown whole


@dataclass(frozen=True)
class Block:
    """A small table with its caption; cells are texts."""
    caption: str
    head: list
    rows: list


def split(paths):
    """Files of results, and those of games and analyses of tables."""
    kinds = {str(p): schema_of(p) if Path(p).is_file() else None for p in paths}
    return ([p for p in paths if kinds[str(p)] not in SCHEMAS],
            [Supplement(ResultFile(p, kinds[str(p)])) for p in paths if kinds[str(p)] in SCHEMAS])


class Supplement:
    def __init__(self, file):
        self.file, self.is_game = file, file.attributes["schema"] == "yuqian-game"
        self.tables = [n for n in file.numeric() if not n.startswith("check_")]

    def title(self, words):
        if self.is_game:
            game = tomllib.loads(self.file.texts("game")[0])
            return words("game_title", title=words.of(game["title"]))
        name = f"title_{words.language}"  # which files from before it have in English alone
        told = self.file.texts(name)[0] if self.file.has(name) else self.file.attributes["title"].split(": ")[-1]
        return words("io_title", title=told)

    def note(self, words):
        """What the figures mean and cannot say, and of which file they are."""
        parts = [words("game_note")] if self.is_game else [self.file.texts(f"meaning_{words.language}")[0]]
        if not self.is_game and not words.chinese:  # warnings are not translated in the file
            parts += [w for w in self.file.texts("warnings")[0].split("\n") if w]
        return ("" if words.chinese else " ").join(parts)

    def blocks(self, words):
        return self._game(words) if self.is_game else self._analysis(words)

    def _names(self, dimension, words):
        return self.file.label_names(dimension, words.language)

    def _caption(self, table, words):
        name = table.zh if words.chinese else table.en
        unit = words.unit(table.unit)
        return name + (words.parenthesis(unit) if table.unit != "1" else "")

    def _game(self, words):
        """Payoffs by form, and what keeps the players to the status quo; under the leading estimate."""
        trades = self.file.labels("trade")
        at = trades.index("central") if "central" in trades else 0
        players, forms = self._names("player", words), self._names("form", words)
        payoff = self.file.table("payoff")
        rows = [[form, *map(figure, payoff.values[at, k])] for k, form in enumerate(forms)
                if np.isfinite(payoff.values[at, k]).any()]
        found = [Block(self._caption(payoff, words), [words("form"), *players], rows)]
        if self.file.has("smallest_fine"):
            fine = self.file.table("smallest_fine")
            found.append(Block(self._caption(fine, words), ["", *players],
                               [[words("smallest_fine"), *map(figure, fine.values[at])]]))
        return found

    def _analysis(self, words):
        found = []
        for name in self.tables:
            table = self.file.table(name)
            if table.dims[:2] == ("region", "sector"):
                found.append(self._leading_sectors(table, words))
            elif 1 <= len(table.dims) <= 2 and max(table.values.shape) <= LARGEST:
                found.append(self._whole(table, words))
            if len(found) == MEASURES:
                break
        return found

    def _leading_sectors(self, table, words):
        """The largest of every region; of further dimensions the part that is the measure's simple one."""
        caption, values = self._caption(table, words), table.values
        for d in table.dims[2:]:
            labels = self.file.labels(d)
            part = labels.index("simple") if "simple" in labels else 0
            caption += words.parenthesis(self._names(d, words)[part])
            values = values[:, :, part]
        regions, sectors = self._names("region", words), self._names("sector", words)
        orders = [np.argsort(-np.nan_to_num(v, nan=-np.inf), kind="stable")[:TOP] for v in values]
        rows = [[str(k + 1), *(f"{sectors[order[k]]} {figure(v[order[k]])}" for order, v in zip(orders, values))]
                for k in range(min(TOP, len(sectors)))]
        return Block(words("leading_sectors", what=caption), ["", *regions], rows)

    def _whole(self, table, words):
        names = [self._names(d, words) for d in table.dims]
        values = table.values if table.values.ndim == 2 else table.values[:, None]
        head = ["", *(names[1] if len(names) == 2 else [words("value")])]
        return Block(self._caption(table, words), head,
                     [[name, *map(figure, row)] for name, row in zip(names[0], values)])
