#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every command line that a document or a help text shows is run, in the order in which it stands there.

YUQIAN_PROGRAM names the program, YUQIAN_SOURCE_DIR the sources. A document's commands share one folder, in which the
files lie that it speaks of: those that it prints itself, and small ones made here. What takes long is interrupted
after a moment: a wrong command line ends before that with another code. Twenty draws do for a range.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(os.environ["YUQIAN_SOURCE_DIR"]) / "tests/apps"))
from program import PROGRAM, SOURCES, clean, run  # noqa: E402

LONG = re.compile(r"solve --all|batch |govern |shapley|--regions all-31|footprint")
# scripts/demo and scripts/test are what runs this; the others build everything again or need a cluster, which
# tests/apps/test_slurm.py starts; `balance` needs the provinces' published tables, which are not shipped.
ELSEWHERE = re.compile(r"^(scripts/|cmake |yuqian-array |yuqian balance |yuqian merge )")
WRITES = re.compile(r"--out|--csv|--xlsx|>|\.h5| new ")  # or reads what another line has written
OPENING = r"^\s*(?:\$ )?((?:yuqian|scripts/|cmake )\S* ?.*)$"


def shown(text):
    """The command lines of a text's shell blocks, without what follows the sign of a comment."""
    lines = []
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in re.findall(OPENING, block.replace("\\\n", " "), re.MULTILINE):
            lines.append(re.sub(r"\s+#.*$", "", line).strip())
    return lines


def documents():
    return [SOURCES / "README.md", SOURCES / "README.zh.md", SOURCES / "CONTRIBUTING.md", *sorted((SOURCES / "docs").glob("*.md"))]


def commands():
    listed = (SOURCES / "apps/commands/registry.hpp").read_text().split("\n\n")
    return re.findall(r"command\((\w+)\)", "".join(p for p in listed if p.startswith("#define YUQIAN_COMMANDS")))


class Shown(unittest.TestCase):
    def new_folder(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        for name in ("out", "parts"):
            (self.folder / name).mkdir()
        for name in ("data", "tests", "docs"):
            (self.folder / name).symlink_to(SOURCES / name)
        self.make_files()

    def make_files(self):
        """The files that command lines name, from the documents where these print them."""
        recipe = (SOURCES / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### A policy")[1]
        shock = re.search(r"```toml\n(.*?)```", recipe, re.DOTALL)[1]
        self.write("my-scenario.toml", 'id = "mine"\ntitle = { zh = "我的", en = "Mine" }\nclosure = "long_run"\n\n' + shock)
        page = (SOURCES / "docs/model-files.md").read_text(encoding="utf-8")
        for name in ("economy.toml", "my-model.toml"):
            self.write(name, re.search(r"```toml\n(.*?)```", page, re.DOTALL)[1])
        plan = (SOURCES / "data/plans/elasticities.toml").read_text(encoding="utf-8")
        evidence = (SOURCES / "data/evidence/example-cars.toml").read_text(encoding="utf-8")
        self.write("my.toml", evidence)
        self.write("my-plan.toml", plan.replace("draws = 50", "draws = 2"))
        ranges = (SOURCES / "docs/ranges.md").read_text(encoding="utf-8")
        self.write("mine.toml", re.search(r"```toml\n(.*?)```", ranges, re.DOTALL)[1])
        readme = (SOURCES / "README.md").read_text(encoding="utf-8").split("## A brief in five minutes")[1]
        self.write("survey.toml", re.search(r"```toml\n(.*?)```", readme, re.DOTALL)[1])
        years = SOURCES / "data/years"
        for year in ("2012", "2017"):
            self.write(f"Guizhou-{year}.csv", (years / f"Guizhou-{year}.csv").read_text())
        table = (years / "Guizhou-2017.csv").read_text()
        self.write("my-table.csv", table)
        sectors = re.findall(r"^(\w+),", table.split("\nsector,")[1].split("\n", 1)[1], re.MULTILINE)
        inner = [s for s in sectors if s in table.split("\nsector,")[1].split("\n")[0].split(",")]
        self.write("my-jobs.csv", "# name: jobs\n# unit: 1e4 person\n# zh: 就业\n# en: Jobs\n# source: made up\n"
                   "sector,value\n" + "".join(f"{s},10\n" for s in inner))

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def execute(self, line):
        """Runs one command line; its parts after && and ; too."""
        for part in re.split(r" && |; ", line):
            command, _, target = part.partition(" > ")
            words = [w.strip('"') for w in re.findall(r'"[^"]*"|\S+', command)]
            self.assertEqual(words[0], "yuqian", line)
            if words[1] == "new":
                (self.folder / words[words.index("--out") + 1]).unlink(missing_ok=True)
            if words[1] in ("solve", "report", "sensitivity") and not {"--range", "--levers", "--parameter"} & set(words) \
                    and any(not w.endswith(".h5") for w in words[2:]):
                words += ["--range", "20"]  # the command line counts here, not how exact its ranges are
            process = subprocess.Popen([PROGRAM, *words[1:]], cwd=self.folder, env=clean({}), text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            if LONG.search(part):
                try:
                    out, err = process.communicate(timeout=2)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGINT)
                    out, err = process.communicate()
                self.assertIn(process.returncode, (0, 1, 130), f"{part}\n{err}")
                continue
            out, err = process.communicate()
            self.assertIn(process.returncode, (0,), f"{part}\n{err}")
            self.assertTrue(out, part)
            if target:
                self.write(target.strip(), out)

    def test_documents(self):
        tried, seen = 0, set()  # what only shows something need not show it again
        for document in documents():
            lines = shown(document.read_text(encoding="utf-8"))
            if document.name.endswith(".zh.md"):  # whose commands are those of the English page, mostly to the letter
                english = document.with_name(document.name.replace(".zh", ""))
                if set(lines) <= set(shown(english.read_text(encoding="utf-8"))):
                    continue
            self.new_folder()
            for line in lines:
                if ELSEWHERE.match(line) or line in seen:
                    continue
                if not WRITES.search(line):
                    seen.add(line)
                with self.subTest(document=document.name, line=line):
                    self.execute(line)
                tried += 1
        self.assertGreater(tried, 15)

    def test_help(self):
        self.assertIn("solve", commands())
        self.new_folder()
        for command in commands():
            text = run(command, "--help").stdout
            for line in re.findall(r"^\s+(yuqian .*)$", text.split("Example")[-1], re.MULTILINE):
                line = re.split(r"\s{3,}", line.strip())[0]  # what follows says what it does
                if ELSEWHERE.match(line):
                    continue
                with self.subTest(command=command, line=line):
                    self.execute(line)

    def test_files_that_documents_name_are_there(self):
        for document in documents():
            text = document.read_text(encoding="utf-8")
            for name in re.findall(r"`((?:data|docs|scripts|tests|model|apps|solvers|calibration|cmake|notebooks|python)/"
                                   r"[\w./-]+\.\w+)`", text):
                with self.subTest(document=document.name, name=name):
                    if name not in re.findall(r"here\s+`([^`]+)`", text):  # a file that a recipe makes
                        self.assertTrue((SOURCES / name).exists(), name)


if __name__ == "__main__":
    unittest.main()
