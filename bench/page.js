import { forms, idOf, models } from "./contestants.js";
import { entryOf, fastest, goalsOf, isMet, median, middle, phaseOf } from "./figures.js";
import { peers } from "./peers/index.js";

/** @typedef {import("./figures.js").Results} Results */
/** @typedef {import("./figures.js").Size} Size */
/** @typedef {import("./figures.js").Entry} Entry */

export const [from, to] = ["<!-- measured -->", "<!-- /measured -->"];

/** The page with the measurement between its marks. @param {string} page @param {Results} results */
export function withMeasurement(page, results) {
  const [begin, end] = [page.indexOf(from), page.indexOf(to)];
  if (begin === -1 || end === -1) throw new Error("The page has no marks for the measurement.");
  return `${page.slice(0, begin)}${from}\n\n${measurement(results)}\n${page.slice(end)}`;
}

/** @param {Results} results @returns {string} markdown */
export function measurement(results) {
  return [
    circumstances(results),
    "## Goals\n",
    goalsTable(results),
    "![Time and memory of each](pictures/performance.svg)\n",
    ...results.sizes.map((size) => sizeTable(size)),
    "## The peers\n",
    `${peers.map(({ name, note }) => `- **${name}**: ${note}`).join("\n")}\n`,
    "## Where the doctor's time goes\n",
    ...results.sizes.map((size) => phasesTable(size)),
  ].join("\n");
}

/** @param {Results} results */
function circumstances({ date, machine, versions, rows, sizes }) {
  const { processor, cores, gigabytes, system, node, sqlite, load } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const runs = sizes.map(
    ({ tables, entries }) => `${entries[0]?.samples.length ?? 0} at ${count(tables)} tables`,
  );
  const isTrial = sizes.some(({ entries }) =>
    entries.some(({ failed, samples }) => failed === null && samples.length < 5),
  );
  const trial = isTrial ? "**A trial: fewer than five runs of each; do not rely on these figures.**\n\n" : "";
  const loads = load.map((value) => value.toFixed(1)).join(" before and ");
  return `${trial}Measured on ${date}: ${cores} × ${processor}, ${gigabytes} GB, ${system}, Node ${node}, SQLite ${sqlite};
load ${loads} after.
${named.join(", ")}.
${rows} rows in each table, whole processes by turns in one run; medians of all runs: ${runs.join(", ")}.
`;
}

/** @param {Results} results */
function goalsTable(results) {
  const said = (/** @type {number | null | undefined} */ value, /** @type {string} */ unit) =>
    value === undefined ? "" : value === null ? "not measured" : amount(value, unit);
  const rows = goalsOf(results, forms).map((goal) => {
    const { work, goal: most, unit, measured } = goal;
    const cells = forms.map((_, i) => said(measured[i], unit));
    const met = { true: "met", false: "missed", null: "open" }[`${isMet(goal)}`];
    return [work, `at most ${amount(most, unit)}`, ...cells, met];
  });
  return table(["work", "goal", ...forms.map((form) => models[form].title), ""], rows);
}

/** @param {number} value @param {string} unit */
const amount = (value, unit) =>
  unit === "times" ? String(Number(value.toFixed(2))) : `${value.toFixed(0)} ${unit}`;

/** @param {Size} size */
export function sizeTable(size) {
  const best = fastest(size);
  const rows = size.entries
    .toSorted((a, b) => order(a) - order(b))
    .map((entry) => [
      entry.name,
      ...(entry.failed === null ? cellsOf(entry, best) : ["", "", "", "", entry.failed]),
    ]);
  const head = [
    "",
    "time in ms",
    `of ${best.id}`,
    "processor in ms",
    "memory in MB",
    "drifted tables reported",
  ];
  return `## ${count(size.tables)} tables, ${size.megabytes.toFixed(1)} MB\n\n${table(head, rows)}`;
}

/** @param {Entry} entry */
const order = ({ kind }) => ["doctor", "peer", "floor"].indexOf(kind);

/** @param {Entry} entry @param {Entry} best */
function cellsOf(entry, best) {
  const { reported, drifted, noise } = entry.found;
  const others = noise === 0 ? "" : `, and ${noise} others`;
  return [
    `${whole(middle(entry, "wall"))} (${spread(entry.samples.map(({ wall }) => wall))})`,
    (middle(entry, "wall") / middle(best, "wall")).toFixed(2),
    whole(middle(entry, "cpu")),
    whole(middle(entry, "memory")),
    entry.kind === "floor" ? "" : `${reported} of ${drifted}${others}`,
  ];
}

/** @param {number[]} list */
const spread = (list) => `${whole(Math.min(...list))}–${whole(Math.max(...list))}`;
const whole = (/** @type {number} */ value) => value.toFixed(0);
const count = (/** @type {number} */ value) => value.toLocaleString("en");

/** @param {Size} size */
function phasesTable(size) {
  const ours = forms.flatMap((form) =>
    /** @type {const} */ (["cold", "warm model"]).map((cache) => entryOf(size, idOf(form, cache))),
  );
  const phases = [
    ...new Set(ours.flatMap(({ samples }) => samples.flatMap((sample) => Object.keys(sample.phases)))),
  ];
  const rows = phases.map((phase) => [phase, ...ours.map((entry) => phaseOf(entry, phase).toFixed(1))]);
  const rest = ours.map((entry) =>
    median(entry.samples.map(({ wall, phases: told }) => wall - sum(told))).toFixed(1),
  );
  const heads = ours.map(({ name }) => name.replace("doctor, ", ""));
  return `${count(size.tables)} tables, in ms:\n\n${table(["", ...heads], [...rows, ["the rest of the process", ...rest]])}`;
}

/** @param {Record<string, number>} phases */
const sum = (phases) => Object.values(phases).reduce((total, spent) => total + spent, 0);

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const rule = `|---|${"---:|".repeat(head.length - 1)}`;
  return `${[line(head), rule, ...rows.map(line)].join("\n")}\n`;
}
