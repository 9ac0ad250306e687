import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { refusedByStrict, unconvertibleRows } from "../../src/sql/probes.ts";

const values = [
  "NULL",
  "5",
  "-7",
  "9007199254740993",
  "1.5",
  "5.0",
  "0.1",
  "1e300",
  "x'3130'",
  "''",
  "'abc'",
  "'10'",
  "'0010'",
  "'1e3'",
  "'10.5'",
  "'10.0'",
  "' 10'",
  "'+5'",
  "'0x10'",
  "'2024-01-01'",
  "'9223372036854775808'",
  "'1_000'",
  "'true'",
];

/** The values, one a row by rowid, in a column that converts nothing. */
function samples() {
  const connection = new Database(":memory:");
  connection.exec("CREATE TABLE samples (value)");
  for (const value of values) connection.exec(`INSERT INTO samples VALUES (${value})`);
  const [table] = introspect(connection).tables;
  if (!table) throw new Error("no table");
  return { connection, table };
}

function offending(query: string | null, connection: Database.Database): string[] {
  if (query === null) return [];
  const rowids = connection.prepare<[], number>(query).pluck().all();
  return rowids.map((rowid) => values[rowid - 1] ?? "");
}

describe("what a column of another type would lose", () => {
  test.each([
    ["TEXT", ["x'3130'"]],
    ["BLOB", []],
    [
      "INTEGER",
      [
        "x'3130'",
        "''",
        "'abc'",
        "'0010'",
        "'1e3'",
        "'10.0'",
        "' 10'",
        "'+5'",
        "'0x10'",
        "'2024-01-01'",
        "'9223372036854775808'",
        "'1_000'",
        "'true'",
      ],
    ],
    ["DATETIME", ["'0010'", "'1e3'", "'10.0'", "' 10'", "'+5'", "'9223372036854775808'"]],
    [
      "REAL",
      [
        "9007199254740993",
        "x'3130'",
        "''",
        "'abc'",
        "'0010'",
        "'1e3'",
        "' 10'",
        "'+5'",
        "'0x10'",
        "'2024-01-01'",
        "'9223372036854775808'",
        "'1_000'",
        "'true'",
      ],
    ],
  ])("%s", (type, expected) => {
    const { connection, table } = samples();
    expect(offending(unconvertibleRows(table, "value", type), connection)).toEqual(expected);
  });

  test.each(["INTEGER", "REAL", "NUMERIC", "DATETIME", "TEXT"])(
    "%s changes no value it lets through",
    (type) => {
      const { connection, table } = samples();
      const refused = new Set(offending(unconvertibleRows(table, "value", type), connection));
      connection.exec(
        `CREATE TABLE made (value ${type}); INSERT INTO made (rowid, value) SELECT rowid, value FROM samples`,
      );
      const changed = connection
        .prepare<[], number>(
          "SELECT s.rowid FROM samples s JOIN made m ON m.rowid = s.rowid WHERE CAST(s.value AS TEXT) <> CAST(m.value AS TEXT) " +
            "AND NOT (typeof(s.value) <> 'text' AND typeof(m.value) <> 'text' AND s.value = m.value) " +
            "AND NOT (typeof(s.value) = 'text' AND typeof(m.value) = 'real' AND s.value = CAST(CAST(m.value AS INTEGER) AS TEXT))",
        )
        .pluck()
        .all()
        .map((rowid) => values[rowid - 1]);
      expect(changed.filter((value) => !refused.has(value ?? ""))).toEqual([]);
    },
  );

  test.each(["INTEGER", "INT", "REAL", "TEXT", "BLOB"])(
    "a STRICT column of type %s refuses exactly these, or would change them",
    (type) => {
      const { connection, table } = samples();
      const refused = new Set(offending(refusedByStrict(table, "value", type), connection));
      connection.exec(`CREATE TABLE strictly (value ${type}) STRICT`);
      for (const value of values) {
        if (refused.has(value)) continue;
        expect(() => connection.exec(`INSERT INTO strictly VALUES (${value})`), value).not.toThrow();
      }
    },
  );
});
