#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Make the Debian package, unpack it into an empty folder, and run from there what scripts/demo runs.

    check_deb.py SOURCE BUILD FOLDER CPACK
"""
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path


def run(*command, **more):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def demo_commands(source):
    """The program's calls in scripts/demo, with their files in the current folder."""
    text = (Path(source) / "scripts/demo").read_text(encoding="utf-8").replace("\\\n", " ")
    calls = [line for line in text.splitlines() if line.startswith('"$build/apps/yuqian"')]
    if len(calls) < 2:
        sys.exit("scripts/demo does not solve and report, or not as this test reads it")
    return [[word.replace("$root/out/", "") for word in shlex.split(line)[1:]] for line in calls]


def main(source, build, folder, cpack):
    for tool in ("dpkg-deb", "dpkg-shlibdeps"):
        if not shutil.which(tool):
            print(f"SKIPPED: {tool} is not there: no Debian")
            return
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(cpack, "-G", "DEB", "--config", Path(build) / "CPackConfig.cmake", "-B", folder / "made")
    package, = (folder / "made").glob("*.deb")
    needs = run("dpkg-deb", "--field", package, "Depends")
    for library in ("libhdf5", "libipopt", "libfmt"):
        if library not in needs:
            sys.exit(f"{package.name} does not depend on {library}: {needs}")
    recommended = run("dpkg-deb", "--field", package, "Recommends")
    lists = (Path(source) / "scripts/lib.sh").read_text(encoding="utf-8")
    for name in lists.split("report_packages=(")[1].split(")")[0].split("\n", 1)[1].split():
        if name not in recommended.replace(",", "").split():
            sys.exit(f"{package.name} does not recommend {name}, which a report needs")

    root = folder / "root"
    run("dpkg-deb", "-x", package, root)
    program = root / "usr/bin/yuqian"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("YUQIAN_", "PYTHON"))}
    if f"{root}/usr/share/yuqian" not in run(program, "info", env=clean):
        sys.exit("the unpacked program does not use the unpacked data")
    scratch = folder / "scratch"
    scratch.mkdir()
    for words in demo_commands(source):
        if not run(program, *words, cwd=scratch, env=clean).strip():
            sys.exit(f"yuqian {shlex.join(words)} says nothing")
    for name in ("demo.h5", "demo.html", "demo.docx", "demo.xlsx"):
        if not (scratch / name).stat().st_size:
            sys.exit(f"{name} is empty")
    run(program, "check", "demo.h5", cwd=scratch, env=clean)

    modules = root / "usr/lib/python3/dist-packages"
    if (modules / "yuqian").is_dir():
        said = run("/usr/bin/python3", "-c",
                   "import yuqian; print(yuqian.data_folder(), yuqian.solved(yuqian.solve('S1a', 'central', sectors='3')))",
                   cwd=scratch, env=clean | {"PYTHONPATH": str(modules), "PYTHONDONTWRITEBYTECODE": "1"})
        if said.split() != [f"{root}/usr/share/yuqian", "True"]:
            sys.exit(f"the unpacked Python package says: {said}")
    print(f"{package.name}, {package.stat().st_size / 1e6:.1f} MB, needs {needs.strip()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
