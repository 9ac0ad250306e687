import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import type { Change } from "../../src/diff/change.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { rowEvents, type TrailLog } from "../../src/schema/trail.ts";
import { newAuditLog } from "../../src/sql/trail/log.ts";
import { writtenTrail } from "../../src/sql/trail/written.ts";
import { declaredBy, driftOf, schemaOf } from "../diff/drift.ts";

const log: TrailLog = {
  name: "audit_logs",
  actions: { insert: "insert", update: "update", delete: "delete" },
  needsRow: false,
  needsTime: false,
};

const trailOn = (table: string): Change => ({
  ...{ kind: "create-trail", table, log },
  triggers: rowEvents.map((event) => ({ event, name: `audit_${table}_${event}` })),
});

const makeLog: Change = { kind: "create-table", table: "audit_logs", declared: newAuditLog };

interface Sides {
  readonly actual: string;
  readonly declared: string;
  /** Whether what follows from the drift is in the plan, too. */
  readonly drift?: boolean;
  readonly leave?: boolean;
}

function planOf({ actual, declared, drift = true, leave = false }: Sides, ...more: Change[]): Plan {
  const changes = drift ? driftOf(actual, declared).changes : [];
  return makePlan(
    { changes: [...changes, ...more], declared: declaredBy(declared), actual: schemaOf(actual) },
    { allowDestructive: leave },
  );
}

/** A database after the steps that may run. */
function ran(actual: string, plan: Plan, leave = false): Database.Database {
  const db = new Database(":memory:");
  db.pragma("foreign_keys = OFF");
  db.exec(actual);
  for (const { sql, safety } of plan.steps) {
    if (leave || safety !== "destructive") for (const statement of sql) db.exec(statement);
  }
  return db;
}

/** The columns that each trail of a table records, as the doctor's own. */
function recordedIn(db: Database.Database, table: string): (readonly string[] | null)[] {
  const schema = introspect(db);
  const found = schema.tables.find(({ name }) => name === table);
  if (!found) throw new Error(`no table ${table}`);
  return schema.triggers
    .filter((trigger) => trigger.table === table)
    .map((trigger) => writtenTrail(trigger, found, schema)?.columns ?? null);
}

const thrice = (columns: readonly string[]): (readonly string[])[] => [columns, columns, columns];

