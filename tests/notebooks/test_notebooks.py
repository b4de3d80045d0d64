#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Execute every notebook, and look at what it drew and said.

YUQIAN_SOURCE_DIR names the sources; PYTHONPATH holds the built package. YUQIAN_PICTURES names a
folder for the pictures, for eyes.
"""
import base64
import os
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

NOTEBOOKS = Path(os.environ["YUQIAN_SOURCE_DIR"]) / "notebooks"
warnings.filterwarnings("ignore", category=DeprecationWarning)

import nbformat  # noqa: E402
from nbconvert.preprocessors import ExecutePreprocessor  # noqa: E402

# What each has to draw, and words that must stand in what it says.
EXPECTED = {
    "01_quickstart": (7, ["渝黔", "两地合计", "residual"]),
    "02_compare_policies": (3, ["实际地区生产总值", "全国"]),
    "03_ranges": (3, ["接下来最值得调查", "两者之差", "两地合计"]),
    "04_input_output": (2, ["关联", "重庆"]),
    "05_governance": (2, ["现状", "最小罚款"]),
    "06_your_own_data": (1, ["agricluture", "half.csv, line "]),
}


class Notebooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        os.environ["IPYTHONDIR"] = os.environ["MPLCONFIGDIR"] = cls.folder.name

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_all_are_expected(self):
        self.assertEqual(sorted(p.stem for p in NOTEBOOKS.glob("*.ipynb")), sorted(EXPECTED))


def run(name, count, words):
    def test(self):
        notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
        self.assertTrue(all(not cell.get("outputs") for cell in notebook.cells),
                        "notebooks are kept without outputs")
        ExecutePreprocessor(timeout=300, kernel_name="python3").preprocess(
            notebook, {"metadata": {"path": str(NOTEBOOKS)}})
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        pictures = [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]
        keep(name, pictures)
        self.assertEqual(len(pictures), count)
        said = "".join(o.get("text", "") + o.get("data", {}).get("text/plain", "")
                       for o in outputs)
        self.assertNotIn("missing from", said, "every Chinese character has a glyph")
        for word in words:
            self.assertIn(word, said)
    return test


def keep(name, pictures):
    if folder := os.environ.get("YUQIAN_PICTURES"):
        for k, picture in enumerate(pictures, 1):
            (Path(folder) / f"{name}_{k}.png").write_bytes(base64.b64decode(picture))


for _name, (_count, _words) in EXPECTED.items():
    setattr(Notebooks, f"test_{_name}", run(_name, _count, _words))

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
