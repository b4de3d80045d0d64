# SPDX-License-Identifier: Apache-2.0
"""Sentences that every format of a report says: notes under a table, findings, what a range is made of."""
import math
import re

from .figures import figure, interval
from .measures import BY_KEY, carbon_price, headline, is_drawn, measures_of, overview, sources_table
from .results import NATION
from .losers import losers
from .words import basis, closure_title, equation, glossary, provinces, shipped_pair

SHOWN_SHARE = 0.05  # of a variance: smaller groups are not named


def closures(results, words):
    """"The long run (S1a, S5): what adjusts ..." for each closure."""
    groups = {}
    for p in results.policies:
        groups.setdefault((p.closure, words.of(p.closure_text)), []).append(p.name)
    comma = "、" if words.chinese else ", "
    colon = "：" if words.chinese else ": "
    return [f"{closure_title(closure, words.language)}{words.parenthesis(comma.join(names))}{colon}{text}"
            for (closure, text), names in groups.items()]


def short_closures(results, words):
    """"Each closure with the policies that have it, in a few words."""
    groups = {}
    for p in results.policies:
        groups.setdefault(p.closure, []).append(p.name)
    comma = "、" if words.chinese else ", "
    return words.list(f"{closure_title(c, words.language)}{words.parenthesis(comma.join(names))}" for c, names in groups.items())


def warnings(results, words):
    """What a reader has to know before any figure: closures that differ, failed checks, unsolved runs."""
    lines = []
    failed = failed_checks(results, words)
    if failed:
        lines.append(words("failed_checks_note", list=words.list(failed)))
    if any(str(f.attributes.get("surveyed", "")).startswith("EXAMPLE") for f in results.files):
        lines.append(words("survey_example"))
    if len({tuple(surveyed_of(f, words)) for f in results.files}) > 1:
        lines.append(words("surveys_differ"))
    if results.pair and set(results.members) != set(shipped_pair()):
        lines.append(words("other_pair_note"))
    if results.closures_differ:
        lines.append(words("closures_differ_note"))
    versions = sorted({str(f.attributes.get("history", "")) for f in results.files})
    if len(versions) > 1:
        lines.append(words("versions_differ_note", list=words.list(versions)))
    if results.unsolved:
        lines.append(words("unsolved_note", list=words.list(
            f"{p.name} {words.of(p.title)}" for p in results.unsolved)))
    names = results.names("trade", words.language)
    for p in results.policies:
        missed = [names[t] for t in results.trades if not results.solved(p, t)]
        if missed:
            lines.append(words("partly_unsolved_note", policy=p.name, trades=words.list(missed)))
    return lines


def surveyed_of(file, words):
    """A line for each surveyed figure that the benchmark of a file was reconciled with: the figure, its
    error, what was estimated before and is used now, and who surveyed it."""
    if not file.has("survey_value"):
        return []
    table = {name: file.table(f"survey_{name}").values for name in ("value", "error", "estimate", "result")}
    leading = file.labels("trade").index("central") if "central" in file.labels("trade") else 0
    units, sources = file.texts("survey_unit"), file.texts("survey_source")
    names = {row["label"]: row["zh" if words.chinese else "en"] for row in provinces()}
    for dimension in ("region", "sector"):
        names.update(zip(file.labels(dimension), file.label_names(dimension, words.language)))
    lines = []
    for k, label in enumerate(file.labels("surveyed_figure")):
        what = re.sub(r"\w+", lambda m: names.get(m[0], m[0]), label).replace(" -> ", " → ")
        if words.chinese:
            what = what.replace(": ", "，")
        lines.append(words("surveyed_figure", what=what, year=file.attributes["base_year"], unit=words.unit(units[k]), source=sources[k],
                           value=figure(table["value"][k]), error=f"{100 * table['error'][k]:.0f}",
                           estimate=figure(table["estimate"][leading, k]),
                           result=figure(table["result"][leading, k])))
    return lines


def surveyed(results, words):
    """Surveyed figures of all files, each once."""
    return list(dict.fromkeys(line for file in results.files for line in surveyed_of(file, words)))


MADE = (0, 1)  # values of check_outcome; what was not made, or does not apply, says nothing


def failed_checks(results, words):
    """Standing checks above their tolerance, policy by policy; what is not a number has not passed."""
    found = []
    for p in results.policies:
        values, tolerances = p.file.table("check_value"), p.file.table("check_tolerance").values
        outcomes = p.file.table("check_outcome").values
        for k, name in enumerate(p.file.labels("check")):
            for t, trade in enumerate(results.trades):
                value = values.values[p.at, t, k]
                absent = outcomes[p.at, t, k] not in MADE and value != value
                if results.solved(p, trade) and not absent and not value <= tolerances[k]:
                    found.append(f"{p.name} {check_name(name, words)} {trade}")
    return found


