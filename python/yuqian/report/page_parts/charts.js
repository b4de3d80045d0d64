// SPDX-License-Identifier: Apache-2.0
// The kinds of chart: bars with their range, waterfall, matrix and tiles. Scales and axes are D3's.
"use strict";

/** Lines of a text that is not to be wider; Chinese breaks anywhere, English between words. */
function wrapped(text, pixels) {
  const wide = (t) => [...t].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 12 : 6.6), 0);
  const parts = text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*/g) || [text];
  const lines = [""];
  parts.forEach((part) => {
    if (wide(lines[lines.length - 1] + part) > pixels && lines[lines.length - 1]) lines.push("");
    lines[lines.length - 1] += part;
  });
  return lines;
}

function frame(place, height, title) {
  place.textContent = "";
  const width = Math.max(280, Math.min(place.clientWidth || 720, 1100));
  const svg = d3.select(place).append("svg").attr("width", width).attr("height", height)
    .attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", title);
  return { svg, width };
}

function axis(svg, scale, top, bottom) {
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${bottom})`)
    .call(d3.axisBottom(scale).ticks(5).tickSize(-(bottom - top)).tickFormat(
      (v) => String(Number(v.toPrecision(6))).replace("-", "\u2212")));
  svg.append("line").attr("class", "zero").attr("x1", scale(0)).attr("x2", scale(0))
    .attr("y1", top).attr("y2", bottom);
}

/** Horizontal bars. groups: [{title, bars: [{label, value: [central, low, high], colour, lines}]}]. */
function barChart(place, groups, title, unit) {
  const bars = groups.flatMap((g) => g.bars);
  const labelWidth = Math.min(200, Math.max(84, (place.clientWidth || 720) * 0.27));
  const rows = [];
  let y = 8;
  groups.forEach((g) => {
    if (g.title) {
      wrapped(g.title, (place.clientWidth || 720) - 8).forEach((line) => {
        y += 16;
        rows.push({ heading: line, y });
      });
      y += 6;
    }
    g.bars.forEach((bar) => { rows.push({ bar, y }); y += 19; });
    y += 5;
  });
  const { svg, width } = frame(place, y + 34, title);
  const ends = bars.flatMap((b) => b.value.filter((v) => v !== null));
  const scale = d3.scaleLinear().domain([Math.min(0, ...ends), Math.max(0, ...ends) || 1e-3]).nice()
    .range([labelWidth + 8, width - 64]);
  axis(svg, scale, 4, y);
  svg.append("text").attr("class", "unit").attr("x", width - 2).attr("y", y + 30)
    .attr("text-anchor", "end").text(unit);
  const marks = [];
  rows.forEach((row) => {
    if (row.heading) {
      svg.append("text").attr("class", "heading").attr("x", 0).attr("y", row.y).text(row.heading);
      return;
    }
    const { label, value, colour, lines } = row.bar, middle = row.y + 8;
    const short = wrapped(label, labelWidth)[0] === label ? label : clipped(label, labelWidth);
    svg.append("text").attr("class", "label").attr("x", labelWidth).attr("y", middle + 4)
      .attr("text-anchor", "end").text(short);
    if (value[0] === null) return;
    const mark = svg.append("g").attr("class", "mark");
    mark.append("rect").attr("x", Math.min(scale(0), scale(value[0]))).attr("y", row.y + 1)
      .attr("width", Math.max(0.5, Math.abs(scale(value[0]) - scale(0)))).attr("height", 14)
      .attr("fill", colour);
    if (ranged(value)) {
      const [a, b] = [scale(value[1]), scale(value[2])];
      mark.append("path").attr("class", "range")
        .attr("d", `M${a},${middle}H${b}M${a},${middle - 3}v6M${b},${middle - 3}v6`);
    }
    mark.append("rect").attr("class", "target").attr("x", labelWidth).attr("y", row.y - 1)
      .attr("width", width - labelWidth).attr("height", 19);
    svg.append("text").attr("class", "figure").attr("y", middle + 4)
      .attr("x", Math.max(scale(0), scale(value[0]), ranged(value) ? scale(value[2]) : 0) + 5)
      .text(figure(value[0]));
    marks.push({ element: mark.node(), lines });
  });
  explain(svg.node(), marks);
}

function clipped(text, pixels) {
  let short = text;
  while (short.length > 1 && wrapped(`${short}…`, pixels).length > 1) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

/** Parts that add up: each begins where the one before ends; the total stands last. */
function waterfall(place, parts, total, title, unit) {
  const labelWidth = Math.min(210, Math.max(100, (place.clientWidth || 720) * 0.3));
  const height = 8 + 22 * (parts.length + 1);
  const { svg, width } = frame(place, height + 34, title);
  let sum = 0;
  const steps = parts.map((p) => ({ ...p, from: sum, to: (sum += p.value) }));
  steps.push({ ...total, from: 0, to: total.value });
  const ends = steps.flatMap((s) => [s.from, s.to]);
  const scale = d3.scaleLinear().domain([Math.min(0, ...ends), Math.max(0, ...ends) || 1e-3]).nice()
    .range([labelWidth + 8, width - 64]);
  axis(svg, scale, 4, height);
  svg.append("text").attr("class", "unit").attr("x", width - 2).attr("y", height + 30)
    .attr("text-anchor", "end").text(unit);
  const marks = steps.map((s, k) => {
    const y = 6 + 22 * k, last = k === steps.length - 1;
    svg.append("text").attr("class", last ? "label heading" : "label").attr("x", labelWidth)
      .attr("y", y + 13).attr("text-anchor", "end")
      .text(wrapped(s.label, labelWidth).length > 1 ? clipped(s.label, labelWidth) : s.label);
    const mark = svg.append("g").attr("class", "mark");
    mark.append("rect").attr("x", Math.min(scale(s.from), scale(s.to))).attr("y", y)
      .attr("width", Math.max(0.5, Math.abs(scale(s.to) - scale(s.from)))).attr("height", 17)
      .attr("fill", last ? COLOURS[0] : s.value < 0 ? LOSS : GAIN);
    mark.append("rect").attr("class", "target").attr("x", labelWidth).attr("y", y - 2)
      .attr("width", width - labelWidth).attr("height", 22);
    svg.append("text").attr("class", "figure").attr("y", y + 13)
      .attr("x", Math.max(scale(s.from), scale(s.to)) + 5).text(figure(s.value));
    return { element: mark.node(), lines: s.lines };
  });
  explain(svg.node(), marks);
}

/** Red for a fall, blue for a rise, white for nothing; text on it stays readable. */
function shade(value, largest) {
  if (value === null || !largest) return { fill: "#f4f4f4", text: "#222" };
  const t = Math.min(1, Math.sqrt(Math.abs(value) / largest)) * 0.85;
  const end = value < 0 ? [181, 64, 58] : [43, 111, 158];
  const rgb = end.map((c) => Math.round(255 + t * (c - 255)));
  return { fill: `rgb(${rgb.join(",")})`, text: t > 0.6 ? "#fff" : "#1a1a1a" };
}

/** cells[row][column]: {value, lines, off}; a cell that is off the scale is grey. */
function matrix(place, rowNames, columnNames, cells, title) {
  const narrow = columnNames.length > 12;
  const size = narrow ? 30 : Math.max(64, Math.min(130, ((place.clientWidth || 720) - 120) / columnNames.length));
  const left = narrow ? 58 : 112, row = narrow ? 22 : 30, top = 24;
  place.textContent = "";
  const width = left + size * columnNames.length + 4, height = top + row * rowNames.length + 4;
  const svg = d3.select(place).append("svg").attr("width", width).attr("height", height)
    .attr("role", "group").attr("aria-label", title);
  const largest = Math.max(0, ...cells.flat().filter((c) => !c.off && c.value !== null)
    .map((c) => Math.abs(c.value)));
  const marks = [];
  columnNames.forEach((name, c) => svg.append("text").attr("class", "label")
    .attr("x", left + size * (c + 0.5)).attr("y", 16).attr("text-anchor", "middle")
    .text(clipIf(name, size)));
  rowNames.forEach((name, r) => {
    svg.append("text").attr("class", "label").attr("x", left - 6).attr("y", top + row * r + row / 2 + 4)
      .attr("text-anchor", "end").text(clipIf(name, left - 8));
    cells[r].forEach((item, c) => {
      const colour = item.off ? { fill: "#ececec", text: "#444" } : shade(item.value, largest);
      const mark = svg.append("g").attr("class", "mark");
      mark.append("rect").attr("x", left + size * c).attr("y", top + row * r).attr("width", size - 1)
        .attr("height", row - 1).attr("fill", colour.fill);
      if (!narrow) mark.append("text").attr("class", "cell").attr("x", left + size * (c + 0.5))
        .attr("y", top + row * r + row / 2 + 4).attr("text-anchor", "middle").attr("fill", colour.text)
        .text(figure(item.value));
      marks.push({ element: mark.node(), lines: item.lines });
    });
  });
  explain(svg.node(), marks);
}
const clipIf = (text, pixels) => (wrapped(text, pixels).length > 1 ? clipped(text, pixels) : text);

/** Squares of the provinces. tiles: [{column, row, short, value, lines}]. */
function tileMap(place, tiles, title) {
  const size = Math.max(30, Math.min(64, ((place.clientWidth || 600) - 4) / 9));
  place.textContent = "";
  const svg = d3.select(place).append("svg").attr("width", 9 * size + 2).attr("height", 8 * size + 2)
    .attr("role", "group").attr("aria-label", title);
  const largest = Math.max(0, ...tiles.filter((t) => t.value !== null).map((t) => Math.abs(t.value)));
  const marks = tiles.map((t) => {
    const colour = shade(t.value, largest);
    const mark = svg.append("g").attr("class", "mark")
      .attr("transform", `translate(${t.column * size + 1},${t.row * size + 1})`);
    mark.append("rect").attr("width", size - 2).attr("height", size - 2).attr("rx", 3)
      .attr("fill", colour.fill).attr("stroke", "#999").attr("stroke-width", 0.5);
    mark.append("text").attr("x", size / 2 - 1).attr("y", size * 0.42).attr("text-anchor", "middle")
      .attr("fill", colour.text).text(t.short);
    if (size >= 40) mark.append("text").attr("class", "cell").attr("x", size / 2 - 1)
      .attr("y", size * 0.76).attr("text-anchor", "middle").attr("fill", colour.text)
      .text(figure(t.value));
    return { element: mark.node(), lines: t.lines };
  });
  explain(svg.node(), marks);
}
