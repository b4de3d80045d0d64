#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What a solve costs beyond the library's own work when Python asks for it: docs/python.md.

    PYTHONPATH=build/release/python tests/bench/python_overhead.py

Processor time of the process (solve thread included) less that which the library spent on the solve;
the smallest of many calls on one benchmark. No test: it asserts nothing about time.
"""
import subprocess
import sys
import time

import yuqian

REPEAT = 200


def smallest(call):
    return min(call() for _ in range(REPEAT))


def overhead(benchmark, question):
    begin = time.process_time()
    benchmark.solve(question, "central")
    return time.process_time() - begin - benchmark._core.solve_seconds()


def imported():
    code = "import time; t = time.process_time(); import yuqian; print(time.process_time() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                                check=True).stdout)


print(f"import: {min(imported() for _ in range(5)) * 1e3:.0f} ms")
question = yuqian.scenario("S1a")
for sectors in ("17", "42"):
    bench = yuqian.benchmark(sectors=sectors)
    bench.solve(question, "central")
    beyond = smallest(lambda: overhead(bench, question))
    print(f"{sectors} sectors: solve and indicators {bench._core.solve_seconds() * 1e3:.2f} ms, "
          f"beyond them {beyond * 1e3:.2f} ms")
