import type { Table } from "../schema/schema.ts";
import { besideSet } from "./beside-set.ts";
import type { Glance } from "./glance.ts";
import { rowidName } from "./identity.ts";
import { conditionsOn, type KnownConditions, type Probe, selectOf, type ValueProbe } from "./probe.ts";
import { anyRow } from "./probes.ts";
import { quoteName } from "./quote.ts";
import { tokenize } from "./tokens.ts";
import type { ValueCondition } from "./value-conditions.ts";

/** Questions about the rows of one table that one pass answers. */
export interface TableScan {
  readonly table: Table;
  /** The name of its rowid, by which rows are told apart; null where there is none. */
  readonly rowid: string | null;
  readonly probes: readonly Probe[];
  /** Each is true for the rows that the question is about. */
  readonly conditions: readonly string[];
  /** True for every such row, and quick to tell. */
  readonly suspect: string;
  /** True for those of them that no glance tells of. */
  readonly hint: string;
  /** What tells of the others, of many rows at once. */
  readonly glances: readonly Glance[];
}

/** What can be asked in one pass per table, and the questions that stand alone. */
export interface Scans {
  readonly scans: readonly TableScan[];
  readonly alone: readonly LoneQuestion[];
}

/** A question that is asked by itself. */
export interface LoneQuestion {
  readonly probe: Probe;
  /** A SELECT of the rowids of the same rows, where they have some; of one row for each that are equal. */
  readonly rowids: string | null;
}

/** How many questions one pass answers: SQLite has limits for columns and for depth. https://www.sqlite.org/limits.html */
const most = 200;

const where = " WHERE ";

/**
 * Sorts questions by the table they are about, and tells of one table at a time. `whole` are asked as they stand; with
 * `nested`, those with a SELECT inside are taken in, too.
 */
export function* composeScans(
  tables: readonly Table[],
  probes: Iterable<Probe>,
  { whole, nested }: { readonly whole: ReadonlySet<Probe>; readonly nested: boolean },
): Generator<Scans> {
  const byHead = new Map(tables.map((table) => [anyRow(table) + where, table]));
  const byName = new Map(tables.map((table) => [table.name, table]));
  const asked = new Map<Table, Probe[]>();
  const alone: LoneQuestion[] = [];
  for (const probe of probes) {
    const table = typeof probe === "string" ? byHead.get(headOf(probe)) : tableWith(probe, byName);
    const known = (table && asked.get(table)) ?? [];
    if (!table || whole.has(probe))
      alone.push({ probe, rowids: whole.has(probe) ? null : rowidsOf(selectOf(probe), table, tables) });
    else if (known.push(probe) === 1) asked.set(table, known);
  }
  yield { scans: [], alone };
  const known: KnownConditions = new Map();
  for (const [table, about] of asked) yield composeScan(table, partsOf(table, about, known), tables, nested);
}

function headOf(probe: string): string {
  return probe.slice(0, probe.indexOf(where) + where.length);
}

/** The table of a question, as it is now; undefined where it has no such column. */
function tableWith({ table, column }: ValueProbe, byName: ReadonlyMap<string, Table>): Table | undefined {
  const now = byName.get(table.name);
  return now === table || now?.columns.some(({ name }) => name === column.name) ? now : undefined;
}

function composeScan(table: Table, parts: readonly Part[], tables: readonly Table[], nested: boolean): Scans {
  const fit: Part[] = [];
  const alone: LoneQuestion[] = [];
  for (const part of parts) {
    const { probe, condition } = part;
    // What the doctor wrote itself can stand in brackets.
    if (typeof probe !== "string" || condition.suspect !== "" || isPlain(condition.offends, nested))
      fit.push(part);
    else alone.push({ probe, rowids: rowidsOf(probe, table, tables) });
  }
  return { scans: inGroups(fit).map((group) => scanOf(table, group)), alone };
}

