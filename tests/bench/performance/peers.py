#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Small and middling sizes by every linear solver, and beside CasADi on the same model: CPU seconds of one run, the
largest difference between the two solutions. Writes docs/performance/peers.csv, peers_machine.csv and their table in
docs/performance.md. Called by scripts/bench --peers, which builds and installs CasADi first."""
import csv
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import armington
import report
import run

SIZES = ("2x5", "2x8", "3x8", "4x17", "4x30", "10x20")
BEGIN, END = "<!-- peers: written by scripts/bench --peers -->", "<!-- end of peers -->"
OURS = (("kept", "chosen, kept"), ("automatic", "chosen"), ("region", "region GMRES"), ("eigen", "sparse LU"), ("dense", "dense LU"))
THEIRS = ("CasADi, Newton on qr", "CasADi, Newton on csparse", "CasADi, Ipopt")
APART = 1e-8  # most that two solutions of one model may differ


def measured(size, python):
    """Rows size, unknowns, solver, CPU seconds, difference from our solution."""
    with tempfile.TemporaryDirectory() as folder:
        armington.build(size, folder)
        point = Path(folder) / "point.csv"
        lines = run.bench("linear", Path(folder) / "armington.toml", size, point)
        rows = [[size, unknowns, way, value, ""] for _, way, _, unknowns, what, value in lines if what == "cpu_seconds"]
        script = Path(__file__).with_name("casadi_peer.py")
        theirs = subprocess.run([python, script, folder, point], capture_output=True, text=True)
    print(theirs.stderr, end="", flush=True)
    if theirs.returncode:
        raise SystemExit(f"{size}: CasADi's statement failed")
    for line in theirs.stdout.splitlines():
        name, unknowns, seconds, apart = line.split("\t")
        if float(apart) > APART:
            raise SystemExit(f"{size}: {name} and we differ by {apart}")
        rows.append([size, unknowns, name, seconds, apart])
    return rows


def table(rows):
    seconds = {(size, solver): float(value) for size, _, solver, value, _ in rows}
    unknowns = {row[0]: row[1] for row in rows}
    names = [name for _, name in OURS] + [name.replace(",", "") for name in THEIRS]
    lines = ["| size, unknowns | " + " | ".join(names) + " | CasADi's fastest over kept | solutions differ by |", "|---" * (len(names) + 3) + "|"]
    for size, n in unknowns.items():
        taken = [seconds.get((size, solver), math.nan) for solver in [key for key, _ in OURS] + list(THEIRS)]
        fastest = min((t for t in taken[len(OURS):] if not math.isnan(t)), default=math.nan)
        apart = max((float(row[4]) for row in rows if row[0] == size and row[4]), default=math.nan)
        cells = [report.digits(1000 * t, " ms") for t in taken] + [report.digits(fastest / taken[0]), report.digits(apart)]
        lines.append(f"| {size}, {n} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    python = os.environ["YUQIAN_PEERS_PYTHON"]
    about = run.machine()
    about["casadi"] = subprocess.run([python, "-c", "import casadi; print(casadi.__version__)"], check=True, capture_output=True, text=True).stdout.strip()
    rows = [row for size in SIZES for row in measured(size, python)]
    for name, content in (("peers.csv", [["size", "unknowns", "solver", "cpu_seconds", "apart"], *rows]),
                          ("peers_machine.csv", [["what", "value"], *about.items()])):
        with open(run.OUT / name, "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(content)
    report.replace(run.SOURCES / "docs" / "performance.md", (BEGIN, END), table(rows), about)
    print(table(rows))


if __name__ == "__main__":
    sys.exit(main())
