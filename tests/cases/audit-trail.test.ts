import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { findNamed } from "../../src/schema/names.ts";
import { recordedToday, writtenTrail } from "../../src/sql/trail/written.ts";
import { project } from "../config/project.ts";
import { hasShell } from "../shell.ts";
import { commandLine, type Ended } from "./command-line.ts";
import { buildFixture } from "./fixture.ts";

const model = `
/** @table */
export interface Member {
  id: number;
  /** @renamedFrom mail */
  email: string | null;
  /** @default 'reader' */
  role: string;
  updatedAt: string | null;
}
/** @table */
export interface Loan {
  id: number;
  /**
   * @references members(id)
   * @onDelete CASCADE
   */
  memberId: number;
  /** @backfill lower(title) */
  slug: string;
  title: string;
}
/** @table @primaryKey (room, "day") @withoutRowid */
export interface Booking { room: string; day: string; plan: Uint8Array | null }
/** @table */
export interface Visit { memberId: number; id: number }
/** @table @lookup name */
export interface RoomStatus { name: "open" | "closed" }
`.replace('"day"', "day");

const database = `
CREATE TABLE members (id INTEGER PRIMARY KEY, mail TEXT COLLATE NOCASE, updated_at TEXT, initial TEXT AS (substr(mail, 1, 1)));
CREATE TRIGGER members_touch AFTER UPDATE ON members WHEN new.updated_at IS old.updated_at
  BEGIN UPDATE members SET updated_at = 'now' WHERE id = new.id; END;
CREATE TABLE loans (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE, title TEXT NOT NULL UNIQUE);
CREATE TABLE bookings (room TEXT NOT NULL, day TEXT NOT NULL, plan BLOB, PRIMARY KEY (room, day)) WITHOUT ROWID;
CREATE TABLE room_statuses (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO room_statuses VALUES ('open'), ('closed');
INSERT INTO members (id, mail) VALUES (1, 'ann@x'), (2, 'bob@x');
INSERT INTO loans VALUES (1, 1, 'Emma'), (2, 1, 'Persuasion'), (3, 2, 'Dracula');
INSERT INTO bookings VALUES ('red', 'mon', x'01');
`;

const on = { auditTrail: true };

/** A project of its own for each test. */
class Bench {
  readonly folder: string;
  constructor(files: { model?: string; sql?: string; database?: string; config?: object } = {}) {
    const file = files.sql === undefined ? "model.ts" : "model.sql";
    const settings = { database: "app.db", model: [file], conventions: on, ...files.config };
    this.folder = project({
      "doctor.config.json": JSON.stringify(settings),
      [file]: files.sql ?? files.model ?? model,
    });
    this.write(files.database ?? database);
  }
  run(...line: string[]): Promise<Ended> {
    return commandLine(this.folder, ...line);
  }
  open(): Database.Database {
    return new Database(join(this.folder, "app.db"));
  }
  write(sql: string): void {
    const db = this.open();
    db.exec(sql);
    db.close();
  }
  rows(sql: string): unknown[][] {
    const db = this.open();
    const rows = db.prepare<[], unknown[]>(sql).raw().all();
    db.close();
    return rows;
  }
  /** The log since an entry, with its JSON read. */
  entries(): unknown[][] {
    return this.rows(
      "SELECT table_name, row_id, action, old_values, new_values FROM audit_logs ORDER BY id",
    ).map(([table, row, action, ...values]) => [
      ...[table, row, action],
      ...values.map((text) => (text === null ? null : JSON.parse(String(text)))),
    ]);
  }
  async analysed(): Promise<{ issues: { rule: string; severity: string; title: string }[] }> {
    return JSON.parse((await this.run("analyze", "--format", "json")).out);
  }
  async loud(): Promise<string[]> {
    return (await this.analysed()).issues
      .filter(({ severity }) => severity !== "info")
      .map(({ rule, severity }) => `${rule} ${severity}`);
  }
}

const schemaOf = (bench: Bench): unknown[][] =>
  bench.rows(
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '\\_doctor%' ESCAPE '\\' ORDER BY 1, 2",
  );