function rowidsOf(probe: string, about: Table | undefined, tables: readonly Table[]): string | null {
  const [from = "", name = ""] = / FROM ("(?:[^"]|"")*") WHERE /.exec(probe) ?? [];
  const table = about ?? tables.find((known) => quoteName(known.name) === name);
  const rowid = table ? rowidName(table) : null;
  if (from === "" || rowid === null) return null;
  const rest = probe.slice(probe.indexOf(from));
  if (isAboutEqualRows(probe)) return `SELECT max(${rowid})${rest}`;
  const isOfRows = about !== undefined || /^SELECT "(?:[^"]|"")*" FROM /.test(probe);
  return isOfRows && isPlain(rest.slice(from.length), true) ? `SELECT ${rowid}${rest}` : null;
}

/** Whether a question is about rows that are equal in something: a part of the rows does not answer it. */
export function isAboutEqualRows(probe: string): boolean {
  return / HAVING count\(\*\) > 1$/.test(probe);
}

interface Part {
  readonly probe: Probe;
  /** Of a textual question only the condition is known; suspects it has only where it is about a set. */
  readonly condition: ValueCondition;
}

function partsOf(table: Table, probes: readonly Probe[], conditions?: KnownConditions): Part[] {
  const { length } = anyRow(table) + where;
  const parts: Part[] = [];
  const byColumn = new Map<string, ValueProbe[]>();
  for (const probe of probes) {
    if (typeof probe === "string") parts.push({ probe, condition: plain(probe.slice(length)) });
    else {
      const known = byColumn.get(probe.column.name) ?? [];
      if (known.push(probe) === 1) byColumn.set(probe.column.name, known);
    }
  }
  for (const column of table.columns) {
    const asked = byColumn.get(column.name) ?? [];
    conditionsOn(column, asked, conditions).forEach((condition, i) => {
      const probe = asked[i];
      if (probe) parts.push({ probe, condition });
    });
  }
  return parts;
}

function plain(offends: string): ValueCondition {
  return { offends, suspect: besideSet(offends) ?? "" };
}

function inGroups(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (let at = 0; at < parts.length; at += most) groups.push(parts.slice(at, at + most));
  return groups;
}

/** A scan of half of the questions, and of the other half: one that cannot be asked must not silence the others. */
export function halves({ table, probes }: TableScan): TableScan[] {
  const parts = partsOf(table, probes);
  const half = Math.ceil(parts.length / 2);
  return [scanOf(table, parts.slice(0, half)), scanOf(table, parts.slice(half))];
}

const ending = ["GROUP", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "HAVING", "WINDOW"];

