# SPDX-License-Identifier: Apache-2.0
"""A result file of two policies in three sectors, made once for the tests of one file, and the maker."""
import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(os.environ["YUQIAN_SOURCE_DIR"]) / "tests/apps"))
from program import SOURCES, run  # noqa: E402

MAKER = SOURCES / "python/yuqian/report"


def load_maker():
    """The package of the maker, under the name that it has when `yuqian report` runs its folder."""
    import importlib.util
    if "yuqian_report" not in sys.modules:
        spec = importlib.util.spec_from_file_location("yuqian_report", MAKER / "__init__.py",
                                                      submodule_search_locations=[str(MAKER)])
        sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[spec.name])
    return sys.modules["yuqian_report"]


class ReportCase(unittest.TestCase):
    """`self.folder` and `self.result` are shared by the tests of a class."""

    scenarios = ("S1a", "S8")
    options = ("--sectors", "3", "--range", "0")  # without draws: ranges are those of the estimates

    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.folder = Path(cls._folder.name)
        cls.result = cls.folder / "two.h5"
        solved = run("solve", *cls.scenarios, *cls.options, "--decompose", "ev", "--brief", "--out", cls.result)
        if solved.returncode:
            raise AssertionError(solved.stdout + solved.stderr)
        load_maker()
        from yuqian_report.results import Results
        cls.results = Results([cls.result])

    @classmethod
    def tearDownClass(cls):
        cls._folder.cleanup()

    @staticmethod
    def report(*arguments, **environment):
        done = run("report", *arguments, **environment)
        if done.returncode:
            raise AssertionError(done.stdout + done.stderr)
        return done
