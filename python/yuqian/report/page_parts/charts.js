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

const DIGIT = 7, LINE = 14;  // pixels: of a figure at 12, and between lines of a name

/** Limits of a scale at which the texts at the ends of lines fit between `from` and `to`.
    ends: [{at, left, right}], with the pixels that texts take on either side. */
function roomy(ends, from, to) {
  const points = [{ at: 0, left: 0, right: 0 }, ...ends];
  const span = Math.max(...points.map((p) => p.at)) - Math.min(...points.map((p) => p.at));
  let low = 0, high = (to - from) / (span || 1e-3);  // pixels per unit
  const edges = (k) => [Math.min(...points.map((p) => p.at - p.left / k)),
                        Math.max(...points.map((p) => p.at + p.right / k))];
  for (let n = 0; n < 60; ++n) {
    const k = (low + high) / 2, [left, right] = edges(k);
    if ((right - left) * k <= to - from) low = k; else high = k;
  }
  const left = edges(low)[0];
  return d3.scaleLinear().domain([left, left + (to - from) / low]).range([from, to]);
}

/** A name beside its mark, in as many lines as it takes. */
function nameAt(svg, text, x, middle, pixels, kind = "label") {
  const lines = wrapped(text, pixels);
  lines.forEach((line, k) => svg.append("text").attr("class", kind).attr("x", x)
    .attr("y", middle + 4 + LINE * (k - (lines.length - 1) / 2)).attr("text-anchor", "end").text(line.trimEnd()));
}
const highAs = (text, pixels, least) => Math.max(least, LINE * wrapped(text, pixels).length + 5);

/** A line for each range, with both ends in figures and a dot at the central one, or bars where there are no ranges;
    central figures stand at the right as well.
    groups: [{title, bars: [{label, value: [central, low, high], colour, lines}]}]. */
function barChart(place, groups, title, unit) {
  const bars = groups.flatMap((g) => g.bars);
  const labelWidth = Math.min(200, Math.max(104, (place.clientWidth || 720) * 0.27));
  const rows = [];
  let y = 20;
  groups.forEach((g) => {
    if (g.title) {
      wrapped(g.title, (Math.max(280, place.clientWidth || 720) - 8) * 12 / 14).forEach((line) => {
        y += 16;
        rows.push({ heading: line, y });
      });
      y += 6;
    }
    g.bars.forEach((bar) => {
      const high = highAs(bar.label, labelWidth, 19);
      rows.push({ bar, y, high });
      y += high;
    });
    y += 5;
  });
  const { svg, width } = frame(place, y + 34, title);
  const told = (v) => (interval(v) ? [figure(v[1]), figure(v[2])] : ["", ""]);
  const column = 8 + Math.max(14 * word("central").length / (state.language === "zh" ? 1 : 2),
                              ...bars.map((b) => 1.1 * DIGIT * figure(b.value[0]).length));
  const scale = roomy(bars.filter((b) => b.value[0] !== null).flatMap(({ value }) => {
    const [low, high] = told(value);
    return low ? [{ at: value[1], left: DIGIT * low.length + 6, right: 0 }, { at: value[2], left: 0, right: DIGIT * high.length + 6 }]
      : [{ at: value[0], left: 0, right: 0 }];
  }), labelWidth + 8, width - column);
  axis(svg, scale, 18, y);
  svg.append("text").attr("class", "unit").attr("x", width - 2).attr("y", 14).attr("text-anchor", "end").text(word("central"));
  svg.append("text").attr("class", "unit").attr("x", width - 2).attr("y", y + 30)
    .attr("text-anchor", "end").text(unit);
  const marks = [];
  rows.forEach((row) => {
    if (row.heading) {
      svg.append("text").attr("class", "heading").attr("x", 0).attr("y", row.y).text(row.heading);
      return;
    }
    const { label, value, colour, lines } = row.bar, middle = row.y + row.high / 2 - 1;
    nameAt(svg, label, labelWidth, middle, labelWidth);
    if (value[0] === null) return;
    const mark = svg.append("g").attr("class", "mark");
    if (bars.some((b) => ranged(b.value)))
      mark.append("circle").attr("cx", scale(value[0])).attr("cy", middle).attr("r", 4.5).attr("fill", colour);
    else
      mark.append("rect").attr("x", Math.min(scale(0), scale(value[0]))).attr("y", middle - 7)
        .attr("width", Math.max(0.5, Math.abs(scale(value[0]) - scale(0)))).attr("height", 14).attr("fill", colour);
    const [low, high] = told(value);
    if (low) {
      const [a, b] = [scale(value[1]), scale(value[2])];
      mark.append("path").attr("class", "range").attr("stroke", colour)
        .attr("d", `M${a},${middle}H${b}M${a},${middle - 4}v8M${b},${middle - 4}v8`);
      [[a - 4, low, "end"], [b + 4, high, "start"]].forEach(([x, text, anchor]) => mark.append("text")
        .attr("class", "limit").attr("x", x).attr("y", middle + 4).attr("text-anchor", anchor).text(text));
    }
    mark.append("rect").attr("class", "target").attr("x", labelWidth).attr("y", row.y - 1)
      .attr("width", width - labelWidth).attr("height", row.high);
    svg.append("text").attr("class", "figure").attr("y", middle + 4).attr("x", width - 2)
      .attr("text-anchor", "end").text(figure(value[0]));
    marks.push({ element: mark.node(), lines });
  });
  explain(svg.node(), marks);
}