/** Whether a text is a condition and nothing after it, so that it can stand in brackets. */
function isPlain(condition: string, nested: boolean): boolean {
  let depth = 0;
  for (const { kind, text, upper } of tokenize(condition)) {
    if (text === "(") depth += 1;
    else if (text === ")") depth -= 1;
    else if (text === ";" || kind === "parameter" || (depth === 0 && ending.includes(upper))) return false;
    else if (!nested && upper === "SELECT") return false;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function scanOf(table: Table, parts: readonly Part[]): TableScan {
  const glances = new Map<string, Glance>();
  for (const { condition } of parts) {
    const { glance } = condition;
    if (glance) glances.set(`${glance.value} ${glance.pattern}`, glance);
  }
  const probes = parts.map(({ probe }) => probe);
  return new ComposedScan(table, probes, [...glances.values()], parts);
}

/** Composes long texts when they are read: most tables need one of them, once. */
class ComposedScan implements TableScan {
  readonly rowid: string | null;
  readonly table: Table;
  readonly probes: readonly Probe[];
  readonly glances: readonly Glance[];
  private readonly parts: readonly Part[];

  constructor(table: Table, probes: readonly Probe[], glances: readonly Glance[], parts: readonly Part[]) {
    this.rowid = rowidName(table);
    this.table = table;
    this.probes = probes;
    this.glances = glances;
    this.parts = parts;
  }

  get conditions(): readonly string[] {
    return this.parts.map(({ condition: { offends, suspect, sooner } }) =>
      sooner === undefined ? offends : `${suspect} AND ${sooner}`,
    );
  }

  get suspect(): string {
    return suspicion(this.parts);
  }

  get hint(): string {
    return suspicion(this.parts.filter(({ condition }) => !condition.glance));
  }
}

/** True for all rows that one of these questions is about. */
function suspicion(parts: readonly Part[]): string {
  const sure = new Set<string>();
  const others = new Map<string, string[]>();
  for (const { condition } of parts) {
    const { offends, suspect, sooner = offends, isSure = false } = condition;
    if (isSure) sure.add(`(${suspect})`);
    else others.set(suspect, [...(others.get(suspect) ?? []), `(${sooner}\n)`]);
  }
  const suspicions = [...others].map(([suspect, conditions]) =>
    suspect === "" ? anyOf(conditions) : `((${suspect}) AND ${anyOf(conditions)})`,
  );
  return anyOf([...sure, ...suspicions]);
}

/** Joined by OR in a balanced tree: SQLite counts its depth. */
function anyOf(conditions: readonly string[]): string {
  if (conditions.length === 0) return "0";
  if (conditions.length <= 2) return `(${conditions.join(" OR ")})`;
  const half = Math.ceil(conditions.length / 2);
  return `(${anyOf(conditions.slice(0, half))} OR ${anyOf(conditions.slice(half))})`;
}

/**
 * The first rowid of all and the last; of rows between two rowids how many there are, the rowids of the suspect ones, and
 * what there is to glance at.
 */
export function overview(scan: TableScan): string {
  const { table, rowid, hint } = scan;
  const end = (order: string): string =>
    `(SELECT ${rowid} FROM ${quoteName(table.name)} ORDER BY ${rowid} ${order} LIMIT 1)`;
  const suspects = `group_concat(iif(${hint}, ${rowid}, NULL))`;
  return `SELECT ${[end("ASC"), end("DESC"), "count(*)", suspects, ...glancesOf(scan)].join(", ")} ${between(scan)}`;
}

/** Of rows between two rowids, what there is to glance at. */
export function glancesBetween(scan: TableScan): string {
  return `SELECT ${glancesOf(scan).join(", ")} ${between(scan)}`;
}

function glancesOf({ glances }: TableScan): string[] {
  return glances.map(({ value }) => `CAST(group_concat(${value}) AS BLOB)`);
}

/** Of rows between two rowids, those that are suspect, one by one: the rowid, and 1 or 0 for each question. */
export function offendingRows(scan: TableScan, suspect: string): string {
  const flags = scan.conditions.map((condition) => `iif(${condition}\n, 1, 0)`);
  return `SELECT ${[scan.rowid, ...flags].join(", ")} ${between(scan)} AND ${suspect} ORDER BY ${scan.rowid}`;
}

/** Of rows between two rowids, how many each question is about, with the first and the last of them. */
export function offendingTotals(scan: TableScan): string {
  const totals = scan.conditions.flatMap((condition) => [
    `count(iif(${condition}\n, 1, NULL))`,
    `min(iif(${condition}\n, ${scan.rowid}, NULL))`,
    `max(iif(${condition}\n, ${scan.rowid}, NULL))`,
  ]);
  return `SELECT ${totals.join(", ")} ${between(scan)} AND ${scan.suspect}`;
}

function between({ table, rowid }: TableScan): string {
  return `FROM ${quoteName(table.name)} NOT INDEXED WHERE ${rowid} BETWEEN ? AND ?`;
}

/** How many rows each question is about, in a table without a rowid; of its first rows only, where their number is given. */
export function offendingCounts({ table, conditions, suspect }: TableScan, first: number | null): string {
  const counts = conditions.map((condition) => `count(iif(${condition}\n, 1, NULL))`);
  const name = quoteName(table.name);
  const from = first === null ? `${name} NOT INDEXED` : `(SELECT * FROM ${name} LIMIT ${first}) AS ${name}`;
  return `SELECT ${counts.join(", ")} FROM ${from} WHERE ${suspect}`;
}
