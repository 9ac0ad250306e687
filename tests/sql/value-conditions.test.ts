import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { encodingOf } from "../../src/database/encoding.ts";
import { introspect } from "../../src/database/introspect.ts";
import type { Column } from "../../src/schema/column.ts";
import { alone, malformed } from "../../src/sql/glance.ts";
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
  textWithNul,
  type ValueCondition,
} from "../../src/sql/value-conditions.ts";
import { hasShell } from "../shell.ts";
import { oddDates, oddValues } from "./odd-values.ts";
import { formatOf, isDate, isMalformed, parsed, type Stored, textOf } from "./value-oracle.ts";

/** Columns of every affinity, collation and kind, under names that SQL could take for something else. */
const columns = [
  '"plain" TEXT',
  '"n" TEXT COLLATE NOCASE',
  '"place" TEXT COLLATE RTRIM',
  '"rowid" INTEGER',
  '"_rowid_" REAL',
  '"oid" NUMERIC',
  `"with ""quotes"" and 'more'"`,
  '"m" DATETIME',
  '"blob" BLOB',
  '"select" TEXT AS ("plain")',
  '"N°" INTEGER AS ("rowid") STORED',
];

const path = join(mkdtempSync(join(tmpdir(), "doctor-values-")), "values.db");
const db = new Database(path);
db.exec(`CREATE TABLE "odd ""values""" (id INTEGER PRIMARY KEY, ${columns.join(", ")})`);
const written = columns.filter((column) => !column.includes(" AS ")).length;
const insert = (value: string) =>
  db.exec(`INSERT INTO "odd ""values""" VALUES (NULL, ${Array(written).fill(value).join(", ")})`);
for (const value of oddValues) insert(value);
for (const date of oddDates) insert(`'${date}'`);
const [table] = introspect(db).tables;
if (!table) throw new Error("no table");
const stored = table.columns.slice(1);
const encoding = encodingOf(db);
db.function(malformed, { deterministic: true }, (bytes) =>
  bytes instanceof Uint8Array && encoding.isMalformed(bytes) ? 1 : 0,
);
db.function(alone, { deterministic: true }, (bytes) =>
  bytes instanceof Uint8Array && !encoding.isClean(bytes, null) ? "\0" : null,
);
afterAll(() => db.close());

const from = `FROM ${quoteName(table.name)}`;

function storedIn({ name }: Column): Stored[] {
  const value = quoteName(name);
  return db
    .prepare<[], [Stored["class"], Stored["value"]]>(
      `SELECT typeof(${value}), iif(typeof(${value}) = 'text', CAST(${value} AS BLOB), ${value}) ${from} ORDER BY id`,
    )
    .raw()
    .safeIntegers()
    .all()
    .map(([kind, value]) => ({ class: kind, value }));
}

/** The rows for which a condition is true. */
const rowsOf = (condition: string) =>
  db.prepare<[], number>(`SELECT id ${from} WHERE ${condition}\nORDER BY id`).pluck().all();

const trimmed = (text: string, { collation }: Column) =>
  collation === "RTRIM" ? text.replace(/ +$/, "") : text;

const isEmpty = (value: Stored, column: Column) =>
  value.class === "text" && trimmed(textOf(value) ?? "", column) === "";

const isForeign = (classes: readonly string[]) => (value: Stored) =>
  value.class !== "null" && !classes.includes(value.class);

function isNoBoolean(value: Stored, column: Column): boolean {
  if (value.class === "null") return false;
  if (value.class === "text" && column.affinity === "TEXT")
    return !["0", "1"].includes(trimmed(textOf(value) ?? "", column));
  return value.class === "text" || value.class === "blob" || ![0, 1].includes(Number(value.value));
}

function isJsonBeside(kind: "array" | "object") {
  return (value: Stored) => {
    if (value.class === "integer" || value.class === "real") return true;
    // SQLite takes a NUL for the end of JSON; the rule says of such text that it is none.
    const json = parsed((textOf(value) ?? "").split("\0")[0] ?? "");
    if (value.class !== "text" || json === undefined || json === null) return false;
    return Array.isArray(json) ? kind !== "array" : kind !== "object" || typeof json !== "object";
  };
}

const isNoDate = (value: Stored) => {
  const text = textOf(value);
  return text !== null && !isDate(text);
};

function isInOtherFormat(name: string) {
  return (value: Stored) => {
    if (value.class === "integer" || value.class === "real") return name !== "number";
    const text = textOf(value);
    return text !== null && isDate(text) && formatOf(text) !== name;
  };
}

type Oracle = (value: Stored, column: Column) => boolean;

const conditions: readonly (readonly [string, (column: Column) => ValueCondition, Oracle])[] = [
  ...[
    ["text"],
    ["integer"],
    ["integer", "real"],
    ["text", "integer", "real"],
    ["integer", "real", "text"],
    ["blob"],
  ].map(
    (classes) =>
      [
        `no ${classes.join(", ")}`,
        (column: Column) => ofForeignClass(column, classes),
        isForeign(classes),
      ] as const,
  ),
  ...[["integer"], ["integer", "real"]].map(
    (classes) =>
      [
        `no ${classes.join(", ")}, empty texts aside`,
        (column: Column) => ofForeignClassNotEmpty(column, classes),
        (value: Stored, column: Column) => isForeign(classes)(value) && !isEmpty(value, column),
      ] as const,
  ),
  ["empty text", emptyText, isEmpty],
  [
    "an integer beyond exact",
    beyondExact,
    ({ class: kind, value }) => kind === "integer" && !Number.isSafeInteger(Number(value)),
  ],
  ["no boolean", noBoolean, isNoBoolean],
  ["no JSON", noJson, (value) => value.class === "text" && parsed(textOf(value) ?? "") === undefined],
  ["JSON beside a list", (column) => jsonBeside(column, "array"), isJsonBeside("array")],
  ["JSON beside an object", (column) => jsonBeside(column, "object"), isJsonBeside("object")],
  ["text with a NUL", textWithNul, (value) => textOf(value)?.includes("\0") ?? false],
  ["malformed text", malformedText, isMalformed],
  ["no date", noDate, isNoDate],
  ...dateFormats.map(
    (format) =>
      [
        `a date not written ${format.name}`,
        (column: Column) => inOtherFormat(column, format),
        isInOtherFormat(format.name),
      ] as const,
  ),
];

