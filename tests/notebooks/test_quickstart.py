#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Execute the quickstart notebook on a freshly solved result, and look at what it drew.

YUQIAN_PROGRAM names the program, YUQIAN_SOURCE_DIR the sources; PYTHONPATH holds notebooks/.
"""
import os
import subprocess
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

SOURCES = Path(os.environ["YUQIAN_SOURCE_DIR"])
sys.path.insert(0, str(SOURCES / "notebooks"))
warnings.filterwarnings("ignore", category=DeprecationWarning)

import nbformat  # noqa: E402
from nbconvert.preprocessors import ExecutePreprocessor  # noqa: E402


class Quickstart(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.result = os.path.join(cls.folder.name, "demo.h5")
        subprocess.run([os.environ["YUQIAN_PROGRAM"], "solve", "S1a", "--range", "0", "--trade", "low,central,high", "--out", cls.result],
                       check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_runs_and_draws(self):
        os.environ["YUQIAN_RESULT"] = self.result
        os.environ["IPYTHONDIR"] = os.environ["MPLCONFIGDIR"] = self.folder.name
        os.environ["PYTHONPATH"] = str(SOURCES / "notebooks")
        notebook = nbformat.read(SOURCES / "notebooks/01_quickstart.ipynb", as_version=4)
        self.assertTrue(all(not cell.get("outputs") for cell in notebook.cells), "the notebook is kept without outputs")
        ExecutePreprocessor(timeout=300, kernel_name="python3").preprocess(notebook, {"metadata": {"path": str(SOURCES / "notebooks")}})
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        images = [o for o in outputs if "image/png" in o.get("data", {})]
        self.assertEqual(len(images), 6)
        said = "".join(o.get("text", "") for o in outputs)
        self.assertNotIn("missing from", said, "every Chinese character has a glyph")
        self.assertIn("渝黔", said)
        table = next(o["data"]["text/plain"] for o in outputs if "贵州" in o.get("data", {}).get("text/plain", ""))
        self.assertIn("两地合计", table)

    def test_the_package_refuses_other_files(self):
        import yuqian_results as yq
        with self.assertRaisesRegex(ValueError, "not a result file"):
            yq.open_results(SOURCES / "data/china-2017/china-2017.h5")
        with yq.open_results(self.result) as data:
            self.assertEqual(yq.labels(data, "trade"), ["低估计", "中估计", "高估计"])
            self.assertEqual(yq.labels(data, "trade", "en"), ["low", "central", "high"])
            self.assertIn("long_run", yq.title(data, "S1a", "en"))
            self.assertTrue(yq.checks(data).passed.all())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