/** Parts that add up: each begins where the one before ends; the total stands last. */
function waterfall(place, parts, total, title, unit) {
  const labelWidth = Math.min(210, Math.max(104, (place.clientWidth || 720) * 0.3));
  let sum = 0, height = 8;
  const steps = parts.map((p) => ({ ...p, from: sum, to: (sum += p.value) }));
  steps.push({ ...total, from: 0, to: total.value });
  steps.forEach((s) => {
    s.y = height;
    s.high = highAs(s.label, labelWidth, 22);
    height += s.high;
  });
  const { svg, width } = frame(place, height + 34, title);
  const scale = roomy(steps.flatMap((s) => [{ at: s.from, left: 0, right: 0 }, { at: s.to, left: 0, right: 0 },
    { at: Math.max(s.from, s.to), left: 0, right: DIGIT * figure(s.value).length + 8 }]), labelWidth + 8, width - 14);
  axis(svg, scale, 4, height);
  svg.append("text").attr("class", "unit").attr("x", width - 2).attr("y", height + 30)
    .attr("text-anchor", "end").text(unit);
  const marks = steps.map((s, k) => {
    const middle = s.y + s.high / 2 - 2, last = k === steps.length - 1;
    nameAt(svg, s.label, labelWidth, middle, labelWidth, last ? "label heading" : "label");
    const mark = svg.append("g").attr("class", "mark");
    mark.append("rect").attr("x", Math.min(scale(s.from), scale(s.to))).attr("y", middle - 8)
      .attr("width", Math.max(0.5, Math.abs(scale(s.to) - scale(s.from)))).attr("height", 17)
      .attr("fill", last ? COLOURS[0] : s.value < 0 ? LOSS : GAIN);
    mark.append("rect").attr("class", "target").attr("x", labelWidth).attr("y", s.y - 2)
      .attr("width", width - labelWidth).attr("height", s.high);
    svg.append("text").attr("class", "figure").attr("y", middle + 4)
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
  const left = narrow ? 58 : 112, row = narrow ? 22 : 34;
  const top = 10 + LINE * Math.max(...columnNames.map((name) => wrapped(name, size).length));
  place.textContent = "";
  const width = left + size * columnNames.length + 4, height = top + row * rowNames.length + 4;
  const svg = d3.select(place).append("svg").attr("width", width).attr("height", height)
    .attr("role", "group").attr("aria-label", title);
  const largest = Math.max(0, ...cells.flat().filter((c) => !c.off && c.value !== null)
    .map((c) => Math.abs(c.value)));
  const marks = [];
  columnNames.forEach((name, c) => wrapped(name, size).reverse().forEach((line, k) => svg.append("text")
    .attr("class", "label").attr("x", left + size * (c + 0.5)).attr("y", top - 7 - LINE * k)
    .attr("text-anchor", "middle").text(line.trimEnd())));
  rowNames.forEach((name, r) => {
    nameAt(svg, name, left - 6, top + row * r + row / 2, left - 8);
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
