import { describe, expect, it } from "vitest";
import { held } from "./held.ts";
import { typedColumns } from "./typed-columns.ts";

const preamble = `
  export enum Colour { Red = "red", Green = "green" }
  export enum Level { Low, High }
  type Branded = string & { readonly __brand: "branded" };
  interface Shop { currency: string }
  /** @table parents */
  export interface Parent { id: number }`;

/** All rows as one model and one database, a table each: reading types costs by the file, not by the table. */
const model = typedColumns.map(
  ([property], i) => `/** @table t${i} */ export interface T${i} { id: number; ${property} }`,
);
const database = typedColumns.map(([, ddl, rows = []], i) => {
  const values = rows.map((value, id) => `INSERT INTO t${i} (id, value) VALUES (${id + 1}, ${value});`);
  return [`CREATE TABLE t${i} (id INTEGER PRIMARY KEY, value ${ddl});`, ...values].join(" ");
});

describe("a property and the column the database has for it", async () => {
  const { issues, notAnalysed } = await held({
    declared: { types: `${preamble}\n${model.join("\n")}` },
    actual: `CREATE TABLE parents (id INTEGER PRIMARY KEY); INSERT INTO parents VALUES (1); ${database.join("\n")}`,
  });

  it("are all read", () => {
    expect(notAnalysed).toEqual([]);
    expect(typedColumns.length).toBeGreaterThanOrEqual(60);
  });

  it.each(
    typedColumns.map(
      ([property, ddl, rows, expected = []], i) => [property, ddl, rows ?? [], expected, i] as const,
    ),
  )("%s, %s, rows %j: %j", (_property, _ddl, _rows, expected, i) => {
    const own = issues.filter(({ table }) => table === `t${i}`);
    expect(own.map(({ severity, rule }) => `${severity} ${rule}`).toSorted()).toEqual(expected.toSorted());
    const columns = own.flatMap(({ findings }) => findings.map(({ column }) => column));
    expect(columns.filter((column) => column !== "value" && column !== null)).toEqual([]);
  });
});
