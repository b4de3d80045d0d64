# SPDX-License-Identifier: Apache-2.0
"""Progress, interrupts, threads, and what an import costs."""
import os
import signal
import subprocess
import sys
import threading

import pytest

import yuqian

PLAN = {"id": "long", "title": {"en": "A long plan", "zh": "长计划"}, "scenarios": ["S1a"],
        "draws": 20000, "seed": 7, "benchmark": {"sectors": ["17"], "trade": ["central"]},
        "factor": [{"parameter": "esubd", "range": [0.5, 2.0]}]}


def test_progress_is_told_in_the_callers_thread(benchmark):
    said = []
    benchmark.solve(["S1a", "S8"], progress=lambda what, share: said.append(
        (what, share, threading.get_ident())))
    assert any(what.startswith("solving S8") for what, _, _ in said)
    assert all(-1 <= share <= 1 for _, share, _ in said)
    assert {thread for _, _, thread in said} == {threading.get_ident()}


def test_an_exception_of_the_callback_ends_the_work():
    class Enough(Exception):
        pass

    def stop(what, share):
        raise Enough(what)

    with pytest.raises(Enough):
        yuqian.batch(PLAN, progress=stop)


def test_ctrl_c_ends_a_batch():
    def press(what, share):
        if not pressed:
            pressed.append(what)
            os.kill(os.getpid(), signal.SIGINT)

    pressed = []
    with pytest.raises(KeyboardInterrupt):
        yuqian.batch(PLAN, progress=press)
    assert pressed
    assert yuqian.solved(yuqian.solve("S1a", "central", sectors="17"))  # and all goes on


def test_python_runs_while_a_batch_is_solved():
    """The interpreter is free: another thread counts, and stops the batch when it has counted."""
    counted = threading.Event()

    def count():
        for _ in range(100000):
            pass
        counted.set()

    class Counted(Exception):
        pass

    def look(what, share):
        if counted.is_set():
            raise Counted

    other = threading.Thread(target=count)
    other.start()
    with pytest.raises(Counted):
        yuqian.batch(PLAN, progress=look)
    other.join()


def test_threads_share_a_benchmark(benchmark):
    alone = benchmark.solve("S1a", "central")
    found = [None] * 4

    def solve(k):
        found[k] = benchmark.solve("S1a", "central")

    threads = [threading.Thread(target=solve, args=(k,)) for k in range(len(found))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(alone.identical(result) for result in found)


def test_a_result_names_the_files_of_its_own_question_alone(benchmark):
    alone = benchmark.solve("S1a", "central")
    stop = threading.Event()

    def read():
        while not stop.is_set():
            yuqian.scenario("S8")

    other = threading.Thread(target=read)
    other.start()
    try:
        assert all(alone.identical(benchmark.solve("S1a", "central")) for _ in range(10))
    finally:
        stop.set()
        other.join()


def test_an_import_loads_neither_numpy_nor_xarray():
    code = ("import sys, yuqian; "
            "print([m for m in ('numpy', 'xarray', 'pandas', 'matplotlib') if m in sys.modules])")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