describe("a trail in a plan", () => {
  const old =
    "CREATE TABLE books (code TEXT, title TEXT, year TEXT AS (substr(title, -4)) STORED, PRIMARY KEY (code));";

  it.each<[string, Sides, readonly string[]]>([
    ["as it is today", { actual: old, declared: old }, ["code", "title"]],
    [
      "without what the plan leaves out",
      {
        actual: old,
        declared: old.replace("PRIMARY", "pages INTEGER, PRIMARY"),
        drift: false,
      },
      ["code", "title"],
    ],
    [
      "with the columns it adds",
      { actual: old, declared: old.replace("PRIMARY", "pages INTEGER, PRIMARY") },
      ["code", "title", "pages"],
    ],
    [
      "with one that is computed no longer",
      { actual: old, declared: old.replace(" AS (substr(title, -4)) STORED", "") },
      ["code", "title", "year"],
    ],
    [
      "without one that is computed from now on",
      { actual: old, declared: old.replace("title TEXT", "title TEXT AS (lower(code))") },
      ["code"],
    ],
    [
      "with one that goes only with leave",
      { actual: old, declared: "CREATE TABLE books (code TEXT, title TEXT, PRIMARY KEY (code));" },
      ["code", "title"],
    ],
    [
      "with another key",
      {
        actual: old.replace("code TEXT", "code INTEGER"),
        declared: old.replace("(code)", "(title, code)").replace("code TEXT", "code INTEGER"),
      },
      ["code", "title"],
    ],
    [
      "with a key that becomes the rowid",
      { actual: old.replace(", PRIMARY KEY (code)", ""), declared: old.replace("code TEXT", "code INTEGER") },
      ["code", "title"],
    ],
    [
      "without a rowid",
      {
        actual: old.replace("code TEXT", "code INTEGER"),
        declared: old.replace("code TEXT", "code INTEGER").replace(");", ") WITHOUT ROWID;"),
      },
      ["code", "title"],
    ],
  ])("is written for its table %s", (_, sides, columns) => {
    const plan = planOf(sides, makeLog, trailOn("books"));
    expect(plan.impossible).toEqual([]);
    const db = ran(sides.actual, plan);
    expect(recordedIn(db, "books")).toEqual(thrice(columns));
    expect(introspect(db).triggers.map(({ broken }) => broken)).toEqual([null, null, null]);
  });

  it("follows a rename of its table and columns, forth and back", () => {
    const actual = `${old} ${trailed(old)}`;
    const renames: Change[] = [
      { kind: "rename-table", table: "works", from: "books" },
      { kind: "rename-column", table: "works", column: "name", from: "title" },
    ];
    const declared = old
      .replace("books", "works")
      .replace("title TEXT", "name TEXT")
      .replace("(title", "(name");
    const plan = planOf({ actual, declared, drift: false }, ...renames);
    const db = ran(actual, plan);
    expect(recordedIn(db, "works")).toEqual(thrice(["code", "name"]));
    db.exec("INSERT INTO works (code, name) VALUES ('e', 'Emma')");
    expect(db.prepare("SELECT table_name, new_values FROM audit_logs").raw().all()).toEqual([
      ["works", '{"code":"e","name":"Emma"}'],
    ]);
    for (const { rollback } of plan.steps.toReversed()) for (const sql of rollback.sql) db.exec(sql);
    expect(recordedIn(db, "books")).toEqual(thrice(["code", "title"]));
  });

  it("of another table stays as it is, and so does one whose table is only rebuilt", () => {
    const actual = `${old} CREATE TABLE loans (id INTEGER PRIMARY KEY, code TEXT); ${trailed(old)}`;
    const declared = `${old.replace("title TEXT", "title TEXT DEFAULT ''")} CREATE TABLE loans (id INTEGER PRIMARY KEY, code TEXT, day TEXT);`;
    const plan = planOf({ actual, declared });
    expect(plan.steps.map(({ comment }) => comment).filter((comment) => /trail/.test(comment))).toEqual([]);
    expect(recordedIn(ran(actual, plan), "books")).toEqual(thrice(["code", "title"]));
  });

  it("loses a column that goes with leave, and none without it", () => {
    const actual = `CREATE TABLE books (code TEXT PRIMARY KEY, title TEXT); ${trailed("CREATE TABLE books (code TEXT PRIMARY KEY, title TEXT);")}`;
    const declared = "CREATE TABLE books (code TEXT PRIMARY KEY);";
    const without = planOf({ actual, declared });
    expect(recordedIn(ran(actual, without), "books")).toEqual(thrice(["code", "title"]));
    const leave = planOf({ actual, declared, leave: true });
    expect(recordedIn(ran(actual, leave, true), "books")).toEqual(thrice(["code"]));
  });

  it.each([
    ["its table", [makeLog], "films"],
    ["its log", [], "audit_logs"],
  ] as const)("has no step while %s is not there", (_, more, missing) => {
    const table = missing === "films" ? "films" : "books";
    const plan = planOf({ actual: old, declared: old, drift: false }, ...more, trailOn(table));
    expect(plan.impossible.map(({ why }) => why)).toEqual([
      `The table ${missing} is not there, and this plan does not make it.`,
    ]);
    expect(plan.steps.flatMap(({ sql }) => sql).filter((sql) => /TRIGGER/.test(sql))).toEqual([]);
  });
});

/** The log and the trail of books, as a plan makes them. */
function trailed(books: string): string {
  const plan = planOf({ actual: books, declared: books, drift: false }, makeLog, trailOn("books"));
  return plan.steps.flatMap(({ sql }) => sql.map((statement) => `${statement};`)).join("\n");
}
