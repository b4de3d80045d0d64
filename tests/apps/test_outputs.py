#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the program writes, and what it refuses to overwrite: devices, links, its own inputs; streams that are closed or full."""
import os
import stat
import subprocess
import unittest

from program import PROGRAM, SMALL, SOURCES, Scratch, clean, run

SOLVE = ["solve", "S1a", *SMALL, "--trade", "central", "--brief", "--range", "0"]
COMMANDS = [SOLVE, [*SOLVE, "--json"], ["info"], ["--help"], ["--version"], ["check", SOURCES / "data/scenarios/S1a.toml"],
            ["calibrate", *SMALL, "--trade", "central", "--json"], ["model", SOURCES / "tests/oracles/two_by_two.toml"],
            ["sensitivity", "S1a", "--of", "ev[China]", *SMALL, "--trade", "central", "--json"]]


def shell(line, *arguments):
    """The program with streams as the shell opens them."""
    return subprocess.run(["sh", "-c", line, "sh", PROGRAM, *map(str, arguments)], capture_output=True, text=True, env=clean({}), timeout=3600)


class Outputs(Scratch):
    def refused(self, path, *command, word):
        before = os.lstat(path)
        result = run(*command, path)
        self.assertEqual(result.returncode, 2, result.stdout + result.stderr)
        self.assertIn(word, result.stderr)
        self.assertIn(str(path), result.stderr)
        after = os.lstat(path)
        self.assertEqual((before.st_ino, before.st_mode, before.st_size), (after.st_ino, after.st_mode, after.st_size))
        self.assertEqual([p.name for p in self.folder.iterdir() if ".tmp." in p.name], [])

    def test_only_plain_files_are_replaced(self):
        path = self.folder / "x"
        for make, word in ((lambda: os.mkfifo(path), "FIFO"), (lambda: path.symlink_to("target"), "a link"), (path.mkdir, "a directory"),
                           (lambda: path.touch(0o444), "read-only")):
            make()
            for command in ((*SOLVE, "--out"), ("calibrate", *SMALL, "--trade", "central", "--out"),
                            ("calibrate", *SMALL, "--trade", "central", "--sam"),
                            ("sensitivity", "S1a", "--of", "ev[China]", *SMALL, "--trade", "central", "--out"),
                            ("batch", "verify_benchmarks", "--out"), ("govern", "G1", "--out"),
                            ("io", "linkages", *SMALL, "--out")):
                with self.subTest(word=word, command=command):
                    self.refused(path, *command, word=word)
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        self.assertEqual(run(*SOLVE, "--out", "/dev/null").returncode, 2)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_the_mode_is_kept(self):
        path = self.folder / "x"
        path.touch()
        path.chmod(0o600)
        self.assertEqual(run(*SOLVE, "--out", path).returncode, 0)
        self.assertEqual(path.stat().st_mode & 0o7777, 0o600)
        self.assertGreater(path.stat().st_size, 1000)

    def test_no_output_is_an_input(self):
        scenario = self.folder / "S.toml"
        scenario.write_bytes((SOURCES / "data/scenarios/S1a.toml").read_bytes())
        self.refused(scenario, "solve", scenario, *SMALL, "--trade", "central", "--out", word="promises another format")
        dataset = self.folder / "d.h5"
        dataset.write_bytes((SOURCES / "data/china-2017/china-2017.h5").read_bytes())
        self.refused(dataset, *SOLVE, "--data", dataset, "--out", word="is read by this command")
        other = self.folder / "other"
        os.link(dataset, other)
        self.refused(other, *SOLVE, "--data", dataset, "--out", word="is read by this command")
        self.refused(other, "calibrate", *SMALL, "--trade", "central", "--sam", other, "--out", word="is both --out and --sam")

    def test_a_full_standard_output_is_said(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                result = shell('"$@" > /dev/full', *command)
                self.assertEqual(result.returncode, 4, result.stderr)
                self.assertIn("standard output cannot be written", result.stderr)

    def test_a_closed_standard_output_is_said(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                result = shell('"$@" >&-', *command)
                self.assertEqual(result.returncode, 4, result.stderr)
                self.assertIn("standard output cannot be written", result.stderr)

    def test_closed_descriptors_get_no_file(self):
        wanted = run(*SOLVE, "--out", self.folder / "open.h5")
        self.assertEqual(wanted.returncode, 0)
        for closed in ("<&-", "2>&-", "<&- 2>&-"):
            out = self.folder / "closed.h5"
            result = shell(f'"$@" {closed}', *SOLVE, "--out", out)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(out.read_bytes(), (self.folder / "open.h5").read_bytes())
        out = self.folder / "silent.h5"
        self.assertEqual(shell('"$@" <&- >&- 2>&-', *SOLVE, "--out", out).returncode, 4)
        self.assertEqual(out.read_bytes(), (self.folder / "open.h5").read_bytes())

    def test_messages_never_go_into_a_journal(self):
        plan = self.folder / "p.toml"
        plan.write_text('id = "p"\ntitle = { zh = "", en = "" }\nscenarios = ["S1a"]\nsizes = [0.25, 0.5, 0.75, 1]\n'
                        '[benchmark]\ntrade = ["low", "central", "high"]\nsectors = "3"\n')
        whole, out = self.folder / "whole.h5", self.folder / "c.h5"
        self.assertEqual(run("batch", plan, "--out", whole).returncode, 0)
        self.assertEqual(run("batch", plan, "--out", out, "--chunk", "1/2").returncode, 0)
        journal = self.folder / "c.h5.journal.1-of-2"
        journal.write_text("".join(journal.read_text().splitlines(True)[:5]))  # interrupted after 4 cases
        resumed = shell('"$@" 2>&-', "batch", plan, "--out", out, "--chunk", "1/2")
        self.assertEqual(resumed.returncode, 0)
        self.assertEqual(len(journal.read_text().splitlines()), 7)
        self.assertNotIn("going on", journal.read_text())
        self.assertEqual(run("batch", plan, "--out", out, "--chunk", "2/2").returncode, 0)
        parts = [f"{out}.journal.{k}-of-2" for k in (1, 2)]
        self.assertEqual(run("merge", plan, *parts, "--out", out, "--require-complete").returncode, 0)
        self.assertEqual(out.read_bytes(), whole.read_bytes())


if __name__ == "__main__":
    unittest.main()
