import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/internal.ts";
import { project } from "../config/project.ts";

const rows = 3_000;

const model = `/** @table shipments */
export interface Shipment {
  id: bigint; weight: number | null; serial: number; customs: bigint; label: string; state: "open" | "sent" | "lost";
  zone: 1 | 2 | 3 | null; isFragile: boolean; sentAt: Date | null; paidAt: Date | null; box: { x: number };
  tags: string[] | null; barcode: Uint8Array | null; day: string | null;
}`;

const table = `CREATE TABLE shipments (id INTEGER PRIMARY KEY, weight REAL, serial INTEGER NOT NULL, customs INTEGER NOT NULL,
  label TEXT NOT NULL, state TEXT NOT NULL, zone INTEGER, is_fragile BOOLEAN NOT NULL, sent_at TEXT, paid_at INTEGER,
  box TEXT NOT NULL, tags TEXT, barcode BLOB, day DATE)`;

/** Values that are right, however odd. */
const right = `WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${rows})
  INSERT INTO shipments SELECT n - ${rows / 2}, CASE n % 3 WHEN 0 THEN 9e999 WHEN 1 THEN -0.0 END,
    CASE n % 2 WHEN 0 THEN 9007199254740991 ELSE -9007199254740991 END, 9223372036854775807,
    CASE n % 4 WHEN 0 THEN '' WHEN 1 THEN '😀' || char(0xFFFD) WHEN 2 THEN 'null' ELSE char(9, 13, 10) END,
    CASE n % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'sent' ELSE 'lost' END, nullif(n % 4, 0), n % 2,
    CASE n % 3 WHEN 0 THEN NULL ELSE strftime('%Y-%m-%dT%H:%M:%fZ', 1000000000 + n * 1000, 'unixepoch') END, n * 1000,
    CASE n % 3 WHEN 0 THEN '{"x":1,"x":2}' WHEN 1 THEN char(10) || '{"x":1e400}' ELSE '{"\\u0000":"\\ud83d"}' END,
    CASE n % 2 WHEN 0 THEN ' ["a"]' END, CASE n % 2 WHEN 0 THEN x'' ELSE x'00ff' END, date(n, 'unixepoch') FROM s`;

/** What one row is given instead, and what is to be said of it. */
const planted = [
  ["weight", "'heavy'", "critical foreign-storage-class"],
  ["serial", "9007199254740993", "critical imprecise-number"],
  ["customs", "x'01'", "critical foreign-storage-class"],
  ["label", "CAST($malformed AS TEXT)", "high malformed-text"],
  ["state", "'snet'", "critical value-set-without-check"],
  ["zone", "4", "critical value-set-without-check"],
  ["is_fragile", "'true'", "critical non-boolean-value"],
  ["sent_at", "'2026-02-31T00:00:00Z'", "critical malformed-date"],
  ["paid_at", "'soon'", "critical malformed-date"],
  ["box", `'{"x":'`, "critical invalid-json"],
  ["tags", "'{}'", "critical invalid-json"],
  ["barcode", "'4006381333931'", "critical foreign-storage-class"],
  ["day", "'2026-13-01'", "critical malformed-date"],
] as const;

const lone: Readonly<Record<string, string>> = {
  "UTF-8": "x'61ff62'",
  "UTF-16le": "x'61003dd86200'",
  "UTF-16be": "x'0061d83d0062'",
};

