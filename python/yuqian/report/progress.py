# SPDX-License-Identifier: Apache-2.0
"""A sign of life on standard error while documents are made: a plain line for each that took long, so that it
can be read in a log file as well."""
import sys
import time

from .make import languages_of
from .words import Words

LONG = 1.0  # seconds


class Progress:
    def __init__(self, count, language):
        self.words = [Words(x) for x in languages_of(language)]
        self.count, self.done, self.begin = count, 0, time.monotonic()

    def written(self, target):
        """Says so of a document that took long, in one write; a stream that is closed or full does not matter."""
        self.done += 1
        seconds, self.begin = time.monotonic() - self.begin, time.monotonic()
        if seconds < LONG or sys.stderr is None:
            return
        name = "".join(c if c.isprintable() else "?" for c in str(target))
        told = [words("document_made", target=name, seconds=f"{seconds:.0f}", number=self.done, count=self.count)
                for words in self.words]
        try:
            sys.stderr.write("".join(line + "\n" for line in told))
            sys.stderr.flush()
        except OSError:
            pass
