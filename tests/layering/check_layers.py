#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check the source tree: direction of includes, circles of folders, size of libraries, licence lines, machine
paths, dead links, cited equations, width of lines.

    check_layers.py TREE

Prints one line `file:line: what is wrong` a finding and exits 1 if there is any. The direction is
that of docs/architecture.md: apps -> calibration -> model -> data | solvers.
"""
import os
import re
import sys
import unicodedata

MAY_INCLUDE = {
    "data": {"data"},
    "solvers": {"solvers"},
    "model": {"model", "data", "solvers"},
    "calibration": {"calibration", "model", "data", "solvers"},
    "apps": {"apps", "calibration", "model", "data", "solvers"},
    "python": {"python", "apps", "calibration", "model", "data", "solvers"},
    "notebooks": set(),
}
PUBLIC = {"data", "solvers", "model", "calibration"}  # included as <yuqian/...>
PUBLIC_ROOM = "apps/results/"  # the same
# Rooms, each a folder that may be a library: what it may include beside itself. A room of the
# regional model sees those before it in the list. What is not a room here may include all of its
# folder.
KERNEL = ["model/kernel", "model/maths", "data", "solvers"]
REGIONAL = ["benchmark", "question", "blocks", "solution", "accounts", "tables", "judgement", "solve",
            "analysis", "batch", "ranges"]
ROOMS = {
    "model/maths": [],
    "model/kernel": ["model/maths", "data", "solvers"],
    "model/io": KERNEL,
    "model/games": ["model/maths", "solvers"],  # game theory that could do without the economics
    "model/interindustry": ["model/maths", "data"],
    "model/govern": KERNEL + ["model/maths", "model/uncertainty", "model/games", "model/interindustry",
                             "model/regional"],
    "model/uncertainty": ["model/maths", "data"],  # draws and quantiles without economics
}
for position, room in enumerate(REGIONAL):
    ROOMS["model/regional/" + room] = KERNEL + ["model/maths", "model/uncertainty", "model/games", "model/interindustry"] + [
        "model/regional/" + lower for lower in REGIONAL[:position]]
ROOMS["calibration/balance"] = ["model", "data", "solvers"]
ROOMS["apps/results"] = ["calibration", "model", "data", "solvers"]  # a library that is installed
TOGETHER = {"solvers/linear": "solvers"}  # folders that are one room: each includes the other
LARGEST = 0.2  # of all lines in one library
CLOSED = {"model/govern": {"model/govern", "calibration", "apps", "tests"}}
# Headers in a folder named detail are not installed; all others are public.
# Libraries that stay behind a .cpp: they cost seconds in every file that includes them.
HEAVY = re.compile(r"(toml\+\+/|CLI/|nlohmann/json\.hpp|hdf5|Eigen/Sparse|IpTNLP|IpIpoptApplication|umfpack)")
SKIPPED_FOLDERS = {".git", "build", "out", ".venv", "__pycache__", ".ipynb_checkpoints"}
SOURCES = (".hpp", ".cpp", ".h", ".c", ".cc", ".py", ".cmake", ".sh")
SOURCE_NAMES = {"CMakeLists.txt", "Makefile", "yuqianConfig.cmake.in"}
INCLUDE = re.compile(rb'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
LINK = re.compile(rb"\]\(([^)\s]+)\)")
# "eq. 7", "eq. 4, 5", "eq. 20 to 24", "eq. S9"; numbers of docs/equations.md, with S of docs/solvers.md.
CITATION = re.compile(rb"\beq\. ((?:[SD]?\d+[a-z]?(?:, | to )?)+)")
WIDEST = 100  # columns, as in .clang-format; a Chinese character takes two
RAW_STRING = re.compile(r'R"(\w*)\(.*?\)\1"', re.DOTALL)  # text of a test that has to stand as it is
SPDX = b"SPDX-License-Identifier: Apache-2.0"
# Somebody's home, a checkout, a scratch folder: true on one machine only. Written in pieces so that
# this file passes its own test.
MACHINE_PATH = re.compile(
    rb"(?<![\w./-])(?:/" + rb"home/\w+|/" + rb"root/|/" + rb"Users/\w+|/" + rb"work/\w+|/"
    + rb"tmp/\w+|/" + rb"mnt/\w+|[A-Z]:\\\\?" + rb"Users)"
)


def files(tree):
    """Every file of the tree that is shipped, as a path relative to it."""
    for folder, names, contents in os.walk(tree):
        names[:] = sorted(n for n in names if n not in SKIPPED_FOLDERS and not n.startswith("build-"))
        for name in sorted(contents):
            # A worktree has a file .git where a clone has a folder.
            if name not in SKIPPED_FOLDERS and ".tmp." not in name and not name.endswith(".pyc"):
                yield os.path.relpath(os.path.join(folder, name), tree)


def is_source(path, content):
    name = os.path.basename(path)
    return name.endswith(SOURCES) or name in SOURCE_NAMES or content.startswith(b"#!")


def in_room(path, room):
    return path.replace(os.sep, "/").startswith(room + "/")


def check_includes(path, content):
    layer = path.split(os.sep)[0]
    if layer not in MAY_INCLUDE:
        return
    for number, line in enumerate(content.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        target = match[2].decode("utf-8", "replace")
        public = target.startswith("yuqian/")
        target = target.removeprefix("yuqian/")
        first = target.split("/")[0]
        if ".." in target.split("/"):
            yield number, f'"{target}" climbs out of its folder; include from the repository root'
        elif first in MAY_INCLUDE and first not in MAY_INCLUDE[layer]:
            allowed = ", ".join(sorted(MAY_INCLUDE[layer])) or "nothing"
            yield number, f'{layer} must not include "{target}" (it may include {allowed})'
        elif any(in_room(path, room) and not any(in_room(target, known) for known in [room, *knows])
                 for room, knows in ROOMS.items()) and first in MAY_INCLUDE:
            yield number, f'"{target}" is more than this room of {layer} knows of'
        elif any(in_room(target, room) and not any(in_room(path, user) for user in users)
                 for room, users in CLOSED.items()):
            yield number, f'{layer} must not include "{target}", which is built on it'
        elif first == "tests":
            yield number, f'{layer} must not include a test header, "{target}"'
        elif (first in PUBLIC or target.startswith(PUBLIC_ROOM)) and not public:
            yield number, f'"{target}" is public: include it as <yuqian/{target}>'
        elif match[1] == b'"' and "/" not in target:
            yield number, f'"{target}" is not written from the repository root'
        private = "detail" in path.split(os.sep)
        if path.endswith(".hpp") and not private and HEAVY.search(target):
            yield number, f"<{target}> is heavy and belongs in a .cpp file or in detail/"
        if path.endswith(".hpp") and not private and "detail" in target.split("/"):
            yield number, f'"{target}" is not installed; a public header cannot include it'


def folder_of(path):
    """The folder that a source counts to: detail/ is its parent's."""
    folder = os.path.dirname(path.replace(os.sep, "/")).removesuffix("/detail")
    return TOGETHER.get(folder, folder)