/** Triggers into the log that the doctor does not know again as its own, for all columns. */
function foreign(bench: Pick<Bench, "open">): string[] {
  const db = bench.open();
  const schema = introspect(db);
  db.close();
  const trails = schema.triggers.filter(({ sql }) => sql.includes('INTO "audit_logs"'));
  expect(trails.length).toBeGreaterThan(0);
  return trails
    .filter((trigger) => {
      const table = findNamed(schema.tables, trigger.table);
      const written = table && writtenTrail(trigger, table, schema);
      return !written || written.columns.length < recordedToday(table).columns.length;
    })
    .map(({ name }) => name);
}

describe("an audit trail, through the commands", () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  it("is one medium issue, proven with all rows, and then nothing is left to say", async () => {
    const before = schemaOf(bench);
    const { out } = await bench.run("analyze", "--format", "json");
    const report = JSON.parse(out);
    const [issue] = report.issues.filter(({ rule }: { rule: string }) => rule === "missing-audit-trail");
    expect(issue).toMatchObject({ severity: "medium", table: null, component: "Database", risk: "low" });
    expect(issue.findings.map(({ table }: { table: string }) => table)).toEqual([
      ...["members", "loans", "bookings", "visits"],
    ]);
    expect([report.proof.level, report.proof.ok]).toEqual(["rows", true]);
    expect((await bench.run("repair")).code).toBe(0);
    expect(schemaOf(bench)).toEqual(before);
    expect((await bench.run("repair", "--apply")).code).toBe(0);
    expect(await bench.loud()).toEqual([]);
    const { issues } = await bench.analysed();
    expect(issues.filter(({ title }) => /audit/i.test(title))).toEqual([]);
    // The computed column that nobody declares would go, with leave.
    expect((await bench.run("repair")).out).toContain("Plan      1 step\n\nSTEP 1 of 1  destructive");
    // Neither backfills nor the rows of new columns are anybody's doing.
    expect(bench.entries()).toEqual([]);
    expect(foreign(bench)).toEqual([]);
    expect((await bench.run("rollback", "--apply")).code).toBe(0);
    expect(schemaOf(bench)).toEqual(before);
  });

  it.skipIf(!hasShell)("comes and goes by the scripts in the sqlite3 shell as well", async () => {
    const before = schemaOf(bench);
    expect((await bench.run("repair", "--out", "scripts")).code).toBe(0);
    const script = (name: string): void => {
      const input = readFileSync(join(bench.folder, "scripts", name), "utf8");
      execFileSync("sqlite3", [join(bench.folder, "app.db")], { input });
    };
    script("repair.sql");
    expect(foreign(bench)).toEqual([]);
    const insert = "INSERT INTO visits (member_id) VALUES (1); DELETE FROM visits;";
    execFileSync("sqlite3", [join(bench.folder, "app.db"), insert]);
    expect(bench.entries()).toEqual([
      ["visits", "1", "insert", null, { id: 1, member_id: 1 }],
      ["visits", "1", "delete", { id: 1, member_id: 1 }, null],
    ]);
    script("rollback.sql");
    expect(schemaOf(bench)).toEqual(before);
  });

  describe.each([false, true])("recording writes, with recursive triggers %s", (recursive) => {
    const open = (): Database.Database => {
      const db = bench.open();
      db.pragma(`recursive_triggers = ${recursive ? "ON" : "OFF"}`);
      return db;
    };
    const write = (sql: string): void => {
      const db = open();
      db.exec(sql);
      db.close();
    };
    beforeEach(async () => {
      expect((await bench.run("repair", "--apply")).code).toBe(0);
    });

    it("keeps what was in a row and what is", () => {
      write("INSERT INTO bookings VALUES ('blue', 'tue', x'00ff')");
      write("UPDATE bookings SET plan = 9e999 WHERE room = 'blue'");
      write("DELETE FROM bookings WHERE room = 'blue'");
      const row = { room: "blue", day: "tue" };
      expect(bench.entries()).toEqual([
        ["bookings", '["blue","tue"]', "insert", null, { ...row, plan: "00FF" }],
        ["bookings", '["blue","tue"]', "update", { ...row, plan: "00FF" }, { ...row, plan: "Inf" }],
        ["bookings", '["blue","tue"]', "delete", { ...row, plan: "Inf" }, null],
      ]);
    });

    it("records new columns under the new names, and no computed one", () => {
      write("INSERT INTO members (id, email) VALUES (9, 'cy@x')");
      expect(bench.entries()).toEqual([
        ["members", "9", "insert", null, { id: 9, email: "cy@x", updated_at: null, role: "reader" }],
      ]);
    });

    it("records an edit and the touch of another trigger as two, and comes to an end", () => {
      write("UPDATE members SET email = 'ANN@x' WHERE id = 1");
      const old = { id: 1, email: "ann@x", updated_at: null, role: "reader" };
      const [edited, touched] = [
        { ...old, email: "ANN@x" },
        { ...old, email: "ANN@x", updated_at: "now" },
      ];
      expect(bench.entries().toSorted()).toEqual(
        [
          ["members", "1", "update", old, edited],
          ["members", "1", "update", edited, touched],
        ].toSorted(),
      );
      write("UPDATE members SET email = email, updated_at = updated_at || '' WHERE id = 2");
      expect(bench.rows("SELECT count(*) FROM audit_logs WHERE row_id = '2'")).toEqual([[1]]);
    });

    it("records the rows that a foreign key deletes", () => {
      write("PRAGMA foreign_keys = ON; DELETE FROM members WHERE id = 1");
      expect(
        bench
          .entries()
          .map(([table, row, action]) => `${table} ${row} ${action}`)
          .toSorted(),
      ).toEqual([...["loans 1 delete", "loans 2 delete", "members 1 delete"]]);
    });

    it("lets REPLACE and UPSERT do their work", () => {
      const dracula = { id: 3, member_id: 2, title: "Dracula", slug: "dracula" };
      write("INSERT OR REPLACE INTO loans (id, member_id, title, slug) VALUES (30, 2, 'Dracula', 'd')");
      const replaced = ["loans", "3", "delete", dracula, null];
      const put = { ...dracula, id: 30, slug: "d" };
      expect(bench.entries()).toEqual([
        ...(recursive ? [replaced] : []),
        ["loans", "30", "insert", null, put],
      ]);
      write("DELETE FROM audit_logs");
      write(
        "INSERT INTO loans (id, member_id, title, slug) VALUES (31, 2, 'Dracula', 'x') ON CONFLICT (title) DO UPDATE SET slug = excluded.slug",
      );
      write("INSERT OR IGNORE INTO loans (member_id, title, slug) VALUES (2, 'Dracula', 'x')");
      expect(bench.entries()).toEqual([["loans", "30", "update", put, { ...put, slug: "x" }]]);
      expect(bench.rows("SELECT count(*) FROM loans")).toEqual([[3]]);
    });

    it("changes nothing of what a statement tells its caller", () => {
      const db = open();
      const insert = db.prepare("INSERT INTO loans (member_id, title, slug) VALUES (1, ?, 's') RETURNING id");
      expect(insert.pluck().get("Middlemarch")).toBe(4);
      const other = db.prepare("INSERT INTO loans (member_id, title, slug) VALUES (1, ?, 's')");
      expect(other.run("Villette")).toEqual({ changes: 1, lastInsertRowid: 5 });
      expect(db.prepare("UPDATE loans SET slug = 't' WHERE member_id = 1").run().changes).toBe(4);
      expect(db.prepare("UPDATE loans SET slug = 't' WHERE id = 99").run().changes).toBe(0);
      expect(() => other.run("Villette")).toThrow("UNIQUE constraint failed: loans.title");
      db.close();
    });
  });

  it("says on the way back how many entries are lost, and takes triggers, index and table along", async () => {
    const before = schemaOf(bench);
    await bench.run("repair", "--apply");
    bench.write("INSERT INTO bookings VALUES ('blue', 'tue', NULL), ('blue', 'wed', NULL)");
    const dry = await bench.run("rollback");
    expect([dry.code, dry.out]).toEqual([
      0,
      expect.stringMatching(/Label\s+lossy[\s\S]*2 rows of audit_logs/),
    ]);
    expect((await bench.run("rollback", "--apply")).code).toBe(0);
    expect(schemaOf(bench)).toEqual(before);
    expect(bench.rows("SELECT room, day FROM bookings ORDER BY 1, 2")).toEqual([
      ...[
        ["blue", "tue"],
        ["blue", "wed"],
        ["red", "mon"],
      ],
    ]);
  });

  it("can be had by itself, with the tables that it is about and that are missing", async () => {
    const dry = await bench.run("repair", "--only", "missing-audit-trail");
    expect([dry.code, dry.out]).toEqual([0, expect.stringContaining("Create table visits")]);
    expect((await bench.run("repair", "--only", "missing-audit-trail", "--apply")).code).toBe(0);
    bench.write("INSERT INTO members (id, mail) VALUES (9, 'cy@x')");
    expect(bench.entries()).toEqual([
      ["members", "9", "insert", null, { id: 9, mail: "cy@x", updated_at: null }],
    ]);
  });

  it("follows its tables through later repairs, and back again", async () => {
    await bench.run("repair", "--only", "missing-audit-trail", "--apply");
    const between = schemaOf(bench);
    expect((await bench.run("repair", "--apply")).code).toBe(0);
    expect(await bench.loud()).toEqual([]);
    expect(bench.entries()).toEqual([]);
    bench.write("INSERT INTO members (id, email) VALUES (9, 'cy@x')");
    bench.write("INSERT INTO loans (id, member_id, title, slug) VALUES (9, 9, 'Emma 2', 'e')");
    expect(bench.entries()).toEqual([
      ["members", "9", "insert", null, { id: 9, email: "cy@x", updated_at: null, role: "reader" }],
      ["loans", "9", "insert", null, { id: 9, member_id: 9, title: "Emma 2", slug: "e" }],
    ]);
    expect((await bench.run("rollback", "--apply")).code).toBe(0);
    expect(schemaOf(bench)).toEqual(between);
    // The log is not that repair's.
    expect(bench.entries()).toHaveLength(2);
    bench.write("UPDATE members SET mail = 'dy@x', updated_at = 'then' WHERE id = 9");
    expect(bench.entries().at(-1)?.at(-1)).toEqual({ id: 9, mail: "dy@x", updated_at: "then" });
  });

  it("lets a column go, with leave", async () => {
    const sql = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, isbn TEXT);";
    bench = new Bench({ sql, database: sql });
    await bench.run("repair", "--apply");
    const second = new Bench({
      sql: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);",
      database: bench
        .rows("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        .join("\n"),
    });
    second.write("INSERT INTO books VALUES (1, 'Emma', '1'); DELETE FROM audit_logs;");
    const kept = await second.run("repair", "--apply");
    expect(kept.out).not.toContain("applied");
    second.write("UPDATE books SET isbn = '2'");
    expect(second.entries()[0]?.at(-1)).toEqual({ id: 1, title: "Emma", isbn: "2" });
    const gone = await second.run("repair", "--apply", "--allow-destructive");
    expect([gone.code, gone.out]).toEqual([0, expect.stringContaining("applied")]);
    second.write("UPDATE books SET title = 'Persuasion'");
    expect(second.entries().at(-1)?.at(-1)).toEqual({ id: 1, title: "Persuasion" });
    expect((await second.run("rollback", "--apply")).code).toBe(0);
    second.write("UPDATE books SET isbn = '3'");
    expect(second.entries().at(-1)?.at(-1)).toEqual({ id: 1, title: "Persuasion", isbn: "3" });
  });
});

