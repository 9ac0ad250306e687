import type { Database } from "better-sqlite3";
import type { Survival, SurvivingColumn } from "../plan/plan.ts";
import { quoteName } from "../sql/quote.ts";

/** How the rows of one table differ between the attached databases `main` (before) and `shadow` (after). */
export interface RowDifference {
  readonly table: string;
  readonly rows: number;
  readonly differing: number;
}

/**
 * Compares the rows of a table before and after: number, rowids, and every surviving value with its storage class.
 * SQLite has no hash of its own, so the two databases are attached to one connection and joined.
 */
export function compareRows(connection: Database, survival: Survival): RowDifference {
  const before = `main.${quoteName(survival.from)}`;
  const after = `shadow.${quoteName(survival.to)}`;
  const [rows = 0, now = 0, differing = 0] = counts(connection, [
    `SELECT count(*) FROM ${before}${staying(survival)}`,
    `SELECT count(*) FROM ${after}`,
    survival.rowid !== null ? byRowid(before, after, survival) : byContent(before, after, survival),
  ]);
  const { arriving = 0 } = survival;
  const missing = arriving === "any" ? Math.max(0, rows - now) : Math.abs(rows + arriving - now);
  return { table: survival.to, rows, differing: Math.max(missing, differing) };
}

/** What several queries count, asked in one: there may be hundreds of tables. */
function counts(connection: Database, queries: readonly string[]): number[] {
  const columns = queries.map((query) => `(${query})`).join(", ");
  const found = connection.prepare<[], (number | bigint)[]>(`SELECT ${columns}`).raw().get() ?? [];
  return found.map(Number);
}

/** The condition of the rows that do not leave. */
function staying({ leaving }: Survival): string {
  return leaving === undefined ? "" : ` WHERE (${leaving}) IS NOT TRUE`;
}

function byRowid(before: string, after: string, survival: Survival): string {
  const { columns, rowid, leaving } = survival;
  const [a, b] = [`a.${rowid?.from}`, `b.${rowid?.to}`];
  const exempt = (condition: string): string =>
    `${a} IN (SELECT ${rowid?.from} FROM ${before} WHERE ${condition})`;
  const conditions = [`${b} IS NULL`, ...columns.map((column) => differs(column, exempt))];
  const stays =
    leaving === undefined ? "" : ` AND ${a} IN (SELECT ${rowid?.from} FROM ${before}${staying(survival)})`;
  return `SELECT count(*) FROM ${before} AS a LEFT JOIN ${after} AS b ON ${b} = ${a} WHERE (${conditions.join(" OR ")})${stays}`;
}

function differs({ from, to, how, unless }: SurvivingColumn, exempt: (condition: string) => string): string {
  const [a, b] = [`a.${quoteName(from)}`, `b.${quoteName(to)}`];
  const changed = `typeof(${a}) <> typeof(${b}) OR ${a} IS NOT ${b} COLLATE BINARY`;
  if (how === "same") return unless === undefined ? changed : `((${changed}) AND NOT ${exempt(unless)})`;
  if (how === "filled") return `(${a} IS NOT NULL AND (${changed}))`;
  const asText = `CAST(${a} AS TEXT) IS NOT CAST(${b} AS TEXT) COLLATE BINARY`;
  const asNumber = `CAST(${a} AS NUMERIC) IS NOT CAST(${b} AS NUMERIC)`;
  const unequal = `((${changed}) AND ${asText} AND (${asNumber} OR ${a} IS NULL OR ${b} IS NULL))`;
  return unless === undefined ? unequal : `(${unequal} AND NOT ${exempt(unless)})`;
}

/** Without a rowid that stays, the rows are compared as multisets of their surviving values. */
function byContent(before: string, after: string, survival: Survival): string {
  const strict = survival.columns.filter(({ how, unless }) => how !== "filled" && unless === undefined);
  if (strict.length === 0) return "SELECT 0";
  const bag = (table: string, side: "from" | "to", where: string): string => {
    const values = strict.flatMap((column) => {
      const name = quoteName(column[side]);
      if (column.how === "converted") return [`CAST(${name} AS TEXT) COLLATE BINARY`];
      return [`typeof(${name})`, `${name} COLLATE BINARY`];
    });
    const list = values.map((value, i) => `${value} AS v${i}`);
    return `SELECT ${list.join(", ")}, count(*) AS n FROM ${table}${where} GROUP BY ${values.map((_, i) => i + 1).join(", ")}`;
  };
  return `SELECT count(*) FROM (${bag(before, "from", staying(survival))} EXCEPT ${bag(after, "to", "")})`;
}
