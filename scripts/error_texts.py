#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Texts that a user can meet, out of the C++ sources: sentences of errors as templates, and the help of the command
line. `{}` stands for what is filled in. tests/documents/test_texts.py holds data/text/zh.csv to this list.

    scripts/error_texts.py            every text, one per line
    scripts/error_texts.py --missing  those that data/text/zh.csv lacks, as rows to fill in
"""
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("data", "model", "calibration", "apps", "solvers")
# Which arguments of a call are sentences. Of a braced argument list (InputError({where, message, label, hint})) 1 and 3.
CALLS = {"InputError": (0, 1), "ModelError": (0,), "OutputError": (0,), "invalid_argument": (0,), "error": (0, 1),
         "fail": None, "refuse": None}
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def source(path):
    """The file without comments; characters stand as 0."""
    token = re.compile(r'R"\((?:.|\n)*?\)"|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)+\'|//[^\n]*')

    def kept(match):
        t = match.group(0)
        if t.startswith('R"('):
            return '"' + t[3:-2].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        return t if t.startswith('"') else "0" if t.startswith("'") else ""

    return token.sub(kept, path.read_text(encoding="utf-8"))


def arguments(text, at):
    """The arguments of a call or list whose bracket opens before `at`, and where it ends."""
    parts, depth, begin = [], 0, at
    while at < len(text):
        c = text[at]
        if c == '"':
            at = LITERAL.match(text, at).end()
            continue
        if c in "([{":
            depth += 1
        elif c in ")]}":
            if depth == 0:
                parts.append(text[begin:at])
                return parts, at
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(text[begin:at])
            begin = at + 1
        at += 1
    return parts, at


def split(text, sign):
    """Parts of an expression between a sign of the outermost level."""
    parts, depth, begin, at = [], 0, 0, 0
    while at < len(text):
        c = text[at]
        if c == '"':
            at = LITERAL.match(text, at).end()
            continue
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif depth == 0 and text.startswith(sign, at) and text[at:at + 2] not in ("::", "++") and text[at - 1:at + 1] != "::":
            parts.append(text[begin:at])
            begin = at + len(sign)
        at += 1
    return parts + [text[begin:]]


def plain(literals):
    joined = "".join(m.group(1) for m in LITERAL.finditer(literals))
    return joined.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def only_literals(text):
    return LITERAL.search(text) and not LITERAL.sub("", text).strip()


def templates(expression):
    """All texts that an expression may make, with {} for what it does not say itself."""
    e = expression.strip()
    for wrapper in ("std::string", "std::string_view", ""):
        if e.startswith(wrapper + "("):
            inside, end = arguments(e, len(wrapper) + 1)
            if end == len(e) - 1 and len(inside) == 1:
                return templates(inside[0])
    if only_literals(e):
        return [plain(e)]
    terms = split(e, "+")
    if len(terms) > 1:
        found = [""]
        for term in terms:
            found = [a + b for a in found for b in templates(term)]
        return found
    question = split(e, "?")
    if len(question) > 1:
        rest = "?".join(question[1:])
        yes, *no = split(rest, " :")
        if no:
            return templates(yes) + templates(":".join(no))
    if e.startswith("fmt::format("):
        inside, end = arguments(e, len("fmt::format("))
        if end == len(e) - 1:
            made = [re.sub(r"\{[^{}]*\}", "{}", t.replace("{{", "\1").replace("}}", "\2")) for t in templates(inside[0])]
            return [t.replace("\1", "{").replace("\2", "}") for t in made]
    return ["{}"]


def tidy(text):
    return re.sub(r"(\{\})+", "{}", text).strip()


def worth_saying(text):
    return re.search(r"[A-Za-z]{2}", text.replace("{}", "")) is not None


def sentences(path):
    text = source(path)
    for call in re.finditer(r"(?<![A-Za-z_])(\w+)\(", text):
        name = call.group(1)
        if name not in CALLS:
            continue
        given, _ = arguments(text, call.end())
        if name in ("InputError",) and given and given[0].strip().startswith("{"):
            inner, _ = arguments(given[0].strip(), 1)
            given = [inner[k] for k in (1, 3) if k < len(inner)]
        elif CALLS[name] is not None:
            given = [given[k] for k in CALLS[name] if k < len(given)]
        for argument in given:
            if '"' in argument:
                yield from (tidy(t) for t in templates(argument))


def help_texts(path):
    text = source(path)
    for call in re.finditer(r"(?:add_option|add_hdf5_out|add_flag|add_list|command|footer)\(", text):
        given, _ = arguments(text, call.end())
        wanted = {"footer(": [0], "add_list(": [3], "command(": [1]}.get(call.group(0), [2])
        for k in wanted:
            if k < len(given) and only_literals(given[k].strip()):
                yield plain(given[k])


def all_texts():
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.cpp")):
            for text in sentences(path):
                if worth_saying(text):
                    found.setdefault(text, path.relative_to(ROOT))
    for path in sorted((ROOT / "apps").rglob("*.cpp")):
        for text in help_texts(path):
            found.setdefault(text, path.relative_to(ROOT))
    return found


def catalogue():
    with open(ROOT / "data/text/zh.csv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["en"]: row["zh"] for row in rows}


if __name__ == "__main__":
    texts = all_texts()
    if "--missing" in sys.argv:
        there = catalogue()
        writer = csv.writer(sys.stdout)
        for t in texts:
            if t not in there:
                writer.writerow([t, ""])
    else:
        for t, path in texts.items():
            print(f"{path}: {t!r}")