describe("a trail whose table got columns since", () => {
  const sql = "CREATE TABLE books (title TEXT, id INTEGER PRIMARY KEY, isbn TEXT);";

  it("is a finding for each column, written anew, and taken back as it was", async () => {
    const first = new Bench({ sql, database: sql });
    await first.run("repair", "--apply");
    first.write("ALTER TABLE books ADD COLUMN pages INTEGER; ALTER TABLE books ADD COLUMN cover BLOB;");
    const later = new Bench({
      sql: sql.replace("isbn TEXT", "isbn TEXT, pages INTEGER, cover BLOB"),
      database: first.rows("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL").join("\n"),
    });
    const { issues } = JSON.parse((await later.run("analyze", "--format", "json")).out);
    const found = issues.map((issue: { title: string; findings: { message: string }[] }) => [
      issue.title,
      ...issue.findings.map(({ message }) => message),
    ]);
    expect(found).toEqual([
      [
        "The audit trail leaves out 2 columns",
        "The trail of books does not record pages, which the table got later.",
        "The trail of books does not record cover, which the table got later.",
      ],
    ]);
    const before = schemaOf(later);
    expect((await later.run("repair", "--apply")).code).toBe(0);
    expect(await later.loud()).toEqual([]);
    later.write("INSERT INTO books VALUES ('Emma', 1, NULL, 300, x'01')");
    expect(later.entries()[0]?.at(-1)).toEqual({ title: "Emma", id: 1, isbn: null, pages: 300, cover: "01" });
    expect((await later.run("rollback", "--apply")).code).toBe(0);
    expect(schemaOf(later)).toEqual(before);
  });

  it("is left alone where somebody wrote it", async () => {
    const first = new Bench({ sql, database: sql });
    await first.run("repair", "--apply");
    const [own] = first.rows("SELECT sql FROM sqlite_schema WHERE name = 'audit_books_insert'").flat();
    first.write(`DROP TRIGGER audit_books_insert; ${String(own).replace("'insert'", "lower('INSERT')")};
      ALTER TABLE books ADD COLUMN pages INTEGER;`);
    const later = new Bench({
      model:
        "/** @table */ export interface Book { title: string | null; id: number; isbn: string | null; pages: number | null; year: number | null }",
      database: first.rows("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL").join("\n"),
    });
    expect((await later.run("repair", "--apply")).code).toBe(0);
    later.write("INSERT INTO books (title, year) VALUES ('Emma', 1815); DELETE FROM books;");
    const all = { title: "Emma", id: 1, isbn: null, pages: null, year: 1815 };
    expect(later.entries()).toEqual([
      ["books", "1", "insert", null, { title: "Emma", id: 1, isbn: null }],
      ["books", "1", "delete", all, null],
    ]);
  });
});

