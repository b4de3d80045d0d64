#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of docs/tutorial are those that the program gives for the same policy.

    check_tutorial.py SOURCE TUTORIAL PROGRAM FOLDER
"""
import json
import re
import subprocess
import sys
from pathlib import Path


def said(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


def main(source, tutorial, program, folder):
    text = (Path(source) / "docs/tutorial/two_provinces.cpp").read_text(encoding="utf-8")
    policy = Path(folder) / "policy.toml"
    policy.write_text(re.search(r'R"\((.*?)\)"', text, re.S)[1], encoding="utf-8")
    told = json.loads(said(program, "solve", policy, "--sectors", 17, "--trade", "central", "--range", 0, "--json"))
    wanted = {a["en"]: a for a in told["scenarios"][0]["trade"]["central"]["areas"].values()}
    shown = re.findall(r"^(\S.*?) +real GRP ([+-][\d.]+) %, equivalent variation ([+-][\d.]+) x", said(tutorial), re.M)
    if {name for name, *_ in shown} != set(wanted):
        sys.exit(f"areas are {shown}, not {list(wanted)}")
    for name, grp, ev in shown:
        for key, figure in (("grp_real_change", grp), ("equivalent_variation", ev)):
            if abs(float(figure) - wanted[name][key]) > 6e-7:
                sys.exit(f"{name}: {key} is {figure} in the tutorial and {wanted[name][key]} by the program")
    print(f"{len(shown)} areas, as the program says")


if __name__ == "__main__":
    main(*sys.argv[1:])
