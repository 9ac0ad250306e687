import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/open.ts";
import { openForDiagnosis } from "../../src/database/port.ts";
import { valuesWhere } from "../../src/sql/probe.ts";
import { violatingRows } from "../../src/sql/probes.ts";
import { malformedText } from "../../src/sql/value-conditions.ts";
import { useProgram } from "../cli/built.ts";
import { startProcess } from "./other-process.ts";
import { buildDatabase } from "./sample.ts";

const orders = (rows: number, width = 40) =>
  `CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, note TEXT);
   WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rows})
   INSERT INTO orders SELECT i, 100, hex(randomblob(${width / 2})) FROM s;`;

/** Writes each millisecond, without patience, and prints every failure. */
const cashier = `
  let writes = 0;
  const insert = db.prepare("INSERT INTO orders (total, note) VALUES (100, 'new')");
  const step = () => {
    try { insert.run(); writes++; } catch (error) { console.log("FAILED " + error.message); }
    if (writes % 50 === 0) console.log("WRITES " + writes);
    setTimeout(step, 1);
  };
  step();`;

/** Asks what rules ask of a table, and returns how many rows offend. */
function readAll(path: string, options = {}): number {
  const database = openForDiagnosis(path, undefined, options);
  try {
    const [table] = database.schema.tables;
    const note = table?.columns.find(({ name }) => name === "note");
    if (!table || !note) throw new Error("no table");
    const probes = [violatingRows(table, "total = 100"), valuesWhere(table, note, malformedText)];
    const rows = database.readRows({ sample: false, whole: new Set(), progress: () => undefined });
    return [...rows.ask(probes).values()].reduce((sum, { rows }) => sum + rows, 0);
  } finally {
    database.close();
  }
}

describe("an application that writes each millisecond", () => {
  // Outside WAL mode any reader of a file that never stands still is in the way of a writer that does not wait.
  test.each([
    ["wal", 0],
    ["delete", 5_000],
    ["truncate", 5_000],
  ])(
    "never finds the database busy while its rows are read, in journal mode %s with a patience of %i ms",
    async (mode, patience) => {
      const path = buildDatabase(`PRAGMA journal_mode = ${mode}; ${orders(60_000)}`);
      const pragmas = ["synchronous = off", `journal_mode = ${mode}`, `busy_timeout = ${patience}`];
      const other = await startProcess(
        path,
        `for (const pragma of ${JSON.stringify(pragmas)}) db.pragma(pragma); ${cashier}`,
      );
      // Above the size up to which a file at rest is copied.
      for (let i = 0; i < 6; i++) {
        expect(readAll(path, { copyUpTo: 0 })).toBe(0);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(other.output()).toContain("WRITES 1");
      expect(other.output()).not.toContain("FAILED");
      await other.end();
      expect(readdirSync(dirname(path)).filter((name) => !name.endsWith("-journal"))).toEqual(["shop.db"]);
    },
  );

  test("is left alone by a copy where it pauses for a moment, though the file is large", async () => {
    const path = buildDatabase(orders(2_000));
    const other = await startProcess(path, cashier.replace("setTimeout(step, 1)", "setTimeout(step, 40)"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let i = 0; i < 5; i++) {
      const { isPrivate, close } = openDatabase(path, { copyUpTo: 0 });
      close();
      expect(isPrivate).toBe(true);
    }
    expect(other.output()).not.toContain("FAILED");
    await other.end();
  });
});

test("rows of a file at rest are read where it is, and what is there afterwards is what was there", () => {
  const path = buildDatabase(orders(5_000));
  new Database(path).exec("UPDATE orders SET total = 7 WHERE id = 4321").close();
  expect(readAll(path, { copyUpTo: 0 })).toBe(1);
  expect(readdirSync(dirname(path))).toEqual(["shop.db"]);
});

describe("memory", () => {
  const program = useProgram();

  /** How many megabytes a process needs at most to read the rows of a database. */
  function needed(rows: number, width: number): number {
    const path = buildDatabase(orders(rows, width));
    const port = pathToFileURL(join(dirname(program), "../database/port.js")).href;
    const sql = (file: string) => JSON.stringify(pathToFileURL(join(dirname(program), "../sql", file)).href);
    const script = `
      const { openForDiagnosis } = await import(${JSON.stringify(port)});
      const { malformedText, noDate } = await import(${sql("value-conditions.js")});
      const { keyOf, valuesWhere } = await import(${sql("probe.js")});
      const database = openForDiagnosis(${JSON.stringify(path)});
      const [table] = database.schema.tables;
      const note = table.columns[2];
      const asked = [valuesWhere(table, note, malformedText), valuesWhere(table, note, noDate), 'SELECT "id" FROM "orders" WHERE total = 3'];
      const found = database.readRows({ sample: false, whole: new Set(), progress: () => {} }).ask(asked);
      if (asked.map((probe) => found.get(keyOf(probe)).rows).join() !== "0,${rows},0") throw new Error(JSON.stringify([...found]));
      database.close();
      console.log(process.resourceUsage().maxRSS / 1024);`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
    });
    if (stdout === "") throw new Error(stderr);
    return Number(stdout);
  }

  test("is about the same for ten times the rows, though each of them offends", () => {
    expect(needed(400_000, 40)).toBeLessThan(needed(40_000, 40) + 25);
  });

  test("is bounded where texts are long", () => {
    expect(needed(8_000, 20_000)).toBeLessThan(needed(800, 20_000) + 60);
  });
});
