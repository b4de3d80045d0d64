# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of a report, in both languages."""


class ReportError(Exception):
    """A request that cannot be met. `zh` and `en` say what is wrong, where, and what to do."""

    def __init__(self, zh, en):
        super().__init__(en)
        self.zh, self.en = zh, en

    def __str__(self):
        return f"{self.zh}\n{self.en}"