describe.each(conditions)("%s", (_, conditionOf, oracle) => {
  it.each(stored.map((column) => [`${column.name} ${column.type} ${column.collation}`, column] as const))(
    "is told as JavaScript tells it: %s",
    (_, column) => {
      const { offends, suspect, sooner, glance } = conditionOf(column);
      const values = storedIn(column);
      const expected = values.flatMap((value, i) => (oracle(value, column) ? [i + 1] : []));
      const shown = (rows: readonly number[]) =>
        rows.map(
          (row) =>
            `${row} ${values[row - 1]?.class} ${textOf(values[row - 1] ?? { class: "null", value: null })}`,
        );
      expect(shown(rowsOf(offends))).toEqual(shown(expected));
      expect(shown(rowsOf(`(${offends}) AND (${suspect}) IS NOT TRUE`))).toEqual([]);
      if (sooner !== undefined)
        expect(shown(rowsOf(`(${suspect}) AND (${sooner})`))).toEqual(shown(expected));
      const isClean = (joined: Buffer | null) => glance && encoding.isClean(joined, glance.pattern);
      const glanced = glance
        ? db
            .prepare<[], Buffer | null>(`SELECT CAST(${glance.value} AS BLOB) ${from} ORDER BY id`)
            .pluck()
            .all()
        : [];
      for (const row of expected)
        if (glance) expect([row, isClean(glanced[row - 1] ?? null)]).toEqual([row, false]);
    },
  );

  it.skipIf(!hasShell)("is told by the sqlite3 shell, too", () => {
    for (const column of stored) {
      const { offends } = conditionOf(column);
      const said = execFileSync("sqlite3", [
        "-readonly",
        path,
        `SELECT id ${from} WHERE ${offends} ORDER BY id`,
      ]);
      expect(said.toString().trim()).toBe(rowsOf(offends).join("\n"));
    }
  });
});

describe("a glance at many values", () => {
  const [plain] = stored;
  if (!plain) throw new Error("no column");
  const iso = dateFormats.find(({ name }) => name === "YYYY-MM-DDTHH:MM:SSZ") ?? null;
  const day = dateFormats.find(({ name }) => name === "YYYY-MM-DD") ?? null;

  it("passes every day of four centuries, and no other", () => {
    const pattern = noDate(plain, day).glance?.pattern;
    for (let year = 1899; year < 2299; year++)
      for (let month = 1; month <= 12; month++)
        for (let date = 1; date <= 31; date++) {
          const text = [String(year), String(month).padStart(2, "0"), String(date).padStart(2, "0")].join(
            "-",
          );
          if (pattern?.test(text) !== isDate(text)) expect(text).toBe("told otherwise");
        }
    expect(pattern?.test("2024-01-01,2024-01-02")).toBe(true);
  });

  it("does not take two dates in one value for two values", () => {
    for (const [format, text] of [
      [day, "2024-01-01,2024-01-02"],
      [iso, "2024-01-01T00:00:00Z,2024-01-02T00:00:00Z"],
    ] as const) {
      const glance = noDate(plain, format).glance;
      const joined = db
        .prepare<[string], string>(`SELECT ${glance?.value.replaceAll('"plain"', "v")} FROM (SELECT ? AS v)`)
        .pluck()
        .get(text);
      expect(glance?.pattern?.test(joined ?? "")).toBe(false);
    }
  });

  it("is never clean where a date offends, whatever was changed in it", () => {
    const dates = fc.constantFrom(...oddDates.filter(isDate));
    const changed = fc
      .tuple(dates, fc.nat(30), fc.constantFrom(..."0123456789-+:.TZ ,\0az日"), fc.boolean())
      .map(
        ([text, place, letter, more]) => text.slice(0, place) + letter + text.slice(place + (more ? 0 : 1)),
      );
    const asked = dateFormats.map((format) => {
      const [date, other] = [noDate(plain, format), inOtherFormat(plain, format)];
      const cut = date.glance?.value ?? "NULL";
      const flags = [date.offends, date.suspect, other.offends, other.suspect].map(
        (sql) => `iif(${sql}, 1, 0)`,
      );
      const select = `SELECT ${flags.join(", ")}, ${cut} FROM (SELECT CAST(? AS TEXT) AS "plain")`;
      return { format, glance: date.glance, ask: db.prepare<[string], (number | string)[]>(select).raw() };
    });
    fc.assert(
      fc.property(changed, (text) => {
        for (const { format, glance, ask } of asked) {
          const [no, suspect, other, doubted, cut] = ask.get(text) ?? [];
          expect(no).toBe(isDate(text) ? 0 : 1);
          expect(other).toBe(isDate(text) && formatOf(text) !== format.name ? 1 : 0);
          if (no === 1) expect(suspect).toBe(1);
          if (other === 1) expect(doubted).toBe(1);
          if (glance?.pattern && (no === 1 || other === 1))
            expect(glance.pattern.test(String(cut))).toBe(false);
        }
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 3000) },
    );
  });
});
