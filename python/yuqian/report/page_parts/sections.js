// SPDX-License-Identifier: Apache-2.0
// The sections: what each draws, its table and its CSV, after the choices made in it.
"use strict";

const sections = [];
function section(id, initial, draw) {
  const place = document.getElementById(id);
  if (!place) return;
  const chosen = { ...initial };
  sections.push(() => {
    const [choices, chart, rows] = [".choices", ".chart", ".rows"].map((c) => place.querySelector(c));
    choices.textContent = "";
    const pick = (key, options, name) => choice(choices, key, options, chosen[name], (value) => {
      chosen[name] = value;
      sections[place.dataset.at]();
      tellWide();
      place.querySelector(`select[data-key="${key}"]`).focus();
    });
    const { head, body, csv, sortable } = draw(chosen, pick, chart);
    const whole = choices.appendChild(document.createElement("h3"));  // a list cuts a long title short
    whole.textContent = [chosen.policy !== undefined && policyOptions()[chosen.policy][1],
                         chosen.area !== undefined && named(data.areas[chosen.area])].filter(Boolean).join(" · ");
    table(rows, head, body, sortable);
    place.querySelector(".csv").onclick = () => saveCsv(id, csv.head, csv.rows);
  });
  place.dataset.at = sections.length - 1;
}

const measureOptions = () => data.measures.map((m, k) => [k, named(m.name)]);
/** The note of a mark: what, the figure with its unit, the range, the equation, what it rests on. */
const told = (what, v, measure) => [what, `${figure(v[0])} ${named(measure.unit)}`,
  ranged(v) ? `${word("ranges_short")} ${figure(v[1])} … ${figure(v[2])}` : "",
  measure.equation ? `${word("equation")} ${measure.equation}` : "", named(measure.basis)];
const spread = [() => word("central"), () => word("low"), () => word("high")];

section("compare", { measure: 0 }, (chosen, pick, chart) => {
  pick("choose_indicator", measureOptions(), "measure");
  const m = data.measures[chosen.measure], values = data.overview[chosen.measure];
  const groups = data.policies.map((p, k) => ({
    title: `${p.id}  ${named(p.title)}`,
    bars: data.shown.map((a, c) => ({
      label: named(data.areas[a]), value: values[k][a], colour: COLOURS[c % COLOURS.length],
      lines: told(`${p.id} · ${named(data.areas[a])} · ${named(m.name)}`, values[k][a], m) })) }));
  barChart(chart, groups, named(m.name), named(m.unit));
  return {
    head: [word("policy"), ...data.shown.map((a) => named(data.areas[a]))],
    body: data.policies.map((p, k) => [p.id, ...data.shown.map((a) => cell(values[k][a]))]),
    csv: { head: [word("policy"), word("area"), word("indicator"), word("unit"), ...spread.map((f) => f())],
           rows: data.policies.flatMap((p, k) => data.shown.map((a) =>
             [p.id, named(data.areas[a]), named(m.name), named(m.unit), ...values[k][a]])) } };
});

section("households", { policy: 0 }, (chosen, pick, chart) => {
  pick("choose_policy", policyOptions(), "policy");
  const pair = ["equivalent_variation_rural", "equivalent_variation_urban"]
    .map((key) => data.measures.findIndex((m) => m.key === key));
  const at = (c, a) => data.overview[pair[c]][chosen.policy][a];
  const groups = data.shown.map((a) => ({
    title: named(data.areas[a]),
    bars: pair.map((m, c) => ({
      label: word(c ? "urban" : "rural"), value: at(c, a), colour: COLOURS[c],
      lines: told(`${named(data.areas[a])} · ${named(data.measures[m].name)}`, at(c, a),
                  data.measures[m]) })) }));
  barChart(chart, groups, word("households_chart"), "%");
  return {
    head: [word("area"), word("rural"), word("urban")],
    body: data.shown.map((a) => [named(data.areas[a]), cell(at(0, a)), cell(at(1, a))]),
    csv: { head: [word("area"), word("households"), word("unit"), ...spread.map((f) => f())],
           rows: data.shown.flatMap((a) => [0, 1].map((c) =>
             [named(data.areas[a]), word(c ? "urban" : "rural"), "%", ...at(c, a)])) } };
});

section("sectors", { policy: 0, area: data.first_area }, (chosen, pick, chart) => {
  pick("choose_policy", policyOptions(), "policy");
  pick("choose_area", areaOptions(), "area");
  const values = data.sector_values[chosen.policy][chosen.area];
  const percent = data.sector_percents[chosen.policy][chosen.area];
  const order = values.map((_, k) => k).filter((k) => values[k][0] !== null)
    .sort((a, b) => values[a][0] - values[b][0]);
  const m = data.output;
  barChart(chart, [{ bars: order.map((k) => ({
    label: named(data.sectors[k]), value: values[k], colour: values[k][0] < 0 ? LOSS : GAIN,
    lines: [...told(named(data.sectors[k]), values[k], m), `${figure(percent[k])} %`] })) }],
           word("sector_output_change_value"), named(m.unit));
  return {
    sortable: true,
    head: [word("sector"), `${word("sector_output_change_value")} (${named(m.unit)})`,
           `${word("sector_output_change")} (%)`],
    body: order.map((k) => [named(data.sectors[k]), cell(values[k]),
                            { text: figure(percent[k]), value: percent[k] === null ? Infinity : percent[k] }]),
    csv: { head: [word("sector"), word("unit"), ...spread.map((f) => f()), "%"],
           rows: order.map((k) => [named(data.sectors[k]), named(m.unit), ...values[k], percent[k]]) } };
});