describe("an audit trail of storyweaver", () => {
  let fixture: ReturnType<typeof buildFixture>;
  beforeEach(() => {
    fixture = buildFixture("storyweaver");
  });
  afterEach(() => fixture.remove());

  it("stands after the whole repair, records a rename by its new name, and no backfill", async () => {
    const applied = await commandLine(fixture.folder, "repair", "--apply");
    expect([applied.code, applied.out]).toEqual([0, expect.stringContaining("with all rows")]);
    const db = new Database(fixture.database);
    const entries = (): unknown[][] =>
      db.prepare<[], unknown[]>("SELECT table_name, action, new_values FROM audit_logs").raw().all();
    expect(entries()).toEqual([]);
    db.exec(
      "UPDATE credit_usage SET operation_type = 'rewrite' WHERE id = (SELECT min(id) FROM credit_usage)",
    );
    const [, action, values] = entries()[0] ?? [];
    expect([action, JSON.parse(String(values))]).toEqual([
      "update",
      expect.objectContaining({ operation_type: "rewrite", model_used: "unknown" }),
    ]);
    db.close();
    const { out } = await commandLine(fixture.folder, "analyze", "--format", "json");
    expect(foreign({ open: () => new Database(fixture.database) })).toEqual([]);
    const titles = JSON.parse(out).issues.map(({ title }: { title: string }) => title);
    expect(titles.filter((title: string) => /audit/i.test(title))).toEqual([]);
  });
});
