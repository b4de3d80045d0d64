# SPDX-License-Identifier: Apache-2.0
"""The program as a user calls it, and a folder to do so in.

YUQIAN_PROGRAM names the program, YUQIAN_SOURCE_DIR the sources.
"""
import hashlib
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["YUQIAN_PROGRAM"]
SOURCES = Path(os.environ["YUQIAN_SOURCE_DIR"])
SMALL = ["--sectors", "3"]


def clean(environment):
    """The environment of the tests without what would change the program's answers, and with this."""
    return {k: v for k, v in os.environ.items() if k not in ("YUQIAN_DATA", "NO_COLOR")} | environment


def run(*arguments, range_as_shipped=False, **environment):
    """Solves draw no ranges, which most tests are not about, unless they ask for some or for the shipped default."""
    if "solve" in arguments and "--range" not in arguments and not range_as_shipped:
        arguments = (*arguments, "--range", "0")
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, env=clean(environment), timeout=3600)


def seal(path):
    """Puts a seal under a file that was changed, as its writer would have: what is then wrong is its content."""
    content = path.read_bytes()
    if content[-80:].startswith(b"\nyuqian-sha256 "):
        content = content[:-80]
    path.write_bytes(content + b"\nyuqian-sha256 " + hashlib.sha256(content).hexdigest().encode() + b"\n")


class Scratch(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)

    def tearDown(self):
        self._folder.cleanup()

    def scenario(self, text, name="mine.toml"):
        path = self.folder / name
        path.write_text('id = "mine"\ntitle = { zh = "我的", en = "Mine" }\nclosure = "long_run"\n' + text)
        return path
