#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""apps/slurm/yuqian-array on a real Slurm: tasks are requeued on the way, and the file is still the one of one machine."""
import filecmp
import re
import subprocess
import time
import unittest
from pathlib import Path

from program import PROGRAM, SOURCES, Scratch
from slurm_cluster import Cluster, NoCluster

SCRIPT = SOURCES / "apps/slurm/yuqian-array"
PLAN = """
id = "cluster"
title = { zh = "集群", en = "Cluster" }
scenarios = ["S1a", "S1d"]
draws = %d
seed = 5
indicators = ["grp_real", "ev"]
[benchmark]
sectors = "3"
trade = ["central", "high"]
[[factor]]
parameter = "esubm"
range = [0.5, 2]
"""


class Slurm(Scratch):
    @classmethod
    def setUpClass(cls):
        try:
            cls.cluster = Cluster()
        except NoCluster as reason:  # ctest reads this word and counts the test as not run
            print("SKIPPED:", reason, flush=True)
            raise unittest.SkipTest(str(reason))
        cls.addClassCleanup(cls.cluster.stop)

    def setUp(self):
        super().setUp()
        self.plan, self.out = self.folder / "plan.toml", self.folder / "cluster.h5"

    def submit(self, plan, tasks=3):
        """The numbers of the array and of the job that merges."""
        self.plan.write_text(plan)
        return self.cluster.ask(SCRIPT, self.plan, self.out, tasks, YUQIAN=PROGRAM).split()

    def until(self, ready, what, seconds=1200):
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                self.fail(f"{what}: not within {seconds} s\n" + self.cluster.ask("squeue", "--array") + self.told() + self.cluster.logs())
            time.sleep(0.05)

    def told(self):
        return "".join(f"{p.name}:\n{p.read_text()}" for p in sorted(self.folder.glob("*.log.*")))

    def journal(self, task):
        path = Path(f"{self.out}.journal.{task}-of-3")
        return path.stat().st_size if path.exists() else 0

    def show(self, job, key):
        text = self.cluster.ask("scontrol", "show", "job", job)
        return dict(word.split("=", 1) for word in text.split() if "=" in word)[key]

    def over(self, job):
        return self.show(job, "JobState") in ("COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL")

    def test_requeued_tasks_go_on_and_the_file_is_that_of_one_machine(self):
        array, merge = self.submit(PLAN % 1500)
        self.until(lambda: self.journal(1) > 20000, "task 1 works")
        self.cluster.ask("scontrol", "requeue", f"{array}_1")  # as preemption does
        self.until(lambda: self.journal(2) > 20000, "task 2 works")
        self.cluster.ask("scancel", "--batch", "--signal=USR1", f"{array}_2")  # as the time limit does
        self.until(lambda: self.over(merge), "merge")
        self.assertEqual(self.show(merge, "JobState"), "COMPLETED", self.told())
        for task in (1, 2):
            self.assertEqual(self.show(f"{array}_{task}", "Restarts"), "1", task)
            log = Path(f"{self.out}.log.{task}").read_text()
            self.assertIn("interrupted:", log)  # by a signal that the program saw, not by SIGKILL
            self.assertIn("going on:", log)
        self.assertEqual(list(self.folder.glob("*.journal*")), [])
        alone = self.folder / "alone.h5"
        subprocess.run([PROGRAM, "batch", self.plan, "--out", alone], check=True, capture_output=True, timeout=3600)
        self.assertTrue(filecmp.cmp(alone, self.out, shallow=False))

    def test_no_merge_where_a_task_fails(self):
        array, merge = self.submit('id = "nothing"', tasks=1)
        self.until(lambda: self.over(merge), "the merge is cancelled")
        self.assertEqual(self.show(merge, "JobState"), "CANCELLED", self.told())
        self.assertEqual(self.show(f"{array}_1", "JobState"), "FAILED")
        self.assertFalse(self.out.exists())

    def test_both_jobs_get_the_options(self):
        self.plan.write_text(PLAN % 5)
        array, merge = self.cluster.ask(SCRIPT, self.plan, self.out, 2, "--hold", "--time=7", YUQIAN=PROGRAM).split()
        for job in (f"{array}_1", merge):
            self.assertEqual(self.show(job, "TimeLimit"), "00:07:00", job)
        self.cluster.ask("scancel", array, merge)

    def test_a_merge_that_is_refused_names_what_is_queued(self):
        self.plan.write_text(PLAN % 5)
        real = self.cluster.ask("which", "sbatch").strip()
        (self.folder / "sbatch").write_text(
            f'#!/bin/sh\ncase "$*" in *yuqian-merge*) exec {real} --partition=nowhere "$@" --partition=nowhere;; esac\nexec {real} --hold "$@"\n')
        (self.folder / "sbatch").chmod(0o755)
        result = self.cluster.run(SCRIPT, self.plan, self.out, 2, YUQIAN=PROGRAM, first_on_path=self.folder)
        self.assertNotEqual(result.returncode, 0)
        array = re.search(r"array (\d+) is queued", result.stderr)
        self.assertTrue(array, result.stderr)
        self.assertEqual(self.show(f"{array[1]}_1", "JobState"), "PENDING")
        self.cluster.ask("scancel", array[1])

    def test_wrong_request(self):
        for arguments in ((), ("plan.toml", "out.h5"), ("plan.toml", "out.h5", "many")):
            result = subprocess.run([SCRIPT, *arguments], capture_output=True, text=True, timeout=30)
            self.assertEqual(result.returncode, 2)
            self.assertIn("PLAN OUT.h5 TASKS", result.stderr)


if __name__ == "__main__":
    unittest.main()
