#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The whole program from a cold start, read, calibrate, solve and write, as a ratio to the same
program with Ipopt as its solver. Prints a table; fails where an answer or the order is wrong."""

import os
import statistics
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["YUQIAN_PROGRAM"]


def seconds(arguments, times):
    """Median wall-clock seconds of whole runs, after one that warms the disk cache."""
    taken = []
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


class ColdStart(unittest.TestCase):
    def test_three_regions_and_the_world(self):
        with tempfile.TemporaryDirectory() as folder:
            solve = ["solve", "S1a", "--range", "0", "--trade", "central", "--out", os.path.join(folder, "r.h5")]
            start = seconds(["--version"], 9)
            newton = seconds(solve, 9)
            ipopt = seconds([*solve, "--solver", "ipopt"], 3)
        print(f"\n  start alone                          {start:8.4f} s")
        print(f"  yuqian solve S1a, cold               {newton:8.4f} s")
        print(f"  the same with Ipopt                  {ipopt:8.4f} s   reference / this = {ipopt / newton:.3g}")
        self.assertLess(newton, ipopt)


if __name__ == "__main__":
    unittest.main()
