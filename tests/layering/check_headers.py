#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Compile public headers alone, twice included, and only as far as their syntax.

A header that a source of the same name includes before everything else has been compiled alone by the build.

    check_headers.py --compiler g++ --source TREE --include BUILD/include --system "/usr/include/eigen3" [--jobs 2]
"""
import argparse
import concurrent.futures
import os
import subprocess
import sys

LAYERS = ("data", "solvers", "model", "calibration", "apps")


def headers(tree):
    for layer in LAYERS:
        for folder, names, contents in os.walk(os.path.join(tree, layer)):
            names[:] = sorted(name for name in names if name != "detail")
            for name in sorted(contents):
                if name.endswith(".hpp"):
                    yield os.path.relpath(os.path.join(folder, name), tree)


def is_proven(tree, header):
    """A source of the same name begins with it, and only #pragma once stands between it and a second time."""
    source = os.path.join(tree, header.removesuffix(".hpp") + ".cpp")
    if not os.path.exists(source):
        return False
    with open(source, encoding="utf-8") as stream:
        first = next((line for line in stream if line.startswith("#include")), "")
    with open(os.path.join(tree, header), encoding="utf-8") as stream:
        return first.strip('#include <>"\n').removeprefix("yuqian/") == header and "#pragma once\n" in stream


def compile_alone(options, header):
    """The compiler's messages, empty when the header stands on its own feet."""
    command = [options.compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic",
               "-Wshadow", "-Werror", "-x", "c++", "-I", options.source, "-I", options.include]
    for folder in filter(None, options.system.split(";")):
        command += ["-isystem", folder]
    public = not header.startswith("apps/")
    line = f"#include <yuqian/{header}>" if public else f'#include "{header}"'
    text = f"{line}\n{line}\n"
    run = subprocess.run(command + ["-"], input=text, capture_output=True, text=True)
    return run.stderr if run.returncode else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--include", required=True, help="where <yuqian/...> is found")
    parser.add_argument("--system", default="")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()

    every = list(headers(options.source))
    names = [name for name in every if not is_proven(options.source, name)]
    if not names:
        sys.exit(f"no header below {options.source}: is it the repository?")
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        messages = list(pool.map(lambda name: compile_alone(options, name), names))
    wrong = [(name, text) for name, text in zip(names, messages) if text]
    for name, text in wrong:
        print(f"{name} does not compile alone:\n{text}")
    print(f"{len(every)} headers, {len(names)} compiled here, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
