import Database from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import { conditionsOn, keyOf, selectOf, valuesWhere } from "../../src/sql/probe.ts";
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
import { tableOf } from "../database/asked.ts";

const db = new Database(":memory:");
db.exec(`CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, n INTEGER, d REAL);
  INSERT INTO notes VALUES (1, 'a', 1, 1.5), (2, NULL, NULL, NULL), (3, x'61', 'b', ''), (4, '2024-01-05', 2, 3)`);
const table = tableOf(db, "notes");
const classes = [["text"], ["integer"], ["integer", "real"], ["text", "integer", "real"], ["blob"]];

describe("a question about values", () => {
  it("is another one for each column, condition and what the condition is made with", () => {
    const asked = table.columns.flatMap((column) => [
      ...[emptyText, beyondExact, noBoolean, noJson, textWithNul, malformedText, noDate, storedNull].map(
        (made) => valuesWhere(table, column, made),
      ),
      ...classes.flatMap((each) => [
        valuesWhere(table, column, ofForeignClass, each),
        valuesWhere(table, column, ofForeignClassNotEmpty, each),
      ]),
      ...dateFormats.map((format) => valuesWhere(table, column, inOtherFormat, format)),
      ...["array", "object"].map((kind) => valuesWhere(table, column, jsonBeside, kind as "array")),
    ]);
    expect(new Set(asked.map(keyOf)).size).toBe(asked.length);
    expect(new Set(asked.map(selectOf)).size).toBe(asked.length);
  });

  it("is a SELECT to those who read it", () => {
    const [, body] = table.columns;
    if (!body) throw new Error("no column");
    const select = selectOf(valuesWhere(table, body, ofForeignClass, ["text"]));
    expect(db.prepare(select).pluck().all()).toEqual([3]);
    expect(selectOf("SELECT 1")).toBe("SELECT 1");
    expect(keyOf("SELECT 1")).toBe("SELECT 1");
  });
});

describe("conditions that are known from another table", () => {
  it("are those that the column would have by itself, whatever was asked before", () => {
    const known = new Map();
    const asks = [
      [],
      [ofForeignClass],
      [ofForeignClassNotEmpty],
      [ofForeignClass, ofForeignClassNotEmpty],
      [ofForeignClassNotEmpty, ofForeignClass],
    ];
    for (const column of table.columns) {
      for (const affinity of ["INTEGER", "TEXT", "REAL", "NUMERIC", "BLOB"] as const) {
        for (const notNull of [false, true]) {
          const one = { ...column, affinity, notNull };
          for (const made of asks) {
            for (const each of classes) {
              const asked = [
                ...made.map((of) => valuesWhere(table, one, of, each)),
                valuesWhere(table, one, storedNull),
              ];
              for (const some of [asked, asked.slice(0, -1), [...asked, valuesWhere(table, one, noDate)]])
                expect(JSON.stringify(conditionsOn(one, some, known))).toBe(
                  JSON.stringify(conditionsOn(one, some)),
                );
            }
          }
        }
      }
    }
  });
});

describe("NULL in a column that is NOT NULL", () => {
  // It is there where NOT NULL was written into the stored schema.
  test.each(
    classes.flatMap((each) => [ofForeignClass, ofForeignClassNotEmpty].map((made) => [each, made] as const)),
  )("is among the suspects beside a question for other classes than %s (%o)", (each, made) => {
    for (const column of table.columns.slice(1).map((column) => ({ ...column, notNull: true }))) {
      const [foreign, none] = conditionsOn(column, [
        valuesWhere(table, column, made, each),
        valuesWhere(table, column, storedNull),
      ]);
      const suspects = db.prepare(`SELECT id FROM notes WHERE ${none?.suspect}`).pluck().all();
      expect(suspects).toContain(2);
      if (foreign?.takesNull) expect(none?.suspect).toBe(foreign.suspect);
      else expect(suspects).toEqual([2]);
    }
  });

  it("shares its suspects with a question of which a NULL is one anyway, and with no other", () => {
    const [, body] = table.columns;
    if (!body) throw new Error("no column");
    const shared = (notNull: boolean, each: readonly string[]) => {
      const column = { ...body, notNull };
      const asked = [
        valuesWhere(table, column, ofForeignClass, each),
        valuesWhere(table, column, storedNull),
      ];
      return new Set(conditionsOn(column, asked).map(({ suspect }) => suspect)).size === 1;
    };
    expect(shared(true, ["text"])).toBe(true);
    expect(shared(false, ["text"])).toBe(false);
    expect(shared(true, ["text", "integer", "real"])).toBe(false);
  });
});

describe("a date", () => {
  it("is glanced at in the format of which another question asks", () => {
    const [, body] = table.columns;
    if (!body) throw new Error("no column");
    for (const format of dateFormats) {
      const date = valuesWhere(table, body, noDate);
      const [told, other] = conditionsOn(body, [date, valuesWhere(table, body, inOtherFormat, format)]);
      expect(told?.glance).toEqual(other?.glance);
      expect(conditionsOn(body, [date])[0]?.glance).toBeUndefined();
    }
  });
});
