import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { keyOf, selectOf, valuesWhere } from "../../src/sql/probe.ts";
import { orphanCondition, rowsWhere, violatingRows } from "../../src/sql/probes.ts";
import { quoteName } from "../../src/sql/quote.ts";
import {
  beyondExact,
  dateFormats,
  emptyText,
  inOtherFormat,
  jsonBeside,
  malformedText,
  noBoolean,
  noDate,
  noJson,
  ofForeignClass,
  ofForeignClassNotEmpty,
  storedNull,
  textWithNul,
} from "../../src/sql/value-conditions.ts";
import { oddDates, oddValues } from "../sql/odd-values.ts";
import { answerTo, ask, offending, tableOf } from "./asked.ts";

const numbered = (rows: number) =>
  `WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rows})`;
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) };

describe("all questions in one pass", () => {
  const names = ["id", "n", "place", 'the "name"', "rowid", "m", "é"];
  const types = [
    "TEXT",
    "INTEGER",
    "REAL",
    "NUMERIC",
    "",
    "DATETIME",
    "TEXT COLLATE NOCASE",
    "TEXT COLLATE RTRIM",
  ];
  const value = fc.constantFrom(
    ...oddValues,
    ...oddDates.map((date) => `'${date}'`),
    ...Array(60).fill("'2024-01-05'"),
  );
  const rowid = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -5n, max: 20_000n }),
    fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 0n, -1n),
  );
  const columns = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...types)), {
    minLength: 1,
    maxLength: 6,
    selector: ([name]) => name,
  });

  it("answers each as if it were asked by itself", () => {
    fc.assert(
      fc.property(
        columns,
        fc.uniqueArray(rowid, { maxLength: 40 }),
        fc.infiniteStream(value),
        fc.boolean(),
        (columns, rowids, values, flood) => {
          const db = new Database(":memory:");
          const texts = columns.map(([name, type]) => `${quoteName(name)} ${type}`);
          db.exec(`CREATE TABLE "the table" (${texts.join(", ")})`);
          const key = columns.some(([name]) => name === "rowid") ? "_rowid_" : "rowid";
          for (const rowid of rowids) {
            const row = columns.map(() => values.next().value ?? "NULL");
            const list = [key, ...columns.map(([name]) => quoteName(name))].join(", ");
            db.exec(`INSERT INTO "the table" (${list}) VALUES (${[rowid, ...row].join(", ")})`);
          }
          if (flood)
            db.exec(
              `${numbered(2_500)} INSERT INTO "the table" (${key}, ${quoteName(columns[0]?.[0] ?? "")}) SELECT 30000 + i * 7, '' FROM s`,
            );
          const table = tableOf(db, "the table");
          const asked = table.columns.flatMap((column) => [
            ...[["text"], ["integer", "real"], ["integer", "real", "text"], ["blob"]].map((classes) =>
              valuesWhere(table, column, ofForeignClass, classes),
            ),
            ...[["integer"], ["integer", "real"]].map((classes) =>
              valuesWhere(table, column, ofForeignClassNotEmpty, classes),
            ),
            ...[
              emptyText,
              beyondExact,
              noBoolean,
              noJson,
              textWithNul,
              malformedText,
              noDate,
              storedNull,
            ].map((made) => valuesWhere(table, column, made)),
            ...dateFormats.slice(0, 3).map((format) => valuesWhere(table, column, inOtherFormat, format)),
            valuesWhere(table, column, jsonBeside, "array"),
            `NOT (${quoteName(column.name)} IN ('', 'abc', 1, '2024-01-05'))`,
            `NOT (${quoteName(column.name)} IN ('a' || 'b', 'abc'))`,
            `${quoteName(column.name)} IS NULL -- nobody`,
            `length(${quoteName(column.name)}) > 3 /* ; */`,
          ]);
          const probes = asked.map((one) => (typeof one === "string" ? rowsWhere(table, one) : one));
          const answers = ask(db, probes);
          const rowidName = key;
          asked.forEach((one, i) => {
            const offends = typeof one === "string" ? one : one.asked.on(one.column).offends;
            const rows = db
              .prepare<[], bigint>(`SELECT ${rowidName} FROM "the table" WHERE (${offends}\n) ORDER BY 1`)
              .safeIntegers()
              .pluck()
              .all()
              .map(String);
            const {
              rows: counted,
              failed,
              rowids: some = [],
            } = answers.get(keyOf(probes[i] ?? "")) ?? { rows: -1, failed: "" };
            expect([offends, counted, failed]).toEqual([offends, rows.length, null]);
            expect(some.length).toBe(flood ? some.length : Math.min(rows.length, 5));
            expect(some.length).toBeLessThanOrEqual(5);
            if (rows.length > 0) expect(some.length).toBeGreaterThan(0);
            expect(rows).toEqual(expect.arrayContaining(some.map(String)));
            expect(new Set(some).size).toBe(some.length);
          });
          db.close();
        },
      ),
      runs,
    );
  });

  test.each([
    ["WITHOUT ROWID", 'CREATE TABLE words (word TEXT PRIMARY KEY, "n" TEXT) WITHOUT ROWID', false],
    ["STRICT", 'CREATE TABLE words (word TEXT PRIMARY KEY, "n" ANY) STRICT', true],
    [
      "with columns of all names that a rowid has",
      'CREATE TABLE words (word TEXT, "n", rowid, _rowid_, oid)',
      false,
    ],
    ["with a key that spans columns", 'CREATE TABLE words (word TEXT, "n", PRIMARY KEY (word, n))', true],
    ["with a rowid alias called oid", 'CREATE TABLE words (word TEXT, "n", oid INTEGER PRIMARY KEY)', true],
  ])("reads a table %s", (_, sql, hasRowids) => {
    const db = new Database(":memory:");
    db.exec(`${sql}; ${numbered(12_000)} INSERT INTO words (word, n) SELECT 'w' || i, 'n' || i FROM s;
      UPDATE words SET n = CAST(x'61e9' AS TEXT) WHERE word = 'w11111'; UPDATE words SET n = x'01' WHERE word = 'w7';`);
    const table = tableOf(db, "words");
    const column = table.columns.find(({ name }) => name === "n");
    if (!column) throw new Error("no column");
    const malformed = valuesWhere(table, column, malformedText);
    const foreign = valuesWhere(table, column, ofForeignClass, ["text"]);
    const withNul = valuesWhere(table, column, textWithNul);
    const answers = ask(db, [malformed, foreign, withNul]);
    expect([malformed, foreign, withNul].map(({ key }) => answers.get(key)?.rows)).toEqual([1, 1, 0]);
    expect(answers.get(malformed.key)?.rowids).toEqual(hasRowids ? [11_111] : undefined);
  });

  it("takes a set for a set only where it is a list of values", () => {
    const db = new Database(":memory:");
    db.exec(
      "CREATE TABLE words (word TEXT COLLATE NOCASE, n INTEGER); INSERT INTO words VALUES ('a', 1), ('b', -2), ('AB', 3), (NULL, 4)",
    );
    const table = tableOf(db, "words");
    const probes = [
      violatingRows(table, "\"word\" IN ('a' || 'b', 'c')"),
      violatingRows(table, "\"word\" IN ('ab', 'b')"),
      violatingRows(table, '"n" IN (-2, 1)'),
      violatingRows(table, '"n" IN (1, 3.0)'),
      violatingRows(table, '"n" IN (SELECT 1)'),
    ];
    const answers = ask(db, probes);
    expect(probes.map((probe) => answers.get(probe)?.rowids)).toEqual([
      [1, 2],
      [1],
      [3, 4],
      [2, 4],
      [2, 3, 4],
    ]);
  });

  it("reads an empty table, and one of 300 columns with thousands of questions", () => {
    const db = new Database(":memory:");
    const columns = Array.from({ length: 300 }, (_, i) => `c${i} TEXT`);
    db.exec(`CREATE TABLE wide (id INTEGER PRIMARY KEY, ${columns.join(", ")})`);
    const table = tableOf(db, "wide");
    const probes = table.columns
      .slice(1)
      .flatMap((column) =>
        [emptyText, malformedText, textWithNul, noJson, noDate, noBoolean].map((made) =>
          valuesWhere(table, column, made),
        ),
      );
    const many = [...probes, ...Array.from({ length: 700 }, (_, i) => rowsWhere(table, `id = ${i + 1}`))];
    expect([...ask(db, many).values()].every(({ rows, failed }) => rows === 0 && failed === null)).toBe(true);
    db.exec(
      `${numbered(500)} INSERT INTO wide (id) SELECT i FROM s; UPDATE wide SET c299 = '' WHERE id = 321`,
    );
    const answers = ask(db, many);
    expect(answers.size).toBe(2_500);
    const loud = probes.filter(({ key }) => answers.get(key)?.rows !== 0);
    expect(loud.map(({ key }) => answers.get(key))).toEqual(
      // An empty text is neither JSON, nor a date, nor a boolean.
      Array(4).fill({ rows: 1, failed: null, rowids: [321] }),
    );
    expect(answers.get(keyOf(many.at(-1) ?? ""))?.rows).toBe(0);
    expect(answers.get(keyOf(many[1_800 + 499] ?? ""))?.rowids).toEqual([500]);
  });
});

