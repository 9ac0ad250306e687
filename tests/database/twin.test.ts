import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { copySchema } from "../../src/database/copy-schema.ts";
import { makeTwin, type Twin } from "../../src/database/twin.ts";
import { analyze } from "../../src/internal.ts";
import { project } from "../config/project.ts";

/** Stored by a build of SQLite that takes "open" for a string. */
const legacy = `CREATE TABLE tickets (id INTEGER PRIMARY KEY, status TEXT NOT NULL CHECK (status IN ("open", "done")),
    "due" TEXT, note TEXT DEFAULT "none", CHECK ("due" <> "never"));
  CREATE INDEX open_tickets ON tickets ("due") WHERE status = "open";
  CREATE VIEW urgent AS SELECT id FROM tickets WHERE status = "open";`;

const open: Database.Database[] = [];

afterEach(() => {
  for (const each of open.splice(0).reverse()) each.close();
});

/** A database with exactly these stored texts, whatever this build would take in a new one. */
function stored(sql: string, path = ":memory:"): Database.Database {
  const source = new Database(path);
  open.push(source);
  const marked = sql.replace(/"(open|done|none|never)"/g, "'$1'");
  source.exec(marked);
  source.unsafeMode(true);
  source.pragma("writable_schema = ON");
  for (const word of ["open", "done", "none", "never"])
    source.prepare("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)").run(`'${word}'`, `"${word}"`);
  source.pragma("writable_schema = RESET");
  source.unsafeMode(false);
  return source;
}

function twinOf(source: Database.Database): Twin {
  const twin = makeTwin(source, null);
  open.push(twin.connection);
  return twin;
}

const textsOf = (connection: Database.Database): unknown =>
  connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").raw().all();

describe("a twin of a database with strings in double quotes", () => {
  it("has them in single quotes, and names as they are", () => {
    const source = stored(legacy);
    expect(() => new Database(":memory:").exec(legacy), "this build refuses them").toThrow(/no such column/);
    const { connection, requoted, leftOut } = twinOf(source);
    expect([...requoted.keys()].sort()).toEqual(["open_tickets", "tickets"]);
    expect(leftOut.size).toBe(0);
    const insert = connection.prepare("INSERT INTO tickets (status, due) VALUES (?, ?)");
    expect(insert.run("open", "today").changes).toBe(1);
    expect(() => insert.run("lost", "today")).toThrow(/CHECK constraint failed/);
    expect(() => insert.run("open", "never")).toThrow(/CHECK constraint failed/);
  });

  it("fares as the database does: statements on tables work, a view with such a string does not", () => {
    const source = stored(legacy);
    const { connection } = twinOf(source);
    for (const database of [source, connection]) {
      database.prepare("INSERT INTO tickets (status) VALUES ('done')").run();
      expect(() => database.prepare("SELECT id FROM urgent")).toThrow(/no such column: "open"/);
    }
  });

  it("is not what a rehearsal without rows runs on: that has the stored texts", () => {
    const source = stored(legacy);
    const copy = copySchema(source, null);
    open.push(copy);
    expect(textsOf(copy)).toEqual(textsOf(source));
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
  });
});

describe("a twin of a database that needs what only the application has", () => {
  it("lacks those objects and says why", () => {
    const source = new Database(":memory:");
    open.push(source);
    source.function("slug", { deterministic: true }, (text) => text);
    source.exec(`CREATE TABLE pages (id INTEGER PRIMARY KEY, title TEXT); CREATE INDEX slugs ON pages (slug(title));
      CREATE TABLE Links (id INTEGER PRIMARY KEY, page TEXT CHECK (slug(page) <> ''));`);
    const { connection, leftOut } = twinOf(source);
    expect([...leftOut]).toEqual([
      ["links", "no such function: slug"],
      ["slugs", "no such function: slug"],
    ]);
    expect(connection.prepare("SELECT count(*) FROM pages").pluck().get()).toBe(0);
  });

  it("is not thrown for a table whose module is missing", () => {
    const source = stored("CREATE TABLE notes (id INTEGER PRIMARY KEY);");
    source.unsafeMode(true);
    source.pragma("writable_schema = ON");
    source.exec(
      "INSERT INTO sqlite_schema VALUES ('table', 'places', 'places', 0, 'CREATE VIRTUAL TABLE places USING vec0(at)')",
    );
    source.pragma("writable_schema = RESET");
    expect([...twinOf(source).leftOut]).toEqual([["places", "no such module: vec0"]]);
  });
});

describe("analyze with code", () => {
  it("reads a database with strings in double quotes, and statements on it", async () => {
    const folder = project({
      "doctor.config.json":
        '{ "database": "app.db", "model": ["model.ts"], "queries": ["code.ts"], "history": false }',
      "model.ts":
        '/** @table tickets */\nexport interface Ticket { id: number; status: "open" | "done"; due: string | null; note: string | null }',
      "code.ts": `import Database from "better-sqlite3";
const db = new Database("app.db");
db.pragma("journal_mode = WAL");
export const add = () => db.prepare("INSERT INTO tickets (status) VALUES (?)").run("open");
export const all = () => db.prepare("SELECT id, note FROM tickets").all();
export const lost = () => db.prepare("SELECT titel FROM tickets").all();
`,
    });
    const [withoutView = ""] = legacy.split("CREATE VIEW");
    stored(withoutView, join(folder, "app.db"));
    const { issues, notAnalysed } = await analyze({ folder });
    expect(notAnalysed).toEqual([]);
    expect(
      issues.map(({ rule, findings }) => [rule, findings.map(({ location }) => location?.line)]),
    ).toEqual([["unknown-name", [6]]]);
  });

  it("does not call a table missing that it could not copy", async () => {
    const folder = project({
      "doctor.config.json":
        '{ "database": "app.db", "model": ["model.ts"], "queries": ["code.ts"], "history": false }',
      "model.ts": "/** @table links */\nexport interface Link { id: number; page: string | null }",
      "code.ts": `import Database from "better-sqlite3";
const db = new Database("app.db");
db.pragma("journal_mode = WAL");
export const add = () => db.prepare("INSERT INTO links (page) VALUES (?)").run("home");
`,
    });
    const source = new Database(join(folder, "app.db"));
    open.push(source);
    source.function("slug", { deterministic: true }, (text) => text);
    source.exec("CREATE TABLE links (id INTEGER PRIMARY KEY, page TEXT CHECK (slug(page) <> ''))");
    const { issues, notAnalysed } = await analyze({ folder });
    expect(issues).toEqual([]);
    expect(notAnalysed.map(({ what }) => what)).toEqual(["statement in add"]);
  });
});
