# SPDX-License-Identifier: Apache-2.0
"""Read and draw the result files of `yuqian solve --out` (docs/results.md). Reads HDF5 only."""
from .draw import by_area, households, pair_trade, sectors, use_chinese_font
from .read import checks, labels, open_results, title

__all__ = ["by_area", "checks", "households", "labels", "open_results", "pair_trade", "sectors", "title", "use_chinese_font"]
