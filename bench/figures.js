import { idOf } from "./contestants.js";

/**
 * What a measurement gave, as `results.json` keeps it.
 * @typedef {object} Results
 * @property {string} date
 * @property {{ processor: string, cores: number, gigabytes: number, system: string, node: string, sqlite: string, load: number[] }} machine
 * @property {Record<string, string>} versions by package
 * @property {number} rows in each table
 * @property {Size[]} sizes
 * @property {Alone[]} alone
 */
/** @typedef {{ tables: number, megabytes: number, entries: Entry[] }} Size */
/** @typedef {{ id: string, name: string, kind: "doctor" | "peer" | "floor", isWhole: boolean, found: import("./contestants.js").Found, failed: string | null, samples: Kept[] }} Entry */
/** @typedef {import("./process.js").Sample & { phases: Record<string, number> }} Kept */
/** What a script of its own measures against a goal of its own. @typedef {{ work: string, goal: number, measured: number | null, unit: string }} Alone */

/** @param {readonly number[]} list */
export function median(list) {
  const sorted = list.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** @param {Entry} entry @param {"wall" | "cpu" | "memory"} of */
export const middle = ({ samples }, of) => median(samples.map((sample) => sample[of]));

/** @param {Entry} entry @param {string} phase */
export const phaseOf = ({ samples }, phase) => median(samples.map(({ phases }) => phases[phase] ?? 0));

/** @param {Size} size @returns {Entry} the fastest peer that shows every drift */
export function fastest({ entries }) {
  const [first] = entries
    .filter(({ kind, isWhole, failed }) => kind === "peer" && isWhole && failed === null)
    .toSorted((a, b) => middle(a, "wall") - middle(b, "wall"));
  if (first === undefined) throw new Error("No peer ran.");
  return first;
}

/** @param {Size} size @param {string} id */
export function entryOf({ entries }, id) {
  const found = entries.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`Nothing was measured of ${id}.`);
  return found;
}

/** @param {Results} results @param {number} tables */
function sizeOf({ sizes }, tables) {
  const found = sizes.find((size) => size.tables === tables);
  if (found === undefined) throw new Error(`${tables} tables were not measured.`);
  return found;
}

/** A goal, and what was measured in the forms of the model or, of what has no model, once. @typedef {{ work: string, goal: number, unit: string, measured: (number | null)[] }} Goal */

/** @param {Results} results @param {readonly import("./contestants.js").Form[]} forms @returns {Goal[]} */
export function goalsOf(results, forms) {
  const [hundred, thousand] = [sizeOf(results, 100), sizeOf(results, 1000)];
  const best = fastest(hundred);
  const leanest = Math.min(
    ...thousand.entries
      .filter(({ kind, failed }) => kind === "peer" && failed === null)
      .map((entry) => middle(entry, "memory")),
  );
  const wall = (/** @type {Size} */ size, /** @type {string} */ id) => middle(entryOf(size, id), "wall");
  /** @param {string} work @param {number} goal @param {(form: import("./contestants.js").Form) => number} measure @returns {Goal} */
  const each = (work, goal, measure) => ({ work, goal, unit: "times", measured: forms.map(measure) });
  const introspection = (/** @type {Size} */ size, /** @type {import("./contestants.js").Form} */ form) =>
    phaseOf(entryOf(size, idOf(form, "cold")), "introspection") /
    phaseOf(entryOf(size, "introspect"), "introspection");
  return [
    each(
      `\`analyze\`, 100 tables, cold cache, against the fastest peer that shows a full diff (${best.id})`,
      0.8,
      (form) => wall(hundred, idOf(form, "cold")) / middle(best, "wall"),
    ),
    each(
      `\`analyze\`, 100 tables, warm cache, against the same`,
      0.25,
      (form) => wall(hundred, idOf(form, "warm")) / middle(best, "wall"),
    ),
    each(
      "`analyze`, 100 tables, warm cache, against `node -e 0`",
      3,
      (form) => wall(hundred, idOf(form, "warm")) / wall(hundred, "node"),
    ),
    each(
      "`analyze`, cold cache, 1,000 tables against 100",
      8,
      (form) => wall(thousand, idOf(form, "cold")) / wall(hundred, idOf(form, "cold")),
    ),
    each(
      "`analyze`, warm cache, 1,000 tables against 100",
      8,
      (form) => wall(thousand, idOf(form, "warm")) / wall(hundred, idOf(form, "warm")),
    ),
    each(
      "peak memory at 1,000 tables, cold cache, against the leanest peer",
      1,
      (form) => middle(entryOf(thousand, idOf(form, "cold")), "memory") / leanest,
    ),
    each("introspection, 100 tables, against the bare queries", 1.5, (form) => introspection(hundred, form)),
    each("introspection, 1,000 tables, against the bare queries", 1.5, (form) =>
      introspection(thousand, form),
    ),
    ...results.alone.map(({ work, goal, unit, measured }) => ({ work, goal, unit, measured: [measured] })),
  ];
}

/** @param {Goal} goal whether it is met: null where nothing was measured */
export function isMet({ goal, measured }) {
  if (measured.some((value) => value === null)) return null;
  return measured.every((value) => value !== null && value <= goal);
}
