# SPDX-License-Identifier: Apache-2.0
"""Figures for planners. Each says what is estimated and shows every trade estimate of its result;
none adds up or averages what the model has not added up: areas and rates are the result's own."""
from .bars import by_area, households, pair_trade, sectors, table
from .compare import compare
from .ranges import distribution, range_parts, ranges
from .style import use_chinese_font

__all__ = ["by_area", "compare", "distribution", "households", "pair_trade", "range_parts", "ranges",
           "sectors", "table", "use_chinese_font"]