section("trade", { policy: 0, what: "change" }, (chosen, pick, chart) => {
  pick("choose_policy", policyOptions(), "policy");
  const unit = () => named(data.output.unit);
  pick("choose_indicator", [["change", `${word("change")} (${unit()})`], ["percent", `${word("change")} (%)`],
                            ["reference", `${word("reference")} (${unit()})`]], "what");
  const flows = data.trade[chosen.policy];
  const value = (r, c) => {
    const [before, change] = [flows.reference[r][c], flows.change[r][c]];
    if (chosen.what === "reference") return before;
    return chosen.what === "change" ? change : before ? 100 * change / before : null;
  };
  const names = data.regions.map(named), shorts = data.regions.map((r) => r.short[state.language]);
  const many = names.length > 12;
  const cells = names.map((from, r) => names.map((to, c) => ({
    value: value(r, c), off: r === c, lines: [`${from} → ${to}`,
      `${figure(value(r, c))} ${chosen.what === "percent" ? "%" : unit()}`,
      `${word("reference")} ${figure(flows.reference[r][c])} ${unit()}`,
      `${word("equation")} 11`, r === c ? word("own_supply") : word("estimated_note")] })));
  matrix(chart, many ? shorts : names, many ? shorts : names, cells, word("trade"));
  return {
    head: [`${word("seller")} → ${word("buyer")}`, ...names],
    body: names.map((from, r) => [from, ...names.map((_, c) =>
      ({ text: figure(value(r, c)), value: value(r, c) }))]),
    csv: { head: [word("seller"), word("buyer"), word("unit"), word("reference"), word("change")],
           rows: names.flatMap((from, r) => names.map((to, c) =>
             [from, to, unit(), flows.reference[r][c], flows.change[r][c]])) } };
});

section("tiles", { policy: 0, measure: 0 }, (chosen, pick, chart) => {
  pick("choose_policy", policyOptions(), "policy");
  pick("choose_indicator", measureOptions(), "measure");
  const m = data.measures[chosen.measure];
  const tiles = data.tiles.map((t) => {
    const v = data.overview[chosen.measure][chosen.policy][t.area];
    return { ...t, short: t.short[state.language], value: v[0],
             lines: told(`${named(data.areas[t.area])} · ${named(m.name)}`, v, m), v };
  });
  tileMap(chart, tiles, word("tile_map"));
  return {
    sortable: true,
    head: [word("area"), `${named(m.name)} (${named(m.unit)})`],
    body: tiles.map((t) => [named(data.areas[t.area]), cell(t.v)]),
    csv: { head: [word("area"), word("unit"), ...spread.map((f) => f())],
           rows: tiles.map((t) => [named(data.areas[t.area]), named(m.unit), ...t.v]) } };
});

section("sources", { policy: 0, area: data.first_area }, (chosen, pick, chart) => {
  pick("choose_policy", policyOptions(), "policy");
  pick("choose_area", areaOptions(), "area");
  const values = data.sources.values[chosen.policy][chosen.area], unit = named(data.output.unit);
  const line = (name, v) => [name, `${figure(v)} ${unit}`, `${word("equation")} ${data.sources.equation}`];
  const all = values.map((v, k) => ({ label: named(data.sources.names[k]), value: v,
                                      lines: line(named(data.sources.names[k]), v) }));
  const sum = values.reduce((a, b) => a + b, 0);
  const total = { label: word("total"), value: sum, lines: line(word("total"), sum) };
  waterfall(chart, all.filter((p) => Math.abs(p.value) > data.figures.noise * Math.abs(sum)
    && figure(p.value) !== "0" && figure(p.value) !== data.figures.nearly), total,
            word("welfare_sources"), unit);
  return {
    head: [word("source"), unit],
    body: [...all, total].map((p) => [p.label, { text: figure(p.value), value: p.value }]),
    csv: { head: [word("source"), word("unit"), word("value")],
           rows: [...all, total].map((p) => [p.label, unit, p.value]) } };
});

/** What is wider than its place says that it can be swiped, and can be reached by the keyboard. */
function tellWide() {
  document.querySelectorAll(".swipe").forEach((hint) => {
    const box = hint.nextElementSibling, wide = box.scrollWidth > box.clientWidth + 1;
    hint.hidden = !wide;
    if (wide) box.setAttribute("tabindex", "0"); else box.removeAttribute("tabindex");
  });
}
function draw() {
  hideNote();
  sections.forEach((f) => f());
  tellWide();
}
function speak(language) {
  state.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.language = language;
  document.title = word("title");
  document.querySelectorAll("[data-language-button]").forEach((b) =>
    b.setAttribute("aria-pressed", String(b.dataset.languageButton === language)));
  draw();
}
document.querySelectorAll("[data-language-button]").forEach((b) =>
  b.addEventListener("click", () => speak(b.dataset.languageButton)));
document.querySelectorAll("details.rows-box").forEach((d) => d.addEventListener("toggle", tellWide));
document.getElementById("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", () =>
  document.querySelectorAll("details.rows-box").forEach((d) => { d.open = true; }));
let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === width) return;
  width = window.innerWidth;
  draw();
});
speak(state.language);