describe("floods of offending rows", () => {
  const rows = 60_000;
  test.each([
    ["before a single one", "id <= 40000", 59_999],
    ["after a single one", "id > 20000", 2],
    ["around a single one", "id BETWEEN 10000 AND 50000", 30_000],
    ["everywhere", "1", 12_345],
    ["in every stretch, here and there", "id % 3 = 0", 44_444],
    ["at the edge of what is counted one by one", "id BETWEEN 100 AND 1099", 500],
    ["one more than that", "id BETWEEN 100 AND 1100", 501],
  ])("are counted exactly, and the rare one is found %s", (_, where, single) => {
    const db = new Database(":memory:");
    db.exec(`CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, note TEXT, day TEXT);
      ${numbered(rows)} INSERT INTO orders SELECT i, 5, 'fine', '2024-01-05' FROM s;
      UPDATE orders SET total = -1, note = CAST(x'e9' AS TEXT), day = 'now' WHERE ${where};
      UPDATE orders SET note = 'a' || char(0) WHERE id = ${single};`);
    const table = tableOf(db, "orders");
    const [, , note, day] = table.columns;
    if (!note || !day) throw new Error("no column");
    const rare = valuesWhere(table, note, textWithNul);
    const asked = [
      valuesWhere(table, note, malformedText),
      valuesWhere(table, day, noDate),
      rare,
      rowsWhere(table, "NOT (total >= 0)"),
    ];
    const answers = ask(db, asked);
    asked.forEach((probe) => {
      const condition = selectOf(probe).replace(/^.*? WHERE /, "");
      const expected = offending(db, "orders", condition);
      const { rows, rowids = [] } = answers.get(keyOf(probe)) ?? { rows: -1 };
      expect(rows).toBe(expected.length);
      expect(rowids.length).toBeLessThanOrEqual(5);
      expect(expected).toEqual(expect.arrayContaining(rowids.map(String)));
    });
    expect(answers.get(rare.key)).toEqual({ rows: 1, failed: null, rowids: [single] });
  });
});

