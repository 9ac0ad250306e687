import type Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { failedValidations, runStatements, unmet } from "../../src/database/run-plan.ts";
import type { ChangeOf } from "../../src/diff/change.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { declareTable } from "../../src/schema/declare.ts";
import { fromBooleanWord, isBooleanWord } from "../../src/sql/boolean-words.ts";
import { open } from "./content.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 300);

/** A table with a column v that holds anything, and what hangs on it. */
const tables = fc.record({
  key: fc.constantFrom("k INTEGER PRIMARY KEY", "k INTEGER", "k INT PRIMARY KEY"),
  withoutRowid: fc.boolean(),
  type: fc.constantFrom("INTEGER", "DATETIME", ""),
  constraint: fc.constantFrom(
    "",
    "NOT NULL",
    "UNIQUE",
    "UNIQUE ON CONFLICT REPLACE",
    "NOT NULL ON CONFLICT IGNORE",
    "CHECK (typeof(v) <> 'integer' OR v < 2)",
  ),
  beside: fc.subarray([
    "CREATE UNIQUE INDEX every_v ON users (v) WHERE k < 4",
    "CREATE UNIQUE INDEX lower_v ON users (lower(v), w)",
    "CREATE INDEX some_v ON users (w, v)",
    "CREATE TRIGGER z_touch AFTER UPDATE ON users BEGIN UPDATE users SET w = 'touched' WHERE k = new.k; END",
    "CREATE TRIGGER a_log AFTER UPDATE OF v ON users BEGIN INSERT INTO log VALUES ('was ' || quote(old.v)); END",
    "CREATE TRIGGER never BEFORE UPDATE ON users WHEN typeof(old.v) = 'text' BEGIN SELECT RAISE(ABORT, 'never'); END",
  ]),
  computed: fc.constantFrom("", ", g AS (v || '!')", ", g TEXT AS (typeof(v)) STORED"),
});

const values = ["NULL", "0", "1", "2", "7", "2.5", "'true'", "' No '", "'OFF'", "'maybe'", "''", "x'00ff'"];
const anyValue = fc.constantFrom(...values);

/** A stored value as SQLite quotes it, and its class. */
interface Cell {
  readonly type: string;
  readonly quoted: string;
}

/** What is mended: the condition and the value in SQL, and the same said in JavaScript. */
interface Wish {
  readonly when: string;
  readonly becomes: string;
  readonly isBackfill: boolean;
  readonly offends: (cell: Cell) => boolean;
  readonly made: (k: number, cell: Cell, type: string) => Cell;
}

const integer = (value: number): Cell => ({ type: "integer", quoted: String(value) });
const nothing: Cell = { type: "null", quoted: "NULL" };
const foreign = (cell: Cell): boolean => cell.type === "text" || cell.type === "blob";
const backfill = (becomes: string, made: Wish["made"]): Wish => ({
  ...{ when: "typeof(v) IN ('text', 'blob')", becomes, isBackfill: true },
  ...{ offends: foreign, made },
});
const said = (cell: Cell): string =>
  cell.type === "text" ? cell.quoted.slice(1, -1).trim().toLowerCase() : "";

const wishes: readonly Wish[] = [
  {
    ...{ when: isBooleanWord('"v"'), becomes: fromBooleanWord('"v"'), isBackfill: false },
    offends: (cell) => ["true", "no", "off"].includes(said(cell)),
    made: (_, cell) => integer(said(cell) === "true" ? 1 : 0),
  },
  backfill("0", () => integer(0)),
  backfill("NULL", () => nothing),
  backfill("k * 10", (k) => integer(k * 10)),
  backfill("nullif(k, 3)", (k) => (k === 3 ? nothing : integer(k))),
  backfill("'7'", (_, __, type) => (type === "" ? { type: "text", quoted: "'7'" } : integer(7))),
  backfill("'still'", () => ({ type: "text", quoted: "'still'" })),
];

type Shape = typeof tables extends fc.Arbitrary<infer T> ? T : never;
type Rows = Map<number, { readonly v: Cell; readonly w: string }>;

function lay(shape: Shape, rows: readonly (readonly [string, string])[]): Database.Database {
  const db = open();
  db.defaultSafeIntegers(false);
  const withoutRowid = shape.withoutRowid && shape.key.includes("PRIMARY") ? " WITHOUT ROWID" : "";
  db.exec(
    `CREATE TABLE log (line); CREATE TABLE users (${shape.key}, v ${shape.type} ${shape.constraint}, w TEXT${shape.computed})${withoutRowid}`,
  );
  for (const sql of shape.beside.filter((text) => !text.includes("TRIGGER"))) db.exec(sql);
  for (const [i, [v, w]] of rows.entries())
    attempt(db, `INSERT OR IGNORE INTO users (k, v, w) VALUES (${i + 1}, ${v}, ${w})`);
  // The last rowid is never free again, so that no later row is taken for an earlier one.
  attempt(db, "INSERT INTO users (k, v, w) VALUES (999, 1.25, 'last')");
  for (const sql of shape.beside.filter((text) => text.includes("TRIGGER"))) db.exec(sql);
  return db;
}

function attempt(db: Database.Database, sql: string): void {
  try {
    db.exec(sql);
  } catch {
    // The schema's own business.
  }
}

function rowsOf(db: Database.Database): Rows {
  const found = db.prepare("SELECT k, typeof(v), quote(v), quote(w) FROM users").raw().all() as [
    number,
    string,
    string,
    string,
  ][];
  return new Map(found.map(([k, type, quoted, w]) => [k, { v: { type, quoted }, w }]));
}

const triggersOf = (db: Database.Database): unknown =>
  db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").raw().all();
