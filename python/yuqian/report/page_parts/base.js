// SPDX-License-Identifier: Apache-2.0
// What every section of the page uses: data, words, figures, tables, CSV, the note at a mark.
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const state = { language: document.documentElement.dataset.language };

const word = (key, parts = {}) =>
  (data.words[key] ? data.words[key][state.language] : key)
    .replace(/\{(\w+)\}/g, (_, name) => (name in parts ? parts[name] : ""));
const named = (item) => item[state.language];

// The rule of figures.py: as many digits as say something.
function figure(value) {
  if (value === null || value === undefined || !isFinite(value)) return data.figures.none;
  let size = Math.abs(value);
  if (size < 0.5 * 10 ** -data.figures.most)
    return size < data.figures.noise ? "0" : data.figures.nearly;
  const digits = (x) => {
    const step = data.figures.steps.find((s) => x >= s[0]);
    return step ? step[1] : data.figures.most;
  };
  size = Number(size.toFixed(digits(size)));
  return (value < 0 ? "\u2212" : "") + size.toFixed(digits(size));
}
const ranged = (v) => v[1] !== null && v[2] !== null;
const interval = (v) =>
  ranged(v) && figure(v[1]) !== figure(v[2]) ? `[${figure(v[1])}, ${figure(v[2])}]` : "";
const unsure = (v) => ranged(v) && v[1] < -data.figures.noise && v[2] > data.figures.noise;
const shown = (v) => `${figure(v[0])}${unsure(v) ? "†" : ""} ${interval(v)}`.trim();

const COLOURS = ["#0b3c5d", "#c26a10", "#417a40", "#68788f", "#6d597a"];
const LOSS = "#b5403a", GAIN = "#2b6f9e";

// A note at the mark under the pointer or the keyboard, which screen readers are told too.
const note = document.getElementById("note");
function showNote(lines, box) {
  note.textContent = "";
  lines.filter(Boolean).forEach((line, k) => {
    const row = document.createElement(k ? "div" : "strong");
    row.textContent = line;
    note.appendChild(row);
  });
  note.hidden = false;
  const width = note.offsetWidth, left = box.left + window.scrollX + box.width / 2 - width / 2;
  note.style.left = `${Math.max(4, Math.min(left, document.documentElement.clientWidth - width - 4))}px`;
  note.style.top = `${box.bottom + window.scrollY + 6}px`;
}
function hideNote() { note.hidden = true; }

/** Notes for the marks of a chart: by pointer, and by arrow keys once the chart has the focus. */
function explain(svg, marks) {
  let at = -1;
  marks.forEach(({ element, lines }) => {
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", lines.filter(Boolean).join("; "));
    element.addEventListener("pointerenter", () => showNote(lines, element.getBoundingClientRect()));
    element.addEventListener("pointerleave", hideNote);
  });
  svg.setAttribute("tabindex", "0");
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") hideNote();
    if (!step || !marks.length) return;
    event.preventDefault();
    if (at >= 0) marks[at].element.classList.remove("chosen");
    at = (at + step + marks.length) % marks.length;
    marks[at].element.classList.add("chosen");
    marks[at].element.scrollIntoView({ block: "nearest" });
    showNote(marks[at].lines, marks[at].element.getBoundingClientRect());
  });
  svg.addEventListener("blur", () => {
    hideNote();
    if (at >= 0) marks[at].element.classList.remove("chosen");
  });
}

/** A table of strings and figures; `sortable` headings sort by value, the smallest first. */
function table(place, head, rows, sortable) {
  const element = document.createElement("table");
  const top = element.createTHead().insertRow();
  const body = element.createTBody();
  const fill = () => {
    body.textContent = "";
    rows.forEach((row) => {
      const line = body.insertRow();
      row.forEach((cell, c) => {
        const box = c ? line.insertCell() : line.appendChild(document.createElement("th"));
        if (!c) box.scope = "row";
        box.textContent = cell && cell.text !== undefined ? cell.text : cell;
        if (cell && cell.text !== undefined) box.className = "number";
      });
    });
  };
  head.forEach((text, c) => {
    const box = top.appendChild(document.createElement("th"));
    box.scope = "col";
    if (!sortable) { box.textContent = text; return; }
    const button = box.appendChild(document.createElement("button"));
    button.textContent = text;
    button.addEventListener("click", () => {
      const up = box.getAttribute("aria-sort") !== "ascending";
      top.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
      box.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => (row[c].value !== undefined ? row[c].value : row[c]);
      rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (up ? 1 : -1));
      fill();
    });
  });
  fill();
  place.textContent = "";
  place.appendChild(element);
}
const cell = (v) => ({ text: shown(v), value: v[0] === null ? Infinity : v[0] });

/** Saves rows as CSV that Excel reads as UTF-8. A label that looks like a formula is kept a text. */
function saveCsv(name, head, rows) {
  const field = (x) => {
    let text = String(x === null || x === undefined ? "" : x);
    if (typeof x === "string" && /^[=+\-@]/.test(text)) text = `'${text}`;
    return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const content = [head, ...rows].map((row) => row.map(field).join(",")).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", content], { type: "text/csv;charset=utf-8" }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A list to choose from, labelled for readers of the screen. */
function choice(place, key, options, value, chosen) {
  const label = document.createElement("label");
  label.textContent = `${word(key)} `;
  const list = label.appendChild(document.createElement("select"));
  list.dataset.key = key;
  options.forEach(([id, text]) => {
    const option = list.appendChild(document.createElement("option"));
    option.value = id;
    option.textContent = text;
    option.selected = String(id) === String(value);
  });
  list.addEventListener("change", () => chosen(list.value));
  place.appendChild(label);
}
const policyOptions = () => data.policies.map((p, k) => [k, `${p.id} ${named(p.title)}`]);
const areaOptions = () => data.areas.map((a, k) => [k, named(a)]);