def check_name(name, words):
    return glossary().get(f"check_{name}", {}).get(words.language, name)


def estimates_note(results, words):
    """What a range over the estimates of trade is."""
    if len(results.trades) == 1:
        return words("range_note_one", trade=results.names("trade", words.language)[results.trades[0]])
    return words("range_note_estimates")


def range_note(results, words, shown=None):
    """What the ranges of the overview are; rows that were not drawn are named, of those `shown` if not of all."""
    shown = shown or measures_of(results)
    drawn = [m for m in shown if is_drawn(results, m)]
    if not drawn:
        return estimates_note(results, words)
    comma = "、" if words.chinese else ", "
    others = comma.join(words(m.key) for m in shown if m not in drawn)
    rest = [words("range_note_rest", rows=others)] if others and len(results.trades) > 1 else []
    return ("" if words.chinese else " ").join([words("range_note_quantiles", draws=results.draws), *rest])


def notes(results, words, under_table=True, overview=True, shown=None):
    """What stands under every table: meaning of a change, base year, range, closure, estimated parts.
    Tables that are not an overview have the range over the estimates of trade."""
    lines = [words("change_note", year=results.base_year),
             range_note(results, words, shown) if overview else estimates_note(results, words),
             words("estimated_note"), words("closure_note", list=short_closures(results, words))]
    if results.closures_differ:
        lines.append(words("closures_differ_note"))
    if under_table:
        lines += [words("sign_note"), words("zero_note")]
    return ("" if words.chinese else " ").join(lines)


def cell(found, drawn=True):
    """Central figure with a dagger where the sign is not certain, and the range: in round brackets where it is that of
    the estimates beside others that were drawn."""
    shown = interval(found.low, found.high) if found.ranged else ""
    return figure(found.central) + ("†" if found.unsure else ""), \
        shown if drawn else shown.replace("[", "(").replace("]", ")")


def findings(results, words):
    """A sentence for each policy: output and welfare of the pair, of the others, of the nation."""
    grp, welfare = BY_KEY["grp_real_change"], headline(results)
    names = results.names("area", words.language)
    lines = []
    for p in results.policies:
        title = words.of(p.title)

        def told(measure, area, unit=""):
            found = overview(results, measure, p, area)
            shown = interval(found.low, found.high) if found.ranged else ""
            return figure(found.central) + unit + (" " + shown if shown else "")

        more, comma = [], "、" if words.chinese else ", "
        whole = results.pair and results.others and NATION in results.areas
        if whole:
            hurt = [words("loser_group", area=names[x.area], household=words(x.item)) for x in losers(results, p)
                    if not x.is_sector and x.area in results.members and not x.figure.unsure]
            if hurt:
                more.append(words("finding_losers", list="、".join(hurt) if words.chinese else "; ".join(hurt)))
        if unsure := [names[a] for a in results.shown_areas if overview(results, welfare, p, a).unsure]:
            more.append(words("unsure_quantiles" if results.drawn else "unsure", list=comma.join(unsure)))
        if priced := [a for a in results.shown_areas if carbon_price(results, p, a) > 0]:
            area, who = (results.pair, words("the_two")) if results.pair else (NATION, names[NATION])
            prices = comma.join(f"{names[a]} {told(BY_KEY['carbon_price'], a)}" for a in priced[:4])
            more.append(words("finding_carbon", area=who, list=prices,
                              co2=told(BY_KEY["emissions_change"], area, "%" if words.chinese else " %")))
        sure = ("" if words.chinese else " ").join(more)
        if whole:
            lines.append(words("finding", policy=p.name, title=title, area=words("the_two"),
                               grp=told(grp, results.pair, "%" if words.chinese else " %"),
                               ev=told(welfare, results.pair), others=names[results.others],
                               rest=told(welfare, results.others), nation=told(welfare, NATION),
                               sure=sure))
        else:
            shown = words.list(f"{names[a]} {told(welfare, a)}" for a in results.shown_areas[:8])
            lines.append(words("finding_plain", policy=p.name, title=title, list=shown, sure=sure))
    return lines


