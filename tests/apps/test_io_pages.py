#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The tables of docs/io.md and docs/io.zh.md are what the program computes from the shipped dataset."""
import os
import sys
import unittest
from pathlib import Path

SOURCES = Path(os.environ["YUQIAN_SOURCE_DIR"])
sys.path.insert(0, str(SOURCES / "scripts"))
import io_pages  # noqa: E402


class Pages(unittest.TestCase):
    def test_every_figure_is_computed_anew(self):
        wrong = []
        for language, found in io_pages.tables(os.environ["YUQIAN_PROGRAM"]).items():
            page = Path(io_pages.PAGES[language]).read_text(encoding="utf-8")
            for title, text in found.items():
                match = io_pages.block(title).search(page)
                self.assertTrue(match, f"{language} has no table {title}")
                wrong += io_pages.compare(f"{language}, {title}", match[2], text)
        self.assertEqual(wrong, [], "scripts/io_pages.py PROGRAM writes the tables anew; then read the text beside them")

    def test_a_wrong_figure_is_found(self):
        self.assertEqual(io_pages.compare("t", "| a | 1.23 |", "| a | 1.24 |"), [])
        self.assertEqual(len(io_pages.compare("t", "| a | 1.20 |", "| a | 1.24 |")), 1)
        self.assertEqual(len(io_pages.compare("t", "| a | 1.23 |", "| b | 1.23 |")), 1)
        self.assertEqual(len(io_pages.compare("t", "| a |", "| a | 1.23 |")), 1)


if __name__ == "__main__":
    unittest.main()
