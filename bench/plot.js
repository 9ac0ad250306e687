import { median } from "./figures.js";

/** @typedef {import("./figures.js").Entry} Entry */
/** @typedef {import("./figures.js").Size} Size */

const width = 900;
const labels = 250;
const gap = 24;
const bars = (width - labels - gap) / 2;
/** Room at a bar's right for its number. */
const numbers = 86;
const line = 19;
const heading = 46;

/** Legible on light and on dark pages: the colours follow what the reader prefers. */
const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 14px }
  .note { fill: #59636e }
  .doctor { fill: #0969da } .warm { fill: #54aeff } .peer { fill: #818b98 } .floor { fill: #b6c0ca }
  .spread { stroke: #1f2328; stroke-width: 1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .note { fill: #9198a1 } .spread { stroke: #f0f6fc }
    .doctor { fill: #388bfd } .warm { fill: #1f4f8f } .peer { fill: #767e88 } .floor { fill: #3d444d }
  }`;

/** @param {import("./figures.js").Results} results @returns {string} SVG: time and memory of each, a panel for each size */
export function plot({ sizes }) {
  let top = 8;
  const panels = sizes.map((size) => {
    const drawn = panel(size, top);
    top += heading + size.entries.length * line + gap;
    return drawn;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" role="img" aria-label="Time and memory of the doctor, its peers and the floors">
<style>${style}
</style>
${panels.join("\n")}
</svg>
`;
}

/** @param {Size} size @param {number} top */
function panel({ tables, entries }, top) {
  const ran = entries.filter(({ failed }) => failed === null);
  const longest = (/** @type {"wall" | "memory"} */ of) =>
    Math.max(...ran.flatMap(({ samples }) => samples.map((sample) => sample[of])));
  const scales = { wall: (bars - numbers) / longest("wall"), memory: (bars - numbers) / longest("memory") };
  const rows = entries
    .toSorted((a, b) => order(a) - order(b))
    .map((entry, i) => row(entry, top + heading + i * line, scales));
  return `<text class="title" x="0" y="${top + 14}">${tables.toLocaleString("en")} tables</text>
<text class="note" x="${labels}" y="${top + 34}">time, median and spread</text>
<text class="note" x="${labels + bars + gap}" y="${top + 34}">peak memory</text>
${rows.join("\n")}`;
}

/** @param {Entry} entry */
const order = ({ kind }) => ["doctor", "peer", "floor"].indexOf(kind);

/** @param {Entry} entry @param {number} top @param {{ wall: number, memory: number }} scales */
function row(entry, top, scales) {
  const label = `<text x="${labels - 8}" y="${top + 12}" text-anchor="end">${escaped(short(entry))}</text>`;
  if (entry.failed !== null)
    return `${label}<text class="note" x="${labels}" y="${top + 12}">does not run here</text>`;
  const seconds = (/** @type {number} */ value) => `${(value / 1000).toFixed(2)} s`;
  const megabytes = (/** @type {number} */ value) => `${value.toFixed(0)} MB`;
  return [
    label,
    bar(entry, "wall", labels, top, scales.wall, seconds),
    bar(entry, "memory", labels + bars + gap, top, scales.memory, megabytes),
  ].join("");
}

/** @param {Entry} entry @param {"wall" | "memory"} of @param {number} left @param {number} top @param {number} scale @param {(value: number) => string} said */
function bar({ kind, id, samples }, of, left, top, scale, said) {
  const list = samples.map((sample) => sample[of]);
  const at = (/** @type {number} */ value) => (value * scale).toFixed(1);
  const [low, high, middle] = [Math.min(...list), Math.max(...list), median(list)];
  const colour = /-warm(-model)?$/.test(id) ? "warm" : kind;
  const spread = `M${left + Number(at(low))} ${top + 8}H${left + Number(at(high))}`;
  return `<rect class="${colour}" x="${left}" y="${top + 2}" width="${at(middle)}" height="12" rx="2"/><path class="spread" d="${spread}"/><text class="note" x="${left + Number(at(high)) + 6}" y="${top + 12}">${said(middle)}</text>`;
}

/** @param {Entry} entry */
const short = ({ name }) => name.split(": ")[0]?.replaceAll("`", "").replace(", no more", "") ?? name;
/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
