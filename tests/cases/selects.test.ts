import Database, { SqliteError } from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { type KnownSelect, knownSelects } from "./selects/index.ts";
import type { Kind } from "./selects/known-select.ts";
import { diceFrom, fillAtRandom, parametersAtRandom } from "./selects/random-rows.ts";

const rounds = 40;
/** A recursion over random rows may go in circles. */
const mostRows = 500;

/** Where a column's values have one kind because the parameters at random do, though it takes any. */
const ofOneKind = new Set(["parameters", "an upsert into a strict table RETURNING"]);

/** Where a column is NULL in every row there can be, so that no value shows its kind. */
const alwaysNull = new Set([
  "the lines nobody has, by a left join",
  "WHERE a column IS NULL",
  "division by nothing but zero",
  "a count with an offset has no row",
  "a sub-select without a table",
  "INSERT RETURNING what was left out",
]);

type Row = readonly unknown[];
type Statement = Database.Statement<unknown[], Row>;

const open: Database.Database[] = [];
afterAll(() => {
  for (const db of open) db.close();
});

function databaseOf({ schema }: KnownSelect): Database.Database {
  const db = new Database(":memory:");
  open.push(db);
  db.pragma("foreign_keys = OFF");
  db.exec(schema);
  return db;
}

function prepared(db: Database.Database, sql: string): Statement {
  return db.prepare<unknown[], Row>(sql).raw();
}

/** The first rows of the result; reading a writing statement to its end, as SQLite asks. */
function rowsOf(statement: Statement, parameters: readonly unknown[]): readonly Row[] {
  if (!statement.readonly) return statement.all(...parameters);
  const rows: Row[] = [];
  for (const row of statement.iterate(...parameters)) if (rows.push(row) === mostRows) break;
  return rows;
}

/** What a random row gives, nothing where the tables' own constraints refuse it. */
function rowsAllowed(statement: Statement, parameters: readonly unknown[]): readonly Row[] {
  try {
    return rowsOf(statement, parameters);
  } catch (error) {
    const refused = error instanceof SqliteError && error.code.startsWith("SQLITE_CONSTRAINT");
    if (refused && !statement.readonly) return [];
    throw error;
  }
}

function kindOf(value: unknown): Kind {
  if (typeof value === "number") return "number";
  if (typeof value === "string") return "string";
  return Buffer.isBuffer(value) ? "bytes" : "any";
}

/** What a result has that the case rules out, in words. */
function surprises({ columns }: KnownSelect, rows: readonly Row[]): string[] {
  const found = columns.flatMap(({ name, kind, nullable }, i) => {
    const values = rows.map((row) => row[i]);
    const kinds = values.filter((value) => value !== null).map(kindOf);
    return [
      ...(!nullable && values.includes(null) ? [`${name} is NULL`] : []),
      ...kinds.filter((seen) => kind !== "any" && seen !== kind).map((seen) => `${name} gives ${seen}`),
    ];
  });
  return [...new Set(found)];
}

const cases = knownSelects.map((known) => [known.name, known] as const);

describe("the statements whose columns are known", () => {
  it("are two hundred and more, each under a name of its own", () => {
    expect(knownSelects.length).toBeGreaterThanOrEqual(200);
    expect(new Set(knownSelects.map(({ name }) => name)).size).toBe(knownSelects.length);
    expect(new Set(knownSelects.map(({ sql }) => sql)).size).toBe(knownSelects.length);
  });

  describe("have the columns that SQLite names", () => {
    it.each(cases)("%s", (_name, known) => {
      const statement = prepared(databaseOf(known), known.sql);
      expect(known.columns.map(({ name }) => name)).toEqual(statement.columns().map(({ name }) => name));
    });
  });

  describe("give NULL for the witness's rows in every column that is nullable, and in no other", () => {
    it.each(cases)("%s", (_name, known) => {
      const db = databaseOf(known);
      db.exec(known.witness ?? "");
      const rows = rowsOf(prepared(db, known.sql), known.parameters ?? []);
      const nulls = known.columns.filter((_, i) => rows.some((row) => row[i] === null));
      expect(nulls).toEqual(known.columns.filter(({ nullable }) => nullable));
      expect(surprises(known, rows)).toEqual([]);
    });
  });

  describe("hold against rows made at random", () => {
    it.each(cases)("%s", (_name, known) => {
      const db = databaseOf(known);
      const statement = prepared(db, known.sql);
      const kinds = known.columns.map(() => new Set<Kind>());
      let seen = 0;
      for (let round = 0; round < rounds; round++) {
        const dice = diceFrom(round);
        db.exec("BEGIN");
        fillAtRandom(db, dice, round);
        const rows = rowsAllowed(statement, parametersAtRandom(known.parameters ?? [], dice));
        db.exec("ROLLBACK");
        expect(surprises(known, rows)).toEqual([]);
        for (const row of rows)
          row.forEach((value, i) => void (value === null || kinds[i]?.add(kindOf(value))));
        seen += rows.length;
      }
      expect(seen).toBeGreaterThan(0);
      if (ofOneKind.has(known.name)) return;
      expect(known.columns.filter(({ kind }, i) => kind === "any" && kinds[i]?.size === 1)).toEqual([]);
      if (alwaysNull.has(known.name)) return;
      expect(known.columns.filter(({ kind }, i) => kind !== "any" && kinds[i]?.size !== 1)).toEqual([]);
    });
  });
});