describe("a sample", () => {
  const build = (rows: number, rowid = "i", tail = "") => {
    const db = new Database(":memory:");
    db.exec(`CREATE TABLE events (id INTEGER PRIMARY KEY, kind TEXT, parent INTEGER)${tail};
      ${numbered(rows)} INSERT INTO events SELECT ${rowid}, 'k' || (i % 7), 1 FROM s;`);
    return db;
  };
  const foreign = (db: Database.Database, options = { sample: true }) =>
    answerTo(
      db,
      violatingRows(tableOf(db, "events"), "kind IN ('k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6')"),
      options,
    );

  it("of a small table is all of it, and says nothing of a limit", () => {
    for (const rowid of ["i", "i * 1000000", "-i", "i * 90000000000000"]) {
      const db = build(100_000, rowid);
      db.exec(`UPDATE events SET kind = 'x' WHERE id = (SELECT max(id) FROM events)`);
      expect(foreign(db)).toMatchObject({ rows: 1, failed: null });
      expect(foreign(db)).not.toHaveProperty("lookedAt");
    }
  });

  it("says how many rows were looked at, and counts among these", () => {
    const db = build(250_000);
    expect(foreign(db)).toEqual({ rows: 0, failed: null, rowids: [], lookedAt: 100_000 });
    db.exec("UPDATE events SET kind = 'x'");
    expect(foreign(db)).toMatchObject({ rows: 100_000, lookedAt: 100_000 });
    expect(foreign(db, { sample: false })).toMatchObject({ rows: 250_000 });
    expect(foreign(db, { sample: false })).not.toHaveProperty("lookedAt");
  });

  test.each([
    ["stand close", "i"],
    ["are sparse", "i * 37"],
    ["are negative", "i - 300000"],
    ["stand in heaps", "i + 1000000000000 * (i % 5)"],
    ["stand in one heap, far from a single one", "iif(i = 250000, 9000000000000000000, i)"],
    ["are as far apart as can be", "(i - 125000) * 70000000000000"],
  ])("finds what is everywhere, from the first rows to the last, where rowids %s", (_, rowid) => {
    const db = build(250_000, rowid);
    db.exec("UPDATE events SET kind = 'x' WHERE rowid IN (SELECT id FROM events ORDER BY id LIMIT 1)");
    const places = Array.from({ length: 10 }, (_, i) => i);
    const ranks = places.map((i) =>
      db
        .prepare<[number], bigint>("SELECT id FROM events ORDER BY id LIMIT 1 OFFSET ?")
        .safeIntegers()
        .pluck()
        .get(i * 25_000),
    );
    const table = tableOf(db, "events");
    const probes = ranks.map((from, i) => {
      const to = ranks[i + 1];
      return rowsWhere(table, `id >= ${from} AND ${to === undefined ? "1" : `id < ${to}`}`);
    });
    const answers = ask(db, probes, { sample: true });
    const found = probes.map((probe) => answers.get(probe)?.rows ?? 0);
    expect(found.every((rows) => rows > 0)).toBe(true);
    const [{ lookedAt = 0 } = { lookedAt: 0 }] = answers.values();
    expect(found.reduce((sum, rows) => sum + rows, 0)).toBe(lookedAt);
    expect(lookedAt).toBeGreaterThan(20_000);
    expect(lookedAt).toBeLessThanOrEqual(101_000);
    expect(foreign(db)).toMatchObject({ rows: 1 });
  });

  it("of a table without rowids is its first rows", () => {
    const many = build(100_001, "i", " WITHOUT ROWID");
    expect(foreign(many)).toEqual({ rows: 0, failed: null, lookedAt: 100_000 });
    const few = build(100_000, "i", " WITHOUT ROWID");
    few.exec("UPDATE events SET kind = 'x' WHERE id = 100000");
    expect(foreign(few)).toEqual({ rows: 1, failed: null });
  });

  it("looks for orphans among its rows alone", () => {
    const db = build(250_000);
    db.exec("CREATE TABLE parents (id INTEGER PRIMARY KEY)");
    const table = tableOf(db, "events");
    const condition = orphanCondition(table, {
      columns: ["parent"],
      parent: "parents",
      parentColumns: ["id"],
    });
    expect(answerTo(db, rowsWhere(table, condition), { sample: true })).toMatchObject({
      rows: 100_000,
      lookedAt: 100_000,
    });
    expect(answerTo(db, rowsWhere(table, condition))).toMatchObject({
      rows: 250_000,
      rowids: [1, 2, 3, 4, 5],
    });
  });
});

describe("progress", () => {
  it("goes up to the number of rows, about which is told from the beginning", () => {
    for (const rowid of ["i", "i * 37", "iif(i = 90000, 9000000000000000000, i)"]) {
      const db = new Database(":memory:");
      db.exec(
        `CREATE TABLE events (id INTEGER PRIMARY KEY); ${numbered(90_000)} INSERT INTO events SELECT ${rowid} FROM s`,
      );
      const told: [string, number, number][] = [];
      const table = tableOf(db, "events");
      ask(db, [rowsWhere(table, "id = 3")], { progress: (...step) => told.push(step) });
      expect(told.at(-1)?.slice(0, 2)).toEqual(["events", 90_000]);
      expect(told.length).toBeGreaterThan(8);
      expect(told.every(([, rows], i) => i === 0 || rows >= (told[i - 1]?.[1] ?? 0))).toBe(true);
      for (const [, rows, about] of told) {
        expect(about).toBeGreaterThanOrEqual(rows);
        expect(about).toBeGreaterThan(45_000);
        expect(about).toBeLessThan(180_000);
      }
    }
  });
});
