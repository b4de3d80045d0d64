#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of docs/io.md and docs/io.zh.md from what the program says of the shipped dataset.

    scripts/io_pages.py PROGRAM            rewrites the two pages
    scripts/io_pages.py PROGRAM --check    says which figures differ, and changes nothing

Text stands in the pages; tables stand between `<!-- NAME: ... -->` and `<!-- end of NAME -->`. A figure differs
where it is off by more than one unit of its last digit.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGES = {"en": os.path.join(ROOT, "docs/io.md"), "zh": os.path.join(ROOT, "docs/io.zh.md")}
PAIR = ("Chongqing", "Guizhou")
CHAINS = ("automobiles", "electronics", "energy_chemicals", "manufacturing")
TRADES = ("low", "central", "high")
WORDS = {
    "Chongqing": "重庆", "Guizhou": "贵州", "RestOfChina": "全国其他", "RestOfWorld": "国外", "both": "两地合计",
    "automobiles": "汽车", "electronics": "电子信息", "energy_chemicals": "能源化工", "manufacturing": "制造业", "all": "全部商品"}
ENGLISH = {"RestOfChina": "rest of China", "RestOfWorld": "abroad", "both": "the two together",
           "energy_chemicals": "energy and chemicals", "all": "all goods"}


class Answer:
    """What one `yuqian io` said: arrays with their labels."""

    def __init__(self, program, *arguments):
        said = subprocess.run([program, "io", *arguments, "--json"], capture_output=True, text=True, check=True)
        self.tables = json.loads(said.stdout)["tables"]

    def __call__(self, name, **where):
        table = self.tables[name]
        axes = list(table["axes"])
        values = np.array([np.nan if v is None else v for v in table["values"]]).reshape([len(x) for x in table["axes"].values()])
        for axis, label in where.items():
            values = values.take(table["axes"][axis].index(label), axis=axes.index(axis))
            axes.remove(axis)
        return values

    def labels(self, name, axis):
        return self.tables[name]["axes"][axis]


def sector_names():
    with open(os.path.join(ROOT, "data/schema/sectors.csv"), encoding="utf-8") as stream:
        rows = [line.rstrip("\n") for line in stream if not line.startswith("#")][1:]
    names = {}
    for row in rows:
        code, label, zh, en = row.split(",", 3)
        names[label] = {"zh": zh, "en": en.strip('"')}
    return names


SECTORS = sector_names()


def name(label, language):
    if label in SECTORS and label not in WORDS:
        return SECTORS[label][language]
    return WORDS.get(label, label) if language == "zh" else ENGLISH.get(label, label)