def check_circles(includes):
    """Folders that include each other, directly or by way of others. includes: path -> paths."""
    arrows = {}
    for path, targets in includes.items():
        for target in targets:
            if target in includes and folder_of(target) != folder_of(path):
                arrows.setdefault(folder_of(path), {}).setdefault(folder_of(target), path)

    def reached(start):
        seen, todo = set(), [start]
        while todo:
            for folder in arrows.get(todo.pop(), ()):
                if folder not in seen:
                    seen.add(folder)
                    todo.append(folder)
        return seen

    for folder in sorted(arrows):
        for other, path in sorted(arrows[folder].items()):
            if folder in reached(other):
                yield path, f"includes {other}/, which includes {folder}/ again by some route"


def library_of(path, libraries):
    return max((l for l in libraries if in_room(path, l)), key=len, default=None)


def check_sizes(tree, lines):
    """Libraries above a fifth of the lines, once there is more than a sketch. lines: path -> number."""
    libraries = {f"model/regional/{room}" for room in REGIONAL}
    for folder in {os.path.dirname(path.replace(os.sep, "/")) for path in lines}:
        while folder:
            if os.path.exists(os.path.join(tree, folder, "CMakeLists.txt")):
                libraries.add(folder)
            folder = os.path.dirname(folder)
    total, sums = sum(lines.values()), {}
    for path, number in lines.items():
        library = library_of(path, libraries)
        sums[library] = sums.get(library, 0) + number
    for library, number in sorted(sums.items(), key=str):
        if library and total > 10000 and number > LARGEST * total:
            yield library, f"has {number} of {total} lines: divide it into rooms"


