# SPDX-License-Identifier: Apache-2.0
"""Terms of the trade explained in plain words, in brackets, where a document says them first. What is
explained, and how, stands in data/schema/plain_words.csv."""
import functools
import re

from .words import plain_words


@functools.lru_cache
def _terms(language):
    """(key, what to look for, explanation, what explains it already), in the order of the file."""
    edge = "" if language == "zh" else r"\b"
    return [(row["key"], re.compile(f"{edge}(?:{row[language]}){edge}"), row[f"plain_{language}"],
             re.compile(row["own"]) if row["own"] else None) for row in plain_words().values()]


class FirstUse:
    """Hand it the texts of a document in the order in which they are read."""

    def __init__(self, languages):
        self.languages = tuple(languages)
        self.said = set()

    def __call__(self, text, whole=None):
        """`text` with what is new in it explained; `whole`: the paragraph that it is a part of."""
        for language in self.languages:
            for key, term, plain, own in _terms(language):
                found = None if (key, language) in self.said else term.search(text)
                if found:
                    self.said.add((key, language))
                    if not (own and own.search(whole or text)):
                        text = _explained(text, found.end(), plain, language == "zh")
        return text


def _explained(text, at, plain, chinese):
    """Brackets after `at`: those that are there already, or new ones; none within others."""
    before, after = text[:at], text[at:]
    opening, closing = ("（", "）") if chinese else (" (", ")")
    mark = opening.strip()
    if before.count(mark) > before.count(closing):
        return f"{before}，即{plain}{after}" if chinese else f"{before}, that is, {plain}{after}"
    if after.startswith(opening):
        return f"{before}{opening}{plain}{'；' if chinese else '; '}{after[len(opening):]}"
    return f"{before}{opening}{plain}{closing}{after}"
