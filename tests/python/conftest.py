# SPDX-License-Identifier: Apache-2.0
"""What the tests of the Python package share. ctest sets PYTHONPATH to the build's package,
YUQIAN_PROGRAM to the program and YUQIAN_SOURCE_DIR to the sources."""
import os
import subprocess

import pytest

import yuqian


@pytest.fixture(scope="session")
def program():
    """Runs the program with arguments; its output is returned."""
    def run(*arguments, code=0):
        done = subprocess.run([os.environ["YUQIAN_PROGRAM"], *map(str, arguments)],
                              capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout
    return run


@pytest.fixture(scope="session")
def benchmark():
    """The shipped benchmark in 17 sectors: small, and with every feature."""
    return yuqian.benchmark(sectors="17")


@pytest.fixture
def mine():
    """A scenario as a dictionary."""
    return {"id": "mine", "title": {"en": "Barriers down 15 %", "zh": "壁垒下降15%"},
            "text": {"en": "A test.", "zh": "测试。"}, "closure": "long_run",
            "shock": [{"parameter": "iceberg", "scale": 0.85,
                       "where": {"from": "Chongqing", "to": "Guizhou", "good": "*",
                                 "use": "all", "both_ways": True}}]}
