# SPDX-License-Identifier: Apache-2.0
"""One result file of `yuqian solve --out` (docs/results.md): its tables by name, its labels, its seal."""
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .errors import ReportError

SEAL = 80  # bytes at the end of the file: "\nyuqian-sha256 ", 64 hexadecimal digits, "\n"


@dataclass(frozen=True)
class Table:
    """A variable of the file: values on `dims`, beginning with scenario and trade; unit and both names."""
    name: str
    dims: tuple
    values: np.ndarray
    unit: str
    zh: str
    en: str
    comment: str
    comment_zh: str


def _require_seal(path):
    content = path.read_bytes()
    body, seal = content[:-SEAL], content[-SEAL:]
    if seal != b"\nyuqian-sha256 " + hashlib.sha256(body).hexdigest().encode() + b"\n":
        raise ReportError(f"{path}：封印缺失或与内容不符，文件在写出后被改动过；请重新求解。",
                          f"{path}: the seal is missing or does not hold, so the file was changed after "
                          "it was written; solve again.")


def schema_of(path):
    """What an HDF5 file of the program says that it is; None where it says nothing."""
    import h5py
    try:
        with h5py.File(path, "r") as file:
            return _plain(file.attrs.get("schema"))
    except OSError:
        return None


class ResultFile:
    """Reads lazily: a report needs a few of the tables, and some are large. `schema`: what the file must
    be, a result or one of supplements.py."""

    def __init__(self, path, schema="yuqian-result"):
        import h5py
        self.path = Path(path)
        if not self.path.is_file():
            raise ReportError(f"{path}：没有这个文件。", f"{path}: no such file.")
        try:
            self._file = h5py.File(self.path, "r")
        except OSError:
            raise ReportError(f"{path}：不是HDF5结果文件；应为`yuqian solve --out`所写的文件。",
                              f"{path}: not an HDF5 file; give a file that `yuqian solve --out` "
                              "wrote.") from None
        self.attributes = {k: _plain(v) for k, v in self._file.attrs.items()}
        if self.attributes.get("schema") != schema:
            raise ReportError(f"{path}：schema是“{self.attributes.get('schema')}”，不是{schema}。",
                              f'{path}: its schema is "{self.attributes.get("schema")}", not {schema}.')
        _require_seal(self.path)
        self._tables, self._labels, self._texts = {}, {}, {}
        self._numeric, self._scales = None, {}

    def names(self):
        """Numeric tables on scenario and trade, in the file's order."""
        if self._numeric is None:
            self._numeric = [name for name, item in self._file.items()
                             if "CLASS" not in item.attrs and item.dtype.kind == "f"
                             and self._dims(item)[:2] == ("scenario", "trade")]
        return list(self._numeric)

    def numeric(self):
        """Names of all tables of numbers, in the order in which they were written."""
        import h5py
        written = []
        self._file.id.links.iterate(lambda name: written.append(name.decode()) or None,
                                    idx_type=h5py.h5.INDEX_CRT_ORDER)
        found = [(name, self._file[name]) for name in written]
        return [name for name, item in found
                if "CLASS" not in item.attrs and item.dtype.kind == "f" and item.shape]

    def has(self, name):
        return name in self._file

    def dims(self, name):
        return self._dims(self._file[name])

    def table(self, name):
        if name not in self._tables:
            if name not in self._file:
                raise ReportError(f"{self.path}：没有表“{name}”；请用本版本重新求解。",
                                  f'{self.path}: no table "{name}"; solve again with this version.')
            item = self._file[name]
            text = {k: _plain(item.attrs[k]) for k in ("units", "long_name", "long_name_zh", "comment",
                                                       "comment_zh")
                    if k in item.attrs}
            self._tables[name] = Table(name, self._dims(item), item[()], text.get("units", "1"),
                                       text.get("long_name_zh", name), text.get("long_name", name),
                                       text.get("comment", ""), text.get("comment_zh", ""))
        return self._tables[name]

    def labels(self, dimension):
        if dimension not in self._labels:
            self._labels[dimension] = [_plain(x) for x in self._file[dimension][()]]
        return self._labels[dimension]

    def texts(self, name):
        """Strings of a variable; empty strings where the file does not have it."""
        if name not in self._texts:
            found = np.ravel(self._file[name][()]) if name in self._file else [""] * len(self.labels("scenario"))
            self._texts[name] = [_plain(x) for x in found]
        return list(self._texts[name])

    def label_names(self, dimension, language):
        """Long names of labels; the labels where the file has none in that language."""
        name = f"{dimension}_{language}"
        return self.texts(name) if name in self._file else self.labels(dimension)

    def flag_words(self):
        return self._file["status"].attrs["flag_meanings"].split()

    def provenance(self):
        return json.loads(_plain(self._file["provenance"][()])) if self.has("provenance") else {}

    def _dims(self, item):
        return tuple(self._scale(item.dims[k][0]) if len(item.dims[k]) else f"dim{k}"
                     for k in range(len(item.shape)))

    def _scale(self, scale):
        """Its name. HDF5 searches the whole file for the name of an object that was reached by a reference. So each scale is asked once, and known by its address from then on."""
        import h5py
        address = h5py.h5o.get_info(scale.id).addr
        if address not in self._scales:
            self._scales[address] = scale.name.rsplit("/", 1)[-1]
        return self._scales[address]


def _plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, np.ndarray) and value.size == 1:
        return _plain(value.reshape(-1)[0])
    if isinstance(value, np.generic):
        return value.item()
    return value
