import type { Table } from "../schema/schema.ts";
import { rowidName } from "./identity.ts";
import { anyRow } from "./probes.ts";
import { quoteName } from "./quote.ts";
import { tokenize } from "./tokens.ts";
import {
  beyondExact,
  dateFormats,
  emptyText,
  inOtherFormat,
  jsonBeside,
  malformedText,
  noDate,
  ofForeignClass,
  ofForeignClassNotEmpty,
  textWithNul,
  type ValueCondition,
} from "./value-conditions.ts";

/** Questions about the rows of one table that one pass answers. */
export interface TableScan {
  readonly table: Table;
  /** The name of its rowid, by which rows are told apart; null where there is none. */
  readonly rowid: string | null;
  readonly probes: readonly string[];
  /** Each is true for the rows that the question is about. */
  readonly conditions: readonly string[];
  /** True for every such row, and quick to tell. */
  readonly suspect: string;
}

/** What can be asked in one pass per table, and the questions that stand alone. */
export interface Scans {
  readonly scans: readonly TableScan[];
  readonly alone: readonly string[];
}

/** How many questions one pass answers: SQLite has limits for columns and for depth. https://www.sqlite.org/limits.html */
const most = 200;

/** Sorts questions by the table they are about. `whole` are asked as they stand; with `nested`, those with a SELECT inside are taken in, too. */
export function composeScans(
  tables: readonly Table[],
  probes: readonly string[],
  { whole, nested }: { readonly whole: ReadonlySet<string>; readonly nested: boolean },
): Scans {
  const byHead = new Map(tables.map((table) => [`${anyRow(table)} WHERE `, table]));
  const asked = new Map<Table, Part[]>();
  const alone: string[] = [];
  for (const probe of probes) {
    const [head] = /^.*? WHERE /s.exec(probe) ?? [];
    const table = head === undefined ? undefined : byHead.get(head);
    const condition = probe.slice(head?.length ?? 0);
    if (!table || whole.has(probe) || !isPlain(condition, nested)) alone.push(probe);
    else asked.set(table, [...(asked.get(table) ?? []), { probe, condition }]);
  }
  const scans = [...asked].flatMap(([table, parts]) => inGroups(parts).map((group) => scanOf(table, group)));
  return { scans, alone };
}

interface Part {
  readonly probe: string;
  readonly condition: string;
}

function inGroups(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (let at = 0; at < parts.length; at += most) groups.push(parts.slice(at, at + most));
  return groups;
}

const ending = ["GROUP", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "HAVING", "WINDOW"];

/** Whether a text is a condition and nothing after it, so that it can stand in brackets. */
function isPlain(condition: string, nested: boolean): boolean {
  let depth = 0;
  for (const { kind, text, upper } of tokenize(condition)) {
    if (text === "(") depth += 1;
    else if (text === ")") depth -= 1;
    else if (text === ";" || kind === "parameter" || (depth === 0 && ending.includes(upper))) return false;
    // The parts of a text are a SELECT, too, that reads no table.
    else if (!nested && upper === "SELECT" && !condition.includes("RECURSIVE place(n)")) return false;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function scanOf(table: Table, parts: readonly Part[]): TableScan {
  const known = knownConditions(table, parts);
  const suspects = new Map<string, string[]>();
  for (const { condition } of parts) {
    const { suspect = "", sooner = condition } = known.get(condition) ?? {};
    suspects.set(suspect, [...(suspects.get(suspect) ?? []), `(${sooner})`]);
  }
  const suspicions = [...suspects].map(([suspect, conditions]) =>
    suspect === "" ? anyOf(conditions) : `((${suspect}) AND ${anyOf(conditions)})`,
  );
  return {
    table,
    rowid: rowidName(table),
    probes: parts.map(({ probe }) => probe),
    conditions: parts.map(({ condition }) => {
      const { suspect, sooner } = known.get(condition) ?? {};
      return sooner === undefined ? condition : `${suspect} AND ${sooner}`;
    }),
    suspect: anyOf(suspicions),
  };
}

/** The conditions that have a quick form, by their text. */
function knownConditions({ columns }: Table, parts: readonly Part[]): Map<string, ValueCondition> {
  const formats = parts.some(({ condition }) => condition.includes("GLOB")) ? dateFormats : [];
  const known = columns.flatMap((column) => [
    ofForeignClass(column, ["text"]),
    ofForeignClassNotEmpty(column, ["integer", "real"]),
    ofForeignClassNotEmpty(column, ["integer"]),
    ofForeignClass(column, ["text", "integer", "real"]),
    ofForeignClass(column, ["integer", "real", "text"]),
    emptyText(column),
    beyondExact(column),
    textWithNul(column),
    malformedText(column),
    jsonBeside(column, "array"),
    jsonBeside(column, "object"),
    noDate(column),
    ...formats.map((format) => inOtherFormat(column, format)),
  ]);
  return new Map(known.map((condition) => [condition.offends, condition]));
}

/** Joined by OR in a balanced tree: SQLite counts its depth. */
function anyOf(conditions: readonly string[]): string {
  if (conditions.length <= 2) return `(${conditions.join(" OR ")})`;
  const half = Math.ceil(conditions.length / 2);
  return `(${anyOf(conditions.slice(0, half))} OR ${anyOf(conditions.slice(half))})`;
}

/** The rows that some question is about, one by one: the rowid, and 1 or 0 for each question. Takes the first and the last rowid. */
export function offendingRows({ table, rowid, conditions, suspect }: TableScan): string {
  const flags = conditions.map((condition) => `iif(${condition}, 1, 0)`);
  return `SELECT ${[rowid, ...flags].join(", ")} FROM ${quoteName(table.name)} NOT INDEXED WHERE ${rowid} BETWEEN ? AND ? AND ${suspect} ORDER BY ${rowid}`;
}

/** How many rows each question is about, with the first and the last of them. Takes the first and the last rowid. */
export function offendingTotals({ table, rowid, conditions, suspect }: TableScan): string {
  const totals = conditions.flatMap((condition) => [
    `count(iif(${condition}, 1, NULL))`,
    `min(iif(${condition}, ${rowid}, NULL))`,
    `max(iif(${condition}, ${rowid}, NULL))`,
  ]);
  return `SELECT ${totals.join(", ")} FROM ${quoteName(table.name)} NOT INDEXED WHERE ${rowid} BETWEEN ? AND ? AND ${suspect}`;
}

/** How many rows each question is about, in a table without a rowid; of its first rows only, where their number is given. */
export function offendingCounts({ table, conditions, suspect }: TableScan, first: number | null): string {
  const counts = conditions.map((condition) => `count(iif(${condition}, 1, NULL))`);
  const name = quoteName(table.name);
  const from = first === null ? `${name} NOT INDEXED` : `(SELECT * FROM ${name} LIMIT ${first}) AS ${name}`;
  return `SELECT ${counts.join(", ")} FROM ${from} WHERE ${suspect}`;
}
