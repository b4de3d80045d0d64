#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every measurement of docs/performance.md, each in a process of its own, and writes the CSV files and
the table. Called by scripts/bench, which builds first."""
import csv
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import report

SOURCES = Path(os.environ["YUQIAN_SOURCE_DIR"])
BUILD = Path(os.environ["YUQIAN_BUILD_DIR"])
BENCH, PROGRAM = BUILD / "tests" / "yuqian_bench", BUILD / "apps" / "yuqian"
OUT = SOURCES / "docs" / "performance"

PLAN = """
id = "rate"
title = {{ zh = "速度", en = "Rate" }}
scenarios = ["S3"]
draws = {draws}
[benchmark]
trade = "central"
regions = "{regions}"
[[factor]]
parameter = "esubm"
range = [0.5, 2.0]
[[factor]]
parameter = "esubd"
range = [0.5, 2.0]
[[factor]]
parameter = "esubva"
range = [0.5, 2.0]
"""


def bench(*words):
    """Lines of one measurement. One that fails is said and left out: the table shows the gap."""
    result = subprocess.run([BENCH, *map(str, words)], capture_output=True, text=True)
    if result.returncode:
        print(f"  {' '.join(map(str, words))}: {result.stderr.strip() or result.returncode}", flush=True)
        return []
    print(f"  {' '.join(map(str, words))}", flush=True)
    return [line.split(",") for line in result.stdout.splitlines()]


def run_with_peak(command, **options):
    """Seconds of the whole process, its peak of memory in MB, what it wrote to stderr."""
    start = os.times().elapsed
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)
    text = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command}: {text}")
    return os.times().elapsed - start, usage.ru_maxrss / 1024, text


def batch(regions, size, few, many):
    """Cases a second on one and on two threads, warm: what more cases cost beyond the first ones."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for jobs in (1, 2):
            seconds = {}
            for draws in (few, many):
                plan = Path(folder) / "plan.toml"
                plan.write_text(PLAN.format(draws=draws, regions=regions))
                taken = []
                for _ in range(3):
                    wall, peak, text = run_with_peak([PROGRAM, "batch", plan, "--jobs", str(jobs), "--out", Path(folder) / "r.h5"])
                    taken.append(float(re.search(r"cases in ([\d.]+) s", text)[1]))
                seconds[draws] = sorted(taken)[1]
            rate = (many - few) / (seconds[many] - seconds[few])
            rows += [["batch", f"{jobs} threads", size, "0", "per_second", f"{rate:.6g}"],
                     ["batch", f"{jobs} threads", size, "0", "peak_mb", f"{peak:.6g}"]]
            print(f"  batch {size}, {jobs} threads: {rate:.0f} a second", flush=True)
    return rows


def cold():
    """`yuqian solve` from a cold start, stage by stage: the run with the median total of nine."""
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(10):
            wall, peak, text = run_with_peak([PROGRAM, "solve", "S1a", "--trade", "central", "--range", "0", "--profile", "--out", Path(folder) / "r.h5"])
            runs.append((wall, peak, dict(re.findall(r"^(\w+) +([\d.]+) s", text, re.M))))
    wall, peak, stages = sorted(runs[1:], key=lambda r: r[0])[4]
    rows = [["cold", "yuqian solve", "3x42", "0", "seconds", f"{wall:.6g}"], ["cold", "yuqian solve", "3x42", "0", "peak_mb", f"{peak:.6g}"]]
    start = sorted(run_with_peak([PROGRAM, "--version"])[0] for _ in range(19))[9]
    rows.append(["cold", "yuqian --version", "0x0", "0", "seconds", f"{start:.6g}"])
    return rows + [["cold", "yuqian solve", "3x42", "0", f"stage_{name}", value] for name, value in stages.items()]