def grid(language, head, rows):
    """A table in Markdown; `head` holds (en, zh), rows hold labels and formatted figures."""
    titles = [h[0 if language == "en" else 1] for h in head]
    lines = ["| " + " | ".join(titles) + " |", "|" + "---|" * len(titles)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def six_keys(kind, lost):
    """Positions of the key sectors with the largest extraction losses, largest first."""
    return sorted((i for i in range(len(kind)) if kind[i] == 1), key=lambda i: -lost[i])[:6]


def key_sectors(program, folder):
    """Sectors of each province, and of the two as one region, whose two indices are above one."""
    merged = os.path.join(folder, "merged.toml")
    with open(merged, "w", encoding="utf-8") as out:
        out.write('axis = "region"\ntitle = { zh = "两地", en = "The two" }\n[[target]]\nlabel = "both"\nzh = "两地"\nen = "Both"\n'
                  'from = ["Chongqing", "Guizhou"]\n[[target]]\nlabel = "RestOfChina"\nzh = "其他"\nen = "Rest"\nrest = true\n')
    found = []
    for arguments, regions in ((["linkages"], PAIR), (["linkages", "--regions", merged], ("both",))):
        a = Answer(program, *arguments)
        sectors = a.labels("power_of_dispersion", "sector")
        for region in regions:
            b, f, kind = (a(n, region=region) for n in ("power_of_dispersion", "sensitivity_of_dispersion", "linkage_quadrant"))
            lost = a("extraction_loss", region=region)
            found += [(region, sectors[i], b[i], f[i], lost[i]) for i in six_keys(kind, lost)]
    return found


def key_sectors_by_year(program):
    """The six key sectors of either year by province: both indices in 2012 and 2017, and whether it is one in each."""
    years = [Answer(program, "linkages", "--data", f"china-{year}") for year in (2012, 2017)]
    sectors = years[0].labels("power_of_dispersion", "sector")
    found = []
    for region in PAIR:
        figures = [[a(n, region=region) for n in ("power_of_dispersion", "sensitivity_of_dispersion", "linkage_quadrant", "extraction_loss")]
                   for a in years]
        shown = {i for *_, kind, lost in figures for i in six_keys(kind, lost)}
        for i in sorted(shown, key=lambda i: -figures[1][3][i]):
            found.append((region, sectors[i], [f[k][i] for k in (0, 1) for f in figures], [f[2][i] == 1 for f in figures]))
    return found


def tables(program):
    """Every table by name, for each language a text."""
    out = {"en": {}, "zh": {}}
    with tempfile.TemporaryDirectory() as folder:
        keys = key_sectors(program, folder)
    cases = [(r, s) for r, s, *_ in keys if r in PAIR]
    answers = Answer(program, "multipliers", "--equilibrium", "--sector", ",".join(sorted({s for _, s in cases})))
    by_year = key_sectors_by_year(program)
    trades = ",".join(TRADES)
    pair = Answer(program, "extract", "--pair", ",".join(PAIR), "--trade", trades)
    chains = Answer(program, "extract", "--pair", ",".join(PAIR), "--chain", ",".join(CHAINS), "--trade", trades)
    content = Answer(program, "trade-in-value-added", "--trade", trades)
    prints = Answer(program, "footprint", "--trade", trades)
    for language in out:
        def say(label):
            return name(label, language)
        out[language]["key sectors"] = grid(
            language, [("region", "地区"), ("sector", "部门"), ("backward index", "影响力系数"), ("forward index", "感应度系数"),
                       ("extraction loss, 10^8 yuan", "抽取损失（亿元）")],
            [[say(r), say(s), f"{b:.2f}", f"{f:.2f}", f"{lost:.0f}"] for r, s, b, f, lost in keys])
        yes = {"en": ("no", "yes"), "zh": ("否", "是")}[language]
        out[language]["key sectors by year"] = grid(
            language, [("region", "地区"), ("sector", "部门"), ("backward 2012", "影响力2012"), ("2017", "2017"), ("forward 2012", "感应度2012"),
                       ("2017", "2017"), ("key in 2012", "2012年关键"), ("in 2017", "2017年关键")],
            [[say(r), say(s), *(f"{v:.2f}" for v in indices), *(yes[bool(k)] for k in is_key)] for r, s, indices, is_key in by_year])
        rows = []
        for chain in ("all", *CHAINS):
            source = pair if chain == "all" else chains
            for seller, buyer in (PAIR, PAIR[::-1]):
                label = ("" if chain == "all" else chain + ":") + f"{seller}>{buyer}"
                def lost(account, region, trade="central"):
                    return source(account + "_lost_region", extraction=label, region=region, trade=trade)
                share = source("value_added_lost_share", extraction=label, region=seller, trade="central")
                rows.append([say(chain), f"{say(seller)} → {say(buyer)}",
                             *(f"{lost('value_added', seller, t):.1f}" for t in TRADES), f"{share:.2f}",
                             f"{lost('value_added', buyer):.1f}", f"{lost('employment', seller):.2f}", f"{lost('employment', buyer):.2f}",
                             f"{lost('co2', seller):.2f}", f"{lost('co2', buyer):.2f}"])
        out[language]["links"] = grid(
            language, [("goods", "商品"), ("deliveries", "供货"), ("seller's value added, low", "卖方增加值，低"), ("central", "中"), ("high", "高"),
                       ("% of seller's GRP, central", "占卖方GRP%，中"), ("buyer's value added", "买方增加值"), ("seller's jobs", "卖方就业"),
                       ("buyer's jobs", "买方就业"), ("seller's CO2", "卖方CO2"), ("buyer's CO2", "买方CO2")], rows)
        rows = []
        for region in PAIR:
            partner = PAIR[1 - PAIR.index(region)]
            for kind in ("provinces", "abroad"):
                def share(origin, trade="central"):
                    return content("outflow_content_share", region=region, outflow_kind=kind, content_origin=origin, trade=trade)
                rows.append([say(region), {"en": {"provinces": "to provinces", "abroad": "abroad"},
                                           "zh": {"provinces": "省际流出", "abroad": "出口"}}[language][kind],
                             f"{content('outflow_gross', region=region, outflow_kind=kind, trade='central'):.0f}",
                             f"{share(region):.1f}", *(f"{share(partner, t):.2f}" for t in TRADES), f"{share('RestOfChina'):.1f}",
                             f"{share('RestOfWorld'):.1f}"])
        out[language]["content"] = grid(
            language, [("region", "地区"), ("sold", "销往"), ("10^8 yuan", "亿元"), ("own, %", "本地%"), ("partner, low", "对方%，低"),
                       ("central", "中"), ("high", "高"), ("rest of China, %", "全国其他%"), ("imports, %", "进口%")], rows)
        rows = []
        for account, zh, en in (("value_added", "增加值（亿元）", "value added, 10^8 yuan"), ("co2", "CO2（百万吨）", "CO2, million tonnes"),
                                ("employment", "就业（万人）", "jobs, 10^4")):
            for where, whose in (PAIR, PAIR[::-1]):
                rows.append([zh if language == "zh" else en, say(where), say(whose),
                             *(f"{prints(account + '_footprint_pair', supplier=where, region_to=whose, trade=t):.2f}" for t in TRADES)])
        out[language]["caused"] = grid(
            language, [("account", "账户"), ("arises in", "产生地"), ("for the final use of", "最终使用地"), ("low", "低"), ("central", "中"),
                       ("high", "高")], rows)
        rows = []
        for region, sector in cases:
            rows.append([say(region), say(sector), *(f"{v:.2f}" for v in answers("multiplier_and_equilibrium", region=region, sector=sector))])
        out[language]["equilibrium"] = grid(
            language, [("region", "地区"), ("sector", "部门"), ("type I, own region", "Ⅰ型，本地区"), ("type I, nation", "Ⅰ型，全国"),
                       ("type II, nation", "Ⅱ型，全国"), ("equilibrium: own real GRP", "均衡：本地实际GRP"),
                       ("own real absorption", "本地实际最终使用"), ("nation's real GRP", "全国实际GRP")], rows)
    years = os.path.join(ROOT, "data/years")
    rows = {"en": [], "zh": []}
    for region in PAIR:
        for kind, en, zh in (("2012", "one deflator", "单一平减指数"), ("2012-sector", "by groups of industries", "分行业价格")):
            a = Answer(program, "sda", "--of", f"{years}/{region}-{kind}.csv", "--against", f"{years}/{region}-2017.csv")
            for account, en_account, zh_account in (("value_added", "value added", "增加值"), ("output", "output", "产出")):
                parts = a(account + "_sda")[0]
                for language in rows:
                    rows[language].append([name(region, language), en if language == "en" else zh,
                                           en_account if language == "en" else zh_account, f"{parts.sum():.0f}",
                                           *(f"{v:.0f}" for v in parts)])
    for language in out:
        out[language]["decomposition"] = grid(
            language, [("province", "地区"), ("prices of 2012 by", "2012年价格调整"), ("of", "指标"), ("change, 10^8 yuan", "变化（亿元）"),
                       ("intensity", "强度"), ("technology", "技术"), ("composition", "最终使用构成"), ("level", "最终使用规模"),
                       ("net outflow", "净流出")], rows[language])
    return out


def block(title):
    return re.compile(rf"(<!-- {title}: [^\n]*-->\n)(.*?)(\n<!-- end of {title} -->)", re.DOTALL)


def close(old, new):
    """Whether two cells say the same: figures to one unit of the last digit."""
    try:
        a, b = float(old), float(new)
    except ValueError:
        return old == new
    digits = len(new.split(".")[1]) if "." in new else 0
    return abs(a - b) <= 1.01 * 10.0 ** -digits


def compare(title, old, new):
    cells = [[c.strip() for c in text.replace("\n", " ").split("|")] for text in (old, new)]
    if len(cells[0]) != len(cells[1]):
        return [f"{title}: the table has another shape"]
    return [f"{title}: {a} stands there, {b} is computed" for a, b in zip(*cells) if not close(a, b)]


def main(program, check):
    wrong = []
    for language, found in tables(program).items():
        with open(PAGES[language], encoding="utf-8") as stream:
            page = stream.read()
        for title, text in found.items():
            match = block(title).search(page)
            assert match, f"{PAGES[language]} has no table {title}"
            wrong += [f"{os.path.basename(PAGES[language])}: {w}" for w in compare(title, match[2], text)]
            page = block(title).sub(lambda m: m[1] + text + m[3], page)
        if not check:
            with open(PAGES[language], "w", encoding="utf-8") as stream:
                stream.write(page)
    if check and wrong:
        print("\n".join(wrong + ["scripts/io_pages.py PROGRAM writes the tables anew; then read the text beside them"]))
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--check" in sys.argv))
