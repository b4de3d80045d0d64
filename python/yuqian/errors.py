# SPDX-License-Identifier: Apache-2.0
"""What the package raises. A solve that fails is not an exception but a `status` in the result."""
from __future__ import annotations


class InputError(ValueError):
    """Wrong input: data, a scenario, a label, a request. The text is one readable sentence.

    Attributes
    ----------
    file, line, column
        Where the text stood; `None` where that is not known. Lines and columns count from 1.
    message
        What is wrong, with the value.
    label
        The label concerned, if any: a set element, a key, a column.
    hint
        What to do.
    """

    def __init__(self, text: str, file: str | None = None, line: int | None = None,
                 column: int | None = None, label: str | None = None,
                 message: str | None = None, hint: str | None = None) -> None:
        super().__init__(text, file, line, column, label, message, hint)
        self.file, self.line, self.column = file, line, column
        self.label, self.message, self.hint = label, message if message else text, hint

    def __str__(self) -> str:
        return self.args[0]


class ModelError(RuntimeError):
    """A model that cannot be built or taken apart as asked, with the names concerned."""


class OutputError(OSError):
    """A file that cannot be written."""