const logOf = (db: Database.Database): unknown => db.prepare("SELECT * FROM log").raw().all();

function planOf(db: Database.Database, { when, becomes, isBackfill }: Wish): Plan {
  const actual = introspect(db);
  const none = { sources: [], virtualTables: [], views: [], triggers: [], unparsable: [], notAnalysed: [] };
  const declared = { ...none, tables: actual.tables.map((table) => declareTable(table)) };
  const change: ChangeOf<"mend-values"> = {
    ...{ kind: "mend-values", table: "users", column: "v", when, becomes, isBackfill },
  };
  return makePlan({ changes: [change], declared, actual }, { allowDestructive: false });
}

/** The rows as they must be after the repair, and whether something stands in the way. */
function model(before: Rows, wish: Wish, shape: Shape): { after: Rows; blocked: boolean } {
  const after: Rows = new Map(
    [...before].map(([k, row]) => [
      k,
      wish.offends(row.v) ? { ...row, v: wish.made(k, row.v, shape.type) } : row,
    ]),
  );
  const mended = [...after].filter(([k]) => wish.offends(before.get(k)?.v ?? nothing));
  const vanishes = wish.isBackfill && wish.becomes !== "NULL" && mended.some(([, { v }]) => v === nothing);
  const refused = mended.some(
    ([, { v }]) =>
      wish.offends(v) ||
      (v === nothing && shape.constraint.startsWith("NOT NULL")) ||
      (shape.constraint.startsWith("CHECK") && v.type === "integer" && Number(v.quoted) >= 2),
  );
  const shared = (keys: readonly (string | null)[]): boolean => {
    const present = keys.filter((key) => key !== null);
    return new Set(present).size < present.length;
  };
  const keyOf = ({ v }: { v: Cell }): string | null => (v.type === "null" ? null : v.quoted);
  const rows = [...after];
  const collides =
    mended.length > 0 &&
    ((shape.constraint.startsWith("UNIQUE") && shared(rows.map(([, row]) => keyOf(row)))) ||
      (shape.beside.some((sql) => sql.includes("every_v")) &&
        shared(rows.filter(([k]) => k < 4).map(([, row]) => keyOf(row)))) ||
      (shape.beside.some((sql) => sql.includes("lower_v")) &&
        shared(
          rows.map(([, row]) =>
            row.v.type === "null" || row.w === "NULL" ? null : `${textOf(row.v)} ${row.w}`,
          ),
        )));
  return { after, blocked: vanishes || refused || collides };
}

/** What lower() makes of a value: text, of a blob with its bytes, which no text here has. */
const textOf = ({ type, quoted }: Cell): string =>
  type === "text" ? quoted.slice(1, -1).toLowerCase() : quoted;

const edits = fc.array(
  fc.oneof(
    fc.record({
      sql: fc.constant("UPDATE users SET v = ? WHERE k = #"),
      value: anyValue,
      k: fc.integer({ min: 1, max: 7 }),
    }),
    fc.record({
      sql: fc.constant("UPDATE users SET w = ? WHERE k = #"),
      value: anyValue,
      k: fc.integer({ min: 1, max: 7 }),
    }),
    fc.record({
      sql: fc.constant("DELETE FROM users WHERE k = #"),
      value: anyValue,
      k: fc.integer({ min: 1, max: 7 }),
    }),
    fc.record({
      sql: fc.constant("INSERT INTO users (k, v, w) VALUES (1000 + #, ?, 'new')"),
      value: anyValue,
      k: fc.integer({ min: 1, max: 7 }),
    }),
  ),
  { maxLength: 6 },
);

describe("values that are mended", () => {
  it("are those that offend and no others, without a trigger, and come back where nobody has changed them since", () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(...wishes),
        fc.array(fc.tuple(anyValue, fc.constantFrom("'a'", "'b'", "NULL")), { maxLength: 7 }),
        edits,
        (shape, wish, cells, since) => {
          const db = lay(shape, cells);
          const [before, triggers] = [rowsOf(db), triggersOf(db)];
          const plan = planOf(db, wish);
          expect(plan.impossible).toEqual([]);
          const { after, blocked } = model(before, wish, shape);
          expect([blocked, unmet(db, plan.steps).map(({ why }) => why)]).toEqual([
            blocked,
            blocked ? expect.arrayContaining([expect.anything()]) : [],
          ]);
          if (blocked) return;
          expect(runStatements(db, plan.steps)).toBeNull();
          expect(failedValidations(db, plan.steps)).toEqual([]);
          expect(rowsOf(db)).toEqual(after);
          expect([triggersOf(db), logOf(db)]).toEqual([triggers, []]);
          for (const { sql, value, k } of since) attempt(db, sql.replace("#", String(k)).replace("?", value));
          const [edited, log] = [rowsOf(db), logOf(db)];
          const expected = new Map(
            [...edited].map(([k, row]) => {
              const [was, made] = [before.get(k)?.v, after.get(k)?.v];
              const isOurs = was && made && made.type === row.v.type && made.quoted === row.v.quoted;
              return [k, isOurs ? { ...row, v: was } : row];
            }),
          );
          const back = [...plan.steps].reverse().map(({ id, rollback }) => ({ id, sql: rollback.sql }));
          const refused = runStatements(db, back);
          // A later row may have taken the place of a value that would come back.
          if (refused?.why.startsWith("UNIQUE constraint failed")) {
            expect(rowsOf(db)).toEqual(edited);
            return;
          }
          expect(refused).toBeNull();
          expect(rowsOf(db)).toEqual(expected);
          expect([triggersOf(db), logOf(db)]).toEqual([triggers, log]);
          expect(db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE '_doctor%'").all()).toEqual([]);
          db.close();
        },
      ),
      { numRuns: runs },
    );
  });
});