def made_of(results, words):
    """What the range holds and does not, what the two sell to each other, and how wide it is."""
    if len(results.trades) < 2 and not results.drawn:
        return [range_note(results, words)]
    names, trades = results.names("area", words.language), results.names("trade", words.language)
    lines = [words("made_of_quantiles" if results.drawn else "made_of_estimates")]
    if len(results.members) == 2:
        p = results.policies[0]
        flows, amounts_of = [], []
        for a, b in (results.members, results.members[::-1]):
            amounts = [float(results.values("trade_volume", p, t, state="reference", supplier=a,
                                            region_to=b).sum()) for t in results.trades]
            amounts_of.append(amounts)
            told = "、".join if words.chinese else ", ".join
            flows.append(f"{names[a]} → {names[b]} " + told(f"{trades[t]} {figure(v)}" for t, v in
                                                          zip(results.trades, amounts)))
        lines.append(words("made_of_pair", list=words.list(flows)))
        if any(v != sorted(v) for v in amounts_of):
            lines.append(words("made_of_order"))
    area, who = (results.pair, words("the_two")) if results.pair else (NATION, names[NATION])
    for p in results.policies:
        found = overview(results, headline(results), p, area)
        if not found.ranged:
            continue
        parts = dict(policy=p.name, area=who, low=figure(found.low), high=figure(found.high))
        shares = results.variance_shares(p, headline(results).key, area, words.language)
        if shares:
            comma = "、" if words.chinese else ", "
            told = comma.join(f"{name} {100 * share:.0f}%" for name, share in shares if share >= SHOWN_SHARE)
            lines.append(words("made_of_shares", list=told, **parts))
            continue
        ends = sorted(abs(v) for v in (found.low, found.high))
        if found.unsure or not ends[0]:
            lines.append(words("made_of_width_sign", **parts))
        else:
            lines.append(words("made_of_width", ratio=figure(ends[1] / ends[0]), **parts))
    return lines


def first_sentence(text, words):
    """The first sentence of a {zh, en}: up to a full stop; in English one after a word, a number or a bracket."""
    return re.split(r"(?<=。)" if words.chinese else r"(?<=[a-z0-9)]\.)\s", words.of(text))[0]


def findings_note(results, words):
    """What stands above the findings: what a change is, what welfare is, and how sure its sign is."""
    lines = [words("findings_note", welfare=words("meaning_" + headline(results).key))]
    if results.drawn:
        lines.append(words("sure_quantiles"))
    elif len(results.trades) > 1:
        lines.append(words("sure"))
    return ("" if words.chinese else " ").join(lines)


def sources_note(results, words):
    """What the parts of welfare add up to, and under which estimate of trade."""
    trade = results.names("trade", words.language)[results.leading]
    return words("sources_note", trade=trade,
                 equation=equation(sources_table(results).removesuffix("_by_source")))


def definition(measure, words):
    """(name, unit, meaning, equation, basis) of a row of the overview."""
    return (words(measure.key), words.unit(measure.unit), words("meaning_" + measure.key),
            equation(measure.variable), basis(measure.variable, words.language))


def where_result(results, words):
    """Where a reader finds the digests of all inputs."""
    if not results.saved:
        return words("where_unsaved")
    return words("where_result", files=", ".join(f.path.name for f in results.files))


def sources(results, words, where):
    inputs = {i["name"] for f in results.files for i in f.provenance().get("inputs", [])}
    dataset = sorted(n for n in inputs if n.endswith(".h5")) or ["?"]
    return words("sources_text", dataset=", ".join(dataset), count=len(inputs) - len(dataset), where=where)


def origin(results, words):
    """What is official, estimated and assumed of the headline, what it was computed from, and by what."""
    made = results.files[0].provenance()
    told = [basis(headline(results).variable, words.language),
            sources(results, words, where_result(results, words)),
            words("made_by", program=made.get("program", "yuqian"), version=made.get("version", ""))
            + ("。" if words.chinese else ".")]
    return ("" if words.chinese else " ").join(told)


def checks(results, words):
    """(name, largest value over policies and estimates, tolerance, passed) of every standing check."""
    found = {}
    for p in results.policies:
        values, tolerances = p.file.table("check_value").values, p.file.table("check_tolerance").values
        outcomes = p.file.table("check_outcome").values
        for k, name in enumerate(p.file.labels("check")):
            for t, trade in enumerate(results.trades):
                value = float(values[p.at, t, k])
                if not results.solved(p, trade) or (outcomes[p.at, t, k] not in MADE and value != value):
                    continue
                worst, _, passed = found.get(name, (0.0, 0.0, True))
                found[name] = (max(worst, value) if value == value else value, float(tolerances[k]),
                               passed and value <= tolerances[k])
    return [(check_name(n, words), *told) for n, told in found.items()]