def check_links(tree, path, content):
    """Links of a Markdown file to files of the tree that are not there."""
    for match in LINK.finditer(content):
        target = match[1].decode("utf-8", "replace").split("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            if not os.path.exists(os.path.join(tree, os.path.dirname(path), target)):
                line = content.count(b"\n", 0, match.start()) + 1
                yield line, f"links to {target}, which is not there"


def equation_numbers(tree):
    """Numbers in brackets that the documents of equations define; none where there is no document."""
    numbers = set()
    for name in ("equations", "solvers", "data"):
        path = os.path.join(tree, "docs", name + ".md")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as stream:
                numbers.update(re.findall(r"\(([SD]?\d+[a-z]?)\)", stream.read()))
    return numbers


def check_citations(content, numbers):
    """Equations that a source cites and no document numbers."""
    for match in CITATION.finditer(content):
        for number in re.findall(r"[SD]?\d+[a-z]?", match[1].decode()):
            if number not in numbers:
                line = content.count(b"\n", 0, match.start()) + 1
                yield line, f"cites eq. {number}, which no document numbers"


def check_width(text):
    """Lines of code wider than the tree's layout."""
    text = RAW_STRING.sub(lambda raw: "\n" * raw[0].count("\n"), text)
    for line, code in enumerate(text.split("\n"), 1):
        width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in code)
        if width > WIDEST:
            yield line, f"{width} columns wide, above {WIDEST}; clang-format-19 lays it out"


def check_file(path, content):
    """Findings of one file, as (line, text)."""
    if path.endswith((".hpp", ".cpp", ".h", ".c", ".cc")):
        yield from check_includes(path, content)
        yield from check_width(content.decode())
        if path.split(os.sep)[0] == "notebooks":
            yield 1, "notebooks hold Python that reads result files, no C++"
    if is_source(path, content) and SPDX not in b"\n".join(content.splitlines()[:3]):
        yield 1, f"the line '{SPDX.decode()}' is missing from the top"
    for match in MACHINE_PATH.finditer(content):
        line = content.count(b"\n", 0, match.start()) + 1
        yield line, f"'{match[0].decode()}' is a path of one machine"


def check_tree(tree):
    """Findings of the whole tree, as `file:line: text`."""
    found, numbers = [], equation_numbers(tree)
    includes, lines = {}, {}
    for path in files(tree):
        with open(os.path.join(tree, path), "rb") as stream:
            content = stream.read()
        findings = list(check_file(path, content))
        if path.endswith((".hpp", ".cpp")):
            findings += check_citations(content, numbers)
            if path.split(os.sep)[0] in MAY_INCLUDE:
                found_in = (INCLUDE.match(line) for line in content.splitlines())
                includes[path] = [m[2].decode("utf-8", "replace").removeprefix("yuqian/") for m in found_in if m]
                lines[path] = content.count(b"\n")
        if path.endswith(".md"):
            findings += check_links(tree, path, content)
        found += [f"{path}:{line}: {text}" for line, text in findings]
    found += [f"{path}:1: {text}" for path, text in check_circles(includes)]
    found += [f"{library}: {text}" for library, text in check_sizes(tree, lines)]
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tree = sys.argv[1]
    missing = [layer for layer in MAY_INCLUDE if layer not in ("notebooks", "python")
               and not os.path.isdir(os.path.join(tree, layer))]
    if missing:
        sys.exit(f"{tree} has no folder {', '.join(missing)}: is it the repository?")
    found = check_tree(tree)
    print("\n".join(found) or f"{sum(1 for _ in files(tree))} files, nothing wrong")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
