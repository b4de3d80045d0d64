#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A page in Chinese says what the English one says: the same sections, paragraphs, commands, formulas and names, tables of
the same shape with the same figures in every cell, and the same figures and scenarios in every paragraph."""
import re
import unittest
from collections import Counter
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What planners read has to be there in Chinese; other pages are held to the English ones where they are.
FOR_PLANNERS = ("README", "docs/data", "docs/evidence", "docs/games", "docs/io", "docs/ranges", "docs/report", "docs/results",
                "docs/scenarios", "docs/validation")
# The Chinese section at the end of the English README points at the Chinese one and has no counterpart.
POINTER = re.compile(r"^## 中文说明.*", re.S | re.M)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.S | re.M)
CODE = re.compile(r"`([^`]+)`")
NUMBER = re.compile(r"(?<![A-Za-z\d_.^])\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?")
UNIT = re.compile(r"(?:[x×] )?10\^\d+")  # which Chinese says in words of its own
MONTH = re.compile(r"\d+月")  # which English says in words


def pairs():
    for chinese in sorted([*ROOT.glob("*.zh.md"), *(ROOT / "docs").glob("**/*.zh.md")]):
        yield chinese.with_name(chinese.name.replace(".zh", "")), chinese


def digits(number):
    """What a figure has in common in 214 thousand and 21.4 ten thousands, or 0.90 and 0.9: its significant digits."""
    return number if "e" in number else number.replace(",", "").replace(".", "").strip("0") or "0"


def figures(text, small=True):
    """How often each figure stands in a text; those in names and links are not figures. The small ones, which are often
    written as words in one language only, can be left out."""
    text = re.sub(r"\]\([^)]*\)", "]", CODE.sub("", text))
    found = NUMBER.findall(UNIT.sub("", MONTH.sub("", text)))
    return Counter(digits(n) for n in found if small or len(n) > 1)


def same_figures(en, zh, kind=Counter):
    """Whether each text has the figures of the other."""
    return kind(figures(en, False)) <= kind(figures(zh)) and kind(figures(zh, False)) <= kind(figures(en))


def names(text):
    """What stands as code in a text; a page in Chinese points at pages in Chinese."""
    return {name.replace(".zh.md", ".md").replace(" --lang zh", "") for name in CODE.findall(text)
            if not re.search("[\u4e00-\u9fff]", name)}


def scenarios(text):
    return set(re.findall(r"\bS\d+[a-z]*(?![a-z\d])", re.sub(r"[\u4e00-\u9fff]", " ", text)))


def block(language, text):
    """A block without comments and language; of what the program printed, the figures."""
    if language == "text":
        return language, figures(text)
    lines = (re.sub(r"(^|\s+)(?:#|//) .*$", "", line).replace(" --lang zh", "").rstrip() for line in text.splitlines())
    return language, [line for line in lines if line]


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def tables(text):
    return [[cells(line) for line in table.splitlines()] for table in re.findall(r"(?:^\|.*\n?)+", text, re.M)]


def sections(text):
    """Level and text of every section, from one heading to the next."""
    parts = re.split(r"^(#+) .*\n", text, flags=re.M)
    return list(zip([0, *map(len, parts[1::2])], parts[::2]))


def paragraphs(text):
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part]


def of_cells(en, zh):
    """Whether two cells of a table say the same: a figure alone has to be the same sign by sign."""
    alone = [re.sub(r"[\s%*年]", "", cell) for cell in (en, zh)]
    if any(re.fullmatch(r"[-+]?" + NUMBER.pattern, cell) for cell in alone):
        return alone[0] == alone[1]
    return same_figures(en, zh) and names(en) == names(zh)


def of_tables(en, zh):
    for table in zip_longest(tables(en), tables(zh), fillvalue=[]):
        if len(table[0]) != len(table[1]):
            yield f"{len(table[0])} and {len(table[1])} rows in the table {(table[0] or table[1])[0]}"
            continue
        for rows in zip(*table):
            if len(rows[0]) != len(rows[1]) or not all(map(of_cells, *rows)):
                yield f"row {rows[0]} and row {rows[1]}"


def of_prose(en, zh):
    if en.startswith(("|", "    ")) and zh.startswith(("|", "    ")):
        return
    if not same_figures(en, zh, set):
        yield f"figures in one of them alone: {sorted(set(figures(en)) ^ set(figures(zh)))}"
    for what, find in (("names", names), ("scenarios", scenarios)):
        if find(en) != find(zh):
            yield f"{what} in English alone {sorted(find(en) - find(zh))}, in Chinese alone {sorted(find(zh) - find(en))}"
    for what, mark in (("points of lists", r"^\* "), ("beginnings in bold", r"\A\*\*")):
        count = [len(re.findall(mark, text, re.M)) for text in (en, zh)]
        if count[0] != count[1]:
            yield f"{count[0]} and {count[1]} {what}"


def differences(en, zh):
    """What a page in Chinese has otherwise than the English one; empty where they are in step."""
    for blocks in zip_longest(FENCE.findall(en), FENCE.findall(zh), fillvalue=("", "")):
        if block(*blocks[0]) != block(*blocks[1]):
            yield f"block\n{blocks[0][1]}and block\n{blocks[1][1]}"
    en, zh = (FENCE.sub("", text) for text in (en, zh))
    formulas = [re.findall(r"^    .*$", text, re.M) for text in (en, zh)]
    if formulas[0] != formulas[1]:
        yield "formulas: " + "\n".join(sorted(set(formulas[0]) ^ set(formulas[1])))
    parts = sections(en), sections(zh)
    if [level for level, _ in parts[0]] != [level for level, _ in parts[1]]:
        yield f"levels of headings {[p[0] for p in parts[0]]} and {[p[0] for p in parts[1]]}"
        return
    for number, (one, other) in enumerate(zip(*parts)):
        texts = paragraphs(one[1]), paragraphs(other[1])
        if len(texts[0]) != len(texts[1]):
            yield f"section {number}: {len(texts[0])} and {len(texts[1])} paragraphs"
            continue
        for pair in zip(*texts):
            for found in (*of_tables(*pair), *of_prose(*pair)):
                yield f"section {number}: {found}\n{pair[0][:120]}\n{pair[1][:120]}"


class ChineseDocuments(unittest.TestCase):
    def test_pages_say_the_same(self):
        for english, chinese in pairs():
            with self.subTest(chinese.name):
                en, zh = POINTER.sub("", english.read_text(encoding="utf-8")), chinese.read_text(encoding="utf-8")
                found = list(differences(en, zh))
                self.assertEqual(found, [], "\n" + "\n".join(found))
                self.assertGreater(len(re.findall("[\u4e00-\u9fff]", FENCE.sub("", zh))), len(FENCE.sub("", zh)) / 8)

    def test_what_planners_read_is_there_and_found(self):
        there = dict(pairs())
        for page in FOR_PLANNERS:
            self.assertIn(ROOT / f"{page}.md", there)
        readme = (ROOT / "README.zh.md").read_text(encoding="utf-8")
        for english, chinese in there.items():
            with self.subTest(chinese.name):
                for page, other in ((english, chinese), (chinese, english)):
                    head = "\n".join(page.read_text(encoding="utf-8").splitlines()[:12])
                    if "yuqian validate" in head.split("\n")[0]:
                        continue  # which the program writes
                    self.assertIn(f"]({other.name})", head, f"{page.name} does not lead to {other.name} at its top")
                if chinese.parent != ROOT:
                    self.assertIn(f"docs/{chinese.name}", readme)

    def test_pages_in_chinese_lead_to_pages_in_chinese(self):
        english = {en.name: zh.name for en, zh in pairs() if en.parent != ROOT}
        for _, chinese in pairs():
            text = chinese.read_text(encoding="utf-8")
            for name in set(re.findall(r"(?<![\w.-])(?:docs/)?([\w-]+\.md)\b", FENCE.sub("", text))) & set(english):
                if name != chinese.name.replace(".zh", ""):
                    with self.subTest(page=chinese.name, leads_to=name):
                        self.assertIn(english[name], text)

    def test_what_is_out_of_step_is_found(self):
        en = ("# A\n\nGains are 214 thousand, under `long_run`, S1a.\n\n**One.** Text.\n\n* point\n\n    (1)  a = b\n\n| a | b |\n|---|---|\n"
              "| wage | -0.50 % |\n| 1 of 24 | `x` |\n\n## B\n\n```sh\nyuqian solve S1a   # a comment\n```\n")
        zh = ("# 甲\n\n收益为21.4万，`long_run`，S1a。\n\n**一。**文字。\n\n* 一点\n\n    (1)  a = b\n\n| 甲 | 乙 |\n|---|---|\n"
              "| 工资 | -0.50% |\n| 24之中1 | `x` |\n\n## 乙\n\n```sh\nyuqian solve S1a --lang zh   # 注释\n```\n")
        self.assertEqual(list(differences(en, zh)), [])
        for old, new in (("21.4", "21.6"), ("long_run", "short_run"), ("S1a。", "S1b。"), ("**一。**", "一。"), ("* 一点", "一点"),
                         ("a = b", "a = c"), ("-0.50", "0.50"), ("-0.50", "-0.05"), ("24之中1", "34之中1"), ("`x`", "`y`"), ("## 乙", "### 乙"),
                         ("## 乙", "乙"), ("\n\n**一。**", "**一。**"), ("| 24之中1 | `x` |\n", ""), ("solve S1a", "solve S1b"), ("```sh", "```toml")):
            with self.subTest(old):
                self.assertNotEqual(list(differences(en, zh.replace(old, new))), [])


if __name__ == "__main__":
    unittest.main()
