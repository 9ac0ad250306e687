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
  const rows = count(connection, `SELECT count(*) FROM ${before}${staying(survival)}`);
  const now = count(connection, `SELECT count(*) FROM ${after}`);
  const { arriving = 0 } = survival;
  const missing = arriving === "any" ? Math.max(0, rows - now) : Math.abs(rows + arriving - now);
  const differing =
    survival.rowid !== null
      ? byRowid(connection, before, after, survival)
      : byContent(connection, before, after, survival);
  return { table: survival.to, rows, differing: Math.max(missing, differing) };
}

function count(connection: Database, query: string): number {
  return Number(connection.prepare<[], number | bigint>(query).pluck().get() ?? 0);
}

/** The condition of the rows that do not leave. */
function staying({ leaving }: Survival): string {
  return leaving === undefined ? "" : ` WHERE (${leaving}) IS NOT TRUE`;
}

function byRowid(connection: Database, before: string, after: string, survival: Survival): number {
  const { columns, rowid, leaving } = survival;
  const [a, b] = [`a.${rowid?.from}`, `b.${rowid?.to}`];
  const exempt = (condition: string): string =>
    `${a} IN (SELECT ${rowid?.from} FROM ${before} WHERE ${condition})`;
  const conditions = [`${b} IS NULL`, ...columns.map((column) => differs(column, exempt))];
  const stays =
    leaving === undefined ? "" : ` AND ${a} IN (SELECT ${rowid?.from} FROM ${before}${staying(survival)})`;
  return count(
    connection,
    `SELECT count(*) FROM ${before} AS a LEFT JOIN ${after} AS b ON ${b} = ${a} WHERE (${conditions.join(" OR ")})${stays}`,
  );
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
function byContent(connection: Database, before: string, after: string, survival: Survival): number {
  const strict = survival.columns.filter(({ how, unless }) => how !== "filled" && unless === undefined);
  if (strict.length === 0) return 0;
  const bag = (table: string, side: "from" | "to", where: string): string => {
    const values = strict.flatMap((column) => {
      const name = quoteName(column[side]);
      if (column.how === "converted") return [`CAST(${name} AS TEXT) COLLATE BINARY`];
      return [`typeof(${name})`, `${name} COLLATE BINARY`];
    });
    const list = values.map((value, i) => `${value} AS v${i}`);
    return `SELECT ${list.join(", ")}, count(*) AS n FROM ${table}${where} GROUP BY ${values.map((_, i) => i + 1).join(", ")}`;
  };
  return count(
    connection,
    `SELECT count(*) FROM (${bag(before, "from", staying(survival))} EXCEPT ${bag(after, "to", "")})`,
  );
}