function database(encoding: string, tail: string, at: number | null): string {
  const folder = project({
    "doctor.config.json": '{ "database": "app.db", "model": ["model.ts"], "history": false }',
    "model.ts": model,
  });
  const connection = new Database(join(folder, "app.db"));
  connection.pragma(`encoding = '${encoding}'`);
  connection.exec(`${table}${tail}; ${right}`);
  for (const [column, value] of at === null ? [] : planted) {
    const given = value.replace("$malformed", lone[encoding] ?? "");
    const { changes } = connection
      .prepare(`UPDATE shipments SET ${column} = ${given} WHERE id = ${at}`)
      .run();
    expect(changes, column).toBe(1);
  }
  connection.close();
  return folder;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const kinds = ["UTF-8", "UTF-16le", "UTF-16be"].flatMap((encoding) =>
  ["", " WITHOUT ROWID"].map((tail): [string, string] => [encoding, tail]),
);

describe.each(kinds)("a table in %s%s", (encoding, tail) => {
  test("has nothing to report where its values are right", async () => {
    const { issues } = await analyze({ folder: database(encoding, tail, null) });
    expect(issues.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test.each([
    ["first", 1 - rows / 2],
    ["last", rows / 2],
  ])("gives away each fault in its %s row, once, with a query that returns it", async (_, at) => {
    const folder = database(encoding, tail, at);
    const { issues } = await analyze({ folder });
    const connection = new Database(join(folder, "app.db"), { readonly: true });
    const found = issues.flatMap(({ rule, severity, findings }) =>
      findings.flatMap(({ column, query }) => {
        if (!query || query.count === 0) return [];
        const returned = connection.prepare(query.sql).all();
        const rowids = tail === "" ? [at] : undefined;
        expect({ column, ...query, sql: returned.length }).toEqual({ column, count: 1, rowids, sql: 1 });
        return [`${severity} ${rule} ${snake(column ?? "")}`];
      }),
    );
    connection.close();
    expect(found.sort()).toEqual(planted.map(([column, , said]) => `${said} ${column}`).sort());
  });
});

const guests = [
  ["name", "string", "TEXT", "'Ada'"],
  ["age", "number", "INTEGER", "30"],
  ["weight", "number", "TEXT", "61"],
  ["passport", "bigint", "INTEGER", "7"],
  ["diet", "{ meat: boolean }", "TEXT", "'{}'"],
  ["arrival", "Date", "TEXT", "'2026-01-05'"],
  ["isChild", "boolean", "INTEGER", "0"],
  ["side", '"bride" | "groom"', "TEXT", "'bride'"],
  ["photo", "Uint8Array", "BLOB", "x'00'"],
] as const;

describe("rows that a hand in the stored schema left behind", () => {
  const create = `CREATE TABLE guests (id INTEGER PRIMARY KEY, ${guests.map(([name, , type]) => `${snake(name)} ${type}`).join(", ")})`;

  test.each(["model.ts", "model.sql"])("a NULL in a NOT NULL column is found, for a %s", async (model) => {
    const folder = project({
      "doctor.config.json": `{ "database": "app.db", "model": ["${model}"], "history": false }`,
      "model.ts": `/** @table guests */\nexport interface Guest { id: number; ${guests.map(([name, type]) => `${name}: ${type}`).join("; ")} }`,
      "model.sql": create.replaceAll(/(TEXT|BLOB|[^(]INTEGER)(?=[,)])/g, "$1 NOT NULL"),
    });
    const connection = new Database(join(folder, "app.db"));
    connection.exec(`${create}; INSERT INTO guests VALUES (1, ${guests.map(([, , , value]) => value).join(", ")});
      INSERT INTO guests (id) VALUES (7);`);
    connection.unsafeMode(true).pragma("writable_schema = ON");
    const stored = create.replaceAll(/(TEXT|BLOB|[^(]INTEGER)(?=[,)])/g, "$1 NOT NULL");
    connection.prepare("UPDATE sqlite_schema SET sql = ?").run(stored);
    connection.pragma("writable_schema = RESET");
    // This is why the question is not IS NULL.
    expect(connection.prepare("SELECT count(*) FROM guests WHERE name IS NULL").pluck().get()).toBe(0);
    connection.close();
    const { issues } = await analyze({ folder });
    const found = issues.flatMap(({ rule, severity, findings }) =>
      findings.flatMap(({ column, query }) =>
        query?.rowids ? [`${severity} ${rule} ${snake(column ?? "")} ${query.rowids.join()}`] : [],
      ),
    );
    expect(found.sort()).toEqual(guests.map(([name]) => `critical broken-not-null ${snake(name)} 7`).sort());
  });
});
