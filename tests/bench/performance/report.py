# SPDX-License-Identifier: Apache-2.0
"""From the measured lines to the table of docs/performance.md. Alone: `report.py` writes the table anew from
the CSV files in docs/performance."""
import csv
import math
import sys
from pathlib import Path

BEGIN, END = "<!-- measured: written by scripts/bench -->", "<!-- end of measured -->"


# Goals are ratios within one run: absolute times differ by machine.
TIMES_FASTER = {("31x42", "region", "umfpack"): 150, ("31x42", "region", "ipopt"): 500,
                ("4x42", "kept", "umfpack"): 60, ("4x42", "kept", "ipopt"): 400}
GRADIENT = {"4x42": 0.7, "31x42": 0.5}  # over one solve built anew
RANGES = {"S1a, 1000 draws": 5, "S1a, 200 draws": 60, "--all, 200 draws": 120}  # seconds on two cores


class Measured:
    def __init__(self, rows):
        self.values = {}
        for work, variant, size, unknowns, measure, value in rows:
            self.values[work, variant, size, measure] = float(value)
            self.values[work, variant, size, "unknowns"] = int(unknowns)

    def get(self, work, variant, size, measure="seconds"):
        return self.values.get((work, variant, size, measure), math.nan)


def digits(value, unit=""):
    return "-" if math.isnan(value) else f"{value:.3g}{unit}"


def verdict(met):
    return "" if met is None else "met" if met else "**not met**"


def met(value, target, more=True):
    return None if math.isnan(value) else value >= target if more else value <= target


def slope_of(points):
    """Of log time against log size, by least squares."""
    if len(points) < 2:
        return math.nan, points
    x, y = [math.log(n) for n, _ in points], [math.log(t) for _, t in points]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x), points


def exponent(rows):
    """Seconds by unknowns, sparse trade."""
    return slope_of(sorted((int(r[3]), float(r[5])) for r in rows if r[0] == "scaling" and r[4] == "seconds"))


def loading(rows, variant):
    """Seconds by netputs of model files."""
    size = {(r[1], r[2]): float(r[5]) for r in rows if r[0] == "model_file" and r[4] == "netputs"}
    return slope_of(sorted((size[r[1], r[2]], float(r[5])) for r in rows
                           if r[0] == "model_file" and r[1] == variant and r[4] == "seconds"))


