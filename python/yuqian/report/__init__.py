# SPDX-License-Identifier: Apache-2.0
"""Reports of result files: brief (Word), workbook (Excel), page (HTML), pictures, in Chinese and English.

    >>> from yuqian import report
    >>> report.make(["out/five.h5"], ["brief.docx", "page.html"], language="zh")

Pure Python: it reads result files and nothing of the compiled module, so that `yuqian report` runs this
folder by itself. docs/report.md is the guide.
"""
from .errors import ReportError
from .make import make, require, screen_tables

__all__ = ["ReportError", "make", "require", "screen_tables"]
