#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the table of ranges in docs/scenarios.md and docs/scenarios.zh.md from what the program says.

    scripts/scenario_ranges.py PROGRAM                   rewrites the table on both pages
    scripts/scenario_ranges.py PROGRAM --check S1a S8    says which figures of these differ, and changes nothing

Every scenario is solved on its own regions, central estimate, with 200 draws of seed 1. A figure differs where
it is off by more than one unit of its last digit.
"""
import json
import math
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"en": ROOT / "docs/scenarios.md", "zh": ROOT / "docs/scenarios.zh.md"}
BLOCK = re.compile(r"(<!-- ranges: [^\n]*-->\n)(.*?)(<!-- end of ranges -->)", re.DOTALL)
COLUMNS = (("grp_real_change", "Chongqing"), ("grp_real_change", "Guizhou"), ("welfare_metric", "ChongqingGuizhou"),
           ("welfare_metric", "China"))
HEAD = {"en": ("scenario", "real GRP, Chongqing, %", "real GRP, Guizhou, %", "welfare, the two, 10^8 yuan",
               "welfare, nation, 10^8 yuan"),
        "zh": ("情景", "重庆实际地区生产总值，%", "贵州实际地区生产总值，%", "两地福利，亿元", "全国福利，亿元")}
DRAWS = 200


def scenarios():
    def order(name):
        number = re.match(r"S(\d+)(.*)", name)
        return int(number[1]), number[2]
    return sorted((path.stem for path in (ROOT / "data/scenarios").glob("S*.toml")), key=order)


def two_digits(value):
    """As the screen shows a range."""
    if value is None or not math.isfinite(value):
        return "-"
    if abs(value) < 5e-5:
        return "0"
    power = math.floor(math.log10(abs(value)))
    rounded = round(value / 10.0 ** (power - 1)) * 10.0 ** (power - 1)
    if abs(rounded) >= 10.0 ** (power + 1) * (1 - 1e-12):
        power += 1
    return f"{rounded:.{max(0, 1 - power)}f}"


def cell(scenario, measure, area):
    central = scenario["trade"]["central"]["areas"].get(area, {}).get(measure)
    drawn = scenario["ranges"]["quantiles"].get(measure, {}).get(area)
    if central is None or drawn is None:
        return "-"
    middle, low, high = (two_digits(v) for v in (central, drawn["0.05"]["value"], drawn["0.95"]["value"]))
    uncertain = low.startswith("-") and not high.startswith("-") and (low, high) != ("0", "0")
    return f"{middle} [{low}, {high}]" + ("?" if uncertain and high != "0" else "")


def row(program, name):
    said = subprocess.run([program, "solve", name, "--trade", "central", "--range", str(DRAWS), "--json"],
                          capture_output=True, text=True)
    if said.returncode not in (0, 1):
        raise SystemExit(f"{name}: {said.stderr}")
    scenario = json.loads(said.stdout)["scenarios"][0]
    return [name, *(cell(scenario, *column) for column in COLUMNS)]


def table(language, rows):
    head = HEAD[language]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(r) + " |" for r in rows]) + "\n"


def shown(language):
    text = PAGES[language].read_text(encoding="utf-8")
    return {line.split(" | ")[0].strip("| "): [c.strip() for c in line.strip("|").split("|")]
            for line in BLOCK.search(text)[2].splitlines() if line.startswith("| S")}


def same(told, found):
    """Equal words, and numbers equal to one unit of the last digit."""
    number = re.compile(r"-?\d+(?:\.\d+)?")
    if number.sub("#", told) != number.sub("#", found):
        return False
    for a, b in zip(number.findall(told), number.findall(found)):
        digits = len(a.partition(".")[2])
        unit = 10.0 ** -digits if digits else 10.0 ** max(0, len(a.lstrip("-")) - 2)
        if abs(float(a) - float(b)) > 1.01 * unit:
            return False
    return True


def main(program, *options):
    names = list(options[1:]) or scenarios()
    rows = [row(program, name) for name in names]  # the program itself uses every core
    if options[:1] == ("--check",):
        differ = [f"{language}, {r[0]}: {old} is {new}" for language in PAGES for r in rows
                  for old, new in zip(shown(language).get(r[0], ["missing"] * len(r)), r) if not same(old, new)]
        print("\n".join(differ) or f"{len(rows)} rows are what the program says")
        return 1 if differ else 0
    for language, page in PAGES.items():
        text = page.read_text(encoding="utf-8")
        page.write_text(BLOCK.sub(lambda m: m[1] + table(language, rows) + m[3], text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