def table(rows):
    m = Measured(rows)
    lines = ["| work | measured | peak memory | reference in the same run | ratio | target | |", "|---|---|---|---|---|---|---|"]

    def line(*cells):
        lines.append("| " + " | ".join(cells) + " |")

    for size in ("4x42", "31x42"):
        if math.isnan(m.get("solve", "region", size)):
            continue  # not in this run
        for variant, text in (("region", "workspace built anew"), ("kept", "workspace and factors kept")):
            t = m.get("solve", variant, size)
            head = f"{size}, all barriers x0.90, {text}: {m.get('solve', variant, size, 'steps'):.0f} steps"
            for reference, name in (("umfpack", "Newton on UMFPACK"), ("eigen", "Newton on Eigen SparseLU"), ("ipopt", "Ipopt")):
                r = m.get("solve", reference, size)
                wanted = TIMES_FASTER.get((size, variant, reference))
                line(head, digits(t, " s"), digits(m.get("solve", variant, size, "peak_mb"), " MB"),
                     f"{name}: {digits(r, ' s')}, {digits(m.get('solve', reference, size, 'peak_mb'), ' MB')}", digits(r / t),
                     f">= {wanted}" if wanted else "-", verdict(met(r / t, wanted)) if wanted else "")
                head = ""
    for variant, text in (("region", "workspace built anew"), ("kept", "factors kept")):
        t, peak = m.get("solve", variant, "141x65"), m.get("solve", variant, "141x65", "peak_mb")
        if math.isnan(t):
            continue
        small = m.get("solve", variant, "31x42")
        line(f"141x65 synthetic world, {text}", digits(t, " s"), digits(peak, " MB"), f"31x42: {digits(small, ' s')}", digits(t / small),
             "<= 10, 1200 MB", verdict(None if math.isnan(t / small) else t / small <= 10 and peak <= 1200))
    for size, name in (("31x42", "31x42"), ("141x65", "141x65 synthetic world")):
        two, one = m.get("solve", "threads", size), m.get("solve", "threads", size, "seconds_one_thread")
        if not math.isnan(two):
            line(f"{name}, one solve on two threads, workspace built anew", digits(two, " s"), digits(m.get("solve", "threads", size, "peak_mb"), " MB"),
                 f"on one thread, in turn: {digits(one, ' s')}", digits(one / two), ">= 1.7", verdict(met(one / two, 1.7)))
    for size in ("31x65", "60x65"):
        t, f = m.get("solve", "region", size), m.get("solve", "factorization", size)
        if math.isnan(t):
            continue
        line(f"{size} synthetic world, whole solve", digits(t, " s"), digits(m.get("solve", "region", size, "peak_mb"), " MB"),
             f"one UMFPACK factorisation: {digits(f, ' s')}, {digits(m.get('solve', 'factorization', size, 'peak_mb'), ' MB')}", digits(f / t), "-", "")
    slope, points = exponent(rows)
    if points:
        line(f"time against unknowns, {points[0][0]:,} to {points[-1][0]:,}, sparse trade", f"exponent {slope:.2f}",
             digits(m.get("scaling", "region", f"{(points[-1][0] - 1) // 35}x8", "peak_mb"), " MB at the largest"),
             ", ".join(f"{n:,}: {t:.3g} s" for n, t in points), "-", "<= 1.05", verdict(met(slope, 1.05, more=False)))
    for size in ("4x42", "31x42"):
        one, two = m.get("batch", "1 threads", size, "per_second"), m.get("batch", "2 threads", size, "per_second")
        cold = 1 / m.get("solve", "region", size)
        peak = m.get("batch", "2 threads", size, "peak_mb")
        if math.isnan(two):
            continue
        line(f"batch {size}, warm, two threads", digits(two, " a second"), digits(peak, " MB"), f"one at a time, workspace built anew: {digits(cold, ' a second')}",
             digits(two / cold), ">= 10", verdict(met(two / cold, 10)))
        line("", "", "", f"one thread: {digits(one, ' a second')}", digits(two / one), ">= 1.8", verdict(met(two / one, 1.8)))
    wall, start = m.get("cold", "yuqian solve", "3x42"), m.get("cold", "yuqian --version", "0x0")
    stages = {k[3][6:]: v for k, v in m.values.items() if k[0] == "cold" and k[3].startswith("stage_") and k[3] != "stage_total"}
    total = sum(stages.values())
    if stages:
        line("`yuqian solve S1a --trade central --out`, cold", digits(wall, " s"), digits(m.get("cold", "yuqian solve", "3x42", "peak_mb"), " MB"),
         f"`yuqian --version`: {digits(start, ' s')}; " + ", ".join(f"{k} {100 * v / total:.0f} %" for k, v in stages.items()),
         digits(wall / start), "<= 6", verdict(met(wall / start, 6, more=False)))
    for size in ("4x42", "31x42"):
        t, s = m.get("gradient", "adjoint", size), m.get("solve", "region", size)
        if math.isnan(t):
            continue
        wrong = m.get("gradient", "adjoint", size, "worst_disagreement")
        line(f"gradient of EV by {m.get('gradient', 'adjoint', size, 'parameters'):,.0f} parameters, {size}", digits(t, " s"),
             digits(m.get("gradient", "adjoint", size, "peak_mb"), " MB"), f"one solve: {digits(s, ' s')}; differences disagree by {digits(wrong)}", digits(t / s),
             f"<= {GRADIENT[size]}, 1e-6", verdict(None if math.isnan(t) else t <= GRADIENT[size] * s and wrong <= 1e-6))
    for work, variant, size, measure in list(m.values):
        if work != "ranges" or measure != "seconds":
            continue
        t, alone, wanted = m.get(work, variant, size), m.get(work, variant, size, "seconds_one_at_a_time"), RANGES.get(variant)
        line(f"ranges, {size}: {variant.replace('--all', 'every scenario')}, two threads", digits(t, " s"), digits(m.get(work, variant, size, "peak_mb"), " MB"),
             f"one at a time from a cold start: {digits(alone, ' s')}", digits(alone / t), f"<= {wanted} s" if wanted else "-",
             verdict(met(t, wanted, more=False)) if wanted else "")
    for game in ("G1", "G4"):
        t, differences = m.get("game", "adjoint", game), m.get("game", "differences", game)
        if not math.isnan(t):
            line(f"game {game}, one equilibrium and the gradients of all players", digits(t, " s"),
                 digits(m.get("game", "differences", game, "peak_mb"), " MB"), f"central differences: {digits(differences, ' s')}",
                 digits(differences / t), "-", "")
    for work, variant, size, measure in list(m.values):
        if work != "io" or measure != "seconds" or variant == "numpy inverse":
            continue
        what, backend = variant.split()
        t, inverse = m.get("io", variant, size), m.get("io", "numpy inverse", size)
        target = {"linkages": 1, "footprint": 10}[what] if size == "31x42" else None
        line(f"`io {what}`, {size}, on {backend}", digits(t, " s"), digits(m.get("io", variant, size, "peak_mb"), " MB"),
             f"numpy's inverse: {digits(inverse, ' s')}", digits(inverse / t), f">= {target}" if target else "< 1000 MB",
             verdict(met(inverse / t, target) if target else m.get("io", variant, size, "peak_mb") < 1000))
    t, solve = m.get("model_file", "tables", "31x42"), m.get("model_file", "tables", "31x42", "seconds_solve")
    if not math.isnan(t):
        line("model file with tables, Caliendo and Parro's structure at 31x42, loaded", digits(t, " s"),
             digits(m.get("model_file", "tables", "31x42", "peak_mb"), " MB"), f"its solve, workspace built anew: {digits(solve, ' s')}", digits(solve / t),
             ">= 1", verdict(met(solve / t, 1)))
    for variant, text in (("sets", "by sets"), ("json", "written out as JSON"), ("toml", "written out as TOML")):
        slope, points = loading(rows, variant)
        if points:
            line(f"model file {text}, {points[0][0]:,.0f} to {points[-1][0]:,.0f} netputs, loaded", f"exponent {slope:.2f}", "-",
                 ", ".join(f"{n:,.0f}: {t:.3g} s" for n, t in points), "-", "-", "")
    return "\n".join(lines)


def replace(page, marks, lines, machine):
    """What stands between two marks of a page."""
    begin, end = marks
    text = page.read_text()
    head, rest = text.split(begin, 1)
    _, tail = rest.split(end, 1)
    about = "; ".join(f"{k.replace('_', ' ')}: {v}" for k, v in machine.items())
    page.write_text(f"{head}{begin}\n{lines}\n\nMachine: {about}.\n{end}{tail}")


def insert(page, rows, machine):
    replace(page, (BEGIN, END), table(rows), machine)


def main():
    docs = Path(__file__).resolve().parents[3] / "docs"
    with open(docs / "performance" / "measured.csv") as file:
        rows = list(csv.reader(file))[1:]
    with open(docs / "performance" / "machine.csv") as file:
        machine = dict(list(csv.reader(file))[1:])
    insert(docs / "performance.md", rows, machine)
    print(table(rows))


if __name__ == "__main__":
    sys.exit(main())