def ranges(size, draws, words):
    """Draws of all that is not known, on two threads, beside the same draws one at a time from a cold start."""
    command = [PROGRAM, "solve", *words, "--trade", "central", "--brief"]
    alone = sorted(run_with_peak([*command, "--range", "0"])[0] for _ in range(5))[2]
    runs = sorted(run_with_peak([*command, "--range", str(draws), "--jobs", "2"])[:2] for _ in range(1 if "--all" in words else 3))
    wall, peak = runs[len(runs) // 2]
    print(f"  ranges {' '.join(words)}: {wall:.1f} s", flush=True)
    variant = f"{words[0]}, {draws} draws"
    return [["ranges", variant, size, "0", "seconds", f"{wall:.6g}"], ["ranges", variant, size, "0", "peak_mb", f"{peak:.6g}"],
            ["ranges", variant, size, "0", "seconds_one_at_a_time", f"{draws * alone:.6g}"]]


def model_files(regions):
    """Loading: 31 x 42 with its tables beside the solve, and models that are written out."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, SOURCES / "tests" / "oracles" / "caliendo_parro" / "make_data.py", folder], check=True)
        rows = bench("load", Path(folder) / "caliendo_parro.toml")
    return rows + bench("load_written", *regions)


def interindustry(sizes):
    """Input-output analysis beside what anyone would do by hand: numpy's inverse of I - A of that size, on one thread."""
    import numpy

    rows = []
    for size in sizes:
        for what in ("linkages", "footprint"):
            rows += bench("io", what, size)
        regions, sectors = map(int, size.split("x"))
        n = regions * sectors
        matrix = numpy.eye(n) - numpy.random.default_rng(1).random((n, n)) / (2 * n)
        taken = []
        for _ in range(1 if n > 3000 else 5):
            start = os.times().elapsed
            numpy.linalg.inv(matrix)
            taken.append(os.times().elapsed - start)
        rows.append(["io", "numpy inverse", size, str(n), "seconds", f"{sorted(taken)[len(taken) // 2]:.6g}"])
    return rows


def machine():
    info = {"processor": "", "cores": str(os.cpu_count()), "memory_gb": "", "system": "", "compiler": ""}
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            info["processor"] = line.split(":", 1)[1].strip()
    info["memory_gb"] = str(round(int(re.search(r"MemTotal: +(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20))
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            info["system"] = line.split("=", 1)[1].strip('"') + ", " + platform.machine()
    info["compiler"] = subprocess.run(["c++", "--version"], capture_output=True, text=True).stdout.splitlines()[0] + ", -O2"
    info["load_before"] = f"{os.getloadavg()[0]:.1f}"
    return info


def measurements(quick):
    """Every row of the table by its work, as what measures it: nothing runs yet."""
    yield "solve", lambda: [row for method in ("region", "kept", "umfpack", "eigen", "ipopt") for row in bench("solve", "with-sichuan", method)]
    yield "cold", cold
    yield "gradient", lambda: bench("gradient", "with-sichuan")
    yield "ranges", lambda: ranges("4x42", 100 if quick else 1000, ["S1a", "--regions", "with-sichuan"])
    yield "scaling", lambda: bench("scaling", *((24, 100) if quick else (24, 72, 240, 720, 2400, 7200, 28000)))
    yield "batch", lambda: batch("with-sichuan", "4x42", 200, 600 if quick else 4200)
    if not quick:
        yield "solve", lambda: [row for method in ("region", "kept", "umfpack", "eigen", "ipopt") for row in bench("solve", "all-31", method)]
        yield "gradient", lambda: bench("gradient", "all-31")
        yield "ranges", lambda: ranges("31x42", 200, ["S1a", "--regions", "all-31"]) + ranges("8x42", 200, ["--all"])
        yield "game", lambda: bench("game", "G1") + bench("game", "G4")
        yield "batch", lambda: batch("all-31", "31x42", 40, 440)
        yield "solve", lambda: bench("solve", "all-31", "threads") + bench("solve", "synthetic:141x65", "threads")
        yield "solve", lambda: bench("solve", "synthetic:141x65", "region") + bench("solve", "synthetic:141x65", "kept")
        for size in ("31x65", "60x65"):  # a factorisation of the whole at 141x65 does not fit into memory
            yield "solve", lambda: bench("solve", f"synthetic:{size}", "region") + bench("solve", f"synthetic:{size}", "factorization")
    yield "io", lambda: interindustry(("8x42",) if quick else ("31x42", "31x149"))
    yield "model_file", lambda: model_files((8, 31) if quick else (8, 16, 31, 62, 124))


def main():
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # one thread for the references, too
    quick = "--quick" in sys.argv
    only = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv else []
    described = machine()
    kept = []
    if only:  # the other rows stay, if this is the machine that they are from
        with open(OUT / "machine.csv") as file:
            before = dict(list(csv.reader(file))[1:])
        if before["processor"] != described["processor"]:
            raise SystemExit(f"the other rows are from another processor ({before['processor']}): measure everything")
        with open(OUT / "measured.csv") as file:
            kept = [row for row in list(csv.reader(file))[1:] if row[0] not in only]
    rows = kept + [row for work, measure in measurements(quick) if not only or work in only for row in measure()]
    print(report.table(rows))
    if not quick:
        write(rows, described)


def write(rows, described):
    OUT.mkdir(exist_ok=True)
    with open(OUT / "measured.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["work", "variant", "size", "unknowns", "measure", "value"], *rows])
    with open(OUT / "machine.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["what", "value"], *described.items()])
    report.insert(SOURCES / "docs" / "performance.md", rows, described)
    print(f"written: {OUT / 'measured.csv'}, {OUT / 'machine.csv'}, docs/performance.md")


if __name__ == "__main__":
    main()
